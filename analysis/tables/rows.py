"""Records to rows, rows to DataFrames with the columns and types of `columns`, and statements back to records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from analysis.columns import COLUMNS, types
from analysis.duplicates import Duplicate, Signature, originals, signature
from analysis.records import WINDOW, Coded, DateRange, Event, Position, Published, Skipped, Statement

Tables = dict[str, pd.DataFrame]
#: One row, column -> value; the rows of some inputs, table -> rows.
Row = dict[str, object]
Rows = dict[str, list[Row]]
#: event_id -> the event's row without its articles, and the ids of the articles that tell of it.
Told = dict[str, tuple[Row, list[str]]]

_ABOUT = ("about_earliest", "about_latest", "about_text")


def frames(coded: Iterable[Coded], skipped: Iterable[Skipped] = (), *, window: DateRange = WINDOW) -> Tables:
    """All tables of coded articles, columns and order as in COLUMNS; rows in the order of articles, then of text."""
    found: Rows = {name: [] for name in COLUMNS}
    signatures: dict[str, Signature] = {}
    published: dict[str, Published] = {}
    for one in coded:
        extend(found, rows_of(one, window=window))
        signatures[one.article.article_id] = signature(one.article.text)
        published[one.article.article_id] = one.published
    extend(found, skipped_rows(skipped))
    mark_copies(found, originals(signatures, published))
    told: Told = {}
    tell(told, found["events"])
    found["events"] = event_rows(told)
    return typed(found)


def skipped_rows(skipped: Iterable[Skipped]) -> Rows:
    """The rows of inputs that became no article."""
    return {"skipped": [{"file": one.file, "reason": one.reason} for one in skipped]}


def extend(found: Rows, more: Rows) -> None:
    """Put rows behind those that are there, table by table."""
    for name, added in more.items():
        found[name] += added


def mark_copies(found: Rows, copies: Mapping[str, Duplicate]) -> None:
    """Write into the articles' rows which original each repeats."""
    for row in found["articles"]:
        if copy := copies.get(str(row["article_id"])):
            row["duplicate_of"], row["duplicate_share"] = copy.original, copy.share


def tell(told: Told, rows: Iterable[Row]) -> None:
    """Add the rows of events as articles have them, one a row, to what other articles tell."""
    for row in rows:
        event = {column: value for column, value in row.items() if column != "articles"}
        told.setdefault(str(row["event_id"]), (event, []))[1].append(str(row["articles"]))


def event_rows(told: Told) -> list[Row]:
    """One row per event with all articles that tell of it, in the order of time."""
    rows: list[Row] = [{**event, "articles": ";".join(articles)} for event, articles in told.values()]
    return sorted(rows, key=lambda row: (str(row["date_earliest"]), str(row["event_id"])))


def typed(found: Rows) -> Tables:
    """The rows as DataFrames."""
    return {
        name: pd.DataFrame(found[name], columns=list(columns)).astype(types(columns))
        for name, (_, columns) in COLUMNS.items()
    }


def rows_of(one: Coded, *, window: DateRange = WINDOW) -> Rows:
    """The rows of one article; whether it repeats another one is not known yet, nor who else tells of its events."""
    rows: Rows = {name: [] for name in COLUMNS}
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
            "duplicate_of": "",
            "duplicate_share": None,
            "removed_lines": len(furniture),
        }
    )
    for m in one.mentions:
        rows["mentions"].append(
            {"article_id": ident, **{c: getattr(m, c) for c in COLUMNS["mentions"][1] if c != "article_id"}}
        )
    for s in one.statements:
        row: Row = {c: getattr(s, c) for c in COLUMNS["statements"][1] if c not in ("article_id", "earlier", *_ABOUT)}
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
    told = {telling.event.event_id: telling.event for telling in one.tellings}
    rows["events"] = [{**_event(event), "articles": ident} for event in told.values()]
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
    return rows


def _event(event: Event) -> Row:
    days = {"date_earliest": event.range.earliest.isoformat(), "date_latest": event.range.latest.isoformat()}
    return {"event_id": event.event_id, **days, "place": event.place, "name": event.name, "note": event.note}


def _position(article_id: str, position: Position) -> Row:
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
