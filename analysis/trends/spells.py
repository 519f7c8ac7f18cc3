"""Stretches in which a country's label stays the same or nothing is known, and what is known of when it changed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.countries import by_name

NO_DATA = "no data"
DAY = pd.Timedelta(days=1)
SILENCE = 31  # days without an article that end a spell: a month, the coarsest date that a page gives

SPELLS = ("country", "position", "earliest", "latest", "articles")


def dated(evidence: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The labels with a date: countries by their mean score, highest first, each in the order of time.

    evidence: as from `evidence.evidence`, or `evidence.with_earlier`; articles: as from `chronology.numbered`. Adds no,
    label, published_earliest, published_latest, and earliest and latest: the days on which the article can have
    appeared, or those that the statement is about where it is told as earlier or the article's date is unknown. What
    has neither has no place on a time axis and drops out here.
    """
    known = articles[["article_id", "no", "label", "published_earliest", "published_latest"]]
    table = evidence.merge(known, on="article_id", how="inner", validate="many_to_one")
    told = (table["about_earliest"] != "") & ((table["earlier"] == "yes") | table["published_earliest"].isna())
    for end in ("earliest", "latest"):
        about = pd.to_datetime(table[f"about_{end}"].where(told, None), format="%Y-%m-%d")
        table[end] = table[f"published_{end}"].mask(told, about)
    table = table[table["earliest"].notna()]
    middle = table["earliest"] + (table["latest"] - table["earliest"]) / 2
    backing = -table.groupby("country")["score"].transform("mean")
    table = table.assign(backing=backing, middle=middle, now=table["earlier"] != "yes")
    order = ["backing", "country", "middle", "earliest", "no", "now"]
    return table.sort_values(order, key=by_name).drop(columns=["backing", "middle", "now"]).reset_index(drop=True)


def spells(labels: pd.DataFrame) -> pd.DataFrame:
    """One row per country and stretch of labels that are the same, and one per silence between two (SPELLS).

    labels: as from `dated`. earliest and latest are the first and last day of which its labels can be; they bound what
    was read, not how long the position was held. articles: how many the labels are from. Between two spells, where
    there is a day of which no label of the country can be, stands a row with the position NO_DATA, its first and last
    such day, and 0 articles. More than SILENCE such days end a spell also where the label after them is the same.
    Before the first and after the last label nothing is known either; no row says so.
    """
    rows: list[dict[str, Any]] = []
    for country, group in labels.groupby("country", sort=False):
        # A label that may be of later days than the next one still keeps the days before it from being silent.
        since, until = group["latest"].cummax().shift(), group["earliest"][::-1].cummin()[::-1]
        position = ""
        articles: set[str] = set()
        for label, last, following in zip(group.to_dict("records"), since, until, strict=True):
            silent = (following - last).days - 1 if position else 0
            if label["position"] != position or silent > SILENCE:
                if silent > 0:
                    rows.append(dict(zip(SPELLS, (country, NO_DATA, last + DAY, following - DAY, 0), strict=True)))
                position, articles = label["position"], set()
                days = (label["earliest"], label["latest"])
                rows.append(dict(zip(SPELLS, (country, position, *days, 0), strict=True)))
            articles.add(label["article_id"])
            spell = rows[-1]
            spell["earliest"] = min(spell["earliest"], label["earliest"])
            spell["latest"] = max(spell["latest"], label["latest"])
            spell["articles"] = len(articles)
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
    "clear",
    "article_before",
    "article_after",
    "speaker_before",
    "speaker_after",
    "sentence_before",
    "sentence_after",
)


def changes(labels: pd.DataFrame) -> pd.DataFrame:
    """One row per country and change from one dated label to the next (CHANGES).

    The change cannot lie before the days of the first label begin (earliest), nor after those of the second end
    (latest). order is `certain` where the first days surely end before the second begin, or where one article tells
    the first label as earlier than its own time and the second as of it; it is `open` where the days overlap: then both
    labels may be of the same day, and the change no change but two tellings. clear is yes where the order is certain,
    both labels are asserted and uncontradicted, and no other label of the country that may be of the same days as
    either differs from it; `robustness` asks whether it stands without this or that kind of statement. steps: score
    after less score before, -4 to 4. The sentences are those that decided the two labels, in the articles of these ids;
    the speakers are empty where nobody is named.
    """
    rows = []
    for country, group in labels.groupby("country", sort=False):
        records = group.to_dict("records")
        for a, b in pairwise(records):
            if a["position"] == b["position"]:
                continue
            certain = a["latest"] < b["earliest"] or (_told_apart(a, b) and a["earlier"] == "yes")
            plain = all(x["certainty"] == "asserted" and x["contradictory"] == "no" for x in (a, b))
            rows.append(
                {
                    "country": country,
                    "from": a["position"],
                    "to": b["position"],
                    "steps": b["score"] - a["score"],
                    "earliest": min(a["earliest"], b["earliest"]),
                    "latest": max(a["latest"], b["latest"]),
                    "order": "certain" if certain else "open",
                    "clear": "yes" if certain and plain and not any(_disputed(x, records) for x in (a, b)) else "no",
                    "article_before": a["article_id"],
                    "article_after": b["article_id"],
                    "speaker_before": a["speaker"],
                    "speaker_after": b["speaker"],
                    "sentence_before": a["sentence"],
                    "sentence_after": b["sentence"],
                }
            )
    return pd.DataFrame(rows, columns=list(CHANGES))


def _disputed(label: dict[str, Any], records: list[dict[str, Any]]) -> bool:
    """Whether another label that may be of the same days differs."""
    return any(
        other["position"] != label["position"]
        and not _told_apart(label, other)
        and other["earliest"] <= label["latest"]
        and label["earliest"] <= other["latest"]
        for other in records
    )


def _told_apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether one article tells one of the labels as earlier than the other."""
    return bool(one["article_id"] == other["article_id"] and one["earlier"] != other["earlier"])
