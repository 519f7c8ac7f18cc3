"""The lists of lexicon/claim_words.csv: what a number counts, how sure it is, what is said of what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import get_args

from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.lexicon import rows
from analysis.records import Bound

BOUNDS: dict[str, Bound] = {bound: bound for bound in get_args(Bound)}


@cache
def listed(name: str) -> dict[str, str]:
    """Word in lower case to value of one list, in the order of the table. Raises KeyError for a list without a row."""
    found = {row["word"]: row["value"] for row in rows("claim_words.csv") if row["list"] == name}
    if not found:
        raise KeyError(f"claim_words.csv has no list {name!r}")
    return found


def value(token: Token, name: str, lemma: str = "") -> str | None:
    """The value of a word in a list, by its form, its lemma, or its last part behind a hyphen; None where it has none.

    lemma: where the clause knows more than the word, as of a verb whose particle stands apart.
    """
    known = listed(name)
    low = (lemma or token.lemma_).lower().partition("*")[0]  # `Vertreter*innen`
    return next((known[form] for form in (token.lower_, low, low.rsplit("-", 1)[-1]) if form in known), None)


def hits(clauses: Iterable[Clause], name: str) -> list[Token]:
    """The words of clauses that stand in a list, by form or lemma; a particle counts with its verb."""
    return [
        token
        for clause in clauses
        for token, lemma in zip(clause.tokens, clause.lemmas, strict=True)
        if value(token, name, lemma) is not None
    ]


def phrased(clauses: Sequence[Clause], name: str) -> bool:
    """Whether a phrase of a list stands in one of the clauses."""
    texts = [f" {' '.join(t.lower_ for t in clause.tokens)} " for clause in clauses]
    return any(f" {phrase} " in text for phrase in listed(name) for text in texts)
