"""German time expressions: whole results per sentence, and what must hold for any text."""

import itertools
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dates import bounds, contains, hull, time_expressions
from analysis.dates.phrases import phrases
from analysis.dates.words import rows
from analysis.records import DateRange

CASES = Path(__file__).parent / "cases"
ANCHORS = st.dates(date(1, 1, 1), date(9999, 12, 31))
WORDS = sorted({row["form"] for row in rows("time_words")} | {row["form"].capitalize() for row in rows("time_words")})
PIECES = st.sampled_from([*WORDS, "3.", "31.", "12.", "2024", "0000", "9999", "12", "1", "wird", "sprach", "€", "–"])

#: Rules whose phrases go by the name of what they amount to.
RENAMED = {"numeric": ("day",), "before": ("away",), "unit": ("stretch",)}


def told(text, anchor):
    return [
        [found.range.text, found.value, found.range.earliest.isoformat(), found.range.latest.isoformat()]
        for found in time_expressions(text, anchor)
    ]


def cases(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("dates_expressions.json"), ids=lambda case: case["text"])
def test_expressions(case):
    assert told(case["text"], date.fromisoformat(case["anchor"])) == case["found"]


@pytest.mark.parametrize("case", cases("dates_known_failures.json"), ids=lambda case: case["text"])
@pytest.mark.xfail(strict=True)
def test_known_failures(case):
    assert told(case["text"], date.fromisoformat(case["anchor"])) == case["found"]


@given(st.lists(PIECES, max_size=14).map(" ".join), ANCHORS)
def test_any_words_of_time_are_read_in_order_without_overlap(text, anchor):
    found = time_expressions(text, anchor)
    assert [one.range.text for one in found] == [text[one.start : one.end] for one in found]
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@given(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=3, max_size=3).map(sorted),
)
def test_read_on_any_day_between_words_mean_days_between(text, anchors):
    first, between, last = anchors
    found = {one.start: one for one in time_expressions(text, between)}
    for early, late in bounds(text, DateRange(first, last)):
        if early.start in found:
            assert contains(hull([early.range, late.range]), found[early.start].range)


def test_without_a_day_of_writing_only_full_dates_are_known():
    text = (
        "Am 3. März 2025 tagte der Rat, am Tag darauf die Kommission. Am Donnerstag und im Mai sprach er, 2024 nicht."
    )
    assert [early.range.text for early, late in bounds(text, None) if early == late] == [
        "3. März 2025",
        "Tag darauf",
        "2024",
    ]
    assert len(bounds(text, None)) == 3


@given(st.text(), ANCHORS)
def test_any_text_can_be_read(text, anchor):
    assert all(0 <= one.start < one.end <= len(text) for one in time_expressions(text, anchor))


def test_types():
    found = time_expressions("Am Dienstagabend sprach er. Seit Wochen und zuletzt am 3. März.", date(2025, 3, 12))
    assert [one.type for one in found] == ["TIME", "DURATION", "DATE", "DATE"]


@pytest.mark.parametrize("row", rows("time_rules"), ids=lambda row: row["example"])
def test_the_example_of_every_rule_is_read_as_one_phrase(row):
    (found,) = phrases(row["example"])
    assert row["example"].endswith(row["example"][found.start : found.end])
    assert found.rule in {row["rule"], *RENAMED.get(row["rule"], ())}
