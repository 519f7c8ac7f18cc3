"""Sentences, clauses, phrases, mood: tests/cases/language_*.json, compared whole, and what must always hold."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language import clauses, phrases, read, sentence_spans, tag
from analysis.language.mood import LEXICON, TABLE, is_konjunktiv_one, is_konjunktiv_two, table


def cases(name: str) -> list[Any]:
    rows = json.loads((Path(__file__).parent / "cases" / f"language_{name}.json").read_text("utf-8"))
    return [pytest.param(row, id=row.get("why", row["text"])) for row in rows]


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in sentence_spans(text)] == case["sentences"]
    assert [s.text.strip() for s in read(text).sents if s.text.strip()] == case["sentences"]


@pytest.mark.parametrize("case", cases("clauses"))
def test_clauses(case: dict[str, Any]) -> None:
    (sentence,) = read(case["text"]).sents
    tag(sentence)
    found = clauses(sentence)
    number = {id(clause): i for i, clause in enumerate(found)}
    assert [
        {
            "words": " ".join(token.text for token in clause.tokens),
            "kind": clause.kind,
            "opener": clause.opener,
            "verb": clause.lemmas[clause.tokens.index(clause.verb)] if clause.verb else None,
            "parent": number[id(clause.parent)] if clause.parent else None,
            "coordinated": clause.coordinated,
        }
        for clause in found
    ] == case["clauses"]


@pytest.mark.parametrize("case", cases("phrases"))
def test_phrases(case: dict[str, Any]) -> None:
    (sentence,) = read(case["text"]).sents
    tag(sentence)

    def words(phrase: Any) -> str:
        return " ".join(token.text for token in phrase.tokens)

    assert [
        {
            "words": words(p),
            "preposition": p.preposition,
            "nominative": p.nominative,
            "owner": words(p.owner) if p.owner else None,
        }
        for clause in clauses(sentence)
        for p in phrases(clause)
    ] == case["phrases"]


@pytest.mark.parametrize(
    ("form", "lemma", "first", "second"),
    [
        ("lehne", "lehnen", True, False),
        ("lehnt", "lehnen", False, False),
        ("sei", "sein", True, False),
        ("habe", "haben", True, False),
        ("hat", "haben", False, False),
        ("werde", "werden", True, False),
        ("wird", "werden", False, False),
        ("würde", "werden", False, True),
        ("Könnte", "können", False, True),
        ("könne", "können", True, False),
        ("sollte", "sollen", False, False),
        ("schließe", "schließen", True, False),
    ],
)
def test_mood(form: str, lemma: str, first: bool, second: bool) -> None:
    assert (is_konjunktiv_one(form, lemma), is_konjunktiv_two(form)) == (first, second)


# Words and signs that meet in news, in any order; letters of any script now and then.
WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            "Polen Soldaten dass wenn , . : ; – „ “ » « ( ) + +++ \n \r\n und nicht schickt lehnt ab zu entsenden der "
            "die 6. 2026. z. B. ! ? ... Rom weil wer Macron sagte sei wäre keine …".split(" ")
        ),
        st.text(max_size=8),
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_sentence_spans_cover_all_that_is_not_blank_in_order(text: str) -> None:
    spans = sentence_spans(text)
    outside, last = "", 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        outside += text[last:start]
        last = end
    assert (outside + text[last:]).strip() == ""


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_reading_keeps_the_text(text: str) -> None:
    doc = read(text)
    assert doc.text == text
    starts = [sentence.start_char for sentence in doc.sents] if text else []
    assert "".join(text[a:b] for a, b in pairwise([*starts, len(text)])) == text


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_every_word_is_in_a_clause(text: str) -> None:
    """A borrowed verb stands in two clauses; signs between clauses, end signs and what stands in brackets in none."""
    for sentence in read(text.translate(dict.fromkeys(map(ord, "()[]"), " "))).sents:
        tag(sentence)
        inside = {token.i for clause in clauses(sentence) for token in clause.tokens}
        assert [token.text for token in sentence if any(map(str.isalnum, token.text)) and token.i not in inside] == []
        assert [c for c in clauses(sentence) if not c.tokens or len(c.tokens) != len(c.lemmas)] == []


def test_the_shipped_forms_of_the_konjunktiv_are_those_of_the_installed_dictionary() -> None:
    shipped = (LEXICON / TABLE).read_text("utf-8")
    assert {"lehne", "gebe", "könne"} <= set(shipped.split())
    assert shipped == table()
