"""Who is mentioned with whom: a triangle of pairs, shaded where chance would not have it so."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts import findings, guides
from analysis.charts.style import (
    ACCENT,
    GUIDE,
    INK,
    MARGIN,
    MUTED,
    WIDTH,
    described,
    each,
    house,
    label_room,
    no_data,
    note,
    ruled,
    sheet,
)
from analysis.countries import country

ROW, WIDEST = 0.24, 0.42  # inches: height of a row, largest width of a column
FAINT = 0.05
TOLD = 30  # pairs in the text for screen readers
CLOSE, CLOSER = "#c3d7ec", ACCENT
FAR, FARTHER = {"hatch": "//////", "hatchcolor": GUIDE}, {"hatch": "//////", "hatchcolor": MUTED}


def matrix(company: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Sentences that name two countries, for each pair. company: as from `trends.co_mentions`, 25 countries at most.

    The most mentioned country is on top. Numbers on the slope are the sentences that name the country beside them.
    """
    title = findings.together(company)
    pairs = len(company)
    small = note(
        articles,
        "Numbers: sentences that name both; on the slope, those that name the country. Blue or hatched: Fisher's exact "
        f"test; chance alone would mark about {pairs * FAINT:.0f} of {pairs:,} pairs. The sentences of an article are "
        "no independent draws, so this is no proof. To be named together is not to agree.",
    )
    with house():
        if company.empty:
            return no_data(title, small, "No two countries are mentioned")
        codes = [company["country"].iloc[0], *company["partner"].iloc[: company["country"].nunique()]]
        names = [country(code) for code in codes]
        wide = min(WIDEST, (WIDTH - 2 * MARGIN - label_room(names)) / len(codes))
        key = guides.key_lines(*_key())
        height = ROW * len(codes)
        axes = sheet(title, small, height=height, left=MARGIN, bottom=0.12, top=guides.key_room(key))
        ruled(axes)
        place = {code: row for row, code in enumerate(codes)}
        size = min(8.0, (wide - 0.08) * 72 / 0.64 / len(f"{company['together'].max():,}"))
        sizes = {code: n for row in each(company) for code, n in _sizes(row)}
        for row, (code, name) in enumerate(zip(codes, names, strict=True)):
            middle = row * ROW + ROW / 2
            axes.text(
                (row + 0.5) * wide, middle, f"{sizes[code]:,}", ha="center", va="center_baseline", color=MUTED, size=7
            )
            axes.text((row + 1) * wide + 0.04, middle, name, ha="left", va="center_baseline")
        for pair in each(company):
            x, y = place[pair.country] * wide, place[pair.partner] * ROW
            look, ink = _look(pair)
            cell = Rectangle((x, y), wide, ROW, edgecolor="white", linewidth=1.2, **look)
            cell.set_gid(f"{pair.country}-{pair.partner}")
            axes.add_patch(cell)
            paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.5} if "hatch" in look else None
            text = axes.text(x + wide / 2, y + ROW / 2, f"{pair.together:,}", color=ink, bbox=paper)
            text.set(size=size, ha="center", va="center_baseline")
        guides.key(axes, key)
        return described(axes, f"{title}. {_told(company)}.")


def _sizes(pair: Any) -> list[tuple[str, int]]:
    return [(pair.country, pair.country_sentences), (pair.partner, pair.partner_sentences)]


def _look(pair: Any) -> tuple[dict[str, Any], str]:
    """Fill of a cell and colour of its number."""
    plain = {"facecolor": "#f5f5f5"}
    closer = pair.together > pair.expected
    if pair.chance < findings.FIRM:
        return ({"facecolor": CLOSER}, "white") if closer else (plain | FARTHER, INK)
    if pair.chance < FAINT:
        return ({"facecolor": CLOSE}, INK) if closer else (plain | FAR, INK)
    return plain, INK if pair.together else "#8c8c8c"


def _key() -> list[list[guides.Entry]]:
    faint, firm = f"p < {FAINT}", f"p < {findings.FIRM}"
    plain = {"facecolor": "#f5f5f5"}
    return [
        [
            (f"together oftener than by chance, {faint}", {"facecolor": CLOSE}),
            (firm, {"facecolor": CLOSER}),
            (f"less often, {faint}", plain | FAR),
            (firm, plain | FARTHER),
        ]
    ]


def _told(company: pd.DataFrame) -> str:
    """Every pair that shares a sentence, the closest company first."""
    met = company[company["together"] > 0].sort_values("chance", kind="stable").head(TOLD)
    pairs = [f"{country(pair.country)} and {country(pair.partner)} {pair.together:,}" for pair in each(met)]
    chance = [f"(expected {findings.expected(pair.expected)})" for pair in each(met)]
    words = [f"{pair} {count}" for pair, count in zip(pairs, chance, strict=True)]
    return "Sentences that name both: " + ("; ".join(words) or "none")
