"""Body, headline and outlet of an article against the furniture of its page.

Every removed line is kept with its reason: a kind of lexicon/boilerplate.csv or one of menu, breadcrumb, toc, footer,
dateline, time_mark. Text is never cut, only marked, so offsets stay offsets into the source. Where the shape of a
line leaves a doubt it stays: a lost sentence is worse than a kept label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from analysis.cleaning import structure
from analysis.cleaning.marks import Mark, Marks, Place, load_marks
from analysis.cleaning.outlets import outlet_of, site_name
from analysis.cleaning.pieces import EDGE, Piece, key, physical_lines, piece_at
from analysis.records import Article, Line

Kind = Literal["headline", "subhead", "body"]

#: No stretch at the end of a line is furniture without one of these: credits have a bracket, a colon or a ©.
SUFFIX_SIGN = re.compile(r"[(\[:©+]")
#: Lines at the start of a text among which a title that is known from elsewhere is looked for.
HEAD = 30
#: Kinds of furniture that stand in the place of an article that a page does not show.
WALLS = {"cookie": "a notice on cookies", "subscription": "an offer to subscribe"}
#: Words of a notice that is more than a button.
SHORTEST_WALL = 8
SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”“»«)]*(?=\s+[\"„“»«(]?[A-ZÄÖÜ0-9])|$)")


def clean(article: Article) -> Article:
    """The article with lines (every line that is not blank), title and outlet filled in.

    title is empty where the text starts without a headline; one that is there already, from a page's markup or a
    column, is the headline wherever the text has it in a line. An outlet that is there already stays, else it is read
    from the address and the page's own words, and is empty where they name none.
    """
    marks = load_marks()
    parts = [part for line in physical_lines(article.source) for part in _stretches(line, marks)]
    pieces: Sequence[Piece] = [part for part, _ in parts]
    first, _ = structure.extent(pieces)
    found = {i: mark for i, (_, mark) in enumerate(parts) if mark and (mark.where != "after" or i > first)}
    pieces = _with(pieces, {i: mark.kind for i, mark in found.items()})
    asked: set[tuple[int, Place]] = set()
    pieces = _with(pieces, structure.breadcrumbs(pieces) | structure.arrows(pieces))
    before = pieces
    pieces = _at_the_edges(pieces, marks, found, asked)
    pieces = _with(pieces, structure.contents(pieces))
    pieces = _with(pieces, structure.blocks(pieces, found))
    if pieces is not before:  # more of the page is known than at the first look
        pieces = _at_the_edges(pieces, marks, found, asked)
    pieces = _with(pieces, structure.menus(pieces, _headline(pieces, article.title)))
    pieces = _without_site_name(pieces)
    title = _headline(pieces, article.title)
    kinds = _kinds(pieces, title)
    lines = tuple(
        Line(piece.number, piece.start, piece.end, "furniture" if piece.reason else kind, piece.reason)
        for piece, kind in zip(pieces, kinds, strict=True)
    )
    outlet = article.outlet or outlet_of([(article.url, "url"), *((piece.plain, piece.reason) for piece in pieces)])
    return replace(article, lines=lines, title=article.title if title is None else pieces[title].plain, outlet=outlet)


def _headline(pieces: Sequence[Piece], given: str) -> int | None:
    """Index of the headline: the line that is given as the title, without the name of the site, else by its shape."""
    known = key(given)
    for i, piece in enumerate(pieces[:HEAD] if known else ()):
        if not piece.reason and known.startswith(piece.key) and site_name(given) >= len(given) - len(piece.text) - 1:
            return i
    return structure.headline(pieces)


def _with(pieces: Sequence[Piece], reasons: dict[int, str]) -> Sequence[Piece]:
    """pieces with these reasons; themselves where there are none."""
    if not reasons:
        return pieces
    return [each._replace(reason=reasons[i]) if i in reasons else each for i, each in enumerate(pieces)]


def _stretches(line: Piece, marks: Marks) -> Iterator[tuple[Piece, Mark | None]]:
    """line as one piece, or its furniture at the start, at the end and sentence by sentence as pieces of their own.

    With each piece comes the row that takes all of it, None where there is no such row.
    """
    if mark := marks.of(line, place="body"):
        yield line, mark
        return
    start, end = 0, len(line.text)
    removed: list[tuple[int, int, str]] = []
    while known := marks.prefix(line.text, start, line.paragraph):
        removed.append((start, *known))
        start = known[0]
    tail = max(start, end - 160)
    if SUFFIX_SIGN.search(line.text, tail, end) and (credit := marks.suffixes.ending(line.text, tail, end)):
        first, last, mark = credit
        removed.append((first, last, mark.kind))
        end = first
    if phrases := marks.phrases_in(line.key):
        spans = list(_promotional_sentences(line.text, start, end, phrases))
        # Advertising comes in several sentences of which a row knows one; a paragraph of the article holds none.
        if spans and sum(last - first for first, last, _ in spans) > 0.4 * (end - start):
            spans = [(start, end, spans[0][2])]
        removed.extend(spans)
    if not removed:
        yield line, None
        return
    for part in _cut(line, removed):
        yield part, None if part.reason else marks.of(part, place="body")


def _promotional_sentences(text: str, start: int, end: int, phrases: Sequence[Mark]) -> Iterator[tuple[int, int, str]]:
    for sentence in SENTENCE.finditer(text, start, end):
        lowered = key(sentence[0])
        mark = next((mark for mark in phrases if mark.pattern in lowered), None)
        if mark:
            yield sentence.start(), sentence.end(), mark.kind


def _cut(line: Piece, removed: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    """line in stretches: those removed with their reasons, and what is left between them."""
    position, gap = 0, line.gap
    for start, end, reason in [*sorted(removed), (len(line.text), len(line.text), "")]:
        for first, last, why in ((position, start, ""), (start, end, reason)):
            text = line.text[first:last].strip(EDGE)
            if text:
                offset = line.start + first + line.text[first:last].index(text)
                yield piece_at(line.number, offset, text, gap, line.flows, why)
                gap = False
        position = end


def _without_site_name(pieces: Sequence[Piece]) -> list[Piece]:
    """pieces with the outlet's name cut off the end of page titles ("... | Musterblatt") before the first paragraph."""
    first, _ = structure.extent(pieces)
    cut: list[Piece] = []
    for i, each in enumerate(pieces):
        length = site_name(each.text) if i < first and each.titular else 0
        cut.extend(_cut(each, [(len(each.text) - length, len(each.text), "site_name")]) if length else [each])
    return cut


def _at_the_edges(
    pieces: Sequence[Piece], marks: Marks, found: dict[int, Mark], asked: set[tuple[int, Place]]
) -> Sequence[Piece]:
    """pieces with the rows that hold before the first paragraph or after the last one; themselves where none holds.

    found gains these rows, asked the places that were looked at, as more of the page may be known at a second call.
    A lead or a caption is no end of the page's head: bylines, players and buttons follow it.
    """
    marked = list(pieces)

    def ask(i: int, place: Place) -> None:
        if marked[i].reason or (i, place) in asked:
            return
        asked.add((i, place))
        if mark := marks.of(marked[i], place):
            marked[i], found[i] = marked[i]._replace(reason=mark.kind), mark

    last = len(pieces)
    while last > 0 and not (last < len(pieces) and marked[last].paragraph):
        last -= 1
        ask(last, "tail")
    for i in range(min(structure.head(pieces), last)):
        ask(i, "top")
    return marked if any(new is not old for new, old in zip(marked, pieces, strict=True)) else pieces


def _kinds(pieces: Sequence[Piece], title: int | None) -> list[Kind]:
    """headline, subhead or body for each piece by its shape and its neighbours, furniture aside."""
    left = [i for i, piece in enumerate(pieces) if not piece.reason]
    kinds: list[Kind] = ["body"] * len(pieces)
    first, _ = structure.extent(pieces)
    interview = structure.interview(pieces)
    for n, i in enumerate(left):
        piece, after = pieces[i], pieces[left[n + 1]] if n + 1 < len(left) else None
        if title is not None and i <= first and _of_headline(pieces, i, title):
            kinds[i] = "headline"
        elif (
            after
            and piece.titular
            and piece.words <= 14
            and piece.mark != "."
            and piece.text[0] not in structure.ARROWS
            and not piece.plain.endswith(":")
        ):
            question = piece.plain.endswith("?") and interview
            if not question and not (after.text[:1].islower() and not after.gap):
                kinds[i] = "subhead"
    return kinds


def _of_headline(pieces: Sequence[Piece], i: int, title: int) -> bool:
    """The headline, the kicker on the line before it, or another copy of it."""
    if i == title:
        return True
    piece, main = pieces[i], pieces[title]
    kicker = i == title - 1 and piece.titular and (piece.words <= 4 or piece.plain.endswith(":"))
    return kicker or (piece.words >= 4 and piece.titular and (piece.key in main.key or main.key in piece.key))


def nothing_to_read(article: Article) -> str:
    """Why a cleaned article is none, empty where it is one: a page that shows a consent notice or an offer to subscribe
    and beside it no sentence. What remains are a headline or buttons, shorter than what was set aside.
    """
    if all(line.reason not in WALLS for line in article.lines):
        return ""
    walls = dict.fromkeys(WALLS, 0)
    for line in article.lines:
        if line.reason in walls:
            walls[line.reason] += len(article.source[line.start : line.end].split())
        elif line.kind != "furniture" and piece_at(0, 0, article.source[line.start : line.end], False).prose:
            return ""
    kind = max(walls, key=lambda name: walls[name])
    if walls[kind] < max(SHORTEST_WALL, article.words):
        return ""
    return f"shows {WALLS[kind]} and no article: save the page again when the article is visible, or take it away"
