"""HanTa's tags and lemmas for German (Wartena 2019), the same as `HanoverTagger` gives, several times faster.

HanTa tries every stretch of a word with every kind of morpheme, and every tag at every word. Here only stretches that
can be a morpheme are tried, a sentence's path runs over the tags that its words can have, and what a form can be is
worked out once. Of two analyses that are equally likely the one that HanTa meets first wins: the order of all loops is
HanTa's, and so is the order in which numbers are added.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from HanTa.HanoverTagger import EMPTY, END, END_UNKNOWN, START, UNKNOWN, HanoverTagger
from numpy import logaddexp

from analysis.tagger.forms import Forms, load

#: Word forms that are kept with what they can be: those of some thousand articles.
FORMS = 1 << 16
_LOWEST = -1e6
_State = tuple[int, int]
#: Ends of stretches of a word that start at one place, each with its log probability as a morpheme of one kind.
_Ends = list[tuple[int, float]]


class Tagger(HanoverTagger):  # type: ignore[misc]
    """HanTa's model of German."""

    def __init__(self, forms: Forms) -> None:
        """forms: what is known beforehand."""
        super().__init__("morphmodel_ger.pgz")
        self._forms = forms
        #: By morpheme the kinds that it can be, with their log probabilities.
        self._known: dict[str, _Ends] = {}
        for tag, known in self.LP_m_t.items():
            for morpheme, own in known.items():
                self._known.setdefault(morpheme, []).append((tag, own))
        #: Kinds of morpheme that may be unknown: words of open classes.
        self._open = {tag: self.Int_t + self.LP_hapax_t[tag] for tag in self.LP_hapax_t if tag in self.LP_s_t}
        self._endings = frozenset(suffix for known in self.LP_s_t.values() for suffix in known)
        #: All tags in HanTa's order, which decides between equals.
        self._order = [tag for tag in next(iter(self.LP_trans_word.values())) if tag != END]
        self.readings = lru_cache(FORMS)(self._readings)
        self.lemma = lru_cache(FORMS)(self._lemma)

    def reachable(self) -> None:
        """By each last kind of morpheme the kinds that can stand before it, near or far."""
        before: dict[int, set[int]] = {}
        for (_, kind), followers in self.LP_trans.items():
            for follower in followers:
                before.setdefault(follower, set()).add(kind)
        self.reachability = {}
        for last in (kind for kind in self.int2tag if kind < 0):
            found: set[int] = set()
            ahead = [last]
            while ahead:
                new = before.get(ahead.pop(), set()) - found
                found |= new
                ahead += new
            self.reachability[last] = frozenset(found)

    def tags(self, words: Sequence[str]) -> list[int]:
        """The likeliest tags of the words of a sentence (Viterbi 1967, on pairs of neighbouring tags)."""
        before: dict[_State, float] = {(EMPTY, START): 0.0}
        ways: list[dict[_State, _State]] = []
        for place, word in enumerate(words):
            readings = self.readings(word, place > 0)
            least = sorted(before.values(), reverse=True)[5] - 1 if len(before) > 5 else _LOWEST
            row: dict[_State, float] = {}
            way: dict[_State, _State] = {}
            for state, so_far in before.items():
                if so_far < least:
                    continue
                following, last = self.LP_trans_word[state], state[1]
                for tag, own in readings:
                    likelihood = so_far + following[tag] + own
                    if likelihood > _LOWEST:
                        here = (last, tag)
                        if here not in row or likelihood > row[here]:
                            row[here] = likelihood
                            way[here] = state
            ways.append(way)
            before = row
        best, state = -math.inf, (EMPTY, EMPTY)
        for last_state, so_far in before.items():
            likelihood = so_far + self.LP_trans_word[last_state].get(END, -math.inf)
            if likelihood > best:
                best, state = likelihood, last_state
        found = []
        for way in reversed(ways):
            found.append(state[1])
            state = way[state]
        return found[::-1]

    def _readings(self, word: str, cased: bool) -> tuple[tuple[int, float], ...]:
        """What a form can be, with the log probability of the form given the tag; cased: whether a capital tells."""
        found = dict(self._tag_word(word, cutoff=5, casesensitive=cased, conditional=True))
        if not found or found.keys() == {UNKNOWN}:
            return tuple((tag, 0.0) for tag in self._order)
        return tuple((tag, found[tag]) for tag in self._order if tag in found)

    def _lemma(self, word: str, tag: int) -> str:
        known = self._forms.lemma(word.lower(), tag)
        return known if known is not None else str(self._analyze(word, tag)[0])

    def _suffixes(self, word: str) -> list[tuple[str, ...]]:
        """By each end of a stretch the longest suffix of the model among its last 0, 1, 2, 3 and 4 letters."""
        found = []
        for end in range(len(word) + 1):
            longest = [""]
            for letters in (1, 2, 3, 4):
                suffix = word[max(0, end - letters) : end]
                longest.append(suffix if suffix in self._endings else longest[-1])
            found.append(tuple(longest))
        return found

    def _unknown(self, length: int, start: int, tag: int, known: _Ends, suffixes: list[tuple[str, ...]]) -> _Ends:
        """Those known, and every other stretch from start on as an unknown morpheme of an open class."""
        taken = {end for end, _ in known}
        by_suffix, by_length, own = self.LP_s_t[tag], self.LP_len_t[tag], self._open[tag]
        found = list(known)
        # A long word has no unknown morphemes of one or two letters.
        for end in range(start + (1 if length < 4 else 3), length + 1):
            size = end - start
            likelihood = own + by_length[min(size, 24)] + by_suffix[suffixes[end][min(size - 1, 4)]]
            if likelihood > _LOWEST and end not in taken:
                # HanTa's penalty for a word that is one large unknown morpheme.
                found.append((end, likelihood - 4.6 if size == length else likelihood))
        return found

    def _table(
        self, word: str, strict: bool, allowed: frozenset[int] | None = None
    ) -> tuple[list[dict[_State, float]], list[dict[_State, tuple[_State, int]]]]:
        """By each place in the word the states that can be reached, with their likelihood and whence they came."""
        length = len(word)
        rows: list[dict[_State, float]] = [{(EMPTY, START): 0}, *({} for _ in range(length + 1))]
        ways: list[dict[_State, tuple[_State, int]]] = [{} for _ in range(length + 2)]
        suffixes = [] if strict else self._suffixes(word)
        for start, row in enumerate(rows[:-2]):
            if not row:
                continue
            least = sorted(row.values(), reverse=True)[3] - 1 if len(row) > 3 else _LOWEST
            ends: dict[int, _Ends] = {}
            for end in range(start + 1, length + 1):
                for tag, own in self._known.get(word[start:end], ()):
                    ends.setdefault(tag, []).append((end, own))
            open_ends: dict[int, _Ends] = {}
            for state, so_far in row.items():
                if so_far < least:
                    continue
                for tag, step in self.LP_trans_nonfinal.get(state, ()):
                    if allowed is not None and tag not in allowed:
                        continue
                    stretches = ends.get(tag, [])
                    if not strict and tag in self._open:
                        if tag not in open_ends:
                            open_ends[tag] = self._unknown(length, start, tag, stretches, suffixes)
                        stretches = open_ends[tag]
                    here = (state[1], tag)
                    for end, own in stretches:
                        likelihood = so_far + step + own
                        if likelihood > _LOWEST and likelihood > rows[end].get(here, -math.inf):
                            rows[end][here] = likelihood
                            ways[end][here] = (state, start)
        return rows, ways

    def analyze_forward(self, word: str) -> list[tuple[int, float]]:
        """What a word can be, the likeliest first, with log probabilities."""
        if known := self._forms.readings(word):
            return known
        rows, _ = self._table(word, self.strict)
        last: dict[_State, float] = {}
        for state, so_far in rows[-2].items():
            for tag, step in self.LP_trans_final.get(state, ()):
                likelihood = so_far + step
                if likelihood > _LOWEST and likelihood > last.get((state[1], tag), -math.inf):
                    last[state[1], tag] = likelihood
        found: dict[int, Any] = {}
        for (_, tag), likelihood in last.items():
            found[-tag] = logaddexp(found[-tag], likelihood) if -tag in found else likelihood
        return sorted(found.items(), key=itemgetter(1), reverse=True) or [(UNKNOWN, 0)]

    def likely(self, word: str) -> list[tuple[int, float]]:
        """Of what a word can be, all that `_tag_word` can give in any of its ways."""
        ways = [(c, f) for c in (False, True) for f in (False, True)]
        forms = (word, word[:1].upper() + word[1:])
        kept = {t for form in forms for c, f in ways for t, _ in self._tag_word(form, casesensitive=c, conditional=f)}
        return [(tag, p) for tag, p in self.analyze_forward(word) if tag in kept]

    def analyze_viterbi(self, word: str, targetpos: int) -> list[tuple[int, int]]:
        """The morphemes of a word that is known to have a tag: kind and end of each; known ones, if that can be."""
        allowed = self.reachability.get(targetpos, frozenset())
        for strict in (True, False):
            rows, ways = self._table(word, strict, allowed)
            best, final = -math.inf, None
            last: dict[_State, float] = {}
            came: dict[_State, _State] = {}
            for state, so_far in rows[-2].items():
                for tag, step in self.LP_trans_final.get(state, ()):
                    if tag == targetpos:
                        likelihood = so_far + step
                        if likelihood > _LOWEST and likelihood > last.get((state[1], tag), -math.inf):
                            last[state[1], tag] = likelihood
                            came[state[1], tag] = state
                        break
            if last:
                break
        for here, likelihood in last.items():
            if likelihood > best:
                best, final = likelihood, here
        if final is None:
            return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]
        path = [(targetpos, len(word) + 1)]
        state, end = came[final], len(word)
        while end > 0:
            path.append((state[1], end))
            state, end = ways[end][state]
        return path[::-1]


@cache
def tagger() -> Tagger:
    """The one model of this process."""
    return Tagger(load())
