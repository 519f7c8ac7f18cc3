"""Reported speech that goes on over the next sentences in the Konjunktiv, and who goes on speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.language.mood import is_konjunktiv_one, is_konjunktiv_two
from analysis.speech.frames import Frame, speech_verb
from analysis.speech.quotation import Quotation
from analysis.speech.speakers import speaker_of

_MAYBE = re.compile(
    r"\b(?:sei|seien|hab(?:e|en)|werden?|würden?|hätten?|wären?|könn(?:t?en?|te)|müss(?:t?en?|te)|woll(?:t?en?)|soll(?:t?en?)|"
    r"dürf(?:t?en?|te)|möge|\w{3,}e)\b"
)
_SPEAKING = frozenset(["ich", "wir"])


def continued(frames: Sequence[Frame], found: Sequence[Quotation]) -> list[Quotation]:
    """found, and every sentence in reported mood that follows one of them without a speaker of its own."""
    result = list(found)
    speaker: tuple[int, int] | None = None
    last: Frame | None = None
    going = False
    for frame in frames:
        text = frame.span.text.rstrip()
        start, end = frame.span.start_char, frame.span.start_char + len(text)
        here = [q for q in found if q.start < end and start < q.end]
        if here:
            going, speaker, last = True, here[-1].speaker, None
            continue
        if not text:
            continue
        if _MAYBE.search(text) and _in_report(frame, going):
            if last is not None and not going:
                speaker = _topic(last) or speaker
            result.append(Quotation(start, end, speaker, "FreeIndirect"))
            going, last = True, None
        else:
            going, last = False, frame
    return sorted(result, key=lambda q: (q.start, -q.end))


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
