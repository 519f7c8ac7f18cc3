"""What the library reads and writes, as plain frozen records.

Offsets (`start`, `end`) are character offsets, end exclusive, into `Article.source`: the input decoded with the codec
that `Article.encoding` names, otherwise untouched. `source[start:end]` is always the quoted text.

Countries are ISO 3166-1 alpha-3 codes (`XKX` for Kosovo), `EU`, `NATO`, or `COALITION` for a bare count of states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Label = Literal["rejects", "reserved", "conditional", "willing", "leads"]
Certainty = Literal["asserted", "reported", "speculative"]
Precision = Literal["minute", "day", "month", "interval", "unknown"]
Origin = Literal["own", "outlet", "other"]
Speech = Literal["direct", "indirect", ""]
Section = Literal["headline", "body"]
ClaimKind = Literal["countries", "represented", "soldiers", "money"]
DoubtKind = Literal["unconfirmed", "denied"]
Bound = Literal["exact", "about", "at_least", "at_most"]

#: The ordinal scale of the codebook, -2 (rules troops out) to 2 (initiates or commits own numbers).
SCORES: dict[Label, int] = {"rejects": -2, "reserved": -1, "conditional": 0, "willing": 1, "leads": 2}

#: The rule of a statement that no cue frame tells and the labelled examples decided.
NO_FRAME = "example"

_IN_A_LINE = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date known to lie in [earliest, latest], both days included; `text` is the words it was read from."""

    earliest: date
    latest: date
    text: str = ""

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"a date range must not end before it starts: {self.earliest} > {self.latest}")


#: The span of the debate that the collection covers: days outside it need a clue of the page itself, and articles
#: outside it are kept and flagged.
WINDOW = DateRange(date(2024, 11, 1), date(2026, 1, 31))


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line of the source, or a stretch of it where only a part is furniture.

    kind: headline, subhead, body, or furniture (removed); reason: why it is furniture, empty otherwise.
    """

    number: int
    start: int
    end: int
    kind: Literal["headline", "subhead", "body", "furniture"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared: the interval, how fine it is, the step that decided, and every step with its words."""

    range: DateRange | None
    precision: Precision
    source: str
    evidence: tuple[str, ...] = ()
    minute: str = ""  # "21:57" where precision is minute


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what its page says about it.

    source is a text file decoded with the codec that encoding names; of a web page the extracted text, of a table's row
    the cell of text, both with the title and a blank line before it where the page or row gives a title that the text
    does not begin with. title, outlet, url and date are what the page's markup or the row's columns say, as they stand
    there, empty for nothing; dated_by says which: html or column. sha256 is the hash of the file's bytes, of a row's
    source in UTF-8.

    lines are in the order of the text, none overlapping another.
    text has the same length as source: furniture is blanked with spaces, line breaks stay, so that an offset into
    text is an offset into source. Only the headline, subheads and the body are left to read.
    """

    article_id: str
    file: str
    source: str
    encoding: str
    sha256: str
    lines: tuple[Line, ...] = ()
    title: str = ""
    outlet: str = ""
    url: str = ""
    date: str = ""
    dated_by: Literal["", "html", "column"] = ""

    @property
    def text(self) -> str:
        pieces, place = list[str](), 0
        for line in self.lines:
            if line.kind == "furniture":
                pieces += [self.source[place : line.start], _IN_A_LINE.sub(" ", self.source[line.start : line.end])]
                place = line.end
        return "".join((*pieces, self.source[place:]))

    @property
    def words(self) -> int:
        """Number of whitespace-separated words that are left to read."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a country, or of a person or organisation that stands for one.

    kind: name, adjective, demonym, capital, seat, place (a capital or seat as a mere place), person, organisation,
    compound, group. entity: canonical name of the person, organisation or group, else the country's German name.
    sentence: index of the sentence in the article, -1 before sentences are known.
    """

    start: int
    end: int
    text: str
    country: str
    kind: str
    entity: str
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Statement:
    """One actor's position in one clause or quotation, with the words that carry it.

    quote is the sentence (source[start:end]); cue_start and cue_end bound the cue words inside it. speaker and office
    name who spoke, empty where nobody is named. rule is the id of the lexicon row or ordered rule that fired.
    """

    sentence: int
    start: int
    end: int
    quote: str
    country: str
    position: Label
    certainty: Certainty
    source: Origin
    section: Section
    rule: str
    cue_start: int
    cue_end: int
    contribution: str = "none_stated"
    condition: str = ""
    speaker: str = ""
    office: str = ""
    rank: int = 0  # 3 head of state or government, 2 minister, 1 spokesperson or official, 0 nobody named
    about: DateRange | None = None  # when the position was taken or said; None for the article's own time
    likeness: float = 0.0  # log odds of the position against none by the labelled examples
    earlier: bool = False  # told as before the article's own time (`im Februar hatte ...`, `damals`)
    speech: Speech = ""  # whether the cue stands in quoted or in reported words, or the text tells it in its own

    @property
    def score(self) -> int:
        """The position on the ordinal scale, -2 to 2."""
        return SCORES[self.position]


@dataclass(frozen=True, slots=True)
class Position:
    """The label of one country in one article; decided_by says which step of the precedence chose the statement."""

    country: str
    position: Label
    certainty: Certainty
    contradictory: bool
    statements: int
    decided_by: str

    @property
    def score(self) -> int:
        return SCORES[self.position]


class Unreadable(ValueError):
    """An input that cannot become an article; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One number about troops for Ukraine in one sentence, with who is said to do what.

    kind: countries that take part, countries represented at a meeting, soldiers, money. low and high: the number, or
    the ends of a range; bound: how the text limits it. unit: countries, soldiers, brigades, ..., or a currency's ISO
    4217 code. degree: what is said of them (see `analysis.claims`). country: who does it, empty where nobody is named;
    members: who is named among the counted states. cue_start and cue_end bound the words of the number.
    """

    sentence: int
    start: int
    end: int
    quote: str
    kind: ClaimKind
    low: int
    high: int
    bound: Bound
    unit: str
    degree: str
    country: tuple[str, ...]
    members: tuple[str, ...]
    certainty: Certainty
    source: Origin
    section: Section
    cue_start: int
    cue_end: int
    speaker: str = ""
    office: str = ""
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """One clause that calls a plan, a report or a number unconfirmed or untrue.

    rule: the row of lexicon/doubts.csv; cue_start and cue_end bound its words. country: who says so, empty for the
    outlet and for somebody who speaks for no country. low, high, bound, unit: the number that is meant, as in a Claim;
    0 and empty for none. whose: the countries whose soldiers or money are counted.
    """

    sentence: int
    start: int
    end: int
    quote: str
    doubt: DoubtKind
    country: tuple[str, ...]
    certainty: Certainty
    source: Origin
    section: Section
    rule: str
    cue_start: int
    cue_end: int
    speaker: str = ""
    office: str = ""
    low: int = 0
    high: int = 0
    bound: Bound | Literal[""] = ""
    unit: str = ""
    whose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or declaration of the debate: the days on which it was held, where, and what it is called."""

    event_id: str
    range: DateRange
    place: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence (source[start:end]) that tells of an event as past; day: when the sentence says that it was."""

    event: Event
    sentence: int
    start: int
    end: int
    quote: str
    day: DateRange | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that is in no table, and what to do about it."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coded:
    """Everything read from one article."""

    article: Article
    published: Published
    mentions: tuple[Mention, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
    positions: tuple[Position, ...] = field(default=())
    claims: tuple[Claim, ...] = field(default=())
    doubts: tuple[Doubt, ...] = field(default=())
    tellings: tuple[Telling, ...] = field(default=())
