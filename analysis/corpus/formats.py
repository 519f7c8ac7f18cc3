"""One reader for each ending of a file's name: the articles in it, and what of it could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

from analysis.corpus.archives import Input, whole
from analysis.corpus.columns import Columns
from analysis.corpus.decoding import decode
from analysis.corpus.files import article_id
from analysis.corpus.pages import read_archive, read_page
from analysis.corpus.rows import read_csv, read_json, read_json_lines, read_parquet
from analysis.records import Article, Skipped, Unreadable

Reader = Callable[[Input, Columns], Iterator[Article | Skipped]]


def read_text(source: Input, columns: Columns) -> Iterator[Article]:
    """The one article in a plain text or Markdown file. `source` is the bytes decoded by the name in encoding.

    Raises OSError, and Unreadable where the file is no text, is too large, or holds a web page.
    """
    content = whole(source)
    text, encoding = decode(content)
    if text[:1000].lstrip("\ufeff \t\r\n")[:14].lower().startswith(("<!doctype html", "<html")):
        raise Unreadable("is a web page: let its name end in .html")
    yield Article(article_id(source.name), source.name, text, encoding, hashlib.sha256(content).hexdigest())


READERS: Mapping[str, Reader] = {
    **dict.fromkeys((".txt", ".md"), read_text),
    **dict.fromkeys((".html", ".htm", ".xhtml"), read_page),
    **dict.fromkeys((".mht", ".mhtml"), read_archive),
    **dict.fromkeys((".csv", ".tsv"), read_csv),
    **dict.fromkeys((".jsonl", ".ndjson"), read_json_lines),
    ".json": read_json,
    ".parquet": read_parquet,
}

#: Endings of tables: each row is an input of its own.
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet")


def read(source: Input, columns: Columns) -> Iterator[Article | Skipped]:
    """The articles of an input. Whatever is wrong with it comes back as Skipped, behind the articles before it."""
    reader = READERS.get(source.ending)
    if reader is None:
        kind = source.ending or "a file without ending"
        yield Skipped(source.name, f"{kind} is not read: save it as one of {', '.join([*READERS, '.zip'])}")
        return
    try:
        yield from reader(source, columns)
    except Exception as error:  # libraries that parse raise errors of their own
        yield Skipped(source.name, f"{source.place} {why(error)}")


def why(error: Exception) -> str:
    """What an error in reading tells, and what to do; to stand behind the input's name."""
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be opened ({error.strerror}): check that it is a readable file"
    return f"is damaged ({type(error).__name__}: {error}): save it again, or take it away"
