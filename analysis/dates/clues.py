"""A clue to the day of publication: the step that found it, the words, and the days they leave open."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.dates.ranges import in_german
from analysis.records import DateRange


@dataclass(frozen=True, slots=True)
class Clue:
    """step: sidecar, column, html, header, byline, url, text, office_terms, event, weekday.

    minute: "21:57" where the page has it.
    """

    step: str
    words: str
    range: DateRange
    minute: str = ""

    def told(self, note: str = "") -> str:
        """The clue as one line of evidence."""
        words = " ".join(self.words.split())
        return f'{self.step}: "{words}" -> {in_german(self.range)}' + (f" ({note})" if note else "")
