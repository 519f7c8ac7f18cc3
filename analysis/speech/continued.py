"""Reported speech that goes on over the next sentences in the Konjunktiv, and who goes on speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from simplemma import lemmatize

from analysis.language.mood import is_konjunktiv_one, is_konjunktiv_two
from analysis.speech.frames import Frame, speech_verb
from analysis.speech.quotation import Kind, Offsets, Quotation
from analysis.speech.speakers import speaker_of
from analysis.speech.words import candidates

_AUXILIARY = re.compile(
    r"\b(?:sei|seien|habe|werde|würden?|hätten?|wären?|könn(?:te?n?|e)|müss(?:te?n?|e)|woll(?:te?n?|e)|solle|dürf(?:te?n?|e)|"
    r"möge|käme|gäbe|ginge|bliebe|ließe)\b"
)
_ENDS_IN_E = re.compile(r"\b[a-zäöü]{3,}e\b")
_FAR = 400  # characters: about three sentences
_SPEAKING = frozenset(["ich", "wir"])


def continued(frames: Sequence[Frame], found: Sequence[Quotation]) -> list[Quotation]:
    """found, and every sentence in reported mood that goes on after one of them, sorted by start.

    A quotation that stands alone, and each continued sentence, is spoken by whoever spoke last in the paragraph.
    """
    result: list[Quotation] = []
    speaker: tuple[int, int] | None = None
    spoken = -_FAR
    last: Frame | None = None
    told: list[Frame] = []  # the last two sentences in the text's own words
    going = False
    waiting = list(found)
    for frame in frames:
        text = frame.span.text.rstrip()
        start, end = frame.span.start_char, frame.span.start_char + len(text)
        here = [q for q in waiting if q.start < end]
        claimed = _told_before(frame) if last is not None and not here else None
        if claimed is not None and last is not None:
            text_before = last.span.text.rstrip()
            result.append(Quotation(last.span.start_char, last.span.start_char + len(text_before), *claimed))
            going, speaker, spoken, last, told = True, claimed[0], end, None, []
            continue
        waiting = waiting[len(here) :]
        for quote in here:
            alone = quote.cue is None and quote.speaker is None
            near = start - spoken < _FAR
            if alone and near:
                quote = replace(quote, speaker=speaker)
            result.append(quote)
            speaker = quote.speaker
        if here or any(q.start < end and start < q.end for q in found):
            going, last, spoken, told = True, None, end, []
        elif text and _may_report(text) and _in_report(frame, going):
            if not going:
                near = start - spoken < _FAR
                topic = next(filter(None, map(_topic, reversed(told))), None)
                speaker = topic or (speaker if near else None)
            result.append(Quotation(start, end, speaker, "FreeIndirect"))
            going, last, spoken, told = True, None, end, []
        elif text:
            going, last = False, frame
            told = [*told[-1:], frame]
    return sorted(result, key=lambda q: (q.start, -q.end))


def _told_before(frame: Frame) -> tuple[Offsets | None, Kind, Offsets, str] | None:
    """`Das sagte X.`: the speaker, kind, cue and verb for the sentence before."""
    words = frame.words
    if len(words) < 3 or words[0].text not in ("Das", "Dies") or not candidates().search(frame.span.text):
        return None
    for clause in frame.clauses:
        token = clause.verb
        if token is None or clause.kind != "main" or clause.tokens[0] is not words[0]:
            continue
        found = [(t, speech_verb(t, clause)) for t in clause.tokens]
        if token.lemma_ == "werden":
            return None
        cue, verb = next(((t, v) for t, v in found if v is not None), (token, None))
        named = speaker_of(frame, cue) if verb is not None and (verb.plain or verb.kind == "announce") else None
        if verb is not None and named is not None and named[0] != words[0].idx:
            return named, "Indirect", (cue.idx, cue.idx + len(cue)), verb.lemma
    return None


def _may_report(text: str) -> bool:
    """Whether a word may be a Konjunktiv form: an auxiliary, or a form in -e whose infinitive adds -n (`lehne`)."""
    if _AUXILIARY.search(text):
        return True
    return any(lemmatize(word, lang="de") == word + "n" for word in _ENDS_IN_E.findall(text))


def _topic(frame: Frame) -> tuple[int, int] | None:
    """The subject of a speech verb without a statement (`Sie wies die Kritik zurück.`): whose words may follow."""
    for clause in frame.clauses:
        for token in clause.tokens:
            if clause.kind == "main" and speech_verb(token, clause) is not None:
                return speaker_of(frame, token)
    return None


def _in_report(frame: Frame, going: bool) -> bool:
    """Whether the main clause is in the mood of reported speech and nobody speaks of himself."""
    mains = [clause for clause in frame.clauses if clause.kind == "main" and clause.verb is not None]
    if not mains or any(token.lower_ in _SPEAKING for token in mains[0].tokens):
        return False
    verb = mains[0].verb
    assert verb is not None
    return is_konjunktiv_one(verb.text, verb.lemma_) or (going and is_konjunktiv_two(verb.text))
