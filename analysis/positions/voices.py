"""Voices: whose position a clause with a cue tells, whose words it is, and how far the teller vouches for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.language import Clause
from analysis.positions.actors import Actor, Party, stances
from analysis.positions.antecedents import Scene, speaker
from analysis.positions.groups import accompanied, joined
from analysis.positions.lexicon import words
from analysis.positions.matches import Hit
from analysis.positions.reading import Reading
from analysis.positions.sources import licensed, of_the_troops, owners
from analysis.records import Certainty, Origin
from analysis.speech import Quotation

_FIRST_PERSON = ("wir", "ich", "uns", "unser", "unsere", "unserer", "unseren", "mein", "meine")

#: Why a clause without an actor is no country's.
NOBODY = "nobody acts in the clause"
DEMAND = "a demand on others"
COLLECTIVE = "a collective without names"

_OWN = re.compile(r"\beigene[nr]?\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who takes a position, whose word it is (own, outlet, other), how certain, and who said it where that is known."""

    actors: tuple[Actor, ...]
    origin: Origin
    certainty: Certainty = "asserted"
    speaker: Actor | None = None


def voice(scene: Scene, clause: Clause, hit: Hit) -> Voice | str:
    """The voice of a clause with a cue, or the reason why it is no country's."""
    reading, sentence = scene.reading, scene.sentence
    quotation = _quotation(reading, clause)
    source = speaker(scene, quotation)
    speakers = source.actors if source is not None and source.kind == "actors" else ()
    if hit.frame.behind and (named := _behind(scene, clause, hit)):
        return Voice(named, "outlet")
    subject = scene.acting.get(id(clause))
    party = accompanied(reading, sentence, clause, subject.party) if subject is not None else None
    if speakers and any(t.lower_ in _FIRST_PERSON for t in clause.tokens):
        return _own(speakers)
    if party is not None and party.kind == "actors":
        return _of_subject(party, clause, quotation, source, speakers)
    plain_no = hit.position in ("rejects", "reserved")
    if party is not None and party.kind == "collective":
        # `Nato-Staaten schickten keine Soldaten`, says a member: it speaks of itself too, but not where it promises.
        return _own(speakers) if speakers and plain_no else COLLECTIVE
    nobody = plain_no and subject is not None and subject.phrase.head.lower_ in words("no_one")
    if party is not None and party.kind == "other" and not nobody:
        # What Moscow or Kyiv says of others' troops is their own stance on the deployment.
        deciding = bool(speakers) and speakers[0].country in stances()
        return _own(speakers) if deciding and plain_no else "the subject speaks for no government"
    if quotation is not None and clause.parent is not None and clause.opener == "dass":
        matrix = scene.acting.get(id(clause.parent))
        if matrix is not None and matrix.party.kind == "other" and matrix.phrase.start >= quotation.start:
            return "the subject of the matrix clause speaks for no government"
    return _impersonal(scene, clause, hit, source, speakers)


def _own(speakers: tuple[Actor, ...]) -> Voice:
    return Voice(speakers, "own", speaker=speakers[0])


def _quotation(reading: Reading, clause: Clause) -> Quotation | None:
    """The quotation a clause stands in; behind `nach eigenen Angaben` the subject itself speaks."""
    found = reading.quotation_at(clause.start, clause.end)
    if found is not None and clause.start < found.start and found.end < clause.end and _around(found, clause):
        return None  # `Auf die Frage, ob man Soldaten sehen werde, wich er aus`: the words stand round what is quoted
    if found is None and clause.kind == "main" and clause.verb is not None:
        # `Nach Angaben europäischer Diplomaten ist Oslo bereit`: a long source stands before what it tells.
        found = reading.quotation_at(clause.verb.idx, clause.end)
    if found is not None and found.speaker and _OWN.search(reading.article.source, *found.speaker):
        return None
    return found


def _around(quotation: Quotation, clause: Clause) -> bool:
    """Whether none of a clause's words stand in a quotation."""
    return not any(quotation.start <= token.idx < quotation.end for token in clause.tokens)


def _behind(scene: Scene, clause: Clause, hit: Hit) -> tuple[Actor, ...]:
    """`Das Kommando liegt bei Paris`: the actors behind the preposition that belongs to the cue."""
    phrases = scene.sentence.phrases_of(clause)
    return tuple(
        actor
        for phrase in phrases
        if any(t.lower_ == phrase.preposition and t.i == phrase.tokens[0].i - 1 for t in hit.literal)
        for actor in joined(scene.reading, scene.reading.party(phrase), phrase, phrases).actors
    )


def _of_subject(
    party: Party, clause: Clause, quotation: Quotation | None, source: Party | None, speakers: tuple[Actor, ...]
) -> Voice | str:
    """The voice of a clause whose subject speaks for countries; source: the party whose words it is."""
    if quotation is None:
        own = any(actor.rank for actor in party.actors)
        return Voice(party.actors, "own", speaker=party.actors[0]) if own else Voice(party.actors, "outlet")
    if source is None or source.kind == "media":
        return Voice(party.actors, "other", "reported")
    if source.kind == "thing":
        # A title that no row knows (`der Kabinettssekretär`) beside its government.
        return Voice(party.actors, "outlet")
    if not speakers:
        return "somebody without office supposes it"
    countries = {one.country for one in speakers}
    if same := tuple(actor for actor in party.actors if actor.country in countries):
        return Voice(same, "own", speaker=speakers[0])
    if _demanded(clause):
        return DEMAND
    return Voice(party.actors, "other", "reported", speakers[0])


def _demanded(clause: Clause) -> bool:
    """`Fünf Länder müssten den Großteil stellen`: what somebody asks of others is no position of theirs."""
    return (clause.verb is not None and clause.verb.lemma_ in ("müssen", "sollen")) or any(
        t.lower_ in ("müssten", "sollten", "müsse", "müssen") for t in clause.tokens
    )


def _impersonal(
    scene: Scene, clause: Clause, hit: Hit, source: Party | None, speakers: tuple[Actor, ...]
) -> Voice | str:
    """The voice of a clause in which nobody acts: `Eine Entsendung komme nicht infrage`."""
    reading, sentence = scene.reading, scene.sentence
    actors = owners(reading, sentence, clause, hit) or licensed(reading, sentence, clause, hit)
    if not actors and clause.parent is not None and clause.parent.has("heißen", "verlauten", "lauten"):
        actors = licensed(reading, sentence, clause.parent, hit)
    if actors:
        origin: Origin = "own" if any(actor.rank for actor in actors) else "outlet"
        return Voice(actors, origin, speaker=actors[0] if actors[0].rank else None)
    senders = of_the_troops(reading, sentence, clause, hit)
    if speakers:
        # `Britische Soldaten werde es nicht geben`, says Paris; Moscow's no to them is its own stance.
        if senders and speakers[0].country not in {*(one.country for one in senders), *stances()}:
            return Voice(senders, "other", "reported", speakers[0])
        return _own(speakers)
    if source is not None and source.kind == "other":
        return "somebody without office says it"
    if not senders:
        return NOBODY
    if any(t.lemma_ in words("demand") for t in hit.tokens):
        return DEMAND  # `Gefordert werden Soldaten aus Indien`: of whom something is asked, says nothing
    return (
        Voice(senders, "other", "reported")
        if source is not None and source.kind == "media"
        else Voice(senders, "outlet")
    )
