"""Tables of articles, a row at a time: CSV and TSV, JSON Lines, JSON arrays, Parquet. None is held in memory whole."""

from __future__ import annotations

import csv
import io
import json
import shutil
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from tempfile import TemporaryFile
from typing import Any

from analysis.corpus.archives import Input, whole
from analysis.corpus.columns import Columns, article_of
from analysis.corpus.decoding import SINGLE_BYTE, decode, mixed, mixture, single_byte, wide_codec
from analysis.corpus.files import article_id
from analysis.records import Article, Skipped, Unreadable

#: Bytes of the longest line and characters of the largest cell that is read. A quotation mark that is not closed would
#: swallow the rest of a table otherwise.
LONGEST_LINE = 16_000_000
LARGEST_CELL = 2_000_000
SAMPLE = 1 << 16

#: A row's cells by column, or why it cannot be read, and the codec that it was decoded with.
Row = tuple[Mapping[str, Any] | Unreadable, str]


def read_csv(source: Input, columns: Columns) -> Iterator[Article | Skipped]:
    """The rows of a table with a header; its separator is the one of tab, semicolon, comma and | that parts the header.

    `source` is the cell of text with its quotation marks taken off.
    """
    with source.open() as stream:
        names, rows = _csv_rows(stream)
        yield from _articles(source, rows, columns, columns.chosen(names))


def read_json_lines(source: Input, columns: Columns) -> Iterator[Article | Skipped]:
    """The objects of a file with one in each line. `source` is the value of text."""
    with source.open() as stream:
        yield from _articles(source, _json_lines(stream), columns)


def read_json(source: Input, columns: Columns) -> Iterator[Article | Skipped]:
    """The objects of an array, or the only object of a file. `source` is the value of text."""
    with source.open() as stream:
        head = stream.peek(SAMPLE)
        codec = _codec(head)
        if not head.decode(codec, "ignore").lstrip("\ufeff \t\r\n").startswith("["):
            text, codec = decode(whole(source))
            yield from _articles(source, [(_object(text.removeprefix("\ufeff")), codec)], columns)
            return
        import ijson

        objects = ijson.items(stream if codec == "utf-8" else _Utf8(stream, codec), "item", use_float=True)
        rows = ((one if isinstance(one, dict) else Unreadable(NO_OBJECT), codec) for one in objects)
        yield from _articles(source, rows, columns)


def read_parquet(source: Input, columns: Columns) -> Iterator[Article | Skipped]:
    """The rows of a Parquet table, of which only the columns in use are read. `source` is the cell of text."""
    import pyarrow.parquet as pq

    with source.open() as stream, TemporaryFile() as unpacked:
        if not stream.seekable():
            shutil.copyfileobj(stream, unpacked)
        file = pq.ParquetFile(stream if stream.seekable() else unpacked)
        chosen = columns.chosen(file.schema_arrow.names)
        batches = file.iter_batches(batch_size=256, columns=list(chosen.values()), use_threads=False)
        rows = ((cells, "utf-8") for batch in batches for cells in batch.to_pylist())
        yield from _articles(source, rows, columns, chosen)


NO_OBJECT = "is no object with columns: write {...}"


def _articles(
    source: Input, rows: Iterable[Row], columns: Columns, chosen: Mapping[str, str] | None = None
) -> Iterator[Article | Skipped]:
    """The rows as articles, each with the id of its column, or else the file's name and the number of the row from 1.

    chosen: None where every row has names of its own. A row that cannot be read comes back as Skipped. Raises
    Unreadable where no row has a column that the user named.
    """
    base = article_id(source.name)
    seen: dict[str, None] = {}
    for number, (cells, codec) in enumerate(rows, start=1):
        try:
            if isinstance(cells, Unreadable):
                raise cells
            if chosen is None:
                seen.update(dict.fromkeys(cells))
            own = chosen or columns.chosen(cells, all_given=False)
            yield article_of(cells, own, source.name, f"{base}-{number}", codec)
        except Unreadable as error:
            yield Skipped(f"{source.name}, row {number}", f"{source.place}, row {number} {error}")
    if seen:
        columns.chosen(seen)


def _csv_rows(stream: io.BufferedReader) -> tuple[list[str], Iterator[Row]]:
    used: list[str | Unreadable] = []

    def texts() -> Iterator[str]:
        for text, codec in _lines(stream):
            used.append(codec)
            yield text

    lines = texts()
    header = next((line for line in lines if line.strip()), "")
    if not header:
        raise Unreadable("is empty: put a header with the names of the columns and the articles below it")
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(chain([header], lines), delimiter=max("\t;,|", key=header.count))
    names = [name.strip() for name in next(reader)]
    return names, _csv_cells(reader, names, used)


def _csv_cells(reader: Iterator[list[str]], names: Sequence[str], used: list[str | Unreadable]) -> Iterator[Row]:
    """used: the codecs of the lines that the reader has taken, and what is wrong with them; emptied row by row."""
    while True:
        used.clear()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unreadable(f"cannot be parted into cells ({error}): is a quotation mark before it not closed?"), ""
            continue
        wrong = next((each for each in used if isinstance(each, Unreadable)), None)
        if wrong is None and len(row) > len(names):
            what = f"has {len(row)} cells, the header {len(names)}"
            wrong = Unreadable(f"{what}: put a cell that holds the separator in quotation marks")
        if wrong or row:
            codec = "|".join(dict.fromkeys(each for each in used if isinstance(each, str)))
            yield wrong or dict(zip(names, row, strict=False)), codec


def _json_lines(stream: io.BufferedReader) -> Iterator[Row]:
    for text, codec in _lines(stream):
        if isinstance(codec, Unreadable):
            yield codec, ""
        elif text.strip():
            yield _object(text), codec


def _object(text: str) -> dict[str, Any] | Unreadable:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Unreadable(f"is no JSON ({error}): write an object, {{...}}, in each line of a .jsonl file")
    return found if isinstance(found, dict) else Unreadable(NO_OBJECT)


def _codec(head: bytes) -> str:
    """The codec of a stream that begins with head. Raises Unreadable where it is binary."""
    if wide := wide_codec(head[: len(head) // 4 * 4]):
        return wide
    try:
        getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return single_byte(head)
    return "utf-8"


def _lines(stream: io.BufferedReader) -> Iterator[tuple[str, str | Unreadable]]:
    """Each line of a stream and its codec: UTF-8 where it fits, else the codec of a byte a character that fits the
    beginning. With a line that mixes encodings or is too long comes the reason why it cannot be read.
    """
    head = stream.peek(SAMPLE)
    codec = _codec(head)
    if codec.startswith(("utf-16", "utf-32")):
        with io.TextIOWrapper(stream, encoding=codec, newline="\n") as text:
            yield from ((line, codec) for line in text)
        return
    other = codec if codec in SINGLE_BYTE else "cp1252"
    for line in iter(lambda: stream.readline(LONGEST_LINE), b""):
        if len(line) == LONGEST_LINE and line[-1:] != b"\n":
            while line and line[-1:] != b"\n":
                line = stream.readline(LONGEST_LINE)
            yield "", Unreadable(f"is longer than {LONGEST_LINE:,} bytes: put each article into a row of its own")
            continue
        try:
            yield line.decode("utf-8").removeprefix("\ufeff"), "utf-8"
        except UnicodeDecodeError as error:
            wrong = Unreadable(mixture(error.start)) if mixed(line) else None
            yield line.decode(other, "replace"), wrong or other


class _Utf8:
    """A stream in UTF-8 of one in another codec, for a parser that reads nothing else."""

    def __init__(self, stream: io.BufferedReader, codec: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding=codec, newline="")

    def read(self, size: int = -1) -> bytes:
        return self._text.read(size).encode()
