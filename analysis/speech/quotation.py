"""The record for one stretch of quoted or reported speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["Direct", "Indirect", "FreeIndirect"]
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, as character offsets (end exclusive) into the text that was read.

    start, end: the words said, quotation marks included; an interrupted quotation reaches from its first to its last
    word. speaker: the words in place that name who speaks (`er` stays `er`), None where nobody is named. kind: Direct
    in quotation marks, Indirect as reported by the text, FreeIndirect for reported speech that goes on without a
    speaker of its own. cue: the speech verb, noun or preposition that proves it, None for continued speech. verb: lemma
    of the speech verb, empty without one. antecedent: the full name or title that a pronoun or bare title stands for.
    """

    start: int
    end: int
    speaker: Offsets | None
    kind: Kind
    cue: Offsets | None = None
    verb: str = ""
    antecedent: Offsets | None = None
