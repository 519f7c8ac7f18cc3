"""Doubts: sentences of the body that call a plan, a report or a number about troops unconfirmed or untrue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from analysis.claims.quantities import unit
from analysis.claims.tellers import teller
from analysis.claims.words import hits
from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.actors import role
from analysis.positions.antecedents import Scene
from analysis.positions.classes import word_class
from analysis.positions.hits import keys
from analysis.positions.lexicon import fold, rows
from analysis.records import Doubt, DoubtKind

_KINDS: dict[str, DoubtKind] = {kind: kind for kind in get_args(DoubtKind)}
_IFS = ("wenn", "falls", "sofern", "solange", "ob")


@dataclass(frozen=True, slots=True)
class _Frame:
    """One row of doubts.csv: words that stand together in a clause, in any order, each with its alternatives."""

    id: str
    elements: tuple[tuple[str, ...], ...]
    doubt: DoubtKind

    @property
    def denies(self) -> bool:
        """Whether a negation is part of it; else a negation takes it back."""
        return any("<NEG>" in element for element in self.elements)


@cache
def _frames() -> tuple[_Frame, ...]:
    return tuple(
        _Frame(
            row["id"],
            tuple(
                tuple(word if word[0] == "<" else word[0] + fold(word[1:]) for word in element.split("|"))
                for element in row["frame"].split()
            ),
            _KINDS[row["doubt"]],
        )
        for row in rows("doubts.csv")
    )


@cache
def _anchors() -> frozenset[str]:
    """The words of the first element of every frame in lower case: a clause without any of them meets none."""
    return frozenset(word.lower() for frame in _frames() for word in frame.elements[0])


def doubts(scenes: Iterable[Scene]) -> list[Doubt]:
    """The doubts of an article's body, in reading order; one a clause."""
    return [doubt for scene in scenes if _about_troops(scene) for doubt in _of_sentence(scene)]


def _about_troops(scene: Scene) -> bool:
    sentence = scene.sentence
    near = bool(sentence.topic or sentence.carried)
    return near and sentence.section == "body" and not sentence.elsewhere and not sentence.asks


def _of_sentence(scene: Scene) -> Iterator[Doubt]:
    span = scene.sentence.span
    for clause in scene.sentence.clauses:
        words = {
            fold(word) for pair in zip(clause.tokens, clause.lemmas, strict=True) for word in (pair[0].text, pair[1])
        }
        if clause.opener in _IFS or words.isdisjoint(_anchors()):
            continue
        keyed = keys(clause.tokens, clause.lemmas)
        for frame in _frames():
            taken = [next((keyed[word][0] for word in element if keyed.get(word)), None) for element in frame.elements]
            cue = [token for token in taken if token is not None]
            if len(cue) < len(taken) or (not frame.denies and keyed.get("<NEG>")) or not _of_the_plan(clause, cue):
                continue
            subject = scene.acting.get(id(clause))
            acting = tuple(actor.country for actor in subject.party.actors) if subject is not None else ()
            start, end = min(t.idx for t in cue), max(t.idx + len(t) for t in cue)
            told = teller(scene, clause, start, end, acting)
            told = teller(scene, clause, start, end, (*acting, *told.countries))  # who denies speaks for himself
            stop = span.start_char + len(span.text.rstrip())
            yield Doubt(
                sentence=scene.sentence.index,
                start=span.start_char,
                end=stop,
                quote=scene.reading.article.source[span.start_char : stop],
                doubt=frame.doubt,
                country=tuple(dict.fromkeys(told.countries or acting)),
                certainty=told.certainty,
                source=told.origin,
                rule=frame.id,
                cue_start=start,
                cue_end=end,
                speaker=told.speaker,
                office=told.office,
            )
            break


def _of_the_plan(clause: Clause, cue: list[Token]) -> bool:
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
