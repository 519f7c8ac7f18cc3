"""The contradiction ledger as a picture: two tellings of one thing, facing each other.

A ledger has one row per pair of tellings that do not fit (LEDGER). kind is degree, number, actor, date or headline.
Each side, `_a` and `_b`, has the article, what it says in a few words (a position of the scale, or words such as
`26 countries`), how sure it is, whose telling it is, and the German sentence.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, glyphs, guides
from analysis.charts.style import (
    GUIDE,
    MARGIN,
    MUTED,
    country,
    described,
    house,
    no_data,
    note,
    ruled,
    sheet,
    text_width,
    wrapped,
)
from analysis.records import SCORES

SIDE = ("article_id", "says", "certainty", "source", "quote")
LEDGER = ("event_id", "country", "kind", *(f"{column}_{side}" for side in "ab" for column in SIDE))

ROW = 0.66  # inches
MOST = 11  # pairs drawn; the rest are in the table
SUBJECT, TELLING, SCALE, SPACE = 1.12, 1.9, 1.02, 0.08  # inches: who and what, one telling, the scale, between them
QUOTE, LINES_OF_QUOTE = 6.0, 2  # points
CAVEAT = (
    "Filled: asserted; hatched: reported; hollow: speculative. That two tellings differ does not say which is right, "
    "nor that either is wrong."
)


def pairs(ledger: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """One row for each pair of tellings: their positions on the scale between their words. ledger: columns LEDGER.

    The telling lower on the scale is at the left. The pairs furthest apart come first, then those of numbers and the
    like, which have no place on the scale, in the order of the table.
    """
    title = findings.ledger(ledger)
    cut = f"{MOST:,} of {len(ledger):,} pairs drawn, of each kind those furthest apart. " if len(ledger) > MOST else ""
    small = note(articles, f"{cut}{CAVEAT}")
    with house():
        if ledger.empty:
            return no_data(title, small, "No two tellings contradict each other")
        rows = _chosen(ledger)
        numbers = dict(zip(articles["article_id"], articles["no"], strict=True))
        scale, _ = glyphs.key(True)
        key = guides.key_lines(scale)
        axes = sheet(title, small, height=ROW * len(rows), left=MARGIN, bottom=0.06, top=guides.key_room(key))
        width, height = ruled(axes)
        for place, row in enumerate(map(_lower_first, rows.to_dict("records"))):
            top = place * ROW
            axes.plot([0, width], [top, top], color=GUIDE, linewidth=0.6)
            _subject(axes, top, row)
            left = SUBJECT + SPACE
            middle = left + TELLING + SPACE
            for side, x, align in (("a", left + TELLING, "right"), ("b", middle + SCALE + SPACE, "left")):
                _telling(axes, (x, top), {column: row[f"{column}_{side}"] for column in SIDE}, numbers, align)
            _between(axes, (middle, top), row)
        axes.plot([0, width], [height, height], color=GUIDE, linewidth=0.6)
        guides.key(axes, key)
        return described(axes, f"{title}. {'; '.join(_told(row, numbers) for row in rows.to_dict('records'))}.")


def _chosen(ledger: pd.DataFrame) -> pd.DataFrame:
    """At most MOST pairs, of each kind those furthest apart; the furthest apart first, then those off the scale."""
    apart = (ledger["says_a"].map(SCORES) - ledger["says_b"].map(SCORES)).abs()
    order = ledger.assign(apart=apart).sort_values("apart", ascending=False, na_position="last", kind="stable")
    turn = order.groupby("kind").cumcount()
    return order[turn.rank(method="first") <= MOST]


def _lower_first(row: dict[str, Any]) -> dict[str, Any]:
    """The pair with the telling that lies lower on the scale at the left, where the scale begins."""
    a, b = (SCORES.get(row[f"says_{side}"]) for side in "ab")
    if a is None or b is None or a <= b:
        return row
    return row | {f"{column}_{side}": row[f"{column}_{other}"] for column in SIDE for side, other in ("ab", "ba")}


def _subject(axes: Axes, top: float, row: dict[str, Any]) -> None:
    """Who it is about, what kind of difference it is, and at which event."""
    for line, text in enumerate(wrapped(country(row["country"]), SUBJECT, bold=True)[:2]):
        axes.text(0, top + 0.06 + 0.14 * line, text, va="top", weight="bold")
        below = top + 0.06 + 0.14 * (line + 1)
    axes.text(0, below, row["kind"], va="top", size=7, color=MUTED)
    event = str(row["event_id"]).replace("-", " ")
    for line, text in enumerate(wrapped(event, SUBJECT, QUOTE)[:2]):
        axes.text(0, below + 0.13 + 0.1 * line, text, va="top", size=QUOTE, color=MUTED)


def _telling(axes: Axes, at: tuple[float, float], side: dict[str, Any], numbers: dict[str, int], align: str) -> None:
    """What one article says: in short, where from, and the beginning of the sentence."""
    x, top = at
    axes.text(x, top + 0.06, side["says"], va="top", ha=align, weight="bold")
    from_where = f"no. {numbers[side['article_id']]}, {side['certainty']}, {side['source']}"
    axes.text(x, top + 0.2, from_where, va="top", ha=align, size=7, color=MUTED)
    for line, text in enumerate(_shortened(f"„{side['quote']}“")):
        axes.text(x, top + 0.35 + 0.11 * line, text, va="top", ha=align, size=QUOTE)


def _shortened(quote: str) -> list[str]:
    lines = wrapped(quote, TELLING, QUOTE)
    if len(lines) <= LINES_OF_QUOTE:
        return lines
    last = lines[LINES_OF_QUOTE - 1]
    while text_width(f"{last} …“", QUOTE) > TELLING and " " in last:
        last = last.rsplit(" ", 1)[0]
    return [*lines[: LINES_OF_QUOTE - 1], f"{last} …“"]


def _between(axes: Axes, at: tuple[float, float], row: dict[str, Any]) -> None:
    """Both positions on the scale, rejects at the left; a sign of inequality where they are none."""
    x, top = at
    middle = top + ROW / 2
    scores = [SCORES.get(row[f"says_{side}"]) for side in "ab"]
    if None in scores:
        axes.text(x + SCALE / 2, middle, "≠", ha="center", va="center", size=12, color=MUTED)
        return
    step = SCALE / len(SCORES)
    axes.plot([x + step / 2, x + SCALE - step / 2], [middle, middle], color=GUIDE, linewidth=0.8, zorder=0)
    for score in SCORES.values():
        axes.plot(x + (score + 2.5) * step, middle, "|", color=GUIDE, markersize=5, zorder=0)
    size = step * 0.94
    for side, shift in (("a", -1), ("b", 1)):
        says, certainty = row[f"says_{side}"], row[f"certainty_{side}"]
        lift = shift * size * 0.55 if scores[0] == scores[1] else 0.0
        corner = (x + (SCORES[says] + 2.5) * step - size / 2, middle - size / 2 + lift)
        glyphs.label(axes, (*corner, size, size), says, certainty)


def _told(row: dict[str, Any], numbers: dict[str, int]) -> str:
    sides = [f"{row[f'says_{s}']} ({row[f'certainty_{s}']}) in no. {numbers[row[f'article_id_{s}']]}" for s in "ab"]
    return f"{country(row['country'])}, {row['kind']}: {sides[0]} against {sides[1]}"
