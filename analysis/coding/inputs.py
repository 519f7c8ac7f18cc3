"""What tables are made from: the sidecar beside the texts, and hashes that tell whether anything has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from analysis.corpus.files import printable, walk
from analysis.records import Skipped

_LIBRARY = Path(__file__).parents[1]


def sources_of(paths: Sequence[Path]) -> Path | None:
    """The sidecar `sources.csv` that lies in one of the folders, if any."""
    return next((path / "sources.csv" for path in paths if os.path.isfile(path / "sources.csv")), None)


def inputs_hash(paths: Sequence[Path], sidecar: Path | None = None) -> dict[str, str]:
    """What tables depend on: a hash of the input files, one of the library with its lexicon, and the version.

    The files count with their names and in the order in which they are read; standard input does not count.
    """
    sidecar = sidecar or sources_of(paths)
    found = (one for path in paths for one in walk(path))
    files = (one for one in found if not isinstance(one, Skipped) and os.path.isfile(one[0]))
    return {
        "inputs": _digest(chain(files, [(sidecar, printable(sidecar.name))] if sidecar else [])),
        "library": library_hash(),
        "version": version("standpunkt"),
    }


@cache
def library_hash() -> str:
    """A hash of the library's code and lexicon, once a process."""
    files = (p for p in _LIBRARY.rglob("*") if p.suffix in (".py", ".csv") and "report" not in p.parts)
    return _digest((path, path.name) for path in sorted(files))


def _digest(files: Iterable[tuple[Path, str]]) -> str:
    """files: each with the name by which it counts."""
    digest = hashlib.sha256()
    for path, name in files:
        digest.update(name.encode() + b"\0" + _content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:  # it is in the table `skipped`
        return b""
