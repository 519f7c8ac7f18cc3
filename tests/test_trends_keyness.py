"""Terms of two groups of articles: log odds by hand, words as counted, and what must hold of any counts.

tests/cases/keyness.json: `terms` are article, term, count; `rows` are the whole table in the order of its columns, null
where a number is missing; `by_hand` is the calculation.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import trends
from analysis.trends.keyness import KEYNESS, TERMS

CASES = json.loads((Path(__file__).parent / "cases" / "keyness.json").read_text("utf-8"))
unhurried = settings(deadline=None, max_examples=60)  # tables take their time
ARTICLES = "abcdef"


def counted(rows):
    return pd.DataFrame(rows, columns=list(TERMS)).astype({"article_id": "str", "term": "str", "count": "int64"})


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_log_odds_by_hand(case):
    found = trends.keyness(counted(case["terms"]), case["first"], case["second"], least=case["least"])
    expected = pd.DataFrame(case["rows"], columns=list(KEYNESS)).astype({"log_odds": "float64", "z": "float64"})
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, rtol=0, atol=0.000005)


def test_an_article_is_in_one_group_only():
    with pytest.raises(ValueError, match="an article can be in one group only: b is in both"):
        trends.keyness(counted([["a", "Oslo", 1]]), ["a", "b"], ["b", "c"])


@st.composite
def corpora(draw):
    """Counts of up to five terms in up to six articles, and two groups of the articles."""
    cells = st.tuples(st.sampled_from(ARTICLES), st.sampled_from(["Bonn", "Kiew", "Oslo", "Riga", "Rom"]))
    counts = draw(st.dictionaries(cells, st.integers(1, 60), min_size=1, max_size=30))
    sides = draw(st.lists(st.sampled_from("123"), min_size=6, max_size=6))
    first, second = ([a for a, side in zip(ARTICLES, sides, strict=True) if side == which] for which in "12")
    return counted([[*cell, count] for cell, count in counts.items()]), first, second


@unhurried
@given(corpora())
def test_groups_exchanged_turn_every_sign(corpus):
    terms, first, second = corpus
    there, back = trends.keyness(terms, first, second, least=1), trends.keyness(terms, second, first, least=1)
    turned = back.rename(columns={c: c.replace("first", "x").replace("second", "first") for c in KEYNESS})
    turned = turned.rename(columns={c: c.replace("_x", "_second") for c in turned})
    turned[["log_odds", "z"]] *= -1
    pd.testing.assert_frame_equal(
        there.sort_values("term", ignore_index=True), turned.sort_values("term", ignore_index=True)[list(KEYNESS)]
    )


@unhurried
@given(corpora(), st.permutations(ARTICLES), st.randoms(use_true_random=False))
def test_neither_the_names_of_articles_nor_the_order_of_rows_matters(corpus, names, chance):
    terms, first, second = corpus
    new = dict(zip(ARTICLES, names, strict=True))
    shuffled = terms.assign(article_id=terms["article_id"].map(new)).sample(frac=1, random_state=chance.randint(0, 99))
    found = trends.keyness(shuffled, [new[a] for a in first], [new[a] for a in second], least=1)
    pd.testing.assert_frame_equal(found, trends.keyness(terms, first, second, least=1))


@unhurried
@given(corpora())
def test_counts_add_up_and_the_prior_weighs_a_tenth_of_all_terms(corpus):
    terms, first, second = corpus
    found = trends.keyness(terms, first, second, least=0)
    if found.empty:
        return
    for side, articles in (("first", first), ("second", second)):
        assert found[f"count_{side}"].sum() == terms.loc[terms["article_id"].isin(articles), "count"].sum()
        assert found[f"rate_{side}"].sum() == pytest.approx(1000)
    assert found["prior"].sum() == pytest.approx(found["prior_size"].iloc[0])
    assert found["prior_size"].iloc[0] == pytest.approx(terms["count"].sum() / 10)


def test_mentions_count_by_name_or_by_country():
    mentions = pd.DataFrame(
        [
            ("a", 0, 5, "POL", "Polen"),
            ("a", 9, 13, "POL", "Donald Tusk"),
            ("a", 20, 25, "POL", "Polen"),
            ("b", 0, 11, "EU", "Kaja Kallas"),
            ("b", 30, 47, "EST", "baltische Staaten"),
            ("b", 30, 47, "LTU", "baltische Staaten"),
            ("b", 30, 47, "LVA", "baltische Staaten"),
        ],
        columns=["article_id", "start", "end", "country", "entity"],
    )
    assert trends.named(mentions).values.tolist() == [
        ["a", "Donald Tusk", 1],
        ["a", "Polen", 2],
        ["b", "Kaja Kallas", 1],
        ["b", "baltische Staaten", 1],
    ]
    assert trends.named(mentions, "country").values.tolist() == [
        ["a", "POL", 3],
        ["b", "EST", 1],
        ["b", "EU", 1],
        ["b", "LTU", 1],
        ["b", "LVA", 1],
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Truppen, die EU-Truppen!", ["die", "die", "eu-truppen", "truppen"]),
        ("„Nein“, sagte Tusk.", ["nein", "sagte", "tusk"]),
        ("26 Länder, 40.000 Soldaten – mehr nicht?", ["länder", "mehr", "nicht", "soldaten"]),
        ("Großbritannien\nund Österreich", ["großbritannien", "und", "österreich"]),
        ("", []),
        ("1. 2. 3. – …", []),
    ],
)
def test_words_are_forms_with_a_letter_in_lower_case(text, found):
    counts = trends.words(pd.DataFrame([("a", text)], columns=["article_id", "text"]))
    assert sorted(row.term for row in counts.itertuples() for _ in range(row.count)) == found


def test_a_sentence_with_two_positions_counts_once():
    statements = pd.DataFrame(
        [
            ("a", 0, 14, "Rom sagt nein."),
            ("a", 0, 14, "Rom sagt nein."),
            ("a", 20, 34, "Rom sagt nein."),
            ("b", 0, 8, "Rom ja."),
        ],
        columns=["article_id", "start", "end", "quote"],
    )
    assert trends.quoted(statements).values.tolist() == [
        ["a", "nein", 2],
        ["a", "rom", 2],
        ["a", "sagt", 2],
        ["b", "ja", 1],
        ["b", "rom", 1],
    ]


def test_a_group_without_articles_gives_an_empty_table_that_can_be_sorted() -> None:
    """Two articles of one day have no earlier half."""
    table = trends.keyness(pd.DataFrame({"article_id": ["a"], "term": ["Oslo"], "count": [3]}), [], ["a"])
    assert list(table["z"].abs().nlargest(10)) == []
