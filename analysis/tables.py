"""Records to DataFrames and back, checked against `columns`."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.columns import COLUMNS, types
from analysis.duplicates import Signature, originals, signature
from analysis.records import SCORES, Coded, DateRange, Published, Skipped
from analysis.spreadsheet import guarded, unguarded

FORMATS = ("csv", "parquet")
INPUTS = "inputs.json"
Tables = dict[str, pd.DataFrame]

#: The corpus window: articles outside it are kept and flagged.
WINDOW = DateRange(date(2024, 11, 1), date(2026, 1, 31))


def frames(coded: Iterable[Coded], skipped: Iterable[Skipped] = (), *, window: DateRange = WINDOW) -> Tables:
    """All tables of coded articles, columns and order as in COLUMNS; rows in the order of articles, then of text."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in COLUMNS}
    signatures: dict[str, Signature] = {}
    published: dict[str, Published] = {}
    for one in coded:
        _add(rows, one, window)
        signatures[one.article.article_id] = signature(one.article.text)
        published[one.article.article_id] = one.published
    copies = originals(signatures, published)
    for row in rows["articles"]:
        copy = copies.get(str(row["article_id"]))
        row["duplicate_of"] = copy.original if copy else ""
        row["duplicate_share"] = copy.share if copy else None
    rows["skipped"] = [{"file": s.file, "reason": s.reason} for s in skipped]
    return {
        name: pd.DataFrame(rows[name], columns=list(columns)).astype(types(columns))
        for name, (_, columns) in COLUMNS.items()
    }


def _add(rows: dict[str, list[dict[str, object]]], one: Coded, window: DateRange) -> None:
    article, published = one.article, one.published
    ident = article.article_id
    furniture = [line for line in article.lines if line.kind == "furniture"]
    rows["articles"].append(
        {
            "article_id": ident,
            "file": article.file,
            "title": article.title,
            "outlet": article.outlet,
            "published_earliest": published.range.earliest.isoformat() if published.range else "",
            "published_latest": published.range.latest.isoformat() if published.range else "",
            "published_minute": published.minute,
            "precision": published.precision,
            "date_source": published.source,
            "date_evidence": " | ".join(published.evidence),
            "in_window": _in_window(published.range, window),
            "encoding": article.encoding,
            "words": article.words,
            "sha256": article.sha256,
            "removed_lines": len(furniture),
        }
    )
    for m in one.mentions:
        rows["mentions"].append(
            {"article_id": ident, **{c: getattr(m, c) for c in COLUMNS["mentions"][1] if c != "article_id"}}
        )
    for s in one.statements:
        row: dict[str, object] = {
            c: getattr(s, c)
            for c in COLUMNS["statements"][1]
            if c not in ("article_id", "earlier", "about_earliest", "about_latest")
        }
        row["earlier"] = "yes" if s.earlier else "no"
        about = (
            {"about_earliest": s.about.earliest.isoformat(), "about_latest": s.about.latest.isoformat()}
            if s.about
            else {}
        )
        rows["statements"].append({"article_id": ident, **row, "about_earliest": "", "about_latest": "", **about})
    for p in one.positions:
        row = {c: getattr(p, c) for c in COLUMNS["positions"][1] if c not in ("article_id", "contradictory")}
        rows["positions"].append({"article_id": ident, **row, "contradictory": "yes" if p.contradictory else "no"})
    for line in furniture:
        text = article.source[line.start : line.end]
        rows["removed"].append(
            {
                "article_id": ident,
                "line": line.number,
                "start": line.start,
                "end": line.end,
                "text": text,
                "reason": line.reason,
            }
        )


def _in_window(published: DateRange | None, window: DateRange) -> str:
    if published is None:
        return "unknown"
    if window.earliest <= published.earliest and published.latest <= window.latest:
        return "yes"
    return "no" if published.latest < window.earliest or published.earliest > window.latest else "partly"


def check(tables: Mapping[str, pd.DataFrame]) -> None:
    """Raise ValueError where a table breaks its contract: columns, codes, offsets, keys."""
    for name, (grain, columns) in COLUMNS.items():
        if name not in tables:
            raise ValueError(f"the table {name} is missing")
        if list(tables[name].columns) != list(columns):
            raise ValueError(f"{name}: expected the columns {list(columns)}, found {list(tables[name].columns)}")
        if name in ("articles", "positions"):
            key = ["article_id"] if name == "articles" else ["article_id", "country"]
            repeated = tables[name][tables[name].duplicated(key)]
            if len(repeated):
                raise ValueError(f"{name} must have {grain}: {repeated[key].iloc[0].tolist()} stands twice")
    articles = set(tables["articles"]["article_id"])
    copied = tables["articles"]["duplicate_of"].loc[lambda column: column != ""]
    lost = copied[~copied.isin(articles)]
    if len(lost):
        raise ValueError(f"articles: duplicate_of names {lost.iloc[0]!r}, which is no article")
    for name in ("mentions", "statements", "positions", "removed"):
        strangers = set(tables[name]["article_id"]) - articles
        if strangers:
            raise ValueError(f"{name}: no article has the id {sorted(strangers)[0]!r}")
    for name in ("statements", "positions"):
        wrong = tables[name][tables[name]["score"] != tables[name]["position"].map(SCORES)]
        if len(wrong):
            raise ValueError(f"{name}: score and position disagree in row {wrong.index[0]}")
    for name in ("mentions", "statements", "removed"):
        wrong = tables[name][tables[name]["start"] >= tables[name]["end"]]
        if len(wrong):
            raise ValueError(f"{name}: empty span in row {wrong.index[0]}")


def write(
    tables: Mapping[str, pd.DataFrame], folder: Path, *, format: str = "csv", inputs: Mapping[str, str] | None = None
) -> list[Path]:
    """Write all tables to a folder that is replaced as a whole, and return the files.

    They are written beside the folder and then switched. Raises FileExistsError where the folder holds anything that
    is not one of these tables, so that nothing of the user's is lost.
    """
    check(tables)
    ours = {f"{name}.{ending}" for name in COLUMNS for ending in FORMATS} | {INPUTS}
    strange = sorted(p.name for p in folder.iterdir() if p.name not in ours) if folder.is_dir() else []
    if strange or folder.is_file():
        what = strange[0] if strange else "a file of that name"
        raise FileExistsError(f"{folder} holds {what}, which is no table of this program: name an empty or new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    for name in COLUMNS:
        if format == "parquet":
            tables[name].to_parquet(beside / f"{name}.parquet", index=False)
        else:
            # Strings are quoted: a lone carriage return in a quote would end the row for whoever reads it.
            guarded(tables[name]).to_csv(
                beside / f"{name}.csv", index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC
            )
    (beside / INPUTS).write_text(json.dumps(dict(inputs or {}), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    if folder.exists():
        old = folder.with_name(f".{folder.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        beside.rename(folder)
        shutil.rmtree(old)
    else:
        beside.rename(folder)
    return sorted(folder.iterdir())


def read(folder: Path) -> Tables:
    """The tables of a folder that `write` made, checked. Raises FileNotFoundError where it holds none."""
    tables: Tables = {}
    for name, (_, columns) in COLUMNS.items():
        parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
        if parquet.exists():
            tables[name] = pd.read_parquet(parquet)
        elif text.exists():
            read_in = pd.read_csv(
                text, dtype=types(columns), keep_default_na=False, na_values={"duplicate_share": [""]}
            )
            tables[name] = unguarded(read_in)
        else:
            raise FileNotFoundError(
                f"{folder} has no table {name}: make it with `python -m analysis code PATH... --out {folder}`"
            )
    check(tables)
    return tables


def inputs(folder: Path) -> dict[str, str]:
    """What the tables of a folder were made from, as `write` was told."""
    kept: dict[str, str] = json.loads((folder / INPUTS).read_text("utf-8"))
    return kept
