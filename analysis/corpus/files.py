"""Files below a folder: which ones are inputs, what the tables call them, what stands in the way of reading them."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from analysis.records import Skipped

#: What lies beside articles in a folder without being one: notes on the folder, tables made by hand, and what Spark and
#: Dask put beside the parts of a Parquet table.
COMPANIONS = re.compile(
    r"(?i)(?:readme|license)(?:\..*)?|sources\.csv|reference_.*\.csv|__macosx|_success|_(?:common_)?metadata"
)
#: The folder of pictures and scripts that a browser saves beside a page: `oslo_files` beside `oslo.html`.
PAGE_PARTS = re.compile(r"(?i)(?P<page>.+)[_-](?:files|dateien)")
PAGES = (".html", ".htm", ".xhtml")
#: What a compressed file ends in, behind the ending of its format.
PACKED = (".gz", ".bz2", ".xz")


def walk(path: Path) -> Iterator[tuple[Path, str] | Skipped]:
    """Each file at or below path with the name it gets in the tables, in alphabetical order, subfolders last.

    Links are followed; a folder that was entered before, a folder that cannot be opened, and one of coded tables come
    back as Skipped. Hidden files, companions and the parts of saved pages are passed over.
    """
    if os.path.isdir(path):
        yield from _folder(path, "", set())
    else:
        yield path, printable(path.name)


def _folder(folder: Path, prefix: str, entered: set[tuple[int, int]]) -> Iterator[tuple[Path, str] | Skipped]:
    name = printable(prefix.rstrip("/") or folder.name)
    try:
        status = os.stat(folder)
        entries = sorted(os.listdir(folder))
    except OSError as error:
        yield Skipped(name, f"{printable(folder)} cannot be opened ({error.strerror}): get the right to read it")
        return
    if (status.st_dev, status.st_ino) in entered:
        yield Skipped(name, f"{printable(folder)} leads back to a folder that is read already: take the link away")
        return
    entered.add((status.st_dev, status.st_ino))
    if "inputs.json" in entries and {"articles.csv", "articles.parquet"} & set(entries):
        yield Skipped(name, f"{printable(folder)} holds tables that this program wrote: keep them in another folder")
        return
    folders = []
    for entry in entries:
        if entry.startswith(".") or COMPANIONS.fullmatch(entry):
            continue
        if not os.path.isdir(folder / entry):
            yield folder / entry, printable(prefix + entry)
            continue
        parts = PAGE_PARTS.fullmatch(entry)
        if parts is None or not any(parts["page"] + ending in entries for ending in PAGES):
            folders.append(entry)
    for entry in folders:
        yield from _folder(folder / entry, f"{prefix}{entry}/", entered)


def hindrance(path: Path) -> str:
    """Why the file cannot be read and what to do, without the path; empty where nothing seems to stand in the way."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return "is not there: check the spelling of the path"
    except OSError as error:
        return f"cannot be opened ({error.strerror}): check that it is a readable file"
    # A pipe that nobody writes into would keep the run waiting for ever.
    return "" if stat.S_ISREG(mode) else "is a pipe, a socket or a device, not a file: save its text in a file"


def endings(name: str) -> tuple[str, str, str]:
    """A file's name without its endings, the ending of its format in small letters, and that of its packing if any.

    >>> endings("news.csv.gz")
    ('news', '.csv', '.gz')
    """
    stem, ending = os.path.splitext(os.path.basename(name))
    if ending.lower() not in PACKED:
        return stem, ending.lower(), ""
    inner, form = os.path.splitext(stem)
    return inner, form.lower(), ending.lower()


def article_id(name: str) -> str:
    """The id of the one article in a file: its name without folder and endings, umlauts as one character."""
    return unicodedata.normalize("NFC", printable(endings(name)[0]))


def printable(path: str | Path) -> str:
    """path as text for the tables; bytes of a file name that are no UTF-8 as \\xff."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
