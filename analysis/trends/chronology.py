"""Articles in the order of time, where time is known as an interval or not at all."""

from __future__ import annotations

import pandas as pd

from analysis.records import WINDOW, DateRange
from analysis.tables import Tables


def independent(tables: Tables) -> Tables:
    """The tables without articles that repeat another one, word for word or nearly (`duplicate_of`).

    A text printed twice says nothing twice. `trends.counts` sets the numbers with and without it side by side.
    """
    kept = tables["articles"][tables["articles"]["duplicate_of"] == ""]
    return {
        name: table[table["article_id"].isin(kept["article_id"])].reset_index(drop=True)
        if "article_id" in table
        else table
        for name, table in tables.items()
    }


def numbered(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles by date, those without a date last, with `no` from 1, `when` and `label`.

    published_earliest and published_latest become timestamps, NaT where unknown. Articles are ordered by the middle of
    their interval; where two intervals overlap, which came first is not known.
    """
    table = articles.copy()
    for column in ("published_earliest", "published_latest"):
        table[column] = pd.to_datetime(table[column].replace("", None), format="%Y-%m-%d")
    middle = table["published_earliest"] + (table["published_latest"] - table["published_earliest"]) / 2
    table = (
        table.assign(middle=middle)
        .sort_values(["middle", "published_earliest", "article_id"], na_position="last")
        .drop(columns="middle")
        .reset_index(drop=True)
    )
    table.insert(0, "no", pd.Series(range(1, len(table) + 1), dtype="int64"))
    pairs = zip(table["published_earliest"], table["published_latest"], strict=True)
    table["when"] = pd.Series([when(first, last) for first, last in pairs], dtype="str")
    table["label"] = table["no"].astype("str") + " · " + table["when"]
    return table


def events_told(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The table `events` without ids, the articles by their numbers; events that none of them tells of drop out.

    articles: as from `numbered`.
    """
    number = dict(zip(articles["article_id"], articles["no"], strict=True))
    known = [sorted(number[one] for one in ids.split(";") if one in number) for ids in events["articles"]]
    table = events.drop(columns="event_id").assign(articles=[", ".join(map(str, one)) for one in known])
    return table[table["articles"] != ""].reset_index(drop=True)


def before_and_after(articles: pd.DataFrame, day: str) -> tuple[list[str], list[str]]:
    """The article_ids of those that surely appeared before a day (YYYY-MM-DD), and of those from it on.

    articles: as from `numbered`. An article whose interval lies astride the day, or that has none, is in neither.
    """
    first = articles["published_latest"] < pd.Timestamp(day)
    then = articles["published_earliest"] >= pd.Timestamp(day)
    return list(articles.loc[first, "article_id"]), list(articles.loc[then, "article_id"])


def when(earliest: pd.Timestamp, latest: pd.Timestamp) -> str:
    """An interval of days as a reader would write it: `7 Jan 2026`, `4–10 Sep 2025`, `28 Feb – 3 Mar 2025`."""
    if pd.isna(earliest) or pd.isna(latest):
        return "date unknown"
    last = f"{latest.day} {latest:%b %Y}"
    if earliest == latest:
        return last
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{last}"
    if earliest.year == latest.year:
        return f"{earliest.day} {earliest:%b} – {last}"
    return f"{earliest.day} {earliest:%b %Y} – {last}"


def periods(articles: pd.DataFrame, window: DateRange = WINDOW, *, most: int | None = None) -> pd.DataFrame:
    """The calendar quarters of the window, widened to take in every dated article: period, earliest, latest.

    The first and last are cut to the window where no article lies beyond it. most: where there would be more quarters
    than that, half-years, or else years, or else every two, four, eight ... years. articles: as from `numbered`.
    """
    dates = articles[["published_earliest", "published_latest"]].stack()
    first = min([pd.Timestamp(window.earliest), *dates])
    last = max([pd.Timestamp(window.latest), *dates])
    months = 3
    while most and _number(last, months) - _number(first, months) >= most:
        months *= 2
    rows = []
    for number in range(_number(first, months), _number(last, months) + 1):
        start, end = (pd.Timestamp(n * months // 12, n * months % 12 + 1, 1) for n in (number, number + 1))
        name = _period(start.year, start.month, months)
        rows.append((name, max(start, first), min(end - pd.Timedelta(days=1), last)))
    return pd.DataFrame(rows, columns=["period", "earliest", "latest"])


def _number(day: pd.Timestamp, months: int) -> int:
    """How many whole periods of so many months lie before the one that a day is in."""
    return int(day.year * 12 + day.month - 1) // months


def _period(year: int, month: int, months: int) -> str:
    """`2025 Q1`, `2025 H1`, `2025`, `2024–2025`."""
    if months < 12:
        return f"{year} {'Q' if months == 3 else 'H'}{(month - 1) // months + 1}"
    return str(year) if months == 12 else f"{year}–{year + months // 12 - 1}"
