"""Finds the words of time in a text and reads off what they say by themselves, without knowing the day of writing.

One pass over the words keeps the runs that hold a word of the lexicon or a year; the rules look at those runs only,
so that the time grows with the text and hardly with the number of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from analysis.dates.reading import Phrase, read
from analysis.dates.words import one_of, rows, vocabulary

_WORD = re.compile(r"\w+")
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
    known = vocabulary()
    start = end = -1
    kinds: set[str] = set()
    for word in _WORD.finditer(text):
        form = word.group()
        kind = known.get(form) or known.get(form.lower())
        if kind is None:
            if not (form[0].isdigit() and (_NUMBERLIKE.match(form))):
                continue
            kind = "number"
            kinds_here = {"number", "trigger"} if _YEARLIKE.match(form) or form.endswith(("er", "ern")) else {"number"}
        else:
            kinds_here = {kind, "trigger"} if kind in _TRIGGERS else {kind}
        if start >= 0 and word.start() - end <= 8 and _GAP.match(text, end, word.start()):
            kinds |= kinds_here
        else:
            if start >= 0 and ("trigger" in kinds or _dotted(text, start, end, kinds)):
                yield start, end, kinds
            start, kinds = word.start(), kinds_here
        end = word.end()
    if start >= 0 and ("trigger" in kinds or _dotted(text, start, end, kinds)):
        yield start, end, kinds


def _dotted(text: str, start: int, end: int, kinds: set[str]) -> bool:
    """Whether a run of plain numbers may be a date such as 28.02.25, or "vor kurzem"."""
    return ("number" in kinds and text.count(".", start, end + 1) >= 2) or "vague" in kinds


def _in_run(text: str, low: int, high: int, kinds: set[str]) -> list[Phrase]:
    taken: list[Phrase] = []
    # A few characters more, for what a pattern forbids to follow.
    seen = min(len(text), high + 12)
    for name, needs, pattern in _grammar():
        if needs not in kinds:
            continue
        for match in pattern.finditer(text, low, seen):
            if match.start() >= high or any(match.start() < p.end and p.start < match.end() for p in taken):
                continue
            phrase = read(text, name, match)
            if phrase is not None:
                taken.append(phrase)
                if phrase.is_day:
                    taken += _listed_before(text, low, phrase, taken)
    return sorted(taken, key=lambda p: p.start)


#: A day of a list whose month and year come at its end.
_LIST = re.compile(
    r"(?<![\d.,:])(3[01]|[12]\d|0?[1-9])\.?"
    r"(?=\s*(?:,|und|sowie|oder|bis|auf den|/|–|-|\.,)(?:\s*(?:und|am|zum|den|der))*\s*$)"
)


def _listed_before(text: str, low: int, last: Phrase, taken: list[Phrase]) -> list[Phrase]:
    """The earlier days of a list that names month and year once: "am 10., 11. und 25. März"."""
    days: list[Phrase] = []
    start = last.start
    while True:
        entry = next(iter(_LIST.finditer(text, max(low, start - 24), start)), None)
        if entry is None or any(entry.start() < p.end and p.start < entry.end() for p in taken):
            return days
        days.append(
            Phrase(entry.start(), entry.end(), "day", last.year, last.month, int(entry.group(1)), shift=last.shift)
        )
        start = entry.start()
