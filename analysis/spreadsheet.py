"""Cells of text that a spreadsheet would run as a formula: written with an apostrophe before them, read without it.

A text from a page can begin with `=`, and spreadsheets compute what begins so when they open a CSV file, whatever
quotation marks stand around it (OWASP, *CSV Injection*). Numbers are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

#: Beginnings of a formula, in the wide forms, too, that some spreadsheets take for the narrow ones. Apostrophes before
#: them belong to the pattern, so that every text comes back as it was.
FORMULA = r"'*[=+\-@\t\r\n＝＋－＠]"


def guarded(table: pd.DataFrame) -> pd.DataFrame:
    """table with an apostrophe before each text that looks like a formula."""
    return _each_text(table, lambda cells: cells.mask(cells.str.match(FORMULA), "'" + cells))


def unguarded(table: pd.DataFrame) -> pd.DataFrame:
    """table without the apostrophes that `guarded` put there."""
    return _each_text(table, _without_apostrophe)


def _each_text(table: pd.DataFrame, change: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    return table.assign(**{name: change(table[name]) for name in table.select_dtypes("str").columns})


def _without_apostrophe(cells: pd.Series) -> pd.Series:
    if not cells.str.startswith("'").any():  # hardly ever one does, and this asks ten times as fast
        return cells
    return cells.mask(cells.str.match("'" + FORMULA), cells.str[1:])
