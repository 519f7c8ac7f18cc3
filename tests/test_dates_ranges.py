"""Laws of date ranges, and the German way of writing them read back by the parser."""

import json
import os
import subprocess
import sys
from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dates import contains, hull, in_german, intersection, precision, time_expressions
from analysis.dates import ranges as arithmetic
from analysis.records import DateRange

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
YEARS = st.integers(1900, 2099)


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


@given(ranges(), ranges(), ranges())
def test_hull_commutes_associates_and_repeats_nothing(a, b, c):
    assert hull([a, b]) == hull([b, a])
    assert hull([hull([a, b]), c]) == hull([a, hull([b, c])]) == hull([a, b, c])
    assert hull([a, a]) == hull([a]) == DateRange(a.earliest, a.latest)


@given(ranges(), ranges())
def test_a_range_is_what_it_shares_with_its_hull_and_the_hull_of_what_it_shares(a, b):
    assert days(intersection(a, hull([a, b]))) == days(a)
    both = intersection(a, b)
    assert days(hull([a, both] if both else [a])) == days(a)


@given(ranges(), ranges())
def test_lengths_of_parts_and_whole(a, b):
    both, around = intersection(a, b), hull([a, b])
    shared = arithmetic.days(both) if both else 0
    gap = max((b.earliest - a.latest).days - 1, (a.earliest - b.latest).days - 1, 0)
    assert arithmetic.days(around) == arithmetic.days(a) + arithmetic.days(b) - shared + gap


@given(ranges(), ranges(), ranges())
def test_containing_is_an_order(a, b, c):
    assert contains(a, a)
    assert (contains(a, b) and contains(b, a)) == (days(a) == days(b))
    if contains(a, b) and contains(b, c):
        assert contains(a, c)
    assert contains(a, b) == (days(intersection(a, b)) == days(b))


@given(ranges(), ranges())
def test_the_words_are_those_of_the_first_that_has_any(a, b):
    both = intersection(DateRange(*days(a), "im Mai"), DateRange(*days(b), "heute"))
    assert both is None or both.text == "im Mai"
    both = intersection(a, DateRange(*days(b), "heute"))
    assert both is None or both.text == "heute"


@given(DAYS, st.integers(-50_000, 50_000))
def test_shifting_there_and_back(day, by):
    assert arithmetic.shifted(arithmetic.shifted(day, by), -by) == day
    assert (arithmetic.shifted(day, by) - day).days == by


@given(DAYS, st.integers(4_000_000, 10**12))
def test_the_calendar_holds_what_is_shifted_beyond_it(day, by):
    assert (arithmetic.shifted(day, -by), arithmetic.shifted(day, by)) == (date.min, date.max)


@given(DAYS, st.integers(-500, 500))
def test_months_there_and_back(day, by):
    year, month = arithmetic.month_away(day, by)
    assert arithmetic.month_away(date(year, month, 28), -by) == (day.year, day.month)
    assert (year - day.year) * 12 + month - day.month == by


@given(YEARS)
def test_a_year_has_its_months_side_by_side_and_in_leap_years_a_day_more(year):
    months = [arithmetic.of_month(year, month) for month in range(1, 13)]
    assert [b.earliest - a.latest for a, b in pairwise(months)] == [timedelta(1)] * 11
    assert hull(months) == arithmetic.of_year(year) == arithmetic.of_months(year, 1, 12)
    assert arithmetic.days(months[1]) == 28 + isleap(year)
    assert arithmetic.days(arithmetic.of_year(year)) == 365 + isleap(year)
    assert arithmetic.of_year(year).latest + timedelta(1) == arithmetic.of_year(year + 1).earliest


@given(YEARS, st.integers(-24, 36), st.integers(1, 30))
def test_months_may_reach_over_a_turn_of_the_year(year, first, count):
    span = arithmetic.of_months(year, first, count)
    single = [arithmetic.of_months(year, first + place, 1) for place in range(count)]
    assert span == hull(single)
    assert sum(map(arithmetic.days, single)) == arithmetic.days(span)


@given(DAYS)
def test_a_week_is_that_of_the_iso_calendar(day):
    week = arithmetic.of_week(day)
    assert contains(week, day) and arithmetic.days(week) == 7
    assert (week.earliest.isoweekday(), week.latest.isoweekday()) == (1, 7)
    assert {(week.earliest + timedelta(i)).isocalendar()[:2] for i in range(7)} == {day.isocalendar()[:2]}


@pytest.mark.parametrize(
    ("day", "earlier", "this", "coming"),
    [
        (date(2024, 12, 29), "2024-W51", "2024-W52", "2025-W01"),
        (date(2024, 12, 30), "2024-W52", "2025-W01", "2025-W02"),  # a Monday of the year before
        (date(2025, 1, 1), "2024-W52", "2025-W01", "2025-W02"),
        (date(2020, 12, 31), "2020-W52", "2020-W53", "2021-W01"),  # a year of 53 weeks
        (date(2021, 1, 3), "2020-W52", "2020-W53", "2021-W01"),
        (date(2021, 1, 4), "2020-W53", "2021-W01", "2021-W02"),
        (date(2026, 12, 28), "2026-W52", "2026-W53", "2027-W01"),
        (date(2027, 1, 1), "2026-W52", "2026-W53", "2027-W01"),
    ],
)
def test_weeks_at_the_turn_of_the_year_are_those_of_the_iso_calendar(day, earlier, this, coming):
    text = "Sie sprachen vergangene Woche. Sie sprechen in dieser Woche. Sie werden kommende Woche sprechen."
    assert [found.value for found in time_expressions(text, day)] == [earlier, this, coming]


@given(DAYS)
def test_yesterday_today_and_tomorrow_adjoin_over_every_end_of_month_and_year(day):
    found = time_expressions("Sie sprachen gestern. Sie sprechen heute. Sie werden morgen sprechen.", day)
    assert [one.range.earliest for one in found] == [day - timedelta(1), day, day + timedelta(1)]
    assert all(one.range.earliest == one.range.latest for one in found)


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("am 29. Februar 2024", date(2025, 3, 12), "2024-02-29"),
        ("am 29.02.2000", date(2025, 3, 12), "2000-02-29"),
        ("Sie sprachen gestern.", date(2024, 3, 1), "2024-02-29"),
        ("Sie sprachen gestern.", date(2025, 3, 1), "2025-02-28"),
        ("Sie sprachen gestern.", date(1900, 3, 1), "1900-02-28"),  # a full century is no leap year
        ("Sie werden morgen sprechen.", date(2024, 12, 31), "2025-01-01"),
        ("im vergangenen Monat", date(2025, 1, 31), "2024-12"),
        ("im vergangenen Monat", date(2024, 3, 31), "2024-02"),
    ],
)
def test_leap_days_and_turns_of_the_year_in_words(text, anchor, value):
    assert [found.value for found in time_expressions(text, anchor)] == [value]


@pytest.mark.parametrize("text", ["am 29. Februar 2025", "am 29.02.2023", "am 29.02.1900", "am 31. April 2025"])
def test_a_day_that_no_calendar_has_is_no_date(text):
    assert [found.value for found in time_expressions(text, date(2025, 3, 12)) if len(found.value) == 10] == []


TEXTS = (
    "Sie sprachen gestern Abend. Sie sprechen heute um 0.30 Uhr. Sie werden morgen sprechen.",
    "Stand: 31.12.2024, 23:59 Uhr",
    "Am 6. Januar 2026, am Donnerstag, im März, Ende August 2025 und vor zwei Wochen.",
)
ANCHORS = ("2024-02-29", "2024-12-31", "2025-01-01", "2025-03-30")
PROGRAM = """
import json, locale, sys, time
from datetime import date
from analysis.dates import in_german, time_expressions
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass  # a locale that this machine does not have
read = [
    [one.value, one.range.earliest.isoformat(), one.range.latest.isoformat(), in_german(one.range)]
    for anchor in json.loads(sys.argv[2])
    for text in json.loads(sys.argv[1])
    for one in time_expressions(text, date.fromisoformat(anchor))
]
print(json.dumps([time.strftime("%z"), read]))
"""


def read_elsewhere(zone, language):
    """The offset of the time zone, and what the texts are read as there: value, first and last day, German words."""
    places = {**os.environ, "TZ": zone, "LC_ALL": language, "LANG": language}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(TEXTS), json.dumps(ANCHORS)],
        env=places,
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_neither_time_zone_nor_locale_moves_a_date():
    # The last two say in rules of their own what the first two name, for a machine without a table of time zones.
    zones = ("Pacific/Kiritimati", "America/Adak", "LINT-14", "HST10")
    found = [[read_elsewhere(zone, locale) for zone in zones] for locale in ("C", "C.UTF-8", "de_DE.UTF-8")]
    assert [[offset for offset, _ in row][2:] for row in found] == [["+1400", "-1000"]] * 3
    here = [
        [one.value, one.range.earliest.isoformat(), one.range.latest.isoformat(), in_german(one.range)]
        for anchor in ANCHORS
        for text in TEXTS
        for one in time_expressions(text, date.fromisoformat(anchor))
    ]
    assert len(here) >= 8 * len(ANCHORS)
    assert [read for row in found for _, read in row] == [here] * 12


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
