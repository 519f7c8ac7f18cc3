"""Files to articles: finding them, decoding them, and saying what could not be read and why.

`files` walks folders and makes ids, `archives` opens what is compressed, `formats` has a reader for each ending with
`pages` for the web and `rows` and `columns` for tables, `decoding` turns bytes into text, `languages` knows German from
other languages, `sources` is the sidecar. Nothing in an input is executed, and no address in it is opened.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import cast

from analysis.corpus import archives, files, formats
from analysis.corpus.archives import Input
from analysis.corpus.columns import Columns
from analysis.corpus.decoding import decoded
from analysis.corpus.languages import foreign
from analysis.corpus.sources import Sources, read_sources, row_of
from analysis.records import Article, Skipped

__all__ = ["STANDARD_INPUT", "Columns", "decoded", "read_article", "read_articles", "read_sources", "row_of"]

#: What was read, its name for the tables and its place for messages; in a table both with the number of the row.
Found = tuple[Article | Skipped, str, str]

#: Stands for standard input among paths: one text, or JSON Lines where it begins with a curly bracket.
STANDARD_INPUT = Path("-")

#: Characters of the longest article. The time to code one grows with its length, faster than in proportion.
LONGEST = 300_000


def read_articles(
    paths: Iterable[str | Path], sidecar: Sources | None = None, columns: Columns | None = None
) -> Iterator[Article | Skipped]:
    """Articles of the files and folders in paths, one at a time, in alphabetical order within each folder.

    sidecar is what `read_sources` returns; it gives an article the outlet and the address that a researcher entered.
    columns: names of the columns of tables. An input that cannot be read comes back as Skipped with what to do about
    it; so does a second input with the id of an earlier one, and a text that is not German. Nothing is raised for a
    single bad input. The id is that of the row, else the file's name without folder and endings, for a row without id
    with its number behind it.
    """
    taken: dict[str, str] = {}
    for path in map(Path, paths):
        found = False
        for item, name, place in _read(path, columns or Columns()):
            found = True
            yield _accepted(item, name, place, taken, sidecar or {}) if isinstance(item, Article) else item
        if not found:
            endings = ", ".join(formats.READERS)
            yield Skipped(files.printable(path.name), f"{path} holds no files to read: put articles in it ({endings})")


def read_article(folder: Path, file: str, article_id: str, columns: Columns | None = None) -> Article | None:
    """The article that the tables of a folder know by file and article_id; None where it is not there any more."""
    place = folder / file
    while not os.path.isfile(place) and folder in place.parents:
        place = place.parent  # the member of an archive
    if not os.path.isfile(place):
        return None
    name = place.relative_to(folder).as_posix()
    items = (item for item, *_ in _of_file(place, name, columns or Columns()) if isinstance(item, Article))
    return next((item for item in items if (item.file, item.article_id) == (file, article_id)), None)


def _read(path: Path, columns: Columns) -> Iterator[Found]:
    if path == STANDARD_INPUT:
        yield from _standard_input(columns)
        return
    for found in files.walk(path):
        if isinstance(found, Skipped):
            yield found, found.file, found.file
        else:
            yield from _of_file(*found, columns)


def _of_file(path: Path, name: str, columns: Columns) -> Iterator[Found]:
    place = files.printable(path)
    try:
        if reason := files.hindrance(path):
            yield Skipped(name, f"{place} {reason}"), name, place
            return
        for source in archives.inputs(path, name):
            if isinstance(source, Skipped):
                yield source, name, place
            else:
                yield from _placed(source, columns)
    except Exception as error:  # of the archive itself
        yield Skipped(name, f"{place} {formats.why(error)}"), name, place


def _placed(source: Input, columns: Columns) -> Iterator[Found]:
    """What is in an input; each row of a table is one item, so that their count is the number of the row."""
    for number, item in enumerate(formats.read(source, columns), start=1):
        row = f", row {number}" if source.ending in formats.TABLES else ""
        yield item, source.name + row, source.place + row


def _standard_input(columns: Columns) -> Iterator[Found]:
    stream = cast(BufferedReader, sys.stdin.buffer)
    if stream.closed:
        yield Skipped("stdin.txt", "standard input is read already: name it once"), "stdin.txt", "standard input"
        return
    start = stream.peek(16).lstrip(b"\xef\xbb\xbf \t\r\n")
    name = "stdin.jsonl" if start.startswith(b"{") else "stdin.txt"
    yield from _placed(Input(name, "standard input", None, lambda: stream), columns)


def _accepted(article: Article, name: str, place: str, taken: dict[str, str], sidecar: Sources) -> Article | Skipped:
    """The article with what the sidecar knows of it, or why it is set aside."""
    ident, reason = article.article_id, ""
    if ident in taken:
        reason = f"{place} and {taken[ident]} have one id, {ident}: rename one of them"
    elif len(article.source) > LONGEST:
        what = f"holds {len(article.source):,} characters, more than the {LONGEST:,} of the longest article"
        reason = f"{place} {what}: put each article into a file of its own"
    elif language := foreign(article.source):
        reason = f"{place} is not in German but in {language}: translate it or take it away"
    if reason:
        return Skipped(name, reason)
    taken[ident] = place
    row = row_of(article, sidecar)
    if row is None:
        return article
    return replace(article, outlet=row["outlet"] or article.outlet, url=row["url"] or article.url)
