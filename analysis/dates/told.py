"""Dates that the article itself tells: what has happened was there before it appeared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from analysis.dates import ranges
from analysis.dates.clues import Clue
from analysis.dates.reading import Phrase
from analysis.dates.tense import clause, sentence, tense
from analysis.dates.words import words
from analysis.records import DateRange

#: A day without its year is told within the year or half a year; in the news, a weekday with its day within six days.
_RECENT, _WEEK = 183, 6
#: The news of an article stands in its first characters.
_LEAD = 700
_WORD = re.compile(r"[^\W\d_]+")
_AHEAD = re.compile(
    r"\b(?:bis(?:\s+zum|\s+zu)?|ab|für|spätestens|vor\s+dem|auf)"
    r"(?:\s+(?:das|den|dem|die|Ende|Anfang|Mitte|Jahre?|und|oder|bis|\d{4},?))*\s+$",
    re.I,
)
#: "seit dem Gipfel im August 2025": what lasts since then has begun.
_SINCE = re.compile(r"\b[Ss]eit(?:dem)?\b[^.,;:!?\n]*$")
_NAMED = re.compile(r"[A-ZÄÖÜ][\w-]*\s+$")
_BESIDE = re.compile(r"[\s,(]*(?:am|den|dem|der)?[\s,(]*")
_QUOTE = re.compile(r"[„“”»«\"]")
_MODAL = {"sollte", "sollten", "wollte", "wollten"}


@lru_cache(256)
def reported(text: str, phrase: Phrase) -> bool:
    """Whether the phrase's clause tells what has happened, with no verb or word of planning in it."""
    if _AHEAD.search(text, max(0, phrase.start - 30), phrase.start):
        return False
    begun = _SINCE.search(text, max(0, phrase.start - 60), phrase.start)
    if not begun and tense(text, phrase.start, phrase.end) != "past":
        return False
    low, high = clause(text, phrase.start, phrase.end)
    forms = {word.group().lower() for word in _WORD.finditer(text, low, high)}
    ahead = (words(kind, "tense_words").keys() for kind in ("future", "planned", "announced"))
    return not forms & _MODAL and not any(forms & kind for kind in ahead)


def in_quotation(text: str, at: int) -> bool:
    """Whether a quotation is open at the offset, within its line."""
    marks = _marks(text)
    # Open and close alternate in every style: „…“, »…«, «…», “…”, "…".
    return (bisect_left(marks, at) - bisect_left(marks, text.rfind("\n", 0, at) + 1)) % 2 == 1


@lru_cache(2)
def _marks(text: str) -> list[int]:
    """Where the quotation marks of a text are."""
    return [mark.start() for mark in _QUOTE.finditer(text)]


def clues(text: str, found: list[Phrase], so_far: DateRange, window: DateRange) -> Iterator[Clue]:
    """Clues of the text's own dates, given the days still open; dates later than the window tell of no past."""
    for index, phrase in enumerate(found):
        if phrase.rule == "deictic" and phrase.unit == "D" and index + 1 < len(found):
            yield from _beside(text, phrase, found[index + 1])
    for phrase in found:
        if phrase.year is not None and phrase.rule in ("day", "iso", "month", "year") and not _elsewhere(text, phrase):
            span = phrase.in_year(phrase.year)
            if span is None:
                continue
            if reported(text, phrase) and span.earliest <= window.latest:
                yield Clue("text", _words(text, phrase), DateRange(span.earliest, max(window.latest, span.latest)))
            elif phrase.is_day and span.latest >= window.earliest and _announced(text, phrase):
                yield Clue("text", _words(text, phrase), DateRange(min(window.earliest, span.earliest), span.latest))
        elif phrase.is_day and phrase.year is None and phrase.shift is None and reported(text, phrase):
            years = range(so_far.earliest.year - 1, so_far.latest.year + 1)
            days = [span.earliest for year in years if (span := phrase.in_year(year))]
            days = [day for day in days if phrase.weekday in (None, day.isoweekday())]
            spans = (DateRange(day, _told_until(text, phrase, day)) for day in days)
            fitting = [both for span in spans if (both := ranges.intersection(so_far, span))]
            whole = ranges.hull(fitting)
            if whole and (whole.earliest, whole.latest) != (so_far.earliest, so_far.latest):
                yield Clue("text", _words(text, phrase), whole)


def _told_until(text: str, phrase: Phrase, day: date) -> date:
    """The last day on which a text would name the day in this way, without its year."""
    lead = len(text) - len(text.lstrip()) + _LEAD
    if phrase.weekday is not None and ("(" in text[phrase.start : phrase.end] or phrase.start < lead):
        return ranges.shifted(day, _WEEK)
    return max(ranges.shifted(day, _RECENT), date(day.year, 12, 31))


def _beside(text: str, deictic: Phrase, day: Phrase) -> Iterator[Clue]:
    """ "heute, 12. März 2025": a word that points from the day of writing, beside the day it points to."""
    span = day.in_year(day.year) if day.is_day else None
    if span is not None and _BESIDE.fullmatch(text, deictic.end, day.start):
        when = ranges.shifted(span.earliest, -(deictic.shift or 0))
        yield Clue("text", text[deictic.start : day.end], ranges.one_day(when))


def _announced(text: str, phrase: Phrase) -> bool:
    """Whether the clause says with werden and an infinitive, outside quotations, that the day is still to come."""
    if in_quotation(text, phrase.start):
        return False
    low, high = clause(text, phrase.start, phrase.end)
    forms = [word.group() for word in _WORD.finditer(text, low, high)]
    # An infinitive closes the clause: "wird am 23. Februar 2025 wählen"; a participle may be a passive of any time.
    return (
        ("wird" in forms or "werden" in forms)
        and forms[-1].endswith("n")
        and forms[-1].islower()
        and forms[-1] not in ("wurden", "worden")
    )


def _elsewhere(text: str, phrase: Phrase) -> bool:
    """Whether a year belongs to a name or a right, not to what is told: "Fußball-WM 2006", "© 2026"."""
    before = text[max(0, phrase.start - 40) : phrase.start]
    bare = phrase.rule == "year" and text[phrase.start].isdigit()
    return "©" in before[-3:] or (bare and _NAMED.search(before) is not None)


def _words(text: str, phrase: Phrase) -> str:
    """The date with some forty characters of its sentence on either side, whole words only."""
    low, high = sentence(text, phrase.start, phrase.end)
    start, end = max(low, phrase.start - 40), min(high, phrase.end + 40)
    while start > low and not text[start - 1].isspace():
        start += 1
    while end < high and not text[end].isspace():
        end -= 1
    return text[start:end].strip()
