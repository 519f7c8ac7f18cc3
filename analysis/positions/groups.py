"""Groups: the phrases that act together in a clause."""

from __future__ import annotations

from dataclasses import replace

from analysis.language import Clause, Phrase
from analysis.positions.actors import Party, stances
from analysis.positions.reading import Reading, Sentence

#: What a list of countries is an example of: `Länder wie Frankreich oder Polen`.
_MEMBERS = ("land", "staat", "nation", "partner", "verbündete", "hauptstadt", "regierung")
_SUCH_AS = ("wie", "darunter", "einschließlich", "inklusive")
#: Parties that a list behind them can name.
_UNNAMED = ("collective", "anaphor", "other")


def joined(reading: Reading, party: Party, phrase: Phrase, phrases: list[Phrase]) -> Party:
    """`Italien, Spanien und Griechenland`: a phrase's party with those of the phrases joined to it or its examples."""
    actors = list(party.actors)
    last = phrase
    exemplified = phrase.head.lemma_.lower() in _MEMBERS
    for other in phrases:
        # `Länder wie Frankreich oder Polen`, `26 Staaten, darunter Italien`
        if exemplified and other.preposition in _SUCH_AS and other.start > phrase.end:
            actors.extend(reading.party(other).actors)
        if other.joined is last:
            actors.extend(reading.party(other).actors)
            last = other
    end = phrase.tokens[-1]
    among = next((t for t in end.doc[end.i : end.i + 4] if t.lower_ == "darunter"), None)
    if among is not None and party.kind in _UNNAMED:
        # `Mehrere Regierungen, darunter die in Kopenhagen und Den Haag`
        actors = [a for p in phrases if p.start > among.idx for a in reading.party(p).actors] or actors
    if party.kind == "actors" or (actors and party.kind in _UNNAMED):
        return Party("actors", tuple(dict.fromkeys(actors)), party.possessors)
    return party


def accompanied(reading: Reading, sentence: Sentence, clause: Clause, party: Party) -> Party:
    """`gemeinsam mit Paris`, `zusammen mit London`: who is named with the actor acts too."""
    if party.kind != "actors" or not clause.has("gemeinsam", "zusammen", "Hand", "Seite"):
        return party
    others = [
        actor
        for phrase in sentence.phrases_of(clause)
        if phrase.preposition in ("mit", "an")
        for actor in reading.party(phrase).actors
        if actor.country not in stances()
    ]
    return replace(party, actors=tuple(dict.fromkeys([*party.actors, *others])))
