"""The rows that benchmarks print: what was measured, how much it is, and the bar that it should reach."""

import subprocess
import sys
from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """more: whether the measured number should be at least the bar, not at most; bar: None where there is none."""

    what: str
    measured: float | None
    unit: str
    bar: float | None = None
    more: bool = True
    note: str = ""

    def __str__(self) -> str:
        if self.measured is None:
            return f"{self.what:58} {'not measured':>16}  {self.note}"
        number = f"{self.measured:.3f}" if abs(self.measured) < 10 else f"{self.measured:,.1f}"
        bar, verdict = "", ""
        if self.bar is not None:
            bar = f"{'>=' if self.more else '<='} {self.bar:g}"
            verdict = "reached" if (self.measured >= self.bar) == self.more or self.measured == self.bar else "MISSED"
        return f"{self.what:58} {number:>9} {self.unit:6}  {bar:9} {verdict:8} {self.note}".rstrip()


def show(rows: Iterable[Row]) -> None:
    for row in rows:
        print(row, flush=True)


def alone(file: str, *arguments: str) -> list[str]:
    """The lines that a file of this folder prints, run in a process of its own, so that it has seen no text before."""
    done = subprocess.run([sys.executable, file, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()
