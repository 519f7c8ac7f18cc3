"""From words of time to days: what a phrase means when it was written on the anchor.

Weekdays, days and months without a year take the tense of their verb; see `analysis.dates.tense`.
"""

from __future__ import annotations

from datetime import date

from analysis.dates import ranges
from analysis.dates.reading import Phrase
from analysis.dates.seasons import holiday, season
from analysis.dates.tense import Tense, tense
from analysis.dates.units import UNIT_DAYS, ago, phased, stretch, unit_away
from analysis.records import DateRange


def resolve(text: str, phrase: Phrase, anchor: date, nearby: DateRange | None) -> tuple[DateRange, str] | None:
    """The days and the TIMEX3 value of one phrase, or None where it cannot be a date."""
    match phrase.rule:
        case "day" | "iso":
            return _calendar_day(text, phrase, anchor, nearby)
        case "month":
            return _month(text, phrase, anchor, nearby)
        case "part":
            return _part(phrase, anchor, nearby)
        case "section":
            return _section(text, phrase, anchor)
        case "season":
            return season(text, phrase, anchor)
        case "decade":
            year = phrase.year or 1900
            return DateRange(date(year, 1, 1), date(year + 9, 12, 31)), str(year)[:3]
        case "year":
            return (ranges.of_year(phrase.year), f"{phrase.year:04d}") if phrase.year else None
        case "holiday":
            return holiday(text, phrase, anchor)
        case "weekday":
            day = weekday_near(phrase, anchor, tense(text, phrase.start, phrase.end))
            return ranges.one_day(day), day.isoformat() + (f"T{phrase.daypart}" if phrase.daypart else "")
        case "deictic" if phrase.unit == "D":
            day = ranges.shifted(anchor, phrase.shift or 0)
            return ranges.one_day(day), day.isoformat() + (f"T{phrase.daypart}" if phrase.daypart else "")
        case "ago":
            return ago(phrase, anchor)
        case "since":
            amount = phrase.number or 10
            unit = phrase.unit if phrase.unit != "WE" else "W"
            value = f"P{phrase.number or 'X'}{unit}"
            return DateRange(ranges.shifted(anchor, -amount * UNIT_DAYS[phrase.unit]), anchor), value
        case "within":
            if tense(text, phrase.start, phrase.end) == "past":
                return None  # "in drei Tagen" after a past tense is how long it took
            if phrase.number is None:
                return DateRange(anchor, ranges.shifted(anchor, 10 * UNIT_DAYS[phrase.unit])), "FUTURE_REF"
            return unit_away(anchor, phrase.unit, phrase.number)
        case "away":
            return _away(phrase, anchor, nearby)
        case "unit" | "weekend":
            return _unit(text, phrase, anchor, nearby)
        case "stretch":
            return stretch(phrase, anchor)
        case "reference":
            name, first, last = phrase.word.split()
            return DateRange(ranges.shifted(anchor, int(first)), ranges.shifted(anchor, int(last))), name
    return None


def weekday_near(phrase: Phrase, anchor: date, when: Tense) -> date:
    """The day a weekday means: the last one (also the anchor itself) after a past tense, else the next one."""
    ahead = ((phrase.weekday or 1) - anchor.isoweekday()) % 7
    if phrase.unit == "W":
        return ranges.shifted(ranges.of_week(anchor).earliest, 7 * (phrase.shift or 0) + (phrase.weekday or 1) - 1)
    if phrase.shift == 0:
        return ranges.shifted(ranges.of_week(anchor).earliest, (phrase.weekday or 1) - 1)
    if phrase.shift == 1:
        return ranges.shifted(anchor, ahead or 7)
    if phrase.shift == -1:
        return ranges.shifted(anchor, ahead - 7)
    if when == "future":
        return ranges.shifted(anchor, ahead)
    return ranges.shifted(anchor, ahead - 7 if ahead else 0)


def _calendar_day(text: str, phrase: Phrase, anchor: date, nearby: DateRange | None) -> tuple[DateRange, str] | None:
    year = phrase.year
    if year is None and phrase.shift is not None:
        year = anchor.year + phrase.shift
    if year is None and nearby is not None and nearby.latest.year == nearby.earliest.year < anchor.year - 1:
        year = nearby.earliest.year
    if year is None:
        day = yearless_day(phrase, anchor, tense(text, phrase.start, phrase.end))
        return (ranges.one_day(day), day.isoformat()) if day else None
    span = phrase.in_year(year)
    return (span, span.earliest.isoformat()[: 10 if phrase.day else 7]) if span else None


def yearless_day(phrase: Phrase, anchor: date, when: Tense) -> date | None:
    """The year nearest to the anchor, unless the tense points the other way and the day is not close by."""
    years = range(anchor.year - 4, anchor.year + 5)
    known = [span.earliest for year in years if (span := phrase.in_year(year))]
    if phrase.weekday is not None and (fitting := [day for day in known if day.isoweekday() == phrase.weekday]):
        known = fitting
    if not known:
        return None
    nearest = min(known, key=lambda day: abs((day - anchor).days))
    side = (
        [d for d in known if d <= anchor]
        if when == "past"
        else [d for d in known if d >= anchor]
        if when == "future"
        else known
    )
    if not side:
        return nearest
    chosen = min(side, key=lambda day: abs((day - anchor).days))
    return nearest if abs((chosen - anchor).days) > 240 and abs((nearest - anchor).days) < 100 else chosen


def _month(text: str, phrase: Phrase, anchor: date, nearby: DateRange | None) -> tuple[DateRange, str] | None:
    year, month = phrase.year, phrase.month
    if month is None:
        return None
    if year is None and phrase.unit == "Y":
        year = anchor.year + (phrase.shift or 0)
    if year is None and nearby is not None and nearby.earliest.year == nearby.latest.year < anchor.year - 1:
        year = nearby.earliest.year
    if year is None:
        when = (
            "past" if phrase.shift == -1 else "future" if phrase.shift == 1 else tense(text, phrase.start, phrase.end)
        )
        gap = month - anchor.month
        if (when == "past" and gap > 0) or (when == "" and gap > 6):
            year = anchor.year - 1
        elif (when == "future" and gap < 0) or (when == "" and gap < -9):
            year = anchor.year + 1
        else:
            year = anchor.year
    return phased(ranges.of_month(year, month), phrase.phase), f"{year:04d}-{month:02d}"


def _part(phrase: Phrase, anchor: date, nearby: DateRange | None) -> tuple[DateRange, str] | None:
    if phrase.year is not None:
        return phased(ranges.of_year(phrase.year), phrase.phase), f"{phrase.year:04d}"
    base = anchor
    if phrase.shift is None and phrase.unit == "Y" and nearby is not None and nearby.latest.year < anchor.year - 1:
        base = nearby.latest
    whole = unit_away(base, phrase.unit, phrase.shift or 0)
    return (phased(whole[0], phrase.phase), whole[1]) if whole else None


def _section(text: str, phrase: Phrase, anchor: date) -> tuple[DateRange, str]:
    size = 3 if phrase.unit == "Q" else 6
    which = phrase.number or 1
    year = phrase.year if phrase.year is not None else anchor.year + (phrase.shift or 0)
    first = (which - 1) * size + 1
    if (
        phrase.year is None
        and phrase.shift is None
        and first > anchor.month
        and tense(text, phrase.start, phrase.end) == "past"
    ):
        year -= 1
    return ranges.of_months(year, first, size), f"{year:04d}-{phrase.unit}{which}"


def _away(phrase: Phrase, anchor: date, nearby: DateRange | None) -> tuple[DateRange, str] | None:
    """ "am Tag zuvor" leans on a day told before it; "im Vorjahr" on the anchor, unless the text tells of old times."""
    leans = nearby is not None and (
        ranges.days(nearby) == 1 if phrase.unit == "D" else nearby.latest.year < anchor.year - 1
    )
    return unit_away(nearby.latest if nearby is not None and leans else anchor, phrase.unit, phrase.shift or 0)


def _unit(text: str, phrase: Phrase, anchor: date, nearby: DateRange | None) -> tuple[DateRange, str] | None:
    if phrase.unit == "D":
        if phrase.shift is None:
            return None
        base = nearby.latest if nearby is not None and ranges.days(nearby) == 1 else anchor
        return unit_away(base, "D", phrase.shift)
    if phrase.unit == "WE":
        shift = phrase.shift
        when = tense(text, phrase.start, phrase.end)
        if shift is None:
            shift = 0 if when == "future" or anchor.isoweekday() >= 6 else -1
        elif shift == -1 or (shift == 0 and when == "past" and anchor.isoweekday() < 5):
            shift = -1
        elif shift == 1:
            shift = 0 if anchor.isoweekday() < 6 else 1
        return unit_away(anchor, "WE", shift)
    return unit_away(anchor, phrase.unit, phrase.shift or 0)
