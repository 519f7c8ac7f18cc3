"""Seasons and holidays."""

from __future__ import annotations

from datetime import date

from analysis.dates import ranges
from analysis.dates.reading import Phrase
from analysis.dates.tense import tense
from analysis.records import DateRange

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(text: str, phrase: Phrase, anchor: date) -> tuple[DateRange, str]:
    first = _SEASON_START[phrase.word]
    if phrase.year is not None:
        if phrase.word == "WI" and phrase.phase != "OVER":
            # "Winter 2025" may be its beginning or its end.
            span = DateRange(date(phrase.year, 1, 1), ranges.of_months(phrase.year, 12, 3).latest)
            return span, f"{phrase.year:04d}-WI"
        return ranges.of_months(phrase.year, first, 3), f"{phrase.year:04d}-{phrase.word}"
    year = anchor.year
    when = tense(text, phrase.start, phrase.end)
    if phrase.word == "WI":
        begun = year if anchor.month > 6 else year - 1
        if phrase.shift == -1:
            begun = year - 1 if anchor.month > 3 else year - 2
        return ranges.of_months(begun, 12, 3), f"{year:04d}-WI"
    if phrase.shift == -1:
        year = year if anchor.month > first + 2 else year - 1
    elif phrase.shift == 1:
        year = year if anchor.month < first else year + 1
    elif phrase.shift is None and when == "past" and first > anchor.month:
        year -= 1
    elif phrase.shift is None and when == "future" and first + 2 < anchor.month:
        year += 1
    return ranges.of_months(year, first, 3), f"{year:04d}-{phrase.word}"


def holiday(text: str, phrase: Phrase, anchor: date) -> tuple[DateRange, str] | None:
    def in_year(year: int) -> date:
        if phrase.word.startswith("easter"):
            return ranges.shifted(easter(year), int(phrase.word[6:] or 0))
        month, day = map(int, phrase.word.split("-"))
        return date(year, month, day)

    if phrase.year is not None:
        day = in_year(phrase.year)
    else:
        near = [in_year(anchor.year + step) for step in (-1, 0, 1)]
        when = tense(text, phrase.start, phrase.end)
        side = [d for d in near if (d <= anchor if when == "past" else d >= anchor if when == "future" else True)]
        day = min(side or near, key=lambda d: abs((d - anchor).days))
    return ranges.one_day(day), day.isoformat()


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return date(year, n // 31, n % 31 + 1)
