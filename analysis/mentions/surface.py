"""Where the lexicon's forms stand in a text: one automaton over all of them, then word boundaries, then the longest.

The boundary test comes before the choice of the longest match: a longer form that fails it (`Niger` in `Nigeria`) must
not hide a shorter one that holds.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from analysis import terms
from analysis.terms import Form

#: Other spaces and hyphens than the plain ones, each of one character, so that offsets stay.
_PLAIN = (("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2011", "-"), ("\u2010", "-"))
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
#: Of several forms with one text the kind that names the country foremost; people last.
_ORDER = (
    *("name", "organisation", "adjective", "demonym", "capital", "inhabitant", "seat", "part", "group"),
    *("exception", "person"),
)
#: Kinds of forms that other words can be grown together with.
_GROWS = frozenset(["name", "organisation", "seat", "group", "part"])


class Span(NamedTuple):
    """A form in the text. start and end are those of the form with what is grown together with it (Kremlchef).

    forms: all that share the text, the one that names a country foremost first, people last.
    """

    start: int
    end: int
    forms: tuple[Form, ...]
    grown: bool


class _Matcher:
    """The automaton and, per pattern, the forms that share its text."""

    def __init__(self, lexicon: terms.Terms) -> None:
        by_text: dict[str, list[Form]] = {}
        for form in lexicon.forms:
            rivals = by_text.setdefault(form.text, [])
            if form not in rivals:
                rivals.append(form)
        order = {kind: place for place, kind in enumerate(_ORDER)}
        self.forms = [
            tuple(forms) if len(forms) == 1 else tuple(sorted(forms, key=lambda form: order[form.kind]))
            for forms in by_text.values()
        ]
        kinds = [{form.kind for form in forms} for forms in self.forms]
        self.open_end = [
            "exception" in found and any(f.kind == "exception" and f.entity for f in forms)
            for found, forms in zip(kinds, self.forms, strict=True)
        ]
        self.is_part = [found == {"part"} for found in kinds]
        self.grows = [
            len(text) > 3 and (not found.isdisjoint(_GROWS) or ("person" in found and len(text) > 4))
            for found, text in zip(kinds, by_text, strict=True)
        ]
        self.takes_prefix = ["part" in found or "adjective" in found for found in kinds]
        self.automaton = AhoCorasick(list(by_text))
        # A pattern tries its alternatives one by one: first the letter, then the words that begin with it.
        by_letter = groupby(sorted(lexicon.heads, reverse=True), key=lambda head: head[0])
        heads = "|".join(f"{first}(?:{'|'.join(re.escape(head[1:]) for head in group)})" for first, group in by_letter)
        self.grown = re.compile(rf"s?(?:{heads})[^\W\d_]*", re.IGNORECASE)
        self.prefixes = lexicon.prefixes


@cache
def _matcher() -> _Matcher:
    return _Matcher(terms.load())


def plain_spaces(text: str) -> str:
    """The text with every space and hyphen as the plain one; the length stays."""
    for special, plain in _PLAIN:
        text = text.replace(special, plain)
    return text


def surface_spans(text: str) -> list[Span]:
    """Forms on word boundaries, longest first, none overlapping, by start; offsets are characters of the text."""
    matcher = _matcher()
    text = plain_spaces(text).replace("\n", " ")  # a phrase may be broken over two lines
    text += " "  # so that no form ends the text; with -1 for its index it stands before the first form too
    found: list[tuple[int, int, bool, int]] = []
    for index, start, end in matcher.automaton.find_matches_as_indexes(text, overlapping=True):
        grown = False
        if text[end].isalnum() and not matcher.open_end[index]:
            tail = matcher.grown.match(text, end) if matcher.grows[index] else None
            if tail is None:
                continue
            end, grown = tail.end(), True
        if text[start - 1].isalnum():
            word = _WORD_BEFORE.search(text, max(0, start - 12), start) if matcher.takes_prefix[index] else None
            if word is None or word[0].lower() not in matcher.prefixes:
                continue
            start, grown = word.start(), True
        elif matcher.is_part[index] and not grown:
            continue
        if text[end - 1] in "'’" and text[start - 1] in "'’‘‚":
            continue  # the apostrophe closes a quotation and is no genitive
        found.append((start, -end, grown, index))
    found.sort()
    spans, reached = [], 0
    for start, minus_end, grown, index in found:  # Nordkorea rather than Nord + Korea
        if start >= reached:
            spans.append(Span(start, -minus_end, matcher.forms[index], grown))
            reached = -minus_end
    return spans
