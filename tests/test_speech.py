"""Who says what: every case of tests/cases/speech*.json, compared whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.language import read
from analysis.speech import Quotation, quotations, quotations_of

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((Path(__file__).parent / "cases").glob("speech*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_quotations(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {
            "said": text[q.start : q.end],
            "speaker": text[slice(*q.speaker)] if q.speaker else None,
            **({"means": text[slice(*q.antecedent)]} if q.antecedent else {}),
            "kind": q.kind,
            "verb": q.verb,
        }
        for q in quotations(text)
    ]
    assert found == case["quotations"]


def test_quotations_of_gives_offsets_into_the_whole_document() -> None:
    text = "Die Sitzung begann um neun.\n\n„Wir prüfen das“, sagte die Ministerin."
    assert quotations_of(read(text)) == [
        Quotation(29, 45, (53, 67), "Direct", (47, 52), "sagen"),
    ]
