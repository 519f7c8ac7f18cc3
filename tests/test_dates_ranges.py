"""Laws of date ranges, and the German way of writing them read back by the parser."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dates import contains, hull, in_german, intersection, precision, time_expressions
from analysis.records import DateRange

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@st.composite
def ranges(draw):
    first, second = draw(DAYS), draw(DAYS)
    return DateRange(min(first, second), max(first, second))


def days(span):
    return None if span is None else (span.earliest, span.latest)


@given(ranges(), ranges())
def test_intersection_commutes(a, b):
    assert days(intersection(a, b)) == days(intersection(b, a))


@given(ranges(), ranges(), ranges())
def test_intersection_associates(a, b, c):
    left, right = intersection(a, b), intersection(b, c)
    assert days(left and intersection(left, c)) == days(right and intersection(a, right))


@given(ranges())
def test_intersection_with_itself_changes_nothing(a):
    assert days(intersection(a, a)) == days(a)


@given(ranges(), ranges())
def test_intersection_lies_in_both_and_is_missing_only_when_they_are_apart(a, b):
    both = intersection(a, b)
    if both is None:
        assert a.latest < b.earliest or b.latest < a.earliest
    else:
        assert contains(a, both) and contains(b, both)


@given(ranges(), ranges(), DAYS)
def test_a_day_is_in_the_intersection_when_it_is_in_both(a, b, day):
    both = intersection(a, b)
    assert (both is not None and contains(both, day)) == (contains(a, day) and contains(b, day))


@given(ranges(), ranges())
def test_hull_is_the_shortest_range_around_both(a, b):
    around = hull([a, b])
    assert contains(around, a) and contains(around, b)
    assert {around.earliest, around.latest} <= {a.earliest, a.latest, b.earliest, b.latest}


def test_hull_of_nothing_is_none():
    assert hull([]) is None


@given(ranges())
def test_what_is_printed_in_german_is_read_back(span):
    read = hull(found.range for found in time_expressions(in_german(span), date(2025, 3, 12)))
    assert days(read) == days(span)


@given(DAYS)
def test_every_spelling_of_a_day_is_read(day):
    month = in_german(DateRange(day, day)).split()[1]
    spellings = (
        in_german(DateRange(day, day)),
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {day.month}. {day.year}",
        f"{day:%Y-%m-%d}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
    )
    for spelling in spellings:
        assert [found.value for found in time_expressions(f"Stand: {spelling}, 7.09 Uhr", date(2025, 3, 12))] == [
            day.isoformat()
        ], spelling


@given(DAYS, st.integers(0, 6))
def test_a_weekday_told_as_past_lies_in_the_week_before_and_one_ahead_in_the_week_after(anchor, weekday):
    name = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()[weekday]
    (past,) = time_expressions(f"Sie sprach am {name} in Rom.", anchor)
    (ahead,) = time_expressions(f"Sie wird am {name} in Rom sprechen.", anchor)
    assert past.range.earliest.weekday() == ahead.range.earliest.weekday() == weekday
    assert timedelta(0) <= anchor - past.range.earliest <= timedelta(6)
    assert timedelta(0) <= ahead.range.earliest - anchor <= timedelta(6)


@pytest.mark.parametrize(
    ("first", "last", "german", "how_fine"),
    [
        ((2026, 1, 6), (2026, 1, 6), "6. Januar 2026", "day"),
        ((2024, 11, 1), (2024, 11, 30), "November 2024", "month"),
        ((2024, 2, 1), (2024, 2, 29), "Februar 2024", "month"),
        ((2024, 2, 1), (2024, 2, 28), "1.–28. Februar 2024", "interval"),
        ((2025, 2, 1), (2025, 2, 28), "Februar 2025", "month"),
        ((2024, 11, 22), (2024, 11, 30), "22.–30. November 2024", "interval"),
        ((2024, 12, 29), (2025, 1, 3), "29. Dezember 2024 bis 3. Januar 2025", "interval"),
        ((2025, 8, 28), (2025, 9, 4), "28. August bis 4. September 2025", "interval"),
        ((2024, 11, 1), (2025, 1, 31), "November 2024 bis Januar 2025", "interval"),
        ((2025, 1, 1), (2025, 12, 31), "2025", "interval"),
        ((2024, 1, 1), (2025, 12, 31), "2024 bis 2025", "interval"),
    ],
)
def test_formatting_and_precision(first, last, german, how_fine):
    span = DateRange(date(*first), date(*last))
    assert (in_german(span), precision(span)) == (german, how_fine)


def test_no_range_has_unknown_precision():
    assert precision(None) == "unknown"
