"""Spells and the silence between them.

tests/cases/spells.json: `labels` are country, first and last possible day, position, and the article where it is not
one of its own, in the order of `trends.dated`; `spells` are the whole table.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import trends
from analysis.records import SCORES
from analysis.trends.spells import SILENCE, SPELLS

CASES = json.loads((Path(__file__).parent / "cases" / "spells.json").read_text("utf-8"))
COLUMNS = ["country", "earliest", "latest", "position"]


def labelled(rows):
    own = [[*row, f"article {number}"][:5] for number, row in enumerate(rows)]
    table = pd.DataFrame(own, columns=[*COLUMNS, "article_id"])
    for column in COLUMNS[1:3]:
        table[column] = pd.to_datetime(table[column])
    return table


def days(row):
    return set(pd.date_range(row["earliest"], row["latest"]))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_spells_by_hand(case):
    found = trends.spells(labelled(case["labels"]))
    for column in ("earliest", "latest"):
        found[column] = pd.to_datetime(found[column]).dt.strftime("%Y-%m-%d")
    assert list(found.columns) == list(SPELLS)
    assert found.values.tolist() == case["spells"]


@st.composite
def countries(draw):
    """Labels of one country in the order of the middles of their intervals."""
    day = st.tuples(st.integers(0, 200), st.integers(0, 40), st.sampled_from(list(SCORES)[:2]))
    rows = sorted(draw(st.lists(day, min_size=1, max_size=8)), key=lambda row: (2 * row[0] + row[1], row[0]))
    start = date(2024, 12, 1)
    return labelled([["POL", start + timedelta(a), start + timedelta(a + more), label] for a, more, label in rows])


@settings(deadline=None, max_examples=60)
@given(countries())
def test_every_article_is_in_one_spell_and_every_silent_day_between_two_labels_in_one_row(labels):
    found = trends.spells(labels).to_dict("records")
    assert sum(spell["articles"] for spell in found) == len(labels)
    told = set().union(*(days(row) for row in labels.to_dict("records")))
    silent = [days(spell) for spell in found if spell["position"] == trends.NO_DATA]
    within = [d for spell in found if spell["position"] != trends.NO_DATA for d in days(spell)]
    assert not told & set().union(*silent)
    assert sum(map(len, silent)) == len(set().union(*silent))
    assert set(pd.date_range(min(told), max(told))) == set(within) | set().union(*silent)
    for before, after in pairwise(found):
        assert before["position"] != after["position"]


@settings(deadline=None, max_examples=60)
@given(countries())
def test_no_spell_holds_a_silence_that_ends_one(labels):
    told = sorted(set().union(*(days(row) for row in labels.to_dict("records"))))
    gaps = [(a, b) for a, b in pairwise(told) if (b - a).days - 1 > SILENCE]
    silent = {
        (row.earliest - pd.Timedelta(days=1), row.latest + pd.Timedelta(days=1))
        for row in trends.spells(labels).itertuples()
        if row.position == trends.NO_DATA
    }
    assert set(gaps) <= silent
