"""Pairs of quotation marks in every style German pages use, mismatched pairs included."""

from __future__ import annotations

import re

_OPENING = '„»«›‹“"‚'
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
    found: list[tuple[int, int]] = []
    position = 0
    while (opening := _MARKS.search(text, position)) is not None:
        position = opening.end()
        if not _opens(text, opening):
            continue
        end = _end(text, opening)
        if end is not None:
            found.append((opening.start(), end))
            position = end
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    if mark.group() in "„‚" or mark.group() == ",,":
        return bool(after.strip())
    return mark.group() != "‘" and (not before.strip() or before in "([–—-/:") and bool(after.strip())


def _end(text: str, opening: re.Match[str]) -> int | None:
    """Offset after the mark that closes the quotation, passing over pairs nested in it; None when it stays open."""
    closers = _CLOSERS.get(opening.group(), "")
    depth = 0
    for mark in _MARKS.finditer(text, opening.end(), min(len(text), opening.end() + _LONGEST)):
        sign = mark.group()
        nested = sign == opening.group() and sign in "„»«" and _opens(text, mark)
        if nested and "\n" in text[opening.end() : mark.start()]:
            return None
        if nested:
            depth += 1
        elif sign in closers and not (sign == '"' and _opens(text, mark) and opening.group() != '"'):
            if sign == "“" and _opens(text, mark) and text[mark.end() : mark.end() + 1].isalnum():
                continue
            if depth == 0:
                return mark.end()
            depth -= 1
    return None
