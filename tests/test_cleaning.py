"""Cleaning: what is removed and why, what is the headline, and which sentences must stay."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from analysis.cleaning import clean
from analysis.cleaning.marks import load_marks
from analysis.corpus import read_articles
from analysis.records import Article

CASES = json.loads(Path(__file__).with_name("cases").joinpath("cleaning.json").read_text(encoding="utf-8"))
SEEDS = json.loads(Path(__file__).with_name("cases").joinpath("cleaning_seeds.json").read_text(encoding="utf-8"))
FOLDER = Path(__file__).parent.parent / "seeds"

ROWS = list(
    csv.DictReader(files("analysis").joinpath("lexicon/boilerplate.csv").read_text(encoding="utf-8").splitlines())
)
PARAGRAPH = (
    "Die Regierung will nach einem Waffenstillstand Soldaten entsenden, wie sie am Montag mitteilte. "
    "Ob sich weitere Staaten beteiligen, blieb am Abend offen."
)


def article(text: str) -> Article:
    return clean(Article("case", "case.txt", text, "utf-8", ""))


def result(cleaned: Article) -> dict[str, Any]:
    """What a case states, as it came out."""
    return {
        "removed": [[cleaned.source[n.start : n.end], n.reason] for n in cleaned.lines if n.kind == "furniture"],
        "title": cleaned.title,
        "outlet": cleaned.outlet,
        "subheads": [cleaned.source[n.start : n.end] for n in cleaned.lines if n.kind == "subhead"],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    expected = {key: case[key] for key in ("removed", "title", "outlet", "subheads")}
    assert result(article("\n".join(case["text"]))) == expected


@pytest.mark.parametrize("case", SEEDS, ids=[case["file"] for case in SEEDS])
def test_source_article(case: dict[str, Any]) -> None:
    (read,) = read_articles([FOLDER / case["file"]])
    assert isinstance(read, Article)
    expected = {key: case[key] for key in ("removed", "title", "outlet", "subheads")}
    assert result(clean(read)) == expected


@pytest.mark.parametrize("text", ["\n".join(case["text"]) for case in CASES], ids=[case["name"] for case in CASES])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_lines_cover_the_text_once(text: str, line_break: str) -> None:
    cleaned = article(text.replace("\n", line_break))
    covered = [i for line in cleaned.lines for i in range(line.start, line.end)]
    visible = {i for i, character in enumerate(cleaned.source) if not character.isspace()}
    assert len(covered) == len(set(covered))
    assert visible <= set(covered)
    assert len(cleaned.text) == len(cleaned.source)
    assert result(cleaned) == result(article(text))


def test_numbers_are_those_of_an_editor() -> None:
    cleaned = article(f"\n\n date 2024-11 Foto: dpa\n\n{PARAGRAPH}\n")
    assert [(line.number, line.kind, line.reason) for line in cleaned.lines] == [
        (3, "furniture", "date_prefix"),
        (3, "furniture", "image_credit"),
        (5, "body", ""),
    ]


@pytest.mark.parametrize("row", [row for row in ROWS if row["match"] != "word"], ids=lambda row: row["pattern"][:60])
def test_row_removes_its_example_and_leaves_its_counter_example(row: dict[str, str]) -> None:
    def removed(text: str) -> list[str]:
        if row["takes"] == "bullets":
            text += "\n• Ein Punkt der Liste"
        lines = [PARAGRAPH, text, PARAGRAPH] if row["where"] != "tail" else [PARAGRAPH, text]
        if row["where"] == "edge":
            lines = [text, PARAGRAPH]
        if row["where"] == "paragraph":
            lines = [PARAGRAPH, f"{text} {PARAGRAPH}"]
        cleaned = article("\n\n".join(lines))
        return [cleaned.source[line.start : line.end] for line in cleaned.lines if line.kind == "furniture"]

    assert removed(row["example"]), "the example stays"
    if row["counter_example"]:
        assert removed(row["counter_example"]) == []


def test_rows_state_a_reason_and_an_example() -> None:
    assert [row["pattern"] for row in ROWS if not row["reason"] or not row["example"]] == []
    assert {row["kind"] for row in ROWS if not re.fullmatch(r"[a-z_]+", row["kind"])} == set()
    assert load_marks() is load_marks()


def test_given_outlet_stays() -> None:
    text = f"{PARAGRAPH}\n© 2025 musterblatt.de Alle Rechte vorbehalten"
    assert clean(Article("a", "a.txt", text, "utf-8", "", outlet="Beispielblatt")).outlet == "Beispielblatt"
    assert clean(Article("a", "a.txt", text, "utf-8", "")).outlet == "musterblatt.de"


@pytest.mark.parametrize(
    ("given", "first", "title"),
    [
        ("Ja, sagt Wien.", "Ja, sagt Wien.", "Ja, sagt Wien."),
        ("Wien schickt auch im nächsten Jahr keine Soldaten in die Ukraine.", "", ""),
        ("Wien sagt Nein | Musterblatt.de", "Wien sagt Nein | Musterblatt.de", "Wien sagt Nein"),
        ("Absage", "Absage", "Absage"),
        ("Was nicht im Text steht", "Nachrichten aus der Hauptstadt", "Nachrichten aus der Hauptstadt"),
    ],
    ids=["full stop", "long sentence", "with the site's name", "one word", "elsewhere"],
)
def test_a_title_that_is_known_is_the_headline(given: str, first: str, title: str) -> None:
    cleaned = clean(Article("a", "a.csv", f"{first or given}\n\n{PARAGRAPH}\n", "utf-8", "", title=given))
    assert cleaned.title == (title or given)
    assert cleaned.lines[0].kind == "headline"


def test_a_title_without_its_line_stays() -> None:
    assert clean(Article("a", "a.csv", PARAGRAPH, "utf-8", "", title="Wien sagt ab")).title == "Wien sagt ab"


def test_outlet_by_the_address_of_the_page() -> None:
    page = Article("a", "a.html", PARAGRAPH, "utf-8", "", url="https://www.musterblatt.de/a")
    assert clean(page).outlet == "musterblatt.de"
    assert clean(replace(page, url="https://t.me/musterblatt")).outlet == ""


@pytest.mark.parametrize(
    "unit", ["Aa ", "AFP/", "dpa, ", "BERLIN ", "Paris/", "Teilen ", "12.03.2025, ", "12° abc ", "- "]
)
@pytest.mark.parametrize("start", ["", "Von ", "Foto: ", "© ", "Stand: ", "Quelle: ", "("])
def test_no_list_in_a_line_holds_a_row_up(start: str, unit: str) -> None:
    """Alternatives that read one item in two ways would take twice as long for each further item: this would hang."""
    cleaned = article(start + unit * 40 + "§")
    assert cleaned.lines[-1].end == len(cleaned.source)
