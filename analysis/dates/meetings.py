"""Where a text says that a known meeting was held: its place, a word for a meeting, the subject, and the day.

No name and no keyword of the event is asked for where the day is told, so an article that words the meeting in its own
way is linked all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from analysis.dates import ranges
from analysis.dates.events import IN_COMPOUNDS, Known, forms_in, held_at, held_somewhere, is_named, meeting, subjects
from analysis.dates.phrases import phrases
from analysis.dates.reading import Phrase
from analysis.dates.tense import clause
from analysis.dates.told import in_quotation
from analysis.dates.words import vocabulary, words
from analysis.records import DateRange

#: A day that lies farther from the event than this is another event's.
_NEAR = timedelta(days=6)
#: A day without its year is of the last twelve months or so.
_YEAR = timedelta(days=300)
_WORD = re.compile(r"[^\W\d_]+")
_MODALS = frozenset("wird werden will wollen soll sollen sollte sollten wollte wollten".split())
#: "nach dem Treffen in Paris": what stands beside it was said before or after it.
_BESIDE = re.compile(r"\b(?:nach|vor|seit|Nach|Vor|Seit)\s+(?:\w+\s+){0,3}$")
_AFTER = re.compile(r"\b(?:nach|seit|Nach|Seit)\s+(?:\w+\s+){0,3}$")
_AT = re.compile(r"(?:\s+\w+){0,6}?\s+(?:in|im|bei)\s+(?:der\s+|dem\s+)?([A-ZÄÖÜÉ]\w+)")


def met(text: str, when: DateRange, sentences: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """By event: where the text says that it was held, at its place and on a day of it.

    The day is told in the sentence, or it is the article's: one that surely appeared within six days of the event, or
    that may have and names a day of it elsewhere. Where only the week tells, an actor or keyword of the event must
    stand in the text, and of two events that fit, the one with more of them counts; of equals none.
    sentences: first and last character of each.
    """
    if forms_in(text).isdisjoint(subjects()) or not _subject().search(text):
        return {}
    sure: dict[str, list[int]] = {}
    likely: list[tuple[int, Known, list[int]]] = []
    for known in held_somewhere(text):
        if when.latest < known.event.range.earliest:
            continue
        found = list(_places(text, known, when, sentences))
        if dated := [offset for offset, told in found if told]:
            sure[known.event.event_id] = dated
        elif found and _of_its_week(text, known, when):
            marks = sum(bool(group.search(text)) for group in known.groups)
            likely.append((marks, known, [offset for offset, _ in found]))
    for marks, known, offsets in likely:
        rivals = [other for other in likely if other[1] is not known and set(other[2]) & set(offsets)]
        told_already = any(set(offsets) & set(others) for others in sure.values())
        if marks and not told_already and all(marks > other[0] for other in rivals):
            sure[known.event.event_id] = offsets
    return sure


def _places(
    text: str, known: Known, when: DateRange, sentences: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, bool]]:
    """Where the event's place stands with a word for a meeting, and whether the sentence tells a day of the event."""
    for index, (start, end) in enumerate(sentences):
        if not is_named(text, known, start, end):
            continue
        for place in (*held_at(text, known, start, end), *known.named_after.finditer(text, start, end)):
            low, high = clause(text, place.start(), place.end())
            low, high = max(low, start), min(high, end)
            gathering = _gathering(text, low, high, known)
            around = text[sentences[max(0, index - 1)][0] : sentences[min(len(sentences) - 1, index + 1)][1]]
            if gathering is None or in_quotation(text, place.start()) or not _subject().search(around):
                continue
            if not _AFTER.search(text, low, gathering.start()) and _planned(text[low:high]):
                continue
            beside = _BESIDE.search(text, low, gathering.start())
            days = [_on(phrase, known, when) for phrase in phrases(text[start:end]) if not (beside and phrase.weekday)]
            if True in days or False not in days:
                yield place.start(), True in days


def _gathering(text: str, low: int, high: int, known: Known) -> re.Match[str] | None:
    """The word for a meeting in a clause, unless it is one held elsewhere: `nach dem Treffen in Rom flog er nach
    Paris`."""
    for found in meeting().finditer(text, low, high):
        where = _AT.match(text, found.end() + len(_rest(text, found.end())), high)
        if where is None or where[1].lower() in vocabulary() or where[1] in vocabulary():
            return found
        if where[1].startswith(known.places) or _subject().match(where[1]):
            return found  # `Soldaten in der Ukraine` are what it was about
    return None


def _rest(text: str, end: int) -> str:
    """The end of a word of which only the beginning is known."""
    found = re.compile(r"\w*").match(text, end)
    return found.group() if found else ""


def _planned(text: str) -> bool:
    """Whether a clause tells of a meeting to come, or of another one."""
    forms = {word.group().lower() for word in _WORD.finditer(text)}
    kinds = (words("planned", "tense_words"), words("announced", "tense_words"), words("another", "event_words"))
    return bool(forms & _MODALS) or any(forms & kind.keys() for kind in kinds)


def _on(phrase: Phrase, known: Known, when: DateRange) -> bool | None:
    """Whether words of time name a day of the event (True), another time (False), or leave it open."""
    held = known.event.range
    if phrase.is_day or phrase.rule in ("weekday", "deictic"):
        if phrase.is_day and phrase.year is None and when.earliest - held.latest > _YEAR:
            return False
        if phrase.rule == "weekday" and (
            phrase.shift is not None or not (held.earliest <= when.earliest and when.latest <= held.latest + _NEAR)
        ):
            return None if phrase.shift is None else False
        if phrase.rule == "deictic" and (phrase.unit != "D" or when.earliest != when.latest):
            return None
        day = meant(phrase, known, when)
        return day is not None and held.earliest <= day <= held.latest
    if phrase.rule in ("month", "year") and (phrase.month or phrase.year):
        span = phrase.in_year(phrase.year or held.earliest.year)
        return None if span is not None and ranges.intersection(span, held) else False
    return False if phrase.rule in ("ago", "season") else None


def _of_its_week(text: str, known: Known, when: DateRange) -> bool:
    """Whether an article is of the days after an event: it appeared then, or may have and names a day of the event."""
    held = known.event.range
    if not held.earliest <= when.earliest <= held.latest + _NEAR:
        return False
    return when.latest <= held.latest + _NEAR or any(p.is_day and _on(p, known, when) for p in phrases(text))


def meant(phrase: Phrase, known: Known, when: DateRange) -> date | None:
    """The day near the event that the words name: a date, a weekday, or `gestern` on a known day."""
    held = known.event.range
    if phrase.is_day:
        named = phrase.in_year(phrase.year or held.earliest.year)
        return named.earliest if named and _near(named.earliest, held) else None
    if phrase.rule == "weekday" and phrase.shift is None:
        around = (held.earliest + timedelta(days) for days in (0, -1, 1, -2, 2, -3, 3))
        return next((day for day in _with(held, around) if day.isoweekday() == phrase.weekday), None)
    if phrase.rule == "deictic" and phrase.unit == "D" and when.earliest == when.latest:
        counted = ranges.shifted(when.earliest, phrase.shift or 0)
        return counted if _near(counted, held) else None
    return None


def _with(held: DateRange, around: Iterator[date]) -> Iterator[date]:
    """The days of the event first, then those around it."""
    yield from (held.earliest + timedelta(days) for days in range((held.latest - held.earliest).days + 1))
    yield from around


def _near(day: date, held: DateRange) -> bool:
    return held.earliest - _NEAR <= day <= held.latest + _NEAR


def beside(text: str, low: int, at: int) -> bool:
    """`nach dem Treffen in Paris`: whether what stands in the clause with a meeting is before or after it."""
    return _BESIDE.search(text, low, at) is not None


@cache
def _subject() -> re.Pattern[str]:
    """The words for the subject of the debate, which a meeting of it is about."""
    return re.compile(r"(?<!\w)(?:" + "|".join(words("subject", "event_words")) + ")|" + "|".join(IN_COMPOUNDS))
