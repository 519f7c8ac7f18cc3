"""German expressions of time, resolved against the day of writing.

`value` follows TIMEX3 (ISO-TimeML): 2025-01-31, 2025-01, 2025, 2025-W05, 2025-W05-WE, 2025-Q1, 2025-H2, 2025-SU, 199
for a decade, PAST_REF, PRESENT_REF and FUTURE_REF for vague ones, with a T for parts of a day, P for stretches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.dates.phrases import phrases
from analysis.dates.reading import Phrase
from analysis.dates.resolution import resolve
from analysis.records import DateRange

#: How many characters back a phrase may lean on an earlier one.
_REACH = 600
#: Two days of writing so far apart that no words of one age point to the same day from both, unless they name it.
_LONG_AGO, _FAR_AHEAD = date(1800, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of time at text[start:end], the days they can mean and their TIMEX3 value."""

    start: int
    end: int
    range: DateRange
    value: str

    @property
    def type(self) -> Literal["DATE", "TIME", "DURATION"]:
        """The TIMEX3 type: stretches are DURATION, parts of a day are TIME, all else is DATE."""
        if self.value.endswith("_REF"):
            return "DATE"
        return "DURATION" if self.value.startswith("P") else "TIME" if "T" in self.value else "DATE"


def time_expressions(text: str, anchor: date) -> list[TimeExpression]:
    """All expressions of time in the text, by position, read as written on the day `anchor`.

    Weekdays, days and months without a year take the tense of their verb: the last one after a past tense, the next
    one after a present or future tense. Expressions that hang on another ("am Tag zuvor") take the day before them
    in the same paragraph, else the anchor.
    """
    return _as_of(text, phrases(text), anchor)


def bounds(text: str, anchors: DateRange | None) -> list[tuple[TimeExpression, TimeExpression]]:
    """All expressions of time in a text written on one of the days `anchors`: as of the first of them and of the last.

    What the words mean moves on with the day of writing, so from any day between the two they mean days between the
    two readings. Where the day of writing is unknown (None) only those are left that name their days by themselves.
    """
    found = phrases(text)
    first, last = (anchors.earliest, anchors.latest) if anchors else (_LONG_AGO, _FAR_AHEAD)
    later = {one.start: one for one in _as_of(text, found, last)}
    pairs = [(one, later[one.start]) for one in _as_of(text, found, first) if one.start in later]
    return [(a, b) for a, b in pairs if anchors or a == b]


def _as_of(text: str, read: Sequence[Phrase], anchor: date) -> list[TimeExpression]:
    found: list[TimeExpression] = []
    told: tuple[int, DateRange] | None = None
    for phrase in read:
        start, end = phrase.start, phrase.end
        near = told is not None and start - told[0] < _REACH and "\n\n" not in text[told[0] : start]
        resolved = resolve(text, phrase, anchor, told[1] if told is not None and near else None)
        if resolved is None:
            continue
        span, value = resolved
        found.append(TimeExpression(start, end, DateRange(span.earliest, span.latest, text[start:end]), value))
        if phrase.rule in ("day", "iso", "weekday", "deictic", "month", "year"):
            told = end, span
    return found
