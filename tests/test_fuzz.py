"""Every layer on texts put together at random; fuzz/fuzz.py looks further, guided by what code they reach."""

import json
from pathlib import Path

import pytest
import targets
from hypothesis import given, settings
from hypothesis import strategies as st

#: Inputs that broke a target once.
CASES = json.loads((Path(__file__).parent / "cases" / "fuzz.json").read_text("utf-8"))

piece = st.sampled_from(targets.PIECES)
text = st.lists(piece | piece.map(lambda one: one + " ") | st.text(max_size=4), max_size=40).map("".join)


@pytest.mark.parametrize("name", targets.OF_TEXT)
@settings(deadline=None, max_examples=60)
@given(text=text)
def test_any_text_can_be_read(name, text):
    targets.OF_TEXT[name](text)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60) | text.map(str.encode) | text.map(lambda one: one.encode("cp1252", "ignore")))
def test_any_bytes_are_decoded_or_unreadable(content):
    targets.decoding(content)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_what_broke_a_target_once_is_read(case):
    targets.OF_TEXT[case["target"]]("".join(case["text"]))
