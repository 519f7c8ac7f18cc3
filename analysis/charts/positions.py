"""Who stands where: the matrix of countries and articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, glyphs, guides
from analysis.charts.style import (
    MARGIN,
    MARKS,
    MUTED,
    WIDTH,
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
from analysis.trends import NO_POSITION

ROW = 0.24  # inches
MOST = 30  # countries with a row of their own; the rest share one
NUMBERED = 24  # up to so many articles every cell is one article
GROUPS = 20  # columns of the picture of more articles
SIZE = 0.86  # of a cell in its row and column
HEAD = 0.15  # inches between the key and the cells for the heads of the numbers
COUNTS = {"labels": 0.42, "asserted": 0.52, "contradicted": 0.72}  # inches of the columns of numbers
CAVEAT = (
    "Lines part countries that lean to yes, to neither, to no. No position found is no neutral position. Labels are "
    "what the articles report."
)


def matrix(cells: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Countries by mean score, articles by date. cells: as from `trends.matrix`, articles: as from `trends.numbered`.

    Colour and sign give the position; filled cells are asserted, hatched ones reported, hollow ones speculative; a
    split cell holds the label and what contradicts it in the same article. With more than NUMBERED articles a column is
    a stretch of articles, and a cell the shares of their labels. Countries beyond MOST, those with the fewest labels,
    share the last row.
    """
    few = len(articles) <= NUMBERED
    title = findings.stands(cells)
    small = note(articles, f"{_explained(len(articles), few)} {CAVEAT}")
    with house():
        if cells.empty:
            return no_data(title, small, "No country is mentioned")
        names = _names(cells)
        shown = list(names.unique())
        cells = cells.assign(row=cells["country"].map(names.map(shown.index)))
        left, right = label_room(shown), MARGIN if few else MARGIN + sum(COUNTS.values())
        texts = guides.column_texts(list(articles["label"]), WIDTH - left - right) if few else _starts(articles)
        more = [(glyphs.SPLIT, None)] if few else []
        key = guides.key_lines(*glyphs.key(few, *more, dot=True))
        axes = sheet(
            title,
            small,
            height=ROW * len(shown),
            left=left,
            right=right,
            bottom=guides.column_room(texts),
            top=guides.key_room(key) + (0 if few else HEAD),
        )
        axes.set_xlim(-0.5, len(texts) - 0.5)
        guides.rows(axes, shown)
        guides.columns(axes, texts)
        _part(axes, cells)
        if few:
            _singly(axes, cells, len(shown) - 1 if names.nunique() < len(names) else len(shown))
        else:
            _in_stretches(axes, cells, len(articles))
            _count(axes, cells)
        axes.spines[:].set_visible(False)
        guides.key(axes, key, lift=0 if few else HEAD)
        return described(axes, f"{title}. {'; '.join(_told(cells, shown, few=few))}.")


def _explained(count: int, few: bool) -> str:
    if few:
        return "One cell is one article's label for one country."
    return (
        f"A cell stands for about {count / GROUPS:.0f} articles in the order of dates; its bands are the shares of "
        "labels in those that mention the country. Numbers at the right: over all articles."
    )


def _names(cells: pd.DataFrame) -> pd.Series:
    """The name of the row of each country, from the first row to the last; those beyond MOST share the last."""
    counts = cells.assign(labelled=cells["position"] != NO_POSITION).groupby("country", sort=False)["labelled"]
    often = counts.agg(["sum", "size"]).sort_values(["sum", "size"], ascending=False, kind="stable")
    tail = often.index[MOST:] if len(often) > MOST + 1 else often.index[:0]
    order = [*(code for code in cells["country"].unique() if code not in tail), *tail]
    names = [country(code) for code in order[: len(order) - len(tail)]] + [f"{len(tail):,} others"] * len(tail)
    return pd.Series(names, order, dtype="str")


def _part(axes: Axes, cells: pd.DataFrame) -> None:
    """Lines between countries that lean to yes, to neither and to no, those without a position, and the others."""
    means = cells.groupby("row")["score"].mean().astype("float64")
    single = cells.groupby("row")["country"].nunique() == 1
    leaning = np.select([~single, means.isna(), means >= 1, means <= -1], [4, 3, 0, 2], default=1)
    for row in np.flatnonzero(np.diff(leaning)):
        axes.axhline(row + 0.5, color=MUTED, linewidth=0.6)


def _singly(axes: Axes, cells: pd.DataFrame, tail: int) -> None:
    """Each cell one article's label; from the row `tail` on, the shares of several countries."""
    for one in each(cells[cells["row"] < tail]):
        box, ours = _box(one.no - 1, one.row), (one.position, one.certainty)
        if one.position == NO_POSITION:
            axes.text(one.no - 1, one.row, MARKS[NO_POSITION], ha="center", va="center_baseline", color=MUTED)
        elif one.opposing:
            glyphs.split(axes, box, ours, (one.opposing, one.opposing_certainty))
        else:
            glyphs.label(axes, box, *ours)
    for (row, no), group in cells[cells["row"] >= tail].groupby(["row", "no"]):
        glyphs.bands(axes, _box(no - 1, row), _shares(group))


def _in_stretches(axes: Axes, cells: pd.DataFrame, count: int) -> None:
    """Each cell the shares of the labels of a stretch of articles."""
    for (row, group), labels in cells.groupby(["row", (cells["no"] - 1) * GROUPS // count]):
        glyphs.bands(axes, _box(group, row), _shares(labels))


def _shares(cells: pd.DataFrame) -> list[tuple[str, str, float]]:
    return [(str(position), "asserted", float(n)) for position, n in cells["position"].value_counts().items()]


def _box(column: int, row: int) -> glyphs.Box:
    return (column - SIZE / 2, row - SIZE / 2, SIZE, SIZE)


def _starts(articles: pd.DataFrame) -> list[str]:
    """Under every fourth stretch the number of its first article and, where it is known, the month."""
    firsts = [-(-len(articles) * group // GROUPS) for group in range(GROUPS)]
    days = articles["published_earliest"].iloc[firsts]
    months = ["" if pd.isna(day) else f"\n{day:%b %Y}" for day in days]
    return [
        f"{first + 1}{month}" if group % 4 == 0 else ""
        for group, (first, month) in enumerate(zip(firsts, months, strict=True))
    ]


def _count(axes: Axes, cells: pd.DataFrame) -> None:
    """Columns of numbers at the right: labels, and how many of them are asserted and contradicted."""
    labels = cells[cells["position"] != NO_POSITION]
    numbers = pd.DataFrame(
        {
            "labels": labels["row"].value_counts(),
            "asserted": labels.loc[labels["certainty"] == "asserted", "row"].value_counts(),
            "contradicted": labels.loc[labels["contradictory"] == "yes", "row"].value_counts(),
        }
    ).reindex(cells["row"].unique())
    across, _ = unit(axes)
    at = GROUPS - 0.5
    for name, width in COUNTS.items():
        at += width / across
        axes.text(at, -0.55, name, ha="right", va="bottom", size=6.5, color=MUTED)
        for row, number in numbers[name].fillna(0).items():
            axes.text(at, row, f"{number:,.0f}", ha="right", va="center_baseline", size=7)


def _told(cells: pd.DataFrame, names: list[str], *, few: bool) -> Iterator[str]:
    """One phrase for each row."""
    for row, group in cells.groupby("row"):
        if few:
            yield f"{names[row]}: " + ", ".join(f"{_said(one)} in no. {one.no}" for one in each(group))
        else:
            counts = group["position"].value_counts().items()
            yield f"{names[row]}: " + ", ".join(f"{number:,} {position}" for position, number in counts)


def _said(one: Any) -> str:
    if one.position == NO_POSITION:
        return NO_POSITION
    torn = f", contradicted by {one.opposing}" if one.opposing else ""
    return f"{one.position} ({one.certainty}{torn})"
