"""What changes from article to article and from period to period."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.charts.findings.words import number, some
from analysis.charts.style import each, listed
from analysis.countries import country
from analysis.trends import when


def moves(shifts: pd.DataFrame, labels: pd.DataFrame) -> str:
    """How many changes there are, and which are clear. shifts, labels: as from `trends.changes`, `trends.dated`."""
    if labels.empty:
        return "No dated position was found"
    if shifts.empty:
        return "No country's label changes from one article to the next"
    firm = shifts[shifts["clear"] == "yes"]
    told = [f"{country(row[0])} from {row[1]} to {row[2]}" for row in each(firm.head(4))]
    more = [f"{len(firm) - 4:,} more"] if len(firm) > 4 else []
    loose = int((shifts["order"] == "open").sum())
    tellings = f" ({loose:,} of them perhaps two tellings of the same days)" if loose else ""
    return f"{number(len(shifts), 'change')} of label{tellings}, {len(firm):,} clear" + (
        f": {listed([*told, *more])}" if told else ""
    )


def paths(labels: pd.DataFrame) -> str:
    """One line for each country whose labels differ, with all of them in the order of time, as a list in Markdown.

    labels: as from `trends.dated`. Of a label that is not asserted, how it is told, and by whom where that is named.
    """
    lines = []
    for code, group in labels.groupby("country", sort=False):
        if group["position"].nunique() > 1:
            steps = [f"{row.position} ({when(row.earliest, row.latest)}{_told(row)})" for row in each(group)]
            lines.append(f"- {country(str(code))}: {' → '.join(steps)}")
    return "\n".join(lines) if lines else "No country has two different labels."


def _told(label: Any) -> str:
    by = f" by {label.speaker}" if label.speaker else ""
    return "" if label.certainty == "asserted" else f", {label.certainty}{by}"


def moves_title(labels: pd.DataFrame) -> str:
    """Whose labels are the same in every dated article, whose are not. labels: as from `trends.dated`."""
    if labels.empty:
        return "No dated position was found"
    kinds = labels.groupby("country", sort=False)["position"].agg(["size", "nunique"])
    several = kinds[kinds["size"] > 1]
    steady = list(several.index[several["nunique"] == 1])
    mixed = list(several.index[several["nunique"] > 1])
    if not len(several):
        return "No country has a label in more than one dated article"
    parts = [
        f"Labels differ between articles for {some(mixed)}" if mixed else "",
        f"the same in every article for {some(steady)}" if steady else "",
    ]
    text = "; ".join(filter(None, parts))
    return text[0].upper() + text[1:]


def unplaced(attention: pd.DataFrame, articles: pd.DataFrame) -> str:
    """Articles that no quarter can claim. attention: as from `trends.attention`."""
    inside = int(attention.drop_duplicates("period")["articles"].sum())
    left = len(articles) - inside if len(attention) else 0
    return f"{number(left, 'article')} without a date or astride two periods left out. " if left else ""


def gaps(attention: pd.DataFrame) -> str:
    """Which periods hold articles. attention: as from `trends.attention`."""
    if attention.empty:
        return "No country is mentioned"
    each = attention.drop_duplicates("period")
    empty = each.loc[each["state"] == "gap", "period"]
    return f"{len(each) - len(empty):,} of {len(each):,} quarters surely hold articles" + (
        f"; nothing is known of {listed(list(empty))}" if 0 < len(empty) <= 6 else ""
    )
