"""Lines of batches to what they tell of copies: one pass over the traces, before any row is read."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO

import numpy as np

from analysis.duplicates import Duplicate, Signature, originals
from analysis.records import DateRange, Published


class Signatures(Mapping[str, Signature]):
    """Signatures by article_id, kept in a file: in memory are only the id and where its signature ends."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, int] = {}
        self._ends = array("Q", [0])

    def add(self, article_id: str, values: bytes) -> None:
        """Raises ValueError where an article of that id is there already."""
        if self._places.setdefault(article_id, len(self._places)) != len(self._ends) - 1:
            raise ValueError(f"articles must have one row per article: {article_id!r} stands twice")
        self._file.write(values)
        self._ends.append(self._ends[-1] + len(values))

    def __getitem__(self, article_id: str) -> Signature:
        place = self._places[article_id]
        start, end = self._ends[place : place + 2]
        self._file.seek(start)
        return np.frombuffer(self._file.read(end - start), dtype="<u4").astype(np.uint32, copy=False)

    def __contains__(self, article_id: object) -> bool:  # without the file, which may be closed by then
        return article_id in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def copies(traces: Iterable[bytes], file: IO[bytes]) -> tuple[Signatures, dict[str, Duplicate]]:
    """All articles, and those that repeat another one; file: where signatures are kept, open to write and read."""
    signatures = Signatures(file)
    published: dict[str, Published] = {}
    known: dict[tuple[str, str, str], Published] = {}
    for trace in traces:
        article_id, earliest, latest, minute, values = json.loads(trace)
        signatures.add(article_id, b64decode(values))
        when = (earliest, latest, minute)
        if when not in known:  # articles of one day share one record
            days = DateRange(date.fromisoformat(earliest), date.fromisoformat(latest)) if earliest else None
            known[when] = Published(days, "interval" if days else "unknown", "", minute=minute)
        published[article_id] = known[when]
    return signatures, originals(signatures, published)
