"""Statements: the ordered rules that turn a clause with a cue into one actor's position, or say why not.

For every clause with a cue frame, in this order: is it told as a statement about troops for Ukraine; who acts in it and
who says so; what do negation, modality and conditions make of the frame's label. The first rule that drops a clause
gives its reason, which `explain` prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from analysis.language import Clause
from analysis.positions import grades, labels
from analysis.positions.actors import Actor, asks_others, war_party
from analysis.positions.antecedents import Scene
from analysis.positions.attributes import attributes
from analysis.positions.classes import any_is
from analysis.positions.denials import counts_states, denials, denies_states
from analysis.positions.echoes import Echo, echoes
from analysis.positions.hits import decisive
from analysis.positions.lexicon import words
from analysis.positions.likeness import Likened, likeness, likenesses, surest
from analysis.positions.matches import Hit
from analysis.positions.objections import SETTLED, objection
from analysis.positions.times import about, earlier
from analysis.positions.voices import COLLECTIVE, DEMAND, Voice, voice
from analysis.records import Label, Statement

_OWN_ARMY, _PAST = "the war's own army", "troops sent in the past"
_OTHERS = "a denial of what is told of others"
_DIFFER = "several states that differ from each other"
_OVERRULED = "the labelled examples are by far surer of what else it says"
#: Reasons for which a sentence is nobody's position, whatever it looks like.
_SETTLED = {*SETTLED, _OWN_ARMY, _PAST, _OTHERS, _DIFFER, DEMAND, COLLECTIVE}


@dataclass(frozen=True, slots=True)
class Considered:
    """A clause with a cue and what became of it: statements, or the reason why it made none."""

    sentence: int
    clause: str
    frame: str
    statements: tuple[Statement, ...] = ()
    dropped: str = ""
    alike: str = ""  # where no frame spoke: the words that the examples weighed


def consider(scenes: Iterable[Scene]) -> Iterator[Considered]:
    """Every clause with a cue, in reading order, with its statements or the reason for none; then what echoes them and
    what only the labelled examples tell."""
    found: list[Considered] = []
    likened: list[Likened] = []
    echoed: list[Echo] = []
    for scene in scenes:
        sentence = scene.sentence
        dropped: set[str] = set()
        hits = {id(clause): decisive(clause, sentence) for clause in sentence.clauses}
        for clause in sentence.clauses:
            if clause.kind == "inf" and clause.parent is not None:
                continue  # an infinitive belongs to its matrix
            hit = hits[id(clause)]
            if hit is not None:
                matrix = hits.get(id(clause.parent)) if clause.parent is not None else None
                found.append(_considered(scene, clause, hit, matrix))
                dropped.add(found[-1].dropped)
        found += _attributed(scene)
        echoed += [echo for echo in echoes(scene) if hits[id(echo.clause)] is None]
        if not dropped & _SETTLED and not denies_states(sentence):
            likened += likenesses(scene)
    for echo in echoed:
        found.append(_echoed(echo, [s for considered in found for s in considered.statements]))
    told = [s for considered in found for s in considered.statements]
    decided = {position.country: position.position for position in labels.label(told)}
    surer = [one for one in surest(likened, told) if decided.get(one.actor.country) != one.verdict.label]
    surely = {one.actor.country: one.verdict.label for one in surer}
    yield from (_agreeing(considered, surely) for considered in found)
    yield from map(_likened, surer)


def _agreeing(considered: Considered, surely: Mapping[str, Label]) -> Considered:
    """Without the statements that say otherwise than what the examples are surer of; surely: theirs by country."""
    left = tuple(s for s in considered.statements if surely.get(s.country, s.position) == s.position)
    if len(left) == len(considered.statements):
        return considered
    return replace(considered, statements=left, dropped="" if left else _OVERRULED)


def _considered(scene: Scene, clause: Clause, hit: Hit, matrix: Hit | None) -> Considered:
    """What becomes of a clause with a hit; matrix: the hit of the clause it depends on."""
    outcome = objection(scene.sentence, clause, hit, matrix) or _statements(scene, clause, hit)
    text = " ".join(t.text for t in clause.tokens)
    if isinstance(outcome, str):
        return Considered(scene.sentence.index, text, hit.frame.id, dropped=outcome)
    return Considered(scene.sentence.index, text, hit.frame.id, outcome)


def _attributed(scene: Scene) -> Iterator[Considered]:
    """What the attributes of a sentence tell; what its verbs leave open (`soll beginnen`), they do not."""
    for clause, hit, found in attributes(scene):
        told = [_statement(scene, clause, hit, hit.position, actor, found) for actor in found.actors]
        plain = tuple(replace(one, certainty=found.certainty, condition="") for one in told)
        yield Considered(scene.sentence.index, " ".join(t.text for t in hit.tokens), hit.frame.id, plain)


def _likened(found: Likened) -> Considered:
    """A statement that no frame tells, from the sentence that the examples are surest of."""
    label = found.verdict.label
    statement = _statement(found.scene, found.clause, found.hit, label, found.actor, found.voice)
    return Considered(
        statement.sentence, " ".join(t.text for t in found.tokens), found.hit.frame.id, (statement,), alike=found.text
    )


def _echoed(echo: Echo, told: Iterable[Statement]) -> Considered:
    """What an echo takes from the statement that it echoes."""
    text = " ".join(t.text for t in echo.clause.tokens)
    model = echo.of(told)
    label = echo.label(model) if model is not None else None
    if label is None:
        return Considered(echo.scene.sentence.index, text, "echo", dropped="nothing is told that it could echo")
    hit = echo.hit(label)
    made = tuple(_statement(echo.scene, echo.clause, hit, label, actor, echo.voice) for actor in echo.voice.actors)
    return Considered(echo.scene.sentence.index, text, "echo", made)


def _statements(scene: Scene, clause: Clause, hit: Hit) -> tuple[Statement, ...] | str:
    """The statements of a clause that is about troops for Ukraine, one an actor, or the reason for none."""
    found = voice(scene, clause, hit)
    if isinstance(found, str):
        return found
    if grades.past_deed(hit, clause):
        return _PAST
    if _of_others(scene, clause, found.actors):
        return _OTHERS
    if len({actor.country for actor in found.actors}) > 1 and any(t.lower_ in words("at_odds") for t in hit.tokens):
        return _DIFFER
    label = grades.grade(hit, clause, scene.sentence)
    actors = list(dict.fromkeys(found.actors))
    if label in ("willing", "leads") and any_is(hit.tokens, "SEND"):
        acting = _acting(scene, clause)
        # `Kiew fordert, das Kontingent müsse auf ukrainischem Gebiet stehen`: who only speaks sends nobody.
        actors = [a for a in actors if not war_party(a.country) or (acting is not None and a.country not in acting)]
    if not actors:
        return _OWN_ARMY
    if any(t.lemma_ in words("demand") for t in hit.tokens):
        actors = [actor for actor in actors if not asks_others(actor.country)]
    if not actors:
        return DEMAND
    return tuple(_statement(scene, clause, hit, label, actor, found) for actor in actors)


def _acting(scene: Scene, clause: Clause) -> set[str] | None:
    """The countries that act in a clause and in what depends on it; None where nothing names its subject."""
    subject = scene.acting.get(id(clause))
    return None if subject is None else {actor.country for actor in subject.party.actors}


def _of_others(scene: Scene, clause: Clause, actors: Iterable[Actor]) -> bool:
    """`Oslo bestritt, dass 26 Staaten Soldaten schicken`: whether a clause denies what others are said to do."""
    own = [denial for denial in denials(scene.sentence) if denial.clause is clause and denial.frame.doubt == "denied"]
    meant = [c for denial in own for c in denial.meant]
    subject = scene.acting.get(id(clause))
    if own and (subject is None or subject.party.kind != "actors") and counts_states(clause.tokens):
        return True  # `Von 26 Staaten könne keine Rede sein`
    parties = [subject.party for c in meant if (subject := scene.acting.get(id(c))) is not None]
    told = {actor.country for party in parties for actor in party.actors}
    if any(party.kind == "collective" for party in parties) or any(counts_states(c.tokens) for c in meant):
        return True
    return bool(told) and told.isdisjoint(actor.country for actor in actors)


def _statement(scene: Scene, clause: Clause, hit: Hit, label: Label, actor: Actor, found: Voice) -> Statement:
    sentence, span, speaker = scene.sentence, scene.sentence.span, found.speaker
    if found.origin == "own" and actor.name:
        speaker = actor  # two officials who say the same: each speaks for his own
    elif found.origin == "own" and speaker is not None and speaker.country != actor.country:
        speaker = None  # `Tusk lehnt ab, ebenso Italiens Regierung`
    end = span.start_char + len(span.text.rstrip())
    cue_start, cue_end = hit.tokens[0].idx, hit.tokens[-1].idx + len(hit.tokens[-1])
    days = about(scene.reading, sentence, clause)
    position = grades.for_country(label, actor.country, scene.reading, sentence, clause)
    return Statement(
        sentence=sentence.index,
        start=span.start_char,
        end=end,
        quote=scene.reading.article.source[span.start_char : end],
        country=actor.country,
        position=position,
        certainty=grades.certainty(clause, sentence, found.certainty, found.origin),
        source=found.origin,
        speech=scene.reading.speech_at(cue_start, cue_end),
        section=sentence.section,
        rule=hit.frame.id,
        cue_start=cue_start,
        cue_end=cue_end,
        contribution=grades.contribution(clause, sentence),
        condition=grades.condition(clause, sentence),
        likeness=likeness(sentence, clause, position),
        about=days,
        earlier=earlier(scene.reading, sentence, clause, days),
        speaker=speaker.name if speaker else "",
        office=speaker.office if speaker else "",
        rank=max(actor.rank, speaker.rank if speaker and speaker.country == actor.country else 0),
    )
