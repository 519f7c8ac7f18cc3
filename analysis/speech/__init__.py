"""Who says what: direct quotations, reported speech and its continuation, with the words that name the speaker."""

from __future__ import annotations

from analysis.language import read
from analysis.language.tokens import Doc
from analysis.speech.antecedents import resolved
from analysis.speech.claims import claimed
from analysis.speech.continued import continued
from analysis.speech.direct import direct, glued, hidden, quoted
from analysis.speech.frames import sentence_frames
from analysis.speech.indirect import indirect
from analysis.speech.interviews import interviews
from analysis.speech.quotation import Quotation
from analysis.speech.words import may_tell
from analysis.stretches import Stretches

__all__ = ["Quotation", "quotations", "quotations_of"]


def quotations(text: str) -> list[Quotation]:
    """The quotations of a German text, sorted by start."""
    return quotations_of(read(text))


def _outside(quotes: list[Quotation], others: list[Quotation]) -> list[Quotation]:
    """The quotations that lie in none of the others."""
    around = Stretches(sorted(others, key=lambda q: q.start))
    return [q for q in quotes if not any(o.start <= q.start and q.end <= o.end for o in around.within(q.start, q.end))]


def quotations_of(doc: Doc) -> list[Quotation]:
    """The quotations of a Doc from `language.read`; tags only the sentences that can hold speech."""
    text = doc.text
    stretches = quoted(doc, text)
    frames = sentence_frames(doc, hidden(stretches), glued(stretches))
    used: set[int] = set()
    said = direct(doc, frames, stretches, used)
    reports = [q for frame in frames if frame.words and may_tell(frame.span.text) for q in indirect(frame, used)]
    turns = interviews(text)
    outer = _outside(said, [*reports, *turns])
    inner = _outside(reports, turns)
    found = sorted([*outer, *inner, *turns], key=lambda q: (q.start, -q.end))
    found = continued(frames, sorted([*found, *claimed(frames, found)], key=lambda q: (q.start, -q.end)))
    return resolved(doc, text, frames, found)
