"""One label per article and country, by the codebook's precedence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.records import NO_FRAME, Position, Statement

_ORIGIN = {"own": 0, "outlet": 1, "other": 2}
_STEPS = {"own": "own government speaks or acts", "outlet": "the outlet's own telling", "other": "what others report"}
#: Where the examples cannot decide either: a plain no, heading the force, then what ties or takes back a readiness.
_TIES = ("rejects", "leads", "conditional", "reserved", "willing")


def label(statements: Iterable[Statement]) -> list[Position]:
    """The positions of one article, by country code. A country without a statement has no row."""
    by_country: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_country[statement.country].append(statement)
    return [_position(country, found) for country, found in sorted(by_country.items())]


def _position(country: str, statements: Sequence[Statement]) -> Position:
    deciding = min(statements, key=_precedence)
    if deciding.position == "willing":
        # Who is ready and heads the force as well is told to head it: the more specific of two that agree.
        leading = [
            s
            for s in statements
            if s.position == "leads" and _precedence(s)[:4] == _precedence(deciding)[:4] and s.source != "other"
        ]
        deciding = min(leading, key=_precedence, default=deciding)
    while later := [s for s in statements if _gives_way(deciding, s)]:
        deciding = min(later, key=_precedence)
    present = [s for s in statements if s.section == "body" or deciding.section == "headline"]
    apart = [s for s in present if abs(s.score - deciding.score) >= 2 and _of_one_time(s, deciding)]
    certainty = deciding.certainty
    if deciding.section == "headline" and certainty == "asserted":
        certainty = "speculative"  # a headline that the body does not carry
    return Position(country, deciding.position, certainty, bool(apart), len(statements), _reason(deciding))


def _precedence(statement: Statement) -> tuple[bool, bool, bool, bool, int, int, float, int, int]:
    return (
        statement.rule == NO_FRAME,
        statement.section == "headline",
        statement.earlier,
        statement.certainty == "speculative",
        _ORIGIN[statement.source],
        -statement.rank,
        -statement.likeness,
        _TIES.index(statement.position),
        statement.sentence,
    )


def _gives_way(statement: Statement, other: Statement) -> bool:
    """Whether another statement is surely about later days and of no lower standing.

    Within the article's own time a minister of today does not stand before yesterday's prime minister.
    """
    compared = 5 if statement.earlier else 6
    return _before(statement, other) and _precedence(other)[:compared] <= _precedence(statement)[:compared]


def _of_one_time(one: Statement, other: Statement) -> bool:
    """Both of the article's own time, or both earlier and not surely of different days."""
    if one.earlier != other.earlier:
        return False
    return not one.earlier or not (_before(one, other) or _before(other, one))


def _before(one: Statement, other: Statement) -> bool:
    """Whether the days that a statement is about end before those of another begin."""
    return one.about is not None and other.about is not None and one.about.latest < other.about.earliest


def _reason(statement: Statement) -> str:
    where = "headline" if statement.section == "headline" else _STEPS[statement.source]
    return f"{where}: {statement.rule}"
