"""German words shown in a notebook: tables with the cue marked, a text with its mentions marked."""

# mypy: allow-untyped-calls

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd
from IPython.display import HTML
from spacy import displacy

from analysis.charts.style import country, each
from analysis.coding import SEEDS
from analysis.corpus import read_article
from analysis.records import Article

GERMAN = (
    "title sentence sentence_before sentence_after text date_evidence quote quote_a quote_b about_text file".split()
)
#: Columns of numbers below 1, printed with three decimals.
SMALL = ("p", "smallest_p", "holm", "bh", "tau", "chance")
MARK = "background:#fff3b0;color:#222222"
MENTION = "#d6e4f2"


def table(rows: pd.DataFrame, *, cue: str = "cue") -> HTML:
    """The table in full: nothing cut short, German marked as German, the cue words highlighted in the sentence.

    Every text is escaped. A column named `cue` is not shown but marked where it occurs in `sentence`.
    """
    shown = [column for column in rows.columns if not (column == cue and "sentence" in rows)]
    lines = []
    for _, row in rows.iterrows():
        cells = [_cell(column, row[column], str(row.get(cue, ""))) for column in shown]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(f"<th style='text-align:left'>{escape(str(column).replace('_', ' '))}</th>" for column in shown)
    empty = "" if lines else f"<tr><td colspan='{max(1, len(shown))}'>no rows</td></tr>"
    return HTML(f"<table><thead><tr>{head}</tr></thead><tbody>{empty}{''.join(lines)}</tbody></table>")


def mentions(article_id: str, tables: dict[str, pd.DataFrame], folder: Path | str | None = None) -> HTML:
    """One article with its mentions marked by displaCy; page furniture left out.

    folder: where the texts are, as in `coding.load_or_code`; coded tables alone hold no text, and the answer says so.
    """
    article = _text(article_id, tables["articles"], folder)
    if article is None:
        return HTML("<p>The text is not in this folder: coded tables hold mentions, not articles.</p>")
    found = tables["mentions"][tables["mentions"]["article_id"] == article_id]
    cut = tables["removed"][tables["removed"]["article_id"] == article_id]
    return HTML(
        displacy.render(
            marked(article.source, found, cut),
            style="ent",
            manual=True,
            page=False,
            jupyter=False,
            options={"colors": dict.fromkeys(_labels(found), MENTION)},
        )
    )


def marked(source: str, found: pd.DataFrame, removed: pd.DataFrame) -> dict[str, object]:
    """What displaCy draws: the text without furniture, its mentions with the countries as labels.

    Mentions of several countries in the same words ("die baltischen Staaten") are one entity; of mentions inside one
    another the longest stands.
    """
    keep = [True] * len(source)
    for row in each(removed):
        keep[row.start : row.end] = [False] * (row.end - row.start)
    moved: list[int] = [0] * (len(source) + 1)
    text: list[str] = []
    for place, char in enumerate(source):
        moved[place] = len(text)
        if keep[place] and not (char in "\r\n" and "".join(text[-2:]) in ("", "\n\n")):
            text.append(char)
    moved[len(source)] = len(text)
    spans: dict[tuple[int, int], list[str]] = {}
    for row in each(found.sort_values(["start", "end"], ascending=[True, False])):
        if not any(a <= row.start < b and (a, b) != (row.start, row.end) for a, b in spans):
            spans.setdefault((row.start, row.end), []).append(country(row.country))
    ents = [{"start": moved[a], "end": moved[b], "label": ", ".join(names)} for (a, b), names in spans.items()]
    return {"text": "".join(text), "ents": ents, "title": None}


def _labels(found: pd.DataFrame) -> Sequence[str]:
    entities = marked("x" * (int(found["end"].max()) if len(found) else 0), found, found.iloc[:0])["ents"]
    assert isinstance(entities, list)
    return sorted({str(entity["label"]).upper() for entity in entities})


def _text(article_id: str, articles: pd.DataFrame, folder: Path | str | None) -> Article | None:
    place = Path(folder or os.environ.get("STANDPUNKT_TABLES") or SEEDS)
    known = articles.loc[articles["article_id"] == article_id, "file"]
    return None if known.empty else read_article(place, known.iloc[0], article_id)


def _cell(column: str, value: object, cue: str) -> str:
    if isinstance(value, pd.Timestamp):
        text = f"{value:%Y-%m-%d}"
    elif isinstance(value, float):
        text = "" if pd.isna(value) else f"{value:.{3 if column in SMALL else 1}f}"
        text = "<0.001" if column in SMALL and text == "0.000" and value > 0 else text
    elif column in ("country", "partner"):
        text = country(str(value))
    else:
        text = "" if value is None or value is pd.NA or value is pd.NaT else str(value)
    content = escape(text)
    if column == "sentence" and cue and escape(cue) in content:
        content = content.replace(escape(cue), f"<mark style='{MARK}'>{escape(cue)}</mark>", 1)
    align = "right" if isinstance(value, int | float) else "left"
    german = " lang='de'" if column in GERMAN else ""
    return f"<td style='text-align:{align};vertical-align:top'{german}>{content}</td>"
