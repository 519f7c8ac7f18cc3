"""Groups: the phrases that act together in a clause."""

from __future__ import annotations

from dataclasses import replace

from analysis.language import Clause, Phrase
from analysis.positions.actors import Party, stances
from analysis.positions.lexicon import words
from analysis.positions.reading import Reading, Sentence

#: What a list of countries is an example of: `Länder wie Frankreich oder Polen`.
_MEMBERS = ("land", "staat", "nation", "partner", "verbündete", "hauptstadt", "regierung")
_SUCH_AS = ("wie", "darunter", "einschließlich", "inklusive")
_LITTLE = ("wenig", "wie", "nicht")
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
    """`gemeinsam mit Paris`, `Rom lehnt ab, ebenso Athen`: who is named with the actor or after it acts too."""
    if party.kind != "actors":
        return party
    phrases = sentence.phrases_of(clause)
    beside = ("mit", "an") if clause.has("gemeinsam", "zusammen", "Hand", "Seite") else ()
    named = [p for p in phrases if p.preposition in beside]
    others = [a for p in named for a in reading.party(p).actors if a.country not in stances()]
    others += [a for p in _likewise(reading, clause, phrases) for a in reading.party(p).actors]
    return replace(party, actors=tuple(dict.fromkeys([*party.actors, *others]))) if others else party


def _likewise(reading: Reading, clause: Clause, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases of an afterthought that only names who does the same: `genauso wenig Madrid`, `Rom auch`."""
    like = words("likewise")
    if not any(t.lower_ in like for t in clause.tail):
        return []
    after = [p for p in phrases if not p.preposition and p.owner is None and all(t in clause.tail for t in p.tokens)]
    named = {t for p in after if reading.party(p).kind == "actors" for q in (p, *p.attributes) for t in q.tokens}
    rest = [t for t in clause.tail if t not in named and t.tag_ != "KON" and t.is_alpha]
    return after if named and all(t.lower_ in like or t.lower_ in _LITTLE for t in rest) else []
