"""The contradiction ledger as a picture: two tellings of one thing, facing each other.

A ledger has one row per pair of tellings that do not fit, the most telling first (LEDGER, and whatever else). kind is
degree, number, actor, date or headline. country is a code, several with `;` between them, or empty. Each side, `_a` and
`_b`, has the article, what it says in a few words (a position of the scale, or words such as `26 countries send`), how
sure it is, whose telling it is, and the German sentence. In a row of the kind headline, a is the headline.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, glyphs, guides
from analysis.charts.style import (
    GUIDE,
    INK,
    MARGIN,
    MUTED,
    SIZE,
    described,
    house,
    listed,
    no_data,
    note,
    ruled,
    sheet,
    shortened,
    text_width,
)
from analysis.countries import country
from analysis.records import SCORES

SIDE = ("article_id", "says", "certainty", "source", "quote")
LEDGER = ("event_id", "country", "kind", *(f"{column}_{side}" for side in "ab" for column in SIDE))

ROW = 0.76  # inches
MOST = 10  # pairs drawn; the rest are in the table
SUBJECT, TELLING, SCALE, SPACE = 1.12, 1.9, 1.02, 0.08  # inches: who and what, one telling, the scale, between them
QUOTE, LINES_OF_QUOTE = 6.0, 3  # points
CAVEAT = (
    "Filled: asserted; hatched: reported; hollow: speculative. That two tellings differ does not say which is right, "
    "nor that either is wrong."
)


def pairs(ledger: pd.DataFrame, articles: pd.DataFrame, compared: int, events: pd.DataFrame) -> Axes:
    """One row for each pair of tellings: their positions on the scale between their words. ledger: columns LEDGER.

    compared: how many pairs of articles were held against one another, beside each article against itself. events: as
    the table `events`, for what the meetings are called.

    Of two positions the lower is at the left, where the scale begins. Of more than MOST pairs the first of each kind in
    turn are drawn.
    """
    title = findings.ledger(ledger, compared)
    cut = f"{MOST:,} of {len(ledger):,} pairs drawn, of each kind the first. " if len(ledger) > MOST else ""
    small = note(articles, f"{cut}{CAVEAT}")
    with house():
        if ledger.empty:
            return no_data(title, small, "No two tellings contradict each other")
        rows = _chosen(ledger)
        numbers = dict(zip(articles["article_id"], articles["no"], strict=True))
        names = dict(zip(events["event_id"], events["name"], strict=True))
        scale, _ = glyphs.key(True)
        key = guides.key_lines(scale)
        axes = sheet(title, small, height=ROW * len(rows), left=MARGIN, bottom=0.06, top=guides.key_room(key))
        width, height = ruled(axes)
        for place, row in enumerate(map(_lower_first, rows.to_dict("records"))):
            top = place * ROW
            axes.plot([0, width], [top, top], color=GUIDE, linewidth=0.6)
            _subject(axes, top, row, names.get(row["event_id"], ""))
            left = SUBJECT + SPACE
            middle = left + TELLING + SPACE
            for side, x, align in (("a", left + TELLING, "right"), ("b", middle + SCALE + SPACE, "left")):
                telling = {column: row[f"{column}_{side}"] for column in SIDE}
                _telling(axes, (x, top), telling, _where(row, side, numbers), align)
            _between(axes, (middle, top), row)
        axes.plot([0, width], [height, height], color=GUIDE, linewidth=0.6)
        guides.key(axes, key)
        return described(axes, f"{title}. {'; '.join(_told(row, numbers) for row in rows.to_dict('records'))}.")


def _chosen(ledger: pd.DataFrame) -> pd.DataFrame:
    """At most MOST pairs, the first of each kind in turn, in the order of the table."""
    turn = ledger.groupby("kind").cumcount()
    return ledger[turn.rank(method="first") <= MOST]


def _lower_first(row: dict[str, Any]) -> dict[str, Any]:
    """The pair with the telling that lies lower on the scale at the left, where the scale begins."""
    a, b = (SCORES.get(row[f"says_{side}"]) for side in "ab")
    if a is None or b is None or a <= b or row["kind"] == "headline":
        return row
    return row | {f"{column}_{side}": row[f"{column}_{other}"] for column in SIDE for side, other in ("ab", "ba")}


def _subject(axes: Axes, top: float, row: dict[str, Any], event: str) -> None:
    """Who it is about, what kind of difference it is, and at which event."""
    texts = [
        *((text, SIZE, "bold", 0.14) for text in shortened(_who(row["country"]), SUBJECT, 2, bold=True)),
        (row["kind"], 7.0, "normal", 0.13),
        *((text, QUOTE, "normal", 0.1) for text in shortened(event, SUBJECT, 2, QUOTE)),
    ]
    y = top + 0.06
    for text, size, weight, leading in texts:
        axes.text(0, y, text, va="top", size=size, weight=weight, color=INK if size == SIZE else MUTED)
        y += leading


def _who(codes: str) -> str:
    return listed([country(code) for code in codes.split(";")]) if codes else "No country"


def _telling(axes: Axes, at: tuple[float, float], side: dict[str, Any], where: str, align: str) -> None:
    """What one article says: in short, where from, and the beginning of the sentence."""
    x, top = at
    size = SIZE if text_width(side["says"], SIZE, bold=True) <= TELLING else 7.0
    (says,) = shortened(side["says"], TELLING, 1, size, bold=True)
    axes.text(x, top + 0.06, says, va="top", ha=align, size=size, weight="bold")
    axes.text(x, top + 0.2, where, va="top", ha=align, size=7, color=MUTED)
    for line, text in enumerate(shortened(f"„{side['quote']}“", TELLING, LINES_OF_QUOTE, QUOTE)):
        axes.text(x, top + 0.35 + 0.11 * line, text, va="top", ha=align, size=QUOTE)


def _where(row: dict[str, Any], side: str, numbers: dict[str, int]) -> str:
    """`no. 3, headline, asserted, own`."""
    headline = ["headline"] if row["kind"] == "headline" and side == "a" else []
    article = f"no. {numbers[row[f'article_id_{side}']]}"
    return ", ".join([article, *headline, row[f"certainty_{side}"], row[f"source_{side}"]])


def _between(axes: Axes, at: tuple[float, float], row: dict[str, Any]) -> None:
    """What is a position on the scale, rejects at the left; a sign of inequality where neither side is one."""
    x, top = at
    middle = top + ROW / 2
    sides = [side for side in "ab" if row[f"says_{side}"] in SCORES]
    if not sides:
        axes.text(x + SCALE / 2, middle, "≠", ha="center", va="center", size=12, color=MUTED)
        return
    step = SCALE / len(SCORES)
    axes.plot([x + step / 2, x + SCALE - step / 2], [middle, middle], color=GUIDE, linewidth=0.8, zorder=0)
    for score in SCORES.values():
        axes.plot(x + (score + 2.5) * step, middle, "|", color=GUIDE, markersize=5, zorder=0)
    size = step * 0.94
    same = row["says_a"] == row["says_b"]
    for side in sides:
        score = SCORES[row[f"says_{side}"]]
        lift = {"a": -0.55, "b": 0.55}[side] * size if same else 0.0
        corner = (x + (score + 2.5) * step - size / 2, middle - size / 2 + lift)
        glyphs.label(axes, (*corner, size, size), row[f"says_{side}"], row[f"certainty_{side}"])


def _told(row: dict[str, Any], numbers: dict[str, int]) -> str:
    sides = [f"{row[f'says_{side}']} ({_where(row, side, numbers)})" for side in "ab"]
    return f"{_who(row['country'])}, {row['kind']}: {sides[0]} against {sides[1]}"
