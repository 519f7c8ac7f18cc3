"""One label per article and country: one hand-built case for each step of the precedence.

tests/cases/labels.json: `statements` are the fields that differ from an outlet's asserted telling about Poland in the
body, `about` as first and last day; `labels` are country, position, certainty, contradictory, number of statements and
what decided.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.positions.labels import label
from analysis.records import DateRange, Position, Statement

CASES = json.loads((Path(__file__).parent / "cases" / "labels.json").read_text("utf-8"))
PLAIN: dict[str, Any] = {
    "start": 0,
    "end": 10,
    "quote": "0123456789",
    "country": "POL",
    "position": "willing",
    "certainty": "asserted",
    "source": "outlet",
    "section": "body",
    "cue_start": 2,
    "cue_end": 5,
}


def statements(rows: list[dict[str, Any]]) -> list[Statement]:
    """Statements in text order, each in a sentence of its own and named by its rule unless the row says otherwise."""
    told = [
        {**row, "about": DateRange(*map(date.fromisoformat, row["about"]))} if "about" in row else row for row in rows
    ]
    return [Statement(**{**PLAIN, "sentence": i, "rule": f"rule-{i}", **row}) for i, row in enumerate(told)]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_precedence(case: dict[str, Any]) -> None:
    assert label(statements(case["statements"])) == [Position(*row) for row in case["labels"]]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_order_of_statements_does_not_matter(case: dict[str, Any]) -> None:
    """A statement carries its own place in the text, so a shuffled list gives the same labels."""
    assert label(reversed(statements(case["statements"]))) == [Position(*row) for row in case["labels"]]
