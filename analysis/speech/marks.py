"""Pairs of quotation marks in every style German pages use, mismatched pairs included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = re.compile(r"[„“”\"»«›‹‚‘]|''|,,(?=\w)")
_CLOSERS = {
    "„": '“”"',
    ",,": "“”\"''",
    "“": '”“"',
    '"': '"“”',
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "‚": "‘",
    "''": "''",
    "”": '”“"',
}
# A quotation may run over paragraphs, but an unclosed mark must not swallow the page.
_LONGEST = 2500


def marked(text: str) -> list[tuple[int, int]]:
    """Outermost quoted stretches as (start, end) offsets, marks included, in reading order."""
    signs = [_Sign(mark.group(), mark.start(), mark.end(), _opens(text, mark)) for mark in _MARKS.finditer(text)]
    found: list[tuple[int, int]] = []
    position = 0
    for place, sign in enumerate(signs):
        if sign.start < position or not sign.opens:
            continue
        end = _end(text, signs, place)
        if end is not None:
            found.append((sign.start, end))
            position = end
    return found


class _Sign(NamedTuple):
    """A quotation mark; opens: whether it can open a quotation, by what stands around it."""

    text: str
    start: int
    end: int
    opens: bool


def _opens(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    if mark.group() in "„‚" or mark.group() == ",,":
        return bool(after.strip())
    return mark.group() != "‘" and (not before.strip() or before in "([–—-/:") and bool(after.strip())


def _end(text: str, signs: Sequence[_Sign], place: int) -> int | None:
    """Offset after the mark that closes the quotation which the one at place opens; None when it stays open.

    Pairs nested in it are passed over.
    """
    opening = signs[place]
    closers = _CLOSERS.get(opening.text, "")
    limit = min(len(text), opening.end + _LONGEST)
    line = text.find("\n", opening.end, limit)
    depth = 0
    for other in range(place + 1, len(signs)):
        sign = signs[other]
        if sign.end > limit:
            return None
        if sign.text == opening.text and sign.opens and sign.text in "„»«":
            if 0 <= line < sign.start:
                return None
            depth += 1
        elif sign.text in closers and not (sign.text == '"' and sign.opens and opening.text != '"'):
            if sign.text == "“" and sign.opens and text[sign.end : sign.end + 1].isalnum():
                continue
            if depth == 0:
                return sign.end
            depth -= 1
    return None
