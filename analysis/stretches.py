"""Things that lie in a text from start to end, found by their place without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar, overload


class Stretch(Protocol):
    """Characters from start to before end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Stretch)


class Stretches(Sequence[T], Generic[T]):
    """Stretches sorted by start; they may overlap and lie in each other."""

    def __init__(self, found: Iterable[T]) -> None:
        self._found = list(found)
        self._starts = [one.start for one in self._found]
        self._longest = max((one.end - one.start for one in self._found), default=0)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[T]:
        return iter(self._found)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        return self._found[place]

    def within(self, start: int, end: int) -> list[T]:
        """Those that lie at least partly between two characters, in order."""
        first = bisect_left(self._starts, start - self._longest)
        return [one for one in self._found[first : bisect_left(self._starts, end)] if one.end > start]
