"""Labelled examples: what a clause says that no cue frame fits, by its likeness to a bank of example clauses.

The bank (lexicon/examples.csv) holds clauses in our own words with the label that a coder gave them, `none` among them;
countries, their capitals and their people stand there as `[Land]`, Ukraine's as `[Ukraine]`, so that nobody learns a
label from a name. `learning` fits a logistic regression on the character n-grams of the bank and keeps its weights in
lexicon/examples.npz; here a clause is only weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from analysis.positions.lexicon import LEXICON, fold, rows
from analysis.records import SCORES, Label, Mention

_LABELS: tuple[Label, ...] = tuple(SCORES)
CLASSES = (*_LABELS, "none")
_SHORTEST, _LONGEST = 2, 5
_BREAK = ord("\n")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the bank makes of a clause: log odds of each label against `none`."""

    odds: dict[Label, float]

    @property
    def label(self) -> Label:
        """The likeliest label."""
        return max(self.odds, key=self.odds.__getitem__)

    @property
    def over_none(self) -> float:
        """Log odds of the likeliest label against `none`."""
        return max(self.odds.values())

    @property
    def sureness(self) -> float:
        """Log odds of the likeliest label against `none` and against the next label, together."""
        first, second = sorted(self.odds.values(), reverse=True)[:2]
        return 2 * first - second


def masked(tokens: Sequence[Token], mentions: Iterable[Mention]) -> str:
    """The words of a clause with countries and their people taken out, as the bank writes them."""
    spans = sorted((m.start, m.end, "[Ukraine]" if m.country == "UKR" else "[Land]") for m in mentions)
    found: list[str] = []
    for token in tokens:
        name = next((n for start, end, n in spans if start < token.idx + len(token) and token.idx < end), None)
        if name is None:
            found.append(token.text)
        elif not found or found[-1] != name:
            found.append(name)
    return " ".join(word for word in found if word.strip())


def verdict(text: str) -> Verdict | None:
    """What the bank makes of a masked clause; None for a text that shares no n-gram with it."""
    if not _words(text):
        return None
    model = _model()
    _, grams = ngrams([text])
    found, times = np.unique(grams, return_counts=True)
    place = np.searchsorted(model["ngram"], found)
    known = (place < len(model["ngram"])) & (model["ngram"][np.minimum(place, len(model["ngram"]) - 1)] == found)
    place = place[known]
    if not len(place):
        return None
    tf = (1 + np.log(times[known])) * model["idf"][place]
    scores = model["weight"][:, place] @ (tf / np.sqrt((tf**2).sum())) + model["bias"]
    return Verdict(dict(zip(_LABELS, (scores[:-1] - scores[-1]).tolist(), strict=True)))


def nearest(text: str, label: str, count: int = 2) -> list[str]:
    """The examples of a label that share most n-grams with a masked clause, for readers who ask why."""
    bank = rows("examples.csv")
    document, grams = _bank()
    shared = np.bincount(document[np.isin(grams, ngrams([text])[1])], minlength=len(bank))
    alike = shared / np.sqrt(np.maximum(np.bincount(document, minlength=len(bank)), 1))
    alike[[row["label"] != label for row in bank]] = 0
    return [bank[place]["text"] for place in np.argsort(-alike, kind="stable")[:count]]


@cache
def _bank() -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    return ngrams([row["text"] for row in rows("examples.csv")])


@cache
def _model() -> dict[str, NDArray[Any]]:
    """ngram: sorted hashes (n,); idf: (n,); weight: (labels and none, n); bias: (labels and none,)."""
    with (LEXICON / "examples.npz").open("rb") as file, np.load(file) as kept:
        return {name: kept[name].astype(np.float64) if name != "ngram" else kept[name] for name in kept.files}


def ngrams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Index of the text and hash of every character n-gram inside words, their edges counted as blanks."""
    joined = "".join(f" {' '.join(_words(text))} \n" for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    breaks = codes == _BREAK
    document = np.cumsum(breaks)
    blanks = np.concatenate([[0], np.cumsum((codes == ord(" ")) | breaks)])
    where, hashes = [], []
    hashed = np.zeros(len(codes), dtype=np.uint64)
    for size in range(1, _LONGEST + 1):
        count = len(codes) - size + 1
        hashed = hashed[:count] * np.uint64(1000003) + codes[size - 1 :]
        if size < _SHORTEST:
            continue
        inner = blanks[size - 1 : size - 1 + count] - blanks[1 : count + 1]
        kept = (inner == 0) & ~breaks[:count] & ~breaks[size - 1 :]
        where.append(document[:count][kept])
        hashes.append(hashed[kept])
    return np.concatenate(where), np.concatenate(hashes)


def _words(text: str) -> list[str]:
    """Lower-case words without punctuation; numbers all alike."""
    found = []
    for word in fold(text).split():
        if re.fullmatch(r"[\d.,]+", word):
            found.append("#")
        elif re.search(r"\w", word) or word in (":", "?", "!"):
            found.append(word)
    return found
