"""A sentence that the next one ascribes to somebody: `Das sagte X.`"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.speech.frames import Frame, speech_verb
from analysis.speech.quotation import Kind, Offsets, Quotation
from analysis.speech.speakers import speaker_of
from analysis.speech.words import may_tell
from analysis.stretches import Stretches


def claimed(frames: Sequence[Frame], found: Sequence[Quotation]) -> list[Quotation]:
    """Sentences in the text's own words that the next one ascribes: `Irland könnte sich beteiligen. Das sagte X.`"""
    made = []
    taken = Stretches(found)
    for before, frame in pairwise(frames):
        start, end = before.span.start_char, before.span.start_char + len(before.span.text.rstrip())
        if taken.within(start, frame.span.end_char):
            continue
        said = _said(frame)
        if said is not None:
            made.append(Quotation(start, end, *said))
    return made


def _said(frame: Frame) -> tuple[Offsets, Kind, Offsets, str] | None:
    """Speaker, kind, cue and verb of `Das sagte X`."""
    words = frame.words
    if len(words) < 3 or words[0].text not in ("Das", "Dies") or not may_tell(frame.span.text):
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
