"""What HanTa answers for the words of our lexicon, worked out beforehand, so that hardly a word of an article is new.

lexicon/forms.tsv.gz is made by `make forms`, after a change of the lexicon or with another version of HanTa; its first
line names the version, and with another one it is not used. Each line is a key and a value with a tab between them,
sorted by key: a word in small letters and its tags with log probabilities, or a word with a tag and its lemma.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from analysis.tagger.model import Tagger

LEXICON = files("analysis") / "lexicon"
TABLE = "forms.tsv.gz"


class Forms:
    """The table as it lies in the file: a word is looked up by bisection, which spares the making of 50,000 strings."""

    def __init__(self, lines: bytes) -> None:
        """lines: sorted, each with a line feed at its end."""
        self._lines = lines
        ends = np.flatnonzero(np.frombuffer(lines, dtype=np.uint8) == ord("\n"))
        self._starts = [0, *(ends + 1).tolist()]

    def _get(self, key: str) -> str | None:
        wanted = key.encode() + b"\t"
        size = len(wanted)
        place = bisect_left(self._starts, wanted, key=lambda start: self._lines[start : start + size])
        start = self._starts[place] if place < len(self._starts) else len(self._lines)
        if self._lines[start : start + size] != wanted:
            return None
        return self._lines[start + size : self._starts[place + 1] - 1].decode()

    def readings(self, word: str) -> list[tuple[int, float]] | None:
        """The tags of a word in small letters with log probabilities, the likeliest first; None for an unknown one."""
        found = self._get(word)
        pairs = (found or "").split()
        return [(int(tag), float(p)) for tag, p in zip(pairs[::2], pairs[1::2], strict=True)] or None

    def lemma(self, word: str, tag: int) -> str | None:
        """The lemma of a word in small letters with a tag; None for an unknown one."""
        return self._get(f"{word} {tag}")


def load() -> Forms:
    """The table, empty where it was made with another version of HanTa or is not there yet."""
    path = LEXICON / TABLE
    content = gzip.decompress(path.read_bytes()) if path.is_file() else b""
    made_with, _, lines = content.partition(b"\n")
    return Forms(lines if made_with.decode() == version("HanTa") else b"")


def words() -> Iterator[str]:
    """The words of the lexicon's tables, as they are written there."""
    for name in sorted(path.name for path in LEXICON.iterdir() if path.name.endswith(".csv")):
        yield from re.findall(r"[^\W\d_][\w-]*", (LEXICON / name).read_text("utf-8"))


def lines(model: Tagger) -> Iterator[str]:
    """The lines of the table, as a model gives them that does not use it; some come more than once."""
    for word in dict.fromkeys(words()):
        small = word.lower()
        if small not in model.cache:
            yield f"{small}\t" + " ".join(f"{tag} {float(p)!r}" for tag, p in model.likely(small))
        for form in {word, word[:1].upper() + word[1:]}:
            for tag in {tag for cased in (False, True) for tag, _ in model.readings(form, cased)}:
                yield f"{small} {tag}\t{model.lemma(form, tag)}"


def table() -> bytes:
    """The content of the file, from the lexicon that is installed."""
    from analysis.tagger.model import Tagger

    made = sorted({line.encode() for line in lines(Tagger(Forms(b"")))})
    content = b"\n".join([version("HanTa").encode(), *made, b""])
    return gzip.compress(content, mtime=0)
