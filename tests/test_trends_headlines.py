"""Headline against body, article by article."""

import json
from pathlib import Path

import pandas as pd
import pytest
from invented import filled

from analysis import trends
from analysis.records import SCORES
from analysis.trends.headlines import HEADLINES

CASES = json.loads((Path(__file__).parent / "cases" / "headlines.json").read_text(encoding="utf-8"))
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "no": [1, 2]})


def statements(case):
    """The table of statements of a case; a statement is article, country, position and, where it matters, certainty."""
    rows = [(*row[:3], (*row, "asserted")[3], section) for section in ("headline", "body") for row in case[section]]
    table = pd.DataFrame(rows, columns=["article_id", "country", "position", "certainty", "section"])
    table = table.assign(score=table["position"].map(SCORES), sentence=range(len(rows)), start=range(len(rows)))
    table["end"] = table["start"] + 1
    same = {"quote": "so", "rule": "so", "source": "own", "contribution": "none_stated", "earlier": "no"}
    return filled("statements", table.assign(**same))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_headlines_beside_bodies(case):
    found = trends.headlines(statements(case), ARTICLES)
    assert list(found) == HEADLINES
    assert found.astype("object").where(found.notna(), None).to_numpy().tolist() == case["rows"]
