"""The day of publication: what a page says, what its text tells, and when nothing decides."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning import clean
from analysis.dates import publication
from analysis.dates.events import events
from analysis.dates.words import rows
from analysis.mentions import find_mentions
from analysis.records import WINDOW, Article

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent.parent / "seeds"


def published(text, sidecar_date=None):
    article = clean(Article("a", "a.txt", text, "utf-8", ""))
    return publication(article, find_mentions(article.text), sidecar_date=sidecar_date)


def told(found):
    span = found.range
    return {
        "range": span and [span.earliest.isoformat(), span.latest.isoformat()],
        "precision": found.precision,
        "source": found.source,
        "minute": found.minute,
    }


def cases(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("dates_publication.json"), ids=lambda case: case["name"])
def test_publication(case):
    assert told(published(case["text"], case.get("sidecar"))) == case["published"]


@pytest.mark.parametrize("case", cases("dates_seeds.json"), ids=lambda case: case["file"])
def test_source_articles(case):
    text = (SEEDS / case["file"]).read_bytes().decode("utf-8")
    found = published(text)
    assert told(found) == case["published"]
    assert [line.split(":")[0] for line in found.evidence] == case["steps"]


def test_evidence_holds_step_words_and_days():
    found = published("Kommentar\nVeröffentlicht am 3. März 2025, 06:10 Uhr\n\nEs ist gut.")
    assert found.evidence == ('byline: "Veröffentlicht am 3. März 2025, 06:10 Uhr" -> 3. März 2025',)
    assert found.range.text == "Veröffentlicht am 3. März 2025, 06:10 Uhr"


@pytest.mark.parametrize(
    ("words", "range", "minute"),
    [
        ("2025-03-06", "2025-03-06", ""),
        ("2025-03-06T08:05:00+01:00", "2025-03-06", "08:05"),
        ("2025-03-06 08:05:11", "2025-03-06", "08:05"),
        ("2025-03-06T00:00:00", "2025-03-06", ""),
        ("20250306", "2025-03-06", ""),
        ("20250306T080500Z", "2025-03-06", "08:05"),
        ("6. März 2025, 08:05 Uhr", "2025-03-06", "08:05"),
        ("06.03.2025", "2025-03-06", ""),
        ("Donnerstag, 6. März 2025", "2025-03-06", ""),
        ("Thu, 06 Mar 2025 08:05:00 GMT", "2025-03-06", "08:05"),
        ("Thu, 06 Mar 2025 00:00:00 +0000", "2025-03-06", ""),
    ],
)
@pytest.mark.parametrize("step", ["column", "html"])
def test_a_date_that_a_column_or_the_markup_gives(step, words, range, minute):
    found = publication(Article("a", "a.csv", "Es ist gut.", "utf-8", "", date=words, dated_by=step), [])
    precision = "minute" if minute else "day"
    assert told(found) == {"range": [range, range], "precision": precision, "source": step, "minute": minute}


@pytest.mark.parametrize("words", ["gestern", "unbekannt", "2025-13-40", "20251340", "1741248000", "0", "x" * 10_000])
def test_a_date_that_is_none_is_told(words):
    found = publication(Article("a", "a.csv", "Es ist gut.", "utf-8", "", date=words, dated_by="column"), [])
    assert (found.range, found.evidence) == (None, (f'column: "{words[:60]}" is no date that can be read',))


def test_the_sidecar_stands_before_the_column_and_that_before_the_byline():
    article = clean(
        Article("a", "a.csv", "Kommentar\nStand: 28.02.2025\n\nGut.", "utf-8", "", date="2025-03-01", dated_by="column")
    )
    assert told(publication(article, [], sidecar_date="2025-03-02"))["source"] == "sidecar"
    found = publication(article, [])
    assert told(found)["source"] == "column"
    told_byline = 'byline: "Stand: 28.02.2025" -> 28. Februar 2025'
    assert found.evidence[-1] == f"contradiction: {told_byline}, but 1. März 2025 so far"


def test_a_minute_in_the_byline_is_kept_where_the_markup_has_the_day():
    text = "Kommentar\nStand: 28.02.2025 07:09 Uhr\n\nEs ist gut."
    article = clean(Article("a", "a.html", text, "utf-8", "", date="2025-02-28", dated_by="html"))
    assert told(publication(article, [])) == {
        "range": ["2025-02-28", "2025-02-28"],
        "precision": "minute",
        "source": "html",
        "minute": "07:09",
    }


def test_the_address_of_the_article_stands_before_addresses_in_its_text():
    text = "Es ist gut. https://x.test/2025/01/02/andere.html"
    found = publication(Article("a", "a.html", text, "utf-8", "", url="https://x.test/2025/03/06/a.html"), [])
    assert (told(found)["source"], told(found)["range"]) == ("url", ["2025-03-06", "2025-03-06"])
    undated = publication(Article("a", "a.html", text, "utf-8", "", url="https://x.test/a.html"), [])
    assert told(undated)["range"] == ["2025-01-02", "2025-01-02"]


def test_contradictions_are_written_down_and_change_nothing():
    text = "Bundeskanzler Friedrich Merz zögert. Er sprach am 12. Mai 2025."
    found = published(f"Kommentar\nVeröffentlicht am 27.02.2025, 12:00 Uhr\n\n{text}")
    assert told(found)["range"] == ["2025-02-27", "2025-02-27"]
    assert found.evidence[1:] == (
        'contradiction: text: "Er sprach am 12. Mai 2025." -> 12. Mai 2025 bis 31. Januar 2026, '
        "but 27. Februar 2025 so far",
        'contradiction: office_terms: "Bundeskanzler Friedrich Merz" -> 5. Mai 2025 bis 31. Januar 2026, '
        "but 27. Februar 2025 so far",
    )


def test_a_page_without_lines_marked_is_read_too():
    article = Article("a", "a.txt", "Kommentar\nStand: 28.02.2025 07:09 Uhr\n\nEs ist gut.", "utf-8", "")
    assert told(publication(article, [])) == {
        "range": ["2025-02-28", "2025-02-28"],
        "precision": "minute",
        "source": "byline",
        "minute": "07:09",
    }


def test_the_window_is_the_callers():
    article = Article("a", "a.txt", "Am 3. März 2023 sprach er. Am 3. Mai sprach sie.", "utf-8", "")
    window = type(WINDOW)(date(2023, 1, 1), date(2023, 12, 31))
    assert told(publication(article, [], window=window))["range"] == ["2023-05-03", "2023-12-31"]


@pytest.mark.parametrize("row", rows("events"), ids=lambda row: row["event_id"])
def test_every_event_is_found_from_its_own_words(row):
    day = date.fromisoformat(row["date_earliest"])
    weekday = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()[day.weekday()]
    place, *_ = row["place"].split("|")
    names, marks = (", ".join(group.split("|")[0] for group in row[key].split(";")) for key in ("actors", "keywords"))
    article = Article("a", "a.txt", f"In {place} berieten am {weekday} {names}. Dazu: {marks}.", "utf-8", "")
    span = publication(article, []).range
    assert (span.earliest, span.latest) == (day, min(day + timedelta(6), WINDOW.latest))


NAMES = "Bundeskanzler Friedrich Merz|der frühere Kanzler Olaf Scholz|in Paris|26 Staaten|Macron|sprach|wird"
STAMPS = "Stand:|12:00 Uhr|31.02.2025|3. März 2025|0000-01-01|9999|\n|\n\n|."
FORMS = [row["form"] for table in ("time_words", "page_words", "holder_words") for row in rows(table)]
PIECES = st.sampled_from([*FORMS, *NAMES.split("|"), *STAMPS.split("|")])


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_page_gets_an_interval_or_none(text):
    found = published(text)
    assert (found.range is None) == (found.precision == "unknown") == (found.source == "")
    assert (found.minute != "") == (found.precision == "minute")


def test_events_are_in_order_and_in_the_window():
    held = [known.event.range for known in events()]
    assert held == sorted(held, key=lambda days: days.earliest)
    assert all(WINDOW.earliest <= days.earliest <= days.latest <= WINDOW.latest for days in held)
    assert len({known.event.event_id for known in events()}) == len(events())
