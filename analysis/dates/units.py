"""Days, weeks, months and years before and after a day."""

from __future__ import annotations

from datetime import date

from analysis.dates import ranges
from analysis.dates.reading import Phrase
from analysis.records import DateRange

#: Days of the longest unit of each kind; a vague number of units reaches ten of them.
UNIT_DAYS = {"D": 1, "W": 7, "WE": 7, "M": 31, "Q": 92, "H": 184, "Y": 366, "DE": 3660, "C": 36600}


def unit_away(day: date, unit: str, count: int) -> tuple[DateRange, str] | None:
    """The calendar unit that lies `count` units from the day's own: D, W, WE, M, Q, H, Y, DE or C."""
    if abs(count) * UNIT_DAYS[unit] > 700_000:
        return None
    if unit == "D":
        other = ranges.shifted(day, count)
        return ranges.one_day(other), other.isoformat()
    if unit in ("W", "WE"):
        week = ranges.of_week(ranges.shifted(day, 7 * count))
        year, number, _ = week.earliest.isocalendar()
        if unit == "WE":
            return DateRange(ranges.shifted(week.latest, -1), week.latest), f"{year}-W{number:02d}-WE"
        return week, f"{year}-W{number:02d}"
    year, month = ranges.month_away(day, count if unit == "M" else 0)
    if unit == "Y":
        year += count
    if not 1 <= year <= 9000:
        return None
    if unit == "M":
        return ranges.of_month(year, month), f"{year:04d}-{month:02d}"
    if unit == "Y":
        return ranges.of_year(year), f"{year:04d}"
    if unit in ("Q", "H"):
        size = 3 if unit == "Q" else 6
        index = year * (12 // size) + (month - 1) // size + count
        year, which = index // (12 // size), index % (12 // size)
        return ranges.of_months(year, which * size + 1, size), f"{year:04d}-{unit}{which + 1}"
    size = 10 if unit == "DE" else 100
    first = (year // size + count) * size
    if not 1 <= first <= 9000:
        return None
    return DateRange(date(first, 1, 1), date(first + size - 1, 12, 31)), str(first // size)


def phased(span: DateRange, phase: str) -> DateRange:
    """The first, middle or last third of a range; all of it without a phase."""
    if phase not in ("START", "MID", "END"):
        return span
    third = ranges.days(span) // 3
    if phase == "START":
        return DateRange(span.earliest, ranges.shifted(span.earliest, third))
    if phase == "END":
        return DateRange(ranges.shifted(span.latest, -third), span.latest)
    return DateRange(ranges.shifted(span.earliest, third), ranges.shifted(span.latest, -third))


def ago(phrase: Phrase, anchor: date) -> tuple[DateRange, str] | None:
    if phrase.number is None:
        back = 10 * UNIT_DAYS[phrase.unit] if phrase.unit else 92
        return DateRange(ranges.shifted(anchor, -back), anchor), "PAST_REF"
    return unit_away(anchor, phrase.unit, -phrase.number)


def stretch(phrase: Phrase, anchor: date) -> tuple[DateRange, str] | None:
    """Several units before or after: a stretch with a number, a vague past or future without one."""
    reach = (phrase.number or 10) * UNIT_DAYS[phrase.unit]
    value = f"P{phrase.number}{phrase.unit}" if phrase.number else ""
    if phrase.shift == -1:
        return DateRange(ranges.shifted(anchor, -reach), anchor), value or "PAST_REF"
    if phrase.shift == 1:
        return DateRange(anchor, ranges.shifted(anchor, reach)), value or "FUTURE_REF"
    return DateRange(ranges.shifted(anchor, -reach), ranges.shifted(anchor, reach)), value or "PRESENT_REF"
