"""Sets of articles that were written for tests and coded by hand, and the history of scores on them.

A set is a folder with texts/ and positions.csv, mentions.csv, dates.csv. Its first score, taken before anybody had read
it, is the only one that tells how the rules do on articles they were not written for.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.agreement.measures import detection, score
from analysis.agreement.pairs import compare, no_reference, read_reference
from analysis.coding import ROOT, load_or_code
from analysis.columns import COLUMNS
from analysis.tables import Tables

SETS = ROOT / "tests" / "packets"
HISTORY = ROOT / "tests" / "evaluation_history.csv"

_WORDS = ("date", "version", "set", "sight", "note")
_COUNTS = ("articles", "required", "coded", "matched")
#: The measures that the history keeps.
MEASURED = ("detection_precision", "detection_recall", "exact", "ordinal_alpha", "certainty", "joint_f1")
_READING = ("mentions_f1", "dates_right")
#: The columns of the history.
SCORED = (*_WORDS[:4], *_COUNTS, *MEASURED, *_READING, "note")


@dataclass(frozen=True)
class DevelopmentSet:
    """One set: where its texts are, and what coders found in them.

    positions: as from `read_reference`; mentions: article_id, country, optional; dates: article_id, date (YYYY-MM-DD,
    YYYY-MM, or empty where the text gives none). articles: the ids of all its texts.
    """

    name: str
    texts: Path
    articles: tuple[str, ...]
    positions: pd.DataFrame
    mentions: pd.DataFrame
    dates: pd.DataFrame


def development_sets(folder: Path = SETS) -> list[DevelopmentSet]:
    """All sets below a folder, by name; an empty list where there is none. Raises ValueError where two share an id."""
    found = [_set(file.parent) for file in sorted(folder.glob("*/positions.csv"))]
    ids = pd.Series([article for one in found for article in one.articles], dtype="str")
    if ids.duplicated().any():
        raise ValueError(f"two sets have an article {ids[ids.duplicated()].iloc[0]}")
    return found


def _set(folder: Path) -> DevelopmentSet:
    texts = folder / "texts"
    articles = tuple(sorted(file.stem for file in texts.iterdir()))
    positions = read_reference(folder / "positions.csv")
    mentions, dates = (_table(folder / f"{name}.csv") for name in ("mentions", "dates"))
    for name, table in (("positions", positions), ("mentions", mentions), ("dates", dates)):
        strangers = set(table["article_id"]) - set(articles)
        if strangers:
            raise ValueError(f"set {folder.name}, {name}.csv: no text {min(strangers)}")
    return DevelopmentSet(f"set {folder.name}", texts, articles, positions, mentions, dates)


def _table(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype="str", keep_default_na=False, encoding="utf-8-sig").rename(
        columns={"id": "article_id"}
    )


def code_sets(sets: Sequence[DevelopmentSet]) -> Tables:
    """The coded tables of all sets in one; empty tables where there is no set."""
    coded = [load_or_code(one.texts) for one in sets]
    return {
        name: pd.concat([tables[name] for tables in coded], ignore_index=True)
        if coded
        else pd.DataFrame(columns=list(columns), dtype="str")
        for name, (_, columns) in COLUMNS.items()
    }


def compare_sets(sets: Sequence[DevelopmentSet], positions: pd.DataFrame) -> pd.DataFrame:
    """The sets' coding by hand beside these positions: `set`, then the columns of `pairs.compare`."""
    parts = [compare(one.positions, positions, one.articles).assign(set=one.name) for one in sets]
    table = pd.concat(parts or [compare(no_reference(), positions).assign(set="")], ignore_index=True)
    return table[["set", *table.columns.drop("set")]]


def now(sets: Sequence[DevelopmentSet], tables: Tables) -> pd.DataFrame:
    """The scores of every set as coded now: set, then the counts, shares and reading of SCORED.

    tables: as from `code_sets`.
    """
    rows = []
    for one in sets:
        scores = score(compare(one.positions, tables["positions"], one.articles))
        reading = {
            "mentions_f1": detection(one.mentions, tables["mentions"])["f1"],
            "dates_right": dates_right(one.dates, tables["articles"]),
        }
        rows.append({"set": one.name, "articles": len(one.articles), **scores, **reading})
    return pd.DataFrame(rows, columns=["set", *_COUNTS, *MEASURED, *_READING])


def dates_right(dates: pd.DataFrame, articles: pd.DataFrame) -> float:
    """Share of the articles with a date in `dates` whose coded interval lies within that day or month; NaN without any.

    An interval that reaches beyond the day or month counts as wrong here, though it may be true.
    """
    known = dates[dates["date"] != ""].merge(articles, on="article_id", how="left", validate="one_to_one")
    if known.empty:
        return math.nan
    first = pd.Series([_bounds(str(date))[0] for date in known["date"]])
    last = pd.Series([_bounds(str(date))[1] for date in known["date"]])
    earliest, latest = known["published_earliest"].fillna(""), known["published_latest"].fillna("9")
    return float(((first <= earliest) & (latest <= last)).mean())


def _bounds(date: str) -> tuple[str, str]:
    """First and last day of a day or month in ISO form; in that form the order of text is the order of time."""
    if len(date) > 7:
        return date, date
    return f"{date}-01", f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]}"


def history(file: Path = HISTORY) -> pd.DataFrame:
    """Scores as they were measured, oldest first: SCORED; no rows without the file. `set` is `set 1`, `set 2` ...

    sight is `first` (before anybody had read the set), `unread` (later, with changed rules, and still unread) or
    `mended` (after its errors had been read); a number that was not measured is NaN. Raises ValueError where a row is
    not of this form.
    """
    if not file.is_file():
        return pd.DataFrame(columns=list(SCORED))
    table = pd.read_csv(file, dtype=dict.fromkeys(_WORDS, "str"), keep_default_na=True)
    if list(table.columns) != list(SCORED):
        raise ValueError(f"{file.name}: expected the columns {', '.join(SCORED)}")
    table[list(_WORDS)] = table[list(_WORDS)].fillna("")
    numbers = table[[*_COUNTS, *MEASURED, *_READING]]
    for line, row in enumerate(table.itertuples(), 2):
        if row.sight not in ("first", "unread", "mended"):
            raise ValueError(f"{file.name}, line {line}: sight is first, unread or mended, not {row.sight!r}")
    for column in numbers:
        if not pd.api.types.is_numeric_dtype(numbers[column]):
            raise ValueError(f"{file.name}: {column} holds a value that is no number")
    if table[table["sight"] == "first"].duplicated("set").any():
        raise ValueError(f"{file.name}: a set has one first sight only")
    return table.assign(set="set " + table["set"])


def first_sight(history: pd.DataFrame) -> dict[str, float]:
    """The first sights of all sets taken together: articles, required, coded, matched, same label, and their shares."""
    rows = history[history["sight"] == "first"]
    counts = {name: int(rows[name].sum()) for name in _COUNTS}
    same = int((rows["matched"] * rows["exact"]).round().sum())
    return {
        **counts,
        "same": same,
        "detection_precision": _share(counts["matched"], counts["coded"]),
        "detection_recall": _share(counts["matched"], counts["required"]),
        "exact": _share(same, counts["matched"]),
        "joint_f1": _share(2 * same, counts["required"] + counts["coded"]),
    }


def coders(folder: Path = SETS) -> pd.DataFrame:
    """How well the two coders of the sets agree with each other: measure, low, high, source."""
    file = folder / "coders.csv"
    return pd.read_csv(file) if file.is_file() else pd.DataFrame(columns=["measure", "low", "high", "source"])


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
