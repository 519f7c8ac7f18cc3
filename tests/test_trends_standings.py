"""Where each country stands in each period, and how long the periods are."""

import json
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import trends
from analysis.records import DateRange
from analysis.trends.standings import STANDINGS

CASES = json.loads((Path(__file__).parent / "cases" / "standings.json").read_text(encoding="utf-8"))


def publications(intervals):
    columns = ["published_earliest", "published_latest"]
    table = pd.DataFrame(intervals, columns=columns, dtype="str").assign(no=range(1, len(intervals) + 1))
    return table.assign(**{column: pd.to_datetime(table[column].replace("", None)) for column in columns})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_labels_by_period(case):
    articles = publications(case["articles"])
    window = DateRange(*map(date.fromisoformat, case["window"]))
    cells = pd.DataFrame(case["cells"], columns=["no", "country", "position", "certainty"])
    found = trends.by_period(cells, articles, trends.periods(articles, window))
    assert list(found) == STANDINGS
    shown = found.drop(columns=["earliest", "latest"]).astype("object")
    assert shown.where(shown.notna(), None).to_numpy().tolist() == case["rows"]


@pytest.mark.parametrize(
    ("last", "most", "names"),
    [
        ("2025-08-01", None, ["2025 Q1", "2025 Q2", "2025 Q3"]),
        ("2025-08-01", 3, ["2025 Q1", "2025 Q2", "2025 Q3"]),
        ("2025-08-01", 2, ["2025 H1", "2025 H2"]),
        ("2026-03-31", 4, ["2025 H1", "2025 H2", "2026 H1"]),
        ("2026-03-31", 2, ["2025", "2026"]),
        ("2027-03-31", 2, ["2024–2025", "2026–2027"]),
        ("2025-03-31", 1, ["2025 Q1"]),
    ],
)
def test_periods_are_as_long_as_it_takes(last, most, names):
    window = DateRange(date(2025, 1, 1), date.fromisoformat(last))
    assert list(trends.periods(publications([]), window, most=most)["period"]) == names


DAYS = st.dates(date(2015, 1, 1), date(2034, 12, 31))


@given(DAYS, st.integers(0, 3000), st.integers(1, 12))
def test_periods_follow_each_other_from_the_first_day_to_the_last(first, length, most):
    window = DateRange(first, first + timedelta(days=length))
    table = trends.periods(publications([]), window, most=most)
    assert 1 <= len(table) <= most and table["period"].is_unique
    assert table["earliest"].iloc[0] == pd.Timestamp(window.earliest)
    assert table["latest"].iloc[-1] == pd.Timestamp(window.latest)
    assert (table["earliest"] <= table["latest"]).all()
    assert list(table["earliest"][1:]) == list(table["latest"][:-1] + pd.Timedelta(days=1))
