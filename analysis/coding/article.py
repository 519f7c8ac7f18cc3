"""One article in, one `Coded` out. spaCy is imported only here, when something is coded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.letters import in_letters, restored
from analysis.records import WINDOW, Article, Coded, DateRange, Mention, Unreadable

if TYPE_CHECKING:
    from analysis.positions.antecedents import Scene
    from analysis.positions.statements import Considered


def code_article(article: Article, sidecar: Mapping[str, str] | None = None, *, window: DateRange = WINDOW) -> Coded:
    """Clean, date and code one article.

    The order is: mentions without dates, the publication date (the office holders named help to bound it), who had
    authority to speak on that date, statements, labels. Raises Unreadable where the page shows no article.
    """
    plain, letters = in_letters(article)
    return restored(_code(plain, sidecar, window)[0], article, letters)


def considered(article: Article, sidecar: Mapping[str, str] | None = None) -> tuple[Coded, list[Considered]]:
    """As `code_article`, in plain letters, with every clause that was considered and why it made no statement."""
    return _code(in_letters(article)[0], sidecar, WINDOW)


def _code(article: Article, sidecar: Mapping[str, str] | None, window: DateRange) -> tuple[Coded, list[Considered]]:
    # Imported here so that reading kept tables costs no spaCy.
    from analysis.claims import claims, doubts
    from analysis.cleaning import clean, nothing_to_read
    from analysis.dates import publication, tellings
    from analysis.language import read, sentence_starts
    from analysis.mentions import find_mentions, introduced
    from analysis.positions.actors import presented
    from analysis.positions.labels import label
    from analysis.positions.reading import Reading
    from analysis.positions.statements import consider
    from analysis.positions.subjects import scenes
    from analysis.positions.topic import may_hold_position

    row = sidecar or {}
    article = clean(article)
    if reason := nothing_to_read(article):
        raise Unreadable(reason)
    if row.get("outlet"):
        article = replace(article, outlet=row["outlet"])
    text = article.text
    found = find_mentions(text)
    published = publication(article, found, sidecar_date=row.get("date") or None, window=window)
    doc = read(text) if may_hold_position(text) else None  # without a troop word nothing needs its words and their tags
    starts = sentence_starts(text) if doc is None else [sentence.start_char for sentence in doc.sents]
    mentions = [
        Mention(m.start, m.end, m.text, m.country, m.kind, m.entity, bisect_right(starts, m.start) - 1) for m in found
    ]
    understood: list[Scene] = []
    if doc is not None:
        understood = list(scenes(Reading(article, doc, mentions, published.range, presented(introduced(text)))))
    clauses = list(consider(understood))
    told = claims(understood)
    statements = [s for c in clauses for s in c.statements]
    coded = Coded(
        article,
        published,
        tuple(mentions),
        tuple(statements),
        tuple(label(statements)),
        tuple(told),
        tuple(doubts(understood, told)),
        tuple(tellings(article, starts, published.range or window)),
    )
    return coded, clauses
