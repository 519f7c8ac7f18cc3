"""What must hold of every table, found out where the table is made and not in a chart."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

import pandas as pd

from analysis.columns import COLUMNS
from analysis.records import SCORES

#: What must not stand twice.
_KEYS = {
    "articles": ["article_id"],
    "positions": ["article_id", "country"],
    "events": ["event_id"],
    "tellings": ["event_id", "article_id", "sentence"],
}


def check(tables: Mapping[str, pd.DataFrame]) -> None:
    """Raise ValueError where a table breaks its contract: columns, codes, offsets, keys."""
    check_part(tables)
    check_events(tables["events"]["event_id"], tables["tellings"]["event_id"])


def check_events(held: Iterable[str], told: Iterable[str]) -> None:
    """Raise ValueError where an event is told of without a row, or has a row and nobody tells of it."""
    wrong = set(held) ^ set(told)
    if wrong:
        raise ValueError(f"events and tellings disagree on {sorted(wrong)[0]!r}")


def check_part(tables: Mapping[str, pd.DataFrame], others: Container[str] = ()) -> None:
    """As `check`, of tables that may be a part of larger ones; others: the ids of articles that stand in other parts.

    An article stands with all its rows in one part, but for the events that it tells of.
    """
    for name, (grain, columns) in COLUMNS.items():
        if name not in tables:
            raise ValueError(f"the table {name} is missing")
        if list(tables[name].columns) != list(columns):
            raise ValueError(f"{name}: expected the columns {list(columns)}, found {list(tables[name].columns)}")
        key = _KEYS.get(name)
        if key is not None:
            repeated = tables[name][tables[name].duplicated(key)]
            if len(repeated):
                raise ValueError(f"{name} must have {grain}: {repeated[key].iloc[0].tolist()} stands twice")
    articles = set(tables["articles"]["article_id"])
    for original in tables["articles"]["duplicate_of"]:
        if original and original not in articles and original not in others:
            raise ValueError(f"articles: duplicate_of names {original!r}, which is no article")
    for name in ("mentions", "statements", "positions", "claims", "doubts", "tellings", "removed"):
        strangers = set(tables[name]["article_id"]) - articles
        if strangers:
            raise ValueError(f"{name}: no article has the id {sorted(strangers)[0]!r}")
    for name in ("statements", "positions"):
        wrong = tables[name][tables[name]["score"] != tables[name]["position"].map(SCORES)]
        if len(wrong):
            raise ValueError(f"{name}: score and position disagree in row {wrong.index[0]}")
    for name in ("mentions", "statements", "claims", "doubts", "tellings", "removed"):
        wrong = tables[name][tables[name]["start"] >= tables[name]["end"]]
        if len(wrong):
            raise ValueError(f"{name}: empty span in row {wrong.index[0]}")
    wrong = tables["claims"][tables["claims"]["low"] > tables["claims"]["high"]]
    if len(wrong):
        raise ValueError(f"claims: low is above high in row {wrong.index[0]}")
