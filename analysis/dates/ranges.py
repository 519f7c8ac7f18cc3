"""Arithmetic on date ranges: both ends are days and both belong to the range."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from analysis.records import DateRange, Precision

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def shifted(day: date, days: int) -> date:
    """The day so many days away, held inside the calendar's years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def one_day(day: date, text: str = "") -> DateRange:
    return DateRange(day, day, text)


def of_month(year: int, month: int, text: str = "") -> DateRange:
    return DateRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]), text)


def of_year(year: int, text: str = "") -> DateRange:
    return DateRange(date(year, 1, 1), date(year, 12, 31), text)


def of_week(day: date, text: str = "") -> DateRange:
    """The calendar week of the day, Monday to Sunday."""
    monday = shifted(day, -day.weekday())
    return DateRange(monday, shifted(monday, 6), text)


def of_months(year: int, first: int, count: int, text: str = "") -> DateRange:
    """`count` months from month `first` of the year on; first may lie outside 1 to 12."""
    index = year * 12 + first - 1
    end = index + count - 1
    return DateRange(date(index // 12, index % 12 + 1, 1), of_month(end // 12, end % 12 + 1).latest, text)


def month_away(day: date, months: int) -> tuple[int, int]:
    """Year and month that lie so many months after the day's."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def intersection(a: DateRange, b: DateRange) -> DateRange | None:
    """The days in both ranges, with the words of a, or of b where a has none; None where there is no such day."""
    earliest, latest = max(a.earliest, b.earliest), min(a.latest, b.latest)
    return DateRange(earliest, latest, a.text or b.text) if earliest <= latest else None


def hull(ranges: Iterable[DateRange]) -> DateRange | None:
    """The shortest range that holds all of them, without words; None where there are none."""
    known = list(ranges)
    if not known:
        return None
    return DateRange(min(r.earliest for r in known), max(r.latest for r in known))


def contains(outer: DateRange, inner: DateRange | date) -> bool:
    """Whether every day of inner lies in outer."""
    first, last = (inner, inner) if isinstance(inner, date) else (inner.earliest, inner.latest)
    return outer.earliest <= first and last <= outer.latest


def days(span: DateRange) -> int:
    """How many days the range has, at least 1."""
    return (span.latest - span.earliest).days + 1


def precision(span: DateRange | None) -> Precision:
    """How fine a range is: one day, exactly one calendar month, any other interval, or unknown for None."""
    if span is None:
        return "unknown"
    if span.earliest == span.latest:
        return "day"
    month = of_month(span.earliest.year, span.earliest.month)
    return "month" if (span.earliest, span.latest) == (month.earliest, month.latest) else "interval"


def in_german(span: DateRange) -> str:
    """The range as German newspapers print it: "22.–30. November 2024", "November 2024", "2024"."""
    first, last = span.earliest, span.latest
    if first == last:
        return _day(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    same_year = first.year == last.year
    if whole_months:
        if first.month == 1 and last.month == 12:
            return str(first.year) if same_year else f"{first.year} bis {last.year}"
        if same_year and first.month == last.month:
            return f"{MONTHS[first.month - 1]} {first.year}"
        start = MONTHS[first.month - 1] if same_year else f"{MONTHS[first.month - 1]} {first.year}"
        return f"{start} bis {MONTHS[last.month - 1]} {last.year}"
    if same_year and first.month == last.month:
        return f"{first.day}.–{_day(last)}"
    return (
        f"{first.day}. {MONTHS[first.month - 1]} bis {_day(last)}" if same_year else f"{_day(first)} bis {_day(last)}"
    )


def _day(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
