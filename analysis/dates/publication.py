"""When an article appeared: clues in a fixed order, each narrowing the days that are left.

What the page says of itself comes first, then what the text tells: its dates, its office holders, the events it
reports, its weekdays. A clue that leaves no day is written down as a contradiction and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.dates import events, holders, page, ranges, told
from analysis.dates.clues import Clue
from analysis.dates.phrases import phrases
from analysis.records import Article, DateRange, Mention, Published

#: The span of the debate that the collection covers; days outside it need a clue of the page itself.
WINDOW = DateRange(date(2024, 11, 1), date(2026, 1, 31))


@dataclass(frozen=True, slots=True)
class _Left:
    """The days still open, the clue that last narrowed them, and the evidence so far."""

    range: DateRange
    by: Clue | None = None
    minute: str = ""
    evidence: tuple[str, ...] = ()

    def after(self, clue: Clue) -> _Left:
        both = ranges.intersection(self.range, clue.range)
        if both is None and self.by is None:
            note = clue.told("outside the window")
            return _Left(clue.range, clue, clue.minute, (*self.evidence, note))
        if both is None:
            so_far = ranges.in_german(self.range)
            return replace(self, evidence=(*self.evidence, f"contradiction: {clue.told()}, but {so_far} so far"))
        told_once = self.evidence if clue.told() in self.evidence else (*self.evidence, clue.told())
        if (both.earliest, both.latest) == (self.range.earliest, self.range.latest):
            return replace(self, evidence=told_once, minute=self.minute or clue.minute)
        return _Left(both, clue, clue.minute or self.minute, told_once)


def publication(
    article: Article, mentions: Sequence[Mention], *, sidecar_date: str | None = None, window: DateRange = WINDOW
) -> Published:
    """The interval of days in which the article appeared, with every clue that was found.

    sidecar_date: a date that came beside the text, ISO or German. precision is minute or day for a single day, month
    for exactly one month, interval for anything wider; where no clue narrows the window, range is None and precision
    unknown. source is the step that narrowed last.
    """
    left = _Left(window)
    for clue in _of_page(article, sidecar_date):
        left = left.after(clue)
    text = article.text
    found = phrases(text)
    steps: tuple[Callable[[DateRange], Iterable[Clue]], ...] = (
        lambda so_far: told.clues(text, found, so_far, window),
        lambda so_far: holders.clues(text, mentions, found, so_far),
        lambda so_far: events.clues(text, found, so_far),
        lambda so_far: told.clues(text, found, so_far, window),
    )
    for step in steps:
        for clue in step(left.range):
            left = left.after(clue)
    return _published(left)


def _of_page(article: Article, sidecar_date: str | None) -> Iterable[Clue]:
    given = page.sidecar(sidecar_date) if sidecar_date else None
    byline = page.byline(article)
    stamps = [given, page.header(article), byline, page.url(article), None if byline else page.ticker(article)]
    return [clue for clue in stamps if clue is not None]


def _published(left: _Left) -> Published:
    if left.by is None:
        return Published(None, "unknown", "", left.evidence)
    span = DateRange(left.range.earliest, left.range.latest, " ".join(left.by.words.split()))
    precision = ranges.precision(span)
    if left.minute and precision == "day":
        return Published(span, "minute", left.by.step, left.evidence, left.minute)
    return Published(span, precision, left.by.step, left.evidence)
