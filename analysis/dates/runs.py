"""Runs of neighbouring words of time: the stretches of a text at which the rules look.

One pass over the text finds the words and figures without which there is no run, and their neighbours from there, so
that the time grows with the text and hardly with the number of words and rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from string import digits
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analysis.dates.words import vocabulary
from analysis.tagger import FORMS

#: Characters in which the word before another one is looked for; words of time are shorter.
_LONGEST = 40
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"(\W+)(\w+)")
_YEARLIKE = re.compile(r"(?:1[0-9]|20|21)\d\d$")
_NUMBERLIKE = re.compile(r"\d{1,4}(?:er|ern)?$")
_TRIGGERS = frozenset("month weekday season unit deictic away phased reference holiday phase".split())
#: Kinds of which every run has one, and those of which one has one that names a day, a month or a year.
SEEDS = frozenset(("trigger", "vague", "number"))
DATED = frozenset(("month", "deictic", "number"))
_GAP = re.compile(r"[ \t\xa0]{0,3}[-.,/–()]{0,2}[ \t\xa0]{0,3}\(?$|[ \t]*\r?\n[ \t]*$")


class Word(NamedTuple):
    """A word of time at text[start:end], and what kinds of one it is."""

    start: int
    end: int
    kinds: frozenset[str]


def runs(text: str, seeds: frozenset[str] = SEEDS) -> Iterator[list[Word]]:
    """Longest stretches of neighbouring words of time, in order; seeds: SEEDS or DATED, of which each has one."""
    reached = 0
    # Only İ has a small letter of two characters; no word of time has it.
    for _, start, _ in _finder(seeds).find_matches_as_indexes(text.replace("İ", "I").lower()):
        if start < reached or (start and _WORD.match(text, start - 1)):
            continue
        found = _WORD.match(text, start)
        if found is None or (kinds := _kinds(found[0])).isdisjoint(seeds):
            continue
        run = [*_before(text, start), Word(start, found.end(), kinds), *_after(text, found.end())]
        reached = run[-1].end
        if _may_be_time(text, run):
            yield run


def _after(text: str, end: int) -> Iterator[Word]:
    while (found := _NEXT.match(text, end)) and (kinds := _kinds(found[2])) and _joins(found[1]):
        end = found.end()
        yield Word(found.start(2), end, kinds)


def _before(text: str, start: int) -> list[Word]:
    words: list[Word] = []
    # Read from the right to the left, a match need not be looked for.
    while found := _NEXT.match(text[max(0, start - _LONGEST) : start][::-1]):
        kinds = _kinds(found[2][::-1])
        if not kinds or not _joins(found[1][::-1]):
            break
        words.append(Word(start - found.end(), start - found.end(1), kinds))
        start -= found.end()
    return words[::-1]


@cache
def _finder(seeds: frozenset[str]) -> AhoCorasick:
    """Finds figures, and the words of these kinds, in small letters."""
    forms = [form for form in vocabulary() if not _kinds(form).isdisjoint(seeds)]
    return AhoCorasick([*forms, *digits], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


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


def _may_be_time(text: str, run: list[Word]) -> bool:
    """Whether a run has a word that makes a phrase, is a date such as 28.02.25, or like "vor kurzem"."""
    kinds = frozenset().union(*(word.kinds for word in run))
    if "trigger" in kinds or "vague" in kinds:
        return True
    return "number" in kinds and text.count(".", run[0].start, run[-1].end + 1) >= 2
