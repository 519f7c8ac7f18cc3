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
from analysis.records import SCORES, WINDOW, Coded, DateRange, Event, Position, Published, Skipped, Statement
from analysis.spreadsheet import guarded, unguarded

FORMATS = ("csv", "parquet")
INPUTS = "inputs.json"
Tables = dict[str, pd.DataFrame]
#: What must not stand twice.
_KEYS = {
    "articles": ["article_id"],
    "positions": ["article_id", "country"],
    "events": ["event_id"],
    "tellings": ["event_id", "article_id", "sentence"],
}
_ABOUT = ("about_earliest", "about_latest", "about_text")


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
    rows["events"].sort(key=lambda row: (str(row["date_earliest"]), str(row["event_id"])))
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
            c: getattr(s, c) for c in COLUMNS["statements"][1] if c not in ("article_id", "earlier", *_ABOUT)
        }
        row["earlier"] = "yes" if s.earlier else "no"
        row["about_earliest"] = s.about.earliest.isoformat() if s.about else ""
        row["about_latest"] = s.about.latest.isoformat() if s.about else ""
        row["about_text"] = s.about.text if s.about else ""
        rows["statements"].append({"article_id": ident, **row})
    rows["positions"] += [_position(ident, p) for p in one.positions]
    for claim in one.claims:
        row = {c: getattr(claim, c) for c in COLUMNS["claims"][1] if c != "article_id"}
        codes = {"country": ";".join(claim.country), "members": ";".join(claim.members)}
        rows["claims"].append({"article_id": ident, **row, **codes, "earlier": "yes" if claim.earlier else "no"})
    for doubt in one.doubts:
        row = {c: getattr(doubt, c) for c in COLUMNS["doubts"][1] if c != "article_id"}
        codes = {"country": ";".join(doubt.country), "whose": ";".join(doubt.whose)}
        rows["doubts"].append({"article_id": ident, **row, **codes})
    for telling in one.tellings:
        day = telling.day.earliest.isoformat() if telling.day else ""
        row = {c: getattr(telling, c) for c in ("sentence", "start", "end", "quote")}
        rows["tellings"].append({"event_id": telling.event.event_id, "article_id": ident, **row, "day": day})
        _tell(rows["events"], telling.event, ident)
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


def _tell(rows: list[dict[str, object]], event: Event, article_id: str) -> None:
    """Write down that an article tells of an event, in the event's one row."""
    told = next((row for row in rows if row["event_id"] == event.event_id), None)
    if told is None:
        days = {"date_earliest": event.range.earliest.isoformat(), "date_latest": event.range.latest.isoformat()}
        words = {"place": event.place, "name": event.name, "note": event.note}
        rows.append({"event_id": event.event_id, **days, **words, "articles": article_id})
    elif article_id not in str(told["articles"]).split(";"):
        told["articles"] = f"{told['articles']};{article_id}"


def _position(article_id: str, position: Position) -> dict[str, object]:
    row = {c: getattr(position, c) for c in COLUMNS["positions"][1] if c not in ("article_id", "contradictory")}
    return {"article_id": article_id, **row, "contradictory": "yes" if position.contradictory else "no"}


def positions(labels: Mapping[str, Iterable[Position]]) -> pd.DataFrame:
    """The table `positions` of the labels by article_id, in their order."""
    rows = [_position(article_id, position) for article_id, found in labels.items() for position in found]
    columns = COLUMNS["positions"][1]
    return pd.DataFrame(rows, columns=list(columns)).astype(types(columns))


def statements(table: pd.DataFrame) -> dict[str, list[Statement]]:
    """The records of a table `statements` by article_id, in the order of its rows: what `frames` was given."""
    records: dict[str, list[Statement]] = {}
    for row in table.drop(columns="score").to_dict("records"):
        article_id, first, last, text = (row.pop(c) for c in ("article_id", *_ABOUT))
        about = DateRange(date.fromisoformat(first), date.fromisoformat(last), text) if first else None
        row["earlier"] = row["earlier"] == "yes"
        records.setdefault(article_id, []).append(Statement(**row, about=about))
    return records


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
        key = _KEYS.get(name)
        if key is not None:
            repeated = tables[name][tables[name].duplicated(key)]
            if len(repeated):
                raise ValueError(f"{name} must have {grain}: {repeated[key].iloc[0].tolist()} stands twice")
    articles = set(tables["articles"]["article_id"])
    copied = tables["articles"]["duplicate_of"].loc[lambda column: column != ""]
    lost = copied[~copied.isin(articles)]
    if len(lost):
        raise ValueError(f"articles: duplicate_of names {lost.iloc[0]!r}, which is no article")
    for name in ("mentions", "statements", "positions", "claims", "doubts", "tellings", "removed"):
        strangers = set(tables[name]["article_id"]) - articles
        if strangers:
            raise ValueError(f"{name}: no article has the id {sorted(strangers)[0]!r}")
    for name in ("statements", "positions"):
        wrong = tables[name][tables[name]["score"] != tables[name]["position"].map(SCORES)]
        if len(wrong):
            raise ValueError(f"{name}: score and position disagree in row {wrong.index[0]}")
    for name in ("mentions", "statements", "claims", "doubts", "tellings", "removed"):
        wrong = tables[name][tables[name]["start"] >= tables[name]["end"]]
        if len(wrong):
            raise ValueError(f"{name}: empty span in row {wrong.index[0]}")
    wrong = tables["claims"][tables["claims"]["low"] > tables["claims"]["high"]]
    if len(wrong):
        raise ValueError(f"claims: low is above high in row {wrong.index[0]}")
    untold = set(tables["tellings"]["event_id"]) ^ set(tables["events"]["event_id"])
    if untold:
        raise ValueError(f"events and tellings disagree on {sorted(untold)[0]!r}")


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
