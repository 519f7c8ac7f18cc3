"""German words shown in a notebook: sortable tables with the cue marked, a text with mentions or positions marked."""

# mypy: allow-untyped-calls

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import HTML

from analysis.charts.style import each
from analysis.coding import SEEDS
from analysis.corpus import read_article
from analysis.countries import country
from analysis.records import SCORES, Article

GERMAN = (
    "title sentence sentence_before sentence_after text date_evidence quote quote_a quote_b about_text file".split()
)
#: Columns of numbers below 1, printed with three decimals.
SMALL = ("p", "smallest_p", "holm", "bh", "tau", "chance")
MARK = "background:#fff3b0;color:#222222"
MENTION = "#d6e4f2"
#: Lighter than in the figures, so that the words on them are read.
TINTS = {
    "rejects": "#e3c4b2",
    "reserved": "#f4dcc0",
    "conditional": "#ece8dc",
    "willing": "#d6e4f2",
    "leads": "#b4d0ee",
}
_SCALE: dict[str, int] = dict(SCORES.items())
_SORTING = f"<script>{Path(__file__).with_name('sorting.js').read_text('utf-8')}</script>"


def table(rows: pd.DataFrame, *, cue: str = "cue") -> HTML:
    """The table in full: nothing cut short, German marked as German, the cue words highlighted in the sentence.

    Every text is escaped. A column named `cue` is not shown but marked where it occurs in `sentence`. In a trusted
    notebook a click on a head sorts by that column, positions as on the scale.
    """
    shown = [column for column in rows.columns if not (column == cue and "sentence" in rows)]
    lines = []
    for _, row in rows.iterrows():
        cells = [_cell(column, row[column], str(row.get(cue, ""))) for column in shown]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(f"<th style='text-align:left'>{escape(str(column).replace('_', ' '))}</th>" for column in shown)
    if not lines:
        return HTML("<p>No rows.</p>")
    whole = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    return HTML(whole + (_SORTING if len(lines) > 1 else ""))


def mentions(article_id: str, tables: dict[str, pd.DataFrame], folder: Path | str | None = None) -> HTML:
    """One article with its mentions marked by displaCy; page furniture left out.

    folder: where the texts are, as in `coding.load_or_code`; coded tables alone hold no text, and the answer says so.
    """
    found = tables["mentions"]
    return _shown(article_id, tables, folder, found.assign(label=found["country"].map(country), colour=MENTION))


def positions(article_id: str, tables: dict[str, pd.DataFrame], folder: Path | str | None = None) -> HTML:
    """As `mentions`, with the cue of every statement marked, in the tint of the position that it tells."""
    found = tables["statements"].drop(columns=["start", "end"]).rename(columns={"cue_start": "start", "cue_end": "end"})
    label = found["country"].map(country) + ": " + found["position"]
    return _shown(article_id, tables, folder, found.assign(label=label, colour=found["position"].map(TINTS)))


def _shown(article_id: str, tables: dict[str, pd.DataFrame], folder: Path | str | None, found: pd.DataFrame) -> HTML:
    from spacy import displacy  # not above: few notebooks mark a text, and importing spaCy takes as long as pandas

    article = _text(article_id, tables["articles"], folder)
    if article is None:
        return HTML("<p>The text is not in this folder: coded tables hold mentions, not articles.</p>")
    cut = tables["removed"][tables["removed"]["article_id"] == article_id]
    drawn = marked(article.source, found[found["article_id"] == article_id], cut)
    colours = {ent["label"].upper(): ent["colour"] for ent in drawn["ents"]}
    return HTML(
        displacy.render(drawn, style="ent", manual=True, page=False, jupyter=False, options={"colors": colours})
    )


def marked(source: str, found: pd.DataFrame, removed: pd.DataFrame) -> dict[str, Any]:
    """What displaCy draws: the text without furniture, with the words from `start` to `end` of each row of `found`.

    found: start, end, label, colour. Rows about the same words ("die baltischen Staaten") are one entity with all
    their labels and the colour of the first; of words inside one another the longest stand.
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
    spans: dict[tuple[int, int], list[Any]] = {}
    for row in each(found.sort_values(["start", "end"], ascending=[True, False])):
        if not any(a <= row.start < b and (a, b) != (row.start, row.end) for a, b in spans):
            spans.setdefault((row.start, row.end), []).append(row)
    ents = [
        {
            "start": moved[start],
            "end": moved[end],
            "label": ", ".join(dict.fromkeys(row.label for row in rows)),
            "colour": rows[0].colour,
        }
        for (start, end), rows in spans.items()
    ]
    return {"text": "".join(text), "ents": ents, "title": None}


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
    order = f" data-order='{_SCALE[str(value)]}'" if column == "position" and value in _SCALE else ""
    return f"<td style='text-align:{align};vertical-align:top'{german}{order}>{content}</td>"
