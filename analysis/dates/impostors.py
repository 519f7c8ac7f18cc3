"""Words that look like time and are none: counts, names, and days of no single date."""

from __future__ import annotations

import re

from analysis.dates.words import vocabulary, words

_WORD = re.compile(r"\w+")
_COUNT = re.compile(
    r"(?:rund|etwa|fast|über|knapp|als|circa|ca\.|mindestens|höchstens|weitere[nr]?|insgesamt|bis zu|gut)\s+$", re.I
)
_RANGE = re.compile(r"\s+bis\s+\d+\s+(\w+)")
_EACH = re.compile(r"(?:\bjede[mnrs]?|\balle|\bpro|\bje|\ballen)\s+(?:\w+\s+)?$", re.I)
_SOME = re.compile(r"\bein(?:em|es)?\s+(?:\w+\s+)?$", re.I)
_OPENED = re.compile(r"(?:\b(?:im|in|von|seit|bis|ab|nach|vor|um|anno)\s+|[(,/–-]\s*)$", re.I)
_LED = re.compile(r"(?:\b(?:im|ab|seit|bis|von|vom|zum|für|in|den|des|und|oder|nach|vor|der)|[,–/(-])\s*$", re.I)
_SENTENCE_START = re.compile(r"(?:^|[.!?:„“\"»«\n]\s*)$")
#: A year before this one needs a preposition or a bracket: more numbers of that size count than date.
_FIRST_BARE_YEAR = 1850


def for_each(before: str) -> bool:
    """ "jeden Montag", "pro Jahr": a repetition."""
    return _EACH.search(before) is not None


def is_name(text: str, end: int, month: str, before: str) -> bool:
    """ "Mai Thi Nguyen", "August Hanning": a month's form, with no word of time around it."""
    led, form = _LED.search(before) is not None, month.lower()
    if form in words("month_short"):
        return not (led and text[end : end + 1] == ".")
    return not led and (form in words("first_name") or is_followed_by_name(text, end))


def is_followed_by_name(text: str, end: int) -> bool:
    return re.match(r" [A-ZÄÖÜ]", text[end : end + 2]) is not None


def is_noun_of_day(before: str) -> bool:
    """ "am Morgen", "guten Morgen": the noun, where no sentence begins with the adverb."""
    return _SENTENCE_START.search(before) is None


def names_a_kind_of_day(form: str, before: str) -> bool:
    """ "freitags", "an einem Freitag", "Herz-Jesu-Sonntag": no single day of the calendar."""
    if not form[0].isupper() or before.endswith("-") or _SOME.search(before):
        return True
    return form.endswith("s") and not before.endswith("des ")


def counts_something(text: str, start: int, end: int, before: str) -> bool:
    """Whether four digits count or number something: "rund 2000", "1500 Soldaten", "Resolution 1325"."""
    named = re.search(r"(\w+)[.\s]+$", before)
    if _COUNT.search(before) or (named and vocabulary().get(named[1].lower()) == "designator"):
        return True
    if int(text[start : start + 4]) < _FIRST_BARE_YEAR and not _OPENED.search(before):
        return True
    if upper := _RANGE.match(text, end):
        return upper[1].lower() in words("counted")
    follower = _WORD.search(text, end, end + 30)
    if follower is None or text[end : follower.start()].strip(" \xa0-"):
        return False
    form = follower.group()
    return form.lower() in words("counted") or (text[end - 2 : end] == "00" and form[0].isupper())
