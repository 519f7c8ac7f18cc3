"""Headline against body: the position that each of them tells of a country."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, guides
from analysis.charts.style import (
    ACCENT,
    INK,
    MARGIN,
    MUTED,
    described,
    each,
    house,
    label_room,
    no_data,
    note,
    sheet,
    unit,
)
from analysis.countries import country
from analysis.records import SCORES
from analysis.trends.headlines import BODY, BOTH

ROW = 0.22  # inches
MOST = 30  # rows; with more cases than this, a row is a country
HEAD = 0.24  # inches above the plot for the names of the positions
COUNTS = {"cases": 0.4, "closer": 0.45, "farther": 0.5}  # inches of the columns of numbers
CAVEAT = "A headline is the outlet's: the label of the article comes from its body wherever that tells one."
KEY: list[guides.Entry] = [("◇ headline", None), ("● body", None)]


def marks(table: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """A row for each case with a headline, its mark and the body's on the scale. table: as from `trends.headlines`.

    The last row counts what only bodies tell. With more than MOST cases a row is a country: the means of headline and
    body over the cases in which both tell, and how many of those there are.
    """
    title = findings.headlines(table)
    told = table[table["told"] != BODY]
    few = len(told) <= MOST
    by_country = (
        "" if few else "Means over the cases in which both tell, and how many headlines lie closer or farther. "
    )
    small = note(articles, f"{by_country}{CAVEAT}")
    with house():
        if table.empty:
            return no_data(title, small, "Neither a headline nor a body tells a position")
        rows = _cases(told) if few else _countries(table)
        bodies = int((table["told"] == BODY).sum())
        names = [row["name"] for row in rows] + [f"{bodies:,} in the body only"]
        key = guides.key_lines(KEY)
        axes = sheet(
            title,
            small,
            height=ROW * len(names),
            left=label_room(names),
            right=MARGIN + (0.35 if few else sum(COUNTS.values())),
            bottom=0.08,
            top=HEAD + guides.key_room(key),
        )
        _scale(axes, len(names))
        guides.rows(axes, names)
        for place, row in enumerate(rows):
            _pair(axes, place, row["headline"], row["body"])
        if not few:
            _numbers(axes, rows)
        axes.axhline(len(rows) - 0.5, color=MUTED, linewidth=0.6)
        counts = table.loc[table["told"] == BODY, "body"].value_counts()
        for position, score in SCORES.items():
            number = int(counts.get(position, 0))
            text = axes.text(score, len(rows), f"{number:,}", color=INK if number else "#8c8c8c")
            text.set(ha="center", va="center_baseline", bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})
        guides.key(axes, key, lift=HEAD)
        return described(axes, f"{title}. {_told(rows, bodies, few=few)}.")


def _cases(told: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{country(case.country)}, no. {case.no}",
            "headline": SCORES[case.headline],
            "body": SCORES[case.body] if case.told == BOTH else None,
        }
        for case in each(told)
    ]


def _countries(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Means by country, the one whose headlines are furthest above its bodies first; those beyond MOST share a row."""
    both = table[table["told"] == BOTH]
    often = both["country"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    tail = often.index[MOST - 1 :] if len(often) > MOST else often.index[:0]
    others = f"{len(tail):,} others"
    scores = pd.DataFrame(
        {
            "name": [others if code in tail else country(code) for code in both["country"]],
            "headline": both["headline"].map(SCORES).astype(float),
            "body": both["body"].map(SCORES).astype(float),
            "steps": both["steps"].astype(int),
        }
    )
    grouped = scores.groupby("name", sort=False)
    rows = (
        grouped[["headline", "body"]]
        .mean()
        .assign(
            cases=grouped.size(),
            closer=grouped["steps"].agg(lambda steps: int((steps > 0).sum())),
            farther=grouped["steps"].agg(lambda steps: int((steps < 0).sum())),
        )
    )
    rows = rows.assign(last=rows.index == others, apart=rows["headline"] - rows["body"]).reset_index()
    rows = rows.sort_values(["last", "apart", "cases", "name"], ascending=[True, False, False, True])
    return list(rows.drop(columns=["last", "apart"]).to_dict("records"))


def _scale(axes: Axes, rows: int) -> None:
    """The five positions along the top."""
    axes.set_xlim(-2.4, 2.4)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xticks(list(SCORES.values()), list(SCORES))
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.grid(axis="x")
    axes.spines[:].set_visible(False)


def _pair(axes: Axes, place: int, headline: float, body: float | None) -> None:
    """The two marks on their row; one in the other where they agree."""
    if body is not None:
        axes.plot([headline, body], [place, place], color=MUTED, linewidth=1.2, zorder=2)
    axes.plot(
        headline,
        place,
        "D",
        markersize=7.5,
        markerfacecolor="white",
        markeredgecolor=INK,
        markeredgewidth=1.2,
        zorder=3,
    )
    if body is None:
        across, _ = unit(axes)
        side = 1 if headline < 2 else -1
        text = axes.text(headline + side * 0.11 / across, place, "not in the body", size=7, color=MUTED)
        text.set(ha="left" if side > 0 else "right", va="center_baseline")
    else:
        axes.plot(body, place, "o", markersize=4.2, color=ACCENT, zorder=4)


def _numbers(axes: Axes, rows: list[dict[str, Any]]) -> None:
    across, _ = unit(axes)
    at = axes.get_xlim()[1]
    for name, width in COUNTS.items():
        at += width / across
        axes.text(at, -0.6, name, ha="right", va="bottom", size=6.5, color=MUTED)
        for place, row in enumerate(rows):
            axes.text(at, place, f"{row[name]:,}", ha="right", va="center_baseline", size=7)


def _told(rows: list[dict[str, Any]], bodies: int, *, few: bool) -> str:
    told = []
    names = {score: position for position, score in SCORES.items()}
    for row in rows:
        if not few:
            told.append(
                f"{row['name']}: headline {row['headline']:.1f}, body {row['body']:.1f} in {row['cases']:,} cases"
            )
        else:
            body = "nothing" if row["body"] is None else names[row["body"]]
            told.append(f"{row['name']}: headline {names[row['headline']]}, body {body}")
    return "; ".join([*told, f"{bodies:,} positions in the body only"])
