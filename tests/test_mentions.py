"""Mentions: whole results on the cases a reader can extend in tests/cases, on the seeds, and in a spaCy pipeline."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.mentions import create_mentions, find_mentions, introduced
from analysis.mentions.surface import surface_spans
from analysis.records import Mention

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent.parent / "seeds"
PIECES = (
    *(" ", "-", "/", "'", "’", ".", ", ", "\n", "\u00a0", "\u2011", "🪖", "s", "in ", "aus ", "Präsident "),
    *("Berlin", "Brüssel", "Ukraine", "US", "polnische", "deutsch", "Deutsche", "Merz", "Frieden", "Trump", "Kreml"),
    *("Bundesregierung", "Bundesrat", "Balten", "Kanzler", "Litauens Präsident Valdas Adamkus", "Montenegro", "ost"),
)


def load(name: str) -> list[dict]:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", load("mentions.json"), ids=lambda case: case["why"])
def test_case(case: dict) -> None:
    found = [[mention.text, mention.country, mention.kind] for mention in find_mentions(case["text"])]
    assert found == case["mentions"]


@pytest.mark.parametrize("case", load("mentions_countries.json"), ids=lambda case: case["text"][:40])
def test_set_of_countries(case: dict) -> None:
    assert sorted({mention.country for mention in find_mentions(case["text"])}) == case["countries"]


@pytest.mark.parametrize("case", load("mentions_places.json"), ids=lambda case: case["text"])
def test_capital_as_place_or_government(case: dict) -> None:
    kinds = [mention.kind for mention in find_mentions(case["text"]) if mention.kind in ("capital", "place", "seat")]
    assert kinds == case["kinds"]


@pytest.mark.parametrize("seed", load("seed_mentions.json"), ids=lambda seed: seed["file"])
def test_every_mention_of_a_seed(seed: dict) -> None:
    """The body of a seed, coded by hand line by line; what stands in the page's furniture is blanked."""
    source = (SEEDS / seed["file"]).read_bytes().decode("utf-8")
    gold = {row["line"]: row["mentions"] for row in seed["lines"]}
    expected, body, offset = [], [], 0
    for number, line in enumerate(source.splitlines(keepends=True), 1):
        body.append(line if number in gold else " " * (len(line) - 1) + "\n")
        at = 0
        for text, country, kind, entity in gold.get(number, []):
            same_span = expected and expected[-1].text == text and kind == "group"
            start = expected[-1].start if same_span else offset + line.index(text, at)
            at = start - offset + len(text)
            expected.append(Mention(start, start + len(text), text, country, kind, entity))
        offset += len(line)
    assert find_mentions("".join(body)) == expected


def test_offsets_are_characters_of_the_text() -> None:
    text = "🪖 In Paris, so »Emmanuel Macron«, zögert Kyjiw – UKRAINE\u00a0– nicht."
    assert [(m.start, m.end, text[m.start : m.end] == m.text) for m in find_mentions(text)] == [
        (5, 10, True),
        (16, 31, True),
        (41, 46, True),
        (49, 56, True),
    ]


def test_the_longest_form_that_stands_on_word_boundaries() -> None:
    text = "Nigerias Nachbar Niger, Guinea-Bissau, Kremlchef"
    assert [text[span.start : span.end] for span in surface_spans(text)] == [
        "Nigerias",
        "Niger",
        "Guinea-Bissau",
        "Kremlchef",
    ]


def test_entity_is_the_canonical_name() -> None:
    text = "Selenskyjs Plan, die Trump-Regierung, das Baltikum, der Kreml, polnische Häfen"
    assert [(m.text, m.entity) for m in find_mentions(text)] == [
        ("Selenskyjs", "Wolodymyr Selenskyj"),
        ("Trump-Regierung", "Donald Trump"),
        ("Baltikum", "baltische Staaten"),
        ("Baltikum", "baltische Staaten"),
        ("Baltikum", "baltische Staaten"),
        ("Kreml", "Kreml"),
        ("polnische", "Polen"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die spanische Verteidigungsministerin Carme Chacón", [("Carme Chacón", "ESP", "defence_minister", False)]),
        ("Lettlands Außenminister Artis Pabriks", [("Artis Pabriks", "LVA", "foreign_minister", False)]),
        ("US-Sondergesandter Steve Witkoff", [("Steve Witkoff", "USA", "envoy", False)]),
        ("der frühere litauische Präsident Valdas Adamkus", [("Valdas Adamkus", "LTU", "head_of_state", True)]),
        ("der Premierminister der Slowakei, Robert Fico,", [("Robert Fico", "SVK", "head_of_government", False)]),
        ("die Präsidentin von Moldawien, Maia Sandu,", [("Maia Sandu", "MDA", "head_of_state", False)]),
        (
            "EU-Kommissionspräsidentin Ursula von der Leyen",
            [("Ursula von der Leyen", "EU", "head_of_government", False)],
        ),
        ("der polnische Parlamentspräsident Marek Kuchciński", []),
        ("die deutsche Politologin Gesine Schwan", []),
        ("die ukrainische Regierung Truppen anbieten", []),
    ],
)
def test_people_the_text_introduces(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    assert [(i.name, i.country, i.role, i.former) for i in introduced(text)] == expected


def test_introduced_people_bound_title_and_name() -> None:
    text = "Gestern kam die spanische Verteidigungsministerin Carme Chacón."
    (found,) = introduced(text)
    assert (text[found.start : found.end], found.office) == (
        "spanische Verteidigungsministerin Carme Chacón",
        "Verteidigungsministerin",
    )


def test_component_in_a_pipeline_of_the_users_own() -> None:
    assert create_mentions.__name__ == "create_mentions"
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("standpunkt_mentions")
    doc = nlp("Polens Premier Donald Tusk reist nach Kiew. Der Kremlchef schweigt.")
    assert [(span.text, span.label_) for span in doc.spans["mentions"]] == [
        ("Polens", "POL"),
        ("Donald Tusk", "POL"),
        ("Kiew", "UKR"),
        ("Kremlchef", "RUS"),
    ]


def test_reading_mentions_does_not_import_spacy() -> None:
    check = "import sys, analysis.mentions as m; m.find_mentions('Polen'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=SEEDS.parent).returncode == 0


def test_component_survives_saving_and_loading(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("standpunkt_mentions")
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Die US-Regierung zögert.")
    assert [(span.text, span.label_) for span in doc.spans["mentions"]] == [("US-Regierung", "USA")]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_gives_sound_offsets(text: str) -> None:
    found = find_mentions(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert found == sorted(found, key=lambda mention: (mention.start, mention.end, mention.country))
    assert all(mention.country and "|" not in mention.country for mention in found)
