"""Records to DataFrames and back: every table's grain, columns and meanings in one place.

`COLUMNS` is the contract that README's table dictionary repeats and that `check` holds every table against.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.records import SCORES, Coded, DateRange, Skipped

#: table -> (grain, {column: meaning})
COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
    "articles": (
        "one row per article",
        {
            "article_id": "file name without its ending",
            "file": "name of the file it was read from",
            "title": "headline; empty where the text has none",
            "outlet": "publisher, from the text itself or from the sidecar; empty where neither names one",
            "published_earliest": "first day on which it can have appeared (YYYY-MM-DD); empty where unknown",
            "published_latest": "last day on which it can have appeared (YYYY-MM-DD); empty where unknown",
            "published_minute": "time of day (HH:MM, as printed, no time zone); empty unless precision is minute",
            "precision": "minute, day, month, interval or unknown",
            "date_source": "the step that decided: sidecar, header, byline, url, text, office_terms, event, weekday; "
            "empty where none did",
            "date_evidence": "every step with the words it read and the interval it left, separated by ` | `",
            "in_window": "yes, no, partly or unknown: whether the interval lies in the corpus window",
            "encoding": "codec with which the bytes decode to the source text",
            "words": "words that are left to read after cleaning",
            "sha256": "hash of the bytes",
            "duplicate_of": "article_id of an earlier article with the same cleaned text; empty for none",
            "removed_lines": "stretches of page furniture set aside (rows in removed)",
        },
    ),
    "mentions": (
        "one row per occurrence",
        {
            "article_id": "article",
            "sentence": "index of the sentence in the article, from 0",
            "start": "first character in the source text",
            "end": "character after the last",
            "text": "the words as they stand",
            "country": "ISO 3166-1 alpha-3 code, XKX, EU or NATO",
            "kind": "name, adjective, demonym, capital, seat, place, person, organisation, compound or group",
            "entity": "name of the country, person, organisation or group",
        },
    ),
    "statements": (
        "one row per actor and clause with a position",
        {
            "article_id": "article",
            "sentence": "index of the sentence in the article, from 0",
            "start": "first character of the sentence in the source text",
            "end": "character after its last",
            "quote": "the sentence, exactly as in the source text",
            "country": "ISO 3166-1 alpha-3 code, XKX, EU, NATO, or COALITION for a bare count of states",
            "position": "rejects, reserved, conditional, willing or leads",
            "score": "the position as a number, -2 to 2",
            "certainty": "asserted, reported or speculative",
            "contribution": "ground, air_sea, training, logistics_funds, neighbouring_states or none_stated",
            "condition": "the condition in the text's words; empty for none",
            "speaker": "person whose words it is; empty where nobody is named",
            "office": "office of the speaker",
            "source": "own (the actor's), outlet (its telling) or other (somebody else about the actor)",
            "section": "headline or body",
            "rule": "id of the cue frame that fired; example where none did and the labelled examples decided",
            "cue_start": "first character of the cue words in the source text",
            "cue_end": "character after their last",
            "likeness": "log odds of the position against none by the labelled examples, however it was found",
            "earlier": "yes where the text tells it as before its own time, else no",
            "about_earliest": "first day that the statement is about (YYYY-MM-DD); empty for the article's own time",
            "about_latest": "last day that the statement is about (YYYY-MM-DD)",
        },
    ),
    "positions": (
        "one row per article and country with a position",
        {
            "article_id": "article",
            "country": "ISO 3166-1 alpha-3 code, XKX, EU, NATO or COALITION",
            "position": "rejects, reserved, conditional, willing or leads",
            "score": "the position as a number, -2 to 2",
            "certainty": "asserted, reported or speculative",
            "contradictory": "yes where another statement of the same time lies two or more steps away, else no",
            "statements": "number of statements considered",
            "decided_by": "the step of the precedence and the cue frame (or example) that gave the label",
        },
    ),
    "skipped": ("one row per input set aside", {"file": "the input", "reason": "why, and what to do about it"}),
    "removed": (
        "one row per stretch of page furniture",
        {
            "article_id": "article",
            "line": "line number in the source text, from 1",
            "start": "first character in the source text",
            "end": "character after the last",
            "text": "the words set aside",
            "reason": "kind of furniture (README lists them)",
        },
    ),
}

FORMATS = ("csv", "parquet")
INPUTS = "inputs.json"
Tables = dict[str, pd.DataFrame]

#: The corpus window: articles outside it are kept and flagged.
WINDOW = DateRange(date(2024, 11, 1), date(2026, 1, 31))


def frames(coded: Iterable[Coded], skipped: Iterable[Skipped] = (), *, window: DateRange = WINDOW) -> Tables:
    """All tables of coded articles, columns and order as in COLUMNS; rows in the order of articles, then of text."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in COLUMNS}
    seen: dict[str, str] = {}
    for one in coded:
        key = " ".join(one.article.text.split())
        duplicate_of = seen.setdefault(key, one.article.article_id) if key else one.article.article_id
        _add(rows, one, "" if duplicate_of == one.article.article_id else duplicate_of, window)
    rows["skipped"] = [{"file": s.file, "reason": s.reason} for s in skipped]
    return {
        name: pd.DataFrame(rows[name], columns=list(columns)).astype(_types(columns))
        for name, (_, columns) in COLUMNS.items()
    }


def _add(rows: dict[str, list[dict[str, object]]], one: Coded, duplicate_of: str, window: DateRange) -> None:
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
            "duplicate_of": duplicate_of,
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
            tables[name].to_csv(beside / f"{name}.csv", index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
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
            tables[name] = pd.read_csv(text, dtype=_types(columns), keep_default_na=False)
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


_NUMBERS = frozenset(
    ["sentence", "start", "end", "score", "cue_start", "cue_end", "words", "removed_lines", "statements", "line"]
)


def _types(columns: Iterable[str]) -> dict[str, str]:
    return {c: "int64" if c in _NUMBERS else "float64" if c == "likeness" else "str" for c in columns}
