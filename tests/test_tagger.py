"""The tagger gives what HanTa itself gives, word for word."""

import json
from pathlib import Path

import pytest
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language import read
from analysis.tagger import Tagger, forms, tagger

CASES = Path(__file__).parent / "cases"
TEXTS = [
    case["text"]
    for name in ("language_clauses", "language_sentences", "positions_negative")
    for case in json.loads((CASES / f"{name}.json").read_text("utf-8"))
]
#: Parts of words, known and not, so that compounds of both come up.
PARTS = "un ver aus zu ge frieden s truppe n soldat en schick t e Über Mission ier ung Xyl qu ß - 26 . é"


@pytest.fixture(scope="module")
def hanta():
    return HanoverTagger("morphmodel_ger.pgz")


def tagged(words):
    found = tagger().tags(words)
    return [(w, tagger().lemma(w, tag), tagger().int2tag[tag]) for w, tag in zip(words, found, strict=True)]


def test_sentences_have_the_tags_and_lemmas_of_hanta(hanta):
    sentences = [[t.text for t in s if not t.is_space] for text in TEXTS for s in read(text).sents]
    assert [tagged(words) for words in sentences] == [hanta.tag_sent(words) for words in sentences]


word = st.lists(st.sampled_from(PARTS.split()), min_size=1, max_size=6).map("".join) | st.text(min_size=1, max_size=8)


@settings(deadline=None, max_examples=60)
@given(st.lists(word, min_size=1, max_size=6))
def test_any_words_have_the_tags_and_lemmas_of_hanta(hanta, words):
    assert tagged(words) == hanta.tag_sent(words)


@settings(deadline=None, max_examples=60)
@given(word)
def test_any_word_may_be_what_hanta_says(hanta, one):
    assert tagger().tag_word(one, cutoff=3) == hanta.tag_word(one, cutoff=3)


def test_what_is_shipped_is_what_hanta_says():
    shipped, fresh = forms.load(), Tagger(forms.Forms(b""))
    words = sorted({word.lower() for word in forms.words()} - fresh.cache.keys())[::300]
    known = {word: found for word in words if (found := shipped.readings(word))}
    assert len(known) > 30
    assert known == {word: fresh.likely(word) for word in known}
    lemmas = {
        (word, tag): found for word in words for tag, _ in known.get(word, ()) if (found := shipped.lemma(word, tag))
    }
    assert len(lemmas) > 30
    assert lemmas == {(word, tag): fresh.lemma(word, tag) for word, tag in lemmas}


def test_a_table_of_another_version_is_not_used():
    assert forms.Forms(b"").readings("soldat") is None
    assert forms.Forms(b"").lemma("soldat", 1) is None
