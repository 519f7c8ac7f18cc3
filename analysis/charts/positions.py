"""Who stands where: the matrix of countries and articles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon, Rectangle

from analysis.charts import findings, guides
from analysis.charts.style import (
    DARK,
    FILLS,
    GUIDE,
    INK,
    LINES,
    MARGIN,
    MARKS,
    MUTED,
    SIZE,
    WIDTH,
    country,
    described,
    each,
    house,
    inches,
    label_room,
    no_data,
    note,
    sheet,
)
from analysis.trends import NO_POSITION

ROW = 0.24  # inches
NUMBERED = 24  # up to so many articles every cell is drawn with its sign
CAVEAT = (
    "One cell is one article's label for one country. No position found is no neutral position. Labels are what the "
    "articles report."
)


def matrix(cells: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Countries by mean score, articles by date. cells: as from `trends.matrix`, articles: as from `trends.numbered`.

    Colour and sign give the position; filled cells are asserted, hatched ones reported, hollow ones speculative; a cut
    corner is a contradiction within the article. With more than NUMBERED articles only the colour is drawn.
    """
    title = findings.stands(cells)
    few = len(articles) <= NUMBERED
    small = note(articles, CAVEAT if few else f"{CAVEAT} Too many articles to show certainty: see the table.")
    with house():
        if cells.empty:
            return no_data(title, small, "No country is mentioned")
        codes = list(cells["country"].drop_duplicates())
        names = [country(code) for code in codes]
        left, key = (
            label_room(names),
            guides.key_lines(*position_key(few, "◥ contradicted in the same article", dot=True)),
        )
        texts = guides.column_texts(list(articles["label"]), WIDTH - left - MARGIN)
        axes = sheet(
            title,
            small,
            height=ROW * len(codes),
            left=left,
            bottom=guides.column_room(texts),
            top=guides.key_room(key),
        )
        axes.set_xlim(-0.5, len(articles) - 0.5)
        axes.set_ylim(len(codes) - 0.5, -0.5)
        place = {code: row for row, code in enumerate(codes)}
        if few:
            for cell in each(cells):
                draw_cell(axes, (cell.no - 1, place[cell.country]), cell.position, cell.certainty, cell.contradictory)
        else:
            axes.imshow(_pixels(cells, place, len(articles)), aspect="auto", interpolation="nearest")
        guides.rows(axes, names)
        guides.columns(axes, texts)
        axes.spines[:].set_visible(False)
        guides.key(axes, key)
        told = "; ".join(
            f"{country(code)}: " + ", ".join(f"{_said(c)} in no. {c.no}" for c in each(group))
            for code, group in cells.groupby("country", sort=False)
        )
        return described(axes, f"{title}. {told if few else f'{len(cells):,} cells, listed in the table'}.")


def draw_cell(
    axes: Axes, at: tuple[float, float], position: str, certainty: str, contradictory: str, size: float = 0.86
) -> None:
    """One cell around `at` (x, y), `size` of its row and column."""
    x, y = at
    if position == NO_POSITION:
        axes.text(x, y, MARKS[NO_POSITION], ha="center", va="center", color=MUTED)
        return
    box = Rectangle((x - size / 2, y - size / 2), size, size, **look(position, certainty))
    box.set_gid(f"{position}-{certainty}")
    axes.add_patch(box)
    solid = certainty == "asserted" and position in DARK
    axes.text(
        x,
        y,
        MARKS[position],
        size=min(SIZE, 5.5 * inches(axes)[0] / abs(axes.get_xlim()[1] - axes.get_xlim()[0]) * 6),
        ha="center",
        va="center_baseline",
        weight="bold",
        color="white" if solid else INK,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4} if certainty == "reported" else None,
    )
    if contradictory == "yes":
        width, height = inches(axes)
        across = abs(axes.get_xlim()[1] - axes.get_xlim()[0]) / width * 0.09
        down = abs(axes.get_ylim()[1] - axes.get_ylim()[0]) / height * 0.09
        right, top = x + size / 2, y - size / 2
        corner = Polygon([(right - across, top), (right, top), (right, top + down)], facecolor=INK, edgecolor="white")
        corner.set(linewidth=0.5, gid="contradictory")
        axes.add_patch(corner)


def look(position: str, certainty: str) -> dict[str, Any]:
    """Filled where asserted, hatched where reported, hollow where speculative."""
    line = LINES[position]
    if certainty == "asserted":
        return {"facecolor": FILLS[position], "edgecolor": line, "linewidth": 0.6}
    if certainty == "reported":
        return {"facecolor": "white", "edgecolor": line, "linewidth": 0.8, "hatch": "//////", "hatchcolor": line}
    return {"facecolor": "white", "edgecolor": line, "linewidth": 1.6}


def position_key(certainty: bool, torn: str, *, dot: bool = False) -> list[list[guides.Entry]]:
    """What colours and signs mean and, with `certainty`, fills; torn: the words for a contradiction."""
    scale: list[guides.Entry] = [
        (f"{MARKS[p]} {p}", {"facecolor": FILLS[p], "edgecolor": LINES[p]}) for p in reversed(FILLS)
    ]
    if dot:
        none = None if certainty else {"facecolor": GUIDE, "edgecolor": GUIDE}
        scale.append((f"{MARKS[NO_POSITION] + ' ' if certainty else ''}mentioned, no position found", none))
    grey = {"edgecolor": MUTED, "facecolor": "white"}
    fills: list[guides.Entry] = [
        ("asserted", grey | {"facecolor": MUTED}),
        ("reported", grey | {"hatch": "//////", "hatchcolor": MUTED}),
        ("speculative", grey | {"linewidth": 1.4}),
        (torn, None),
    ]
    return [scale, fills] if certainty else [scale]


def _pixels(cells: pd.DataFrame, place: dict[str, int], count: int) -> np.ndarray:
    pixels = np.ones((len(place), count, 3))
    for cell in each(cells):
        pixels[place[cell.country], cell.no - 1] = to_rgb(FILLS.get(cell.position, GUIDE))
    return pixels


def _said(cell: object) -> str:
    position, certainty = getattr(cell, "position", ""), getattr(cell, "certainty", "")
    torn = ", contradicted" if getattr(cell, "contradictory", "") == "yes" else ""
    return f"{position} ({certainty}{torn})" if certainty else str(position)
