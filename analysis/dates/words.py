"""The words of time as the lexicon lists them, by kind."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

#: Kinds that give way where a form has another kind too.
_WEAK = ("glue", "counted", "designator", "month_short", "first_name", "plural", "era")


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of one CSV file of the lexicon."""
    text = files("analysis").joinpath(f"lexicon/{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(kind: str, table: str = "time_words") -> dict[str, str]:
    """Lower-case form to value of all rows of one kind; the value is empty in tables that have none."""
    return {row["form"]: row.get("value", "") for row in rows(table) if row["kind"] == kind}


@cache
def one_of(kind: str, table: str = "time_words") -> str:
    """A regular expression that matches any form of the kind, the longest first."""
    forms = sorted(words(kind, table), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(map(re.escape, forms)) + ")"


@cache
def vocabulary() -> dict[str, str]:
    """Every time word to its kind, and weekdays grown together with a part of the day (Montagmorgen)."""
    known = {row["form"]: row["kind"] for row in rows("time_words") if row["kind"] in _WEAK}
    known |= {row["form"]: row["kind"] for row in rows("time_words") if row["kind"] not in _WEAK}
    parts = words("daypart")
    return known | {day + part: "weekday" for day in words("weekday") for part in parts}
