"""Finds the words of time in a text and reads off what they say by themselves, without knowing the day of writing.

One pass over the words keeps the runs that hold a word of the lexicon or a year; the rules look at those runs only,
so that the time grows with the text and hardly with the number of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate

from analysis.dates.reading import Phrase, read
from analysis.dates.words import one_of, rows, vocabulary
from analysis.tagger import FORMS

_BETWEEN = re.compile(r"(\W+)")
_YEARLIKE = re.compile(r"(?:1[0-9]|20|21)\d\d$")
_NUMBERLIKE = re.compile(r"\d{1,4}(?:er|ern)?$")
_TRIGGERS = frozenset("month weekday season unit deictic away phased reference holiday phase".split())
_GAP = re.compile(r"[ \t\xa0]{0,3}[-.,/–()]{0,2}[ \t\xa0]{0,3}\(?$|[ \t]*\r?\n[ \t]*$")


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


def phrases(text: str) -> list[Phrase]:
    """All words of time in the text, by position, none overlapping another."""
    found: list[Phrase] = []
    for low, high, kinds in _runs(text):
        found += _in_run(text, low, high, kinds)
    for index in range(len(found) - 2, -1, -1):
        found[index] = _with_year_of(text, found[index], found[index + 1])
    return found


def _with_year_of(text: str, phrase: Phrase, later: Phrase) -> Phrase:
    """A day or month whose year stands after the next one: "28. August bis 4. September 2025"."""
    if phrase.year is not None or phrase.month is None or later.year is None or later.month is None:
        return phrase
    if phrase.shift is not None or not _JOINED.fullmatch(text, phrase.end, later.start):
        return phrase
    return replace(phrase, year=later.year - (phrase.month > later.month))


_JOINED = re.compile(r"\.?\s*(?:bis|und|sowie|oder|–|-|/|,)\s*(?:zum\s+|am\s+|im\s+|Ende\s+|Anfang\s+|Mitte\s+)?")


def _runs(text: str) -> Iterator[tuple[int, int, set[str]]]:
    """Longest stretches of neighbouring words of time, each with the kinds of its words."""
    parts = _BETWEEN.split(text)  # words at even places, what stands between them at odd ones
    words = parts[::2]
    of_time = {word: kinds for word in set(words) if (kinds := _kinds(word))}
    found = [(2 * place, of_time[word]) for place, word in enumerate(words) if word in of_time]
    if not found:
        return
    ends = list(accumulate(map(len, parts)))
    start = last = -1
    run: set[str] = set()
    for place, kinds in found:
        if start >= 0 and place == last + 2 and _joins(parts[place - 1]):
            run |= kinds
        else:
            if start >= 0 and ("trigger" in run or _dotted(text, start, ends[last], run)):
                yield start, ends[last], run
            start, run = ends[place] - len(parts[place]), set(kinds)
        last = place
    if start >= 0 and ("trigger" in run or _dotted(text, start, ends[last], run)):
        yield start, ends[last], run


@lru_cache(FORMS)
def _kinds(form: str) -> frozenset[str]:
    """What kinds of time word a form is, `trigger` among them where it makes a phrase by itself; none for others."""
    known = vocabulary()
    kind = known.get(form) or known.get(form.lower())
    if kind is not None:
        return frozenset((kind, "trigger") if kind in _TRIGGERS else (kind,))
    if form[:1].isdigit() and _NUMBERLIKE.match(form):
        triggers = _YEARLIKE.match(form) or form.endswith(("er", "ern"))
        return frozenset(("number", "trigger") if triggers else ("number",))
    return frozenset()


@lru_cache(FORMS)
def _joins(gap: str) -> bool:
    """Whether two words with this between them belong to one run."""
    return len(gap) <= 8 and _GAP.match(gap) is not None


def _dotted(text: str, start: int, end: int, kinds: set[str]) -> bool:
    """Whether a run of plain numbers may be a date such as 28.02.25, or "vor kurzem"."""
    return ("number" in kinds and text.count(".", start, end + 1) >= 2) or "vague" in kinds


def _in_run(text: str, low: int, high: int, kinds: set[str]) -> list[Phrase]:
    taken: list[Phrase] = []
    free = [True] * (high - low)  # by character: whether no phrase has it
    # A few characters more, for what a pattern forbids to follow.
    seen = min(len(text), high + 12)
    for name, needs, pattern in _grammar():
        if needs not in kinds:
            continue
        for match in pattern.finditer(text, low, seen):
            if match.start() >= high or not all(free[match.start() - low : match.end() - low]):
                continue
            phrase = read(text, name, match)
            if phrase is None:
                continue
            found = [phrase, *(_listed_before(text, low, phrase, free) if phrase.is_day else ())]
            for one in found:
                free[one.start - low : one.end - low] = [False] * (one.end - one.start)
            taken += found
    return sorted(taken, key=lambda p: p.start)


#: A day of a list whose month and year come at its end.
_LIST = re.compile(
    r"(?<![\d.,:])(3[01]|[12]\d|0?[1-9])\.?"
    r"(?=\s*(?:,|und|sowie|oder|bis|auf den|/|–|-|\.,)(?:\s*(?:und|am|zum|den|der))*\s*$)"
)


def _listed_before(text: str, low: int, last: Phrase, free: Sequence[bool]) -> list[Phrase]:
    """The earlier days of a list that names month and year once: "am 10., 11. und 25. März"."""
    days: list[Phrase] = []
    start = last.start
    while True:
        entry = next(iter(_LIST.finditer(text, max(low, start - 24), start)), None)
        if entry is None or not all(free[entry.start() - low : entry.end() - low]):
            return days
        days.append(
            Phrase(entry.start(), entry.end(), "day", last.year, last.month, int(entry.group(1)), shift=last.shift)
        )
        start = entry.start()
