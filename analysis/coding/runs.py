"""Many articles at once: by this process, by several, or by a cluster; into memory, or into a folder of tables."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import tables
from analysis.coding.batches import Batch, batches, code_batch
from analysis.coding.inputs import inputs_hash
from analysis.coding.parts import Parts
from analysis.coding.traces import copies
from analysis.columns import COLUMNS
from analysis.corpus import STANDARD_INPUT, Columns
from analysis.duplicates import Duplicate
from analysis.records import WINDOW, DateRange

if TYPE_CHECKING:
    from distributed import Client

_NONE = b"null\n"
#: Inputs whose rows are in memory at a time while tables are written.
AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote: the number of rows by table, all 0 where there was no article and so nothing was written.

    skipped: the first inputs that became no article, with the reason; there may be more, as counts says.
    """

    counts: dict[str, int]
    skipped: tuple[tuple[str, str], ...]


def code_corpus(
    paths: Sequence[Path],
    *,
    sidecar: Path | None = None,
    columns: Columns | None = None,
    window: DateRange = WINDOW,
    workers: int = 1,
    client: Client | None = None,
    progress: bool = False,
) -> tables.Tables:
    """Code files and folders of texts; what cannot be read or coded is in the table `skipped` with a reason.

    sidecar: what is known of the files from outside; a `sources.csv` in one of the folders counts without being named.
    columns: which columns of tables hold what; without it they are recognised by their names.
    window: where a text bounds no date, it lies in it; articles outside are kept and flagged (`in_window`).
    workers: processes that code at a time. client: of a Dask cluster that does it instead. The tables are the same.
    """
    found = batches(paths, sidecar=sidecar, columns=columns, window=window)
    parts = dict(_coded(_shown(found, progress), workers, client))
    lines = [line for number in sorted(parts) for line in parts[number].splitlines(keepends=True)]
    _, repeated = copies((trace for trace in lines[::2] if trace != _NONE), BytesIO())
    told: tables.Told = {}
    rows = _rows(lines[1::2], repeated, told)
    rows["events"] = tables.event_rows(told)
    return tables.typed(rows)


def code_into(
    folder: Path,
    paths: Sequence[Path],
    *,
    sidecar: Path | None = None,
    columns: Columns | None = None,
    window: DateRange = WINDOW,
    format: str = "csv",
    workers: int = 1,
    client: Client | None = None,
    resume: bool = False,
    progress: bool = False,
) -> Written:
    """As `code_corpus`, into a folder of tables that is replaced as a whole; memory hardly grows with the articles.

    Whatever ends the run before its end, the folder stays as it was, and what was coded lies beside it. resume: go on
    with that. Raises ValueError where inputs, options or library are not the same any more, FileExistsError where the
    folder holds anything else than tables, and OSError where they cannot be written.
    """
    if resume and STANDARD_INPUT in paths:
        raise ValueError("standard input cannot be read a second time: save it in a file to be able to resume")
    folder = folder.resolve()
    tables.claim(folder)
    inputs = inputs_hash(paths, sidecar)
    named = json.dumps([str(path.resolve()) for path in paths])
    options = json.dumps([asdict(columns or Columns()), str(window.earliest), str(window.latest)])
    with Parts(folder, {"paths": named, "options": options, **inputs}, resume=resume) as parts:
        done = parts.done()
        found = batches(paths, sidecar=sidecar, columns=columns, window=window)
        left = (batch for batch in _shown(found, progress) if batch.number not in done)
        for number, lines in _coded(left, workers, client):
            parts.keep(number, lines)
        written = _joined(parts, folder, format, inputs)
        parts.remove()
    return written


def _shown(found: Iterable[Batch], progress: bool) -> Iterator[Batch]:
    """The batches, with a bar on a terminal that counts their inputs."""
    from tqdm import tqdm

    with tqdm(unit=" articles", disable=not (progress and sys.stderr.isatty()), leave=False) as bar:
        for batch in found:
            yield batch
            bar.update(len(batch.inputs))


def _coded(found: Iterator[Batch], workers: int, client: Client | None) -> Iterator[tuple[int, bytes]]:
    """The number and the lines of each batch, in any order."""
    if client is not None:
        from analysis.coding.cluster import on_cluster

        yield from on_cluster(found, client)
    elif workers > 1:
        from analysis.coding.workers import on_workers

        yield from on_workers(found, workers)
    else:
        for batch in found:
            yield batch.number, code_batch(batch)


def _joined(parts: Parts, folder: Path, format: str, inputs: dict[str, str]) -> Written:
    """The tables of all parts, put into the folder."""
    with (parts.place / "signatures").open("w+b") as file:
        articles, repeated = copies((trace for trace, _ in parts.pairs() if trace != _NONE), file)
    skipped = (json.loads(rows)["skipped"][0] for trace, rows in parts.pairs() if trace == _NONE)
    first = tuple((row["file"], row["reason"]) for row in islice(skipped, 10))
    if not articles:
        return Written(dict.fromkeys(COLUMNS, 0) | {"skipped": len(first) + sum(1 for _ in skipped)}, first)
    beside = parts.place / "tables"
    shutil.rmtree(beside, ignore_errors=True)
    chunks = _chunks((rows for _, rows in parts.pairs()), repeated)
    counts = tables.write_parts(chunks, beside, format=format, inputs=inputs, articles=articles)
    tables.switch(beside, folder)
    return Written(counts, first)


def _chunks(lines: Iterator[bytes], repeated: dict[str, Duplicate]) -> Iterator[tables.Tables]:
    """The tables of some inputs at a time, those of events at the end."""
    told: tables.Told = {}
    while some := list(islice(lines, AT_ONCE)):
        yield tables.typed(_rows(some, repeated, told))
    yield tables.typed({name: tables.event_rows(told) if name == "events" else [] for name in COLUMNS})


def _rows(lines: Iterable[bytes], repeated: dict[str, Duplicate], told: tables.Told) -> tables.Rows:
    """The rows of some inputs, with the originals that they repeat; what they tell of events is added to told."""
    rows: tables.Rows = {name: [] for name in COLUMNS}
    for line in lines:
        tables.extend(rows, json.loads(line))
    tables.mark_copies(rows, repeated)
    tables.tell(told, rows["events"])
    rows["events"] = []
    return rows
