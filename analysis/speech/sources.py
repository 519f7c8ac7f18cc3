"""Sources named by a preposition or by `so`: `laut X`, `X zufolge`, `nach Angaben von X`, `so X`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.language.segments import QUOTES, is_finite
from analysis.language.tokens import Token
from analysis.speech.frames import BOUNDARIES
from analysis.speech.phrases import noun_phrase
from analysis.speech.speakers import placed, with_place
from analysis.speech.words import noun_of


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase: token range, cue word, speaker's words; apart: commas set it off (`..., so X`)."""

    first: int
    stop: int
    cue: tuple[int, int]
    speaker: tuple[int, int]
    apart: bool = False


def so_phrase(words: Sequence[Token], index: int) -> tuple[int, int] | None:
    """The speaker of `so X` at index: a stretch without a verb (`so Tusk weiter`, `so der Minister am Montag`)."""
    if words[index].text != "so":
        return None
    stop = noun_phrase(words, index + 1)
    if stop == index + 1 or words[index + 1].tag_ in ("ADJA", "CARD", "PIAT", "PIS", "PDS"):
        return None
    if words[index + 1].lower_ in ("es", "man", "ich", "wir"):
        return None
    stop = placed(words, index + 1, stop)
    for word in words[stop:]:
        if word.text in BOUNDARIES or word.text in ".!?" or word.text in QUOTES:
            break
        if is_finite(word) or word.tag_ in ("VVPP", "VVINF"):
            return None
    return words[index + 1].idx, words[stop - 1].idx + len(words[stop - 1])


def source_in(words: Sequence[Token]) -> Source | None:
    """The first source phrase among the words of a sentence."""
    for index, word in enumerate(words):
        made = _laut(words, index) or _nach(words, index) or _zufolge(words, index) or _so(words, index)
        if made is not None:
            return made
        if word.lower_ == "so":
            continue
    return None


def _made(words: Sequence[Token], first: int, stop: int, cue: int, start: int, end: int) -> Source:
    return Source(
        words[first].i,
        words[stop - 1].i + 1,
        (words[cue].idx, words[cue].idx + len(words[cue])),
        (words[start].idx, words[end - 1].idx + len(words[end - 1])),
    )


def _so(words: Sequence[Token], index: int) -> Source | None:
    if index == 0 or (words[index - 1].text not in BOUNDARIES and words[index - 1].text not in QUOTES):
        return None
    if so_phrase(words, index) is None:
        return None
    stop = placed(words, index + 1, noun_phrase(words, index + 1))
    end = stop
    while end < len(words) and words[end].text not in BOUNDARIES and words[end].text not in ".!?":
        end += 1
    return replace(_made(words, index, end, index, index + 1, stop), apart=True)


def _laut(words: Sequence[Token], index: int) -> Source | None:
    """`laut` before a noun phrase; `laut` = loud stands after a verb or before `und`, a full stop or a verb."""
    if words[index].lower_ not in ("laut", "gemäß") or index + 1 >= len(words):
        return None
    if words[index].lower_ == "gemäß" and noun_of(words[index + 1].text, words[index + 1].lemma_) is None:
        return None
    stop = noun_phrase(words, index + 1)
    if stop == index + 1 or words[index + 1].tag_ == "PPER":
        return None
    stop = with_place(words, stop)
    return _made(words, index, stop, index, index + 1, stop)


def _nach(words: Sequence[Token], index: int) -> Source | None:
    """`nach Angaben von X`, `nach seiner Auffassung`, and behind its noun `seinen Worten nach`."""
    if words[index].lower_ not in ("nach", "aus") or index + 1 >= len(words):
        return None
    if words[index].lower_ == "aus":
        if words[index + 1].text != "Sicht":
            return None
        stop = noun_phrase(words, index + 1)
        return _made(words, index, stop, index, index + 1, stop)
    start = index + 2 if words[index + 1].tag_ == "ADV" else index + 1
    stop = noun_phrase(words, start)
    if stop > start:
        head = next((word for word in words[start:stop] if word.tag_ in ("NN", "NNA")), None)
        noun = noun_of(head.text, head.lemma_) if head is not None else None
        if noun is not None and noun.source:
            while (
                stop < len(words)
                and words[stop].lower_ in ("aus", "von", "vom", "der", "des")
                and noun_phrase(words, stop + 1) > stop + 1
            ):
                stop = noun_phrase(words, stop + 1)
            if stop < len(words) and words[stop].tag_ == "ADJA" and words[stop].text.endswith("er"):
                stop = noun_phrase(words, stop)  # `Angaben europäischer Diplomaten`, without an article
            stop = with_place(words, stop)
            return _made(words, index, stop, index, start, stop)
        return None
    return _behind(words, index)


def _zufolge(words: Sequence[Token], index: int) -> Source | None:
    if words[index].lower_ != "zufolge":
        return None
    return _behind(words, index, any_noun=True)


def _behind(words: Sequence[Token], index: int, any_noun: bool = False) -> Source | None:
    """The noun phrase that ends right before index, the longest one without a preposition of its own."""
    for start in range(max(0, index - 12), index):
        if start and words[start - 1].tag_.startswith("APPR"):
            continue
        if noun_phrase(words, start) != index:
            continue
        head = next((word for word in words[start:index] if word.tag_ in ("NN", "NNA")), None)
        noun = noun_of(head.text, head.lemma_) if head is not None else None
        if any_noun or (noun is not None and noun.source):
            return _made(words, start, index + 1, index, start, index)
    return None
