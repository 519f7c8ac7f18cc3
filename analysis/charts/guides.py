"""What stands around the plots: countries down the side, articles or months along the bottom, a key on top."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.style import LINE, MARGIN, SIZE, WIDTH, inches, text_width, wrapped
from analysis.records import WINDOW, DateRange

DAY = pd.Timedelta(days=1)
DATED = 8  # up to so many articles, each column carries its date
KEY_SIZE, KEY_LINE = 7.0, 0.17

#: Words of a key with the look of their box; None for words that bring their own sign.
Entry = tuple[str, Mapping[str, object] | None]


def rows(axes: Axes, names: Sequence[str]) -> None:
    """Names down the side, the first on top."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)


def columns(axes: Axes, texts: Sequence[str]) -> None:
    """Texts of `column_texts` along the bottom."""
    shown = [place for place, text in enumerate(texts) if text]
    axes.set_xticks(shown, [texts[place] for place in shown])
    axes.tick_params(axis="x", length=0)
    if len(texts) > DATED:
        axes.set_xlabel("number of the article, in the order of dates")


def column_texts(labels: Sequence[str], width: float) -> list[str]:
    """Labels such as `3 · 4–10 Sep 2025` for axes of `width` inches.

    Number and date for a few articles, then the number alone, then every so many numbers, empty between them.
    """
    numbers = [label.split(" · ")[0] for label in labels]
    each = width / max(1, len(labels))
    if len(labels) <= DATED:
        dates = [wrapped(label.split(" · ")[1], each - 0.08) for label in labels]
        return ["\n".join([f"No. {number}", *lines]) for number, lines in zip(numbers, dates, strict=True)]
    widest = text_width(max(numbers, key=len))
    step = math.ceil((widest + 0.08) / each)
    last = len(numbers) - 0.5 - (widest / 2 - MARGIN) / each  # beyond it, a number would leave the page
    return [number if place % step == 0 and place <= last else "" for place, number in enumerate(numbers)]


def column_room(texts: Sequence[str]) -> float:
    """Inches that `columns` needs below the axes."""
    lines = max((text.count("\n") + 1 for text in texts), default=0)
    return 0.12 + SIZE * LINE * (lines + (1 if len(texts) > DATED else 0))


def time_axis(
    axes: Axes,
    articles: pd.DataFrame,
    window: DateRange = WINDOW,
    *,
    also: Iterable[pd.Timestamp] = (),
    spare: float = 0.0,
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Months of the window along x, widened where an article lies outside it, or one of the days `also`; returns the
    first day and the day after the last. articles: as from `trends.numbered`; spare: inches left free after that."""
    known = [*articles[["published_earliest", "published_latest"]].stack(), *also]
    first = min([pd.Timestamp(window.earliest), *known]).to_period("M").start_time
    last = max([pd.Timestamp(window.latest), *known]).to_period("M").end_time.normalize() + DAY
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 3, 6, 12) if months / s <= 16), 12 * math.ceil(months / 12 / 12))
    starts = pd.date_range(first, last - DAY, freq="MS")
    ticks = [tick for tick in starts if ((tick.year - first.year) * 12 + tick.month - 1) % step == 0]
    years = [tick.year if place == 0 or tick.year != ticks[place - 1].year else "" for place, tick in enumerate(ticks)]
    inch = (inches(axes)[0] - spare) / (num(last) - num(first))
    axes.set_xlim(num(first), num(last) + spare / inch)
    axes.set_xticks([num(tick) for tick in ticks], [f"{t:%b}\n{year}" for t, year in zip(ticks, years, strict=True)])
    for text, tick in zip(axes.get_xticklabels(), ticks, strict=True):
        fits = (num(last) - num(tick)) * inch + spare > text_width(str(tick.year), SIZE)
        text.set_horizontalalignment("left" if fits else "right")
    axes.grid(axis="x")
    return first, last


def num(day: pd.Timestamp) -> float:
    """A day on a time axis."""
    return float(mdates.date2num(day))  # type: ignore[no-untyped-call]


def beside(axes: Axes, ends: tuple[float, float], y: float, text: str, *, size: float = SIZE, **look: Any) -> None:
    """Text to the right of a bar from and to `ends`; to its left, or else on it, where the axes end."""
    side, _ = beside_room(axes, ends, text, size=size, bold=look.get("weight") == "bold")
    at = {"left": ends[1], "right": ends[0], "center": sum(ends) / 2}[side]
    if side == "center":
        look = {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1}, **look}
    shift = {"left": 2.5, "right": -2.5, "center": 0.0}[side]
    look = {"ha": side, "va": "center", "size": size, **look}
    axes.annotate(text, (at, y), (shift, 0), textcoords="offset points", **look)


def beside_room(
    axes: Axes, ends: tuple[float, float], text: str, *, size: float = SIZE, bold: bool = False
) -> tuple[str, tuple[float, float]]:
    """How `beside` aligns a text, and from and to which x the bar and the text reach together."""
    start, end = ends
    low, high = axes.get_xlim()
    room = (text_width(text, size, bold=bold) + 0.05) * (high - low) / inches(axes)[0]
    if high - end > room:
        return "left", (start, end + room)
    if start - low > room:
        return "right", (start - room, end)
    spare = max(0.0, room - (end - start)) / 2
    return "center", (start - spare, end + spare)


def key_lines(*groups: Sequence[Entry]) -> list[list[Entry]]:
    """The entries in lines as wide as the figure; each group begins a line."""
    lines: list[list[Entry]] = []
    for group in groups:
        room = 0.0
        for entry in group:
            if entry is group[0] or _entry_width(entry) > room:
                lines.append([])
                room = WIDTH - 2 * MARGIN
            lines[-1].append(entry)
            room -= _entry_width(entry)
    return lines


def key_room(lines: Sequence[Sequence[Entry]]) -> float:
    """Inches that `key` needs above the axes."""
    return 0.06 + KEY_LINE * len(lines)


def key(axes: Axes, lines: Sequence[Sequence[Entry]], lift: float = 0.0) -> None:
    """Small boxes with their words above the axes, `lift` inches higher, the first line on top."""
    width, height = inches(axes)
    left = axes.get_position().x0 * WIDTH
    for place, line in enumerate(lines):
        x, y = MARGIN - left, height + 0.06 + lift + KEY_LINE * (len(lines) - 1 - place)
        for words, look in line:
            shift = 0.0
            if look is not None:
                box = Rectangle((x / width, y / height), 0.12 / width, 0.1 / height, transform=axes.transAxes)
                box.set(**{"edgecolor": "#8c8c8c", "linewidth": 0.5, "clip_on": False, **look})
                axes.add_artist(box)
                shift = 0.16
            at = ((x + shift) / width, (y + 0.05) / height)
            axes.text(*at, words, size=KEY_SIZE, va="center", transform=axes.transAxes)
            x += _entry_width((words, look))


def _entry_width(entry: Entry) -> float:
    words, look = entry
    return (0.0 if look is None else 0.16) + text_width(words, KEY_SIZE) + 0.14
