"""The test of a trend: orders counted by hand, every order tried by brute force, and other programs' p.

tests/cases/trend_tests.json: `labels` are country, first and last possible day, score; `rows` are the whole table in
the order of its columns, null where a number is missing.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, kendalltau

from analysis import trends
from analysis.trends.permutation import SAMPLED, TRENDS, benjamini_hochberg, holm

CASES = json.loads((Path(__file__).parent / "cases" / "trend_tests.json").read_text("utf-8"))
unhurried = settings(deadline=None, max_examples=60)  # tables take their time
COLUMNS = ["country", "earliest", "latest", "score"]
START = date(2025, 1, 1)


def labelled(rows):
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"country": "str", "score": "int64"})
    for column in COLUMNS[1:3]:
        table[column] = pd.to_datetime(table[column])
    return table


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_orders_counted_by_hand(case):
    expected = pd.DataFrame(case["rows"], columns=TRENDS).astype({"tau": "float64"})
    found = trends.trend_tests(labelled(case["labels"]))
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, rtol=0, atol=0.000005)


@st.composite
def countries(draw, largest=5):
    """Labels of one country: up to so many intervals in five weeks, with scores."""
    days = st.tuples(st.integers(0, 30), st.integers(0, 5), st.integers(-2, 2))
    rows = draw(st.lists(days, min_size=1, max_size=largest))
    return [["POL", START + timedelta(first), START + timedelta(first + more), score] for first, more, score in rows]


def only(rows):
    (row,) = trends.trend_tests(labelled(rows)).to_dict("records")
    return row


def rises(rows, scores):
    """Pairs that go up less pairs that go down, by the definition."""
    pairs = permutations(range(len(rows)), 2)
    return sum(int(np.sign(scores[j] - scores[i])) for i, j in pairs if rows[i][2] < rows[j][1])


@unhurried
@given(countries())
def test_p_is_the_share_of_all_orders(rows):
    scores = [row[3] for row in rows]
    trend, strengths = rises(rows, scores), [abs(rises(rows, order)) for order in permutations(scores)]
    found = only(rows)
    assert found["trend"] == trend
    assert found["p"] == pytest.approx(np.mean([strength >= abs(trend) for strength in strengths]))
    assert found["smallest_p"] == pytest.approx(np.mean([strength == max(strengths) for strength in strengths]))


@unhurried
@given(st.permutations([-2, -1, 0, 1, 2]))
def test_p_is_kendalls_where_all_days_and_labels_differ(scores):
    rows = [["POL", START + timedelta(7 * week), START + timedelta(7 * week), s] for week, s in enumerate(scores)]
    other = kendalltau(range(5), scores, method="exact")
    assert (only(rows)["tau"], only(rows)["p"]) == pytest.approx((other.statistic, other.pvalue))


@pytest.mark.parametrize("seed", range(5))
def test_a_sampled_p_is_near_that_of_the_normal_curve(seed):
    draw = np.random.default_rng(seed)
    scores = np.clip(np.round(draw.normal(np.linspace(-0.4, 0.4, 60), 1.2)), -2, 2).astype(int).tolist()
    rows = [["POL", START + timedelta(day), START + timedelta(day), score] for day, score in enumerate(scores)]
    found, other = only(rows), kendalltau(range(60), scores, method="asymptotic")
    assert (found["method"], found["orders"]) == ("sampled", SAMPLED)
    assert found["p"] == pytest.approx(other.pvalue, abs=0.02)
    assert found["smallest_p"] == 1 / (SAMPLED + 1)


def test_a_sampled_p_is_never_zero_and_always_the_same():
    rows = [["POL", START + timedelta(day), START + timedelta(day), day // 8 - 2] for day in range(40)]
    found = only(rows)
    assert found["p"] == 1 / (SAMPLED + 1)
    assert only(rows[::-1]) == only(rows) == {**only([["FRA", *row[1:]] for row in rows]), "country": "POL"}


@unhurried
@given(countries(), countries(), st.permutations(["POL", "ITA"]), st.randoms(use_true_random=False))
def test_neither_names_nor_rows_nor_the_size_of_steps_matter(first, second, names, chance):
    both = [["POL", *row[1:]] for row in first] + [["ITA", *row[1:]] for row in second]
    new = dict(zip(["POL", "ITA"], names, strict=True))
    wider = [[new[row[0]], *row[1:3], row[3] ** 3 * 10 + 7] for row in both]
    chance.shuffle(wider)
    expected = trends.trend_tests(labelled(both))
    expected["country"] = expected["country"].map(new)
    pd.testing.assert_frame_equal(
        trends.trend_tests(labelled(wider)).sort_values("country", ignore_index=True),
        expected.sort_values("country", ignore_index=True),
    )


@unhurried
@given(countries())
def test_scale_or_time_turned_round_turns_the_trend_and_keeps_p(rows):
    far, found = date(2026, 1, 1), only(rows)
    expected = {**found, "trend": -found["trend"], "tau": -found["tau"]}
    for turned in (
        [[*row[:3], -row[3]] for row in rows],
        [[row[0], START + (far - row[2]), START + (far - row[1]), row[3]] for row in rows],
    ):
        assert only(turned) == pytest.approx(expected, nan_ok=True)


@unhurried
@given(st.lists(countries(), min_size=1, max_size=8))
def test_p_lies_between_its_smallest_and_its_corrections(each):
    rows = [[f"C{number}", *row[1:]] for number, group in enumerate(each) for row in group]
    found = trends.trend_tests(labelled(rows))
    assert len(found) == len(each)
    assert found["tau"].dropna().between(-1, 1).all()
    assert (found["smallest_p"] > 0).all()
    for smaller, larger in (("smallest_p", "p"), ("p", "bh"), ("bh", "holm")):
        assert (found[smaller] <= found[larger] + 1e-12).all()
    assert (found["holm"] <= 1).all()
    significant = found[found["bh"] <= 0.05]
    assert (significant["within_reach"] == "yes").all()


def test_holm_by_hand():
    # sorted 0.005 · 4, 0.01 · 3, 0.03 · 2, 0.04 · 1, none smaller than the one before
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([0.6, 0.5])).tolist() == [1.0, 1.0]


@unhurried
@given(st.lists(st.floats(0.0001, 1.0), min_size=1, max_size=12))
def test_holm_rejects_what_its_steps_reject(p):
    """The procedure as Holm wrote it: go up the p, stop at the first that is above its share of the level."""
    for level in (0.01, 0.05, 0.2):
        rejected = set()
        for step, place in enumerate(np.argsort(p, kind="stable")):
            if p[place] * (len(p) - step) > level:
                break
            rejected.add(int(place))
        assert {place for place, corrected in enumerate(holm(np.array(p))) if corrected <= level} == rejected


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=12))
def test_benjamini_and_hochberg_as_another_program_has_it(p):
    assert benjamini_hochberg(np.array(p)) == pytest.approx(false_discovery_control(p))
