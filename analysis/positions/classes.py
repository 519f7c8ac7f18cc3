"""Word classes of lexicon/topics.csv: what means troops, their deployment, sending them, a plan for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from analysis.language.tokens import Token
from analysis.positions.lexicon import fold, rows
from analysis.tagger import FORMS
from analysis.terms import load

#: They end like a mission and are none.
_NO_MISSION = ("kommission", "emission", "permission")


@cache
def _classes() -> tuple[dict[str, tuple[str, str]], tuple[tuple[str, str, str], ...]]:
    """(exact lemma -> (class, strength)), (suffix, class, strength) longest first."""
    exact: dict[str, tuple[str, str]] = {}
    suffixes: list[tuple[str, str, str]] = []
    for row in rows("topics.csv"):
        lemma = fold(row["lemma"])
        if lemma.startswith("*"):
            exact.setdefault(lemma[1:], (row["class"], row["strength"]))
            suffixes.append((lemma[1:], row["class"], row["strength"]))
        else:
            exact[lemma] = (row["class"], row["strength"])
    suffixes.sort(key=lambda item: -len(item[0]))
    return exact, tuple(suffixes)


@cache
def _endings() -> tuple[str, ...]:
    """The suffixes alone: most words end in none of them."""
    return tuple(suffix for suffix, _, _ in _classes()[1])


@cache
def classes() -> tuple[tuple[str, str], ...]:
    """(lemma, topical strength) of every word of TROOPS, DEPLOYMENT and SEND; verbs without their ending."""
    exact, _ = _classes()
    return tuple(
        (lemma.removesuffix("en") if name == "SEND" else lemma, grade)
        for lemma, (name, grade) in exact.items()
        if name in ("TROOPS", "DEPLOYMENT", "SEND")
    )


@cache
def subject_phrases() -> tuple[tuple[str, str], ...]:
    """(phrase in lower case, topical strength) of fixed phrases that name the force."""
    exact, _ = _classes()
    return tuple((phrase, grade) for phrase, (name, grade) in exact.items() if name == "PHRASE")


@lru_cache(FORMS)
def word_class(lemma: str) -> tuple[str, str]:
    """Class (TROOPS, DEPLOYMENT, SEND, PLAN or empty) and topical strength (strong, weak, none) of a lemma."""
    lemma = fold(lemma)
    exact, suffixes = _classes()
    if lemma in exact:
        return exact[lemma]
    if not lemma.endswith(_endings()):
        return "", ""
    for suffix, name, strength in suffixes:
        # A first part has three letters at least, as in `Militäreinsatz`.
        if lemma.endswith(suffix) and len(lemma) >= len(suffix) + 3 and lemma not in _NO_MISSION:
            return name, strength
    return "", ""


@cache
def _countries() -> dict[str, frozenset[tuple[str, str]]]:
    """(class, country) by each word that names one: STATE, NATIONALITY for adjectives, NATIONALS, ORGANISATION."""
    names = dict.fromkeys(("name", "capital", "seat"), "STATE")
    names |= {"adjective": "NATIONALITY", "demonym": "NATIONALS", "organisation": "ORGANISATION"}
    found: dict[str, set[tuple[str, str]]] = {}
    for form in load().forms:
        if form.country and form.kind in names and " " not in form.text:
            found.setdefault(form.text, set()).update((names[form.kind], code) for code in form.country.split("|"))
    return {text: frozenset(pairs) for text, pairs in found.items()}


@cache
def _war_parties() -> frozenset[str]:
    return frozenset(row["country"] for row in rows("stances.csv") if row["war_party"] == "yes")


def country_classes(text: str) -> tuple[str, ...]:
    """STATE, NATIONALITY, NATIONALS or ORGANISATION for a word that names one, and WAR_PARTY where it is at war."""
    found = _countries().get(text, frozenset())
    at_war = bool(found) and {country for _, country in found} <= _war_parties()
    return (*sorted({name for name, _ in found}), *(["WAR_PARTY"] if at_war else []))


def is_a(token: Token, *names: str) -> bool:
    """Whether a tagged word is of one of the classes."""
    return word_class(token.lemma_)[0] in names


def any_is(tokens: Iterable[Token], *names: str) -> bool:
    """Whether one of the tagged words is of one of the classes."""
    return any(is_a(token, *names) for token in tokens)
