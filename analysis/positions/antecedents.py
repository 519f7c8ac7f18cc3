"""Antecedents: what pronouns, bare titles, relative clauses and quotations without a name point back to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from analysis.language import Clause, Phrase
from analysis.language.tokens import Token
from analysis.positions.actors import Actor, Party, stances, war_party
from analysis.positions.classes import country_classes
from analysis.positions.groups import joined
from analysis.positions.lexicon import words
from analysis.positions.reading import Reading, Sentence
from analysis.positions.sources import licensed, mere_place
from analysis.speech import Quotation


class Subject(NamedTuple):
    """Who acts in a clause, and the phrase that says so."""

    party: Party
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Context:
    """The last actors of the sentences before, and the last of them that were persons."""

    subject: tuple[Actor, ...] = ()
    person: tuple[Actor, ...] = ()

    def meant(self, pronoun: str) -> tuple[Actor, ...]:
        """Whom a pronoun points back to: `er` is one person or one state, never several."""
        found = self.person or self.subject
        return found if pronoun != "er" or len(found) == 1 else ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as it is understood: acting holds the subject of each of its clauses, by id, in reading order."""

    reading: Reading
    sentence: Sentence
    context: Context
    acting: dict[int, Subject | None] = field(default_factory=dict)


def carried(scene: Scene) -> Context:
    """What the pronouns and bare titles of the sentences after a scene point back to."""
    subject, person = scene.context.subject, scene.context.person
    for clause in scene.sentence.clauses:
        found = scene.acting.get(id(clause))
        if found is None or found.party.kind == "thing":
            if clause.kind == "main" and clause.has(*words("reporting")):
                # `Aus Moskau kam Ablehnung`: who is heard from acts.
                subject = licensed(scene.reading, scene.sentence, clause) or subject
            continue
        if found.party.kind == "actors":
            subject = found.party.actors
            if any(actor.name for actor in subject):
                person = subject
            if clause.kind == "main":
                break
        elif found.party.kind == "other" and clause.kind == "main":
            subject = person = ()
    return Context(subject, person)


def resolved(scene: Scene, party: Party, phrase: Phrase | None = None, name: str = "") -> Party:
    """`Der Minister`, `die Regierung`: of the country that acts or owns in the sentence, else the last actor's.

    `Beide Länder`, `die beiden Regierungen` are the two that were named last.
    """
    both = next((t for t in phrase.tokens if t.lower_.startswith("beide")), None) if phrase is not None else None
    reading = scene.reading
    body = (phrase.head.lower_ if phrase is not None else name.lower()).endswith(tuple(words("body_of_state")))
    if both and (two := last_two(scene, both)):
        return Party("actors", tuple(Actor(country, rank=party.rank) for country in two))
    phrases = [phrase for clause in scene.sentence.clauses for phrase in scene.sentence.phrases_of(clause)]
    for phrase in phrases:
        found = reading.party(phrase)
        if found.kind == "actors" and not phrase.preposition:
            countries = {a.country for a in found.actors} - stances().keys()
            if len(countries) == 1:
                return Party("actors", (Actor(countries.pop(), rank=party.rank),))
    for phrase in phrases:
        found = reading.party(phrase)
        if found.kind in ("thing", "other"):
            countries = set(found.possessors) - stances().keys()
            if len(countries) == 1:
                return Party("actors", (Actor(countries.pop(), rank=party.rank),))
    for phrase in phrases:
        if phrase.preposition in ("in", "aus", "von") and phrase.owner is None and not _towards(phrase):
            found = reading.party(phrase)
            # `In der Türkei ließ das Verteidigungsministerium wissen`: a ministry is nowhere on a visit.
            at_home = phrase.preposition == "in" and (body or not scene.context.person)
            at_home = at_home and not any(a.country in stances() for a in found.actors)
            if found.kind == "actors" and (at_home or not mere_place(reading, phrase)):
                return Party("actors", tuple(replace(a, rank=party.rank) for a in found.actors))
    if scene.context.subject:
        return Party("actors", tuple(replace(a, rank=max(a.rank, party.rank)) for a in scene.context.subject))
    return Party("other")


def by_epithet(reading: Reading, phrase: Phrase) -> Party | None:
    """`der Sozialdemokrat`, `der Niederländer`, `die 57-Jährige`: the person named last, called by what he or she is.

    A people is taken for somebody of another country only where that is an organisation's official.
    """
    first, head = phrase.tokens[0].lower_, phrase.head
    if len(phrase.tokens) != 2 or first not in ("der", "die") or (first == "die" and not _feminine(head)):
        return None
    people = [m for m in reading.mentions if m.kind == "person" and m.end <= phrase.start][-3:]
    named = [reading.party_at(m.start, m.end) for m in reversed(people)]
    if "NATIONALS" in country_classes(head.text):
        called = {actor.country for actor in reading.party(phrase).actors}
        own = [p for p in named if p is not None and p.actors and {a.country for a in p.actors} <= called]
        last = [p for p in named[:1] if p is not None and any(map(_of_many, p.actors))]
        return next(iter(own or last), None)
    lemma = head.lemma_.lower().rsplit("-", 1)[-1]
    if not named or named[0] is None or named[0].kind != "actors" or not lemma.endswith(tuple(words("epithet"))):
        return None
    return named[0]


def _of_many(actor: Actor) -> bool:
    """Whether an actor speaks for a body that has officials of many peoples."""
    return actor.country in stances() and not war_party(actor.country)


def _feminine(head: Token) -> bool:
    return head.lower_.endswith(("in", "jährige"))


def _towards(phrase: Phrase) -> bool:
    """`In die Nato`: whether a phrase says where something goes, so that nobody speaks from it."""
    return phrase.preposition == "in" and phrase.tokens[0].lower_ in ("die", "das", "den")


def last_two(scene: Scene, both: Token) -> tuple[str, ...]:
    """The two countries named last before a word, in its sentence or in that and the one before; none where it is not
    two of them."""
    here = scene.sentence.span
    before = here.doc[here.start - 1].sent if here.start else here
    for start in (here.start_char, before.start_char):
        named = [
            m for m in scene.reading.mentions.within(start, both.idx) if start <= m.start and m.country not in stances()
        ]
        found = dict.fromkeys(m.country for m in named if m.kind != "place")
        found = found if len(found) > 1 else dict.fromkeys(m.country for m in named)
        if len(found) > 1:
            return tuple(found) if len(found) == 2 else ()
    return ()


def antecedent(scene: Scene, clause: Clause) -> Subject | None:
    """What a relative clause belongs to: the nearest phrase before it, or the phrase that one belongs to."""
    before = [
        phrase
        for other in scene.sentence.clauses
        if other is not clause
        for phrase in scene.sentence.phrases_of(other)
        if phrase.end <= clause.start
    ]
    for phrase in sorted(before, key=lambda p: -p.end)[:2]:
        while phrase.joined is not None:
            phrase = phrase.joined  # `für Paris und London, die ...`
        party = joined(scene.reading, scene.reading.party(phrase), phrase, before)
        if party.kind in ("actors", "other", "media"):
            return Subject(party, phrase)
    return None


def speaker(scene: Scene, quotation: Quotation | None) -> Party | None:
    """The party whose words a quotation holds; a pronoun stands for the last actor."""
    span = (quotation.antecedent or quotation.speaker) if quotation is not None else None
    if span is None:
        return None
    party = scene.reading.party_at(*span)
    if party is None:
        actors = scene.context.subject
        if scene.reading.text[span[0] : span[1]].lower() == "er":
            actors = scene.context.meant("er")
        return Party("actors", actors) if actors else None
    words_of = scene.reading.doc.char_span(*span)
    if words_of is not None and len(words_of) == 2 and not _genitive(words_of[0]):
        found = by_epithet(scene.reading, Phrase(list(words_of), words_of[-1]))
        party = found or party
    return resolved(scene, party, name=scene.reading.text[span[0] : span[1]]) if party.kind == "anaphor" else party


def _genitive(article: Token) -> bool:
    """`nach Angaben der Niederländer`: whether an article stands behind the noun that its own noun belongs to."""
    return article.i > 0 and article.nbor(-1).tag_ == "NN"
