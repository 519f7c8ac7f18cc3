"""Who is talked about: rates with intervals, forms of mention, countries by article."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, guides
from analysis.charts.style import (
    ACCENT,
    INK,
    MARGIN,
    MUTED,
    SHADES,
    WIDTH,
    described,
    each,
    house,
    label_room,
    no_data,
    note,
    picture,
    sheet,
)
from analysis.countries import country

MOST = 40  # countries drawn; the rest are in the table
ANNOTATED = 12  # up to so many articles the heat map carries its numbers
INTERVALS = (
    "Lines: 95 % limits (Garwood's exact Poisson limits, widened for how much the articles differ). "
    "Mentions count words, not importance."
)


def rates(table: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Mentions per 1,000 words by country, with their limits. table: as from `trends.mention_rates`."""
    title = findings.attention_ranking(table)
    small = note(articles, f"{_cut(len(table))}{INTERVALS}")
    with house():
        if table.empty:
            return no_data(title, small, "No mentions to draw")
        drawn = table.head(MOST)
        names = [country(code) for code in drawn["country"]]
        axes = sheet(title, small, height=0.19 * len(drawn), left=label_room(names), bottom=0.42, right=0.75)
        rows = np.arange(len(drawn))
        axes.hlines(rows, drawn["low"], drawn["high"], color=ACCENT, linewidth=1.4)
        axes.plot(drawn["per_1000"], rows, "o", color=INK, markersize=4)
        axes.set_xlim(0, _limit(drawn))
        for row, high, rate in zip(rows, drawn["high"], drawn["per_1000"], strict=True):
            at = min(high, axes.get_xlim()[1])
            axes.annotate(f"{rate:.1f}", (at, row), (4, 0), textcoords="offset points", va="center", color=MUTED)
        guides.rows(axes, names)
        axes.set_xlabel("mentions per 1,000 words")
        axes.grid(axis="x")
        told = "; ".join(
            f"{name} {row.per_1000:.1f} ({row.low:.1f} to {row.high:.1f})"
            for name, row in zip(names, each(drawn), strict=True)
        )
        return described(axes, f"{title}. Rate and 95 % limits: {told}.")


def forms(table: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Mentions per 1,000 words by country, stacked by form. table: as from `trends.by_form`."""
    title = findings.forms(table)
    small = note(articles, f"{_cut(len(table))}A capital as a mere place counts as a mention of its country too.")
    with house():
        if table.empty:
            return no_data(title, small, "No mentions to draw")
        drawn = table.head(MOST)
        names = [country(code) for code in drawn.index]
        shades = [SHADES(value) for value in np.linspace(1.0, 0.15, len(drawn.columns))]
        key = guides.key_lines(
            [(form, {"facecolor": shade}) for form, shade in zip(drawn.columns, shades, strict=True)]
        )
        axes = sheet(
            title,
            small,
            height=0.19 * len(drawn),
            left=label_room(names),
            bottom=0.42,
            right=0.2,
            top=guides.key_room(key),
        )
        edge = np.zeros(len(drawn))
        for form, shade in zip(drawn.columns, shades, strict=True):
            axes.barh(
                range(len(drawn)), drawn[form], left=edge, height=0.7, color=shade, edgecolor="white", linewidth=0.5
            )
            edge = edge + drawn[form].to_numpy()
        guides.rows(axes, names)
        axes.set_xlim(0, edge.max() * 1.02 or 1)
        axes.set_xlabel("mentions per 1,000 words")
        axes.grid(axis="x")
        guides.key(axes, key)
        told = "; ".join(
            f"{name}: " + ", ".join(f"{form} {rate:.1f}" for form, rate in row.items() if rate)
            for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
        )
        return described(axes, f"{title}. {told}.")


def heat(table: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Mentions per 1,000 words by country and article. table: as from `trends.by_article`; white is no mention."""
    title = findings.spread(table)
    small = note(articles, f"{_cut(len(table))}Rates per 1,000 words of each article; an empty cell: not mentioned.")
    with house():
        if table.empty or not len(table.columns):
            return no_data(title, small, "No mentions to draw")
        drawn = table.head(MOST)
        names = [country(code) for code in drawn.index]
        few = len(drawn.columns) <= ANNOTATED
        left, right = label_room(names), MARGIN if few else 0.55
        texts = guides.column_texts(list(drawn.columns), WIDTH - left - right)
        axes = sheet(title, small, height=0.19 * len(drawn), left=left, right=right, bottom=guides.column_room(texts))
        rates = drawn.to_numpy(dtype=float)
        values = np.ma.masked_array(rates, ~(rates > 0))
        top = float(np.quantile(values.compressed(), 1.0 if few else 0.98)) if values.count() else 1.0
        image = axes.imshow(values, cmap=SHADES, vmin=0, vmax=top, aspect="auto", interpolation="nearest")
        guides.rows(axes, names)
        guides.columns(axes, texts)
        axes.spines[:].set_visible(False)
        if few:
            for y, x in zip(*np.nonzero(~np.ma.getmaskarray(values)), strict=True):
                colour = "white" if values[y, x] > top / 2 else INK
                axes.text(x, y, f"{values[y, x]:.1f}", ha="center", va="center", color=colour, size=7)
        else:
            box = axes.get_position()
            figure = picture(axes)
            figure.colorbar(image, cax=figure.add_axes((box.x1 + 0.015, box.y0, 0.02, box.height)), extend="max")
        told = [
            f"{name} in {(row > 0).sum():,} of {len(row):,} articles, at most {row.max():.1f}"
            for name, (_, row) in zip(names, drawn.iterrows(), strict=True)
        ]
        return described(axes, f"{title}. Mentions per 1,000 words: {'; '.join(told)}.")


def _limit(table: pd.DataFrame) -> float:
    """The end of the scale: all limits, unless one is so wide that the rates would be crushed."""
    return float(min(table["high"].max(), 3 * table["per_1000"].max())) * 1.02 or 1.0


def _cut(count: int) -> str:
    return f"{MOST} of {count:,} countries drawn, the most mentioned. " if count > MOST else ""
