"""What was read, when it is from, and how little it proves."""

from __future__ import annotations

import pandas as pd

from analysis.charts.findings.words import number, percent
from analysis.trends import when

FEW = 30  # articles; below this a corpus is called a handful in so many words


def dates(articles: pd.DataFrame) -> str:
    """When the articles are from. articles: as from `trends.numbered`."""
    if articles.empty:
        return "No articles were read"
    known = articles[articles["published_earliest"].notna()]
    if known.empty:
        return f"None of {number(len(articles), 'article')} could be dated"
    span = when(known["published_earliest"].min(), known["published_latest"].max())
    exact = int((known["published_earliest"] == known["published_latest"]).sum())
    unknown = len(articles) - len(known)
    end = f", {unknown:,} cannot be dated" if unknown else ""
    precise = f"{exact:,} dated to the day, {len(known) - exact:,} to an interval"
    return f"{number(len(articles), 'article')} from {span}: {precise}{end}"


def cut(parts: pd.DataFrame) -> str:
    """How much was set aside. parts: as from `trends.kept_and_removed`."""
    total, kept = int(parts["words"].sum()), int(parts["words"].iloc[0])
    if not total:
        return "There are no words to read"
    most = parts["part"].iloc[1].replace("_", " ") if len(parts) > 1 else ""
    share = f"{percent(total - kept, total)} of {total:,} words set aside as page furniture"
    return share + (f", {most} the largest part" if most else "")


def set_aside(articles: pd.DataFrame, skipped: pd.DataFrame) -> str:
    """What is in no chart: inputs skipped, repeated articles, articles without words or outside the window."""
    repeated = articles["duplicate_of"] != ""
    word_for_word = int((articles["duplicate_share"] == 1).sum())
    outside = int((articles["in_window"] == "no").sum())
    return (
        f"In no chart: {number(len(skipped), 'input')} that could not be read, "
        f"{number(int(repeated.sum()), 'article')} that repeated another, {word_for_word:,} of them word for word. "
        f"Wholly outside the window: {outside:,} of {len(articles):,}."
    )


def how_little(articles: pd.DataFrame) -> str:
    """What so many articles cannot prove."""
    count = len(articles)
    if not count:
        return "Without articles there is nothing to conclude."
    if count >= FEW:
        return f"{count:,} articles are what was collected, no sample of the press: the figures speak of these texts."
    prove = "proves" if count == 1 else "prove"
    return f"{number(count, 'article')} {prove} little: a handful of texts, no sample of the press."
