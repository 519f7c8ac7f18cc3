"""Stretches in which a country's label stays the same, and what is known of when it changed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd


def dated(evidence: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The labels of articles with a date, in the order of time within each country.

    evidence: as from `evidence.evidence`; articles: as from `chronology.numbered`. Adds no, label, published_earliest
    and published_latest. An article without a date has no place on a time axis and drops out here.
    """
    known = articles.loc[
        articles["published_earliest"].notna(), ["article_id", "no", "label", "published_earliest", "published_latest"]
    ]
    table = evidence.merge(known, on="article_id", how="inner", validate="many_to_one")
    return table.sort_values(["country", "no"]).reset_index(drop=True)


def spells(labels: pd.DataFrame) -> pd.DataFrame:
    """One row per country and stretch of articles with the same label: country, position, earliest, latest, articles.

    labels: as from `dated`. earliest and latest bound what was read, not how long the position was held: nothing is
    known of the time between two articles.
    """
    if labels.empty:
        return pd.DataFrame(columns=["country", "position", "earliest", "latest", "articles"])
    return (
        labels.groupby(["country", _runs(labels).rename("run"), "position"], sort=False)
        .agg(
            earliest=("published_earliest", "min"),
            latest=("published_latest", "max"),
            articles=("article_id", "size"),
        )
        .reset_index()
        .drop(columns="run")
    )


CHANGES = (
    "country",
    "from",
    "to",
    "steps",
    "earliest",
    "latest",
    "order",
    "robust",
    "sentence_before",
    "sentence_after",
)


def changes(labels: pd.DataFrame) -> pd.DataFrame:
    """One row per country and change of label from one dated article to the next (CHANGES).

    The change cannot lie before the first of the two articles can have appeared (earliest), nor after the second must
    have (latest). order is `certain` where the first surely appeared before the second, `open` where their intervals
    overlap: then both labels may be of the same day, and the change no change but two tellings. robust is yes where
    the order is certain, both labels are asserted, neither article contradicts itself, and no article that may be of
    the same days as either gives the country another label. steps: score after less score before, -4 to 4.
    """
    rows = []
    for country, group in labels.groupby("country"):
        records = group.to_dict("records")
        for a, b in pairwise(records):
            if a["position"] == b["position"]:
                continue
            certain = a["published_latest"] < b["published_earliest"]
            plain = all(x["certainty"] == "asserted" and x["contradictory"] == "no" for x in (a, b))
            rows.append(
                {
                    "country": country,
                    "from": a["position"],
                    "to": b["position"],
                    "steps": b["score"] - a["score"],
                    "earliest": min(a["published_earliest"], b["published_earliest"]),
                    "latest": max(a["published_latest"], b["published_latest"]),
                    "order": "certain" if certain else "open",
                    "robust": "yes" if certain and plain and not any(_disputed(x, records) for x in (a, b)) else "no",
                    "sentence_before": a["sentence"],
                    "sentence_after": b["sentence"],
                }
            )
    return pd.DataFrame(rows, columns=list(CHANGES))


def _disputed(label: dict[str, Any], records: list[dict[str, Any]]) -> bool:
    """Whether another article that may be of the same days gives another label."""
    return any(
        other["position"] != label["position"]
        and other["published_earliest"] <= label["published_latest"]
        and label["published_earliest"] <= other["published_latest"]
        for other in records
    )


def _runs(labels: pd.DataFrame) -> pd.Series:
    """A number that grows whenever the country or its label differs from the row above."""
    differs = (labels["country"] != labels["country"].shift()) | (labels["position"] != labels["position"].shift())
    return differs.cumsum()
