"""Which sentences tell of a known event, and the day that they give: tests/cases/dates_tellings.json.

text -> one line per telling: the event, the index of the sentence, the day (`-` for none). `date` (optional) is the day
of publication.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.coding import code_article
from analysis.dates.words import rows
from analysis.records import Article, Telling

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "dates_tellings.json").read_text("utf-8"))


def told(text: str, date: str = "") -> tuple[Telling, ...]:
    article = Article("a", "a.txt", text, "utf-8", "00")
    return code_article(article, {"date": date, "outlet": ""} if date else None).tellings


@pytest.mark.parametrize("case", CASES, ids=[f"{case['why']}: {case['text'][:50]}" for case in CASES])
def test_tellings(case: dict[str, Any]) -> None:
    found = told(case["text"], case.get("date", ""))
    lines = [f"{t.event.event_id} {t.sentence} {t.day.earliest if t.day else '-'}" for t in found]
    assert lines == case["tellings"]
    assert [t for t in found if t.quote != case["text"][t.start : t.end] or not t.quote.strip()] == []


def of_kind(*kinds: str) -> list[Any]:
    found = [row for row in rows("event_words") if row["kind"] in kinds]
    return [pytest.param(row["example"].replace("Rom", "Paris"), id=row["form"]) for row in found]


@pytest.mark.parametrize("example", of_kind("meeting"))
def test_every_word_for_a_meeting_dates_it_in_its_example(example: str) -> None:
    example = example.replace("Dienstag", "Donnerstag")
    found = told(f"{example[:-1]}, auch Macron war dabei. 26 Staaten sprachen über Truppen.", "2025-09-08")
    assert [(t.event.event_id, str(t.day.earliest)) for t in found if t.day] == [("paris-26-2025-09", "2025-09-04")]


@pytest.mark.parametrize("example", of_kind("body", "heard"))
def test_where_a_body_sits_or_something_is_heard_no_meeting_is(example: str) -> None:
    example = example.replace("Dienstag", "Donnerstag")
    assert told(f"{example} Macron schwieg zur Lage in der Ukraine.", "2025-09-08") == ()
    found = told(f"{example[:-1]}, auch Macron war dabei. 26 Staaten sprachen über Truppen.", "2025-09-08")
    assert [t.day for t in found if t.day] == []


@pytest.mark.parametrize("example", of_kind("subject"))
def test_every_word_for_the_subject_makes_a_meeting_one_of_the_debate(example: str) -> None:
    assert [t.event.event_id for t in told(f"{example} Macron lud ein.", "2025-09-05")] == ["paris-26-2025-09"]


@pytest.mark.parametrize("example", of_kind("another"))
def test_another_meeting_in_the_same_place_is_not_the_event(example: str) -> None:
    assert told(f"{example} Macron sprach über die Ukraine.", "2025-09-05") == ()


def test_an_event_of_several_days_keeps_the_day_that_is_told() -> None:
    text = "Am {} trafen sich in Berlin Witkoff und Kushner mit Merz. Es ging um eine multinationale Truppe."
    days = [told(text.format(day), "2025-12-17")[0].day for day in ("Sonntag", "Montag", "Dienstag")]
    assert [str(day.earliest) for day in days if day] == ["2025-12-14", "2025-12-15", "2025-12-16"]
