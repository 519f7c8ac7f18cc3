"""The bank of labelled examples and what it makes of clauses that no cue frame fits.

tests/cases/examples.json: masked clauses with the label they are likest to, or `none`; their wording does not stand in
the bank; `fails` says what a case that does not hold yet is taken for. Whole sentences are in positions.json.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest

from analysis.positions import examples
from analysis.positions.lexicon import LEXICON
from analysis.records import SCORES

BANK = list(csv.DictReader((LEXICON / "examples.csv").read_text("utf-8").splitlines()))
CASES = json.loads((Path(__file__).parent / "cases" / "examples.json").read_text("utf-8"))


def test_the_weights_were_learnt_from_this_bank() -> None:
    digest = hashlib.sha256((LEXICON / "examples.csv").read_bytes()).digest()
    with (LEXICON / "examples.npz").open("rb") as file, np.load(file) as kept:
        assert kept["bank"].tobytes() == digest, "the bank has changed: run `make learn` and commit examples.npz"


def test_every_example_has_a_label_and_words() -> None:
    wrong = [row for row in BANK if row["label"] not in (*SCORES, "none") or not re.search(r"\w", row["text"])]
    assert wrong == []


def test_no_clause_stands_twice_with_one_label() -> None:
    seen = [(row["text"], row["label"]) for row in BANK]
    assert len(seen) == len(set(seen))


def test_no_example_names_a_country_that_positions_are_asked_of() -> None:
    names = re.compile(r"\b(?:Frankreich|Polen|Deutschland|Italien|Ukraine|Russland|Macron|Selenskyj|Putin|Trump)s?\b")
    assert [row["text"] for row in BANK if names.search(row["text"].replace("[Ukraine]", ""))] == []


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["text"], marks=[pytest.mark.xfail(strict=True)] if "fails" in case else [])
        for case in CASES
    ],
)
def test_a_clause_is_likest_to_examples_of_its_label(case: dict[str, str]) -> None:
    assert case["text"] not in {row["text"] for row in BANK}
    verdict = examples.verdict(case["text"])
    assert verdict is not None
    assert (verdict.label if verdict.over_none > 0 else "none") == case["label"]


def test_words_nobody_has_used_have_no_verdict() -> None:
    assert examples.verdict("") is None
