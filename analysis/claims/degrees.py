"""Degrees: what the counted states are said to do, from sending troops to sitting at the table.

`send`: they send troops. `contribute`: they send troops or help otherwise, or only help. `join`: they take part in the
force, and how is not said. `attend`: they are represented at a meeting.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.claims.quantities import Quantity
from analysis.claims.words import hits, phrased, value
from analysis.language import Clause
from analysis.language.segments import is_finite
from analysis.language.tokens import Token
from analysis.positions import topic
from analysis.positions.antecedents import Scene
from analysis.positions.classes import any_is, is_a
from analysis.positions.hits import core
from analysis.positions.matches import negations

_NOUNS = ("NN", "NNA", "NNI")
#: `Bis zu 30 Länder`, `zwischen 20 und 30 Staaten` act, whatever the preposition.
_LIMITS = ("bis", "über", "um", "an", "zwischen")
#: `zur Unterstützung der Ukraine`: what for, not what they give.
_AIMS = ("zu", "zur", "zum", "für", "ohne", "um", "als", "bei")


def reach(scene: Scene, counted: Quantity) -> list[Clause]:
    """The clauses in which the counted states act, by noun, pronoun or relative pronoun, with their infinitives."""
    start, end = counted.first.idx, counted.noun.idx + len(counted.noun)
    found: list[Clause] = []
    for clause in scene.sentence.clauses:
        subject = scene.acting.get(id(clause))
        acts = _relative(clause, counted) or _resumed(clause, found)
        if subject is not None and subject.phrase.start < end and start < subject.phrase.end:
            acts = True
        elif subject is not None and subject.phrase.start >= end:
            acts = acts or any(actor.country == "COALITION" for actor in subject.party.actors)
        if counted.noun in clause.tokens and (subject is None or subject.party.kind == "thing"):
            acts = acts or counted.first.lower_ in _LIMITS
        if acts:
            found += [c for c in core(clause, scene.sentence) if c not in found]
    return found


def _relative(clause: Clause, counted: Quantity) -> bool:
    """`von 26 Ländern gesprochen, die helfen wollen`: no other noun stands between the count and the pronoun."""
    if clause.start < counted.noun.idx or clause.tokens[0].lower_ not in ("die", "welche"):
        return False
    if clause.kind != "rel" and clause.tokens[-1] is not clause.verb:
        return False
    between = counted.noun.doc[counted.noun.i + 1 : clause.tokens[0].i]
    return not any(t.tag_ in (*_NOUNS, "NE") for t in between)


def _resumed(clause: Clause, found: Sequence[Clause]) -> bool:
    """`haben 26 Staaten, darunter Irland, Soldaten zugesagt`: what follows the commas has the verb before them."""
    before = next((c for c in found if c is clause.parent), None)
    if before is None or clause.kind == "inf":
        return False
    return clause.verb is None or not is_finite(clause.verb) or clause.verb in before.tokens


def degree(scene: Scene, counted: Quantity, clauses: Sequence[Clause]) -> str:
    """What the counted states do in the clauses in which they act: send, contribute, join, attend, or nothing of it."""
    if behind := _behind(counted):
        return behind
    if hits(clauses, "react") or denied(clauses, counted):
        return ""
    sends = _sends(scene, clauses)
    if _helps(clauses, sends) and not (sends and not hits(clauses, "other")):
        return "contribute"
    if sends:
        return "send"
    meets = bool(hits(clauses, "attend")) and not hits(clauses, "view")
    if hits(clauses, "join"):
        force = any(t.tag_ in _NOUNS and is_a(t, "TROOPS", "DEPLOYMENT") for clause in clauses for t in clause.tokens)
        return "attend" if meets and (_at_meeting(clauses) or not force) else "join"
    return "attend" if meets else ""


def denied(clauses: Sequence[Clause], counted: Quantity) -> bool:
    """Whether one of the clauses is negated; `nicht mehr als 30` only bounds the number."""
    bound = range(counted.first.i, counted.last.i)
    tokens = [t for clause in clauses for t in clause.tokens if t not in clause.tail and t.i not in bound]
    if any(t.lower_ == "sondern" for t in counted.first.doc[max(0, counted.first.i - 2) : counted.first.i]):
        tokens = [t for t in tokens if t.i > counted.first.i]  # `nicht 20.000, sondern 10.000 Soldaten`
    return bool(negations(tokens))


def _at_meeting(clauses: Sequence[Clause]) -> bool:
    """`An dem Gipfel zur Schutztruppe nahmen 28 Länder teil`: it is the meeting that they take part in."""
    nouns = [t for t in hits(clauses, "attend") if t.tag_ in _NOUNS]
    return any(t.lower_ in ("an", "am") for noun in nouns for t in noun.doc[max(0, noun.i - 3) : noun.i])


def _behind(counted: Quantity) -> str:
    """`Soldaten aus 26 Ländern`, `Vertreter von 35 Staaten`, `ein Gipfel mit 30 Staaten`: what the noun before says."""
    place = counted.first.i
    before = [t for t in counted.first.doc[max(0, place - 4) : place] if t.tag_ not in ("ADV", "ART", "PDAT")]
    article = place > 0 and counted.first.doc[place - 1].lower_ in ("der", "dieser")
    link = before.pop() if before and before[-1].lower_ in ("aus", "von", "mit") else None
    if not before or before[-1].tag_ not in _NOUNS or (link is None and not article):
        return ""
    if is_a(before[-1], "TROOPS") and link is not None and link.lower_ != "mit":
        return "send"
    return "attend" if value(before[-1], "attend") is not None else ""


def _sends(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """Whether troops that are not the war's own are sent, promised or offered."""
    if hits(clauses, "sends"):
        return True
    troops = [t for clause in clauses for t in clause.tokens if is_a(t, "TROOPS")]
    if not troops or not topic.strength(troops, scene.sentence.mentions):
        return False
    return bool(hits(clauses, "send")) or any(_with(token) for token in troops)


def _with(troops: Token) -> bool:
    """`mit Soldaten beitragen`: troops as what one helps with; not `auch mit Soldaten`."""
    before = [t.lower_ for t in troops.doc[max(0, troops.i - 3) : troops.i]]
    return "mit" in before and "auch" not in before


def _helps(clauses: Sequence[Clause], sends: bool) -> bool:
    """Whether they help: by a verb, by help they give, or by land, sea or air, which may also be how troops go."""
    plan = any(any_is(clause.tokens, "DEPLOYMENT", "PLAN") for clause in clauses)
    for token in hits(clauses, "help"):
        if token.tag_ not in _NOUNS:
            if not (plan and token.lemma_ == "unterstützen"):
                return True  # to support the plan is not to help
        elif not any(t.lower_ in _AIMS for t in token.doc[max(0, token.i - 3) : token.i]):
            return True
    return not sends and phrased(clauses, "by")
