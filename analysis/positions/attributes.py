"""Attributes: who heads or has proposed the troops that a phrase names, whatever its clause says of them.

`Die von Paris geführte Truppe lehnt Rom ab` tells of Rome by its predicate and of Paris by an attribute; so does
`Macrons Vorstoß für eine Schutztruppe`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from analysis.language import Clause, Phrase
from analysis.language.tokens import Token
from analysis.positions.actors import Actor, stances
from analysis.positions.antecedents import Scene
from analysis.positions.classes import is_a, word_class
from analysis.positions.cues import Frame
from analysis.positions.groups import joined
from analysis.positions.lexicon import words
from analysis.positions.matches import Hit, negations
from analysis.positions.voices import Voice

_HEADED = Frame("attribute-headed", (), "leads", None, "near")
_PROPOSED = Frame("attribute-proposed", (), "leads", None, "near")


def attributes(scene: Scene) -> Iterator[tuple[Clause, Hit, Voice]]:
    """Each headed force and each proposal in a sentence about troops for Ukraine, with the countries behind it."""
    sentence = scene.sentence
    if not (sentence.topic or sentence.carried) or sentence.elsewhere:
        return
    for clause in sentence.clauses:
        phrases = sentence.phrases_of(clause)
        for token in clause.tokens:
            if token.tag_ == "ADJA" and token.lemma_.lower() in words("headed"):
                noun = next((t for t in token.doc[token.i + 1 : token.i + 5] if t.tag_ == "NN"), None)
                countries = _by(scene, token, phrases) if noun is not None and _force(noun) else ()
                if noun is not None and countries:
                    yield clause, Hit(_HEADED, "leads", (token, noun), False), _outlet(countries)
        if (conceived := _conceived(clause)) and (authors := _authors(scene, clause)):
            yield clause, Hit(_PROPOSED, "leads", conceived, False), _outlet(authors)
        for phrase in phrases:
            if phrase.head.lemma_ not in words("initiative") or not (force := _for_force(phrase)):
                continue
            owners = _owners(scene, phrase)
            if owners:
                yield clause, Hit(_PROPOSED, "leads", (phrase.head, force), False), _outlet(owners)


def _conceived(clause: Clause) -> tuple[Token, ...]:
    """`Truppen, wie sie Paris vorschweben`, `die Idee, die Paris vorgelegt hat`: the noun and the verb of planning."""
    first = clause.tokens[0]
    as_they = first.lower_ == "wie" and any(
        t.lower_ in ("sie", "es", "ihn") for t in first.doc[first.i + 1 : first.i + 2]
    )
    verb = next((t for t, lemma in zip(clause.tokens, clause.lemmas, strict=True) if lemma in words("conceive")), None)
    if verb is None or not (as_they or clause.kind == "rel") or negations(clause.tokens):
        return ()
    # `eine Truppe für die Ukraine, wie sie ...`: what the noun has behind it stands between.
    behind = takewhile(lambda t: t.tag_[:1] != "V", reversed(first.doc[max(first.sent.start, first.i - 7) : first.i]))
    noun = next((t for t in behind if t.tag_ == "NN"), None)
    if noun is None or not (_force(noun) or (clause.kind == "rel" and noun.lemma_ in words("idea"))):
        return ()
    return noun, verb


def _authors(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """Whose plan it is: who acts in the clause; with `vorschweben` whom it is told of, in the passive behind `von`."""
    phrases = scene.sentence.phrases_of(clause)
    passive = clause.verb is not None and clause.verb.lemma_ == "werden"
    named = [p for p in phrases if p.preposition == ("von" if passive else "") and p.owner is None and p.joined is None]
    parties = [joined(scene.reading, scene.reading.party(p), p, phrases) for p in named]
    actors = [a.country for party in parties if party.kind == "actors" for a in party.actors]
    return tuple(c for c in dict.fromkeys(actors) if c not in stances())


def _outlet(countries: tuple[str, ...]) -> Voice:
    return Voice(tuple(Actor(country) for country in countries), "outlet")


def _force(noun: Token) -> bool:
    return is_a(noun, "TROOPS", "DEPLOYMENT") or noun.lemma_ in words("force")


def _by(scene: Scene, participle: Token, phrases: list[Phrase]) -> tuple[str, ...]:
    """`von Paris und London geführte`, `britisch geführte`: the countries that a participle names."""
    before = participle.doc[participle.i - 1] if participle.i else None
    mentioned = [m for m in scene.sentence.mentions if before is not None and m.start <= before.idx < m.end]
    adjectives = [m.country for m in mentioned if m.kind == "adjective"]
    if not adjectives:
        behind = [p for p in phrases if p.preposition == "von" and p.joined is None and p.start < participle.idx]
        last = max(behind, key=lambda p: p.start, default=None)
        if last is None or any(t.tag_[:2] == "VV" for t in participle.doc[last.tokens[-1].i : participle.i]):
            return ()
        adjectives = [a.country for a in joined(scene.reading, scene.reading.party(last), last, phrases).actors]
    return tuple(c for c in dict.fromkeys(adjectives) if c not in stances())


def _owners(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    """`Macrons Vorstoß`, `der französische Vorschlag`, `die Idee des Präsidenten`: whose proposal it is."""
    owners = [c for a in phrase.attributes for c in (o.country for o in scene.reading.party(a).actors)]
    return tuple(c for c in dict.fromkeys([*owners, *scene.reading.party(phrase).possessors]) if c not in stances())


def _for_force(phrase: Phrase) -> Token | None:
    """The force that a proposal is for: `Vorstoß für eine Schutztruppe`, `Idee einer Friedenstruppe`."""
    last = phrase.head
    behind = list(last.doc[last.i + 1 : last.i + 12])
    for token in behind[:6]:
        if token.tag_[:2] in ("VV", "VA", "VM") or token.text in ".;:!?":
            return None
        # `der Vorschlag, Soldaten abzuziehen`: an infinitive has to send them.
        if token.text == "," and not any(is_a(t, "SEND") or t.lemma_ in words("set_up") for t in behind):
            return None
        name, grade = word_class(token.lemma_)
        if token.tag_ == "NN" and name in ("TROOPS", "DEPLOYMENT") and grade in ("strong", "weak"):
            return token
    return None
