"""Changes under other thresholds, and labels given anew from the table of statements.

tests/cases/robustness.json: `articles` are id, first and last possible day, what it repeats; `statements` are an
article and the fields that differ from what Poland's own government asserts in the body, `about` as first and last day;
`rows` are from, to, order, clear, the outcome by each threshold in the order of THRESHOLDS, and the verdict.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import agreement, tables, trends
from analysis.coding import code_corpus, load_or_code
from analysis.positions.labels import label
from analysis.records import NO_FRAME, SCORES, Article, Coded, DateRange, Published, Statement
from analysis.trends.robustness import ROBUSTNESS, THRESHOLDS

CASES = json.loads((Path(__file__).parent / "cases" / "robustness.json").read_text("utf-8"))
PLAIN = {"country": "POL", "certainty": "asserted", "source": "own", "section": "body"}


def coded(article_id, rows):
    """An article with these statements, each in a sentence and with a rule of its own unless the row says otherwise."""
    quote = "0123456789"
    statements = tuple(
        Statement(
            **{"rule": f"rule-{i}", **PLAIN, **row}, sentence=i, start=0, end=10, quote=quote, cue_start=2, cue_end=5
        )
        for i, row in enumerate(rows)
    )
    article = Article(article_id, f"{article_id}.txt", article_id, "utf-8", "")
    return Coded(article, Published(None, "unknown", ""), (), statements, tuple(label(statements)))


def read(case):
    """The two tables of a case."""

    def fields(row):
        return {**row, "about": DateRange(*map(date.fromisoformat, row["about"]))} if "about" in row else row

    columns = ["article_id", "published_earliest", "published_latest", "duplicate_of"]
    articles = pd.DataFrame(case["articles"], columns=columns, dtype="str")
    rows = {
        ident: [fields(row) for article, row in case["statements"] if article == ident]
        for ident in articles["article_id"]
    }
    return tables.frames([coded(*one) for one in rows.items()])["statements"], trends.numbered(articles)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_outcomes_by_threshold(case):
    found = trends.robustness(*read(case))
    assert list(found.columns) == list(ROBUSTNESS)
    shown = found[["from", "to", "order", "clear", *THRESHOLDS, "verdict"]]
    assert shown.values.tolist() == case["rows"]


def test_the_cases_try_every_outcome_of_every_threshold_that_can_have_it():
    outcomes = {name: {row[4 + i] for case in CASES for row in case["rows"]} for i, name in enumerate(THRESHOLDS)}
    assert all({"stands", "no label"} <= seen for seen in outcomes.values())
    assert outcomes["without_reported"] == {"stands", "same way", "gone", "no label"}


@st.composite
def articles(draw):
    fields = st.fixed_dictionaries(
        {
            "country": st.sampled_from(["POL", "ITA"]),
            "position": st.sampled_from(list(SCORES)),
            "certainty": st.sampled_from(["asserted", "reported", "speculative"]),
            "source": st.sampled_from(["own", "outlet", "other"]),
            "section": st.sampled_from(["headline", "body"]),
            "rule": st.sampled_from(["bereit", "ablehnen", NO_FRAME]),
            "rank": st.integers(0, 3),
            "likeness": st.floats(-9, 9).map(lambda odds: round(odds, 2)),
            "earlier": st.booleans(),
            "about": st.none()
            | st.builds(lambda day: DateRange(day, day, "am Montag"), st.dates(date(2025, 1, 1), date(2025, 3, 1))),
        }
    )
    return [coded(name, rows) for name, rows in zip("abc", draw(st.lists(st.lists(fields), max_size=3)), strict=False)]


@settings(deadline=None, max_examples=100)
@given(articles())
def test_without_a_threshold_the_labels_are_those_of_the_articles(made):
    frames = tables.frames(made)
    pd.testing.assert_frame_equal(trends.recoded(frames["statements"]), frames["positions"])


@pytest.mark.parametrize("format", tables.FORMATS)
def test_labels_given_anew_from_written_tables_of_the_seeds_are_the_same(tmp_path, format):
    tables.write(load_or_code(), tmp_path / "t", format=format)
    kept = tables.read(tmp_path / "t")
    assert len(kept["positions"])
    pd.testing.assert_frame_equal(trends.recoded(kept["statements"]), kept["positions"])


@pytest.mark.parametrize("one", agreement.development_sets(), ids=lambda one: one.name)
def test_labels_given_anew_from_the_tables_of_a_set_are_the_same(one):
    kept = load_or_code(one.texts)
    assert len(kept["positions"])
    pd.testing.assert_frame_equal(trends.recoded(kept["statements"]), kept["positions"])


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    """Three texts of three months: the outlet tells of Norway, then its minister speaks, then the first text again."""
    folder = tmp_path_factory.mktemp("press")
    texts = {
        "a": "Norwegen schickt keine Soldaten in die Ukraine.\n",
        "b": "Norwegen ist bereit, Soldaten in die Ukraine zu schicken, sagte Außenminister Espen Barth Eide.\n",
        "c": "Norwegen schickt keine Soldaten in die Ukraine.\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    rows = [f"{name}.txt,,,2025-0{month}-10," for month, name in enumerate(texts, start=3)]
    (folder / "sources.csv").write_text("\n".join(["file,outlet,url,date,note", *rows, ""]), "utf-8")
    return code_corpus([folder])


def test_texts_from_file_to_verdict(press):
    found = trends.robustness(press["statements"], trends.numbered(press["articles"]))
    assert found[["from", "to", *THRESHOLDS, "verdict"]].values.tolist() == [
        ["rejects", "willing", "no label", "stands", "stands", "stands", "stands", "fragile"],
        ["willing", "rejects", "no label", "stands", "stands", "stands", "no label", "fragile"],
    ]


def test_labels_are_given_anew_without_spacy():
    check = "import sys, analysis.trends; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[1], check=False).returncode == 0
