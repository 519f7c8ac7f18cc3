"""When a position was taken or said, and what is told as earlier: whole texts that anyone can extend.

tests/cases/times.json, times_negative.json (no statement has a time) and known_failures_times.json (what does not hold
yet): text -> one row per statement with country, position, earlier (yes or no), first and last day it is about, and the
words for it. `date` is the day or month of publication; without it the date is unknown. `why` names the convention.
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.coding import code_article
from analysis.positions.times import RECENT
from analysis.records import Article, Coded

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]


def load(name: str) -> list[Case]:
    cases: list[Case] = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return cases


TIMES, NEGATIVE, KNOWN = load("times"), load("times_negative"), load("known_failures_times")


def parameters(cases: list[Case], *marks: pytest.MarkDecorator) -> list[Any]:
    return [pytest.param(case, id=f"{case['why']}: {case['text'][:60]}", marks=marks) for case in cases]


ALL = parameters([*TIMES, *NEGATIVE, *KNOWN])


@cache
def code(text: str, date: str) -> Coded:
    return code_article(Article("a", "a.txt", text, "utf-8", ""), {"date": date} if date else None)


def coded(case: Case) -> Coded:
    return code(case["text"], case.get("date", ""))


@pytest.mark.parametrize("case", parameters([*TIMES, *NEGATIVE]) + parameters(KNOWN, pytest.mark.xfail(strict=True)))
def test_times(case: Case) -> None:
    found = []
    for s in coded(case).statements:
        days = [s.about.earliest.isoformat(), s.about.latest.isoformat(), s.about.text] if s.about else ["", "", ""]
        found.append([s.country, s.position, "yes" if s.earlier else "no", *days])
    assert found == case["statements"]


@pytest.mark.parametrize("case", ALL)
def test_days_before_the_articles_own_time_are_earlier_and_none_lie_after_it(case: Case) -> None:
    when = coded(case).published.range
    if when is None:
        return
    own = when.earliest - timedelta(days=RECENT)
    days = [(s.about, s.earlier) for s in coded(case).statements if s.about is not None]
    assert [(about, told) for about, told in days if about.latest < own and not told] == []
    assert [about for about, _ in days if about.latest > when.latest] == []


@pytest.mark.parametrize("case", ALL)
def test_the_words_of_time_stand_in_the_text(case: Case) -> None:
    words = [part for s in coded(case).statements if s.about for part in s.about.text.split(" … ")]
    assert [part for part in words if part not in case["text"]] == []


def test_every_case_is_whole_and_stands_once() -> None:
    cases = [*TIMES, *NEGATIVE, *KNOWN]
    texts = [case["text"] for case in cases]
    assert sorted(text for text in set(texts) if texts.count(text) > 1) == []
    assert [
        c for c in cases if not {"text", "statements", "why"} <= set(c) <= {"text", "statements", "why", "date"}
    ] == []
    assert [case for case in NEGATIVE if any(row[3:] != ["", "", ""] for row in case["statements"])] == []
    assert [case for case in TIMES if not any(row[3] for row in case["statements"])] == []
