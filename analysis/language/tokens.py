"""A text as the rules read it: tokens and spans with the names that spaCy gives them, as plain Python objects.

A rule asks for the tag, the lemma and the letters of a word over and over; from spaCy's own objects each answer takes
five times as long, for it is built anew. spaCy makes the tokens (`pipeline`); what it does not keep here nobody asks.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import overload


class Token:
    """A word or mark: i is its index in the text, idx that of its first character; tag_ and lemma_ are empty at first.

    is_space: whether it is nothing but white space.
    """

    __slots__ = ("doc", "i", "idx", "is_space", "lemma_", "lower_", "tag_", "text")

    def __init__(self, doc: Doc, i: int, idx: int, text: str) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.is_space = text.isspace()
        self.tag_ = ""
        self.lemma_ = ""

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether it has letters only."""
        return self.text.isalpha()

    @property
    def is_punct(self) -> bool:
        """Whether it has punctuation only."""
        return not self.text.isalnum() and all(unicodedata.category(sign)[0] == "P" for sign in self.text)

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with it."""
        return self.sent.start == self.i

    @property
    def sent(self) -> Span:
        """The sentence it stands in."""
        return self.doc.sentence_of(self.i)

    def nbor(self, step: int = 1) -> Token:
        """The token so many further on. Raises IndexError where there is none."""
        if self.i + step < 0:
            raise IndexError(self.i + step)
        return self.doc[self.i + step]


class Span:
    """Neighbouring tokens, from index start to before end; start_char and end_char are those of their characters."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end

    @property
    def start_char(self) -> int:
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence it begins in."""
        return self.doc.sentence_of(self.start)

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self.doc[place + (self.end if place < 0 else self.start)]


class Doc:
    """A text in tokens and sentences.

    words: each with the index of its first character; starts: indices of the tokens that begin a sentence, from 0 on.
    """

    __slots__ = ("_offsets", "_starts", "sents", "text", "tokens")

    def __init__(self, text: str, words: Sequence[tuple[int, str]], starts: Sequence[int]) -> None:
        self.text = text
        self.tokens = [Token(self, i, idx, word) for i, (idx, word) in enumerate(words)]
        self._offsets = [idx for idx, _ in words]
        self._starts = starts
        self.sents = [Span(self, start, end) for start, end in pairwise((*starts, len(words)))]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[place]

    def sentence_of(self, i: int) -> Span:
        """The sentence in which a token stands."""
        return self.sents[bisect_right(self._starts, i) - 1]

    def char_span(self, start: int, end: int, *, whole: bool = False) -> Span | None:
        """The tokens that stand at least partly between two characters; None where these are not in the text.

        whole: only those that stand there with all their letters; None where there are none.
        """
        if not (0 <= start < end <= len(self.text)):
            return None
        first, last = bisect_right(self._offsets, start) - 1, bisect_right(self._offsets, end - 1) - 1
        if start == self._offsets[first] + len(self.tokens[first]):
            first += 1  # the blank behind a token
        if whole:
            first += first <= last and self._offsets[first] < start
            last -= self._offsets[last] + len(self.tokens[last]) > end
            return Span(self, first, last + 1) if first <= last else None
        return Span(self, first, last + 1)
