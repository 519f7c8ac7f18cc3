"""Whether the clause around some words looks back or ahead.

German newspapers leave the year and the week to the verb: "sprach am Donnerstag" is the last Thursday, "reist am
Donnerstag" the next one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from analysis.dates.words import words
from analysis.tagger import FORMS

Tense = Literal["past", "future", ""]

_SENTENCE = re.compile(r"[.!?…](?=[\"“”»«)]*\s+[\"„»«(]?[A-ZÄÖÜ])|\n")
_CLAUSE = re.compile(r"[,;:–—()\"„“”»«]|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")
_PARTICIPLE = re.compile(
    r"(?:\w*ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer|über|unter)\w{2,}(?:t|en)|\w{3,}iert|worden|gewesen)$"
)
_WEAK = re.compile(r"\w{2,}(?:t|et)e(?:n|t)?$")
#: Weak plurals that no infinitive or participle shares: eroberten, verhandelten, but not vertreten or berichten.
_PLURAL = re.compile(r"\w{3,}(?:[gkmnplb]|[^w]er|el|ier|hl|hr)ten$")
_PREFIX = re.compile(r"(?:be|ver|er|ent|zer|über|unter|um|wider|miss|ge|an|auf|aus|ein|zu)(?=\w{3})")
_ABBREVIATED = re.compile(
    r"(?:\b\w|\b\d\d?|\b(?:Dr|Nr|ca|bzw|vgl|Mio|Mrd|St|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez))$"
)
_BACK = re.compile(r"\b(?:seit|vom)\s+(?:dem\s+)?$", re.I)
_SPAN = re.compile(r"\.?\s*(?:bis|–|-)\s")
_NOUN = re.compile(r"\s+[A-ZÄÖÜ]")
_REACH = 300


@lru_cache(FORMS)
def _kinds(form: str) -> frozenset[str]:
    kinds = ("preterite", "perfect", "future", "planned", "present", "no_verb")
    return frozenset(kind for kind in kinds if form in words(kind, "tense_words"))


@lru_cache(FORMS)
def kind_of(form: str) -> str:
    """The kind of a lower-case word: preterite, perfect, future, planned, present, participle or nothing."""
    kinds = _kinds(form)
    for kind in ("preterite", "perfect", "future", "planned", "present"):
        if kind in kinds:
            return kind
    if "no_verb" in kinds:
        return ""
    stem = _PREFIX.sub("", form, count=1)
    if stem != form and "preterite" in _kinds(stem):
        return "preterite"
    if _PLURAL.match(form):
        return "preterite"
    if _PARTICIPLE.match(form):
        return "participle"
    if len(form) > 4 and _WEAK.match(form):
        return "preterite"
    return ""


@lru_cache(4)
def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around text[start:end], at most 300 characters to either side."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    first = low
    for stop in _SENTENCE.finditer(text, low, start):
        if text[stop.start()] == "\n" or not _ABBREVIATED.search(text, max(low, stop.start() - 5), stop.start()):
            first = stop.end()
    last = high
    for stop in _SENTENCE.finditer(text, end, high):
        if text[stop.start()] == "\n" or not _ABBREVIATED.search(text, max(end - 1, stop.start() - 5), stop.start()):
            last = stop.end()
            break
    return first, last


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the stretch between commas, dashes and quotation marks around text[start:end]."""
    low, high = sentence(text, start, end)
    for stop in _CLAUSE.finditer(text, low, start):
        low = stop.end()
    stop_after = _CLAUSE.search(text, end, high)
    return low, stop_after.start() if stop_after else high


def tense(text: str, start: int, end: int) -> Tense:
    """Tense of the clause around text[start:end], else of its sentence; empty where no verb tells.

    "seit Montag" and "das Ergebnis vom Sonntag" look back whatever the verb.
    """
    if _BACK.search(text, max(0, start - 12), start) and not _SPAN.match(text, end):
        return "past"
    return _tense(text, *clause(text, start, end), start, end) or _tense(text, *sentence(text, start, end), start, end)


def _tense(text: str, low: int, high: int, start: int, end: int) -> Tense:
    cues: list[tuple[int, str]] = []
    participle = to_infinitive = False
    before = ""
    for word in _WORD.finditer(text, low, high):
        form = word.group()
        if start <= word.start() < end or not form.islower():
            before = form if word.start() < start else before
            # A verb opens a sentence or a quotation with a capital: "Wird am Freitag ...".
            if not (word.start() - low < 3 and _kinds(form.lower()) & {"preterite", "future", "perfect"}):
                continue
            form = form.lower()
        kind = kind_of(form)
        if before == "zu" and form.endswith("n"):
            to_infinitive, kind = True, ""
        # Before a noun it is an adjective: "die erhofften Zusagen", "den besetzten Gebieten".
        participle = participle or (
            kind == "participle" and not (form.endswith("en") and _NOUN.match(text, word.end()))
        )
        if kind and kind != "participle":
            cues.append((min(abs(word.start() - end), abs(start - word.end())), kind))
        before = form
    for _, kind in sorted(cues):
        if kind == "preterite" or (kind == "perfect" and participle):
            return "past"
        if kind in ("future", "planned", "present"):
            return "future"
    return "future" if to_infinitive else ""
