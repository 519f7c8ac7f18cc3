"""The source articles: labels as coded by hand, evidence that can be checked, tables that keep their contract."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from analysis import tables, trends
from analysis.coding import SEEDS, code_article, load_or_code
from analysis.corpus import read_articles, read_sources
from analysis.language import read
from analysis.records import Article, Coded

REFERENCE = list(csv.DictReader((SEEDS / "reference_positions.csv").read_text("utf-8").splitlines()))
IDS = sorted(path.stem for path in SEEDS.glob("*.txt"))


@cache
def seeds() -> dict[str, Coded]:
    known = read_sources(SEEDS / "sources.csv")
    articles = [item for item in read_articles([SEEDS], known) if isinstance(item, Article)]
    return {item.article_id: code_article(item, known.get(item.file)) for item in articles}


def test_every_seed_is_coded_by_hand() -> None:
    assert sorted({row["article_id"] for row in REFERENCE}) == IDS == sorted(seeds())


@pytest.mark.parametrize("article", IDS)
def test_positions_are_those_coded_by_hand(article: str) -> None:
    by_hand = {
        (row["country"], row["position"], row["certainty"], row["contradictory"])
        for row in REFERENCE
        if row["article_id"] == article
    }
    found = {
        (p.country, p.position, p.certainty, "yes" if p.contradictory else "no") for p in seeds()[article].positions
    }
    assert sorted(found) == sorted(by_hand)


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: f"{row['article_id'][:3]} {row['country']}")
def test_reference_cue_stands_in_the_text(row: dict[str, str]) -> None:
    assert row["cue"] in seeds()[row["article_id"]].article.source


@pytest.mark.parametrize("article", IDS)
def test_offsets_lead_to_the_words(article: str) -> None:
    one = seeds()[article]
    source, text = one.article.source, one.article.text
    assert len(text) == len(source)
    sentences = [(s.start_char, s.end_char) for s in read(text).sents]
    assert [m for m in one.mentions if source[m.start : m.end] != m.text] == []
    assert [
        m for m in one.mentions if not sentences[m.sentence][0] <= m.start < m.end <= sentences[m.sentence][1]
    ] == []
    assert [s for s in one.statements if source[s.start : s.end] != s.quote] == []
    assert [s for s in one.statements if not s.start <= s.cue_start < s.cue_end <= s.end] == []
    assert [s for s in one.statements if source[s.cue_start : s.cue_end] not in s.quote] == []
    assert [s for s in one.statements if not sentences[s.sentence][0] <= s.start < sentences[s.sentence][1]] == []
    ends = [0, *(line.end for line in one.article.lines)]
    assert [line for line, end in zip(one.article.lines, ends, strict=False) if not end <= line.start <= line.end] == []


@pytest.mark.parametrize("article", IDS)
def test_every_position_has_statements_in_the_article_that_it_follows_from(article: str) -> None:
    one = seeds()[article]
    counts = {p.country: p.statements for p in one.positions}
    codes = [s.country for s in one.statements]
    assert counts == {country: codes.count(country) for country in codes}
    labels = {(p.country, p.position) for p in one.positions}
    assert labels <= {(s.country, s.position) for s in one.statements}
    assert {p.decided_by.split(": ")[1] for p in one.positions} <= {s.rule for s in one.statements}


def test_tables_of_the_seeds_keep_their_contract(tmp_path: Path) -> None:
    made = tables.frames(seeds().values())
    tables.check(made)
    assert made["articles"]["article_id"].tolist() == IDS
    assert made["positions"].groupby("article_id").size().to_dict() == {
        ident: sum(row["article_id"] == ident for row in REFERENCE) for ident in IDS
    }
    tables.write(made, tmp_path / "t")
    again = tables.read(tmp_path / "t")
    assert {name: len(table) for name, table in again.items()} == {name: len(table) for name, table in made.items()}


def shifts_of(country: str) -> list[tuple[str, str, str, str, str]]:
    """From, to, order and the articles of a country's changes of label, as notebook 04 has them."""
    coded = trends.independent(load_or_code(SEEDS))
    evidence = trends.evidence(coded["positions"], coded["statements"])
    labels = trends.dated(trends.with_earlier(evidence, coded["statements"]), trends.numbered(coded["articles"]))
    rows = trends.changes(labels).query("country == @country")
    assert (rows["sentence_before"] != "").all() and (rows["sentence_after"] != "").all()
    return [
        (row["from"], row["to"], row["order"], row["article_before"][:3], row["article_after"][:3])
        for row in rows.to_dict("records")
    ]


@pytest.mark.parametrize(
    ("country", "shifts"),
    [
        ("ITA", [("willing", "rejects", "certain", "003", "004")]),
        (
            "POL",
            [("reserved", "rejects", "certain", "000", "003"), ("rejects", "conditional", "certain", "003", "004")],
        ),
        (
            "DEU",  # the two reports of one day differ: their order is open
            [
                ("conditional", "reserved", "certain", "000", "001"),
                ("reserved", "willing", "open", "001", "003"),
                ("willing", "reserved", "certain", "003", "004"),
            ],
        ),
    ],
)
def test_shifts(country: str, shifts: list[tuple[str, str, str, str, str]]) -> None:
    assert shifts_of(country) == shifts


@pytest.mark.parametrize("country", ["FRA", "GBR"])
def test_drivers_by_what_is_told_of_their_officials_and_by_others(country: str) -> None:
    coded = trends.independent(load_or_code(SEEDS))
    articles = trends.numbered(coded["articles"])
    evidence = trends.evidence(coded["positions"], coded["statements"])
    drivers = trends.drivers(trends.dated(evidence, articles))
    assert drivers == ["FRA", "GBR"]
    told = trends.beside(coded["statements"], articles, drivers).query("country == @country and position == 'leads'")
    # No official of either is quoted or reported to say so: the texts tell what they do or want.
    assert list(told["teller"]) == ["own_told", "outlet", "other"]
