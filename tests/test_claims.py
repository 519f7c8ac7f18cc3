"""Numbers about troops for Ukraine and doubts about them, from whole texts, as cases that anyone can extend.

tests/cases/claims.json: text -> one line per claim: its words, then the number, the unit, the degree, who does it (`-`
for nobody), certainty and source; then, where there is anything to say, `with` the members, `by` the speaker,
`headline`, `earlier`. claims_negative.json: texts without a claim; known_failures_claims.json: cases that do not hold
yet. doubts.json: text -> one line per doubt: kind, number and whose where one is meant, rule, who says so, certainty,
source, `headline`, `by` the speaker. `date` (optional) is the day of publication, for texts in which a person speaks.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.quantities import quantities
from analysis.coding import SEEDS, code_article
from analysis.corpus import read_articles
from analysis.language import read, tag
from analysis.records import Article, Claim, Coded, Doubt

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]
Row = dict[str, str]


def load(name: str) -> list[Case]:
    cases: list[Case] = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return cases


CLAIMS, NEGATIVE, KNOWN = load("claims"), load("claims_negative"), load("known_failures_claims")
DOUBTS = load("doubts")


@cache
def code(text: str, date: str = "") -> Coded:
    return code_article(Article("a", "a.txt", text, "utf-8", "00"), {"date": date, "outlet": ""} if date else None)


def coded(case: Case) -> Coded:
    return code(case["text"], case.get("date", ""))


def line(claim: Claim, source: str) -> str:
    number = f"{claim.low}" if claim.low == claim.high else f"{claim.low}-{claim.high}"
    parts = [f"{source[claim.cue_start : claim.cue_end]}:", "" if claim.bound == "exact" else claim.bound, number]
    parts += [claim.unit, claim.degree, ";".join(claim.country) or "-", claim.certainty, claim.source]
    parts += ["with", ";".join(claim.members)] if claim.members else []
    parts += ["by", claim.speaker] if claim.speaker else []
    parts += ["headline"] if claim.section == "headline" else []
    parts += ["earlier"] if claim.earlier else []
    return " ".join(part for part in parts if part)


def doubt_line(doubt: Doubt) -> str:
    number = f"{doubt.low}" if doubt.low == doubt.high else f"{doubt.low}-{doubt.high}"
    bound = [doubt.bound] if doubt.bound not in ("", "exact") else []
    parts = [doubt.doubt, *([*bound, number, doubt.unit] if doubt.unit else [])]
    parts += ["of", ";".join(doubt.whose)] if doubt.whose else []
    parts += [doubt.rule, ";".join(doubt.country) or "-", doubt.certainty, doubt.source]
    parts += ["headline"] if doubt.section == "headline" else []
    return " ".join([*parts, *(["by", doubt.speaker] if doubt.speaker else [])])


def name(case: Case) -> str:
    return f"{case['why']}: {case['text'][:60]}".replace("\n", " ")


def parameters() -> list[object]:
    return [pytest.param(case, id=name(case)) for case in (*CLAIMS, *NEGATIVE)] + [
        pytest.param(case, id=name(case), marks=pytest.mark.xfail(strict=True)) for case in KNOWN
    ]


@pytest.mark.parametrize("case", parameters())
def test_claims(case: Case) -> None:
    assert [line(claim, case["text"]) for claim in coded(case).claims] == case["claims"]


@pytest.mark.parametrize("case", [pytest.param(case, id=name(case)) for case in DOUBTS])
def test_doubts(case: Case) -> None:
    assert [doubt_line(doubt) for doubt in coded(case).doubts] == case["doubts"]


@pytest.mark.parametrize("case", [pytest.param(c, id=name(c)) for c in (*CLAIMS, *NEGATIVE, *KNOWN, *DOUBTS)])
def test_evidence_lies_in_the_text(case: Case) -> None:
    found, text = coded(case), case["text"]
    rows = (*found.claims, *found.doubts)
    assert [r for r in rows if r.quote != text[r.start : r.end] or not r.quote.strip()] == []
    assert [r for r in rows if not r.start <= r.cue_start < r.cue_end <= r.end] == []


def test_every_case_is_whole_and_stands_once() -> None:
    cases = [*CLAIMS, *NEGATIVE, *KNOWN]
    texts = [case["text"] for case in cases]
    assert sorted(t for t in set(texts) if texts.count(t) > 1) == []
    assert [c for c in cases if not {"text", "claims", "why"} <= set(c) <= {"text", "claims", "why", "date"}] == []
    assert [c for c in DOUBTS if not {"text", "doubts", "why"} <= set(c) <= {"text", "doubts", "why", "date"}] == []
    assert [case for case in NEGATIVE if case["claims"]] == []
    assert [case for case in CLAIMS if not case["claims"]] == []


#: What the claims of a row's example must be like, by the list that the row is in.
EFFECTS: dict[str, Callable[[Row, list[Claim]], bool]] = {
    "unit": lambda row, claims: row["value"] in {claim.unit for claim in claims},
    "scale": lambda row, claims: all(claim.low and not claim.low % int(row["value"]) for claim in claims),
    "several": lambda _, claims: all(0 < claim.low < claim.high and claim.bound == "about" for claim in claims),
    "fraction": lambda row, claims: [claim.low for claim in claims] == [int(float(row["value"]) * 1e9)],
    "bound": lambda row, claims: [claim.bound for claim in claims] == [row["value"]],
    "talk": lambda _, claims: [claim.bound for claim in claims] == ["exact"],
    "hedge": lambda _, claims: [claim.certainty for claim in claims] == ["speculative"],
    "among": lambda _, claims: [claim.members for claim in claims] == [("NOR",)],
    "list": lambda _, claims: [claim.members for claim in claims] == [("NOR",)],
    "aid": lambda _, claims: [claim.kind for claim in claims] == ["money"],
    "need": lambda _, claims: [claim.degree for claim in claims] == ["need"],
    "join": lambda _, claims: [claim.degree for claim in claims] == ["join"],
    "attend": lambda _, claims: [claim.degree for claim in claims] == ["attend"],
    **{name: lambda _, claims: [c.degree for c in claims] == ["send"] for name in ("send", "sends")},
    **{name: lambda _, claims: [c.degree for c in claims] == ["contribute"] for name in ("help", "by", "other")},
    **{name: lambda _, claims: claims == [] for name in ("part", "none", "arms", "view", "abroad", "react", "refuse")},
}
SUBJECT = "Es geht um eine Friedenstruppe für die Ukraine. "


def rows(table: str) -> list[Row]:
    return list(csv.DictReader((files("analysis") / "lexicon" / f"{table}.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", rows("claim_words"), ids=lambda row: f"{row['list']}: {row['word']}")
def test_every_word_does_in_its_example_what_its_list_says(row: Row) -> None:
    found = code(SUBJECT + row["example"])
    if row["list"] == "report":
        assert [doubt.rule for doubt in found.doubts] == ["dementieren"]
    else:
        assert EFFECTS[row["list"]](row, list(found.claims)), found.claims


@pytest.mark.parametrize("row", rows("doubts"), ids=lambda row: row["id"])
def test_every_doubt_is_met_by_its_example_and_not_by_its_counter(row: Row) -> None:
    found = code(SUBJECT + row["example"]).doubts
    assert [(doubt.rule, doubt.doubt) for doubt in found] == [(row["id"], row["doubt"])]
    assert code(SUBJECT + row["counter"]).doubts == ()


@given(st.integers(3, 2_000_000), st.sampled_from([".", " ", "'", "’", "\u202f", ""]))
def test_every_figure_is_read_as_german_writes_it(number: int, mark: str) -> None:
    written = format_decimal(number, locale="de").replace(".", mark)
    sentence = next(iter(read(f"Estland will {written} Soldaten schicken.").sents))
    tag(sentence)
    year = mark == "" and 1990 <= number < 2050
    assert [(q.low, q.high, q.unit) for q in quantities(sentence)] == ([] if year else [(number, number, "soldiers")])


@given(st.integers(3, 900), st.integers(1, 900))
def test_a_range_has_both_its_ends(low: int, more: int) -> None:
    for text in (f"{low} bis {low + more}", f"{low}–{low + more}", f"zwischen {low} und {low + more}"):
        sentence = next(iter(read(f"Estland will {text} Soldaten schicken.").sents))
        tag(sentence)
        assert [(q.low, q.high, q.bound) for q in quantities(sentence)] == [(low, low + more, "exact")]


@pytest.mark.parametrize("figure", ["9" * 16, "9" * 400, "999 " * 120 + "999", "1.000 Milliarden Milliarden"])
def test_a_figure_beyond_all_sense_is_no_number(figure: str) -> None:
    sentence = next(iter(read(f"Estland will {figure} Soldaten schicken.").sents))
    tag(sentence)
    assert quantities(sentence) == []


SEED_CLAIMS = {
    "000": [
        "40.000: 40000 soldiers send FRA asserted own by Emmanuel Macron headline",
        "bis zu 40.000: at_most 40000 soldiers send - speculative outlet",
        "fünf: 5 brigades send - speculative other",
        "etwa 40.000: about 40000 soldiers send - speculative other",
    ],
    "001": [
        "26: 26 countries send COALITION asserted outlet",
        "rund 40 Milliarden: about 40000000000 EUR contribute DEU asserted own",
    ],
    "002": [],
    "003": [
        "26: 26 countries send COALITION asserted outlet headline",
        "Sechsundzwanzig: 26 countries contribute COALITION reported other by Emmanuel Macron",
        "26: 26 countries contribute COALITION reported other with ITA;DEU by Emmanuel Macron",
        "35: 35 countries attend COALITION asserted outlet",
    ],
    "004": [
        "mehrere tausend: about 2000-9000 soldiers send FRA speculative outlet",
        "mehrerer Tausend: about 2000-9000 soldiers send FRA asserted own by Emmanuel Macron",
    ],
}


def test_the_claims_of_the_source_articles() -> None:
    found = [code_article(article) for article in read_articles([SEEDS]) if isinstance(article, Article)]
    made = {one.article.article_id[:3]: [line(claim, one.article.source) for claim in one.claims] for one in found}
    assert made == SEED_CLAIMS
    doubts = [(one.article.article_id[:3], doubt.quote) for one in found for doubt in one.doubts]
    assert doubts == [("000", "Offiziell bestätigt sind diese Pläne allerdings noch nicht.")]
