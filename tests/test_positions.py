"""Where countries stand, from whole texts: the codebook's conventions and traps as cases that anyone can extend.

tests/cases/positions.json: text -> {country: [position, certainty]}; positions_negative.json: texts that give no
position; known_failures_positions.json: cases that do not hold yet, which must be moved once they do. `why` names the
convention; `date` (optional) is the day of publication, for texts in which a person speaks.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.coding import code_article
from analysis.records import Article, Coded

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]


def load(name: str) -> list[Case]:
    cases: list[Case] = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return cases


POSITIONS, NEGATIVE, KNOWN = load("positions"), load("positions_negative"), load("known_failures_positions")


@cache
def code(text: str, date: str) -> Coded:
    article = Article("a", "a.txt", text, "utf-8", hashlib.sha256(text.encode()).hexdigest())
    return code_article(article, {"date": date, "outlet": ""} if date else None)


def coded(case: Case) -> Coded:
    return code(case["text"], case.get("date", ""))


def name(case: Case) -> str:
    return f"{case['why']}: {case['text'][:60]}".replace("\n", " ")


def parameters() -> list[object]:
    return [pytest.param(case, id=name(case)) for case in (*POSITIONS, *NEGATIVE)] + [
        pytest.param(case, id=name(case), marks=pytest.mark.xfail(strict=True)) for case in KNOWN
    ]


@pytest.mark.parametrize("case", parameters())
def test_positions(case: Case) -> None:
    found = coded(case)
    assert {p.country: [p.position, p.certainty] for p in found.positions} == case["expected"]


@pytest.mark.parametrize("case", [pytest.param(case, id=name(case)) for case in (*POSITIONS, *NEGATIVE, *KNOWN)])
def test_evidence_lies_in_the_text(case: Case) -> None:
    found = coded(case)
    text = case["text"]
    assert [s for s in found.statements if s.quote != text[s.start : s.end] or not s.quote.strip()] == []
    assert [s for s in found.statements if not s.start <= s.cue_start < s.cue_end <= s.end] == []


SPEECH = load("statement_speech")


@pytest.mark.parametrize("case", SPEECH, ids=[case["text"][:60] for case in SPEECH])
def test_whose_words_and_whether_in_speech(case: Case) -> None:
    """What an official is quoted or reported to say, beside what the text tells of an official or a country."""
    found = [(s.country, s.position, s.source, s.speech) for s in coded(case).statements]
    assert found == [tuple(row) for row in case["expected"]]


def test_every_case_is_whole_and_stands_once() -> None:
    cases = [*POSITIONS, *NEGATIVE, *KNOWN]
    texts = [case["text"] for case in cases]
    assert sorted(t for t in set(texts) if texts.count(t) > 1) == []
    assert [
        case for case in cases if not {"text", "expected", "why"} <= set(case) <= {"text", "expected", "why", "date"}
    ] == []
    assert [case for case in NEGATIVE if case["expected"]] == []
    assert [case for case in POSITIONS if not case["expected"]] == []
