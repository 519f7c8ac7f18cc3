"""Articles that repeat another one: agency copy reprinted, word for word or nearly.

A text is taken as the set of its word sequences, runs of SEQUENCE words (the shingles of Broder 1997, *On the
resemblance and containment of documents*). Two texts are copies where at least CONTAINMENT of the sequences of the
shorter stand in the longer, and RESEMBLANCE of those of both in both: another headline or dateline, Swiss spelling, a
paragraph more, an end that was cut off. A quotation or background paragraph in common is not enough; neither is a short
text that a live blog takes in among many others.

MinHash (library `datasketch`) with locality-sensitive hashing only proposes pairs; what is a copy is decided on the
sequences themselves. With BANDS bands of ROWS values it proposes 99 of 100 pairs of resemblance 0.3, and more of those
that are more alike. `tests/benchmarks/bench_duplicates.py` shows how well the numbers below do, and at what cost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from analysis.records import Published

SEQUENCE = 4
CONTAINMENT = 0.5
RESEMBLANCE = 0.3
BANDS, ROWS = 48, 2
SEED = 1

#: A text's word sequences, each hashed to 32 bits: sorted, none twice, 4 bytes each. As many as the text has words, or
#: a few less; empty where it has none.
Signature = npt.NDArray[np.uint32]
#: The MinHash of each text, BANDS * ROWS values a line.
Sketches = npt.NDArray[np.uint32]

_WORD = re.compile(r"\w+")
#: Umlauts as agencies and old systems write them; soft hyphens and characters without width belong to no word.
_SPELLING = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")}
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far two texts are the same, both from 0 to 1 and the same whichever comes first (Broder 1997).

    resemblance: sequences that both have, by those that either has. containment: by those of the shorter text.
    """

    resemblance: float
    containment: float


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The article_id of the original that an article repeats, and the resemblance of the two (0.3 to 1)."""

    original: str
    share: float


def signature(text: str) -> Signature:
    """The word sequences of a cleaned text, without case, punctuation, line breaks or spelling of ß and umlauts.

    A text shorter than a sequence counts as one.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(_SPELLING))
    starts = range(max(len(words) - SEQUENCE + 1, min(len(words), 1)))
    sequences = {" ".join(words[start : start + SEQUENCE]) for start in starts}
    hashes = b"".join(blake2b(sequence.encode(), digest_size=4).digest() for sequence in sequences)
    return np.unique(np.frombuffer(hashes, dtype="<u4").astype(np.uint32))


def overlap(one: Signature, other: Signature) -> Overlap:
    """How far two texts are the same; 0 where either has no words."""
    if not one.size or not other.size:
        return Overlap(0.0, 0.0)
    both = np.intersect1d(one, other, assume_unique=True).size
    return Overlap(both / (one.size + other.size - both), both / min(one.size, other.size))


def repeats(found: Overlap) -> bool:
    """Whether texts that are the same so far are copies of each other."""
    return found.containment >= CONTAINMENT and found.resemblance >= RESEMBLANCE


def originals(signatures: Mapping[str, Signature], published: Mapping[str, Published]) -> dict[str, Duplicate]:
    """The articles that repeat another one, by article_id, each with its original; both mappings are by article_id.

    Articles are taken in the order of publication (the middle of the interval, as in `trends.numbered`, then the
    minute; without a date last; then article_id), so the order of the mappings does not matter. An article that copies
    none of the originals before it is an original. A copy belongs to the original that it resembles most, of several
    the earliest. So a copy always resembles its original, and an original copies nothing (leader clustering, Hartigan
    1975): a story retold from day to day does not end as a copy of its first day.
    """
    order = sorted((i for i in signatures if signatures[i].size), key=lambda i: _place(i, published[i]))
    found: dict[str, Duplicate] = {}
    if len(order) < 2:
        return found
    bands = _Bands(_sketches((signatures[i] for i in order), len(order)))
    original = np.ones(len(order), dtype=bool)
    for place, article_id in enumerate(order):
        alike = [earlier for earlier in bands.alike(place) if original[earlier]]
        overlaps = {e: overlap(signatures[order[e]], signatures[article_id]) for e in alike}
        copied = [(overlaps[earlier].resemblance, -earlier) for earlier in overlaps if repeats(overlaps[earlier])]
        if copied:
            share, earlier = max(copied)
            found[article_id] = Duplicate(order[-earlier], share)
            original[place] = False
    return found


def _sketches(signatures: Iterable[Signature], count: int) -> Sketches:
    # Imported here: it takes half a second, and one article alone is no copy.
    from datasketch import MinHash

    values = (signature.tolist() for signature in signatures)
    hashed = MinHash.generator(values, num_perm=BANDS * ROWS, seed=SEED, hashfunc=int, scheme="affine32")
    sketches = np.empty((count, BANDS * ROWS), dtype=np.uint32)
    for place, one in enumerate(hashed):
        sketches[place] = one.hashvalues
    return sketches


class _Bands:
    """Which texts have a band of their MinHash in common (locality-sensitive hashing, Indyk and Motwani 1998).

    The pairs that `MinHashLSH` of datasketch finds, in 1 KB a text instead of 20, and without those whose MinHash have
    less than half of RESEMBLANCE in common: of pairs that are copies one in a thousand has.
    """

    def __init__(self, sketches: Sketches) -> None:
        self._sketches = sketches
        self._order = np.empty((BANDS, len(sketches)), dtype=np.int32)  # by band: texts of one key side by side
        self._first = np.empty_like(self._order)  # by band and text: where those with its key begin in the order
        self._own = np.empty_like(self._order)  # and where it stands itself, behind those that come before it
        places = np.arange(len(sketches), dtype=np.int32)
        for band, keys in enumerate(sketches.reshape(len(sketches), BANDS, ROWS).swapaxes(0, 1)):
            order = np.lexsort(keys.T).astype(np.int32)
            begins = np.any(keys[order] != keys[np.roll(order, 1)], axis=1)
            self._order[band] = order
            self._own[band, order] = places
            self._first[band, order] = np.maximum.accumulate(np.where(begins, places, 0))

    def alike(self, place: int) -> list[int]:
        """The texts before this one that share a band with it."""
        bounds = zip(self._order, self._first[:, place].tolist(), self._own[:, place].tolist(), strict=True)
        shared = [order[first:own] for order, first, own in bounds if first < own]
        if not shared:
            return []
        texts = np.unique(np.concatenate(shared))
        common = (self._sketches[texts] == self._sketches[place]).mean(axis=1)
        alike: list[int] = texts[common >= RESEMBLANCE / 2].tolist()
        return alike


def _place(article_id: str, published: Published) -> tuple[object, ...]:
    """What articles are sorted by."""
    if published.range is None:
        return (1, article_id)
    first, last = published.range.earliest.toordinal(), published.range.latest.toordinal()
    return (0, first + last, first, published.minute or "24:00", article_id)
