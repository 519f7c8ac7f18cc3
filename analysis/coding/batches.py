"""Inputs in batches, and what a batch gives: the unit that is sent to a process or a machine and comes back as lines.

Each input gives two lines of JSON. The first is its trace, what tells copies of it: article_id, first and last possible
day, minute, and the signature in base64; `null` for an input that became no article. The second is its rows, table by
table. Lines of neighbouring batches can be put behind each other as they are.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from analysis import tables
from analysis.coding.article import code_article
from analysis.coding.inputs import sources_of
from analysis.corpus import Columns, read_articles, read_sources, row_of
from analysis.duplicates import signature
from analysis.records import WINDOW, Article, Coded, DateRange, Skipped, Unreadable

#: A batch is full with so many inputs, or so many characters.
INPUTS, CHARACTERS = 32, 1_000_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Neighbouring inputs, each with what the sidecar knows of it; number: from 0 in the order of the inputs.

    window: where a text bounds no date, it lies in it.
    """

    number: int
    inputs: tuple[tuple[Article | Skipped, Mapping[str, str] | None], ...]
    window: DateRange = WINDOW

    def single(self) -> list[Batch]:
        """A batch for each input."""
        return [Batch(self.number, (one,), self.window) for one in self.inputs]


def batches(
    paths: Sequence[Path],
    *,
    sidecar: Path | None = None,
    columns: Columns | None = None,
    window: DateRange = WINDOW,
) -> Iterator[Batch]:
    """All inputs in the order in which they are read; the same inputs make the same batches.

    sidecar: what is known of the files from outside; a `sources.csv` in one of the folders counts without being named.
    columns: which columns of tables hold what; without it they are recognised by their names.
    """
    sidecar = sidecar or sources_of(paths)
    rows = read_sources(sidecar) if sidecar else {}
    numbers = count()
    held: list[tuple[Article | Skipped, Mapping[str, str] | None]] = []
    characters = 0
    for item in read_articles(paths, rows, columns):
        if isinstance(item, Article):
            held.append((item, row_of(item, rows)))
            characters += len(item.source)
        else:
            held.append((item, None))
        if len(held) >= INPUTS or characters >= CHARACTERS:
            yield Batch(next(numbers), tuple(held), window)
            held, characters = [], 0
    if held:
        yield Batch(next(numbers), tuple(held), window)


def code_batch(batch: Batch) -> bytes:
    """The lines of a batch, two an input. One bad article never stops the rest: it is a row of `skipped`."""
    return b"".join(_lines(item, known, batch.window) for item, known in batch.inputs)


def _lines(item: Article | Skipped, known: Mapping[str, str] | None, window: DateRange) -> bytes:
    if isinstance(item, Skipped):
        return set_aside(item)
    try:
        coded = code_article(item, known, window=window)
        return _line(_trace(coded)) + _line(tables.rows_of(coded, window=window))
    except Unreadable as error:
        return set_aside(Skipped(item.file, f"article {item.article_id} {error}"))
    except Exception as error:  # one bad article never stops the rest
        reason = f"could not be coded ({type(error).__name__}: {error}): please report it with the file"
        return set_aside(Skipped(item.file, reason))


def set_aside(item: Skipped) -> bytes:
    """The lines of an input that became no article."""
    return _line(None) + _line(tables.skipped_rows([item]))


def _line(content: object) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def _trace(coded: Coded) -> list[str]:
    published = coded.published
    days = (published.range.earliest.isoformat(), published.range.latest.isoformat()) if published.range else ("", "")
    marks = signature(coded.article.text).astype("<u4").tobytes()
    return [coded.article.article_id, *days, published.minute, b64encode(marks).decode()]
