"""The lexicon of positions: its tables as rows, and its lists of words."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

LEXICON = files("analysis") / "lexicon"


def fold(word: str) -> str:
    """Lower case with ss for ß, as Swiss papers write it."""
    return word.lower().replace("ß", "ss")


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV table of the lexicon, by column."""
    return tuple(csv.DictReader((LEXICON / table).read_text("utf-8").splitlines()))


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list of lexicon/word_lists.csv. Raises KeyError for a list that has no row."""
    found = frozenset(row["word"] for row in rows("word_lists.csv") if row["list"] == name)
    if not found:
        raise KeyError(f"word_lists.csv has no list {name!r}")
    return found
