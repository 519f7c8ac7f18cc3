"""Copies and their originals.

tests/cases/duplicates.json: invented articles, paragraph by paragraph. One with `copy_of` reprints the article of that
id, one with `unlike` looks like it and is a text of its own; `how` says in what, `fails` why the program cannot tell.
"""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from datasketch import MinHash, MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from analysis import duplicates, tables
from analysis.duplicates import Duplicate, Overlap, originals, overlap, repeats, signature
from analysis.records import Article, Coded, DateRange, Published

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads((Path(__file__).parent / "cases" / "duplicates.json").read_text("utf-8"))
}
TEXTS = {name: "\n\n".join(case["text"]) for name, case in CASES.items()}
SIGNATURES = {name: signature(text) for name, text in TEXTS.items()}
UNKNOWN = Published(None, "unknown", "")


def on(day: int, *, last: int = 0, minute: str = "") -> Published:
    span = DateRange(date(2025, 3, day), date(2025, 3, last or day))
    return Published(span, "minute" if minute else "interval" if last else "day", "header", minute=minute)


def story(name: str) -> str:
    return str(CASES[name].get("copy_of", name))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{name}: {case['how']}",
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for name, case in CASES.items()
        if "how" in case
    ],
)
def test_a_copy_is_told_from_a_text_of_its_own(case: dict[str, Any]) -> None:
    beside = case.get("copy_of") or case["unlike"]
    assert repeats(overlap(SIGNATURES[case["id"]], SIGNATURES[beside])) == ("copy_of" in case)


def test_no_other_two_articles_of_the_cases_are_copies() -> None:
    known = [name for name, case in CASES.items() if "fails" not in case]
    apart = [(one, other) for one, other in combinations(known, 2) if story(one) != story(other)]
    assert [pair for pair in apart if repeats(overlap(SIGNATURES[pair[0]], SIGNATURES[pair[1]]))] == []


def test_the_original_of_every_case() -> None:
    """Whole result, without dates: the original is the first by article_id that a copy resembles most."""
    found = originals(SIGNATURES, dict.fromkeys(SIGNATURES, UNKNOWN))
    wrong = {
        name: found[name].original if name in found else ""
        for name, case in CASES.items()
        if "fails" not in case and story(name) != (found[name].original if name in found else name)
    }
    assert wrong == {}


def test_nothing_is_missed_for_want_of_a_proposal() -> None:
    """The same originals as where every article is compared with every other."""
    compared: dict[str, Duplicate] = {}
    for name in sorted(SIGNATURES):
        earlier = [other for other in sorted(SIGNATURES) if other < name and other not in compared]
        overlaps = {other: overlap(SIGNATURES[name], SIGNATURES[other]) for other in earlier}
        copied = [other for other in earlier if repeats(overlaps[other])]
        if copied:
            best = max(copied, key=lambda other: overlaps[other].resemblance)
            compared[name] = Duplicate(best, overlaps[best].resemblance)
    assert originals(SIGNATURES, dict.fromkeys(SIGNATURES, UNKNOWN)) == compared


def test_both_columns_of_a_small_corpus() -> None:
    published = {
        "gipfel": on(5),
        "gipfel-b": on(4),  # the earliest, so the original
        "gipfel-d": on(4, last=6),
        "gipfel-a": UNKNOWN,
        "gipfel-f": on(6),
        "gipfel-bericht": on(4),
        "gipfel-liveblog": on(4),
        "mandat": on(7, minute="14:30"),
        "mandat-b": on(7, minute="09:15"),  # the earlier of two on one day
        "mandat-spaeter": on(21),
        "eil": on(4),
        "eil-a": on(4),  # nothing but the article_id to go by
    }
    coded = [Coded(Article(name, f"{name}.txt", TEXTS[name], "utf-8", ""), published[name]) for name in published]
    articles = tables.frames(coded)["articles"].set_index("article_id")
    assert articles["duplicate_of"].to_dict() == {
        "gipfel": "gipfel-b",
        "gipfel-b": "",
        "gipfel-d": "gipfel-b",
        "gipfel-a": "gipfel-b",
        "gipfel-f": "gipfel-b",
        "gipfel-bericht": "",
        "gipfel-liveblog": "",
        "mandat": "mandat-b",
        "mandat-b": "",
        "mandat-spaeter": "",
        "eil": "",
        "eil-a": "eil",
    }
    assert articles["duplicate_share"].dropna().round(3).to_dict() == {
        "gipfel": 0.966,
        "gipfel-d": 0.483,
        "gipfel-a": 0.924,
        "gipfel-f": 0.966,
        "mandat": 0.599,
        "eil-a": 0.676,
    }


def test_what_resembles_two_originals_belongs_to_the_more_alike() -> None:
    words = [f"wort{i}" for i in range(200)]
    texts = {"a": words[:120], "b": words[80:], "c": words[70:], "d": words[:110] + words[150:]}
    found = originals({name: signature(" ".join(text)) for name, text in texts.items()}, dict.fromkeys(texts, UNKNOWN))
    assert {name: copy.original for name, copy in found.items()} == {"c": "b", "d": "a"}


def test_a_story_retold_from_day_to_day_is_no_copy_of_its_first_day() -> None:
    words = [f"wort{i}" for i in range(400)]
    days = {f"day{i}": signature(" ".join(words[40 * i : 40 * i + 100])) for i in range(6)}
    found = originals(days, dict.fromkeys(days, UNKNOWN))
    assert {name: copy.original for name, copy in found.items()} == {"day1": "day0", "day3": "day2", "day5": "day4"}


@pytest.mark.parametrize("text", ["", " \n ", "+++ – „“ …"])
def test_texts_without_words_are_no_copies_of_each_other(text: str) -> None:
    assert signature(text).size == 0
    assert originals({"a": signature(text), "b": signature(text)}, {"a": UNKNOWN, "b": UNKNOWN}) == {}
    assert overlap(signature(text), signature("Ein Text mit Worten")) == Overlap(0.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße nach Kiew gesperrt", "Strasse nach Kiew gesperrt"),
        ("Große Übung im März geplant", "GROSSE UEBUNG IM MAERZ GEPLANT"),
        ("Die «Truppe» kommt, heißt es.", "die „Truppe“ kommt – heißt es"),
        ("Der Verteidigungs\u00administer kommt nicht", "Der Verteidigungsminister\nkommt\tnicht"),
        ("Der Europa\u0308ische Rat tagt", "Der Europäische Rat tagt"),
        ("Nato-Staaten zahlen 40.000 Euro", "NATO Staaten zahlen 40 000 Euro"),
        ("Die o\ufb03zielle Zahl fehlt", "Die offizielle Zahl fehlt"),
    ],
)
def test_spelling_and_layout_do_not_matter(one: str, other: str) -> None:
    assert overlap(signature(one), signature(other)) == Overlap(1.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Polen schickt Soldaten in die Ukraine", "Polen schickt keine Soldaten in die Ukraine"),
        ("Soldaten in die Ukraine", "Soldaten aus der Ukraine"),
        ("Kein Kommentar", "Kein Kommentar aus Berlin"),
        ("Ja", "Nein"),
    ],
)
def test_texts_of_a_few_words_are_copies_only_where_they_are_the_same(one: str, other: str) -> None:
    assert not repeats(overlap(signature(one), signature(other)))
    assert repeats(overlap(signature(one), signature(one)))


def test_a_signature_is_the_same_on_every_machine() -> None:
    assert signature("Polen schickt keine Soldaten in die Ukraine").tolist() == [
        1354105352,
        2391530718,
        3023401119,
        3824276683,
    ]


def test_a_signature_takes_four_bytes_a_word_at_most() -> None:
    assert {s.dtype for s in SIGNATURES.values()} == {np.dtype(np.uint32)}
    assert [name for name, s in SIGNATURES.items() if s.nbytes > 4 * len(re.findall(r"\w+", TEXTS[name]))] == []


WORDS = st.lists(st.sampled_from("der die Truppe in Kiew und Rom sagt nein ja".split()), min_size=1, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_the_same_texts_are_proposed_as_by_datasketch(texts: list[list[str]]) -> None:
    sketches = duplicates._sketches((signature(" ".join(words)) for words in texts), len(texts))
    ours, theirs = duplicates._Bands(sketches), MinHashLSH(num_perm=96, params=(duplicates.BANDS, duplicates.ROWS))
    for place, values in enumerate(sketches):
        sketch = MinHash(num_perm=96, hashvalues=values.copy(), scheme="affine32")
        proposed = [e for e in sorted(theirs.query(sketch)) if (sketches[e] == values).mean() >= 0.15]
        assert ours.alike(place) == proposed
        theirs.insert(place, sketch)


@given(WORDS)
def test_a_text_is_a_copy_of_itself(words: list[str]) -> None:
    one = signature(" ".join(words))
    assert overlap(one, one) == Overlap(1.0, 1.0)
    assert originals({"b": one, "a": one}, {"a": UNKNOWN, "b": UNKNOWN}) == {"b": Duplicate("a", 1.0)}


@given(WORDS, WORDS)
def test_which_of_two_texts_comes_first_does_not_matter(words: list[str], others: list[str]) -> None:
    one, other = signature(" ".join(words)), signature(" ".join(others))
    found = overlap(one, other)
    assert found == overlap(other, one)
    assert 0 <= found.resemblance <= found.containment <= 1


@given(st.permutations(sorted(SIGNATURES)), st.lists(st.integers(1, 5), min_size=len(CASES), max_size=len(CASES)))
def test_the_order_of_the_articles_does_not_matter(names: list[str], days: list[int]) -> None:
    published = {name: on(day) for name, day in zip(sorted(SIGNATURES), days, strict=True)}
    found = originals({name: SIGNATURES[name] for name in names}, published)
    assert found == originals(SIGNATURES, published)
    assert [copy for copy in found.values() if copy.original in found] == []
    for name, copy in found.items():
        lap = overlap(SIGNATURES[name], SIGNATURES[copy.original])
        assert repeats(lap) and copy.share == lap.resemblance >= duplicates.RESEMBLANCE
        assert (days[sorted(SIGNATURES).index(copy.original)], copy.original) < (
            days[sorted(SIGNATURES).index(name)],
            name,
        )
