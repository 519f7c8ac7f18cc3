"""The sentences of an article that tell of a known event, and the day on which each says that it was held."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from analysis.dates import ranges
from analysis.dates.events import Known, of_it, possible, told_in
from analysis.dates.phrases import phrases
from analysis.dates.reading import Phrase
from analysis.dates.tense import clause
from analysis.dates.told import reported
from analysis.dates.words import words
from analysis.records import Article, DateRange, Telling

#: A day that lies farther from the event than this is another event's.
_NEAR = timedelta(days=6)


def tellings(article: Article, starts: Sequence[int], when: DateRange) -> list[Telling]:
    """One telling per event and sentence, in the order of events.csv, then of the text.

    starts: of the sentences of the article's text; when: the days on which it can have appeared.
    """
    text = article.text
    if not possible(text):
        return []
    sentences = [(start, start + len(text[start:end].rstrip())) for start, end in pairwise((*starts, len(text)))]
    told = {known.event.event_id: _places(text, known, spans) for known, spans in told_in(text, when)}
    found = []
    for known in possible(text):
        offsets = told.get(known.event.event_id) or _by_date(text, known, when, sentences)
        for index in sorted({bisect_right(sentences, (offset, len(text))) - 1 for offset in offsets}):
            start, end = sentences[index]
            day = _day(known, text[start:end], when)
            found.append(Telling(known.event, index, start, end, article.source[start:end], day))
    return found


def _places(text: str, known: Known, spans: list[tuple[int, int]]) -> list[int]:
    """Where the event's place stands in each of the stretches."""
    return [place.start() for low, high in spans if (place := known.place.search(text, low, high))]


def _by_date(text: str, known: Known, when: DateRange, sentences: list[tuple[int, int]]) -> list[int]:
    """Where an article of the week after the event that has all its marks tells of it: the sentence with most of them.

    The date makes up for what the sentence lacks: "Macron sprach von 26 Ländern", and Paris in another sentence.
    """
    held = known.event.range
    if not held.earliest <= when.earliest <= when.latest <= held.latest + _NEAR:
        return []
    if known.event.place not in text or not all(group.search(text) for group in known.groups):
        return []
    marks = (re.compile(re.escape(known.event.place)), *known.groups)
    hits = [sum(bool(mark.search(text, *bounds)) for mark in marks) for bounds in sentences]
    best = max(hits, default=0)
    return [sentences[hits.index(best)][0]] if best > 1 else []


def _day(known: Known, sentence: str, when: DateRange) -> DateRange | None:
    """The one day of a clause that tells of the meeting itself; None where there is none, or more than one."""
    found = [
        day
        for phrase in phrases(sentence)
        if (day := _meant(phrase, known, when)) is not None and _dates_it(known, sentence, phrase)
    ]
    return DateRange(found[0], found[0]) if len(set(found)) == 1 else None


def _dates_it(known: Known, sentence: str, phrase: Phrase) -> bool:
    """Whether the words of time say when the meeting was, not when somebody spoke after it."""
    low, high = clause(sentence, phrase.start, phrase.end)
    meeting = _meeting().search(sentence, low, high)
    return (
        meeting is not None
        and not _BESIDE.search(sentence[low : meeting.start()])
        and of_it(sentence, known, low, high)
        and reported(sentence, phrase)
    )


def _meant(phrase: Phrase, known: Known, when: DateRange) -> date | None:
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


#: "nach dem Treffen in Paris": what stands beside it was said before or after it.
_BESIDE = re.compile(r"\b(?:nach|vor|seit|Nach|Vor|Seit)\s+(?:\w+\s+){0,3}$")


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(words("meeting", "event_words")) + ")|(?:treffen|gipfel|konferenz)")
