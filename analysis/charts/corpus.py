"""What was read: when the articles are from, and what of their pages was set aside."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts import findings
from analysis.charts.guides import DAY, beside, num, rows, time_axis
from analysis.charts.style import (
    ACCENT,
    INK,
    MUTED,
    described,
    each,
    house,
    label_room,
    no_data,
    note,
    sheet,
)
from analysis.records import WINDOW, DateRange

NAMED = 45  # with more articles than this a row has no label


def publication_intervals(articles: pd.DataFrame, window: DateRange = WINDOW) -> Axes:
    """One row per article, from the first to the last day on which it can have appeared.

    articles: as from `trends.numbered`. An unknown date is an open, hatched bar over the whole window.
    """
    title = findings.dates(articles)
    small = note(articles, "A bar is what is known of the date, not how long an article ran; hatched: date unknown.")
    with house():
        if articles.empty:
            return no_data(title, small, "No articles to draw")
        count, named = len(articles), len(articles) <= NAMED
        row = min(0.26, 7.8 / count)
        labels = [f"No. {row.label}" for row in each(articles)] if named else []
        axes = sheet(title, small, height=row * count, bottom=0.36, left=label_room(labels) if named else 0.3)
        first, last = time_axis(axes, articles, window)
        for place, article in enumerate(each(articles)):
            known = pd.notna(article.published_earliest)
            start = article.published_earliest if known else first
            end = article.published_latest + DAY if known else last
            axes.add_patch(interval(start, end, place, 0.5 if named else 1.0, known=known, outlined=named))
            if named:
                words = f"{article.precision}, by {article.date_source}".replace("_", " ") if known else "date unknown"
                beside(axes, (num(start), num(end)), place, words, color=MUTED)
        if named:
            rows(axes, labels)
        else:
            axes.set_yticks([])
            axes.set_ylim(count - 0.5, -0.5)
            axes.set_ylabel("articles in the order of their dates")
        lines = [f"No. {a.label}: {a.precision} by {a.date_source or 'nothing'}" for a in each(articles.head(NAMED))]
        return described(axes, f"{title}. {'; '.join(lines)}.")


def words_kept(parts: pd.DataFrame, articles: pd.DataFrame) -> Axes:
    """Words left to read, and words set aside by reason. parts: as from `trends.kept_and_removed`."""
    title = findings.cut(parts)
    small = note(articles, "What was set aside stays in the table removed, with its reason; nothing is deleted.")
    with house():
        if articles.empty:
            return no_data(title, small, "No words to count")
        labels = [str(part).replace("_", " ") for part in parts["part"]]
        axes = sheet(title, small, height=0.19 * len(parts), left=label_room(labels), bottom=0.1, right=1.2)
        axes.barh(range(len(parts)), parts["words"], height=0.62, color=[INK, *[ACCENT] * (len(parts) - 1)])
        for place, part in enumerate(each(parts)):
            axes.annotate(
                f"{part.words:,} ({part.stretches:,}×)" if place else f"{part.words:,} words",
                (part.words, place),
                (3, 0),
                textcoords="offset points",
                va="center",
                color=MUTED,
            )
        rows(axes, labels)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        told = ", ".join(f"{label} {words:,}" for label, words in zip(labels, parts["words"], strict=True))
        return described(axes, f"{title}. Words by part: {told}.")


def interval(
    start: pd.Timestamp, end: pd.Timestamp, middle: float, height: float, *, known: bool = True, outlined: bool = True
) -> Rectangle:
    """What is known of a date, as a bar; its outline keeps a single day visible."""
    x = num(start)
    box = Rectangle((x, middle - height / 2), num(end) - x, height, linewidth=0.9, edgecolor=ACCENT)
    box.set(facecolor=ACCENT)
    if not known:
        box.set(fill=False, hatch="////", edgecolor=MUTED, linewidth=0.6 if outlined else 0.0, hatchcolor="#c4c4c4")
    return box
