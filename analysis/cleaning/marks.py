"""The rows of lexicon/boilerplate.csv: wordings that mark a line, or a stretch of one, as page furniture."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

from ahocorasick_rs import AhoCorasick

from analysis.cleaning.outlets import outlet_names
from analysis.cleaning.pieces import EDGE, Piece, key

Match = Literal["whole", "start", "contains", "regex", "prefix", "suffix", "word"]
Where = Literal["anywhere", "edge", "tail", "after", "paragraph"]
Place = Literal["top", "body", "tail"]
Takes = Literal["", "teasers", "bullets", "labels", "paragraph", "rest"]

#: The places of a text in which a row's `where` holds.
HOLDS: dict[Place, tuple[Where, ...]] = {
    "top": ("anywhere", "edge"),
    "body": ("anywhere", "after"),
    "tail": ("anywhere", "edge", "tail", "after"),
}

#: Characters of the longest line that a row takes as a whole; longer ones are looked through sentence by sentence.
LONGEST = 600
SHORT = 200

MONTH = "(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\\.?"
WEEKDAY = "(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\\.?"
TIME = "\\d{1,2}[:.h]\\d{2}(?::\\d{2})?(?:\\s?Uhr)?(?:\\s\\(?(?:MEZ|MESZ|CET|CEST)\\)?)?"
AGO = "(?i:heute|gestern|vorgestern|vor einer Stunde|vor \\d+ (?:Sekunden|Min\\.|Minuten?|Std\\.|Stunden?|Tage?n?))"
NUMERIC = "\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:\\d{4}|\\d{2})?|\\d{4}-\\d{2}-\\d{2}"
DAY = f"(?:{NUMERIC}|\\d{{1,2}}\\.?\\s{MONTH}(?:\\s\\d{{4}})?|{MONTH}\\s\\d{{1,2}},\\s\\d{{4}}|{AGO})"
STAMP = f"(?:{WEEKDAY},?\\s(?:(?:den|der)\\s)?)?{DAY}(?:[T,;|·•/\\s–-]*(?:um\\s)?{TIME})?(?:\\s?Uhr)?"
CAPITALISED = "[A-ZÄÖÜÉ][\\w’'.-]*"
PERSON = (
    f"(?:(?:der )?Redaktion|{CAPITALISED}(?:\\s(?:von|van|de|der|den|zu|{CAPITALISED})){{1,4}})"
    "(?:\\s?\\([^)]{1,40}\\))?"
)
BUILT_IN = {
    "time": TIME,
    "stamp": STAMP,
    "weekday": WEEKDAY,
    "name": CAPITALISED,
    "person": PERSON,
    "domain": "(?:www\\.)?[\\w-]+(?:\\.[\\w-]+)*\\.(?:de|at|ch|com|org|net|eu|news|info|tv|online|li|lu|fr)",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the table.

    kind: the reason given for what it removes. match: whole (the line is the pattern), start (the line begins with it),
    contains (sentences with it), regex (it matches the line), prefix and suffix (it matches a stretch at the line's
    start or end), word (no mark, but a form that patterns name as `<kind>`). where: anywhere; edge (before the first
    paragraph or after the last one); tail (after the last one); after (after the first one); paragraph (at the start of
    one). takes: what belongs to it below: teasers, bullets, labels (key words), paragraph (one), rest (comments).
    """

    kind: str
    match: Match
    where: Where
    takes: Takes
    pattern: str


class Alternatives:
    """Rows with regular expressions, asked all at once, and compiled where they are first asked.

    rows: each with its place in the table, its expression and what it says.
    """

    def __init__(self, rows: Iterable[tuple[int, str, Mark]]) -> None:
        self.rows = tuple(rows)

    @cached_property
    def any(self) -> re.Pattern[str]:
        """A group for each. Raises ValueError naming the row that is no expression or has groups of its own."""
        try:
            found = re.compile("|".join(f"({expression})" for _, expression, _ in self.rows))
        except re.error:
            found = None
        if found is None or found.groups != len(self.rows):
            for _, expression, mark in self.rows:
                try:
                    groups = re.compile(expression).groups
                except re.error as error:
                    raise ValueError(f"boilerplate.csv: {mark.pattern!r} is no regular expression: {error}") from None
                if groups:
                    raise ValueError(f"boilerplate.csv: write (?:...) instead of (...) in {mark.pattern!r}")
        assert found is not None
        return found

    def whole(self, text: str) -> tuple[int, Mark] | None:
        """The first row that takes all of text, with its place in the table."""
        found = self.any.fullmatch(text) if self.rows else None
        if found is None:
            return None
        place, _, mark = self.rows[(found.lastindex or 1) - 1]
        return place, mark

    def beginning(self, text: str, start: int) -> tuple[int, int, Mark] | None:
        """The first row that takes text from start on, with its place in the table and where its stretch ends."""
        found = self.any.match(text, start) if self.rows else None
        if found is None:
            return None
        place, _, mark = self.rows[(found.lastindex or 1) - 1]
        return place, found.end(), mark

    def ending(self, text: str, start: int, end: int) -> tuple[int, int, Mark] | None:
        """The bounds of what the first row takes that takes text up to end, from start on at most."""
        if self.any.search(text, start, end):
            for _, expression, mark in self.rows:
                found = _pattern(expression).search(text, start, end)
                if found and found.end() > found.start():
                    return found.start(), found.end(), mark
        return None


_pattern = cache(re.compile)


@dataclass(frozen=True)
class Marks:
    """All rows, sorted by how they are compared."""

    whole: dict[str, tuple[Mark, ...]]
    starts: tuple[Mark, ...]
    contains: tuple[Mark, ...]
    phrases: AhoCorasick  # the patterns of contains
    any_start: tuple[str, ...]
    regexes: dict[Where, Alternatives]
    long_regexes: dict[Where, Alternatives]  # those that may take more than SHORT characters
    prefixes: dict[Where, Alternatives]
    suffixes: Alternatives

    def phrases_in(self, text: str) -> list[Mark]:
        """The rows of contains whose pattern stands in text, which is a key."""
        found = self.phrases.find_matches_as_indexes(text, overlapping=True)
        return [self.contains[i] for i in sorted({index for index, _, _ in found})]

    def of(self, piece: Piece, place: Place) -> Mark | None:
        """The first row that takes all of piece: a whole line, a line start, or a regular expression.

        place: before the first paragraph, after the last one, or between; see HOLDS for the rows that hold there.
        """
        if len(piece.key) > LONGEST:
            return None
        for mark in self.whole.get(_label(piece.key), ()) if len(piece.key) <= 90 else ():
            if mark.where in HOLDS[place]:
                return mark
        if piece.key.startswith(self.any_start):
            for mark in self.starts:
                if not piece.key.startswith(mark.pattern) or mark.where not in HOLDS[place]:
                    continue
                if not (mark.pattern[-1].isalnum() and piece.key[len(mark.pattern) :][:1].isalnum()):
                    return mark
        regexes = self.regexes if len(piece.plain) <= SHORT else self.long_regexes
        found = [row for where in HOLDS[place] if (row := regexes[where].whole(piece.plain))]
        return min(found)[1] if found else None

    def prefix(self, text: str, start: int, paragraph: bool) -> tuple[int, str] | None:
        """Where the furniture ends that a row finds at start, and its kind; paragraph: text is one."""
        places: tuple[Where, ...] = ("anywhere", "paragraph") if paragraph else ("anywhere",)
        found = [row for where in places if (row := self.prefixes[where].beginning(text, start))]
        if not found:
            return None
        _, end, mark = min(found)
        return end, mark.kind


def _label(text: str) -> str:
    """A line's key without a colon, an arrow or a count at its end: `kommentare (12)` is `kommentare`."""
    return re.sub(r"(?:\s*\(\d+\)|\s*[:…→►▶>»›+–-])+$", "", text).strip(EDGE)


@lru_cache(maxsize=1)
def load_marks() -> Marks:
    """The rows of lexicon/boilerplate.csv. Raises ValueError naming the row for an unknown value or a bad pattern."""
    marks: list[Mark] = []
    words: dict[str, list[str]] = {}
    with files("analysis").joinpath("lexicon/boilerplate.csv").open(encoding="utf-8") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            for column, allowed in (("match", Match), ("where", Where), ("takes", Takes)):
                if row[column] not in get_args(allowed):
                    raise ValueError(f"boilerplate.csv, line {number}: {row[column]!r} is no value of {column}")
            if row["match"] == "word":
                words.setdefault(row["kind"], []).append(row["pattern"])
            else:
                where, takes = cast(Where, row["where"]), cast(Takes, row["takes"])
                marks.append(Mark(row["kind"], cast(Match, row["match"]), where, takes, row["pattern"]))
    known = {**BUILT_IN, "outlet": outlet_names()}
    for kind, forms in words.items():
        known[kind] = f"(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})"

    def expanded(match: Match, before: str = "", after: str = "") -> list[tuple[int, str, Mark]]:
        rows = ((place, mark) for place, mark in enumerate(marks) if mark.match == match)
        return [(place, before + _expand(mark.pattern, known) + after, mark) for place, mark in rows]

    whole: dict[str, tuple[Mark, ...]] = {}
    for mark in marks:
        if mark.match == "whole":
            whole[_label(key(mark.pattern))] = (*whole.get(_label(key(mark.pattern)), ()), mark)
    starts = tuple(_lowered(mark) for mark in marks if mark.match == "start")
    contains = tuple(_lowered(mark) for mark in marks if mark.match == "contains")
    regexes = expanded("regex")
    return Marks(
        whole=whole,
        starts=starts,
        contains=contains,
        phrases=AhoCorasick([mark.pattern for mark in contains]),
        any_start=tuple(mark.pattern for mark in starts),
        regexes=_by_where(regexes),
        long_regexes=_by_where(row for row in regexes if re.search(r"\{\d+,[2-9]\d\d\}", row[1])),
        prefixes=_by_where(expanded("prefix", before="(?:#{1,6}\\s+)?[*_]{0,2}", after="[*_]{0,2}\\s*")),
        suffixes=Alternatives(expanded("suffix", after="$")),
    )


def _by_where(rows: Iterable[tuple[int, str, Mark]]) -> dict[Where, Alternatives]:
    found = list(rows)
    return {where: Alternatives(row for row in found if row[2].where == where) for where in get_args(Where)}


def _lowered(mark: Mark) -> Mark:
    return Mark(mark.kind, mark.match, mark.where, mark.takes, key(mark.pattern))


def _expand(pattern: str, known: dict[str, str]) -> str:
    """pattern with each `<word>` replaced by the alternatives that the rows of match type word give it."""
    return re.sub(r"(?<!\?)(?<!\?P)<([a-z_]+)>", lambda found: f"(?:{known[found[1]]})", pattern)
