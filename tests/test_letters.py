"""Plain letters: what is read, and that everything found in it lies where the source has it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.coding import code_article
from analysis.letters import LONGEST_RUN, letters_of
from analysis.records import Article

ODD = (
    "a\u0308o\u0308U\u0308e\u0301\u00ad\u200b\u200d\u2060\ufeff\u00a0\u202f\u2009\r\n\u2028\ufb01\ufb00ßẞ&;#aämuplsz ."
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Großbritannien", "Großbritannien"),
        ("Ru\u0308ckzug, Cafe\u0301", "Rückzug, Café"),
        ("Gro\u00adß\u00adbri\u00adtannien", "Großbritannien"),
        ("Gro\u00ad\nßbritannien, Fin\u00ad\r\n  nen", "Großbritannien, Finnen"),
        ("Ü\u200bber\u2060see\ufeff", "Übersee"),
        ("in\u00a0der\u202fUkraine", "in der Ukraine"),
        ("a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"),
        ("Wa\ufb00en, \ufb01nnisch, Kon\ufb02ikt, e\ufb03zient", "Waffen, finnisch, Konflikt, effizient"),
        ("&Ouml;l f&uuml;r die&nbsp;T&#252;rkei &#xDC;ber&shy;see &amp; mehr", "Öl für die Türkei Übersee & mehr"),
        ("&amp;uuml; &amp;amp;szlig;", "ü ß"),
        ("o&#776; u\u0308", "ö ü"),
        ("GROẞBRITANNIEN, GROßBRITANNIEN, Groß", "GROSSBRITANNIEN, GROSSBRITANNIEN, Groß"),
        ("AT&T; &unsinn; & &;", "AT&T; &unsinn; & &;"),
        ("", ""),
    ],
)
def test_letters(source: str, text: str) -> None:
    assert letters_of(source).text == text


def test_plain_text_stays_what_it_is() -> None:
    for path in (Path(__file__).parents[1] / "seeds").glob("*.txt"):
        source = path.read_bytes().decode()
        letters = letters_of(source)
        assert letters.text == source.replace("\u00a0", " ")
        assert list(letters.starts) == list(range(len(source)))


@given(st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8"))))
@example("\ufb00")
def test_every_letter_has_its_place(source: str) -> None:
    letters = letters_of(source)
    assert len(letters.starts) == len(letters.ends) == len(letters.text)
    assert list(letters.starts) == sorted(letters.starts)
    assert list(letters.ends) == sorted(letters.ends)
    assert all(0 <= a <= b <= len(source) for a, b in zip(letters.starts, letters.ends, strict=True))
    assert all(
        letter == source[a]
        for letter, a, b in zip(letters.text, letters.starts, letters.ends, strict=True)
        if b == a + 1 and source[a].isascii() and source[a].isalnum()  # a ligature, a capital ß stand for two
    )


@given(st.text(st.sampled_from(ODD)), st.text(st.sampled_from(ODD)), st.sampled_from(["Großbritannien", "Türkei"]))
def test_a_word_is_found_wherever_it_stands(before: str, after: str, word: str) -> None:
    written = unicodedata.normalize("NFD", word)
    source = f"{before} {written} {after}"
    letters = letters_of(source)
    place = letters.text.index(word)
    start, end = letters.span(place, place + len(word))
    assert unicodedata.normalize("NFC", source[start:end]) == word


def test_a_run_without_spaces_is_read_in_pieces() -> None:
    source = "Daten: " + "x" * (2 * LONGEST_RUN + 5) + " Ende"
    letters = letters_of(source)
    assert [len(word) for word in letters.text.split()] == [6, LONGEST_RUN, LONGEST_RUN, 5, 4]
    place = letters.text.index("Ende")
    assert letters.span(place, place + 4) == (len(source) - 4, len(source))


TEXT = (
    "Österreich schließt Soldaten aus\n\nDie Regierung in Wien schließt eigene Soldaten für die Ukraine aus. "
    "„Wir schicken keine Truppen in die Ukraine“, sagte Bundeskanzler Christian Stocker. "
    "Großbritannien führt die Koalition der Willigen an, die Truppen in die Ukraine schicken will.\n\n"
    "Lesen Sie auch\nFrüherer General fordert Truppen für die Ukraine\n"
)


@pytest.mark.parametrize(
    "written",
    [
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("e", "e\u00ad"),
        TEXT.replace("i", "\u200bi"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("ü", "&uuml;").replace("ß", "&szlig;").replace("Ö", "&#214;"),
        TEXT.replace("ff", "\ufb00"),
    ],
    ids=["NFD", "soft hyphens", "zero width", "no-break spaces", "CRLF", "entities", "ligatures"],
)
def test_the_same_is_read_and_quoted_from_the_source(written: str) -> None:
    """In whatever way the letters are written, the records are the same but for their places and quotations."""
    plain = code_article(Article("a", "a.txt", TEXT, "utf-8", ""))
    other = code_article(Article("a", "a.txt", written, "utf-8", ""))
    assert other.article.source == written
    assert other.article.title == plain.article.title
    assert other.positions == plain.positions
    assert [(m.country, m.kind, m.sentence) for m in other.mentions] == [
        (m.country, m.kind, m.sentence) for m in plain.mentions
    ]
    assert [(s.country, s.position, s.rule, s.speaker, s.sentence) for s in other.statements] == [
        (s.country, s.position, s.rule, s.speaker, s.sentence) for s in plain.statements
    ]
    assert [(line.kind, line.reason) for line in other.article.lines] == [
        (line.kind, line.reason) for line in plain.article.lines
    ]
    for mention, known in zip(other.mentions, plain.mentions, strict=True):
        assert written[mention.start : mention.end] == mention.text
        assert letters_of(mention.text).text == known.text
    for statement, known in zip(other.statements, plain.statements, strict=True):
        assert written[statement.start : statement.end] == statement.quote
        assert letters_of(statement.quote).text == known.quote
        cue = letters_of(written[statement.cue_start : statement.cue_end]).text
        assert cue == TEXT[known.cue_start : known.cue_end]
    for line, known in zip(other.article.lines, plain.article.lines, strict=True):
        assert letters_of(written[line.start : line.end]).text == TEXT[known.start : known.end]
