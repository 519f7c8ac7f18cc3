"""The evidence behind the figures as a chapter of the report."""

# mypy: allow-untyped-calls

from __future__ import annotations

from html import escape

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import trends
from analysis.charts import quoted
from analysis.charts.style import each, listed
from analysis.countries import country
from analysis.tables import Tables

OPENING = """# Evidence

Which sentence stands behind what the figures show?

Every sentence that the figures and tables of this report quote or count stands here once, with the number that its \
article has in them and all that it tells: a position with its certainty, a number, a doubt, a day."""


def evidence(tables: Tables) -> NotebookNode:
    """A notebook with a heading per year and per article and a table of its sentences: the German, what it tells.

    tables: as from `trends.independent`. Articles of which nothing is quoted are left out, as they are of the figures
    with positions.
    """
    articles, told = trends.numbered(tables["articles"]), trends.quotations(tables)
    cells = [new_markdown_cell(OPENING)]
    year = None
    for article in each(articles[articles["article_id"].isin(told["article_id"])]):
        own = "Undated" if pd.isna(article.published_earliest) else str(article.published_earliest.year)
        heading = f"## {own}\n\n" if own != year else ""
        year = own
        cells.append(new_markdown_cell(f"{heading}### No. {article.no} · {article.when}"))
        words = " · ".join(escape(text) for text in (article.title, article.outlet) if text)
        cells.append(_shown(f"<p lang='de'>{words}{'<br>' if words else ''}{escape(article.file)}</p>"))
        cells.append(_shown(quoted.table(_sentences(told[told["article_id"] == article.article_id])).data))
    chapter: NotebookNode = new_notebook(cells=cells)
    return chapter


def _shown(html: str) -> NotebookNode:
    cell: NotebookNode = new_code_cell(outputs=[new_output("display_data", {"text/html": html})])
    return cell


def _sentences(told: pd.DataFrame) -> pd.DataFrame:
    """One row per sentence: the German, and what it tells, countries of which it tells the same together."""
    rows = []
    for _, one in told.groupby("start", sort=False):
        tellings = []
        for (says, certainty), same in one.groupby(["says", "certainty"], sort=False):
            names = listed([country(code) for code in dict.fromkeys(same["country"]) if code])
            tellings.append(f"{names}{': ' if names else ''}{says} ({certainty})")
        rows.append({"sentence": one["sentence"].iloc[0], "tells": "; ".join(tellings)})
    return pd.DataFrame(rows)
