"""Finds the words of time in a text and reads off what they say by themselves, without knowing the day of writing.

The rules look only at runs of words of time, and only as long as a run has words of the kind that they need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analysis.dates.reading import Phrase, read
from analysis.dates.runs import DATED, SEEDS, Word, runs
from analysis.dates.words import one_of, rows

#: Words that name a day or a month; what a year or a day in figures has in it; a date all in figures.
_NAMED = frozenset(("month", "deictic"))
_YEAR_OR_DAY = re.compile(r"\d{4}|\d\.\s?\d|jahre?s?\s+\d{3}", re.I)
_FIGURES = re.compile(r"\d[-/.]\s?\d")


@cache
def _grammar() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Rule, the kind of word it cannot do without, and pattern, in the order of lexicon/time_rules.csv.

    A pattern names a kind of time word in braces; where two rules match the same words the earlier one wins.
    """
    parts = {row["kind"]: one_of(row["kind"]) for row in rows("time_words")}
    parts |= {"dd": r"(?:3[01]|[12]\d|0?[1-9])", "yyyy": r"(?:1[0-9]|20|21)\d\d"}
    rules = []
    for row in rows("time_rules"):
        pattern = re.sub(r"\{([a-z]+)\}", lambda found: parts[found[1]], row["pattern"])
        rules.append((row["rule"], row["needs"], re.compile(pattern, re.I)))
    return tuple(rules)


def phrases(text: str, *, dated: bool = False) -> list[Phrase]:
    """All words of time in the text, by position, none overlapping another.

    dated: only those near which a day of the calendar, a month or a year stands, and such as heute.
    """
    found: list[Phrase] = []
    for run in runs(text, DATED if dated else SEEDS):
        if not dated or _names_a_day(text, run):
            found += _in_run(text, run)
    for index in range(len(found) - 2, -1, -1):
        found[index] = _with_year_of(text, found[index], found[index + 1])
    return found


def _names_a_day(text: str, run: Sequence[Word]) -> bool:
    """Whether a run may name a day, a month or a year, or points to a day as heute does."""
    named = any(not word.kinds.isdisjoint(_NAMED) for word in run)
    return named or _YEAR_OR_DAY.search(text, run[0].start, run[-1].end) is not None


def _with_year_of(text: str, phrase: Phrase, later: Phrase) -> Phrase:
    """A day or month whose year stands after the next one: "28. August bis 4. September 2025"."""
    if phrase.year is not None or phrase.month is None or later.year is None or later.month is None:
        return phrase
    if phrase.shift is not None or not _JOINED.fullmatch(text, phrase.end, later.start):
        return phrase
    return replace(phrase, year=later.year - (phrase.month > later.month))


_JOINED = re.compile(r"\.?\s*(?:bis|und|sowie|oder|–|-|/|,)\s*(?:zum\s+|am\s+|im\s+|Ende\s+|Anfang\s+|Mitte\s+)?")


def _in_run(text: str, run: Sequence[Word]) -> list[Phrase]:
    low, high = run[0].start, run[-1].end
    # A few characters more, for what a pattern forbids to follow.
    seen = min(len(text), high + 12)
    figures = frozenset(("figures",) if _FIGURES.search(text, low, seen) else ())
    taken: list[Phrase] = []
    left = figures.union(*(word.kinds for word in run))
    for name, needs, pattern in _grammar():
        if needs not in left:
            continue
        before = len(taken)
        for match in pattern.finditer(text, low, seen):
            if match.start() >= high or _overlap(taken, *match.span()):
                continue
            phrase = read(text, name, match)
            if phrase is not None:
                taken.append(phrase)
                if phrase.is_day:
                    taken += _listed_before(text, low, phrase, taken)
        if len(taken) > before:
            left = figures.union(*(word.kinds for word in run if not _overlap(taken, word.start, word.end)))
    return sorted(taken, key=lambda p: p.start)


def _overlap(taken: Sequence[Phrase], start: int, end: int) -> bool:
    return any(start < phrase.end and phrase.start < end for phrase in taken)


#: A day of a list whose month and year come at its end.
_LIST = re.compile(
    r"(?<![\d.,:])(3[01]|[12]\d|0?[1-9])\.?"
    r"(?=\s*(?:,|und|sowie|oder|bis|auf den|/|–|-|\.,)(?:\s*(?:und|am|zum|den|der))*\s*$)"
)


def _listed_before(text: str, low: int, last: Phrase, taken: Sequence[Phrase]) -> list[Phrase]:
    """The earlier days of a list that names month and year once: "am 10., 11. und 25. März"."""
    days: list[Phrase] = []
    start = last.start
    while True:
        entry = next(iter(_LIST.finditer(text, max(low, start - 24), start)), None)
        if entry is None or _overlap(taken, *entry.span()):
            return days
        days.append(
            Phrase(entry.start(), entry.end(), "day", last.year, last.month, int(entry.group(1)), shift=last.shift)
        )
        start = entry.start()
