"""Statements: the ordered rules that turn a clause with a cue into one actor's position, or say why not.

For every clause with a cue frame, in this order: is it told as a statement about troops for Ukraine; who acts in it and
who says so; what do negation, modality and conditions make of the frame's label. The first rule that drops a clause
gives its reason, which `explain` prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analysis.language import Clause
from analysis.positions import grades
from analysis.positions.actors import Actor, asks_others, role, war_party
from analysis.positions.antecedents import Scene
from analysis.positions.attributes import attributes
from analysis.positions.classes import any_is, word_class
from analysis.positions.denials import counts_states, denials, denies_states, told_to_deny
from analysis.positions.echoes import Echo, echoes
from analysis.positions.hits import Hit, core, decisive, negations
from analysis.positions.lexicon import words
from analysis.positions.likeness import Likened, likeness, likenesses, surest
from analysis.positions.reading import Sentence
from analysis.positions.times import about, earlier
from analysis.positions.topic import names_theatre
from analysis.positions.voices import COLLECTIVE, DEMAND, Voice, voice
from analysis.records import Label, Statement

_OWN_ARMY, _PAST, _DENIED = "the war's own army", "troops sent in the past", "told only to be denied"
_OTHERS = "a denial of what is told of others"
#: Reasons for which a sentence is nobody's position, whatever it looks like.
_SETTLED = {_OWN_ARMY, _PAST, _DENIED, _OTHERS, DEMAND, COLLECTIVE}


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
    """Every clause with a cue, in reading order, with its statements or the reason for none."""
    told: list[Statement] = []
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
                considered = _considered(scene, clause, hit, matrix)
                told += considered.statements
                dropped.add(considered.dropped)
                yield considered
        for considered in _attributed(scene):
            told += considered.statements
            yield considered
        echoed += [echo for echo in echoes(scene) if hits[id(echo.clause)] is None]
        if not dropped & _SETTLED and not denies_states(sentence):
            likened += likenesses(scene)
    last: list[Considered] = []
    for echo in echoed:
        considered = _echoed(echo, told)
        told += considered.statements
        if considered.statements:
            yield considered
        else:
            last.append(considered)
    yield from map(_likened, surest(likened, {statement.country for statement in told}))
    yield from last


def _considered(scene: Scene, clause: Clause, hit: Hit, matrix: Hit | None) -> Considered:
    """What becomes of a clause with a hit; matrix: the hit of the clause it depends on."""
    outcome = _not_told(scene.sentence, clause, hit, matrix) or _statements(scene, clause, hit)
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


def _not_told(sentence: Sentence, clause: Clause, hit: Hit, matrix: Hit | None) -> str:
    """Why a clause states nothing about troops for Ukraine; empty where it does."""
    if clause.opener in ("wenn", "falls", "sofern", "solange", "sobald", "bevor", "ehe"):
        return "a condition, not a statement"
    if clause.opener and clause.opener not in words("telling_conjunction"):
        if clause.parent is not None and matrix is not None and _topical(clause.parent, sentence, matrix):
            return "the matrix clause has the cue"
        if clause.opener != "dass" and clause.kind == "sub":
            return "an open question"
    if sentence.elsewhere and not _aside(sentence, clause):
        return "troops for another place"
    if _of_settlement(clause):
        return "about a mandate or a peace, not about troops"
    if _withdraws(clause, sentence, hit):
        return "about a withdrawal"
    if clause.opener == "dass" and clause.parent is not None and _denies(clause.parent):
        return _DENIED
    if told_to_deny(clause, sentence):
        return _DENIED
    if not _topical(clause, sentence, hit):
        return "not about troops for Ukraine"
    if sentence.asks_in(clause) and not _rhetorical(clause):
        return "a question"
    if any(t.tag_[:2] == "VV" for t in hit.tokens) and _meets(clause, sentence):
        return "takes part in a meeting, not in the force"
    return ""


def _aside(sentence: Sentence, clause: Clause) -> bool:
    """`Die Frage stellt sich nicht, heißt es in Wien, wo man auf Mali verweist`: another place, but only in an aside."""
    asides = [c for c in sentence.clauses if c.kind == "rel" and c.tokens[0].lower_ == "wo" and c is not clause]
    rest = " ".join(t.text for c in sentence.clauses if c not in asides for t in c.tokens)
    return bool(asides) and not names_theatre(rest)


def _meets(clause: Clause, sentence: Sentence) -> bool:
    """`nahm an der Videokonferenz teil`, `beteiligte sich am Sondergipfel`: a word for a meeting or an exercise."""
    meetings = tuple(word.lower() for word in words("gathering"))
    return clause.has(*words("take_part")) and any(
        phrase.preposition == "an" and phrase.head.lemma_.lower().endswith(meetings)
        for phrase in sentence.phrases_of(clause)
    )


def _withdraws(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """`Der Vorschlag, Soldaten abzuziehen, stieß auf Ablehnung`: no to a withdrawal is no position on troops."""
    verbs = [c.verb for c in core(clause, sentence)[1:] if c.verb is not None]
    return any(verb.lemma_ in words("withdraw") and verb not in hit.tokens for verb in verbs)


def _of_settlement(clause: Clause) -> bool:
    """`Ein Mandat, dem auch Moskau zustimmt`: what a relative clause says of a mandate or a peace it asks for."""
    first = clause.tokens[0]
    before = reversed(first.doc[max(first.sent.start, first.i - 8) : first.i])
    noun = next((t for t in before if t.tag_[:1] == "N" or t.tag_[:1] == "V"), None)
    return clause.kind == "rel" and noun is not None and noun.lemma_.lower().endswith(tuple(words("settlement")))


def _rhetorical(clause: Clause) -> bool:
    """`Warum sollte Moskau das entscheiden?` asks nothing."""
    return clause.has("warum") and clause.verb is not None and clause.verb.lemma_ == "sollen"


def _denies(matrix: Clause) -> bool:
    """`Das heißt nicht, dass ...`, `Niemand glaubt, dass ...`: whether a matrix takes back what depends on it."""
    return matrix.has("heißen", "bedeuten", "glauben") and bool(negations(matrix.tokens))


def _topical(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """Whether a clause with this cue is about troops for Ukraine."""
    if sentence.topic:
        return True
    if sentence.strays(clause):
        return False
    reach = hit.frame.reach
    if reach == "self" and any(word_class(t.lemma_)[1] in ("strong", "weak") for t in hit.tokens):
        return False  # only the war's own armies are named
    return reach != "sentence" and sentence.carried and (reach == "free" or not _foreign_object(clause, sentence, hit))


def _foreign_object(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """Whether the clause has an object of its own that is neither troops nor the plan for them."""
    for phrase in sentence.phrases_of(clause):
        if phrase.preposition or phrase.owner is not None or phrase.head.tag_ != "NN" or phrase.head in hit.tokens:
            continue
        lemma = phrase.head.lemma_
        named = any(m.start < phrase.end and m.end > phrase.start for m in sentence.mentions)
        if not named and not word_class(lemma)[0] and role(lemma) is None:
            return True
    return False


def _statements(scene: Scene, clause: Clause, hit: Hit) -> tuple[Statement, ...] | str:
    """The statements of a clause that is about troops for Ukraine, one an actor, or the reason for none."""
    found = voice(scene, clause, hit)
    if isinstance(found, str):
        return found
    if grades.past_deed(hit, clause):
        return _PAST
    if _of_others(scene, clause, found.actors):
        return _OTHERS
    label = grades.grade(hit, clause, scene.sentence)
    actors = list(dict.fromkeys(found.actors))
    if label in ("willing", "leads") and any_is(hit.tokens, "SEND"):
        actors = [actor for actor in actors if not war_party(actor.country)]
    if not actors:
        return _OWN_ARMY
    if any(t.lemma_ in words("demand") for t in hit.tokens):
        actors = [actor for actor in actors if not asks_others(actor.country)]
    if not actors:
        return DEMAND
    return tuple(_statement(scene, clause, hit, label, actor, found) for actor in actors)


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
