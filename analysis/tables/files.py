"""Tables to files and back, whole or part by part."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Container, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pandas as pd

from analysis.columns import COLUMNS, types
from analysis.spreadsheet import guarded, unguarded
from analysis.tables.checks import check, check_events, check_part
from analysis.tables.folder import INPUTS, claim, switch
from analysis.tables.rows import Tables


def write(
    tables: Mapping[str, pd.DataFrame], folder: Path, *, format: str = "csv", inputs: Mapping[str, str] | None = None
) -> list[Path]:
    """Write all tables to a folder that is replaced as a whole, and return the files.

    They are written beside the folder and then switched. Raises FileExistsError where the folder holds anything that
    is not one of these tables, so that nothing of the user's is lost.
    """
    check(tables)
    folder = folder.resolve()
    claim(folder)
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    write_parts([tables], beside, format=format, inputs=inputs or {})
    switch(beside, folder)
    return sorted(folder.iterdir())


def write_parts(
    parts: Iterable[Mapping[str, pd.DataFrame]],
    folder: Path,
    *,
    format: str,
    inputs: Mapping[str, str],
    articles: Container[str] = (),
) -> dict[str, int]:
    """Write tables that come in parts, one behind the other, to a new folder; the number of rows in each table.

    articles: the ids of all articles in all parts. Raises ValueError where a part breaks the contract of the tables,
    and OSError where the disk is full; the folder is then gone.
    """
    folder.mkdir()
    try:
        counts = _written(parts, folder, format, articles)
        (folder / INPUTS).write_text(json.dumps(dict(inputs), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        for path in folder.iterdir():
            with path.open("rb") as file:
                os.fsync(file)  # on the disk before the switch, should the power fail
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return counts


def _written(
    parts: Iterable[Mapping[str, pd.DataFrame]], folder: Path, format: str, articles: Container[str]
) -> dict[str, int]:
    counts = dict.fromkeys(COLUMNS, 0)
    held: set[str] = set()
    told: set[str] = set()
    with ExitStack() as files:
        open_files = {name: files.enter_context((folder / f"{name}.{format}").open("wb")) for name in COLUMNS}
        writer = _Parquet(open_files, files) if format == "parquet" else _Csv(open_files)
        for part in parts:
            check_part(part, articles)
            held.update(part["events"]["event_id"])
            told.update(part["tellings"]["event_id"])
            for name, table in part.items():
                if len(table):
                    writer.append(name, table)
                    counts[name] += len(table)
    check_events(held, told)
    return counts


class _Csv:
    def __init__(self, files: Mapping[str, IO[bytes]]) -> None:
        self._files = files
        for name, (_, columns) in COLUMNS.items():
            self._put(name, pd.DataFrame(columns=list(columns)), header=True)

    def append(self, name: str, table: pd.DataFrame) -> None:
        self._put(name, guarded(table), header=False)

    def _put(self, name: str, table: pd.DataFrame, *, header: bool) -> None:
        # Strings are quoted: a lone carriage return in a quote would end the row for whoever reads it.
        table.to_csv(self._files[name], index=False, header=header, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)


class _Parquet:
    def __init__(self, files: Mapping[str, IO[bytes]], closing: ExitStack) -> None:
        # Imported here: most runs write CSV.
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        self._rows = pa.Table.from_pandas
        self._writers = {}
        for name, (_, columns) in COLUMNS.items():
            schema = pa.Schema.from_pandas(pd.DataFrame(columns=list(columns)).astype(types(columns)))
            self._writers[name] = closing.enter_context(ParquetWriter(files[name], schema))

    def append(self, name: str, table: pd.DataFrame) -> None:
        writer = self._writers[name]
        writer.write_table(self._rows(table, writer.schema, preserve_index=False))


def read(folder: Path) -> Tables:
    """The tables of a folder that `write` made, checked. Raises FileNotFoundError where it holds none."""
    tables: Tables = {}
    for name, (_, columns) in COLUMNS.items():
        binary, text = folder / f"{name}.parquet", folder / f"{name}.csv"
        if binary.exists():
            tables[name] = pd.read_parquet(binary)
        elif text.exists():
            table = pd.read_csv(text, dtype=types(columns), keep_default_na=False, na_values={"duplicate_share": [""]})
            tables[name] = unguarded(table)
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
