"""Reading the lexicon's CSV files, each row with the place it came from, so that an error can name file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

LEXICON = Path(__file__).resolve().parent.parent / "lexicon"


class LexiconError(ValueError):
    """A row of the lexicon that cannot be used; the message starts with file and line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `row[column]` is the stripped text of a cell."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, message: str) -> LexiconError:
        return LexiconError(f"{self.file}:{self.line}: {message}")

    def day(self, column: str) -> date:
        """The cell as a date. Raises LexiconError where it is none."""
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            raise self.error(f"{column} {self[column]!r} is no date of the form YYYY-MM-DD") from None


def read_table(folder: Path, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of folder/name. Raises LexiconError for a missing column, a missing cell or one too many."""
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise LexiconError(f"{name}:1: column {', '.join(missing)} is missing")
        for cells in reader:
            if None in cells or None in cells.values():
                raise LexiconError(f"{name}:{reader.line_num}: the row has not as many cells as the header")
            yield Row(name, reader.line_num, {column: cell.strip() for column, cell in cells.items()})
