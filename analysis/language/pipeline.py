"""spaCy's blank German tokenizer with sentences from simplemma and, on demand, STTS tags and lemmas from HanTa."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
import spacy
from simplemma import split_sentences
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from analysis.tagger import tagger

CLOSING = "“”\"»«›‹’‘'"
#: Characters of a word that the tagger reads.
LONGEST = 60
#: Characters after which a sentence is cut at the next space.
LONGEST_SENTENCE = 2_000
# A quotation that ends a sentence ends it also where the next one opens: `„Wir kommen.“ Dann ging er.`
_AFTER_QUOTE = re.compile(rf"(?<=[.!?…][{CLOSING}])\s+(?=[A-ZÄÖÜ„»«“\"‚›‹])")
# simplemma keeps these together; a ticker or a list item starts a sentence of its own.
# Paragraphs that a page has glued together: `ohne Meinung.Washington hatte ...`.
_BREAK = re.compile(
    r"(?<=[a-zäöüß][.!?])(?=[A-ZÄÖÜ][a-zäöüß]+ )|(?<!\s)(?:\s*\n\s*|\s+(?=\+\+\+|[•►■▪]\s))|(?<=\+\+\+)\s+"
)
# What is longer than any sentence is a list or a page without full stops; rules look through a sentence word by word.
_LONG = re.compile(rf"\S.{{{LONGEST_SENTENCE - 1}}}\S*\s+", re.DOTALL)
_STTS = {"VV(": "VV", "VA(": "VA", "VM(": "VM", "ADJ(": "ADJ"}


@cache
def pipeline() -> Language:
    """The tokenizer: `2026.` at a sentence's end is two tokens, every quotation mark of German papers is one."""
    nlp = spacy.blank("de")
    tokenizer: Any = nlp.tokenizer
    quotes = [f"[{CLOSING}„‚]"]
    defaults: Any = nlp.Defaults
    tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, *quotes, r"\+\+\+"]).search
    # An ordinal keeps its dot before a word (`6. Januar`), a number at the end of a sentence does not.
    tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, *quotes, r"(?<=\d{4})\.", r"\+\+\+"]).search
    tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, r"[–—]"]).finditer
    return nlp


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentences as (start, end) offsets into text, without surrounding white space; every line break ends one."""
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text, _BREAK):
        cursor = start
        for sentence in split_sentences(text[start:end], lang="de"):
            begin = text.index(sentence, cursor, end)
            cursor = begin + len(sentence)
            spans.extend((begin + a, begin + b) for a, b in _pieces(sentence, _AFTER_QUOTE))
    return [piece for span in spans for piece in _short(text, *span)]


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentence, or pieces of it where it is longer than LONGEST_SENTENCE."""
    pieces = []
    while end - start > LONGEST_SENTENCE and (cut := _LONG.match(text, start, end)):
        pieces.append((start, start + len(cut[0].rstrip())))
        start = cut.end()
    return [*pieces, (start, end)]


def _pieces(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """The non-blank stretches of text between separators."""
    cuts = [(m.start(), m.end()) for m in separator.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    pieces = []
    for start, end in zip(starts, ends, strict=True):
        inner = text[start:end]
        if inner.strip():
            pieces.append((start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())))
    return pieces


def read(text: str) -> Doc:
    """A Doc whose `sents` are the sentences of text; white space between them belongs to the sentence before."""
    doc = pipeline().make_doc(text)
    starts = np.zeros(len(doc), dtype="uint64")
    starts[:] = np.uint64(2**64 - 1)  # -1: not a sentence start
    offsets = np.asarray([token.idx for token in doc])
    for start, _ in sentence_spans(text):
        index = int(np.searchsorted(offsets, start))
        if index < len(doc):
            starts[index] = 1
    if len(doc):
        starts[0] = 1
    return doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]


@cache
def _stts(tag: int) -> str:
    """HanTa writes the features of a form in brackets: VV(FIN), ADJ(A)."""
    bare: str = tagger().int2tag[tag].rstrip(")")
    for marked, plain in _STTS.items():
        if bare.startswith(marked):
            bare = plain + bare[len(marked) :]
    return bare


def tag(sentence: Span) -> None:
    """Write STTS tags (`tag_`) and lemmas (`lemma_`) on the tokens of a sentence, once.

    A separable verb is lemmatised whole where HanTa sees it whole (`auszuschließen`, `ausgeschlossen`); where the
    particle stands apart, `clauses` brings it home.
    """
    words = [token for token in sentence if not token.is_space]
    if not words or words[0].tag_:
        return
    # HanTa was trained on text with straight quotes: the typographic ones are read as words.
    # and a word longer than any German one (a blob of code) would keep it busy for minutes.
    forms = ['"' if token.text in "„“”»«›‹‚‘" else token.text[:LONGEST] for token in words]
    for token, form, found in zip(words, forms, tagger().tags(forms), strict=True):
        token.tag_ = _stts(found)
        token.lemma_ = tagger().lemma(form, found)
