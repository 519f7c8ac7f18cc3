"""Sources: whose a statement is where no subject says so, from the governments behind prepositions and beside nouns."""

from __future__ import annotations

from analysis.language import Clause, Phrase
from analysis.positions.actors import Actor, stances
from analysis.positions.classes import is_a, word_class
from analysis.positions.groups import joined
from analysis.positions.lexicon import words
from analysis.positions.matches import Hit
from analysis.positions.reading import Reading, Sentence

#: In the order in which they tell: who is quoted, whose matter it is, where it is heard, who does it.
_PREPOSITIONS = ("laut", "seitens", "aus", "für", "bei", "in", "von", "unter")
_CONTRACTED = {"im": "in", "beim": "bei", "vom": "von"}
_COMMANDS = ("Führung", "Leitung", "Kommando", "Regie", "Ägide")


def owners(reading: Reading, sentence: Sentence, clause: Clause, hit: Hit) -> tuple[Actor, ...]:
    """`Das Zögern Berlins`, `Ankaras Angebot`: whose the cue noun is."""
    if hit.position == "conditional":
        return ()  # `ein Mandat der EU`, `die Zustimmung Moskaus`: whose leave is asked
    for phrase in sentence.phrases_of(clause):
        if phrase.head in hit.tokens and not is_a(phrase.head, "TROOPS", "DEPLOYMENT"):
            found = reading.party(phrase).possessors
            countries = [country for country in found if country not in stances() or phrase.head.tag_ != "NN"]
            if countries:
                return tuple(Actor(country) for country in countries)
    return ()


def of_the_troops(reading: Reading, sentence: Sentence, clause: Clause, hit: Hit) -> tuple[Actor, ...]:
    """`Belgische Soldaten kommen nicht infrage`, `Keine Bodentruppen wird es aus Italien geben`: whose they are."""
    phrases = sentence.phrases_of(clause)
    if hit.position == "conditional":  # `ohne amerikanische Beteiligung nicht`: whose part is asked for
        phrases = [phrase for phrase in phrases if phrase.preposition != "ohne"]
    countries = [
        country
        for phrase in phrases
        if is_a(phrase.head, "TROOPS", "DEPLOYMENT", "ARMY")
        for country in reading.party(phrase).possessors
        if country not in stances()
    ]
    if any(is_a(t, "TROOPS") for t in hit.tokens):
        countries += [
            actor.country
            for phrase in phrases
            if phrase.preposition in ("aus", "von")
            for actor in reading.party(phrase).actors
            if actor.country not in stances() and not actor.rank
        ]
    return tuple(Actor(country) for country in dict.fromkeys(countries))


def licensed(reading: Reading, sentence: Sentence, clause: Clause, hit: Hit | None = None) -> tuple[Actor, ...]:
    """`Für Warschau kommt das nicht infrage`, `aus Sicht Moskaus`, `in Rom hieß es`: who is behind a preposition."""
    phrases = sentence.phrases_of(clause)
    for phrase in phrases:
        if phrase.preposition in ("aus", "nach", "laut") and phrase.head.lemma_.lower() in words("view"):
            possessors = reading.party(phrase).possessors
            if possessors:
                return tuple(Actor(country) for country in possessors)
    for preposition in _PREPOSITIONS:
        for phrase in phrases:
            if _plain(phrase) != preposition or phrase.owner is not None or _of_troops(phrase):
                continue
            if any(other.preposition == "durch" and other.tokens[-1].i == phrase.tokens[0].i - 2 for other in phrases):
                continue  # `durch die Präsidentschaft von Trump ausgelöst`: it belongs to the noun before
            if preposition == "von" and _before_participle(phrase, phrases):
                continue  # `die von Paris und London vorbereitete Truppe`
            party = reading.party(phrase)
            if party.kind in ("thing", "other") and party.possessors:
                rank = _possessive(phrase, clause, party.kind)
                if rank is not None:
                    return tuple(Actor(country, rank=rank) for country in party.possessors)
            if party.kind == "actors" and _speaks(reading, phrase, clause, hit, party.actors):
                return joined(reading, party, phrase, phrases).actors
    return ()


def _possessive(phrase: Phrase, clause: Clause, kind: str) -> int | None:
    """The rank at which a body's or a person's country stands behind the clause, None where it does not."""
    if kind == "other":
        return 0 if _plain(phrase) == "von" and _passive(clause) else None  # `von einem britischen General geführt`
    military = phrase.head.lemma_.lower().endswith(tuple(words("military")))
    if _plain(phrase) == "bei" and military and clause.has("man", "heißen"):
        return 1  # `beim österreichischen Bundesheer sieht man ...`
    if phrase.preposition == "aus" and clause.has("heißen", "verlauten"):
        return 1  # `aus dem Büro des Premiers hieß es`
    return (
        0 if phrase.preposition == "unter" and phrase.head.lemma_ in _COMMANDS else None
    )  # `unter britischer Führung`


def _speaks(reading: Reading, phrase: Phrase, clause: Clause, hit: Hit | None, actors: tuple[Actor, ...]) -> bool:
    """Whether the governments behind a preposition are its voice, not a place, an origin or a commander."""
    preposition = _plain(phrase)
    if preposition == "unter":
        return False
    # `Aus Oslo liegt eine Zusage vor`, `in Moskau löste der Plan Empörung aus`: a noun that tells how somebody stands.
    reported = clause.has(*words("reporting")) or any(
        t.tag_ == "NN" and not word_class(t.lemma_)[0] for t in (hit.literal if hit else ())
    )
    if preposition == "aus" and clause.verb is not None and not reported:
        return False  # `Blauhelme aus Brasilien`: an origin, not a voice
    # `in Moskau`, `in Kiew` things happen; only where somebody speaks there it is the government.
    if preposition == "in" and any(a.country in stances() for a in actors) and not (reported or clause.has("man")):
        return False
    return (preposition == "von" and _passive(clause)) or not mere_place(reading, phrase)


def _plain(phrase: Phrase) -> str:
    """The preposition of a phrase without the article that it may hold: `im Kreml`."""
    return _CONTRACTED.get(phrase.preposition, phrase.preposition)


def _passive(clause: Clause) -> bool:
    return any(t.tag_ == "VVPP" for t in clause.tokens)


def _of_troops(phrase: Phrase) -> bool:
    """Whether a phrase only says where troops, a plan or a meeting are from or go (`Soldaten aus Nato-Ländern`)."""
    place = phrase.tokens[0].i - 2
    if place < 0:
        return False
    before = phrase.tokens[0].doc[place]
    if _plain(phrase) == "in" and before.lemma_.lower().endswith(tuple(w.lower() for w in words("gathering"))):
        return True
    return word_class(before.lemma_ or before.text)[0] in ("TROOPS", "DEPLOYMENT", "PLAN")


def _before_participle(phrase: Phrase, phrases: list[Phrase]) -> bool:
    """Whether a phrase, or the last one joined to it, stands before an adjective of the noun that it belongs to."""
    for other in phrases:
        if other.joined is phrase:
            phrase = other
    last = phrase.tokens[-1]
    return last.i + 1 < len(last.doc) and last.nbor().tag_ == "ADJA"


def mere_place(reading: Reading, phrase: Phrase) -> bool:
    """`In der Ukraine`, `aus Russland` name the theatre of war, `in Deutschland` a society: no government."""
    if phrase.preposition == "laut":
        return False
    inside = reading.mentions.within(phrase.start, phrase.end)
    return any(
        m.kind in ("name", "group") and (m.country in stances() or _plain(phrase) in ("in", "bei", "von"))
        for m in inside
    )
