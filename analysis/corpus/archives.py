"""Inputs as streams of bytes: plain files, compressed files and the members of zip archives.

Nothing is unpacked onto the disk under a name of the archive's. What unpacks to more than ROOM bytes and more than
RATIO times its size is taken for a bomb and not read on.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from analysis.corpus.files import COMPANIONS, endings, printable
from analysis.records import Skipped, Unreadable

ROOM = 100_000_000
RATIO = 200
#: Bytes of the largest file that is read as one article or one page; tables may be of any size.
LARGEST = 10_000_000

BOMB = f"unpacks to more than {ROOM:,} bytes and {RATIO} times its size: unpack it yourself if you trust it"
BUFFER = 1 << 16

UNPACK: dict[str, Callable[[BinaryIO], Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


@dataclass(frozen=True, slots=True)
class Input:
    """A file or a member of an archive.

    name: as the tables have it; place: as messages have it; size: its bytes, None for what is compressed by itself;
    open: a new stream of its bytes, unpacked.
    """

    name: str
    place: str
    size: int | None
    open: Callable[[], io.BufferedReader]

    @property
    def ending(self) -> str:
        """The ending of its format, in small letters."""
        return endings(self.name)[1]


def inputs(path: Path, name: str) -> Iterator[Input | Skipped]:
    """The one input of a file, or each member of a zip archive in alphabetical order.

    Raises OSError, BadZipFile for a damaged archive, and Unreadable for one that is a bomb.
    """
    place = printable(path)
    if endings(name)[1] == ".zip":
        yield from _members(path, name, place)
    else:
        yield _input(
            name, place, path.stat().st_size, lambda: cast(io.BufferedReader, path.open("rb", buffering=BUFFER))
        )


def _input(name: str, place: str, size: int, opened: Callable[[], io.BufferedReader]) -> Input:
    unpack = UNPACK.get(endings(name)[2])
    if unpack is None:
        return Input(name, place, size, opened)
    return Input(name, place, None, lambda: io.BufferedReader(_Unpacked(opened(), unpack, size), BUFFER))


def _members(path: Path, name: str, place: str) -> Iterator[Input | Skipped]:
    with zipfile.ZipFile(path) as archive:
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        # A member never gives more bytes than the archive says, so that the sum can be trusted.
        if sum(info.file_size for info in members) > max(ROOM, RATIO * os.path.getsize(path)):
            raise Unreadable(BOMB)
        for info in members:
            parts = printable(info.filename).split("/")
            if any(part.startswith(".") or COMPANIONS.fullmatch(part) for part in parts):
                continue
            inner, there = f"{name}/{printable(info.filename)}", f"{place}/{printable(info.filename)}"
            if endings(inner)[1] == ".zip":
                yield Skipped(inner, f"{there} is an archive in an archive: unpack it")
            elif info.flag_bits & 1:
                yield Skipped(inner, f"{there} is encrypted: unpack it with its password")
            else:
                yield _input(inner, there, info.file_size, partial(_member, archive, info))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> io.BufferedReader:
    return io.BufferedReader(cast(io.RawIOBase, archive.open(info)), BUFFER)


class _Unpacked(io.RawIOBase):
    """The bytes of a compressed stream; raises Unreadable where they grow beyond the limit for its size."""

    def __init__(self, packed: BinaryIO, unpack: Callable[[BinaryIO], Any], size: int) -> None:
        self._packed, self._stream = packed, unpack(packed)
        self._left = max(ROOM, RATIO * size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        found = self._stream.read(len(buffer))
        self._left -= len(found)
        if self._left < 0:
            raise Unreadable(BOMB)
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self._packed.close()
        super().close()


def whole(source: Input) -> bytes:
    """The bytes of an input that holds one article. Raises Unreadable where they are more than LARGEST."""
    if source.size is None or source.size <= LARGEST:
        with source.open() as stream:
            content = stream.read(LARGEST + 1)
        if len(content) <= LARGEST:
            return content
    size = f"{source.size / 1e6:,.0f} MB, " if source.size else ""
    raise Unreadable(
        f"is {size}more than the {LARGEST // 1_000_000} MB of one article: put each article into a file of its own, or "
        "into a row of a table (.csv, .jsonl)"
    )
