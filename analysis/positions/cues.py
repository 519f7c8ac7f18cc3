"""Cue frames: bags of lemmas inside one clause that tell a position.

A frame is a row of lexicon/cues_*.csv; its elements may stand in any order, for German moves its verbs. An element is a
word, several words of which one is enough, or a word class (`<TROOPS>`, `<DEPLOYMENT>`, `<SEND>`, `<PLAN>`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from analysis.positions.classes import word_class
from analysis.positions.lexicon import LEXICON, fold, rows, words
from analysis.records import SCORES, Label

#: Verbs that say little by themselves: where the clause has another full verb, a frame with one of these is not met.
_LIGHT = frozenset("sein haben werden wollen können sollen müssen dürfen mögen".split())
_LABELS: dict[str, Label] = {label: label for label in SCORES}


@dataclass(frozen=True)
class Frame:
    """One row of the cue table; elements are sets of alternatives, lower case, classes in upper case with brackets.

    reach: where the troops must be named: self (in the frame), near (within the sentences that carry the subject),
    sentence (for words of everyday use), or free (as near, whatever else the clause has for its object).
    """

    id: str
    elements: tuple[frozenset[str], ...]
    position: Label
    negated: Label | None
    reach: str

    @cached_property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """The alternatives of each element in a fixed order."""
        return tuple(tuple(sorted(element)) for element in self.elements)

    @cached_property
    def inherent(self) -> bool:
        """Whether the negation belongs to the frame itself (`<NEG> infrage kommen`)."""
        return any("<NEG>" in element or element & words("negation") for element in self.elements)

    @cached_property
    def behind(self) -> bool:
        """Whether the actor stands behind the frame's preposition (`das Kommando liegt bei Paris`)."""
        return any("bei" in element for element in self.elements)

    @cached_property
    def without(self) -> bool:
        """Whether `ohne` belongs to the frame itself."""
        return any("ohne" in element for element in self.elements)

    @cached_property
    def light(self) -> bool:
        """Whether a light verb is among the frame's words."""
        return any(element & _LIGHT for element in self.elements)

    @cached_property
    def content(self) -> int:
        """How much the frame says by itself: 2 for a word of its own, 1 for a general verb, 0 for a class."""
        return sum(_content(element) for element in self.elements)

    @cached_property
    def thin(self) -> bool:
        """Whether it says little: one word, or one beside a class or a function word (`<NEG> nennen`, `offen für`)."""
        return self.content <= 2 and len(self.elements) <= 2

    @cached_property
    def weight(self) -> tuple[int, int]:
        """Content first, then the number of elements."""
        return self.content, len(self.elements)


def is_class(element: Iterable[str]) -> bool:
    """Whether an element asks for a class of words, not for a word."""
    return any(word.startswith("<") for word in element)


def _content(element: frozenset[str]) -> int:
    if element & {"<STATE>", "<NATIONALITY>", "<NATIONALS>", "<WAR_PARTY>", "<PARLIAMENT>"}:
        return 2
    if all(word.startswith("<") or word_class(word)[0] in ("TROOPS", "DEPLOYMENT", "SEND") for word in element):
        return 0
    if element & (_LIGHT | words("negation") | words("function_word")):
        return 0
    return 1 if element & words("general_verb") else 2


@cache
def frames() -> tuple[Frame, ...]:
    """All cue frames. Raises ValueError with file and line for a row that makes no sense."""
    found: list[Frame] = []
    seen: dict[str, str] = {}
    for table in sorted(path.name for path in LEXICON.iterdir() if path.name.startswith("cues")):
        for line, row in enumerate(rows(table), 2):
            place = f"{table}:{line}"
            if row["id"] in seen:
                raise ValueError(f"{place}: the id {row['id']!r} already stands in {seen[row['id']]}")
            if row["position"] not in _LABELS or row["negated"] not in (*_LABELS, "-"):
                raise ValueError(f"{place}: position and negated must be one of {', '.join(SCORES)} (or - for negated)")
            seen[row["id"]] = place
            elements = tuple(
                frozenset(w if w.startswith("<") else w[0] + fold(w[1:]) for w in element.split("|"))
                for element in row["frame"].split()
            )
            found.append(
                Frame(row["id"], elements, _LABELS[row["position"]], _LABELS.get(row["negated"]), row["topic"])
            )
    return tuple(found)


@cache
def by_word() -> dict[str, tuple[Frame, ...]]:
    """Frames by each alternative of the element that is rarest in the table."""
    counts: dict[str, int] = defaultdict(int)
    for frame in frames():
        for element in frame.elements:
            for word in element:
                counts[word] += 1
    index: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames():
        rarest = min(
            frame.elements, key=lambda element: (is_class(element), max(counts[w] for w in element), sorted(element))
        )
        for word in sorted(rarest):
            index[word].append(frame)
    return {word: tuple(found) for word, found in index.items()}
