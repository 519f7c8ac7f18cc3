"""The ledger of contradictions on small corpora, as cases that anyone can extend, and on the source articles.

tests/cases/ledger.json: articles by id, with text and (optional) day of publication -> rows of event, country, kind,
and for both sides article and what it says. ledger_negative.json: articles that do not contradict one another.
meetings.json: corpora on several meetings -> rows of events (event, its days, place, articles) and the ledger.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables, trends
from analysis.coding import SEEDS, code_article, code_corpus
from analysis.records import Article, Coded

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]
CONTRARY: list[Case] = json.loads((CASES / "ledger.json").read_text("utf-8"))
NEGATIVE: list[Case] = json.loads((CASES / "ledger_negative.json").read_text("utf-8"))
MEETINGS: list[Case] = json.loads((CASES / "meetings.json").read_text("utf-8"))


@cache
def code(article_id: str, text: str, date: str) -> Coded:
    article = Article(article_id, f"{article_id}.txt", text, "utf-8", article_id)
    return code_article(article, {"date": date, "outlet": ""} if date else None)


def corpus(case: Case) -> tables.Tables:
    return tables.frames([code(key, one["text"], one.get("date", "")) for key, one in case["articles"].items()])


def told(ledger: pd.DataFrame) -> list[list[str]]:
    return ledger[["event_id", "country", "kind", "article_id_a", "says_a", "article_id_b", "says_b"]].values.tolist()


@pytest.mark.parametrize("case", [*CONTRARY, *NEGATIVE], ids=lambda case: case["why"])
def test_ledger(case: Case) -> None:
    assert told(trends.ledger(corpus(case))) == case["ledger"]


@pytest.mark.parametrize("case", MEETINGS, ids=lambda case: case["why"])
def test_meetings(case: Case) -> None:
    made = corpus(case)
    events = made["events"].drop(columns=["name", "note"]).values.tolist()
    assert (events, told(trends.ledger(made))) == (case["events"], case["ledger"])


@pytest.mark.parametrize("case", CONTRARY, ids=lambda case: case["why"])
def test_both_sides_lie_in_their_texts(case: Case) -> None:
    for row in trends.ledger(corpus(case)).to_dict("records"):
        for side in ("a", "b"):
            text = case["articles"][row[f"article_id_{side}"]]["text"]
            assert text[row[f"start_{side}"] : row[f"end_{side}"]] == row[f"quote_{side}"]


@pytest.mark.parametrize("case", CONTRARY, ids=lambda case: case["why"])
def test_the_order_of_articles_changes_no_pair(case: Case) -> None:
    turned = {"articles": dict(reversed(case["articles"].items()))}
    made, again = (trends.ledger(corpus(one)) for one in (case, turned))
    pairs = [
        {
            (r.country, r.kind, frozenset([(r.article_id_a, r.says_a), (r.article_id_b, r.says_b)]))
            for r in t.itertuples()
        }
        for t in (made, again)
    ]
    assert pairs[0] == pairs[1]


def test_every_case_is_whole_and_every_kind_has_some() -> None:
    cases = [*CONTRARY, *NEGATIVE]
    assert [case["why"] for case in cases if set(case) != {"why", "articles", "ledger"}] == []
    assert len({case["why"] for case in cases}) == len(cases)
    kinds = [row[2] for case in CONTRARY for row in case["ledger"]]
    assert {kind: kinds.count(kind) > 1 for kind in kinds} == dict.fromkeys(
        ["degree", "number", "actor", "headline", "date", "denial"], True
    )


def test_a_copy_does_not_contradict_its_original() -> None:
    for case in NEGATIVE:
        key, one = next(iter(case["articles"].items()))
        pair = {"articles": {key: one, f"{key}-copy": one}}
        assert told(trends.ledger(corpus(pair))) == [], case["why"]


def test_independent_tables_leave_copies_out() -> None:
    case = next(case for case in CONTRARY if case["why"].startswith("number: how many"))
    (a, one), (b, two) = case["articles"].items()
    made = corpus({"articles": {a: one, b: two, "copy": one}})
    assert sorted(told(trends.ledger(made))) == sorted(
        [
            *case["ledger"],
            ["paris-26-2025-09", "COALITION", "number", "b", "31 countries attend", "copy", "35 countries attend"],
        ]
    )
    assert told(trends.ledger(trends.independent(made))) == case["ledger"]


def test_no_articles_no_contradictions() -> None:
    made = trends.ledger(tables.frames([]))
    assert list(made.columns) == list(trends.LEDGER)
    assert len(made) == 0


COMPARED = [
    ([], 0),
    (["number: how many were represented at one meeting"], 1),
    (["degree: two articles of the same day without an event"], 1),
    (["degree: one article tells of a leader and of a government without plans"], 0),
    (["three articles in their own words on one meeting"], 3),
    (["two meetings of one week in two places"], 1),  # the other pair is of neighbouring days and of one event
]


@pytest.mark.parametrize(("why", "pairs"), COMPARED)
def test_the_pairs_of_articles_that_are_compared_are_counted(why: list[str], pairs: int) -> None:
    cases = [case for case in (*CONTRARY, *MEETINGS) if case["why"] in why]
    assert [trends.compared(corpus(case)) for case in cases] == [pairs for _ in why]


def claim(article: str, low: int, high: int, bound: str) -> dict[str, object]:
    plain = dict.fromkeys(("quote", "country", "members", "speaker", "office"), "")
    offsets = dict.fromkeys(("sentence", "start", "cue_start"), 0) | dict.fromkeys(("end", "cue_end"), 9)
    words = {"kind": "soldiers", "unit": "soldiers", "degree": "send", "certainty": "asserted", "source": "outlet"}
    numbers = {"low": low, "high": high, "bound": bound}
    return plain | offsets | words | numbers | {"article_id": article, "section": "body", "earlier": "no"}


def numbered(*claims: dict[str, object]) -> tables.Tables:
    """Tables of articles on one event that hold nothing but these claims."""
    made = tables.frames([])
    ids = list(dict.fromkeys(str(row["article_id"]) for row in claims))
    event = {"event_id": "oslo", "date_earliest": "2025-03-05", "date_latest": "2025-03-05"}
    made["articles"] = pd.DataFrame([{"article_id": i, "precision": "unknown"} for i in ids])
    made["articles"] = made["articles"].assign(published_earliest="2025-03-06", published_latest="2025-03-06")
    made["events"] = pd.DataFrame([event])
    made["tellings"] = pd.DataFrame(
        [
            {"event_id": "oslo", "article_id": i, "sentence": 5, "start": 0, "end": 9, "quote": "", "day": ""}
            for i in ids
        ]
    )
    made["claims"] = pd.DataFrame(claims)
    return made


BOUNDS = {"exact": (1.0, 1.0), "about": (0.9, 1.1), "at_least": (1.0, float("inf")), "at_most": (0.0, 1.0)}
NUMBERS = st.tuples(st.integers(1, 300), st.integers(0, 50), st.sampled_from(list(BOUNDS)))


@settings(max_examples=25, deadline=None)  # a ledger of many merges takes a while
@given(NUMBERS, NUMBERS)
def test_two_numbers_contradict_where_nothing_fits_both(one: tuple[int, int, str], two: tuple[int, int, str]) -> None:
    spans = [(low * BOUNDS[bound][0], (low + more) * BOUNDS[bound][1]) for low, more, bound in (one, two)]
    fit = spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]
    rows = [claim(key, low, low + more, bound) for key, (low, more, bound) in (("a", one), ("b", two))]
    assert len(trends.ledger(numbered(*rows))) == (0 if fit else 1)


@settings(max_examples=25, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=4))
def test_numbers_that_both_articles_give_do_not_contradict(numbers: list[tuple[int, int, str]]) -> None:
    rows = [claim(key, low, low + more, bound) for key in ("a", "b") for low, more, bound in numbers]
    assert len(trends.ledger(numbered(*rows))) == 0


S000, S001, S002, S003, S004 = (
    "000_0aede2fd91f17950",
    "001_696e33ab7f94c894",
    "002_2a7d540fb5e89974",
    "003_3da9360ca9ef4729",
    "004_4700c8eb2f5b8338",
)
WARSAW, PARIS, DECLARATION = "macron-tusk-warschau-2024-12", "paris-26-2025-09", "paris-erklaerung-2026-01"
#: event, country, kind, and for both sides: article, first and last character, what it says, certainty, source
SEED_LEDGER = [
    # A headline of 40,000 soldiers against a body that calls it unconfirmed.
    (
        (WARSAW, "FRA", "headline"),
        (S000, 9, 61, "40,000 soldiers", "asserted", "own"),
        (S000, 1039, 1098, "unconfirmed", "asserted", "outlet"),
    ),
    # Poland as possible leader against Poland planning nothing, within one article.
    (
        (WARSAW, "POL", "degree"),
        (S000, 893, 1038, "leads", "speculative", "other"),
        (S000, 1099, 1240, "reserved", "asserted", "own"),
    ),
    (
        ("", "GBR", "degree"),
        (S002, 339, 546, "leads", "reported", "other"),
        (S002, 2065, 2293, "reserved", "asserted", "own"),
    ),
    (
        (DECLARATION, "FRA", "degree"),
        (S004, 961, 1215, "leads", "asserted", "own"),
        (S004, 488, 621, "conditional", "asserted", "outlet"),
    ),
    (
        ("", "FRA", "degree"),
        (S002, 339, 546, "leads", "reported", "other"),
        (S002, 1948, 2064, "conditional", "asserted", "own"),
    ),
    # 26 states sending troops against 26 countries sending troops or helping by land, sea or air.
    (
        (PARIS, "COALITION", "degree"),
        (S001, 0, 134, "26 countries send", "asserted", "outlet"),
        (S003, 89, 320, "26 countries contribute", "reported", "other"),
    ),
    # Germany among the 26 against Germany holding back.
    (
        (PARIS, "DEU", "actor"),
        (S003, 999, 1158, "among 26 countries contribute", "reported", "other"),
        (S001, 553, 603, "reserved", "asserted", "outlet"),
    ),
    (
        (PARIS, "COALITION", "degree"),
        (S003, 0, 87, "26 countries send", "asserted", "outlet"),
        (S003, 89, 320, "26 countries contribute", "reported", "other"),
    ),
]
WORDS = {
    (S000, 9): "Macron will 40.000 Soldaten in die Ukraine schicken!",
    (S000, 893): "Die Mission könnte aus fünf Brigaden",
    (S000, 1039): "Offiziell bestätigt sind diese Pläne allerdings noch nicht.",
    (S000, 1099): "Polens Verteidigungsminister Wladyslaw Kosiniak-Kamysz betonte",
    (S001, 0): "In Paris haben sich 26 westliche Staaten darauf verständigt",
    (S001, 553): "Deutschland hält sich bei der Truppenfrage zurück.",
    (S002, 339): "Unter diesen Umständen sind Frankreich und Großbritannien bereit",
    (S002, 1948): "Auf die Frage, ob französische Truppen entsandt werden könnten",
    (S002, 2065): "In Bezug auf die Berichte von Le Monde",
    (S003, 0): "Koalition der Willigen: 26 Länder bereit",
    (S003, 89): "Sechsundzwanzig Länder sind bereit, entweder Truppen",
    (S003, 999): "Details darüber, was jedes Land konkret beitragen wird",
    (S004, 488): "Frankreich prüft derzeit die Möglichkeit",
    (S004, 961): "Als Emmanuel Macron auf dem Treffen",
}


def test_the_ledger_of_the_source_articles() -> None:
    rows = trends.ledger(code_corpus([SEEDS])).to_dict("records")
    side = ["article_id", "start", "end", "says", "certainty", "source"]
    made = [
        ((r["event_id"], r["country"], r["kind"]), *(tuple(r[f"{c}_{s}"] for c in side) for s in ("a", "b")))
        for r in rows
    ]
    assert made == SEED_LEDGER
    quotes = {(r[f"article_id_{s}"], r[f"start_{s}"]): r[f"quote_{s}"] for r in rows for s in ("a", "b")}
    assert {key: quote[: len(WORDS[key])] for key, quote in quotes.items()} == WORDS


def test_named_members_of_whom_nobody_says_no_make_no_pair(tmp_path) -> None:
    texts = {
        "a": "In Paris sagten sechs Staaten Soldaten für die Ukraine zu, darunter Norwegen und Estland.\n",
        "b": "Norwegen ist bereit, Soldaten in die Ukraine zu schicken.\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    rows = [f"{name}.txt,,,2025-09-05," for name in texts]
    (tmp_path / "sources.csv").write_text("\n".join(["file,outlet,url,date,note", *rows, ""]), "utf-8")
    coded = code_corpus([tmp_path])
    assert set(";".join(coded["claims"]["members"]).split(";")) >= {"NOR", "EST"}
    assert trends.ledger(coded).empty
