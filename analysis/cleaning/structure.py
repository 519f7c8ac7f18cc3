"""What the order of lines shows: where the running text stands, which line is the headline, where blocks of links end.

Every function takes the pieces of an article in order and returns the reason for each index that it finds to be
furniture; the running text's own lines are never among them where the shape leaves a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, groupby, islice, pairwise

from analysis.cleaning.marks import Mark
from analysis.cleaning.pieces import Piece

SEPARATED = re.compile(r"\s+(?:[|>›»/·•→]|::)\s+")
OF_A_HEAD = {"byline", "date", "image_credit", "player", "social"}
ARROWS = "►▶➤→👉↗▸➜"
SPEAKER = re.compile(r"[A-ZÄÖÜ][\w. -]{0,30}:(?=\s)")
COMMENT_SIGN = re.compile(
    r"(?i)(?:antworten|melden|teilen|gefällt mir|permalink|vor \d+ (?:minuten?|stunden?|tagen?)"
    r"|.{1,40} (?:schreibt|schrieb|meint):"
    r"|[\w.-]{2,25}(?: [\w.-]{1,25})?: .+"
    r"|(?:beitrag|kommentar) (?:melden|schreiben|verfassen)|.*\d{1,2}[.:]\d{2} uhr)"
)


def extent(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Indices of the first and the last paragraph; (number of pieces, -1) where there is none."""
    found = [i for i, piece in enumerate(pieces) if piece.paragraph]
    return (found[0], found[-1]) if found else (len(pieces), -1)


def head(pieces: Sequence[Piece]) -> int:
    """Number of pieces of the page's head: up to the first paragraph that no sign of a head follows before the next.

    At most two paragraphs, a lead and a caption, stand in a head.
    """
    paragraphs = list(islice((i for i, piece in enumerate(pieces) if piece.paragraph), 3))
    for i, after in pairwise(paragraphs):
        if not any(piece.reason in OF_A_HEAD for piece in pieces[i + 1 : after]):
            return i
    return paragraphs[-1] if paragraphs else len(pieces)


def breadcrumbs(pieces: Sequence[Piece]) -> dict[int, str]:
    """Lines of three or more short parts between bars, arrows or spaced slashes: `Welt / International / Ukraine`."""
    reasons = {}
    for i, piece in enumerate(pieces):
        parts = SEPARATED.split(piece.plain) if len(piece.plain) <= 160 else []
        if len(parts) >= 3 and not piece.reason and all(0 < len(part.split()) <= 3 for part in parts):
            reasons[i] = "breadcrumb"
    return reasons


def arrows(pieces: Sequence[Piece]) -> dict[int, str]:
    """Links with an arrow before them; neighbours with arrows are points of a list, as is a line with a full stop."""
    reasons = {}
    for run in _runs(pieces, lambda piece: piece.text[0] in ARROWS):
        line = pieces[run[0]]
        if len(run) == 1 and run[0] > 0 and not line.reason and line.words >= 4 and line.text[-1] not in ".:;,":
            reasons[run[0]] = "teaser"
    return reasons


def _runs(
    pieces: Sequence[Piece], belongs: Callable[[Piece], bool], start: int = 0, end: int | None = None
) -> list[range]:
    """Longest stretches of neighbouring pieces that belong, between start and end."""
    indices = range(start, len(pieces) if end is None else end)
    groups = groupby(indices, key=lambda i: belongs(pieces[i]))
    return [range(found[0], found[-1] + 1) for inside, group in groups if inside and (found := list(group))]


def _short_runs(pieces: Sequence[Piece], start: int, end: int) -> list[range]:
    """Stretches of three or more neighbouring labels, those already known as furniture included."""
    return [run for run in _runs(pieces, lambda piece: piece.label, start, end) if len(run) >= 3]


def headline(pieces: Sequence[Piece]) -> int | None:
    """Index of the headline: a headline-like line before the first paragraph, None where there is no such line.

    A line whose words come again in another candidate (page title and headline) is preferred, then the first of four
    words or more, then the last one: labels before it are kickers.
    """
    first, _ = extent(pieces)
    if first == len(pieces):
        return None
    in_run = {i for run in _short_runs(pieces, 0, first) for i in run}
    candidates = [i for i in range(first) if pieces[i].titular and i not in in_run and not _of_an_entry(pieces, i)]
    candidates = candidates[-60:]  # a page with more before its text than this has its headline next to the text
    long = [i for i in candidates if pieces[i].words >= 4 and not pieces[i].plain.endswith(":")]
    for i in reversed(long):
        if any(i != j and pieces[i].key in pieces[j].key for j in candidates):
            return i
    if long:
        kicker, after = pieces[long[0]], long[1] if len(long) > 1 else -1
        # A short line directly above a longer one names the occasion, the longer one is the headline.
        if after == long[0] + 1 and kicker.words == 4 and not kicker.mark and pieces[after].words > 4:
            return after
        return long[0]
    return candidates[-1] if candidates else None


def _of_an_entry(pieces: Sequence[Piece], i: int) -> bool:
    """True for what stands behind a time mark on its line: it heads an entry of a ticker, not the article."""
    return i > 0 and pieces[i - 1].reason == "time_mark" and pieces[i - 1].number == pieces[i].number


def menus(pieces: Sequence[Piece], title: int | None) -> dict[int, str]:
    """Labels before the first paragraph, bulleted or in runs of three; after the last one, runs with footers."""
    first, last = extent(pieces)
    reasons = {}
    if last >= 0:
        for i in range(first):
            if pieces[i].bullet and pieces[i].label and pieces[i].reason in {"", "section"} and i != title:
                reasons[i] = "menu"
        for run in _short_runs(pieces, 0, first):
            reasons.update((i, "menu") for i in run if pieces[i].reason in {"", "section"} and i != title)
        for run in _short_runs(pieces, last + 1, len(pieces)):
            if sum(bool(pieces[i].reason) for i in run) >= 0.4 * len(run):
                reasons.update((i, "footer") for i in run if not pieces[i].reason)
    return reasons


def contents(pieces: Sequence[Piece]) -> dict[int, str]:
    """Tables of contents without a heading of their own: list entries that all stand elsewhere as lines."""
    counts = Counter(piece.key for piece in pieces)
    reasons: dict[int, str] = {}
    for run in _runs(pieces, lambda piece: piece.bullet and not piece.reason and counts[piece.key] > 1):
        inside = Counter(pieces[i].key for i in run)
        if len(run) >= 2 and all(counts[each] > number for each, number in inside.items()):
            reasons.update((i, "toc") for i in run)
    return reasons


def blocks(pieces: Sequence[Piece], marks: dict[int, Mark]) -> dict[int, str]:
    """The lines that belong to a heading such as "Lesen Sie auch", "TL;DR" or "Kommentare (12)", with its reason."""
    first, last = extent(pieces)
    whole = sum(len(piece.text) for piece in pieces if not piece.reason)
    reasons: dict[int, str] = {}
    below: _Below | None = None
    for i, mark in marks.items():
        if pieces[i].bullet or not mark.takes or i in reasons:
            continue
        if mark.takes == "bullets":
            taken = _bullets(pieces, i + 1)
            if not taken:  # a subheading of the text, "Zusammenfassung", with paragraphs below it
                reasons[i] = ""
            if whole > 2 * sum(len(pieces[j].text) for j in taken):
                reasons.update((j, mark.kind) for j in taken)
        elif i > first and mark.takes == "teasers":
            reasons.update((j, mark.kind) for j in _teasers(pieces, i + 1) if not pieces[j].reason)
        elif i > first and mark.takes == "labels":
            for j in range(i + 1, len(pieces)):
                if not pieces[j].label:
                    break
                reasons[j] = mark.kind
        elif i >= last - 1 and mark.takes == "paragraph" and i + 1 < len(pieces):
            reasons[i + 1] = mark.kind
        elif i > first and mark.takes == "rest":
            below = below or _Below(pieces)
            if below.only_comments(i):
                reasons.update((j, mark.kind) for j in below.lines(i))
    return reasons


def _bullets(pieces: Sequence[Piece], start: int) -> range:
    end = start
    while end < len(pieces) and pieces[end].bullet:
        end += 1
    return range(start, end)


def _teasers(pieces: Sequence[Piece], start: int) -> list[int]:
    """Indices of the headline-like lines from start on.

    Where running text follows, only a bulleted list, or the lines up to the last one before the text, which may be
    the subheading of that text, unless it stands alone or a blank line does not set it off while one sets off the text.
    """
    bulleted = _bullets(pieces, start)
    end = start
    while end < len(pieces) and not pieces[end].paragraph and _like_a_teaser(pieces[end]):
        end += 1
    if end == len(pieces) or len(bulleted) == end - start:
        return list(range(start, end))
    if bulleted:
        return list(bulleted)
    if end - start > 1 and (pieces[end - 1].gap or not pieces[end].gap):
        end -= 1
    return list(range(start, min(end, start + 8)))


def _like_a_teaser(piece: Piece) -> bool:
    return bool(piece.reason) or piece.bullet or piece.words <= 3 or piece.mark not in {".", "…"}


class _Below:
    """What stands below a line: the lines that are left there, and whether they look like readers' comments."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.left = [i for i, piece in enumerate(pieces) if not piece.reason]
        self.sizes = [0, *accumulate(0 if piece.reason else len(piece.text) for piece in pieces)]
        self.signs = [0, *accumulate(COMMENT_SIGN.fullmatch(piece.plain) is not None for piece in pieces)]

    def lines(self, start: int) -> list[int]:
        return self.left[bisect_right(self.left, start) :]

    def only_comments(self, start: int) -> bool:
        """True for names with times, for buttons, or for the smaller part of the page."""
        before, after = self.sizes[start], self.sizes[-1] - self.sizes[start + 1]
        signs = self.signs[-1] - self.signs[start + 1]
        return signs >= 2 or (signs >= 1 and after < before)


def interview(pieces: Sequence[Piece]) -> bool:
    """True where short lines are mostly questions, or a label before a colon comes again, once with a question."""
    short = [piece.plain for piece in pieces if piece.titular]
    questions = [text for text in short if text.endswith("?")]
    if len(questions) >= 4 and 2 * len(questions) >= len(short):
        return True
    labels = Counter(label[0] for piece in pieces if not piece.reason and (label := SPEAKER.match(piece.plain)))
    return any(labels[label[0]] >= 2 for text in questions if (label := SPEAKER.match(text)))
