"""Meetings and declarations of the debate, and which of them an article tells of.

lexicon/events.csv: place, actors and keywords hold alternatives between `|`; `;` stands between groups of which each
needs a hit. A form counts where a word begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.dates import ranges
from analysis.dates.clues import Clue
from analysis.dates.reading import Phrase
from analysis.dates.tense import sentence, tense
from analysis.dates.told import in_quotation, reported
from analysis.dates.words import rows
from analysis.records import DateRange

#: A report without its date, and a weekday without a date, point back less than a week.
_WEEK = 6
#: The news stands in the first characters of an article, its weekday near the names of the meeting.
_LEAD, _NEAR = 900, 400
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Event:
    """A row of events.csv; groups are the compiled place, actors and keywords."""

    event_id: str
    range: DateRange
    name: str
    place: re.Pattern[str]
    groups: tuple[re.Pattern[str], ...]
    keywords: tuple[re.Pattern[str], ...]


@cache
def events() -> tuple[Event, ...]:
    """All rows, earliest first. Raises ValueError for a bad date."""
    return tuple(
        Event(
            row["event_id"],
            DateRange(date.fromisoformat(row["date_earliest"]), date.fromisoformat(row["date_latest"]), row["name"]),
            row["name"],
            _any(row["place"]),
            tuple(_any(group) for group in row["actors"].split(";")),
            tuple(_any(group) for group in row["keywords"].split(";")),
        )
        for row in rows("events")
    )


def _any(forms: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms.split("|"))) + ")")


def clues(text: str, found: Sequence[Phrase], so_far: DateRange) -> Iterator[Clue]:
    """The latest event told bounds publication from below; told as news, also from above within a week.

    Events that lie wholly after the days still open are not asked. Where two events fit the words equally, only the
    earlier one's beginning counts.
    """
    told = [(event, at) for event in events() if event.range.earliest <= so_far.latest and (at := _told(text, event))]
    told = [(event, at) for event, at in told if event.range.latest >= ranges.shifted(so_far.earliest, -60)]
    dated = [
        (event, at, clue)
        for event, at in told
        if (clue := _weekday(text, event, at, found, so_far) or _as_news(text, event, at, found, so_far))
    ]
    for event, at in told:
        if _reported_at(text, at):
            first = event.range.earliest
            yield Clue("event", f"{event.name} ({event.event_id})", DateRange(first, max(first, so_far.latest)))
    if len({event.range for event, _, _ in dated}) == 1:
        yield dated[0][2]
    elif dated:
        last = max(dated, key=lambda entry: entry[0].range.earliest)
        if all(clue.range.latest <= last[2].range.latest for _, _, clue in dated):
            yield last[2]


def _told(text: str, event: Event) -> tuple[int, ...]:
    """Where the event's place and keywords stand; empty where a group has no hit."""
    if not event.place.search(text) or not all(group.search(text) for group in (*event.groups, *event.keywords)):
        return ()
    places = [match.start() for match in event.place.finditer(text)]
    marks = [match.start() for group in event.keywords for match in group.finditer(text)]
    return tuple(sorted({*places, *marks}))


def _reported_at(text: str, at: Sequence[int]) -> bool:
    return any(tense(text, spot, spot + 1) == "past" for spot in at)


def _weekday(text: str, event: Event, at: Sequence[int], found: Sequence[Phrase], so_far: DateRange) -> Clue | None:
    """ "am Donnerstag", told as past near the event's words, where the event was on a Thursday."""
    for phrase in found:
        if phrase.rule != "weekday" or phrase.shift == 1 or not any(abs(phrase.start - spot) <= _NEAR for spot in at):
            continue
        for day in (event.range.earliest, event.range.latest):
            if day.isoweekday() == phrase.weekday and reported(text, phrase) and not in_quotation(text, phrase.start):
                span = DateRange(day, ranges.shifted(day, _WEEK))
                words = text[max(0, phrase.start - 3) : phrase.end]
                return Clue("weekday", f"{words}: {event.name}", span) if ranges.intersection(span, so_far) else None
    return None


def _as_news(text: str, event: Event, at: Sequence[int], found: Sequence[Phrase], so_far: DateRange) -> Clue | None:
    """The event opens the article in the perfect or the preterite, without a date of its own in the sentence."""
    lead = len(text) - len(text.lstrip()) + _LEAD
    for spot in at:
        if spot > lead or in_quotation(text, spot):
            continue
        low, high = sentence(text, spot, spot + 1)
        if tense(text, spot, spot + 1) != "past" or _PLUPERFECT.search(text, low, high):
            continue
        if sum(1 for other in at if low <= other < high) < 2 or any(low <= p.start < high and _dated(p) for p in found):
            continue
        span = DateRange(event.range.earliest, ranges.shifted(event.range.latest, _WEEK))
        return Clue("event", f"{event.name}, told as news", span) if ranges.intersection(span, so_far) else None
    return None


_PLUPERFECT = re.compile(r"\bhatten?\b|\bwaren?\b[^.]*\w+(?:t|en)\b\s*[,.]")


def _dated(phrase: Phrase) -> bool:
    return (
        phrase.month is not None
        or phrase.year is not None
        or phrase.rule in ("ago", "part", "season", "away", "reference")
    )
