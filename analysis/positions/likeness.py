"""Likeness: what the labelled examples make of a sentence, for the countries whose position no cue frame tells.

A cue frame says why it speaks and is right more often, so the examples answer only for countries that no frame of the
article tells of, and there only by the one sentence of which they are surest.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.language import Clause
from analysis.positions.actors import Actor, war_party
from analysis.positions.antecedents import Scene
from analysis.positions.cues import Frame
from analysis.positions.examples import Verdict, masked, verdict
from analysis.positions.hits import Hit
from analysis.positions.reading import Sentence
from analysis.positions.voices import NOBODY, Voice, voice

#: The rule that stands in the tables where no frame spoke.
NO_FRAME = Frame("example", (), "willing", None, "near")

#: By how much a label must be likelier than `none`, in log odds: set where a wrong and a missed position are balanced
#: on the sets in tests/packets.
SURE = float(os.environ.get("TH", "1.0"))


@dataclass(frozen=True, slots=True)
class Likened:
    """What the examples make of a sentence for one actor; clause: the first of those they weighed, tokens: all of them."""

    scene: Scene
    clause: Clause
    tokens: tuple[Token, ...]
    actor: Actor
    voice: Voice
    verdict: Verdict


def likenesses(scene: Scene) -> Iterator[Likened]:
    """What the examples are sure of in a sentence about troops for Ukraine, for each party that speaks or acts in it."""
    sentence = scene.sentence
    if sentence.elsewhere or not (sentence.topic or sentence.carried) or sentence.asks:
        return
    for found, clauses in parts(scene):
        tokens = tuple(sorted({t.i: t for c in clauses for t in c.tokens}.values(), key=lambda t: t.i))
        result = verdict(masked(tokens, sentence.mentions))
        if result is None or result.over_none < SURE:
            continue
        for actor in found.actors:
            yield Likened(scene, clauses[0], tokens, actor, found, result)


def surest(likened: Iterable[Likened], told: set[str]) -> list[Likened]:
    """For each country that is not told of, the sentence that the examples are surest of, the body before the headline."""
    best: dict[str, Likened] = {}
    for one in likened:
        country = one.actor.country
        if country not in told and (country not in best or _sureness(one) > _sureness(best[country])):
            best[country] = one
    return list(best.values())


def _sureness(one: Likened) -> tuple[bool, float]:
    return one.scene.sentence.section == "body", one.verdict.over_none + one.verdict.over_next


def parts(scene: Scene) -> list[tuple[Voice, list[Clause]]]:
    """What each party says in a sentence: its main clauses with what depends on them, and those in which nobody acts."""
    voices: dict[tuple[str, ...], Voice] = {}
    spoken: list[tuple[tuple[str, ...] | None, list[Clause]]] = []
    for clause in scene.sentence.clauses:
        if clause.kind != "main" and clause.parent is not None:
            continue
        found = voice(scene, clause, Hit(NO_FRAME, "willing", (clause.tokens[-1],), False))
        whose: tuple[str, ...] | None = None if found == NOBODY else ()
        if isinstance(found, Voice) and found.origin != "other":
            whose = tuple(sorted({actor.country for actor in found.actors}))
            voices.setdefault(whose, found)
        spoken.append((whose, dependents(clause, scene.sentence)))
    return [(found, [c for by, group in spoken if by in (None, whose) for c in group]) for whose, found in voices.items()]


def dependents(clause: Clause, sentence: Sentence) -> list[Clause]:
    """A main clause with the clauses that depend on it."""
    return [clause, *(other for other in sentence.clauses if other is not clause and _root(other) is clause)]


def _root(clause: Clause) -> Clause:
    while clause.kind != "main" and clause.parent is not None:
        clause = clause.parent
    return clause
