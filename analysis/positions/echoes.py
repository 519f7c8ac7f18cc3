"""Echoes: clauses that say of somebody only that he says the same as was told before, or something else.

`Ähnlich äußerte sich Oslo` takes the label of what it echoes; `In Oslo klingt das anders`, behind a no, is a yes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.actors import stances
from analysis.positions.antecedents import Scene
from analysis.positions.classes import word_class
from analysis.positions.cues import Frame
from analysis.positions.lexicon import words
from analysis.positions.matches import Hit, negations
from analysis.positions.voices import Voice, voice
from analysis.records import Label, Statement

_FRAME = Frame("echo", (), "willing", None, "near")

_SOURCES = {"own": 2, "outlet": 1, "other": 0}


@dataclass(frozen=True, slots=True)
class Echo:
    """A clause that echoes: the words that say so, who speaks, and the countries that he is likened to, if named."""

    scene: Scene
    clause: Clause
    cue: tuple[Token, ...]
    voice: Voice
    models: tuple[str, ...]

    def label(self, model: Statement) -> Label | None:
        """The label that it takes; who only says the same as a leader does not lead. None where nobody can tell."""
        if any(t.lower_ in words("unlike") for t in self.cue):
            others = {actor.country for actor in self.voice.actors}.isdisjoint({model.country, *stances()})
            return "willing" if others and model.position in ("rejects", "reserved") else None
        return "willing" if model.position == "leads" else model.position

    def hit(self, label: Label) -> Hit:
        """The hit that stands for a frame, with the label of the words that are echoed."""
        return Hit(_FRAME, label, self.cue, False, self.cue)

    def of(self, told: Iterable[Statement]) -> Statement | None:
        """The statement that it echoes: the firmest of those countries that it names, else the last right before it."""
        before = [s for s in told if s.section == "body" and s.cue_end <= self.clause.start]
        if self.models:
            of_models = [s for s in before if s.country in self.models]
            return max(of_models, key=lambda s: (_SOURCES[s.source], s.rank, s.likeness), default=None)
        last = [s for s in before if self.scene.sentence.index - s.sentence <= 1]
        return max(last, key=lambda s: (s.sentence, s.cue_start), default=None)


def echoes(scene: Scene) -> list[Echo]:
    """The echoes of a sentence that is about troops for Ukraine or follows one that is."""
    sentence = scene.sentence
    if not (sentence.topic or sentence.carried) or sentence.elsewhere or sentence.asks or sentence.section != "body":
        return []
    found = []
    for clause in sentence.clauses:
        cue = _cue(clause)
        if not cue or clause.kind != "main" or negations(clause.tokens) or _of_something(scene, clause):
            continue
        whose = voice(scene, clause, Hit(_FRAME, "willing", cue, False, cue))
        if isinstance(whose, Voice) and whose.origin != "other":
            models = _models(scene, clause)
            actors = tuple(actor for actor in whose.actors if actor.country not in models)
            if actors:
                found.append(Echo(scene, clause, cue, Voice(actors, whose.origin, speaker=whose.speaker), models))
    return found


def _cue(clause: Clause) -> tuple[Token, ...]:
    """`Ähnlich ... äußerte`: the likening word and the verb of saying; empty where one is missing."""
    like = next((t for t in clause.tokens if t.lower_ in words("alike") | words("unlike")), None)
    says = next((t for t, lemma in zip(clause.tokens, clause.lemmas, strict=True) if lemma in words("echoing")), None)
    if like is None or says is None or any(t.tag_ in ("ADJA", "NN") for t in like.doc[like.i + 1 : like.i + 2]):
        return ()
    return tuple(sorted((like, says), key=lambda t: t.i))


def _of_something(scene: Scene, clause: Clause) -> bool:
    """`Ähnlich äußerte sich Rom zu den Zöllen`: whether the clause names a subject of its own."""
    return any(
        phrase.preposition in ("zu", "zur", "zum", "über") and not word_class(phrase.head.lemma_)[0]
        for phrase in scene.sentence.phrases_of(clause)
        if phrase.head.tag_ == "NN"
    )


def _models(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """`Ähnlich wie Rom`, `ähnlich wie aus Bern`: the countries behind `wie`."""
    like = next((t for t in clause.tokens if t.lower_ == "wie"), None)
    if like is None:
        return ()
    last = next((t.idx for t in clause.tokens if t.i > like.i and t.tag_[:1] == "V"), clause.end)
    named = [m for m in scene.sentence.mentions if like.idx < m.start < last]
    return tuple(dict.fromkeys(m.country for m in named))
