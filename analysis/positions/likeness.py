"""Likeness: what the labelled examples make of a sentence, where no cue frame tells a country's position or a poor one.

A cue frame says why it speaks and is right more often, so the examples answer for countries that no frame of the
article tells of, and else only where they are by far surer of another sentence; by the one of which they are surest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.actors import Actor
from analysis.positions.antecedents import Scene
from analysis.positions.cues import Frame, frames
from analysis.positions.examples import Verdict, masked, verdict
from analysis.positions.lexicon import words
from analysis.positions.matches import Hit, negations
from analysis.positions.reading import Sentence
from analysis.positions.voices import NOBODY, Voice, voice
from analysis.records import NO_FRAME, Label, Statement

_UNFRAMED = Frame(NO_FRAME, (), "willing", None, "near")

#: By how much a label must be likelier than `none`, in log odds. Chosen on the sets in tests/packets, so that the seeds
#: gain no position that nobody takes; a lower value finds more and invents more.
SURE = 1.4

#: By how much, in log odds, the examples must be surer of their sentence than of what any frame makes of a country: of
#: another sentence, or of the same, in which a frame is mostly right. Frames misfire on side remarks, of which the
#: examples make little; half as much is enough against one that says little, unless a negation made its label in the
#: same sentence. Chosen on the sets in tests/packets.
SURER, SURER_HERE = 1.0, 3.0
#: And by how much at least its label must be likelier than `none` and than the next label together.
SETTLED = 3.5


@dataclass(frozen=True, slots=True)
class Likened:
    """What the examples make of a sentence for one actor.

    clause: the first that they weighed; tokens: all of them; text: the same with countries taken out.
    """

    scene: Scene
    clause: Clause
    tokens: tuple[Token, ...]
    actor: Actor
    voice: Voice
    text: str
    verdict: Verdict

    @property
    def hit(self) -> Hit:
        """The hit that stands for the frame that is missing: its cue is the whole of what was weighed."""
        return Hit(_UNFRAMED, self.verdict.label, (self.tokens[0], self.tokens[-1]), False)


def likenesses(scene: Scene) -> Iterator[Likened]:
    """What the examples are sure of in a sentence about troops for Ukraine, for each party that acts or speaks."""
    sentence = scene.sentence
    topical = (sentence.topic or sentence.carried) and not sentence.elsewhere
    if not topical or sentence.asks or sentence.section == "headline":
        return
    for found, clauses in parts(scene):
        if _undeclared(clauses[0]) or sentence.strays(clauses[0]):
            continue
        tokens = tuple(sorted({t.i: t for c in clauses for t in c.tokens}.values(), key=lambda t: t.i))
        if _only_says(scene, tokens):
            continue
        text = masked(tokens, sentence.mentions)
        result = verdict(text)
        if result is None or result.over_none < SURE:
            continue
        for actor in found.actors:
            yield Likened(scene, clauses[0], tokens, actor, found, text, result)


def _only_says(scene: Scene, tokens: Iterable[Token]) -> bool:
    """`sagte Außenminister Eide`: whether the words only tell who speaks, of others' positions or of other things."""
    spans = [span for q in scene.reading.quotations for span in (q.speaker, q.cue) if span is not None]
    spans += [(m.start, m.end) for m in scene.sentence.mentions]
    content = [t for t in tokens if t.tag_[:2] in ("NN", "VV", "AD", "VA", "VM")]
    return all(any(start <= t.idx < end for start, end in spans) for t in content)


def _undeclared(clause: Clause) -> bool:
    """`Zypern hat sich noch nicht erklärt` is no position by the codebook."""
    forms = {token.lower_ for token in clause.tokens}
    return clause.has(*words("declare")) and bool(negations(clause.tokens)) and bool(forms & words("so_far"))


def likeness(sentence: Sentence, clause: Clause, label: Label) -> float:
    """Log odds of a label against `none` by the examples, for the main clause that a clause belongs to."""
    tokens = sorted({t.i: t for c in dependents(_root(clause), sentence) for t in c.tokens}.values(), key=lambda t: t.i)
    result = verdict(masked(tokens, sentence.mentions))
    return round(result.odds[label], 2) if result is not None else 0.0


def surest(likened: Iterable[Likened], told: Iterable[Statement]) -> list[Likened]:
    """For each country the sentence that the examples are surest of; told: what frames tell.

    A country of which frames tell has one only where the examples are by far surer of it.
    """
    best: dict[str, Likened] = {}
    for one in likened:
        country = one.actor.country
        if country not in best or one.verdict.sureness > best[country].verdict.sureness:
            best[country] = one
    for statement in told:
        rival = best.get(statement.country)
        if rival is not None:
            here = rival.scene.sentence.index == statement.sentence
            needed = (SURER_HERE if here else SURER) / (
                2 if _thin(statement) and not (here and _denies(statement)) else 1
            )
            if rival.verdict.sureness < SETTLED or rival.verdict.over_none - statement.likeness <= needed:
                del best[statement.country]
    return list(best.values())


def _thin(statement: Statement) -> bool:
    frame = _frames().get(statement.rule)
    return frame is not None and frame.thin


def _denies(statement: Statement) -> bool:
    """Whether a negation made the label, `schließt das nicht aus`: the examples, which see letters, hardly read one."""
    frame = _frames().get(statement.rule)
    return frame is not None and (frame.inherent or frame.negated == statement.position != frame.position)


@cache
def _frames() -> dict[str, Frame]:
    return {frame.id: frame for frame in frames()}


def parts(scene: Scene) -> list[tuple[Voice, list[Clause]]]:
    """What each party says in a sentence: its main clauses with what depends on them, and those where nobody acts."""
    voices: dict[tuple[str, ...], Voice] = {}
    spoken: list[tuple[tuple[str, ...] | None, list[Clause]]] = []
    for clause in scene.sentence.clauses:
        if clause.kind != "main" and clause.parent is not None:
            continue
        found = voice(scene, clause, Hit(_UNFRAMED, "willing", (clause.tokens[-1],), False))
        whose: tuple[str, ...] | None = None if found == NOBODY else ()
        if isinstance(found, Voice) and found.origin != "other":
            whose = tuple(sorted({actor.country for actor in found.actors}))
            voices.setdefault(whose, found)
        group = [c for c in dependents(clause, scene.sentence) if c is clause or not _of_others(scene, c, whose)]
        spoken.append((whose, group))
    return [
        (found, [c for by, group in spoken if by in (None, whose) for c in group]) for whose, found in voices.items()
    ]


def _of_others(scene: Scene, clause: Clause, whose: tuple[str, ...] | None) -> bool:
    """`Tusk sagte, dass Spanien ...`: whether other countries act in a dependent clause."""
    subject = scene.acting.get(id(clause))
    if subject is None or subject.party.kind != "actors" or not whose:
        return False
    return not {actor.country for actor in subject.party.actors} & set(whose)


def dependents(clause: Clause, sentence: Sentence) -> list[Clause]:
    """A main clause with the clauses that depend on it."""
    return [clause, *(other for other in sentence.clauses if other is not clause and _root(other) is clause)]


def _root(clause: Clause) -> Clause:
    while clause.kind != "main" and clause.parent is not None:
        clause = clause.parent
    return clause
