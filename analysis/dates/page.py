"""What a page says about its own date: side table, header, byline, archive number, address, stamps of a ticker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from email.utils import parsedate

from analysis.dates import ranges
from analysis.dates.clues import Clue
from analysis.dates.phrases import phrases
from analysis.dates.stamps import CLOCK, Stamp, body_start, entries
from analysis.records import Article, DateRange

_ISO = re.compile(r"\s*(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d))?)?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ?)?")
_HEADER = re.compile(
    r"\s*(?:[-=*#]+\s*)?(?:(?:date|datum|dated|published|publish_date|pubdate|veröffentlicht|erscheinungsdatum)\s*[:=]?\s*)"
    r"[\"']?(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d))?)?(?!\d)",
    re.I,
)
#: dpa:250312-930-401234/1: the agencies' numbers begin with year, month and day.
_ARCHIVE = re.compile(r"\b(?:dpa(?:-\w+)*|afp|apa|rtr|urn:newsml:\S+?):\s?(?:20)?(\d\d)(\d\d)(\d\d)-\d[\d-]+(?:/\d+)?")
_ARCHIVED = re.compile(r":\s?\d{6}")  # begins with a sign, so that it is found fast
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_URL_DAY = re.compile(r"/(20\d\d)([-/_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[-/_.?]|$)")
_URL_MONTH = re.compile(r"/(20\d\d)[-/](0[1-9]|1[0-2])(?=[/-])")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|svg|pdf)\b|/(?:uploads|images?|media|static|assets)/", re.I)


def given(step: str, words: str) -> Clue | None:
    """A date that came beside the text: sidecar, the column of a table, or a page's markup (html).

    ISO with or without a time and a zone, which is not reckoned with, `20250312`, German, or as in the head of a mail;
    None for anything else. Midnight is no time of day: programs write it where they know the day alone.
    """
    clue = _given(step, words[:100])
    return replace(clue, minute="") if clue and clue.minute == "00:00" else clue


def _given(step: str, words: str) -> Clue | None:
    if iso := _ISO.match(words):
        return _iso(step, words, iso)
    if compact := _COMPACT.fullmatch(words.strip()):
        span = _day(int(compact[1]), int(compact[2]), int(compact[3]))
        return Clue(step, words, span, f"{compact[4]}:{compact[5]}" if compact[4] else "") if span else None
    for phrase in phrases(words):
        span = phrase.in_year(phrase.year)
        if span and phrase.month:
            clock = CLOCK.match(words, phrase.end)
            return Clue(step, words, span, f"{int(clock[1]):02d}:{clock[2]}" if clock and phrase.day else "")
    if mail := parsedate(words):
        span = _day(*mail[:3])
        return Clue(step, words, span, f"{mail[3]:02d}:{mail[4]:02d}") if span else None
    return None


def header(article: Article) -> Clue | None:
    """A date before the text, as collections of texts put it: "date 2024-11", "2025-03-12"."""
    found = _HEADER.match(article.source) or _ISO.match(article.source)
    if found is None:
        heads = (line for line in article.lines[:12] if line.kind == "furniture")
        found = next((hit for line in heads if (hit := _HEADER.match(article.source, line.start, line.end))), None)
    return _iso("header", found.group().strip(), found) if found else None


def byline(article: Article, stamps: Sequence[Stamp]) -> Clue | None:
    """The day and minute in the lines about the text itself; published before updated, labelled before bare.

    A month stands in for the day, and an agency's archive number for both, where a page has nothing better.
    """
    of_days = [stamp for stamp in stamps if stamp.range is not None and stamp.phrase.day is not None]
    ticker_entries = entries(of_days)
    for label in ("published", "own", "bare", "dateline", "updated"):
        candidates = [stamp for stamp in of_days if stamp.label == label and stamp not in ticker_entries]
        if label in ("own", "bare"):
            candidates = _of_head(article, candidates, ticker_entries)
        if candidates:
            first = candidates[0]
            best = next((stamp for stamp in candidates if stamp.minute and stamp.range == first.range), first)
            return _clue(best)
    if _ARCHIVED.search(article.source) and (archive := _ARCHIVE.search(article.source)):
        span = _day(2000 + int(archive[1]), int(archive[2]), int(archive[3]))
        if span:
            return Clue("byline", archive.group(), span)
    months = [stamp for stamp in stamps if stamp.phrase.day is None and stamp.label in ("published", "own", "updated")]
    return _clue(months[0]) if months else None


def yearless(stamps: Sequence[Stamp], left: DateRange) -> Clue | None:
    """A byline or dateline without its year: the day that lies in the days left, if only one does."""
    found = [stamp for stamp in stamps if stamp.range is None and stamp.label != "none"]
    found = [stamp for stamp in found if stamp.minute or stamp.label != "bare"]
    for label in ("published", "own", "bare", "dateline", "updated"):
        for stamp in found:
            years = range(left.earliest.year, left.latest.year + 1)
            known = [span for year in years if (span := stamp.phrase.in_year(year))]
            known = [span for span in known if ranges.contains(left, span) and _fits(stamp, span.earliest)]
            if stamp.label == label and len(known) == 1:
                return Clue("byline", stamp.words, known[0], stamp.minute)
    return None


def url(article: Article) -> Clue | None:
    """The date in the article's address, or in the only dated address of the page."""
    return _dated_address(article.url) or _dated_address(article.source)


def _dated_address(text: str) -> Clue | None:
    """The date in the only dated address of text; pictures are older than their articles and do not count."""
    found: dict[DateRange, str] = {}
    small = text.lower()
    if "://" not in small and "www." not in small:
        return None
    for address in _URL.finditer(text):
        if _PICTURE.search(address.group()):
            continue
        if day := _URL_DAY.search(address.group()):
            if span := _day(int(day[1]), int(day[3]), int(day[4])):
                found.setdefault(span, address.group())
        elif month := _URL_MONTH.search(address.group()):
            found.setdefault(ranges.of_month(int(month[1]), int(month[2])), address.group())
    if len(found) != 1:
        return None
    ((span, words),) = found.items()
    return Clue("url", words, span)


def ticker(stamps: Sequence[Stamp]) -> Clue | None:
    """The latest of three or more dated entries."""
    of_days = [stamp for stamp in stamps if stamp.range is not None and stamp.phrase.day is not None]
    dated = [(stamp.range, stamp) for stamp in entries(of_days) if stamp.range]
    if not dated:
        return None
    span, last = max(dated, key=lambda pair: (pair[0].latest, pair[1].minute))
    return Clue("text", f"ticker, latest entry {last.words}", span)


def _clue(stamp: Stamp) -> Clue | None:
    return Clue("byline", stamp.words, stamp.range, stamp.minute) if stamp.range else None


def _fits(stamp: Stamp, day: date) -> bool:
    return stamp.phrase.weekday in (None, day.isoweekday())


def _iso(step: str, words: str, found: re.Match[str]) -> Clue | None:
    year, month = int(found[1]), int(found[2])
    if not 1990 <= year <= 2100 or not 1 <= month <= 12:
        return None
    span = _day(year, month, int(found[3])) if found[3] else ranges.of_month(year, month)
    return Clue(step, words, span, found[4] or "") if span else None


def _day(year: int, month: int, day: int) -> DateRange | None:
    try:
        return ranges.one_day(date(year, month, day))
    except ValueError:
        return None


def _of_head(article: Article, found: list[Stamp], ticker_entries: list[Stamp]) -> list[Stamp]:
    """Stamps before the ticker; of those that differ, the ones above the body, if they agree."""
    if ticker_entries:
        found = [stamp for stamp in found if stamp.phrase.start < ticker_entries[0].phrase.start]
    if len({stamp.range for stamp in found}) > 1:
        found = [stamp for stamp in found if stamp.phrase.start < body_start(article.source)]
    return found if len({stamp.range for stamp in found}) == 1 else []
