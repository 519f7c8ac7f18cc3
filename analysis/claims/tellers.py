"""Tellers: whose words a clause holds, and how far they vouch for it; the same for numbers and for doubts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analysis.claims.words import hits
from analysis.language import Clause
from analysis.positions import grades
from analysis.positions.actors import Actor
from analysis.positions.antecedents import Scene, speaker
from analysis.records import Certainty, Origin


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells something: the actor's own government, the outlet, or somebody else; speaker and office if named."""

    origin: Origin
    certainty: Certainty
    speaker: str = ""
    office: str = ""
    countries: tuple[str, ...] = ()


def teller(scene: Scene, clause: Clause, start: int, end: int, who: Collection[str]) -> Teller:
    """Whose telling the words between two offsets of a clause are; who: the countries that they tell of."""
    found = _voice(scene, clause, start, end, who)
    judged = clause
    if clause.verb is None:
        # `40.000 Soldaten: So könnte die Truppe aussehen`
        judged = next((c for c in scene.sentence.clauses if c.start > clause.start and c.verb is not None), clause)
    certainty = grades.certainty(judged, scene.sentence, found.certainty, found.origin)
    if certainty == "asserted" and found.origin != "own" and (clause.opener == "ob" or _hedged(clause)):
        certainty = "speculative"
    return Teller(found.origin, certainty, found.speaker, found.office, found.countries)


def _voice(scene: Scene, clause: Clause, start: int, end: int, who: Collection[str]) -> Teller:
    who = [country for country in who if country != "COALITION"]  # a count of states speaks for none of them
    quotation = scene.reading.quotation_at(start, end)
    if quotation is None:
        subject = scene.acting.get(id(clause))
        actors = subject.party.actors if subject is not None else ()
        speaking = next((actor for actor in actors if actor.rank and actor.country in who), None)
        return _told("own", speaking) if speaking is not None else Teller("outlet", "asserted")
    source = speaker(scene, quotation)
    if source is None or source.kind == "media":
        return Teller("other", "reported")
    if source.kind == "actors":
        own = next((actor for actor in source.actors if actor.country in who), None)
        return _told("own", own) if own is not None else _told("other", source.actors[0])
    if source.kind == "thing":
        return Teller("outlet", "asserted")  # `Aus den Papieren geht hervor`
    span = quotation.antecedent or quotation.speaker
    named = scene.reading.doc.char_span(*span) if span else None
    name = named.text if named is not None and any(t.tag_ == "NE" for t in named) else ""
    return Teller("other", "reported", name)


def _told(origin: Origin, actor: Actor) -> Teller:
    certainty: Certainty = "asserted" if origin == "own" else "reported"
    return Teller(origin, certainty, actor.name, actor.office, (actor.country,))


def _hedged(clause: Clause) -> bool:
    """`Diskutiert wird eine Truppe mit ...`, `eine Option ist ...`: whether the clause or its matrix only weighs it."""
    return bool(hits([clause, *([clause.parent] if clause.parent is not None else [])], "hedge"))
