"""Europe as a grid of tiles, one for each country, small and large alike: who stands where in which period."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts import findings, glyphs, guides
from analysis.charts.style import (
    DARK,
    GUIDE,
    INK,
    MARGIN,
    MARKS,
    MUTED,
    WIDTH,
    described,
    each,
    house,
    no_data,
    note,
    ruled,
    sheet,
)
from analysis.countries import country
from analysis.trends import NO_POSITION
from analysis.trends.standings import GAP, NOT_MENTIONED, ONE

TILE, GROUT = 0.21, 0.012  # inches: a tile with its share of the joints; half a joint
COLUMNS = 12  # tiles
PANEL, STRIP, SPACE = TILE * COLUMNS, 0.24, 0.12  # inches: width of a period, of a gap, and between them
HEAD = 0.2  # inches above the tiles for the name of the period
CODE = 5.5  # points
BAND = 0.54  # of a tile's height, where the band of labels begins
CAVEAT = (
    "One tile is one country, whatever its size; below, actors without a place on the map. A split tile: several "
    "labels, their width the number of articles, leads at the left. A label is filled where an article asserts it. No "
    "position found is no neutral position."
)

Part = tuple[str, pd.DataFrame]  # name of a period or of a run of gaps, and its rows of the table


@cache
def places() -> dict[str, tuple[float, float, int]]:
    """By country code, row and column of its tile and how many columns it is wide (`tiles.csv`)."""
    table = pd.read_csv(Path(__file__).with_name("tiles.csv"), dtype={"row": float, "column": float})
    return {tile.country: (tile.row, tile.column, tile.width) for tile in each(table)}


def tiles(standings: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """One grid for each period. standings: as from `trends.by_period`; articles: as from `trends.numbered`.

    A period without an article is a hatched strip: nothing is known of it. More than six periods with articles need
    more than a page; `trends.periods(articles, most=6)` makes them longer instead.
    """
    title = findings.by_period(standings)
    small = note(articles, f"{findings.unplaced(standings, articles)}{CAVEAT}")
    with house():
        if standings.empty:
            return no_data(title, small, "No country is mentioned")
        away = [code for code in standings["country"].unique() if code not in places()]
        bottom = max(row for row, _, _ in places().values()) + 1
        depth = TILE * (bottom + -(-len(away) // COLUMNS))
        lines = _lines(standings)
        height = len(lines) * (HEAD + depth) + (len(lines) - 1) * SPACE
        key = guides.key_lines(*_key())
        axes = sheet(title, small, height=height, left=MARGIN, bottom=0.06, top=guides.key_room(key))
        ruled(axes)
        where = {**places(), **{c: (bottom + i // COLUMNS, i % COLUMNS, 1) for i, c in enumerate(away)}}
        for place, line in enumerate(lines):
            x, y = 0.0, place * (HEAD + depth + SPACE)
            for name, rows in line:
                if rows.empty:
                    _gap(axes, (x, y + HEAD, STRIP, depth), name)
                    x += STRIP + SPACE
                    continue
                axes.text(x, y + HEAD - 0.06, _head(name, rows), va="bottom", weight="bold")
                standing = {str(code): found for code, found in rows.groupby("country")}
                for code, (row, column, width) in where.items():
                    box = (x + column * TILE + GROUT, y + HEAD + row * TILE + GROUT)
                    size = (width * TILE - 2 * GROUT, TILE - 2 * GROUT)
                    _tile(axes, (*box, *size), code, standing.get(code))
                x += PANEL + SPACE
        guides.key(axes, key)
        return described(axes, f"{title}. {_told(standings)}.")


def _lines(standings: pd.DataFrame) -> list[list[Part]]:
    """Periods in the order of time, as many in a line as the page is wide; gaps that follow each other are one."""
    parts: list[Part] = []
    periods = [(str(name), rows) for name, rows in standings.groupby("period", sort=False)]
    for empty, run in groupby(periods, key=lambda part: bool((part[1]["state"] == GAP).all())):
        found = list(run)
        names = [name for name, _ in found]
        span = " and ".join(names) if len(names) < 3 else f"{names[0]} to {names[-1]}"
        parts += [(span, found[0][1].iloc[:0])] if empty else found
    lines: list[list[Part]] = []
    room = 0.0
    for name, rows in parts:
        width = STRIP if rows.empty else PANEL
        if not lines or width > room:
            lines.append([])
            room = WIDTH - 2 * MARGIN
        lines[-1].append((name, rows))
        room -= width + SPACE
    return lines


def _head(name: str, rows: pd.DataFrame) -> str:
    return f"{name}, n = {rows['articles'].iloc[0]:,}"


def _gap(axes: Axes, box: glyphs.Box, name: str) -> None:
    x, y, width, height = box
    strip = Rectangle((x, y), width, height, facecolor="#f6f6f6", edgecolor="white", hatch="////", hatchcolor=GUIDE)
    strip.set(linewidth=0, gid="gap")
    axes.add_patch(strip)
    look = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    text = axes.text(x + width / 2, y + height / 2, f"{name}: no article", size=7, color=MUTED, bbox=look)
    text.set(rotation=90, ha="center", va="center")


def _tile(axes: Axes, box: glyphs.Box, code: str, rows: pd.DataFrame | None) -> None:
    """One country in one period; None where no article of the corpus mentions it."""
    name = country(code).split(" (")[0] if len(code) > 4 else code
    state = NOT_MENTIONED if rows is None else rows["state"].iloc[0]
    if rows is None or state == NOT_MENTIONED:
        _square(axes, box, f"{code}-{state}", edgecolor=GUIDE)
        _write(axes, box, 0.5, name, color="#767676")
    elif state == NO_POSITION:
        _square(axes, box, f"{code}-{state}", edgecolor=MUTED)
        _write(axes, box, 0.34, name)
        _write(axes, box, 0.76, MARKS[NO_POSITION])
    elif state == ONE and rows["certainty"].iloc[0] != "reported":
        one = next(each(rows))
        look = glyphs.look(one.position, one.certainty)
        ink = "white" if one.certainty == "asserted" and one.position in DARK else INK
        _square(axes, box, f"{code}-{one.position}-{one.certainty}", **look)
        _write(axes, box, 0.34, name, color=ink)
        _write(axes, box, 0.76, MARKS[one.position], color=ink, weight="bold")
    else:  # hatching and shares leave the name its own white ground
        x, y, width, height = box
        _square(axes, box, f"{code}-{state}", edgecolor=MUTED)
        _write(axes, box, 0.28, name)
        shares = [(row.position, row.certainty, float(row.labels)) for row in each(rows)]
        glyphs.bands(axes, (x, y + BAND * height, width, (1 - BAND) * height), shares, across=True)
        if state == ONE:
            paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.3}
            _write(axes, box, 0.78, MARKS[shares[0][0]], weight="bold", bbox=paper)


def _square(axes: Axes, box: glyphs.Box, gid: str, **look: Any) -> None:
    x, y, width, height = box
    axes.add_patch(Rectangle((x, y), width, height, gid=gid, **{"facecolor": "white", "linewidth": 0.7, **look}))


def _write(axes: Axes, box: glyphs.Box, down: float, text: str, **look: Any) -> None:
    x, y, width, height = box
    axes.text(x + width / 2, y + down * height, text, **{"ha": "center", "va": "center", "size": CODE, **look})


def _key() -> list[list[guides.Entry]]:
    scale, fills = glyphs.key(True)
    states: list[guides.Entry] = [
        (f"{MARKS[NO_POSITION]} mentioned, no position found", {"facecolor": "white", "edgecolor": MUTED}),
        ("not mentioned", {"facecolor": "white", "edgecolor": GUIDE}),
    ]
    return [scale, [*fills, *states]]


def _told(standings: pd.DataFrame) -> str:
    """Period by period, who has which position."""
    told = []
    for name, rows in standings.groupby("period", sort=False):
        labels = rows[rows["position"] != ""]
        words = [f"{country(row.country)} {row.position} ({row.labels:,})" for row in each(labels)]
        gap = (rows["state"] == GAP).all()
        told.append(f"{name}: " + ("no article" if gap else ", ".join(words) or "no position found"))
    return "; ".join(told)
