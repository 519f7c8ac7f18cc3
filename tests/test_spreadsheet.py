"""No text in a CSV file is a formula to a spreadsheet, and every text and number comes back as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import tables
from analysis.records import Article, Coded, Published, Skipped, Statement
from analysis.spreadsheet import guarded, unguarded

BEGINNINGS = "=+-@\t\r\n＝＋－＠"


def texts(values: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(values, dtype="str")})


@given(st.lists(st.text(st.one_of(st.sampled_from("'=+-@\t\r\n a1"), st.characters(codec="utf-8")))))
def test_every_text_is_guarded_and_comes_back(values: list[str]) -> None:
    written = guarded(texts(values))["text"].tolist()
    assert [text for text in written if text.startswith(tuple(BEGINNINGS))] == []
    assert unguarded(texts(written))["text"].tolist() == values


@pytest.mark.parametrize("text", ["Polen", "'Nein', sagte er", "a=1", "(-1)", "–2", "", " "])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(texts([text]))["text"].tolist() == [text]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+49", "-2", "@a", "\t=1", "\r=1", "'=1", "＝1", "\n=1"])
def test_files_hold_an_apostrophe_before_a_formula(tmp_path: Path, text: str) -> None:
    tables.write(tables.frames([], [Skipped(text, text)]), tmp_path / "t")
    with (tmp_path / "t" / "skipped.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [["file", "reason"], ["'" + text, "'" + text]]


def test_numbers_below_zero_stay_numbers(tmp_path: Path) -> None:
    statement = Statement(0, 0, 2, "ab", "POL", "rejects", "asserted", "own", "body", "x", 0, 1, likeness=-1.5)
    coded = Coded(Article("a", "a.txt", "ab", "utf-8", ""), Published(None, "unknown", ""), (), (statement,))
    tables.write(tables.frames([coded]), tmp_path / "t")
    with (tmp_path / "t" / "statements.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["score"], row["likeness"]) == ("-2", "-1.5")
    assert tables.read(tmp_path / "t")["statements"]["score"].tolist() == [-2]
