"""Physical lines of a text and the stretches inside them, with what their shape alone says about them."""

from __future__ import annotations

import re
from typing import NamedTuple

LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
BULLET = re.compile(r"(?:[•◦▪‣●○■□·∙*+–-]|\d{1,2}[.)](?!\s(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)))\s+")
HEADING = re.compile(r"^(?:#{1,6}|>)\s+|\s+#+$")
EDGE = " \t\u00a0\u200b\u2009\u202f\ufeff"

#: A sentence is over at . ! or ? with closing quotes or brackets after it.
CLOSING = "\"”“»«›‹’')]*_"


def key(text: str) -> str:
    """text as lexicon rows are compared: small letters, ss for ß, single spaces, plain apostrophes."""
    return _folded(" ".join(text.split()))


def _folded(text: str) -> str:
    """The key of a text that has single spaces only."""
    return text.replace("’", "'").replace("`", "'").casefold()


class Piece(NamedTuple):
    """A physical line without its outer blanks, or a stretch of one.

    start and end are offsets into the source, end exclusive; gap: a blank line stands before it; plain: the text
    without bullet and Markdown emphasis, with single spaces; mark: the sign that ends it as a sentence, else "";
    prose: it reads as running text; flows: it is a line of a paragraph that was broken at a fixed width; reason: set
    where it is furniture.
    """

    number: int
    start: int
    end: int
    text: str
    gap: bool
    bullet: bool
    plain: str
    key: str
    words: int
    mark: str
    prose: bool
    flows: bool = False
    reason: str = ""

    @property
    def paragraph(self) -> bool:
        """Running text that is not known as furniture."""
        return self.prose and not self.reason

    @property
    def titular(self) -> bool:
        """Could be a headline or a subheading by its shape: short, no full stop, at least one word."""
        return (
            not self.reason
            and not self.bullet
            and len(self.text) <= 200
            and not self.text.endswith((".", ",", ";"))
            and not self.paragraph
            and any(character.isalpha() for character in self.plain)
        )

    @property
    def label(self) -> bool:
        """At most three words without the end of a sentence: what menus and link lists consist of."""
        return self.words <= 3 and not self.mark and len(self.plain) <= 40


def piece_at(number: int, start: int, text: str, gap: bool, flows: bool = False, reason: str = "") -> Piece:
    """The stretch text that stands at start."""
    found = BULLET.match(text)
    plain = text[found.end() :] if found else text
    if plain.startswith(("#", ">", "*", "_")) or plain.endswith(("#", "*", "_")):
        plain = HEADING.sub("", plain).strip("*_ ")
    words = plain.split()
    plain = " ".join(words)
    last = text.rstrip(CLOSING)[-1:]
    mark = last if last in {".", "!", "?", "…"} else ""
    end, bullet = start + len(text), found is not None
    prose = flows or (not bullet and text[0] != "#" and _prose(text, mark, len(words)))
    return Piece(number, start, end, text, gap, bullet, plain, _folded(plain), len(words), mark, prose, flows, reason)


def _prose(text: str, mark: str, words: int) -> bool:
    """True for a sentence of some length, not a headline, a list entry or a label.

    Headlines end in an exclamation mark, a question mark or a quotation often, in a full stop hardly ever.
    """
    if mark == "." or (mark == "…" and text[-1] != "…"):
        return words >= 8
    return words >= (20 if mark or text.endswith((":", "“", '"', "«", "”")) else 30)


def physical_lines(source: str) -> list[Piece]:
    """Every line of source that is not blank, numbered from 1 over all lines."""
    pieces: list[Piece] = []
    gap = False
    for number, match in enumerate(LINE.finditer(source), start=1):
        text = match[1].strip(EDGE)
        if text:
            start = match.start() + match[1].index(text)
            pieces.append(piece_at(number, start, text, gap))
        gap = not text
    flowing = _flowing(pieces)
    return [line._replace(prose=True, flows=True) if i in flowing else line for i, line in enumerate(pieces)]


def _flowing(pieces: list[Piece]) -> set[int]:
    """Indices of the lines of paragraphs broken at a fixed width, as in mails and old archives.

    A block without blank lines is such a paragraph where a fifth of its lines go on in small letters on the next.
    """
    flowing: set[int] = set()
    i = 0
    while i < len(pieces):
        j = i + 1
        while j < len(pieces) and not pieces[j].gap:
            j += 1
        goes_on = [_goes_on(pieces[k], pieces[k + 1]) for k in range(i, j - 1)]
        if any(goes_on) and sum(goes_on) >= 0.2 * len(goes_on):
            widest = max(len(line.text) for line in pieces[i:j])
            # A headline directly above its paragraph ends before the margin and does not run on.
            flowing.update(range(i if goes_on[0] or len(pieces[i].text) > 0.85 * widest else i + 1, j))
        i = j
    return flowing


def _goes_on(line: Piece, after: Piece) -> bool:
    return after.text[0].islower() and not line.mark and line.text[-1] not in ":,"
