"""Files to articles: finding them, decoding them, and saying what could not be read and why.

Nothing is repaired here: `source` is the file's bytes decoded with the codec that `encoding` names, and
`file.read_bytes().decode(article.encoding) == article.source` always holds.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from analysis.records import Article, Skipped

SOURCE_COLUMNS = ("file", "outlet", "url", "date", "note")

#: What lies beside articles in a folder without being one: notes on the folder and tables made by hand.
COMPANIONS = re.compile(r"(?i)(?:readme|license)(?:\..*)?|sources\.csv|reference_.*\.csv")

#: First bytes of formats that hold text in a form this module does not read.
SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive (as .docx, .odt and .epub files are)",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

WIDE_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Unreadable(ValueError):
    """An input that cannot become an article; the message says what to do about it."""


def encoding_of(content: bytes) -> str:
    """Name of the Python codec that decodes content: a Unicode one where it fits, else Windows-1252, else Latin-1.

    Raises Unreadable for binary content and for UTF-8 with a few bytes of something else in it: decoding that as
    Windows-1252 would succeed and turn every umlaut into two wrong characters.
    """
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"is {name}, not plain text: save its text as a UTF-8 .txt file")
    for mark, codec in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return codec
    if b"\x00" in content[:4096]:
        # Latin letters in UTF-16 have a zero as every second byte.
        for codec, zeros in (("utf-16-le", content[1:4096:2]), ("utf-16-be", content[:4096:2])):
            if len(content) % 2 == 0 and zeros.count(0) > 0.7 * len(zeros):
                return codec
        raise Unreadable("is not plain text (it holds zero bytes): save its text as a UTF-8 .txt file")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        wide = WIDE_CHARACTER.findall(content)
        stray = sum(byte >= 0x80 for byte in content) - sum(map(len, wide))
        if len(wide) > stray:
            raise Unreadable(
                f"mixes encodings: it is UTF-8 except at byte {error.start}; repair the character there in an editor "
                "and save it as UTF-8"
            ) from error
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return "latin-1"
        return "cp1252"
    return "utf-8"


def decode(content: bytes) -> tuple[str, str]:
    """The text of content and the codec it was decoded with. Raises Unreadable, see `encoding_of`."""
    if not content.strip():
        raise Unreadable("is empty: put the article's text into it or take it away")
    codec = encoding_of(content)
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(f"starts like {codec} but is damaged at byte {error.start}: save it again as UTF-8") from error
    if len(CONTROL.findall(text)) > 0.02 * len(text):
        raise Unreadable("is not plain text (too many control characters): save its text as a UTF-8 .txt file")
    if not any(character.isalnum() for character in text):
        raise Unreadable("holds no words: put the article's text into it or take it away")
    return text, codec


def read_text(path: Path, name: str) -> Iterator[Article]:
    """The one article in a plain text or Markdown file. Raises OSError and Unreadable."""
    content = path.read_bytes()
    text, codec = decode(content)
    yield Article(
        article_id=path.stem,
        file=name,
        source=text,
        encoding=codec,
        sha256=hashlib.sha256(content).hexdigest(),
    )


#: One reader for each file ending; a reader of tables or archives may yield many articles.
READERS: Mapping[str, Callable[[Path, str], Iterator[Article]]] = {".txt": read_text, ".md": read_text}


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Each file at or below path with the name it gets in the tables, in alphabetical order."""
    if not path.is_dir():
        yield path, path.name
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not COMPANIONS.fullmatch(name):
                file = Path(folder, name)
                yield file, file.relative_to(path).as_posix()


def _read(path: Path, name: str) -> Iterator[Article | Skipped]:
    endings = ", ".join(READERS)
    reader = READERS.get(path.suffix.lower())
    try:
        if not path.exists():
            yield Skipped(name, f"{path} is not there: check the spelling of the path")
        elif reader is None:
            yield Skipped(name, f"{path.suffix or 'a file without ending'} is not read: save it as one of {endings}")
        else:
            yield from reader(path, name)
    except Unreadable as error:
        yield Skipped(name, f"{path} {error}")
    except OSError as error:
        yield Skipped(name, f"{path} cannot be opened ({error.strerror}): check that it is a readable file")


def read_articles(
    paths: Iterable[str | Path], sidecar: Mapping[str, Mapping[str, str]] | None = None
) -> Iterator[Article | Skipped]:
    """Articles of the files and folders in paths, one at a time, in alphabetical order within each folder.

    sidecar is what `read_sources` returns; it gives an article the outlet that a researcher entered for its file.
    An input that cannot be read comes back as Skipped with what to do about it; so does a second input with the id
    (file name without ending) of an earlier one. Nothing is raised for a single bad input.
    """
    taken: dict[str, Path] = {}
    for path in map(Path, paths):
        found = False
        for file, name in _files(path):
            found = True
            for item in _read(file, name):
                if isinstance(item, Article):
                    if item.article_id in taken:
                        reason = (
                            f"{file} and {taken[item.article_id]} have one id, {item.article_id}: rename one of them"
                        )
                        yield Skipped(name, reason)
                        continue
                    taken[item.article_id] = file
                    item = _with_outlet(item, sidecar or {})
                yield item
        if not found:
            yield Skipped(path.name, f"{path} holds no files to read: put {' or '.join(READERS)} files into it")


def _with_outlet(article: Article, sidecar: Mapping[str, Mapping[str, str]]) -> Article:
    row = sidecar.get(article.file) or sidecar.get(Path(article.file).name)
    if row is None or not row["outlet"]:
        return article
    return Article(
        article.article_id, article.file, article.source, article.encoding, article.sha256, outlet=row["outlet"]
    )


def read_sources(path: str | Path) -> dict[str, dict[str, str]]:
    """What is known of the articles from outside: file name -> row with the keys of SOURCE_COLUMNS.

    date is empty, YYYY-MM or YYYY-MM-DD. A row may name a file that is not there. Raises ValueError with the place
    and the remedy for an unknown or missing column, a file named twice or not at all, and a date of another form.
    """
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        columns = tuple(reader.fieldnames or ())
        if set(columns) != set(SOURCE_COLUMNS):
            unknown = ", ".join(sorted(set(columns) - set(SOURCE_COLUMNS))) or "none"
            missing = ", ".join(column for column in SOURCE_COLUMNS if column not in columns) or "none"
            raise ValueError(
                f"{path}: the columns must be {', '.join(SOURCE_COLUMNS)} (unknown: {unknown}; missing: {missing})"
            )
        sources: dict[str, dict[str, str]] = {}
        for raw in reader:
            place = f"{path}, line {reader.line_num}"
            if None in raw or None in raw.values():
                raise ValueError(f"{place}: a row has {len(SOURCE_COLUMNS)} cells; put a cell with a comma in quotes")
            row = {column: raw[column].strip() for column in SOURCE_COLUMNS}
            if not row["file"]:
                raise ValueError(f"{place}: the cell file is empty; enter the name of the article's file")
            if row["file"] in sources:
                raise ValueError(f"{place}: {row['file']} has a row already; keep one of them")
            if not _is_date(row["date"]):
                raise ValueError(f"{place}: {row['date']!r} is no date; write YYYY-MM-DD or YYYY-MM, or leave it empty")
            sources[row["file"]] = row
    return sources


def _is_date(value: str) -> bool:
    if not value:
        return True
    if not re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", value):
        return False
    try:
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return False
    return True
