"""Who is mentioned with whom, and how often chance would have it so."""

import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from analysis import trends
from analysis.trends.company import COMPANY, chance

CASES = json.loads((Path(__file__).parent / "cases" / "company.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pairs_and_what_is_expected_of_them(case):
    columns = ["article_id", "sentence", "country", "start", "end"]
    mentions = pd.DataFrame(case["mentions"], columns=columns)
    found = trends.co_mentions(mentions, **{key: case[key] for key in ("most",) if key in case})
    assert list(found) == COMPANY
    assert found.drop(columns="chance").round(3).to_numpy().tolist() == case["pairs"]


def by_definition(together, a, b, total):
    """Both tails of the hypergeometric distribution, counted out."""
    ways = [math.comb(a, k) * math.comb(total - a, b - k) for k in range(min(a, b) + 1)]
    low, high = sum(ways[: together + 1]), sum(ways[together:])
    return min(1.0, 2 * min(low, high) / sum(ways))


@given(st.integers(1, 60), st.data())
def test_chance_is_fishers(total, data):
    a, b = data.draw(st.integers(1, total)), data.draw(st.integers(1, total))
    together = data.draw(st.integers(max(0, a + b - total), min(a, b)))
    assert chance(together, a, b, total) == pytest.approx(by_definition(together, a, b, total), rel=1e-6)
    assert chance(together, a, b, total) == pytest.approx(chance(together, b, a, total), rel=1e-6)


@pytest.mark.parametrize(
    ("together", "a", "b", "total"), [(1_900, 120_000, 30_000, 2_000_000), (0, 900, 800, 90_000), (5, 5, 5, 9_000)]
)
def test_chance_in_many_sentences_as_another_program_has_it(together, a, b, total):
    drawn = hypergeom(total, a, b)
    expected = min(1.0, 2 * min(drawn.cdf(together), drawn.sf(together - 1)))
    assert chance(together, a, b, total) == pytest.approx(expected, rel=1e-6)


@given(st.integers(2, 200), st.data())
def test_the_further_from_what_is_expected_the_less_it_is_chance(total, data):
    a, b = data.draw(st.integers(1, total)), data.draw(st.integers(1, total))
    together = data.draw(st.integers(math.ceil(a * b / total), min(a, b)))
    assume(together < min(a, b))
    assert chance(together + 1, a, b, total) <= chance(together, a, b, total)


@pytest.mark.parametrize(("frequent", "clear"), [(1, True), (18, False), (60, False)])
def test_one_sentence_with_a_country_that_has_no_other_is_soon_chance(frequent, clear):
    assert (chance(1, frequent, 1, 134) < 0.05) is clear
