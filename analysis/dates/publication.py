"""When an article appeared: clues in a fixed order, each narrowing the days that are left.

What the page says of itself comes first, then what the text tells: its dates, its office holders, the events it
reports, its weekdays. A clue that leaves no day is written down as a contradiction and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.dates import events, holders, page, ranges, told
from analysis.dates.clues import Clue
from analysis.dates.phrases import phrases
from analysis.dates.stamps import Stamp
from analysis.dates.stamps import stamps as stamps_of
from analysis.records import WINDOW, Article, DateRange, Mention, Published


def publication(
    article: Article, mentions: Sequence[Mention], *, sidecar_date: str | None = None, window: DateRange = WINDOW
) -> Published:
    """The interval of days in which the article appeared, with every clue that was found.

    sidecar_date: a date that came beside the text, ISO or German. It stands before article.date, what a column of a
    table or a page's markup says; where that is no date, the evidence says so. precision is minute or day for a single
    day, month for exactly one month, interval for anything wider; where no clue narrows the window, range is None and
    precision unknown. source is the step that narrowed last.
    """
    text = article.text
    # Weekdays, weeks and what is some time ago bound it only beside an event or an office holder.
    found = phrases(text, dated=not events.possible(text) and all(mention.kind != "person" for mention in mentions))
    stamps = stamps_of(article, found if text == article.source else None)
    page_clues = _of_page(article, stamps, sidecar_date)
    base, evidence = _agreeing(page_clues, window)
    if article.dated_by and not any(clue.step == article.dated_by for clue in page_clues):
        evidence.append(f'{article.dated_by}: "{article.date[:60]}" is no date that can be read')
    inferred = [*told.clues(text, found, base, window), *holders.clues(text, mentions, found, window)]
    inferred += events.clues(text, found, base)
    kept, notes = _consistent(inferred, base)
    left = _narrowed(base, kept)
    # A day without its year needs the years that the other clues leave.
    open_days = [] if left is base else [phrase for phrase in found if phrase.is_day and phrase.year is None]
    again = [clue for clue in told.clues(text, open_days, left, window) if clue not in inferred]
    if not page_clues and (undated := page.yearless(stamps, left)):
        again.append(undated)
    more, more_notes = _consistent(again, left)
    return _published(window, [*evidence, *notes, *more_notes], page_clues, [*kept, *more])


def _agreeing(clues: Sequence[Clue], window: DateRange) -> tuple[DateRange, list[str]]:
    """The days that the page's own clues leave; the first one sets them, later ones narrow or contradict."""
    left, notes = window, list[str]()
    for index, clue in enumerate(clues):
        both = ranges.intersection(left, clue.range)
        if both is None and index == 0:
            left = clue.range
            notes.append(f"outside the window: {clue.told()}")
        elif both is None:
            notes.append(f"contradiction: {clue.told()}, but {ranges.in_german(left)} so far")
        else:
            left = both
    return left, notes


def _consistent(clues: Sequence[Clue], base: DateRange) -> tuple[list[Clue], list[str]]:
    """The clues that agree with the page and with one another; of two that do not, neither, unless a date decides.

    A date in the text outweighs what is inferred from names and meetings.
    """
    kept: list[Clue] = []
    notes: list[str] = []
    for clue in clues:
        rivals = [other for other in kept if ranges.intersection(other.range, clue.range) is None]
        if ranges.intersection(base, clue.range) is None:
            notes.append(f"contradiction: {clue.told()}, but {ranges.in_german(base)} so far")
        elif rivals:
            notes.append(f"contradiction: {clue.told()}, but {rivals[0].told()}")
            if not any(rival.step == "text" for rival in rivals):
                kept = [other for other in kept if other not in rivals]
        elif clue not in kept:
            kept.append(clue)
    return kept, notes


def _narrowed(base: DateRange, clues: Sequence[Clue]) -> DateRange:
    for clue in clues:
        base = ranges.intersection(base, clue.range) or base
    return base


def _of_page(article: Article, stamps: Sequence[Stamp], sidecar_date: str | None) -> list[Clue]:
    sidecar = page.given("sidecar", sidecar_date) if sidecar_date else None
    own = page.given(article.dated_by, article.date) if article.dated_by else None
    header, byline = page.header(article), page.byline(article, stamps)
    if header and byline and header.range == byline.range and not byline.minute:
        byline = None  # the same words again
    clues = [sidecar, own, header, byline, page.url(article), None if byline else page.ticker(stamps)]
    return [clue for clue in clues if clue is not None]


def _published(
    window: DateRange, notes: Sequence[str], page_clues: Sequence[Clue], inferred: Sequence[Clue]
) -> Published:
    """The record: the last clue that made the days fewer decided; notes follow the clues."""
    left, decided, minute = window, None, ""
    evidence: list[str] = []
    for clue in (*page_clues, *inferred):
        both = ranges.intersection(left, clue.range)
        if both is None and decided is None and clue in page_clues:
            both = clue.range
        if both is None:
            continue
        evidence.append(clue.told())
        if (both.earliest, both.latest) != (left.earliest, left.latest):
            left, decided = both, clue
        minute = minute or clue.minute
    evidence += [note for note in notes if note not in evidence]
    if decided is None:
        return Published(None, "unknown", "", tuple(evidence))
    span = DateRange(left.earliest, left.latest, " ".join(decided.words.split()))
    precision = ranges.precision(span)
    if minute and precision == "day":
        return Published(span, "minute", decided.step, tuple(evidence), minute)
    return Published(span, precision, decided.step, tuple(evidence))
