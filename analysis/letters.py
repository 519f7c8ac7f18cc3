"""The letters that are read, and where each of them stands in the source text.

A source is kept as it came: umlauts of two characters (NFD), soft hyphens, characters without width, non-breaking and
narrow spaces, ligatures, entities of HTML, carriage returns. Names, cues and dates are looked for in plain letters. So
an article is read in a copy with plain letters, and what was found is moved back into the source in one step. A copy of
the same length cannot be had, as `&auml;` is one letter, and so is an `a` with two dots behind it. Standing around the
reading, the map leaves all rules, lexicon rows and offsets in between as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from analysis.records import Article, Claim, Coded, Doubt, Line, Mention, Statement, Telling

#: What has a sentence and the words in it that count.
Quoted = TypeVar("Quoted", Statement, Claim, Doubt)

ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: Soft hyphen, characters without width, marks of the direction of writing.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
MARKS = "\u0300-\u036f"
BREAKS = "\r\u0085\u2028\u2029"
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b\x0c"
LIGATURES = "\ufb00-\ufb06"
#: A longer run without a space is no word: data, or a line of signs. It is read in pieces of this length.
LONGEST_RUN = 300

#: ß among capitals: the lexicon has SS there.
CAPITALS = "ẞ|(?<=[A-ZÄÖÜ])ß"

_ANY = re.compile(f"[{UNSEEN}{MARKS}{BREAKS}{SPACES}{LIGATURES}ẞ]")
_CAPITAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ")
#: A soft hyphen at the end of a line divides a word there; a letter goes with the marks on it.
_STRETCH = re.compile(
    rf"\u00ad\r?\n[ \t]*|[^\W_][{UNSEEN}]*[{MARKS}][{MARKS}{UNSEEN}]*|\r\n|[{UNSEEN}]+"
    rf"|[{BREAKS}{SPACES}{LIGATURES}]|{CAPITALS}"
)
_UNSEEN = re.compile(f"\u00ad\r?\n[ \t]*|[{UNSEEN}]")
_BREAK = re.compile(f"\r\n|[{BREAKS}]")
_HALF_RUN = re.compile(rf"\S{{{LONGEST_RUN // 2}}}")
_PART = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_SPACE = re.compile(f"[{SPACES}]")


@dataclass(frozen=True, slots=True)
class Letters:
    """text is what is read; its letter i stands for source[starts[i]:ends[i]]. Both have one number for each letter."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source for the letters from start to end; what is left out at its edges stays outside."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
            return place, place
        return self.starts[start], self.ends[end - 1]


def letters_of(source: str) -> Letters:
    """source in plain letters; an entity that was escaped again (`&amp;auml;`) is still one letter."""
    letters = Letters(source, range(len(source)), range(1, len(source) + 1))
    if "&" in source:
        letters = _edited(letters, [(*m.span(), _entity(m[0])) for m in ENTITY.finditer(source)])
    if _ANY.search(letters.text) or any(before[-1:] in _CAPITAL for before in letters.text.split("ß")[:-1]):
        letters = _edited(letters, [(*m.span(), _plain(m[0])) for m in _STRETCH.finditer(letters.text)])
    # A long run has a half of one at one of these places.
    if any(_HALF_RUN.match(letters.text, at) for at in range(0, len(letters.text), LONGEST_RUN // 2)):
        letters = _edited(letters, [(m.end(), m.end(), " ") for m in _PART.finditer(letters.text)])
    return letters


def in_letters(article: Article) -> tuple[Article, Letters]:
    """The article as it is read, and the map of its text to the source."""
    letters = letters_of(article.source)
    return replace(article, source=letters.text, title=letters_of(article.title).text), letters


def _entity(text: str) -> str:
    while (plain := html.unescape(text)) != text:
        text = plain
    return text


def _plain(text: str) -> str:
    if text in ("ß", "ẞ"):
        return "SS"
    text = _SPACE.sub(" ", _BREAK.sub("\n", _UNSEEN.sub("", text)))
    return unicodedata.normalize("NFKC" if re.fullmatch(f"[{LIGATURES}]", text) else "NFC", text)


def _edited(letters: Letters, edits: Iterable[tuple[int, int, str]]) -> Letters:
    """letters with new text in the place of each stretch, all of it standing for what the stretch stood for."""
    text, starts, ends, place = list[str](), list[int](), list[int](), 0
    for first, last, new in edits:
        text += [letters.text[place:first], new]
        starts += [*letters.starts[place:first], *[letters.starts[first]] * len(new)]
        ends += [*letters.ends[place:first], *[letters.ends[last - 1]] * len(new)]
        place = last
    text.append(letters.text[place:])
    return Letters("".join(text), [*starts, *letters.starts[place:]], [*ends, *letters.ends[place:]])


def restored(coded: Coded, article: Article, letters: Letters) -> Coded:
    """coded, read in letters, with offsets and quotations in article.source; its title stays in plain letters."""
    source = article.source
    if letters.text == source:
        return coded

    def line(one: Line) -> Line:
        start, end = letters.span(one.start, one.end)
        return replace(one, start=start, end=end)

    def mention(one: Mention) -> Mention:
        start, end = letters.span(one.start, one.end)
        return replace(one, start=start, end=end, text=source[start:end])

    def quoted(one: Quoted) -> Quoted:
        start, end = letters.span(one.start, one.end)
        cue_start, cue_end = letters.span(one.cue_start, one.cue_end)
        return replace(one, start=start, end=end, quote=source[start:end], cue_start=cue_start, cue_end=cue_end)

    def telling(one: Telling) -> Telling:
        start, end = letters.span(one.start, one.end)
        return replace(one, start=start, end=end, quote=source[start:end])

    return replace(
        coded,
        article=replace(coded.article, source=source, lines=tuple(map(line, coded.article.lines))),
        mentions=tuple(map(mention, coded.mentions)),
        statements=tuple(map(quoted, coded.statements)),
        claims=tuple(map(quoted, coded.claims)),
        doubts=tuple(map(quoted, coded.doubts)),
        tellings=tuple(map(telling, coded.tellings)),
    )
