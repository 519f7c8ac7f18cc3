"""Positions and attention over time: dates as intervals, gaps left open."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts import findings, glyphs, guides
from analysis.charts.guides import DAY, num, time_axis
from analysis.charts.style import (
    ACCENT,
    GUIDE,
    INK,
    MARKS,
    MUTED,
    described,
    each,
    house,
    label_room,
    no_data,
    note,
    sheet,
)
from analysis.countries import country
from analysis.trends.chronology import when

MARKED = 60  # up to so many labels each bar carries its sign
DRAWN = 8  # countries in the picture of attention
LANES, DEPTH = 18, 7.2  # countries with a lane; inches of all together at most
STEP, READABLE = 0.13, 0.1  # inches from one step of the scale to the next, and the least that keep signs apart
SIGN: dict[str, Any] = {"size": 6.5, "weight": "bold"}  # of the words beside a bar
GAP = 0.1  # inches between the labels of two lanes
SPARE = 0.5  # inches to the right of the last day for the signs of its bars


def lanes(labels: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """One lane per country; each dated label a bar as long as its date is uncertain, higher the more it backs troops.

    labels: as from `trends.dated`; articles: as from `trends.numbered`. Nothing is drawn between two labels. A lane is
    as high as its labels differ. Countries beyond LANES, those with the fewest labels, share the last lane.
    """
    placed = articles["published_earliest"].notna() | articles["article_id"].isin(labels["article_id"])
    undated = int((~placed).sum()) if len(articles) else 0
    left_out = f"{undated:,} without a date left out. " if undated else ""
    rows = _by_lane(labels)
    spans = [int(lane["score"].max() - lane["score"].min()) + 1 for lane in rows]
    step = min(STEP, (DEPTH - GAP * len(rows)) / max(1, sum(spans)))
    marked = len(labels) <= MARKED and step >= READABLE
    title = findings.moves_title(labels)
    small = note(
        articles,
        f"{left_out}A bar spans the days on which its article can have appeared, or that it tells of as earlier, not "
        f"how long a position was held{'; in brackets, the number of the article' if marked else ''}.",
    )
    with house():
        if labels.empty:
            return no_data(title, small, "No dated position to draw")
        sizes = [(lane["country"].nunique(), lane["country"].iloc[0]) for lane in rows]
        names = [country(code) if size == 1 else f"{size:,} others" for size, code in sizes]
        key = guides.key_lines(*glyphs.key(True, ("! contradicted in the same article", None)))
        height, top = step * sum(spans) + GAP * len(rows), guides.key_room(key)
        axes = sheet(title, small, height=height, left=label_room(names), bottom=0.36, top=top)
        time_axis(axes, articles, also=labels[["earliest", "latest"]].stack(), spare=SPARE if marked else 0.0)
        axes.set_ylim(height, 0)
        edge, middles = 0.0, []
        for lane, span, (size, _) in zip(rows, spans, sizes, strict=True):
            axes.axhline(edge, color=GUIDE, linewidth=0.5)
            zero = edge + GAP / 2 + step * (lane["score"].max() + 0.5)  # where `conditional` lies, in the lane or not
            if lane["score"].min() <= 0 <= lane["score"].max():
                axes.axhline(zero, color=GUIDE, linewidth=0.5, linestyle=(0, (1, 3)))
            for score, level in lane.groupby("score", sort=False):
                _level(axes, level, zero - step * score, step, marked=marked and size == 1)
            middles.append(edge + (GAP + step * span) / 2)
            edge += GAP + step * span
        axes.set_yticks(middles, names)
        guides.key(axes, key)
        told = "; ".join(
            f"{country(code)}: "
            + ", ".join(f"{x.position} ({x.certainty}) {when(x.earliest, x.latest)}" for x in each(group))
            for code, group in labels.groupby("country", sort=False)
        )
        return described(
            axes, f"{title}. {told if len(labels) <= MARKED else f'{len(labels):,} labels, in the table'}."
        )


def _by_lane(labels: pd.DataFrame) -> list[pd.DataFrame]:
    """The labels of each lane: countries by how many they have, then by how much they back troops; the rest in one."""
    means = labels.groupby("country", sort=False)["score"].agg(["size", "mean"])
    means = means.sort_values(["size", "mean"], ascending=False, kind="stable")
    single = means.index if len(means) <= LANES else means.index[: LANES - 1]
    lanes = [labels[labels["country"] == code] for code in single]
    tail = labels[~labels["country"].isin(single)]
    return [*lanes, tail] if len(tail) else lanes


def attention(table: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Mentions per 1,000 words by quarter, the DRAWN most mentioned countries. table: as from `trends.attention`.

    A box is the quarter and the 95 % limits, the line in it the rate; an open circle is a zero; grey is no article.
    """
    title = f"Attention by quarter: {findings.gaps(table)}"
    unplaced = findings.unplaced(table, articles)
    small = note(
        articles,
        f"{unplaced}Numbers: mentions per 1,000 words. Hatched: no article, nothing known; circle: articles, no "
        "mention. Boxes: 95 % limits (exact Poisson, widened for how much articles differ); arrow: they go on. Scales "
        "differ.",
    )
    with house():
        if table.empty:
            return no_data(title, small, "No mentions to draw")
        codes = list(table["country"].drop_duplicates())[:DRAWN]
        names = [country(code) for code in codes]
        axes = sheet(title, small, height=0.62 * len(codes), left=label_room(names), bottom=0.36, top=0.2)
        time_axis(axes, articles)
        axes.set_ylim(len(codes), 0)
        first = table[table["country"] == codes[0]]
        for period in each(first):
            x, width = _span(period)
            axes.text(x + width / 2, -0.06, f"n = {period.articles:,}", size=7, color=MUTED, ha="center", va="bottom")
            if period.state == "gap":
                box = Rectangle((x, 0), width, len(codes), facecolor="#f6f6f6", edgecolor="white", hatch="////")
                box.set(hatchcolor=GUIDE, linewidth=0, gid="gap")
                axes.add_patch(box)
        for place, code in enumerate(codes):
            axes.axhline(place + 1, color=MUTED, linewidth=0.5)
            _attention_lane(axes, table[table["country"] == code], place)
        axes.set_yticks([place + 0.5 for place in range(len(codes))], names)
        told = "; ".join(
            f"{country(code)}: " + ", ".join(_rate(row) for row in each(group))
            for code, group in table[table["country"].isin(codes)].groupby("country", sort=False)
        )
        return described(axes, f"{title}. Mentions per 1,000 words: {told}.")


def _level(axes: Axes, level: pd.DataFrame, y: float, step: float, *, marked: bool) -> None:
    """The labels of one lane and position around `y`; of bars that share days each has a slice of the height."""
    clusters = _clusters(level)
    for cluster in clusters:
        slices = len(cluster) if marked else 1
        for place, label in enumerate(cluster):
            height = step * 0.84 / slices
            top = y - step * 0.42 + (height * place if marked else 0)
            start, end = num(label.earliest), num(label.latest + DAY)
            bar = Rectangle(
                (start, top), end - start, height, **{**glyphs.look(label.position, label.certainty), "linewidth": 0.8}
            )
            bar.set_gid(f"{label.position}-{label.certainty}")
            axes.add_patch(bar)
    if marked:
        for labels in _apart(axes, clusters):
            guides.beside(axes, _ends(labels), y, _sign(labels), **SIGN)


def _apart(axes: Axes, clusters: list[list[Any]]) -> list[list[Any]]:
    """The clusters, those together whose signs would lie on one another, or on the other's bars."""
    found: list[list[Any]] = []
    for cluster in clusters:
        found.append(cluster)
        while len(found) > 1 and _reach(axes, found[-1])[0] < _reach(axes, found[-2])[1]:
            found[-2:] = [found[-2] + found[-1]]
    return found


def _reach(axes: Axes, labels: list[Any]) -> tuple[float, float]:
    """From and to where the bars of these labels reach with their sign."""
    return guides.beside_room(axes, _ends(labels), _sign(labels), size=SIGN["size"], bold=True)[1]


def _ends(labels: list[Any]) -> tuple[float, float]:
    return num(min(label.earliest for label in labels)), num(max(label.latest for label in labels) + DAY)


def _sign(labels: list[Any]) -> str:
    """The mark of the position, ! where one of them is contradicted, the numbers of the articles."""
    torn = "!" if any(label.contradictory == "yes" for label in labels) else ""
    numbers = [f"{label.no}" for label in labels]
    return f"{MARKS[labels[0].position]}{torn} ({', '.join([*numbers[:3], *(['…'] if len(numbers) > 3 else [])])})"


def _clusters(level: pd.DataFrame) -> list[list[Any]]:
    """Labels in the order of time, those whose bars share days together."""
    found: list[list[Any]] = []
    reach = pd.Timestamp.min
    for label in each(level.sort_values(["earliest", "no"])):
        if label.earliest > reach:
            found.append([])
        found[-1].append(label)
        reach = max(reach, label.latest)
    return found


def _attention_lane(axes: Axes, rows: pd.DataFrame, place: int) -> None:
    """Rates in the lane's own scale, which ends at the highest limit or at three times the highest rate."""
    top = min(rows["high"].max(), 3 * rows["per_1000"].max()) if rows["per_1000"].max() > 0 else rows["high"].max()
    for row in each(rows[rows["state"] != "gap"]):
        x, width = _span(row)
        base, unit = place + 1, 0.8 / top
        high = min(row.high, top)
        box = Rectangle(
            (x, base - high * unit), width, (high - row.low) * unit, facecolor=ACCENT, alpha=0.25, linewidth=0
        )
        axes.add_patch(box)
        if row.high > top:
            axes.plot(x + width / 2, base - 0.84, "^", color=ACCENT, markersize=3)
        if row.state == "zero":
            axes.plot(
                x + width / 2, base, "o", markerfacecolor="white", markeredgecolor=INK, markersize=4, clip_on=False
            )
            continue
        level = base - row.per_1000 * unit
        axes.hlines(level, x, x + width, color=INK, linewidth=1.4)
        axes.annotate(
            f"{row.per_1000:.1f}", (x + width / 2, level), (0, 2), textcoords="offset points", size=7, ha="center"
        )


def _span(period: Any) -> tuple[float, float]:
    start = num(period.earliest)
    return start, num(period.latest + DAY) - start


def _rate(row: Any) -> str:
    if row.state == "gap":
        return f"{row.period} no article"
    return f"{row.period} {row.per_1000:.1f} ({row.low:.1f} to {row.high:.1f})"
