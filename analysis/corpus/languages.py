"""Whether a text is in German, by the share of words that every text of a language is full of (languages.csv)."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

#: A text of fewer words tells nothing.
FEWEST = 12
#: A German text has a share of about 0.25 of its function words, a page full of menus half of that. Below this: none.
GERMAN = 0.05
#: What another language needs of its own to be taken for it; a list of names has little of any.
OTHER = 0.12
#: Most texts tell by their beginning; only where it is not German is the rest looked at.
BEGINNING = 3_000

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_LETTERS = re.compile(r"[\u0370-\u1eff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\uffef]")


def foreign(text: str) -> str:
    """The language, or the letters, that a text without German is in; empty for German, mixed and short texts."""
    for part in (text[:BEGINNING], text):
        words = part.casefold().split()
        if len(words) < FEWEST or sum(map(_languages()["German"].__contains__, words)) >= GERMAN * len(words):
            return ""
    letters = "".join(_OTHER_LETTERS.findall(text))
    if len(letters) > 0.5 * sum(map(len, words)):
        return f"{unicodedata.name(letters[0], 'other').split()[0].capitalize()} letters"
    counts = Counter(_WORD.findall(text.casefold()))
    shares = {name: sum(counts[word] for word in known) / counts.total() for name, known in _languages().items()}
    likeliest = max(shares, key=lambda name: shares[name])
    return likeliest if likeliest != "German" and shares[likeliest] >= OTHER else ""


@cache
def _languages() -> dict[str, frozenset[str]]:
    with files("analysis").joinpath("lexicon/languages.csv").open(encoding="utf-8") as stream:
        return {row["language"]: frozenset(row["words"].casefold().split()) for row in csv.DictReader(stream)}
