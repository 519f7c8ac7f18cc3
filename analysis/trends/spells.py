"""Stretches in which a country's label stays the same or nothing is known, and what is known of when it changed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

NO_DATA = "no data"
DAY = pd.Timedelta(days=1)
SILENCE = 31  # days without an article that end a spell: a month, the coarsest date that a page gives

SPELLS = ("country", "position", "earliest", "latest", "articles")


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
    """One row per country and stretch of articles with the same label, and one per silence between two (SPELLS).

    labels: as from `dated`. earliest and latest are the first and last day on which its articles can have appeared;
    they bound what was read, not how long the position was held. Between two spells, where there is a day on which no
    article with a label of the country can have appeared, stands a row with the position NO_DATA, its first and last
    such day, and 0 articles. More than SILENCE such days end a spell also where the label after them is the same.
    Before the first and after the last article nothing is known either; no row says so.
    """
    rows: list[dict[str, Any]] = []
    for country, group in labels.groupby("country", sort=False):
        # An article that may be later than the next one still keeps the days before it from being silent.
        since, until = group["published_latest"].cummax().shift(), group["published_earliest"][::-1].cummin()[::-1]
        position = ""
        for label, last, following in zip(group.to_dict("records"), since, until, strict=True):
            silent = (following - last).days - 1 if position else 0
            if label["position"] == position and silent <= SILENCE:
                rows[-1]["latest"] = max(rows[-1]["latest"], label["published_latest"])
                rows[-1]["earliest"] = min(rows[-1]["earliest"], label["published_earliest"])
                rows[-1]["articles"] += 1
                continue
            if silent > 0:
                rows.append(dict(zip(SPELLS, (country, NO_DATA, last + DAY, following - DAY, 0), strict=True)))
            position = label["position"]
            days = (label["published_earliest"], label["published_latest"])
            rows.append(dict(zip(SPELLS, (country, position, *days, 1), strict=True)))
    return pd.DataFrame(rows, columns=list(SPELLS))


def runs(labels: pd.DataFrame) -> pd.Series:
    """A number by label that grows whenever the country or its label differs from the row above; 1 for the first.

    labels: as from `dated`. From one run to the next of the same country is a change.
    """
    differs = (labels["country"] != labels["country"].shift()) | (labels["position"] != labels["position"].shift())
    return differs.cumsum()


CHANGES = (
    "country",
    "from",
    "to",
    "steps",
    "earliest",
    "latest",
    "order",
    "robust",
    "article_before",
    "article_after",
    "sentence_before",
    "sentence_after",
)


def changes(labels: pd.DataFrame) -> pd.DataFrame:
    """One row per country and change of label from one dated article to the next (CHANGES).

    The change cannot lie before the first of the two articles can have appeared (earliest), nor after the second must
    have (latest). order is `certain` where the first surely appeared before the second, `open` where their intervals
    overlap: then both labels may be of the same day, and the change no change but two tellings. robust is yes where
    the order is certain, both labels are asserted, neither article contradicts itself, and no article that may be of
    the same days as either gives the country another label; `robustness` asks more. steps: score after less score
    before, -4 to 4. The sentences are those that decided the two labels, in the articles of these ids.
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
                    "article_before": a["article_id"],
                    "article_after": b["article_id"],
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
