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
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.language.tokens import Token
from analysis.positions.lexicon import LEXICON, fold, rows
from analysis.records import SCORES, Label, Mention
from analysis.tagger import FORMS

_LABELS: tuple[Label, ...] = tuple(SCORES)
CLASSES = (*_LABELS, "none")
_SHORTEST, _LONGEST = 2, 5
_BREAK = ord("\n")
_FACTOR, _BITS = 1000003, (1 << 64) - 1


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


@lru_cache(256)
def verdict(text: str) -> Verdict | None:
    """What the bank makes of a masked clause; None for a text that shares no n-gram with it."""
    found = [_features(word) for word in text.split()]
    if not any(map(len, found)):
        return None
    model = _model()
    place, times = np.unique(np.concatenate(found), return_counts=True)
    tf = (1 + np.log(times)) * model["idf"][place]
    scores = model["weight"][:, place] @ (tf / np.sqrt((tf**2).sum())) + model["bias"]
    return Verdict(dict(zip(_LABELS, (scores[:-1] - scores[-1]).tolist(), strict=True)))


@lru_cache(FORMS)
def _features(word: str) -> NDArray[np.int64]:
    """Places in the model of the n-grams of a word, as often as they stand in it."""
    known = _model()["ngram"]
    letters = [ord(letter) for kept in _words(word) for letter in f" {kept} "]
    hashes = []
    for start in range(len(letters) - 1):  # as in `ngrams`, which is for many texts at a time
        hashed = letters[start]
        for letter in letters[start + 1 : start + _LONGEST]:
            hashed = (hashed * _FACTOR + letter) & _BITS
            hashes.append(hashed)
    grams = np.array(hashes, dtype=np.uint64)
    place = np.minimum(np.searchsorted(known, grams), len(known) - 1)
    found: NDArray[np.int64] = place[known[place] == grams]
    return found


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
        hashed = hashed[:count] * np.uint64(_FACTOR) + codes[size - 1 :]
        if size < _SHORTEST:
            continue
        inner = blanks[size - 1 : size - 1 + count] - blanks[1 : count + 1]
        kept = (inner == 0) & ~breaks[:count] & ~breaks[size - 1 :]
        where.append(document[:count][kept])
        hashes.append(hashed[kept])
    return np.concatenate(where), np.concatenate(hashes)


def _words(text: str) -> list[str]:
    """Lower-case words without punctuation; numbers all alike."""
    return [kept for word in fold(text).split() if (kept := _word(word))]


@lru_cache(FORMS)
def _word(word: str) -> str:
    if re.fullmatch(r"[\d.,]+", word):
        return "#"
    return word if re.search(r"\w", word) or word in (":", "?", "!") else ""
