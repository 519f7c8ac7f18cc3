"""Reported speech that goes on over the next sentences in the Konjunktiv, and who goes on speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from simplemma import lemmatize

from analysis.language.mood import is_konjunktiv_one, is_konjunktiv_two
from analysis.speech.frames import Frame, speech_verb
from analysis.speech.quotation import Quotation
from analysis.speech.speakers import speaker_of

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
    going = False
    waiting = list(found)
    for frame in frames:
        text = frame.span.text.rstrip()
        start, end = frame.span.start_char, frame.span.start_char + len(text)
        here = [q for q in waiting if q.start < end]
        waiting = waiting[len(here) :]
        for quote in here:
            alone = quote.cue is None and quote.speaker is None
            near = start - spoken < _FAR
            if alone and near:
                quote = replace(quote, speaker=speaker)
            result.append(quote)
            speaker = quote.speaker
        if here or any(q.start < end and start < q.end for q in found):
            going, last, spoken = True, None, end
        elif text and _may_report(text) and _in_report(frame, going):
            if not going:
                near = start - spoken < _FAR
                topic = _topic(last) if last is not None else None
                speaker = topic or (speaker if near else None)
            result.append(Quotation(start, end, speaker, "FreeIndirect"))
            going, last, spoken = True, None, end
        elif text:
            going, last = False, frame
    return sorted(result, key=lambda q: (q.start, -q.end))


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
