"""Who says what: every case of tests/cases/speech*.json, compared whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.speech import quotations

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
            "kind": q.kind,
            "verb": q.verb,
        }
        for q in quotations(text)
    ]
    assert found == case["quotations"]
