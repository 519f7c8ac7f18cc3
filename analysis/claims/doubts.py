"""Doubts: clauses that call a plan, a report or a number about troops unconfirmed or untrue, with the number meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from analysis.claims.counts import owners, senders
from analysis.claims.meant import meant
from analysis.claims.quantities import Quantity, quantities, unit
from analysis.claims.tellers import teller
from analysis.claims.words import BOUNDS, hits
from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.antecedents import Scene
from analysis.positions.classes import word_class
from analysis.positions.denials import Denial, denials
from analysis.positions.roles import role
from analysis.records import Claim, Doubt

#: How many sentences before it a number can stand that a doubt means (`Die Zahl sei falsch`).
_NEAR = 2


def doubts(scenes: Iterable[Scene], claims: Sequence[Claim]) -> list[Doubt]:
    """The doubts of an article, in reading order; one a clause. claims: its number claims."""
    return [_numbered(doubt, claims) for scene in scenes if _about_troops(scene) for doubt in _of_sentence(scene)]


def _about_troops(scene: Scene) -> bool:
    sentence = scene.sentence
    near = bool(sentence.topic or sentence.carried)
    return near and not sentence.elsewhere and not sentence.asks


def _of_sentence(scene: Scene) -> Iterator[tuple[Doubt, bool]]:
    """The doubts of a sentence, each with whether it may mean a number of the sentences before."""
    for denial in denials(scene.sentence):
        counts = [one for one in meant(scene, denial, quantities(scene.sentence.span)) if one.unit]
        if not counts and (denial.frame.asks("<COUNT>") or denial.frame.asks("<CUT>")):
            continue
        if not counts and not _of_the_plan(denial.clause, denial.cue):
            continue
        doubt = _doubt(scene, denial)
        if counts:
            one = counts[0]
            bound, whose = BOUNDS[one.bound], _whose(scene, denial.clause, one)
            yield replace(doubt, low=one.low, high=one.high, bound=bound, unit=one.unit, whose=whose), False
        else:
            yield doubt, denial.back


def _whose(scene: Scene, denying: Clause, counted: Quantity) -> tuple[str, ...]:
    """Whose the counted are; who acts in the denying clause itself is who denies."""
    if counted.unit == "countries":
        return ()
    clause = next(c for c in scene.sentence.clauses if counted.noun in c.tokens)
    return owners(scene, clause, counted) or (() if clause is denying else senders(scene, clause, counted))


def _doubt(scene: Scene, denial: Denial) -> Doubt:
    clause, cue, span = denial.clause, denial.cue, scene.sentence.span
    # `eine Zahl, die in Oslo bestritten wird`: its pronoun denies nothing.
    subject = scene.acting.get(id(clause)) if clause.kind != "rel" else None
    acting = tuple(actor.country for actor in subject.party.actors) if subject is not None else ()
    start, end = min(t.idx for t in cue), max(t.idx + len(t) for t in cue)
    told = teller(scene, clause, start, end, acting)
    told = teller(scene, clause, start, end, (*acting, *told.countries))  # who denies speaks for himself
    stop = span.start_char + len(span.text.rstrip())
    return Doubt(
        sentence=scene.sentence.index,
        start=span.start_char,
        end=stop,
        quote=scene.reading.article.source[span.start_char : stop],
        doubt=denial.frame.doubt,
        country=tuple(dict.fromkeys(told.countries or acting)),
        certainty=told.certainty,
        source=told.origin,
        section=scene.sentence.section,
        rule=denial.frame.id,
        cue_start=start,
        cue_end=end,
        speaker=told.speaker,
        office=told.office,
    )


def _numbered(found: tuple[Doubt, bool], claims: Sequence[Claim]) -> Doubt:
    """`Die Zahl sei falsch`: the doubt with the number that was told last before it, where it may mean one."""
    doubt, back = found
    near = [c for c in claims if c.cue_start < doubt.cue_start and 0 <= doubt.sentence - c.sentence <= _NEAR]
    if not back or not near:
        return doubt
    last = near[-1]
    whose = tuple(country for country in last.country if country != "COALITION")
    return replace(doubt, low=last.low, high=last.high, bound=last.bound, unit=last.unit, whose=whose)


def _of_the_plan(clause: Clause, cue: Sequence[Token]) -> bool:
    """Whether the clause speaks of troops, a plan or a report, or of nothing but what was said before."""
    if any(_topical(token) for token in clause.tokens):
        return True
    if reports := hits([clause], "report"):
        return not any(_of_other_things(token) for token in reports)
    nouns = [t for t in clause.tokens if t.tag_ == "NN" and t not in cue and role(t.lemma_) is None]
    return not nouns


def _of_other_things(report: Token) -> bool:
    """`Berichte über Verluste`: whether what a report is about is named, and is no troops."""
    after = report.doc[report.i + 1 : report.i + 6]
    about = next((t.i for t in after if t.lower_ in ("über", "von", "zu", "zum", "zur")), None)
    return about is not None and any(t.tag_ == "NN" and unit(t) != "soldiers" for t in after if t.i > about)


def _topical(token: Token) -> bool:
    name, strength = word_class(token.lemma_)
    return name == "PLAN" or (name in ("TROOPS", "DEPLOYMENT") and strength != "none")
