"""Subjects: who acts in a clause, by name, by pronoun, by a bare title, or by what it shares with another clause."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language import Clause, Phrase
from analysis.language.tokens import Token
from analysis.positions.actors import Actor, Party, stances
from analysis.positions.antecedents import (
    Context,
    Scene,
    Subject,
    antecedent,
    by_epithet,
    carried,
    last_two,
    resolved,
    speaker,
)
from analysis.positions.groups import joined
from analysis.positions.lexicon import words
from analysis.positions.reading import Reading
from analysis.positions.sources import licensed

_PRONOUNS = ("PPER", "PDS", "PIS", "PRELS", "PWS", "PPOSS")
_OWN = ("sein", "ihr", "unser", "mein")
_NOBODY = ("niemand", "keiner", "jeder", "andere", "manche", "viele")


def scenes(reading: Reading) -> Iterator[Scene]:
    """The tagged sentences of an article in reading order, each with who acts in its clauses."""
    context = Context()
    for sentence in reading.sentences:
        scene = Scene(reading, sentence, context)
        for clause in sentence.clauses:
            scene.acting[id(clause)] = subject(scene, clause)
        yield scene
        context = carried(scene)


def subject(scene: Scene, clause: Clause) -> Subject | None:
    """The acting party of a clause: its subject, what a pronoun stands for, or the subject it shares."""
    phrases = scene.sentence.phrases_of(clause)
    things: list[Subject] = []
    for phrase in phrases:
        if not phrase.nominative or phrase.joined is not None:
            continue
        if phrase.head.tag_ in _PRONOUNS:
            found = _before_relative(scene, clause, phrase, phrases) or _pronoun(scene, clause, phrase)
            if found is not None:
                return found
            continue
        party = joined(scene.reading, scene.reading.party(phrase), phrase, phrases)
        party = by_epithet(scene.reading, phrase) or _visitor(scene, clause, phrase, party) or party
        party = _cabinet(scene, phrase, phrases, party) or party
        if party.kind == "anaphor" and phrase.tokens[0].tag_ == "PRELAT" and (whose := _whose(scene, clause)):
            return Subject(whose, phrase)
        if party.kind == "anaphor":
            return Subject(_title(scene, clause, phrase, party), phrase)
        if party.kind == "thing" or (things and party.kind == "other" and _ties(clause)):
            things.append(Subject(party, phrase))
        else:
            return Subject(party, phrase)
    return _implied(scene, clause, phrases, things[0] if things else None)


def _visitor(scene: Scene, clause: Clause, phrase: Phrase, party: Party) -> Party | None:
    """`Sánchez war dabei, sagte der Ministerpräsident in Paris`: the holder named before speaks in another capital."""
    if party.kind != "actors" or len(phrase.tokens) != 2 or phrase.tokens[0].lower_ not in ("der", "die"):
        return None
    after = phrase.head.nbor() if phrase.head.i + 1 < len(phrase.head.doc) else None
    if after is None or after.lower_ != "in" or clause.verb is None or clause.verb.i > phrase.head.i:
        return None
    here = [s.party.actors for c in scene.sentence.clauses if c.start < clause.start and (s := scene.acting.get(id(c)))]
    for actors in (*reversed(here), scene.context.person):
        held = [a for a in actors if a.office.lower().endswith(phrase.head.lemma_.lower())]
        if actors and held == list(actors):
            return Party("actors", actors)
    return None


def _cabinet(scene: Scene, phrase: Phrase, phrases: list[Phrase], party: Party) -> Party | None:
    """`In Berlin ringt die Koalition mit sich`: the parties that govern there."""
    if party.kind != "collective" or phrase.head.lemma_ not in words("governing") or phrase.attributes:
        return None
    if any(p.nominative and p.head.tag_ == "PPER" for p in phrases):
        return None  # `sie führen die Koalition in Wien`
    for other in phrases:
        place = scene.reading.party(other)
        if other.preposition == "in" and place.kind == "actors" and len(place.actors) == 1:
            country = place.actors[0].country
            return None if country in stances() else Party("actors", (Actor(country, rank=1),))
    return None


def _whose(scene: Scene, clause: Clause) -> Party | None:
    """`Länder wie Polen und Rumänien, deren Regierungen ...`: whom `deren` or `dessen` points back to."""
    near = antecedent(scene, clause), scene.acting.get(id(clause.parent)) if clause.parent is not None else None
    return next((found.party for found in near if found is not None and found.party.kind == "actors"), None)


def _title(scene: Scene, clause: Clause, phrase: Phrase, party: Party) -> Party:
    """Whom a title without a country means: `sein Land`, says a minister, and means his own."""
    if phrase.tokens[0].lemma_.lower() in _OWN:
        voice = speaker(scene, scene.reading.quotation_at(clause.start, clause.end))
        if voice is not None and voice.kind == "actors":
            return voice
        if scene.context.person:
            return Party("actors", scene.context.person)
    return resolved(scene, party, phrase)


def _implied(scene: Scene, clause: Clause, phrases: list[Phrase], thing: Subject | None) -> Subject | None:
    """The subject of a clause that names no person or body: one that it shares or lacks, else the thing it names."""
    first = clause.tokens[0]
    if clause.parent is not None and (clause.coordinated or (clause.kind == "inf" and thing is None)):
        # Verb first after `und` or a comma: the subject is the one before, what follows is the object.
        shared = scene.acting.get(id(clause.parent))
        verb_first = clause.verb is not None and not any(p.nominative and p.end <= clause.verb.idx for p in phrases)
        if thing is None or (verb_first and shared is not None and shared.party.kind != "thing"):
            return shared
    heading = _heading(scene, clause, phrases)
    if heading is not None:
        return heading
    if thing is not None and not (clause.verb is None and len(scene.sentence.clauses) == 1 and _none(first)):
        return thing
    if clause.kind == "rel":
        return antecedent(scene, clause)
    # `Dass Oslo schweigt, macht Sorgen`: the clause before is the subject; what a question leaves open may be theirs.
    before = [c for c in scene.sentence.clauses if c.end <= clause.start]
    content = any(c.parent is clause and c.opener != "ob" for c in before)
    lacking = (first is clause.verb and not content) or thing is not None
    if lacking and clause.kind == "main" and scene.context.subject:
        # `Hat das bislang abgelehnt.`, `Bietet Häfen. Keine Soldaten.`
        return Subject(Party("actors", scene.context.subject), Phrase([first], first))
    return thing


def _none(first: Token) -> bool:
    return first.lemma_ == "kein" or first.lower_ in words("negation")


def _heading(scene: Scene, clause: Clause, phrases: list[Phrase]) -> Subject | None:
    """`Belgien: will dabei sein`, `Polen, Rumänien: auf keinen Fall`: who stands before the colon acts."""
    first = clause.tokens[0]
    before = first.doc[first.i - 1] if first.i > scene.sentence.span.start else None
    if before is None or before.text != ":":
        return None
    if clause.verb is not None and any(p.nominative and p.start < clause.verb.idx for p in phrases):
        return None  # `mit einem Minister vertreten, hält sich bereit` has no subject before its verb
    start, end = scene.sentence.span.start_char, before.idx
    named = [m for m in scene.sentence.mentions if start <= m.start and m.end <= end]
    rest = scene.reading.text[start:end]
    for mention in named:
        rest = rest.replace(mention.text, "")
    if not named or any(letter.isalpha() for letter in rest.replace("und", "")):
        return None
    party = scene.reading.party_at(start, end)
    return Subject(party, Phrase([before], before)) if party is not None and party.kind == "actors" else None


def _ties(clause: Clause) -> bool:
    """Whether the verb only ties a predicate to its subject (`ist ein No-Go`)."""
    return clause.verb is not None and clause.verb.lemma_ in ("sein", "werden", "bleiben", "gelten")


def _before_relative(scene: Scene, clause: Clause, pronoun: Phrase, phrases: list[Phrase]) -> Subject | None:
    """`Pläne, die Paris vorantreibt`: where an actor stands behind the relative pronoun, the pronoun is the object."""
    if clause.kind != "rel" or pronoun.head.tag_ != "PRELS":
        return None
    for phrase in phrases:
        if phrase is not pronoun and phrase.nominative and phrase.joined is None and phrase.head.tag_ in ("NN", "NE"):
            party = joined(scene.reading, scene.reading.party(phrase), phrase, phrases)
            if party.kind == "actors":
                return Subject(party, phrase)
    return None


def _pronoun(scene: Scene, clause: Clause, phrase: Phrase) -> Subject | None:
    """What a pronoun stands for; None where it is a thing or nobody knows."""
    reading, context = scene.reading, scene.context
    word, tag = phrase.head.lower_, phrase.head.tag_
    if word in _NOBODY:
        return Subject(Party("other"), phrase)
    if word in ("beide", "beiden"):
        two = last_two(scene, phrase.head)  # `Beide haben die Führung übernommen`
        return Subject(Party("actors", tuple(Actor(country) for country in two)), phrase) if two else None
    if clause.kind == "rel" and tag == "PRELS":
        return antecedent(scene, clause)
    if tag == "PDS" and word == "die" and clause.verb is not None and clause.verb.tag_ == "VMFIN" and context.subject:
        return Subject(Party("actors", context.subject), phrase)  # `Die will ...`: only who has a will can want
    if tag == "PDS" and word in ("der", "dieser") and clause.kind == "main":
        last = [m for m in reading.mentions if m.kind == "person" and m.end <= clause.start]
        party = reading.party_at(last[-1].start, last[-1].end) if last else None
        if party is not None and party.kind == "actors":
            return Subject(party, phrase)  # `Doch der winkt ab`: the person named last
    if word not in ("er", "sie", "man"):
        return None
    if phrase.head.text == "Sie" and phrase.head.i > scene.sentence.span.start and _addresses(phrase):
        return Subject(Party("other"), phrase)  # `Registrieren Sie sich`: the reader, no party
    if word == "man":
        # `in Paris liebäugelt man ...`, `in Paris, wo man liebäugelt`
        place = clause.parent if clause.kind == "rel" and clause.tokens[0].lower_ == "wo" else None
        for here in (clause, place):
            if here is not None and (hosts := licensed(reading, scene.sentence, here)):
                return Subject(Party("actors", hosts), phrase)
    quotation = reading.quotation_at(clause.start, clause.end)
    voice = speaker(scene, quotation) if quotation is not None and quotation.kind != "Direct" else None
    if voice is not None and voice.kind == "actors":
        return Subject(voice, phrase)  # in reported speech the pronoun is the speaker
    for other in reversed(scene.sentence.clauses) if word != "man" else ():
        found = scene.acting.get(id(other))
        actors = found.party.actors if found is not None and other.start < clause.start else ()
        if any(actor.office for actor in actors) and (word != "er" or len(actors) == 1):
            return found  # `Der Kremlchef bleibt hart, er will ...`: who acts in the sentence before all others
    several = word == "sie" and clause.verb is not None and _plural(clause.verb)
    if word != "man" and context.person and context.meant(word) and not (several and len(context.person) == 1):
        return Subject(Party("actors", context.meant(word)), phrase)
    for other in reversed(scene.sentence.clauses):
        found = scene.acting.get(id(other))
        if other.start < clause.start and found is not None and found.party.kind == "actors":
            return found
    actors = context.meant(word) if word == "er" else context.subject
    return Subject(Party("actors", actors), phrase) if actors else None


def _addresses(pronoun: Phrase) -> bool:
    """Whether a capital `Sie` stands inside its sentence, where only the address is written so."""
    before = pronoun.head.nbor(-1)
    return not before.is_punct or before.text == ","


def _plural(verb: Token) -> bool:
    """`sie wollen`, `sie sind`, `sie seien`: several, not one woman."""
    return verb.lower_.endswith(("n", "sind"))
