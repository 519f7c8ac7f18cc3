"""Subjects: who acts in a clause, by name, by pronoun, by a bare title, or by what it shares with another clause."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language import Clause, Phrase
from analysis.language.tokens import Token
from analysis.positions.actors import Actor, Party
from analysis.positions.antecedents import Context, Scene, Subject, antecedent, carried, last_two, resolved, speaker
from analysis.positions.groups import joined
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
        if party.kind == "anaphor":
            return Subject(_title(scene, clause, phrase, party), phrase)
        if party.kind == "thing" or (things and party.kind == "other" and _ties(clause)):
            things.append(Subject(party, phrase))
        else:
            return Subject(party, phrase)
    return _implied(scene, clause, phrases, things[0] if things else None)


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
    if clause.parent is not None and (clause.coordinated or (clause.kind == "inf" and thing is None)):
        # Verb first after `und` or a comma: the subject is the one before, what follows is the object.
        shared = scene.acting.get(id(clause.parent))
        verb_first = clause.verb is not None and not any(p.nominative and p.end <= clause.verb.idx for p in phrases)
        if thing is None or (verb_first and shared is not None and shared.party.kind != "thing"):
            return shared
    heading = _heading(scene, clause)
    if heading is not None:
        return heading
    if thing is not None:
        return thing
    if clause.kind == "rel":
        return antecedent(scene, clause)
    first = clause.tokens[0]
    # `Dass Oslo schweigt, macht Sorgen`: the clause before is the subject; what an `ob` leaves open may be theirs.
    before = [c for c in scene.sentence.clauses if c.end <= clause.start]
    content = any(c.parent is clause and c.opener != "ob" for c in before)
    if first is clause.verb and clause.kind == "main" and not content and scene.context.subject:
        return Subject(Party("actors", scene.context.subject), Phrase([first], first))  # `Hat das bislang abgelehnt.`
    return None


def _heading(scene: Scene, clause: Clause) -> Subject | None:
    """`Belgien: will dabei sein`, `Polen, Rumänien: schicken niemanden`: who stands before the colon acts."""
    first = clause.tokens[0]
    before = first.doc[first.i - 1] if first.i > scene.sentence.span.start else None
    if before is None or before.text != ":" or not (first is clause.verb or clause.verb is None):
        return None
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
    if word == "man" and (hosts := licensed(reading, scene.sentence, clause)):
        return Subject(Party("actors", hosts), phrase)  # `in Paris liebäugelt man ...`
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
