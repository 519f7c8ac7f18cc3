"""Noun phrases that can name a speaker."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.segments import QUOTES
from analysis.language.tokens import Token

NOUNS = ("NN", "NE", "NNA", "NNI", "FM", "TRUNC", "XY")
_DETERMINERS = ("ART", "PDAT", "PIAT", "PPOSAT", "PWAT")
# Who is told, not a genitive: `sagte der Minister der Zeitung „…“`.
_MEDIA = ("zeitung", "agentur", "zeitschrift", "presse", "illustrierten")
_SMALL = frozenset(["von", "van", "de", "der", "zu", "bin", "al"])


def noun_phrase(words: Sequence[Token], index: int) -> int:
    """Index after the noun phrase that starts at index, or index itself where none does.

    Genitives, `von` + name, a party in brackets and an apposition that is a name belong to it: `der Vorsitzende der
    Partei, Martin Lee`, `Andres Granier, der Gouverneur von Tabasco`.
    """
    stop = bare_phrase(words, index)
    if stop == index or words[index].tag_ == "PPER":
        return stop
    while stop < len(words):
        grown = _attribute(words, index, stop)
        if grown == stop:
            break
        stop = grown
    return stop


def bare_phrase(words: Sequence[Token], index: int) -> int:
    """Index after the article, adjectives, noun and name that start at index, without genitive or apposition."""
    if index >= len(words):
        return index
    if words[index].tag_ in ("PPER", "PIS", "PDS") or words[index].lower_ in ("er", "sie", "es"):
        return index + 1
    stop, noun = index, False
    while stop < len(words):
        word = words[stop]
        if word.text in ("–", "—", "-"):
            break
        if word.tag_ in NOUNS:
            noun = True
        elif not (_before_noun(words, index, stop) if not noun else _inside_name(words, index, stop)):
            break
        stop += 1
    while (
        stop > index and words[stop - 1].text in QUOTES and not any(w.text in QUOTES for w in words[index : stop - 1])
    ):
        stop -= 1
    return stop if noun else index


def _before_noun(words: Sequence[Token], start: int, place: int) -> bool:
    """Article, adjectives and numbers, an adverb before an adjective, an opening quotation mark."""
    tag = words[place].tag_
    if words[place].text in QUOTES or tag in ("ADJA", "CARD", "PIAT") or (tag in _DETERMINERS and place == start):
        return True
    following = words[place + 1].tag_ if place + 1 < len(words) else ""
    return tag in ("ADV", "ADJD") and place > start and following in ("ADJA", "CARD")


def _inside_name(words: Sequence[Token], start: int, place: int) -> bool:
    """A closing quotation mark, `von der` in a name, or an adjective after a genitive (`Polens neuer Premier`)."""
    word = words[place]
    if word.text in QUOTES or (word.text in _SMALL and _name_goes_on(words, place)):
        return True
    owner = place == start + 1 and words[start].tag_ == "NE" and words[start].text.endswith(("s", "’", "'"))
    return owner and word.tag_ in ("ADJA", "CARD")


def _name_goes_on(words: Sequence[Token], place: int) -> bool:
    """`Ursula von der Leyen`, `Mark de Boer`: a name before and after the small words; articles only after `von`."""
    if words[place].text == "der" and words[place - 1].text not in ("von", "van"):
        return False
    if words[place - 1].tag_ != "NE" and words[place - 1].text not in ("von", "van", "de"):
        return False
    after = next((word for word in words[place + 1 : place + 3] if word.text not in ("der", "den", "de", "la")), None)
    return after is not None and after.tag_ == "NE"


def _attribute(words: Sequence[Token], start: int, stop: int) -> int:
    word = words[stop]
    last = words[stop - 1]
    named = any(w.tag_ == "NE" for w in words[start:stop])
    if (
        word.lower_ in ("des", "der", "eines", "einer", "seines", "seiner", "ihres", "ihrer", "dieser", "dieses")
        and last.tag_ == "NN"
    ):
        told = stop + 1 < len(words) and words[stop + 1].lower_.endswith(_MEDIA)
        return stop if told else max(stop, bare_phrase(words, stop))
    if word.lower_ in ("von", "vom") and (last.tag_ == "NN" or named):
        grown = bare_phrase(words, stop + 1)
        return grown if grown > stop + 1 else stop
    if word.tag_ == "KON" and word.lower_ in ("und", "sowie") and stop + 1 < len(words):
        grown = bare_phrase(words, stop + 1)
        return grown if grown > stop + 1 and words[stop + 1].tag_ != "PPER" else stop
    if word.text == "," and stop + 1 < len(words) and words[stop + 1].tag_ in (*_DETERMINERS, *NOUNS, "ADJA"):
        grown = bare_phrase(words, stop + 1)
        while grown > stop + 1 and grown < len(words) and words[grown].text not in ".,:":
            longer = _attribute(words, stop + 1, grown)
            if longer == grown:
                break
            grown = longer
        closed = grown == len(words) or words[grown].text in ".,:"
        one_name = named != any(w.tag_ == "NE" for w in words[stop + 1 : grown]) or named
        return grown if grown > stop + 1 and closed and one_name else stop
    return stop
