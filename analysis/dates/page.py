"""What a page says about its own date: side table, header, byline, address, and the stamps of a ticker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from analysis.dates import ranges
from analysis.dates.clues import Clue
from analysis.dates.phrases import phrases
from analysis.dates.reading import Phrase
from analysis.dates.words import one_of
from analysis.records import Article, DateRange

#: Reasons of furniture lines whose dates are the page's own; dates in teasers, menus or captions are not.
_OWN = frozenset(
    "byline date dateline date_prefix time_mark archive_number metadata editorial_note author_box agency credit".split()
)
#: Reasons of furniture lines that speak of something else, whatever date they hold.
_OTHER = frozenset(
    "teaser image_credit picture_notice photo_agency footer copyright comments advertising newsletter tags toc "
    "self_promotion subscription weather_box market_box social cookie".split()
)
_CLOCK = re.compile(r"[\s,;|·•/–T-]*(?:um\s+)?\(?([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d|\.\d)(?::\d\d)?(?:\s*Uhr)?")
_RESIDUE = re.compile(r"[^\W\d_]{2,}")
_PROSE_END = re.compile(r"[.!?…][\"“”»«)]*\s*$")
_HEADER = re.compile(
    r"\s*(?:[-=*#]+\s*)?(?:(?:date|datum|dated?|published|publish_date|pubdate|veröffentlicht|erscheinungsdatum)\s*[:=]?\s*)"
    r"[\"']?(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d:\d\d))?",
    re.I,
)
_BARE_HEADER = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?(?=\s)")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_URL_DAY = re.compile(r"/(20\d\d)([-/_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[-/_.?]|$)")
_URL_MONTH = re.compile(r"/(20\d\d)[-/](0[1-9]|1[0-2])(?=[/-])")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|svg|pdf)\b|/(?:uploads|images?|media|static|assets)/", re.I)
_STOP = re.compile(r"[.!?]\s")
_FRAMED = re.compile(r"[|·•–—-]\s*$")
_DATELINE = re.compile(r"^[A-ZÄÖÜ][\w./ -]{1,40}(?:\([^)]{2,30}\))?,?\s*(?:den\s+|\()?$")


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A full date somewhere on the page: its line, what stands before it, and how it is labelled."""

    phrase: Phrase
    day: date
    minute: str
    label: str  # published, updated, own (furniture line), bare (line with a clock and little else), dateline, none
    words: str
    opens: bool  # the line begins with it


def sidecar(given: str) -> Clue | None:
    """A date that came beside the text (a column, a file of metadata): ISO with or without a time, or German."""
    iso = re.match(r"\s*(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d:\d\d))?", given)
    if iso:
        return _iso("sidecar", given, iso)
    for phrase in phrases(given):
        if phrase.year and phrase.month:
            clock = _CLOCK.match(given, phrase.end)
            minute = f"{int(clock[1]):02d}:{clock[2]}" if clock and phrase.day else ""
            span = _span(phrase)
            return Clue("sidecar", given, span, minute) if span else None
    return None


def header(article: Article) -> Clue | None:
    """A date before the text, as collections of texts put it: "date 2024-11", "2025-03-12"."""
    head = article.source[:200]
    found = _HEADER.match(head) or _BARE_HEADER.match(head)
    if found is None:
        for line in article.lines[:12]:
            if line.kind == "furniture" and (found := _HEADER.match(article.source, line.start, line.end)):
                break
    return _iso("header", found.group().strip(), found) if found else None


def byline(article: Article) -> Clue | None:
    """The day and minute in the lines about the text itself; published before updated, labelled before bare."""
    stamps = list(_stamps(article))
    entries = _entries(stamps)
    for label in ("published", "own", "bare", "dateline", "updated"):
        found = [s for s in stamps if s.label == label and s not in entries]
        if entries and label in ("own", "bare"):
            found = [s for s in found if s.phrase.start < entries[0].phrase.start]
        if not found:
            continue
        if label in ("own", "bare") and len({stamp.day for stamp in found}) > 1:
            found = _of_head(article, found)
        if found:
            best = next((stamp for stamp in found if stamp.minute), found[0])
            best = best if best.day == found[0].day else found[0]
            return Clue("byline", best.words, ranges.one_day(best.day), best.minute)
    return None


def url(article: Article) -> Clue | None:
    """The date in the only dated address of the page; pictures are older than their articles and do not count."""
    found: dict[DateRange, str] = {}
    for address in _URL.finditer(article.source):
        if _PICTURE.search(address.group()):
            continue
        if day := _URL_DAY.search(address.group()):
            if when := _day(int(day[1]), int(day[3]), int(day[4])):
                found.setdefault(ranges.one_day(when), address.group())
        elif month := _URL_MONTH.search(address.group()):
            found.setdefault(ranges.of_month(int(month[1]), int(month[2])), address.group())
    if len(found) != 1:
        return None
    ((span, words),) = found.items()
    return Clue("url", words, span)


def ticker(article: Article) -> Clue | None:
    """The latest of three or more dated entries."""
    entries = _entries(_stamps(article))
    if not entries:
        return None
    last = max(entries, key=lambda stamp: (stamp.day, stamp.minute))
    return Clue("text", f"ticker, latest entry {last.words}", ranges.one_day(last.day))


def _entries(stamps: Iterable[_Stamp]) -> list[_Stamp]:
    """The stamps of a ticker's entries; none where fewer than three differ."""
    entries = [stamp for stamp in stamps if stamp.opens and stamp.label in ("none", "bare", "own")]
    return entries if len({(stamp.day, stamp.minute) for stamp in entries}) >= 3 else []


def _iso(step: str, words: str, found: re.Match[str]) -> Clue | None:
    year, month, day = int(found[1]), int(found[2]), found[3]
    if not 1 <= month <= 12 or not 1990 <= year <= 2100:
        return None
    if day is None:
        return Clue(step, words, ranges.of_month(year, month))
    when = _day(year, month, int(day))
    return Clue(step, words, ranges.one_day(when), found[4] or "") if when else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span(phrase: Phrase) -> DateRange | None:
    if phrase.year is None or phrase.month is None:
        return None
    if phrase.day is None:
        return ranges.of_month(phrase.year, phrase.month)
    day = _day(phrase.year, phrase.month, phrase.day)
    return ranges.one_day(day) if day else None


def _stamps(article: Article) -> Iterator[_Stamp]:
    source = article.source
    for phrase in phrases(source):
        if phrase.year is None or not phrase.is_day:
            continue
        day = _day(phrase.year, phrase.month or 1, phrase.day or 1)
        if day is None:
            continue
        start, end = _line_around(source, phrase.start, phrase.end)
        reason = next(
            (ln.reason for ln in article.lines if ln.kind == "furniture" and ln.start <= phrase.start < ln.end), None
        )
        clock = _CLOCK.match(source, phrase.end, end)
        after = clock.end() if clock else phrase.end
        before = source[max(start, phrase.start - 60) : phrase.start]
        label = _label(source, start, end, phrase, after, before, clock is not None, reason)
        minute = f"{int(clock[1]):02d}:{clock[2]}" if clock else ""
        first = max(start, phrase.start - 24)
        opens = (
            not _RESIDUE.search(re.sub(one_of("weekday"), "", source[start : phrase.start], flags=re.I))
            and phrase.start - start < 24
        )
        yield _Stamp(
            phrase, day, minute, label, source[first:after].strip(), opens and _is_entry(source, start, end, after)
        )


def _line_around(source: str, start: int, end: int) -> tuple[int, int]:
    first = source.rfind("\n", 0, start) + 1
    last = source.find("\n", end)
    return first, len(source) if last < 0 else last


def _is_entry(source: str, start: int, end: int, after: int) -> bool:
    """Whether a paragraph follows the stamp, in its line or the next: an entry of a ticker, no list of teasers."""
    following = source[after:end].strip(" :|–-+\t\r") or source[end : end + 400].strip().split("\n")[0]
    return len(following) >= 60


def _label(
    source: str, start: int, end: int, phrase: Phrase, after: int, before: str, clock: bool, reason: str | None
) -> str:
    """published, updated, own, bare or dateline where the line speaks of the text itself; none in running prose."""
    length = end - start
    published = [m.end() for m in re.finditer(_words("published"), before, re.I)]
    updated = [m.end() for m in re.finditer(_words("updated"), before, re.I)]
    near = clock or length <= 200 or phrase.start - start <= 80 or reason in _OWN
    if reason in _OTHER:
        return "none"
    if updated and near and (not published or updated[-1] > published[-1]):
        return "updated"
    if published and near:
        return "published"
    if reason in _OWN:
        return "own"
    prose = bool(_PROSE_END.search(source[start:end])) and length > 60
    rest = source[start : phrase.start] + " " + source[after:end]
    letters = sum(len(word) for word in _RESIDUE.findall(re.sub(one_of("weekday"), "", rest, flags=re.I)))
    by = re.match(r"\s*(?:von|par|by|autor(?:in)?:?|redaktion|text:|foto:)\s", source[start:end], re.I)
    if not prose and length <= 140 and (letters <= 12 or (clock and letters <= 60) or (by and letters <= 70)):
        return "bare" if clock or by or phrase.start < _body_start(source) else "none"
    # A page in one line: "Headline | 18.02.2025, 14:03 Uhr | text".
    if (
        clock
        and phrase.start < 250
        and _FRAMED.search(before)
        and not re.search(r"[.!?]\s", source[start : phrase.start])
    ):
        return "bare"
    if _DATELINE.match(source[start : phrase.start]) and re.match(
        r"\)?\s*(?:\([^)]{2,30}\)|[–—-]|/|:|\.\s*[–—-])", source[after:end]
    ):
        return "dateline"
    return "none"


def _words(kind: str) -> str:
    return (
        r"\b"
        + one_of(kind, "page_words")
        + r"(?:\s+(?:am|on|le|seit|worden))?\s*[:,|]?\s*(?:\w{2,10},?\s+(?:den\s+|dem\s+)?)?$"
    )


def _of_head(article: Article, stamps: list[_Stamp]) -> list[_Stamp]:
    """Of stamps that differ, those before the first long paragraph: below it they belong to other articles."""
    head = [stamp for stamp in stamps if stamp.phrase.start < _body_start(article.source)]
    return head if len({stamp.day for stamp in head}) == 1 else []


def _body_start(source: str) -> int:
    """Where the first line of 150 characters or more begins."""
    body = re.search(r"[^\n]{150,}", source)
    return body.start() if body else len(source)
