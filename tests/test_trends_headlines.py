"""Headline against body, article by article."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import trends
from analysis.trends.headlines import HEADLINES

CASES = json.loads((Path(__file__).parent / "cases" / "headlines.json").read_text(encoding="utf-8"))
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "no": [1, 2]})


def positions(rows):
    return pd.DataFrame(rows, columns=["article_id", "country", "position"], dtype="str")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_headlines_beside_bodies(case):
    found = trends.headlines(positions(case["headline"]), positions(case["body"]), ARTICLES)
    assert list(found) == HEADLINES
    assert found.astype("object").where(found.notna(), None).to_numpy().tolist() == case["rows"]
