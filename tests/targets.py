"""What must hold of every layer whatever it is given: no error but Unreadable, and offsets that fit.

The fuzzer (fuzz/fuzz.py) and the tests of test_fuzz.py call the same functions.
"""

from datetime import date
from itertools import pairwise

from analysis.cleaning import clean
from analysis.coding import code_article
from analysis.corpus.decoding import decode, decoded
from analysis.dates import bounds, publication, time_expressions
from analysis.dates.phrases import phrases
from analysis.language import clauses, read, sentence_starts, tag
from analysis.letters import in_letters
from analysis.mentions import find_mentions, introduced, surface_spans
from analysis.records import Article, DateRange, Unreadable

WINDOW = DateRange(date(2024, 11, 1), date(2026, 1, 31))
#: What German pages about this debate are made of, and what breaks them: put together in any order.
PIECES = tuple(
    (
        "Die Regierung in Paris|Präsident Macron|Merz|er|sie|Polens Premier Tusk|die Ukraine|Kiew|Moskau|26 Staaten|"
        "NATO|EU|Bundeskanzler|Soldaten|Truppen|Bodentruppen|Friedenstruppe|entsenden|schickt|lehnt|ab|will|nicht|"
        "keine|kein|bereit|sagte|sagte,|hieß es|zufolge|laut|nach Angaben von|sei|werde|habe|könnte|dass|ob|wenn|um|"
        "zu|der|die|das|und|oder|am 3. März 2025|gestern|am Donnerstag|vor zwei Wochen|2025|seit 2022|im Februar|"
        "28.02.25|Stand: 4.9.2025, 10:14 Uhr|Von Anna Beispiel|Lesen Sie auch|Kommentare (12)|Mehr zum Thema|+++|• |"
        "- |# |Foto: dpa|(dpa)|https://a.de/2025/03/12/b|Gipfel in Paris|Koalition der Willigen|nicht bestätigt|"
        'Bericht|mindestens|1.000|zwei Milliarden Euro|„|“|»|«|"|‚|‘|(|)|.|. |?|! |, |: |; |–| – |…|\n|\n\n|\r\n|\t|'
        " |\u00a0|\u00ad|\u200b|a\u0308|ß|ẞ|STRASSE|&uuml;|&amp;|Ã¼|İ|ﬁ|\x00|😀|Ukraine-Krieg|Krim|z. B.|Dr. |9. |--|"
        "''|’s|1/2|½|²|٣|ǅ"
    ).split("|")
)


def article(text: str) -> Article:
    return Article("a", "a.txt", text, "utf-8", "")


def decoding(content: bytes) -> None:
    try:
        text, encoding = decode(content)
    except Unreadable:
        return
    assert decoded(content, encoding) == text


def cleaning(text: str) -> None:
    plain, _ = in_letters(article(text))
    cleaned = clean(plain)
    places = [i for line in cleaned.lines for i in range(line.start, line.end)]
    assert places == sorted(set(places)), "lines overlap or are in no order"
    assert len(cleaned.text) == len(plain.source)
    assert all(0 <= line.start < line.end <= len(plain.source) for line in cleaned.lines)


def dates(text: str) -> None:
    found = phrases(text)
    assert all(0 <= phrase.start < phrase.end <= len(text) for phrase in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= e.start < e.end <= len(text) for e in time_expressions(text, date(2025, 3, 5)))
    bounds(text, WINDOW)
    publication(clean(article(text)), find_mentions(text), window=WINDOW)


def matcher(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in surface_spans(text))
    assert all(text[m.start : m.end] == m.text for m in find_mentions(text))
    introduced(text)


def splitter(text: str) -> None:
    doc = read(text)
    assert [s.start_char for s in doc.sents] == (sentence_starts(text) if doc.sents else [])
    for sentence in doc.sents:
        tag(sentence)
        for clause in clauses(sentence):
            assert [t.i for t in clause.tokens] == sorted({t.i for t in clause.tokens})
            assert all(text[t.idx : t.idx + len(t)] == t.text for t in clause.tokens)


def coder(text: str) -> None:
    try:
        coded = code_article(article(text))
    except Unreadable:
        return
    assert all(text[m.start : m.end] == m.text for m in coded.mentions)
    for one in (*coded.statements, *coded.claims, *coded.doubts):
        assert text[one.start : one.end] == one.quote
        assert one.start <= one.cue_start <= one.cue_end <= len(text)
    assert all(text[one.start : one.end] == one.quote for one in coded.tellings)


#: Name -> target that takes text; `decoding` takes bytes.
OF_TEXT = {f.__name__: f for f in (cleaning, dates, matcher, splitter, coder)}
