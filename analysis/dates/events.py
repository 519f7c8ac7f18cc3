"""Meetings and declarations of the debate, and which of them an article tells of.

lexicon/events.csv: place, actors and keywords hold alternatives between `|`; `;` stands between groups of which each
needs a hit. A form counts where a word begins with it, a place only after a preposition of place: "in Paris", not
"Paris erklärte".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from analysis.dates import ranges
from analysis.dates.clues import Clue
from analysis.dates.reading import Phrase
from analysis.dates.tense import clause, sentence, tense
from analysis.dates.told import in_quotation, reported
from analysis.dates.words import rows, words
from analysis.records import DateRange, Event

#: News without a date, and a weekday without a date, point back less than a week.
_WEEK = 6
#: The news of an article stands in its first characters, headline and first paragraph.
_LEAD = 700
_WORD = re.compile(r"[^\W\d_]+")
_PLUPERFECT = re.compile(r"\bhatten?\b|\bwaren?\b")
_PERFECT = re.compile(r"\b(?:hat|haben|ist|sind)\b")
#: Words for the subject that count in the middle of a word too: Friedenstruppe, Blauhelmsoldat.
IN_COMPOUNDS = ("truppe", "soldat")
_SUBORDINATE = re.compile(r"\W*(?:Als|Nachdem|Seit|Seitdem|Wenn|Obwohl)\b")


@dataclass(frozen=True, slots=True)
class Known:
    """An event and how a text tells of it: the names of its place as the beginnings of words, and groups of forms of
    which the first so many are actors, then keywords.
    """

    event: Event
    places: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]
    actors: int

    @property
    def place(self) -> re.Pattern[str]:
        """The place after a preposition."""
        return _any(self.places, r"(?i:in|nach|im|ins|am|bei|beim|auf)\s+(?:der\s+|dem\s+)?(?:\w+\s+)?")

    @property
    def named_after(self) -> re.Pattern[str]:
        """A meeting that is called after the place."""
        return _named_after(self.places)

    @property
    def groups(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(_any, self.forms))


@cache
def events() -> tuple[Known, ...]:
    """All rows of events.csv in its order. Raises ValueError for a bad date."""
    return tuple(
        Known(
            Event(
                row["event_id"],
                DateRange(date.fromisoformat(row["date_earliest"]), date.fromisoformat(row["date_latest"])),
                row["place"].split("|")[0],
                row["name"],
                row["note"],
            ),
            tuple(row["place"].split("|")),
            tuple(tuple(group.split("|")) for group in [*row["actors"].split(";"), *row["keywords"].split(";")]),
            len(row["actors"].split(";")),
        )
        for row in rows("events")
    )


@lru_cache(2)
def possible(text: str) -> tuple[Known, ...]:
    """The events of which a text has an actor's and a keyword's form; most events are not in most articles."""
    there = forms_in(text)
    return tuple(known for known in events() if not any(map(there.isdisjoint, known.forms))) if there else ()


@lru_cache(2)
def held_somewhere(text: str) -> tuple[Known, ...]:
    """The events whose place has its name in a text, also in the middle of a word."""
    there = forms_in(text)
    return tuple(known for known in events() if not there.isdisjoint(known.places)) if there else ()


@lru_cache(2)
def forms_in(text: str) -> frozenset[str]:
    """What a text has of the names of places, the actors and the keywords of all events, and the debate's subjects."""
    forms, automaton = _forms()
    return frozenset(forms[index] for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True))


@cache
def _forms() -> tuple[list[str], AhoCorasick]:
    groups = (group for known in events() for group in (known.places, *known.forms))
    forms = sorted({*subjects(), *(form for group in groups for form in group)})
    return forms, AhoCorasick(forms, implementation=Implementation.DFA)


@cache
def subjects() -> frozenset[str]:
    """The words for the subject of the debate, which a meeting of it is about, and two that compounds end in."""
    return frozenset((*words("subject", "event_words"), *IN_COMPOUNDS))


@cache
def _any(forms: tuple[str, ...], before: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){before}(?:{_stems(forms)})")


@cache
def _named_after(places: tuple[str, ...]) -> re.Pattern[str]:
    """`der Pariser Gipfel`, `das informelle Treffen von Paris`."""
    place, gathering = _stems(places), f"(?:{meeting().pattern})"
    return re.compile(
        rf"(?<![\w-])(?:(?:{place})(?:er|(?<=er))\s+(?:[a-zäöü]\w+\s+)?\w*{gathering}|{gathering}\w*\s+von\s+(?:{place}))"
    )


def _stems(forms: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, forms))


def clues(text: str, found: Sequence[Phrase], so_far: DateRange) -> Iterator[Clue]:
    """Each event told as past bounds publication from below; told as news, also from above within a week.

    Of several events told as news the latest counts: it is the others' sequel.
    """
    news: list[tuple[Event, Clue]] = []
    for known, told in told_in(text, so_far):
        event = known.event
        first = event.range.earliest
        yield Clue("event", f"{event.name} ({event.event_id})", DateRange(first, max(first, so_far.latest)))
        clue = _counted(text, known, told, found) or _as_news(text, event, told, found)
        if clue is not None and ranges.intersection(clue.range, so_far):
            news.append((event, clue))
    if news:
        yield max(news, key=lambda pair: pair[0].range.earliest)[1]


def told_in(text: str, when: DateRange) -> Iterator[tuple[Known, list[tuple[int, int]]]]:
    """The events that a text written on one of the days tells of as past, each with the bounds of the sentences.

    Events after the days, or more than 60 days before them, are not asked.
    """
    earliest = ranges.shifted(when.earliest, -60)
    for known in possible(text):
        held = known.event.range
        if held.earliest <= when.latest and held.latest >= earliest:
            told = list(_told(text, known))
            if told:
                yield known, told


def _told(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """The sentences that tell of the event as past: its place with an actor or keyword, and no word of planning."""
    if not all(group.search(text) for group in known.groups):
        return
    for place in held_at(text, known, 0, len(text)):
        low, high = sentence(text, place.start(), place.end())
        if not any(group.search(text, low, high) for group in known.groups) or in_quotation(text, place.start()):
            continue
        forms = {word.group().lower() for word in _WORD.finditer(text, low, high)}
        if tense(text, place.start(), place.end()) == "past" and not forms & words("announced", "tense_words").keys():
            yield low, high


def _counted(text: str, known: Known, told: Sequence[tuple[int, int]], found: Sequence[Phrase]) -> Clue | None:
    """The event's sentence counts from the day of writing: "am Donnerstag" of an event on a Thursday, "gestern"."""
    held, name = known.event.range, known.event.name
    for phrase in found:
        if phrase.rule not in ("weekday", "deictic", "unit") or not reported(text, phrase):
            continue
        low, high = clause(text, phrase.start, phrase.end)
        if not any(first <= phrase.start < last for first, last in told) or not of_it(text, known, low, high):
            continue
        words_told = f"{text[phrase.start : phrase.end]}: {name}"
        if phrase.rule == "weekday" and phrase.shift != 1:
            for day in (held.earliest, held.latest):
                if day.isoweekday() == phrase.weekday:
                    reach = _WEEK if phrase.shift is None else 2 * _WEEK + 1
                    return Clue("weekday", words_told, DateRange(day, ranges.shifted(day, reach)))
        elif phrase.rule == "deictic" and phrase.unit == "D" and (phrase.shift or 0) <= 0:
            ahead = -(phrase.shift or 0)
            first, last = ranges.shifted(held.earliest, ahead), ranges.shifted(held.latest, ahead)
            return Clue("weekday", words_told, DateRange(first, last))
        elif phrase.rule == "unit" and phrase.unit in ("W", "WE") and phrase.shift == -1:
            span = DateRange(held.earliest, ranges.shifted(held.latest, 2 * _WEEK + 1))
            return Clue("weekday", words_told, span)
    return None


def of_it(text: str, known: Known, low: int, high: int) -> bool:
    """Whether a clause has the event's place or mark in it; its actors may speak on any day."""
    marks = (known.named_after, *known.groups[known.actors :])
    return any(held_at(text, known, low, high)) or any(mark.search(text, low, high) for mark in marks)


def held_at(text: str, known: Known, low: int, high: int) -> Iterator[re.Match[str]]:
    """Where the event's place is said to be a place: not where a body sits (`die Regierung in Paris`), nor whence
    something is heard (`in Paris hieß es`)."""
    if not is_named(text, known, low, high):
        return
    for place in known.place.finditer(text, low, high):
        body = _seated().search(text, max(low, place.start() - 60), place.start())
        # `im Außenamt in Paris` people meet: it is a house there.
        if (body is None or _INSIDE.search(text, low, body.start())) and not _heard(text, place):
            yield place


def is_named(text: str, known: Known, low: int, high: int) -> bool:
    """Whether a stretch has a name of the event's place, also in the middle of a word."""
    return any(text.find(place, low, high) >= 0 for place in known.places)


_INSIDE = re.compile(r"\b(?:im|in der)\s+(?:\w+\s+)?\w*$", re.I)


def _heard(text: str, place: re.Match[str]) -> bool:
    low, high = clause(text, place.start(), place.end())
    forms = {word.group().lower() for word in _WORD.finditer(text, low, high)}
    return bool(forms & words("heard", "event_words").keys()) and not meeting().search(text, low, high)


@cache
def meeting() -> re.Pattern[str]:
    """The words for a meeting: what begins with a form of event_words.csv, and compounds such as Krisentreffen."""
    forms = "|".join(words("meeting", "event_words"))
    return re.compile(rf"(?<!\w)(?:{forms})|(?:treffen|gipfel|konferenz|schalte)")


@cache
def _seated() -> re.Pattern[str]:
    bodies = "|".join(words("body", "event_words"))
    return re.compile(rf"(?i:{bodies})\w{{0,2}}(?:\s+(?:des|der|von|für)(?:\s+\w+){{1,2}})?\s+$")


def _as_news(text: str, event: Event, told: Sequence[tuple[int, int]], found: Sequence[Phrase]) -> Clue | None:
    """The event opens the article in the perfect tense and undated, and the article counts days from its own.

    The perfect of a first sentence is the tense of news; the preterite may tell of any time.
    """
    lead = len(text) - len(text.lstrip()) + _LEAD
    counts_days = any(_counts(phrase) for phrase in found)
    for low, high in told:
        if low > lead or not counts_days or _SUBORDINATE.match(text, low, high):
            continue
        if not _PERFECT.search(text, low, high) or _PLUPERFECT.search(text, low, high):
            continue
        if any(low <= phrase.start < high and _dated(phrase) for phrase in found):
            continue
        span = DateRange(event.range.earliest, ranges.shifted(event.range.latest, _WEEK))
        return Clue("event", f"{event.name}, told as news", span)
    return None


def _counts(phrase: Phrase) -> bool:
    """A weekday, or days and weeks ahead: words that only the day of writing makes clear."""
    return phrase.rule == "weekday" or (phrase.unit in ("D", "W", "WE") and phrase.shift is not None)


def _dated(phrase: Phrase) -> bool:
    return (
        phrase.month is not None
        or phrase.year is not None
        or phrase.rule in ("ago", "part", "season", "away", "reference")
    )
