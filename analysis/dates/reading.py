"""What the words of a match say: numbers, months and units read off, impostors turned away.

One small reader for each rule of lexicon/time_rules.csv; None where the words around a match say that it is no time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from analysis.dates import ranges
from analysis.dates.impostors import (
    counts_something,
    for_each,
    is_followed_by_name,
    is_name,
    is_noun_of_day,
    names_a_kind_of_day,
)
from analysis.dates.words import words
from analysis.records import DateRange

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of time at text[start:end]; what they do not say is None or empty.

    rule: the row of the grammar that matched. weekday: 1 Monday to 7 Sunday. shift: -1 last, 0 this, 1 next, or the
    count of units. unit: D, W, WE, M, Q, H, Y, DE. word: value of the lexicon row (season, reference, holiday, ...).
    """

    start: int
    end: int
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    daypart: str = ""
    phase: str = ""
    shift: int | None = None
    unit: str = ""
    number: int | None = None
    word: str = ""

    @property
    def is_day(self) -> bool:
        """Whether the phrase names a day of a month, with or without its year."""
        return self.month is not None and self.day is not None

    def in_year(self, year: int | None) -> DateRange | None:
        """The named day or month in that year, else all of it; None without a year and for 30 February."""
        if year is None or not 1 <= year <= 9998:
            return None
        if self.month is None:
            return ranges.of_year(year)
        if self.day is None:
            return ranges.of_month(year, self.month)
        try:
            return ranges.one_day(date(year, self.month, self.day))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class _Match:
    """A match of a rule: its bounds without trailing blanks and stops, its groups, and the words before it."""

    text: str
    start: int
    end: int
    rule: str
    got: dict[str, str]
    before: str

    def value(self, kind: str, group: str = "") -> str:
        """The lexicon's value of the form in a group; empty where the group is empty."""
        return words(kind).get(self.got.get(group or kind, "").strip().lower(), "")

    def count(self, kind: str, group: str = "") -> int | None:
        value = self.value(kind, group)
        return int(value) if value else None

    @property
    def year(self) -> int | None:
        digits = self.got.get("year")
        if digits is None:
            return None
        return int(digits) + (0 if len(digits) > 2 else 2000 if int(digits) < 70 else 1900)

    @property
    def month(self) -> int | None:
        form = self.got.get("month")
        return None if form is None else int(form) if form.isdigit() else self.count("month")

    @property
    def day(self) -> int | None:
        return int(self.got["day"]) if "day" in self.got else None

    @property
    def shift(self) -> int | None:
        return self.count("shift") if "shift" in self.got else self.count("shift", "shift2")

    @property
    def number(self) -> int | None:
        return int(self.got["number"].split(",")[0]) if "number" in self.got else self.count("numeral")

    @property
    def unit(self) -> str:
        return self.value("unit")


def read(text: str, rule: str, match: re.Match[str]) -> Phrase | None:
    """The phrase a match stands for, or None where it is no expression of time."""
    start, end = match.span()
    while end > start and text[end - 1] in " \t\xa0\r\n.," and rule != "numeric":
        end -= 1
    got = {key: value for key, value in match.groupdict().items() if value is not None}
    found = _Match(text, start, end, rule, got, text[max(0, start - 24) : start])
    if for_each(found.before) or (found.month and found.day and found.day > _LONGEST[found.month - 1]):
        return None
    return _READERS[rule](found)


def _iso(m: _Match) -> Phrase | None:
    # "2010-12" may be two years; "2024-11" cannot.
    if m.day is None and m.year is not None and m.month is not None and m.month > m.year % 100:
        return None
    return Phrase(m.start, m.end, m.rule, m.year, m.month, m.day) if m.day != 0 else None


def _numeric(m: _Match) -> Phrase | None:
    return Phrase(m.start, m.end, "day", m.year, m.month, m.day)


def _day(m: _Match) -> Phrase | None:
    short = m.got["month"].lower() in words("month_short")
    if m.year is None and short and is_followed_by_name(m.text, m.end):
        return None  # "9. Jan Kuppelwieser" is a rank and a name
    return Phrase(m.start, m.end, m.rule, m.year, m.month, m.day, m.count("weekday"), shift=m.shift)


def _month(m: _Match) -> Phrase | None:
    form, after = m.got["month"], m.text[m.end : m.end + 2]
    alone = m.year is None and "phase" not in m.got and m.shift is None
    if not form[0].isupper() or (after[:1] == "-" and after[1:].isalpha()):
        return None
    if alone and is_name(m.text, m.end, form, m.before):
        return None
    unit = "Y" if "shift" in m.got else "M" if m.shift is not None else ""
    return Phrase(m.start, m.end, m.rule, m.year, m.month, phase=m.value("phase"), shift=m.shift, unit=unit)


def _part(m: _Match) -> Phrase | None:
    if "phased" in m.got:
        unit, phase = m.value("phased").split()
        return Phrase(m.start, m.end, m.rule, m.year, phase=phase, unit=unit)
    return Phrase(m.start, m.end, m.rule, m.year, phase=m.value("phase"), shift=m.shift, unit=m.unit or "Y")


def _section(m: _Match) -> Phrase | None:
    which = m.count("ordinal") if "ordinal" in m.got else m.number
    if m.unit == "H" and which not in (1, 2):
        return None
    return Phrase(m.start, m.end, m.rule, m.year, shift=m.shift, unit=m.unit, number=which)


def _season(m: _Match) -> Phrase | None:
    phase = "OVER" if "over" in m.got else ""
    return Phrase(m.start, m.end, m.rule, m.year, phase=phase, shift=m.shift, word=m.value("season"))


def _decade(m: _Match) -> Phrase | None:
    first = int(m.got["decade"])
    return Phrase(m.start, m.end, m.rule, first if first > 99 else 1900 + first)


def _holiday(m: _Match) -> Phrase | None:
    return Phrase(m.start, m.end, m.rule, m.year, word=m.value("holiday"))


def _deictic(m: _Match) -> Phrase | None:
    if m.got["deictic"] == "Morgen" and is_noun_of_day(m.before):
        return None
    return Phrase(m.start, m.end, m.rule, shift=m.count("deictic"), unit="D", daypart=m.value("daypart"))


def _ago(m: _Match) -> Phrase | None:
    if m.unit:
        return Phrase(m.start, m.end, m.rule, number=m.number, unit=m.unit)
    # "vor kurzem", "vor längerer Zeit"; a number without a unit counts something else.
    return Phrase(m.start, m.end, m.rule) if "unit" in m.got or m.value("vague") == "alone" else None


def _amount(m: _Match) -> Phrase | None:
    return Phrase(m.start, m.end, m.rule, number=m.number, unit=m.unit)


def _before(m: _Match) -> Phrase | None:
    turn = (m.got.get("turn") or m.got["tags"]).lower()
    return Phrase(m.start, m.end, "away", shift=-1 if turn in ("zuvor", "davor") else 1, unit=m.unit or "D")


def _unit(m: _Match) -> Phrase | None:
    rule = "stretch" if m.got["unit"].lower() in words("plural") else m.rule
    return Phrase(m.start, m.end, rule, shift=m.shift, unit=m.unit, number=m.number)


def _year(m: _Match) -> Phrase | None:
    if m.year is None or not 1000 <= m.year <= 2199:
        return None
    if m.text[m.start].isdigit() and counts_something(m.text, m.start, m.end, m.before):
        return None
    return Phrase(m.start, m.end, m.rule, m.year)


def _weekday(m: _Match) -> Phrase | None:
    if names_a_kind_of_day(m.got["weekday"], m.before):
        return None
    part = m.value("daypart") or m.value("daypart", "later")
    unit = "W" if "shift2" in m.got else ""
    return Phrase(m.start, m.end, m.rule, weekday=m.count("weekday"), daypart=part, shift=m.shift, unit=unit)


def _away(m: _Match) -> Phrase | None:
    code = m.value("away")
    return Phrase(m.start, m.end, m.rule, shift=int(code[1:]), unit=code[0])


def _weekend(m: _Match) -> Phrase | None:
    return Phrase(m.start, m.end, m.rule, unit="WE")


def _reference(m: _Match) -> Phrase | None:
    # "in der Vergangenheit" is a time, "die Zukunft der Nato" is not.
    if m.got["reference"][0].isupper() and m.got["reference"].lower() in words("era") and not _IN.search(m.before):
        return None
    return Phrase(m.start, m.end, m.rule, word=m.value("reference"))


_IN = re.compile(r"\b[Ii]n\s+(?:der\s+|naher\s+)?$")
_READERS: dict[str, Callable[[_Match], Phrase | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _day,
    "month": _month,
    "part": _part,
    "section": _section,
    "season": _season,
    "decade": _decade,
    "holiday": _holiday,
    "deictic": _deictic,
    "ago": _ago,
    "since": _amount,
    "within": _amount,
    "before": _before,
    "unit": _unit,
    "year": _year,
    "weekday": _weekday,
    "away": _away,
    "weekend": _weekend,
    "reference": _reference,
}
