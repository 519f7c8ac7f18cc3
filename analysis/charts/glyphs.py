"""How a position looks: one label, two that contradict each other, or the shares of many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from analysis.charts import guides
from analysis.charts.style import DARK, FILLS, INK, LINES, MARKS, MUTED, SIZE, text_width, unit
from analysis.trends import NO_POSITION

#: Left, top, width and height in the units of axes whose y grows downward.
Box = tuple[float, float, float, float]

HATCH = "//////"
BLANK = {"facecolor": "white", "edgecolor": "#b0b0b0"}  # no position found: no grey, which reads as conditional
SPLIT = "◩ split: the label, and what contradicts it in the same article"
_TIGHT = 5.5  # points, for two signs in a small cell
_PAD = 0.02  # inches between a sign and the edge of its cell


def look(position: str, certainty: str) -> dict[str, Any]:
    """Filled where asserted, hatched where reported, hollow where speculative."""
    line = LINES[position]
    if certainty == "asserted":
        return {"facecolor": FILLS[position], "edgecolor": line, "linewidth": 0.6}
    if certainty == "reported":
        return {"facecolor": "white", "edgecolor": line, "linewidth": 0.8, "hatch": HATCH, "hatchcolor": line}
    return {"facecolor": "white", "edgecolor": line, "linewidth": 1.6}


def label(axes: Axes, box: Box, position: str, certainty: str) -> None:
    """One label with its sign in the middle."""
    x, y, width, height = box
    across, _ = unit(axes)
    axes.add_patch(Rectangle((x, y), width, height, gid=f"{position}-{certainty}", **look(position, certainty)))
    sign(axes, (x + width / 2, y + height / 2), position, certainty, size=min(SIZE, 33 * width * across))


def split(axes: Axes, box: Box, ours: tuple[str, str], opposing: tuple[str, str]) -> None:
    """A label at the left and what contradicts it at the right of a slanted cut; each is (position, certainty)."""
    x, y, width, height = box
    across, down = unit(axes)
    lean = min(width * across, height * down) / 2 / across
    above, below, end, foot = x + width / 2 + lean, x + width / 2 - lean, x + width, y + height
    left = [(x, y), (above, y), (below, foot), (x, foot)]
    right = [(above, y), (end, y), (end, foot), (below, foot)]
    for corners, (position, certainty), gid in ((left, ours, ""), (right, opposing, "against-")):
        half = Polygon(corners, gid=f"{gid}{position}-{certainty}", joinstyle="bevel", **look(position, certainty))
        axes.add_patch(half)
    if width / 2 - lean > text_width("−−", bold=True) / across:
        at = (x + (width / 2 - lean / 2) / 2, y + height / 2)
        sign(axes, at, *ours)
        sign(axes, (2 * x + width - at[0], at[1]), *opposing)
    else:
        pad = _PAD / across, _PAD / down
        sign(axes, (x + pad[0], y + pad[1]), *ours, size=_TIGHT, ha="left", va="top")
        sign(axes, (end - pad[0], foot - pad[1]), *opposing, size=_TIGHT, ha="right", va="bottom")


def bands(axes: Axes, box: Box, shares: Iterable[tuple[str, str, float]], *, across: bool = False) -> None:
    """Shares (position, certainty, number) as bands from leads, above, to rejects and no position found.

    across: side by side, leads at the left.
    """
    x, y, width, height = box
    order = [*reversed(FILLS), NO_POSITION]
    found = sorted((share for share in shares if share[2]), key=lambda share: order.index(share[0]))
    whole = sum(number for _, _, number in found)
    for position, certainty, number in found:
        part = number / whole
        shape = Rectangle((x, y), *((width * part, height) if across else (width, height * part)))
        shape.set(**(BLANK if position == NO_POSITION else look(position, certainty)) | {"linewidth": 0.4})
        shape.set_gid(f"{position}-{certainty}")
        axes.add_patch(shape)
        x, y = (x + width * part, y) if across else (x, y + height * part)


def sign(
    axes: Axes, at: tuple[float, float], position: str, certainty: str, *, size: float = SIZE, **place: Any
) -> None:
    """The sign of a position, readable on its fill."""
    solid = certainty == "asserted" and position in DARK
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.4} if certainty == "reported" else None
    place = {"ha": "center", "va": "center_baseline"} | place
    axes.text(*at, MARKS[position], size=size, weight="bold", color="white" if solid else INK, bbox=box, **place)


def key(certainty: bool, *more: guides.Entry, dot: bool = False) -> list[list[guides.Entry]]:
    """What colours and signs mean and, with `certainty`, fills; dot: no position found has a sign too."""
    scale: list[guides.Entry] = [
        (f"{MARKS[p]} {p}", {"facecolor": FILLS[p], "edgecolor": LINES[p]}) for p in reversed(FILLS)
    ]
    if dot:
        none = None if certainty else BLANK
        scale.append((f"{MARKS[NO_POSITION] + ' ' if certainty else ''}mentioned, no position found", none))
    grey = {"edgecolor": MUTED, "facecolor": "white"}
    fills: list[guides.Entry] = [
        ("asserted", grey | {"facecolor": MUTED}),
        ("reported", grey | {"hatch": HATCH, "hatchcolor": MUTED}),
        ("speculative", grey | {"linewidth": 1.4}),
        *more,
    ]
    return [scale, fills] if certainty else [scale]
