"""What an article says against the label that it gives."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import trends
from analysis.coding import SEEDS, load_or_code
from analysis.records import SCORES
from analysis.trends.contradictions import OPPOSING

CASES = json.loads((Path(__file__).parent / "cases" / "contradictions.json").read_text(encoding="utf-8"))


def tables(case, contradictory="yes"):
    position, decided_by = case["label"]
    columns = ["section", "position", "certainty", "rule", "earlier", "quote"]
    said = pd.DataFrame(case["statements"], columns=columns, dtype="str").assign(article_id="a", country="POL")
    said = said.assign(score=said["position"].map(SCORES), sentence=range(len(said)), start=range(len(said)))
    label = {"article_id": "a", "country": "POL", "position": position, "score": SCORES[position]}
    rest = {"contradictory": contradictory, "decided_by": decided_by, "earlier": case.get("earlier", "no")}
    return pd.DataFrame([label | rest]), said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_opposing_statement(case):
    found = trends.opposing(*tables(case))
    assert list(found) == list(OPPOSING)
    assert found.to_numpy().tolist() == [["a", "POL", *case["opposing"]]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_label_that_is_not_contradicted_has_none(case):
    assert trends.opposing(*tables(case, contradictory="no")).empty


def test_every_contradictory_label_of_the_source_articles_has_its_other_side():
    coded = load_or_code(SEEDS)
    evidence = trends.evidence(coded["positions"], coded["statements"])
    found = trends.opposing(evidence, coded["statements"])
    torn = evidence[evidence["contradictory"] == "yes"]
    assert sorted(zip(found["article_id"], found["country"], strict=True)) == sorted(
        zip(torn["article_id"], torn["country"], strict=True)
    )
    assert len(torn) > 0
