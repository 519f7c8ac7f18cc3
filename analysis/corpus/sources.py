"""The sidecar `sources.csv`: what a researcher knows of the articles from outside."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from analysis.corpus.decoding import decode
from analysis.records import Article, Unreadable

SOURCE_COLUMNS = ("file", "outlet", "url", "date", "note")

#: What is known of an article, with the keys of SOURCE_COLUMNS, by what the column `file` names it.
Sources = Mapping[str, Mapping[str, str]]


def read_sources(path: str | Path) -> dict[str, dict[str, str]]:
    """What is known of the articles from outside: file name or article_id -> row with the keys of SOURCE_COLUMNS.

    Commas, semicolons or tabs part the cells. date is empty, YYYY-MM or YYYY-MM-DD. A row may name what is not there.
    Raises ValueError with the place and the remedy for an unknown or missing column, a file named twice or not at all,
    a date of another form, and a file that is no text.
    """
    text = _text(Path(path))
    header = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=max(",;\t", key=header.count))
    columns = tuple(reader.fieldnames or ())
    if set(columns) != set(SOURCE_COLUMNS):
        unknown = ", ".join(sorted(set(columns) - set(SOURCE_COLUMNS))) or "none"
        missing = ", ".join(column for column in SOURCE_COLUMNS if column not in columns) or "none"
        raise ValueError(
            f"{path}: the columns must be {', '.join(SOURCE_COLUMNS)} (unknown: {unknown}; missing: {missing})"
        )
    sources: dict[str, dict[str, str]] = {}
    for raw in reader:
        place = f"{path}, line {reader.line_num}"
        if None in raw or None in raw.values():
            raise ValueError(f"{place}: a row has {len(SOURCE_COLUMNS)} cells; put a cell with a comma in quotes")
        row = {column: raw[column].strip() for column in SOURCE_COLUMNS}
        if not row["file"]:
            raise ValueError(f"{place}: the cell file is empty; enter the name of the article's file")
        if row["file"] in sources:
            raise ValueError(f"{place}: {row['file']} has a row already; keep one of them")
        if not _is_date(row["date"]):
            raise ValueError(f"{place}: {row['date']!r} is no date; write YYYY-MM-DD or YYYY-MM, or leave it empty")
        sources[unicodedata.normalize("NFC", row["file"])] = row
    return sources


def row_of(article: Article, sources: Sources) -> Mapping[str, str] | None:
    """The row that names the article: by its id, by its file with the subfolder, or by the bare name of the file."""
    names = (article.article_id, article.file, Path(article.file).name)
    composed = [unicodedata.normalize("NFC", name) for name in names]
    return next((sources[name] for name in composed if name in sources), None)


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return decode(content)[0].removeprefix("\ufeff") if content.strip() else ""
    except Unreadable as error:
        raise ValueError(f"{path} {error}") from error


def _is_date(value: str) -> bool:
    if not value:
        return True
    if not re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", value):
        return False
    try:
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return False
    return True
