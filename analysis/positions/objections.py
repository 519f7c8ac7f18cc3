"""Objections: why a clause with a cue states nothing about troops for Ukraine, in the order in which they are asked."""

from __future__ import annotations

from analysis.language import Clause
from analysis.positions.actors import war_party
from analysis.positions.classes import any_is, word_class
from analysis.positions.denials import told_to_deny
from analysis.positions.hits import core
from analysis.positions.lexicon import words
from analysis.positions.matches import Hit, negations
from analysis.positions.reading import Sentence
from analysis.positions.roles import role
from analysis.positions.topic import names_theatre, names_ukraine

#: What one may be asked about; behind it stands what it is.
_MATTERS = ("Frage", "Thema", "Debatte", "Diskussion")
#: They open a stretch of time: `einen Monat vor der Wahl`.
_SPANS = ("ein", "eine", "einen", "wenige", "diese", "diesen", "jeden", "jede", "vergangene", "vergangenen")
_DENIED, _WAR_PLAN = "told only to be denied", "a plan of the war's own"
_PEACE = "it is open whether there will be peace"
_MEETS, _MEDIATES = "takes part in a meeting, not in the force", "offers to mediate, not to send"
#: Objections after which a sentence is nobody's position, whatever it looks like.
SETTLED = frozenset({_MEETS, _MEDIATES, _DENIED, _WAR_PLAN, _PEACE})


def objection(sentence: Sentence, clause: Clause, hit: Hit, matrix: Hit | None) -> str:
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
    if _open_peace(clause, sentence):
        return _PEACE
    if told_to_deny(clause, sentence):
        return _DENIED
    if _of_war_party(clause, sentence, hit):
        return _WAR_PLAN
    if not sentence.topic and any(
        p.preposition == "als" and p.head.lemma_ in words("mediator") for p in sentence.phrases_of(clause)
    ):
        return _MEDIATES
    if not _topical(clause, sentence, hit):
        return "not about troops for Ukraine"
    if sentence.asks_in(clause) and not _rhetorical(clause):
        return "a question"
    if any(t.tag_[:2] == "VV" for t in hit.tokens) and _meets(clause, sentence, hit):
        return _MEETS
    return ""


def _of_settlement(clause: Clause) -> bool:
    """`Ein Mandat, dem auch Moskau zustimmt`: what a relative clause says of a mandate or a peace it asks for."""
    first = clause.tokens[0]
    before = reversed(first.doc[max(first.sent.start, first.i - 8) : first.i])
    noun = next((t for t in before if t.tag_[:1] == "N" or t.tag_[:1] == "V"), None)
    return clause.kind == "rel" and noun is not None and noun.lemma_.lower().endswith(tuple(words("settlement")))


def _aside(sentence: Sentence, clause: Clause) -> bool:
    """`Das stellt sich nicht, heißt es in Wien, wo man auf Mali verweist`: another place, but only in an aside."""
    asides = [c for c in sentence.clauses if c.kind == "rel" and c.tokens[0].lower_ == "wo" and c is not clause]
    rest = " ".join(t.text for c in sentence.clauses if c not in asides for t in c.tokens)
    return bool(asides) and not names_theatre(rest)


def _meets(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """`nahm an der Videokonferenz teil`, `beteiligte sich an der Planung`: a meeting that no cue asks for."""
    meetings = tuple(word.lower() for word in words("gathering"))
    return clause.has(*words("take_part")) and any(
        phrase.preposition == "an" and phrase.head.lemma_.lower().endswith(meetings) and phrase.head not in hit.tokens
        for phrase in sentence.phrases_of(clause)
    )


def _of_war_party(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """`wies das russische Ansinnen zurück`: a war party's plan, where no troops are named, is no plan for the force."""
    plans = [t for t in hit.tokens if word_class(t.lemma_)[0] == "PLAN"]
    if not plans or any(any_is(c.tokens, "TROOPS", "DEPLOYMENT", "SEND") for c in core(clause, sentence)):
        return False
    owned = [p for p in sentence.phrases_of(clause) if p.head in plans]
    near = [m for p in owned for q in (p, *p.attributes) for m in sentence.mentions if q.start <= m.start < q.end]
    return bool(near) and all(war_party(m.country) and not names_ukraine(m.text) for m in near)


def _open_peace(clause: Clause, sentence: Sentence) -> bool:
    """`Offen ist, ob es zu einer Waffenruhe kommt`: what is open, asked or doubted is peace, not the troops."""
    asked = [c for c in sentence.clauses if c.parent is clause and c.opener == "ob"]
    nouns = [phrase for c in asked for phrase in sentence.phrases_of(c) if phrase.head.tag_ == "NN"]
    peace = tuple(words("peace"))
    return bool(nouns) and all(p.preposition in ("", "zu") and p.head.lemma_.lower().endswith(peace) for p in nouns)


def _withdraws(clause: Clause, sentence: Sentence, hit: Hit) -> bool:
    """`Der Vorschlag, Soldaten abzuziehen, stieß auf Ablehnung`: no to a withdrawal is no position on troops."""
    verbs = [c.verb for c in core(clause, sentence)[1:] if c.verb is not None]
    return any(verb.lemma_ in words("withdraw") and verb not in hit.tokens for verb in verbs)


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
    found = sentence.phrases_of(clause)
    for before, phrase in zip([None, *found], found, strict=False):
        lemma = phrase.head.lemma_
        asked = before is not None and before.head.lemma_ in _MATTERS and phrase.preposition in ("nach", "um")
        if asked and not word_class(lemma)[0] and not lemma.lower().endswith(tuple(words("backing") | words("peace"))):
            return True  # `bei der Frage nach einer Einladung in die Nato`
        if phrase.preposition or phrase.owner is not None or phrase.head.tag_ != "NN" or phrase.head in hit.tokens:
            continue
        if lemma.lower() in words("time") and (
            phrase.tokens[0].lower_ in _SPANS or any(t.tag_ == "CARD" for t in phrase.tokens)
        ):
            continue  # `mochte sich einen Monat vor der Wahl nicht festlegen`
        named = any(m.start < phrase.end and m.end > phrase.start for m in sentence.mentions)
        if not named and not word_class(lemma)[0] and role(lemma) is None:
            return True
    return False
