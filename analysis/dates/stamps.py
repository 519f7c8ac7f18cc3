"""Dates that stand on a page as stamps: in a line about the text itself, before an entry of a ticker, or in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from analysis.dates import ranges
from analysis.dates.phrases import phrases
from analysis.dates.reading import Phrase
from analysis.dates.words import one_of
from analysis.records import Article, DateRange, Line
from analysis.stretches import Stretches

#: published and updated by a word before it; own in a line of furniture about the article; bare in a line with a
#: clock or little else; dateline before the first words of an agency report; none in prose and everywhere else.
Label = Literal["published", "updated", "own", "bare", "dateline", "none"]

#: Reasons of furniture lines whose dates are the page's own.
_OWN = frozenset(
    "byline date dateline date_prefix time_mark archive_number metadata editorial_note author_box agency credit".split()
)
#: Reasons of furniture lines that speak of something else, whatever date they hold.
_OTHER = frozenset(
    "teaser image_credit picture_notice photo_agency footer copyright comments advertising newsletter tags toc "
    "self_promotion subscription weather_box market_box social cookie".split()
)
#: A ticker without clocks covers no more days than this.
_CLOSE = 10
CLOCK = re.compile(r"[\s,;|·•/–T-]*(?:um\s+)?\(?([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d|\.\d)(?::\d\d)?(?:\s*Uhr)?")
#: A clock that says when the page was changed last, not when the day began: "1. Oktober 2025 | Aktualisiert um 22:10".
_CHANGED = re.compile(r"[\s,;|·•/–-]+(?:zuletzt\s+|letztes\s+)?(?:aktualisiert|geändert|update|updated)\b[\s:]*", re.I)
#: "10.04.2025 • Anna B.": who wrote it, behind the day.
_WRITER = re.compile(r"\s*[•·|–/-]\s*[A-ZÄÖÜ][\w-]+\s+[A-ZÄÖÜ][\w.-]*\s*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CLOSING = '"”“»«)'
_STOP = re.compile(r"[.!?]\s")
_FRAMED = re.compile(r"[|·•–—-]\s*$")
_SET_OFF = re.compile(r"[|·•>,:–—-]\s*$")
_BY = re.compile(r"\s*(?:von|par|by|autor(?:in)?:?|redaktion|text:)\s", re.I)
_SIGNED = re.compile(r"\((?![^()]*(?:Foto|Bild|Archiv|Symbol))[^()]{2,70},\s*$")
_SIGNED_OFF = re.compile(r"\)[\s.]*")
#: A date in a sentence: "Was am 24. Februar 2022 geschah".
_SPOKEN = re.compile(r"\b(?:am|vom|ab|bis|seit|zum|im|nach|vor|und)\s+(?:dem\s+|den\s+)?$", re.I)
_PLACE = re.compile(r"[A-ZÄÖÜ(][\w./() -]{1,40}(?:\([^)]{2,30}\))?,?\s*(?:den\s+|\()?$")
#: "Budapest/Dresden. Freitag, 8. November 2024. Drei Tage nach ..."
_TOWN = re.compile(r"[A-ZÄÖÜ][\w-]+(?:[ /][A-ZÄÖÜ][\w-]+){0,2}[.,]\s+")
_AGENCY = re.compile(r"\)?\s*(?:\([^)]{2,30}\)|[–—-]|/|:|\.\s*[–—-])")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date on the page. range: None without a year; minute: of the clock beside it; opens: an entry follows it."""

    phrase: Phrase
    range: DateRange | None
    minute: str
    label: Label
    words: str
    opens: bool


def stamps(article: Article, found: Iterable[Phrase] | None = None) -> list[Stamp]:
    """All days, and all months with a year, of the source text in its order; found: its phrases, if they are known."""
    found = phrases(article.source, dated=True) if found is None else found
    furniture = Stretches(line for line in article.lines if line.kind == "furniture")
    return [stamp for phrase in found if (stamp := _stamp(article.source, phrase, furniture)) is not None]


def entries(found: Iterable[Stamp]) -> list[Stamp]:
    """The stamps of a ticker's entries: three or more with a clock, or on days close together; else none.

    A chronology has entries too, but months lie between them, and it may appear long after the last.
    """
    opening = [stamp for stamp in found if stamp.opens and stamp.range and stamp.label in ("none", "bare", "own")]
    around = ranges.hull(stamp.range for stamp in opening if stamp.range)
    if around is None or len({(stamp.range, stamp.minute) for stamp in opening}) < 3:
        return []
    return opening if all(stamp.minute for stamp in opening) or ranges.days(around) <= _CLOSE else []


@lru_cache(2)
def body_start(source: str) -> int:
    """Where the first line of 150 characters or more begins; what stands below it may belong to other articles."""
    body = re.search(r"[^\n]{150,}", source)
    return body.start() if body else len(source)


def _stamp(source: str, phrase: Phrase, furniture: Stretches[Line]) -> Stamp | None:
    span = phrase.in_year(phrase.year)
    if phrase.month is None or (span is None and (phrase.year is not None or phrase.day is None)):
        return None
    start = source.rfind("\n", 0, phrase.start) + 1
    end = source.find("\n", phrase.end)
    end = len(source) if end < 0 else end
    clock = CLOCK.match(source, phrase.end, end) if phrase.day is not None else None
    changed = _CHANGED.match(source, phrase.end, end) if phrase.day is not None and not clock else None
    later = CLOCK.match(source, changed.end(), end) if changed else None
    said = clock or later
    after = said.end() if said else phrase.end
    reasons = (line.reason for line in furniture.within(phrase.start, phrase.start + 1))
    label = _label(source, (start, end), phrase, after, bool(said), next(reasons, ""))
    minute = f"{int(clock[1]):02d}:{clock[2]}" if clock else ""
    words = source[max(start, phrase.start - 24) : after].strip()
    leads = phrase.start - start < 24 and not _letters(source[start : phrase.start])
    return Stamp(phrase, span, minute, label, words, leads and _entry_follows(source, after, end))


def _entry_follows(source: str, after: int, end: int) -> bool:
    """Whether a paragraph follows, in the line or the next one: an entry of a ticker, no list of teasers."""
    following = source[after:end].strip(" :|–-+\t\r") or source[end : end + 400].strip().split("\n")[0]
    return len(following) >= 60


def _label(source: str, line: tuple[int, int], phrase: Phrase, after: int, clock: bool, reason: str) -> Label:
    start, end = line
    signed = _SIGNED.search(source, max(start, phrase.start - 100), phrase.start)
    # The sign-off of Austrian newsrooms: "... blieb offen. (red, Agenturen, 12.3.2025)", also in a line of its own.
    if signed and phrase.day is not None and _SIGNED_OFF.fullmatch(source, after, end):
        return "bare"
    if reason in _OTHER and not (reason == "copyright" and phrase.day is not None):
        return "none"
    before = source[max(start, phrase.start - 60) : phrase.start]
    prose = end - start > 60 and source[start:end].rstrip().rstrip(_CLOSING).endswith((".", "!", "?", "…"))
    if clock or reason in _OWN or not prose:
        published, updated = _last("published", before), _last("updated", before)
        if max(published, updated) >= 0:
            return "published" if published > updated else "updated"
    other = end - start <= 140 and _names("other", source[start:end])
    if reason in _OWN:
        return "none" if other else "own"
    if phrase.day is None:
        return "none"
    # A page's last lines: "© Beispielblatt 12.3.2025", "12.03.2025 • Anna B.".
    alone = not source[start : phrase.start].strip() and _WRITER.fullmatch(source, after, end)
    if phrase.year and (alone or (source[start] == "©" and not source[after:end].strip())):
        return "bare"
    in_head = phrase.start < body_start(source)
    if not prose and end - start <= 140 and not other:
        rest = _letters(source[start : phrase.start]) + _letters(source[after:end])
        by = _BY.match(source, start, end) is not None
        spoken = _SPOKEN.search(before) is not None
        if rest <= (70 if by else 60 if clock else 4 if spoken else 12):
            return "bare" if in_head or by or (clock and rest <= 4) else "none"
        # "Eine Analyse von Anna Beispiel, 17.02.2025" below the headline.
        closes = _SET_OFF.search(before) and not source[after:end].strip() and source[:start].strip()
        if in_head and (closes or _names("issue", source[start:end])):
            return "bare"
    # A page in one line: "Headline | 18.02.2025, 14:03 Uhr | text".
    if clock and phrase.start < 250 and _FRAMED.search(before) and not _STOP.search(source, start, phrase.start):
        return "bare"
    if _PLACE.match(source[start : phrase.start]) and _AGENCY.match(source, after, end):
        return "dateline"
    if phrase.year and _TOWN.fullmatch(source, start, phrase.start) and source[after : after + 2] == ". ":
        return "dateline"
    return "none"


def _letters(text: str) -> int:
    """How many letters the words have that are no weekdays."""
    return sum(len(word) for word in _LETTERS.findall(_weekday().sub("", text)))


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(one_of("weekday"), re.I)


def _names(kind: str, line: str) -> bool:
    return _words_of(kind).search(line) is not None


@cache
def _words_of(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(kind, 'page_words')}\b", re.I)


def _last(kind: str, before: str) -> int:
    """Where the last word of the kind ends that speaks of the date after it; -1 where there is none."""
    found = _words_before(kind).search(before)
    return found.start() if found else -1


@cache
def _words_before(kind: str) -> re.Pattern[str]:
    words = one_of(kind, "page_words")
    pattern = rf"\b{words}(?:\s+(?:am|on|le|seit|worden|im))?\s*[:,|]?\s*(?:\w{{2,10}},?\s+(?:den\s+|dem\s+)?)?$"
    return re.compile(pattern, re.I)
