"""Every quoted sentence stands once, with all that it tells."""

import pandas as pd
import pytest
from invented import filled

from analysis import trends
from analysis.coding import code_corpus
from analysis.trends import QUOTATIONS

TEXT = """Oslo will Soldaten schicken

Norwegen will Soldaten in die Ukraine schicken.
Ungarn und die Slowakei lehnen es ab, Soldaten in die Ukraine zu schicken.

26 Staaten wollen Truppen in die Ukraine entsenden. Bestätigt ist das nicht. Am Abend regnete es.
"""


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT.replace("26", "30").replace("Norwegen", "Estland"), "utf-8")
    (folder / "c.txt").write_text("Am Abend regnete es in Berlin, und alle blieben zu Hause.\n", "utf-8")
    return code_corpus([folder])


def test_a_sentence_stands_once_with_all_that_it_tells(coded):
    told = trends.quotations(coded)
    a = told[told["article_id"] == "a"]
    assert list(told.columns) == list(QUOTATIONS)
    assert [tuple(row) for row in a[["sentence", "country", "says", "certainty"]].to_numpy()] == [
        ("Oslo will Soldaten schicken", "NOR", "willing", "asserted"),
        ("Norwegen will Soldaten in die Ukraine schicken.", "NOR", "willing", "asserted"),
        (
            "Ungarn und die Slowakei lehnen es ab, Soldaten in die Ukraine zu schicken.",
            "HUN",
            "rejects",
            "asserted",
        ),
        (
            "Ungarn und die Slowakei lehnen es ab, Soldaten in die Ukraine zu schicken.",
            "SVK",
            "rejects",
            "asserted",
        ),
        ("26 Staaten wollen Truppen in die Ukraine entsenden.", "COALITION", "willing", "asserted"),
        ("26 Staaten wollen Truppen in die Ukraine entsenden.", "COALITION", "26 countries send", "asserted"),
        ("Bestätigt ist das nicht.", "", "unconfirmed", "asserted"),
    ]


def test_what_tells_nothing_is_not_quoted(coded):
    told = trends.quotations(coded)
    assert set(told["article_id"]) == {"a", "b"}
    assert not told["sentence"].str.contains("regnete").any()


def test_a_quotation_within_another_stands_in_it():
    said = [("a", 10, 60, "x" * 50, "one"), ("a", 20, 40, "x" * 20, "two"), ("a", 50, 80, "y" * 30, "three")]
    said += [("b", 10, 30, "z" * 20, "four"), ("b", 10, 30, "z" * 20, "four")]
    doubts = pd.DataFrame(said, columns=["article_id", "start", "end", "quote", "doubt"])
    doubts = doubts.assign(country="", certainty="asserted", source="outlet", sentence=0)
    tables = trends.independent(code_corpus([])) | {"doubts": filled("doubts", doubts)}
    found = trends.quotations(tables)[["article_id", "start", "sentence", "says"]]
    assert [tuple(row) for row in found.to_numpy()] == [
        ("a", 10, "x" * 50, "one"),
        ("a", 10, "x" * 50, "two"),
        ("a", 50, "y" * 30, "three"),
        ("b", 10, "z" * 20, "four"),
    ]


def test_nothing_coded_nothing_quoted():
    found = trends.quotations(code_corpus([]))
    assert (list(found.columns), len(found)) == (list(QUOTATIONS), 0)


def test_all_that_the_report_quotes_is_there(coded):
    told = set(trends.quotations(coded)["sentence"])
    evidence = trends.evidence(coded["positions"], coded["statements"])
    ledger = trends.ledger(coded)
    quoted = {*evidence["sentence"], *ledger["quote_a"], *ledger["quote_b"]}
    assert len(quoted) > 3
    assert {sentence for sentence in quoted if not any(sentence in longer for longer in told)} == set()
