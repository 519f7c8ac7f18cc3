"""Meant: the numbers of a sentence that a denial or a doubt in it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.claims.quantities import Quantity
from analysis.positions.antecedents import Scene
from analysis.positions.denials import Denial, denials, is_cut


def untrue(scene: Scene, counts: Sequence[Quantity]) -> list[Quantity]:
    """Those of the quantities of a sentence that it calls untrue."""
    return [
        counted
        for denial in denials(scene.sentence)
        if denial.frame.doubt == "denied"
        for counted in meant(scene, denial, counts)
    ]


def meant(scene: Scene, denial: Denial, counts: Sequence[Quantity]) -> list[Quantity]:
    """Those of the quantities of a sentence that a denial speaks of: in what depends on it, or beside its words.

    Not the number of those who deny: `26 Staaten dementierten den Bericht`.
    """
    if denial.frame.asks("<CUT>"):
        return [one for one in counts if is_cut(one.first)]
    subject = scene.acting.get(id(denial.clause))
    acting = subject.phrase if subject is not None and subject.party.kind == "actors" else None
    found = []
    for one in counts:
        if one.noun in denial.clause.tokens:
            if acting is None or not acting.start <= one.noun.idx < acting.end:
                found.append(one)
        elif any(one.noun in clause.tokens for clause in denial.meant):
            found.append(one)
    return found
