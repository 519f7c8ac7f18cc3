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
_EVERY = np.arange(BANDS)

#: A text's word sequences, each hashed to 32 bits: sorted, none twice, 4 bytes each. As many as the text has words, or
#: a few less; empty where it has none.
Signature = npt.NDArray[np.uint32]

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
    bands = _Bands(_keys((signatures[i] for i in order), len(order)))
    for place, article_id in enumerate(order):
        overlaps = {e: overlap(signatures[order[e]], signatures[article_id]) for e in bands.sharing(place)}
        copied = [(overlaps[earlier].resemblance, -earlier) for earlier in overlaps if repeats(overlaps[earlier])]
        if copied:
            share, earlier = max(copied)
            found[article_id] = Duplicate(order[-earlier], share)
        else:
            bands.add(place)
    return found


def _keys(signatures: Iterable[Signature], count: int) -> npt.NDArray[np.uint64]:
    """The MinHash of each text, a text a line; the ROWS values of a band as one number."""
    # Imported here: it takes half a second, and one article alone is no copy.
    from datasketch import MinHash

    values = (signature.tolist() for signature in signatures)
    sketches = MinHash.generator(values, num_perm=BANDS * ROWS, seed=SEED, hashfunc=int, scheme="affine32")
    keys = np.empty((count, BANDS), dtype=np.uint64)
    for place, sketch in enumerate(sketches):
        keys[place] = sketch.hashvalues.view(np.uint64)
    return keys


class _Bands:
    """Which texts have a band of their MinHash in common (locality-sensitive hashing, Indyk and Motwani 1998).

    The pairs that `MinHashLSH` of datasketch finds, which keeps about 20 KB a text in memory, in 600 bytes a text.
    """

    def __init__(self, keys: npt.NDArray[np.uint64]) -> None:
        # For each band the number of the text's group, those that have the same key in it.
        self._group = np.empty(keys.shape, dtype=np.int32)
        for band in range(BANDS):
            self._group[:, band] = np.unique(keys[:, band], return_inverse=True)[1]
        self._last = np.full(keys.shape, -1, dtype=np.int32)  # by group: the text that was added last, -1 for none
        self._before = np.empty(keys.shape, dtype=np.int32)  # by text: the one of its group that was added before it

    def add(self, place: int) -> None:
        groups = self._group[place]
        self._before[place] = self._last[groups, _EVERY]
        self._last[groups, _EVERY] = place

    def sharing(self, place: int) -> set[int]:
        """The texts added so far that share a band with this one."""
        found: set[int] = set()
        bands, texts = _EVERY, self._last[self._group[place], _EVERY]
        while (there := texts >= 0).any():
            bands, texts = bands[there], texts[there]
            found.update(texts.tolist())
            texts = self._before[texts, bands]
        return found


def _place(article_id: str, published: Published) -> tuple[object, ...]:
    """What articles are sorted by."""
    if published.range is None:
        return (1, article_id)
    first, last = published.range.earliest.toordinal(), published.range.latest.toordinal()
    return (0, first + last, first, published.minute or "24:00", article_id)
