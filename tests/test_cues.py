"""The lexicon of positions: every row of cues*.csv and of the word classes proves itself on its own example.

tests/cases/known_failures_cues.json names the rows that do not yet: under `example` those whose example does not give
their country their position, under `counter` those whose counter sentence fires them, under `words` the word rows
not found in their example. A row that passes again must be taken off the list.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.coding import code_article
from analysis.language import clauses, read, tag
from analysis.positions.classes import country_classes, word_class
from analysis.positions.cues import frames
from analysis.positions.lexicon import fold
from analysis.positions.matches import keys, match
from analysis.positions.roles import role
from analysis.records import SCORES, Article, Coded

LEXICON = Path(__file__).parents[1] / "analysis" / "lexicon"
KNOWN = json.loads((Path(__file__).parent / "cases" / "known_failures_cues.json").read_text("utf-8"))

#: What every example is read behind: it names the subject and no position.
NEUTRAL = "Über Soldaten für die Ukraine wird seit Wochen gestritten."

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    return list(csv.DictReader((LEXICON / name).read_text("utf-8").splitlines()))


CUES = [row for path in sorted(LEXICON.glob("cues*.csv")) for row in rows(path.name)]


def coded(sentence: str) -> Coded:
    source = f"{NEUTRAL} {sentence}\n"
    return code_article(Article("a", "a.txt", source, "utf-8", hashlib.sha256(source.encode()).hexdigest()))


def parameters(known: list[str]) -> list[object]:
    failing = set(known)
    return [
        pytest.param(row, id=row["id"], marks=[pytest.mark.xfail(strict=True)] if row["id"] in failing else [])
        for row in CUES
    ]


def words(text: str) -> set[str]:
    """Lower-case forms and lemmas of a text, a separated particle joined to its verb."""
    doc = read(text)
    found: set[str] = set()
    for sentence in doc.sents:
        tag(sentence)
        for clause in clauses(sentence):
            found |= {fold(token.text) for token in clause.tokens} | {fold(lemma) for lemma in clause.lemmas}
    return found


def test_the_neutral_sentence_is_neutral() -> None:
    assert coded("").statements == ()


def test_known_failures_are_rows() -> None:
    assert sorted(KNOWN) == ["counter", "example", "words"]
    ids = {row["id"] for row in CUES}
    assert {kind: sorted(set(KNOWN[kind]) - ids) for kind in ("counter", "example")} == {"counter": [], "example": []}


def test_rows_are_well_formed() -> None:
    classes = {
        *("<NEG>", "<SEND>", "<TROOPS>", "<DEPLOYMENT>", "<PLAN>", "<NUMBER>", "<VERB>"),
        *("<STATE>", "<NATIONALITY>", "<NATIONALS>", "<WAR_PARTY>", "<PARLIAMENT>"),
    }
    faults = [
        row["id"]
        for row in CUES
        if row["position"] not in SCORES
        or row["negated"] not in (*SCORES, "-")
        or row["topic"] not in ("self", "near", "sentence", "free")
        or not {w for e in row["frame"].split() for w in e.split("|") if w.startswith("<")} <= classes
        or not row["example"].strip()
        or not row["counter"].strip()
        or row["example"] == row["counter"]
    ]
    assert faults == []
    assert [frame.id for frame in frames()] == [row["id"] for row in CUES]


def test_no_rule_names_a_country() -> None:
    """What holds for one country holds for all: of names only the theatre of war stands in a rule."""
    tables = ("word_lists", "topics", "roles", "conditions", "contributions", "hedges")
    cells = [(row["id"], row["frame"]) for row in CUES]
    cells += [(name, cell) for name in tables for row in rows(f"{name}.csv") for cell in list(row.values())[:2]]
    theatre = {"Ukraine", "ukrainisch", "Ukrainer", "Ukrainerin"}
    named = [
        (where, word)
        for where, cell in cells
        for word in re.findall(r"[^\W\d_]+", cell)
        if {*country_classes(word)} - {"ORGANISATION"} and word not in theatre
    ]
    assert named == []


def fired(text: str) -> set[str]:
    """Ids of the frames found in a clause of a text, or in a clause with the clauses that depend on it."""
    found: set[str] = set()
    for sentence in read(text).sents:
        tag(sentence)
        parts = clauses(sentence)
        for clause in parts:
            below = [other for other in parts if other.parent is clause and other.kind != "main"]
            for family in ([clause], [clause, *below], parts):
                keyed = keys([t for c in family for t in c.tokens], [m for c in family for m in c.lemmas])
                found |= {hit.frame.id for negated in (False, True) for hit in match(keyed, negated=negated)}
    return found


@pytest.mark.parametrize("row", parameters(KNOWN["example"]))
def test_example_gives_the_position(row: Row) -> None:
    assert row["id"] in fired(row["example"])
    found = {p.country: p.position for p in coded(row["example"]).positions}
    assert found.get(row["country"]) == row["position"]


@pytest.mark.parametrize("row", parameters(KNOWN["counter"]))
def test_counter_does_not_fire(row: Row) -> None:
    assert [s.quote for s in coded(row["counter"]).statements if s.rule == row["id"]] == []


def topic(row: Row, found: set[str]) -> bool:
    if row["class"] == "PHRASE":
        return fold(row["lemma"]) in fold(row["example"])
    return (row["class"], row["strength"]) in {word_class(word) for word in found}


def speaks(row: Row, found: set[str]) -> bool:
    return (row["speaks"], int(row["rank"])) in {role(word) for word in found}


def written(column: str) -> Callable[[Row, set[str]], bool]:
    def stands(row: Row, found: set[str]) -> bool:
        word = fold(row[column])
        bare = word.lstrip("*")
        return word in found or bare in fold(row["example"]) or any(one.endswith(bare) for one in found)

    return stands


@pytest.mark.parametrize(
    ("name", "column", "recognised"),
    [
        ("topics", "lemma", topic),
        ("roles", "noun", speaks),
        ("hedges", "form", written("form")),
        ("conditions", "word", written("word")),
        ("contributions", "word", written("word")),
        ("word_lists", "word", written("word")),
    ],
)
def test_word_is_recognised_in_its_example(name: str, column: str, recognised: Callable[[Row, set[str]], bool]) -> None:
    unknown = [row[column] for row in rows(f"{name}.csv") if not recognised(row, words(row["example"]))]
    assert unknown == KNOWN["words"].get(name, [])
