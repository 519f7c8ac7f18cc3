"""The house style: the sheet that every figure is drawn on, its colours, and its words.

A sheet is as wide as the text of an A4 page. Title and note are set in inches, so that neither ever covers the plot,
whatever its height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib.style
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from analysis.trends import NO_POSITION

WIDTH = 6.3  # inches: the type area of A4 with 25 mm margins
MARGIN = 0.06
TITLE_SIZE, NOTE_SIZE, SIZE = 10.0, 6.5, 8.0
LINE = 1.32 / 72  # inches of leading for each point of type

INK, MUTED, GUIDE = "#222222", "#6b6b6b", "#d9d9d9"
ACCENT = "#2f6cb0"
#: From hardly any to most, in shades of the accent.
SHADES = LinearSegmentedColormap.from_list("accent", ["#e9f0f8", "#8fb4da", ACCENT, "#0f2d52"])

#: Brown rejects, blue supports. All five differ in lightness, so that grey print and colour blindness keep them apart.
FILLS = {
    "rejects": "#6a2c08",
    "reserved": "#d48a3a",
    "conditional": "#ece8dc",
    "willing": "#a9c8e6",
    "leads": "#2a66ac",
}
#: For lines and hatching on white, where a light fill would vanish.
LINES = {
    "rejects": "#6a2c08",
    "reserved": "#a8620f",
    "conditional": "#77705c",
    "willing": "#5593cd",
    "leads": "#1b4f93",
}
MARKS = {"rejects": "−−", "reserved": "−", "conditional": "±", "willing": "+", "leads": "++", NO_POSITION: "•"}
DARK = ("rejects", "leads")

SOURCE = "Source: German news texts, read by Standpunkt's rules"


@contextmanager
def house() -> Iterator[None]:
    """Everything drawn or saved inside has the house style, whatever the user's settings."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.style.use(Path(__file__).with_name("house.mplstyle"))
        yield


@cache
def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Width of a line of text in inches, with 2 % to spare."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) * 1.02 / 72


def wrapped(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` inches, broken at spaces; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, most: int, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """The text in at most so many lines, cut at a word where it is longer, with an ellipsis; a quotation is closed."""
    lines = wrapped(text, width, size, bold=bold)
    if len(lines) <= most:
        return lines
    end = " …“" if text.startswith("„") else " …"
    last = lines[most - 1]
    while " " in last and text_width(last + end, size, bold=bold) > width:
        last = last.rsplit(" ", 1)[0]
    return [*lines[: most - 1], last + end]


def note(articles: pd.DataFrame, caveat: str) -> str:
    """The small print under a figure: how much was read, where it is from, what not to conclude."""
    count, words = len(articles), int(articles["words"].sum()) if len(articles) else 0
    return f"n = {count:,} article{'' if count == 1 else 's'}, {words:,} words. {SOURCE}. {caveat}"


def sheet(
    title: str,
    small: str,
    *,
    height: float,
    left: float = MARGIN,
    right: float = MARGIN,
    bottom: float = 0.3,
    top: float = 0.0,
) -> Axes:
    """Axes of `height` inches on a figure with the title above and the note below them.

    left, right, bottom, top: inches kept free around the axes for labels and keys.
    """
    room = WIDTH - 2 * MARGIN
    titles = wrapped(title, room, TITLE_SIZE, bold=True)
    notes = wrapped(small, room, NOTE_SIZE)
    above = len(titles) * TITLE_SIZE * LINE + 0.12 + top
    below = len(notes) * NOTE_SIZE * LINE + 0.1 + bottom
    total = above + height + below
    figure = Figure(figsize=(WIDTH, total))
    FigureCanvasAgg(figure)
    figure.text(
        MARGIN / WIDTH, 1 - 0.04 / total, "\n".join(titles), size=TITLE_SIZE, weight="bold", va="top", linespacing=1.25
    ).set_gid("title")
    figure.text(
        MARGIN / WIDTH, 0.04 / total, "\n".join(notes), size=NOTE_SIZE, color=MUTED, va="bottom", linespacing=1.25
    ).set_gid("note")
    box = (left / WIDTH, below / total, (WIDTH - left - right) / WIDTH, height / total)
    return figure.add_axes(box)


def no_data(title: str, small: str, words: str) -> Axes:
    """The picture of nothing: says so instead of showing empty axes."""
    axes = sheet(title, small, height=1.2)
    axes.set_axis_off()
    axes.text(0.5, 0.5, words, ha="center", va="center", color=MUTED, transform=axes.transAxes)
    return described(axes, f"{title}. {words}")


def picture(axes: Axes) -> Figure:
    """The figure that axes stand on."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return figure


def described(axes: Axes, alt: str) -> Axes:
    """The axes, their figure with its alternative text, which `alt_text` gives back."""
    picture(axes).set_label(alt)
    return axes


def alt_text(axes: Axes) -> str:
    """What a reader who cannot see the figure is told: computed from the same table as the drawing."""
    return str(picture(axes).get_label())


def title_of(axes: Axes) -> str:
    """The title on the figure, as one line."""
    return next(" ".join(text.get_text().split()) for text in picture(axes).texts if text.get_gid() == "title")


def each(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, their columns as attributes."""
    return iter(table.itertuples(index=False))


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def label_room(labels: Sequence[str], size: float = SIZE) -> float:
    """Inches that tick labels at the left need."""
    return max((text_width(label, size) for label in labels), default=0.0) + MARGIN + 0.1


def inches(axes: Axes) -> tuple[float, float]:
    """Width and height of axes."""
    width, height = picture(axes).get_size_inches()
    box = axes.get_position()
    return float(box.width * width), float(box.height * height)


def unit(axes: Axes) -> tuple[float, float]:
    """Inches of one unit along x and along y."""
    width, height = inches(axes)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    return width / abs(right - left), height / abs(top - bottom)


def ruled(axes: Axes) -> tuple[float, float]:
    """Measure axes in inches from their upper left corner, without frame and ticks; returns width and height."""
    width, height = inches(axes)
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return width, height
