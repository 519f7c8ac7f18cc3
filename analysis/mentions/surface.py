"""Where the lexicon's forms stand in a text: one automaton over all of them, then word boundaries, then the longest.

The boundary test comes before the choice of the longest match: a longer form that fails it (`Niger` in `Nigeria`) must
not hide a shorter one that holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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


class _Pattern(NamedTuple):
    """Forms that share a text, and how it may stand beside letters.

    open_end: any letters may follow it; is_part: it counts only grown together; grows: a head may be grown together
    with it; takes_prefix: a prefix may.
    """

    forms: tuple[Form, ...]
    open_end: bool
    is_part: bool
    grows: bool
    takes_prefix: bool


class _Patterns(dict[int, _Pattern]):
    """The automaton's patterns by their numbers, each worked out where a text first has it."""

    def __init__(self, forms: Sequence[Sequence[Form]]) -> None:
        """forms: of each pattern those that share its text; some twice."""
        self._forms = forms

    def __missing__(self, index: int) -> _Pattern:
        forms = self._forms[index]
        ordered = tuple(forms)
        if len(forms) > 1:
            ordered = tuple(sorted(dict.fromkeys(forms), key=lambda form: _ORDER.index(form.kind)))
        kinds, length = {form.kind for form in ordered}, len(forms[0].text)
        found = self[index] = _Pattern(
            ordered,
            "exception" in kinds and any(form.kind == "exception" and form.entity for form in ordered),
            kinds == {"part"},
            length > 3 and (not kinds.isdisjoint(_GROWS) or ("person" in kinds and length > 4)),
            "part" in kinds or "adjective" in kinds,
        )
        return found


class _Matcher:
    """The automaton and its patterns."""

    def __init__(self, lexicon: terms.Terms) -> None:
        by_text: dict[str, list[Form]] = {}
        for form in lexicon.forms:
            by_text.setdefault(form.text, []).append(form)
        self.patterns = _Patterns(list(by_text.values()))
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
        pattern, grown = matcher.patterns[index], False
        if text[end].isalnum() and not pattern.open_end:
            tail = matcher.grown.match(text, end) if pattern.grows else None
            if tail is None:
                continue
            end, grown = tail.end(), True
        if text[start - 1].isalnum():
            word = _WORD_BEFORE.search(text, max(0, start - 12), start) if pattern.takes_prefix else None
            if word is None or word[0].lower() not in matcher.prefixes:
                continue
            start, grown = word.start(), True
        elif pattern.is_part and not grown:
            continue
        if text[end - 1] in "'’" and text[start - 1] in "'’‘‚":
            continue  # the apostrophe closes a quotation and is no genitive
        found.append((start, -end, grown, index))
    found.sort()
    spans, reached = [], 0
    for start, minus_end, grown, index in found:  # Nordkorea rather than Nord + Korea
        if start >= reached:
            spans.append(Span(start, -minus_end, matcher.patterns[index].forms, grown))
            reached = -minus_end
    return spans
