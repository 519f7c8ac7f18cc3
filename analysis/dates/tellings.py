"""The sentences of an article that tell of a known event, and the day on which each says that it was held."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from analysis.dates.events import Known, held_at, held_somewhere, meeting, of_it, possible, told_in
from analysis.dates.meetings import beside, meant, met
from analysis.dates.phrases import phrases
from analysis.dates.reading import Phrase
from analysis.dates.tense import clause
from analysis.dates.told import reported
from analysis.records import Article, DateRange, Telling

#: An article within as many days of an event tells of it as of news.
_NEAR = timedelta(days=6)


def tellings(article: Article, starts: Sequence[int], when: DateRange) -> list[Telling]:
    """One telling per event and sentence, in the order of events.csv, then of the text.

    starts: of the sentences of the article's text; when: the days on which it can have appeared.
    """
    text = article.text
    somewhere = held_somewhere(text)
    if not somewhere:
        return []
    sentences = [(start, start + len(text[start:end].rstrip())) for start, end in pairwise((*starts, len(text)))]
    told = {known.event.event_id: _places(text, known, spans) for known, spans in told_in(text, when)}
    held = met(text, when, sentences)
    found = []
    marked = possible(text)
    for known in somewhere:
        ident = known.event.event_id
        offsets = told.get(ident) or held.get(ident)
        if not offsets and known in marked:
            offsets = _by_date(text, known, when, sentences)
        for index in sorted({bisect_right(sentences, (offset, len(text))) - 1 for offset in offsets or ()}):
            start, end = sentences[index]
            day = _day(known, text[start:end], when)
            found.append(Telling(known.event, index, start, end, article.source[start:end], day))
    return found


def _places(text: str, known: Known, spans: list[tuple[int, int]]) -> list[int]:
    """Where the event's place stands in each of the stretches."""
    return [place.start() for low, high in spans for place in list(held_at(text, known, low, high))[:1]]


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
        if (day := meant(phrase, known, when)) is not None and _dates_it(known, sentence, phrase)
    ]
    return DateRange(found[0], found[0]) if len(set(found)) == 1 else None


def _dates_it(known: Known, sentence: str, phrase: Phrase) -> bool:
    """Whether the words of time say when the meeting was, not when somebody spoke after it."""
    low, high = clause(sentence, phrase.start, phrase.end)
    gathering = meeting().search(sentence, low, high)
    return (
        gathering is not None
        and not beside(sentence, low, gathering.start())
        and of_it(sentence, known, low, high)
        and reported(sentence, phrase)
    )
