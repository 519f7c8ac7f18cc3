"""Tables: the contract of COLUMNS, its checks, and files that give back what was written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import tables
from analysis.columns import COLUMNS
from analysis.records import (
    Article,
    Claim,
    Coded,
    DateRange,
    Doubt,
    Event,
    Line,
    Mention,
    Position,
    Published,
    Skipped,
    Statement,
    Telling,
)

SOURCE = 'Überschrift "NA"\n\nAnzeige\nPolen, so Tusk, lehnt; ab.\r\nEnde\n'
BODY = SOURCE.index("Polen")
END = SOURCE.index(" ab.") + 4

ARTICLE = Article(
    article_id="0012",
    file="sub/0012.txt",
    source=SOURCE,
    encoding="utf-8",
    sha256="0f",
    lines=(Line(1, 0, 16, "headline"), Line(3, 18, 25, "furniture", "advertisement"), Line(4, BODY, END, "body")),
    title='Überschrift "NA"',
    outlet="NA",
)
PUBLISHED = Published(
    DateRange(date(2025, 3, 6), date(2025, 3, 6), "6.3.2025"), "minute", "byline", ("byline: 6.3.2025", "x"), "08:05"
)
MENTION = Mention(BODY, BODY + 5, "Polen", "POL", "name", "Polen", 1)
STATEMENT = Statement(
    sentence=1,
    start=BODY,
    end=END,
    quote=SOURCE[BODY:END],
    country="POL",
    position="rejects",
    certainty="asserted",
    source="own",
    section="body",
    rule="ablehnen",
    cue_start=END - 10,
    cue_end=END - 1,
    contribution="ground",
    condition="wenn\nnötig",
    speaker="Donald Tusk",
    office="Ministerpräsident",
    rank=3,
    likeness=1.25,
    about=DateRange(date(2025, 2, 1), date(2025, 2, 28), "Februar"),
    earlier=True,
    speech="indirect",
)
POSITION = Position("POL", "rejects", "asserted", True, 1, "own government speaks or acts: ablehnen")
CLAIM = Claim(
    sentence=1,
    start=BODY,
    end=END,
    quote=SOURCE[BODY:END],
    kind="countries",
    low=20,
    high=26,
    bound="about",
    unit="countries",
    degree="send",
    country=("COALITION",),
    members=("POL", "ITA"),
    certainty="reported",
    source="other",
    section="body",
    cue_start=BODY,
    cue_end=BODY + 5,
    speaker="Donald Tusk",
    office="Ministerpräsident",
    earlier=True,
)
DOUBT = Doubt(
    sentence=1,
    start=BODY,
    end=END,
    quote=SOURCE[BODY:END],
    doubt="denied",
    country=("POL",),
    certainty="asserted",
    source="own",
    section="body",
    rule="dementieren",
    cue_start=BODY,
    cue_end=BODY + 5,
    speaker="Donald Tusk",
    office="Ministerpräsident",
    low=400,
    high=500,
    bound="about",
    unit="soldiers",
    whose=("POL", "LTU"),
)
EVENT = Event("oslo-2025-03", DateRange(date(2025, 3, 5), date(2025, 3, 6)), "Oslo", "Treffen in Oslo", "ohne Ergebnis")
TELLING = Telling(EVENT, 1, BODY, END, SOURCE[BODY:END], DateRange(date(2025, 3, 5), date(2025, 3, 5)))
CODED = Coded(ARTICLE, PUBLISHED, (MENTION,), (STATEMENT,), (POSITION,), (CLAIM,), (DOUBT,), (TELLING,))
SKIPPED = Skipped("b.pdf", "is a PDF document")


def other(article_id: str, source: str = "Nichts.\n", published: DateRange | None = None) -> Coded:
    precision = "interval" if published else "unknown"
    article = Article(article_id, f"{article_id}.txt", source, "cp1252", "00")
    return Coded(article, Published(published, precision, "", ()))  # type: ignore[arg-type]


def test_every_column_holds_what_its_record_says() -> None:
    made = {name: table.to_dict("records") for name, table in tables.frames([CODED], [SKIPPED]).items()}
    assert made == {
        "articles": [
            {
                "article_id": "0012",
                "file": "sub/0012.txt",
                "title": 'Überschrift "NA"',
                "outlet": "NA",
                "published_earliest": "2025-03-06",
                "published_latest": "2025-03-06",
                "published_minute": "08:05",
                "precision": "minute",
                "date_source": "byline",
                "date_evidence": "byline: 6.3.2025 | x",
                "in_window": "yes",
                "encoding": "utf-8",
                "words": 8,
                "sha256": "0f",
                "duplicate_of": "",
                "duplicate_share": None,
                "removed_lines": 1,
            }
        ],
        "mentions": [
            {
                "article_id": "0012",
                "sentence": 1,
                "start": BODY,
                "end": BODY + 5,
                "text": "Polen",
                "country": "POL",
                "kind": "name",
                "entity": "Polen",
            }
        ],
        "statements": [
            {
                "article_id": "0012",
                "sentence": 1,
                "start": BODY,
                "end": END,
                "quote": "Polen, so Tusk, lehnt; ab.",
                "country": "POL",
                "position": "rejects",
                "score": -2,
                "certainty": "asserted",
                "contribution": "ground",
                "condition": "wenn\nnötig",
                "speaker": "Donald Tusk",
                "office": "Ministerpräsident",
                "rank": 3,
                "source": "own",
                "speech": "indirect",
                "section": "body",
                "rule": "ablehnen",
                "cue_start": END - 10,
                "cue_end": END - 1,
                "likeness": 1.25,
                "earlier": "yes",
                "about_earliest": "2025-02-01",
                "about_latest": "2025-02-28",
                "about_text": "Februar",
            }
        ],
        "positions": [
            {
                "article_id": "0012",
                "country": "POL",
                "position": "rejects",
                "score": -2,
                "certainty": "asserted",
                "contradictory": "yes",
                "statements": 1,
                "decided_by": "own government speaks or acts: ablehnen",
            }
        ],
        "claims": [
            {
                "article_id": "0012",
                "sentence": 1,
                "start": BODY,
                "end": END,
                "quote": "Polen, so Tusk, lehnt; ab.",
                "kind": "countries",
                "low": 20,
                "high": 26,
                "bound": "about",
                "unit": "countries",
                "degree": "send",
                "country": "COALITION",
                "members": "POL;ITA",
                "certainty": "reported",
                "speaker": "Donald Tusk",
                "office": "Ministerpräsident",
                "source": "other",
                "section": "body",
                "cue_start": BODY,
                "cue_end": BODY + 5,
                "earlier": "yes",
            }
        ],
        "doubts": [
            {
                "article_id": "0012",
                "sentence": 1,
                "start": BODY,
                "end": END,
                "quote": "Polen, so Tusk, lehnt; ab.",
                "doubt": "denied",
                "low": 400,
                "high": 500,
                "bound": "about",
                "unit": "soldiers",
                "whose": "POL;LTU",
                "country": "POL",
                "certainty": "asserted",
                "speaker": "Donald Tusk",
                "office": "Ministerpräsident",
                "source": "own",
                "section": "body",
                "rule": "dementieren",
                "cue_start": BODY,
                "cue_end": BODY + 5,
            }
        ],
        "events": [
            {
                "event_id": "oslo-2025-03",
                "date_earliest": "2025-03-05",
                "date_latest": "2025-03-06",
                "place": "Oslo",
                "name": "Treffen in Oslo",
                "note": "ohne Ergebnis",
                "articles": "0012",
            }
        ],
        "tellings": [
            {
                "event_id": "oslo-2025-03",
                "article_id": "0012",
                "sentence": 1,
                "start": BODY,
                "end": END,
                "quote": "Polen, so Tusk, lehnt; ab.",
                "day": "2025-03-05",
            }
        ],
        "skipped": [{"file": "b.pdf", "reason": "is a PDF document"}],
        "removed": [
            {"article_id": "0012", "line": 3, "start": 18, "end": 25, "text": "Anzeige", "reason": "advertisement"}
        ],
    }


@pytest.mark.parametrize("format", tables.FORMATS)
def test_statements_are_records_again(tmp_path: Path, format: str) -> None:
    plain = replace(STATEMENT, about=None, earlier=False, speaker="", office="", rank=0, condition="")
    coded = [CODED, replace(other("b"), statements=(plain, STATEMENT))]
    tables.write(tables.frames(coded), tmp_path / "t", format=format)
    assert tables.statements(tables.read(tmp_path / "t")["statements"]) == {
        "0012": [STATEMENT],
        "b": [plain, STATEMENT],
    }


def test_labels_make_the_table_that_frames_makes() -> None:
    for coded in ([CODED, other("b")], [other("b")]):
        made = tables.positions({one.article.article_id: one.positions for one in coded})
        pd.testing.assert_frame_equal(made, tables.frames(coded)["positions"])


def test_columns_and_meanings_are_whole() -> None:
    made = tables.frames([])
    assert {name: list(table.columns) for name, table in made.items()} == {
        name: list(columns) for name, (_, columns) in COLUMNS.items()
    }
    assert all(grain and all(columns.values()) for grain, columns in COLUMNS.values())


@pytest.mark.parametrize(
    ("earliest", "latest", "window"),
    [
        (date(2024, 11, 1), date(2026, 1, 31), "yes"),
        (date(2024, 10, 31), date(2024, 11, 1), "partly"),
        (date(2026, 1, 31), date(2026, 2, 1), "partly"),
        (date(2024, 10, 1), date(2024, 10, 31), "no"),
        (date(2026, 2, 1), date(2026, 2, 1), "no"),
        (None, None, "unknown"),
    ],
)
def test_articles_outside_the_window_are_kept_and_flagged(
    earliest: date | None, latest: date | None, window: str
) -> None:
    published = DateRange(earliest, latest) if earliest and latest else None
    assert tables.frames([other("a", published=published)])["articles"]["in_window"].tolist() == [window]


def test_a_copy_names_its_original_and_their_share() -> None:
    made = tables.frames(
        [
            other("a", "Ein  Text mit fünf Wörtern.\n"),
            other("b", "Ein\nText mit fünf Wörtern."),
            other("c", "Ein anderer Text mit Wörtern."),
            other("d", "Noch ein Text mit fünf Wörtern."),
            other("e", "+++"),
            other("f", "+++"),
        ]
    )
    assert made["articles"]["duplicate_of"].tolist() == ["", "a", "", "a", "", ""]
    assert made["articles"]["duplicate_share"].tolist() == [pd.NA, 1.0, pd.NA, 2 / 3, pd.NA, pd.NA]


def test_the_first_to_appear_is_the_original_wherever_it_stands() -> None:
    first, second = (DateRange(date(2025, 3, day), date(2025, 3, day)) for day in (6, 7))
    made = tables.frames([other("a"), other("b", published=second), other("c", published=first)])
    assert made["articles"]["article_id"].tolist() == ["a", "b", "c"]
    assert made["articles"]["duplicate_of"].tolist() == ["c", "c", ""]


def test_an_event_has_one_row_with_the_articles_that_tell_of_it_in_their_order() -> None:
    early = replace(EVENT, event_id="wien-2025-01", range=DateRange(date(2025, 1, 1), date(2025, 1, 1)))
    later = replace(TELLING, sentence=4, day=None)
    second = replace(other("b"), tellings=(TELLING, replace(TELLING, event=early)))
    made = tables.frames([replace(CODED, tellings=(TELLING, later)), second])
    assert made["events"][["event_id", "articles"]].values.tolist() == [
        ["wien-2025-01", "b"],
        ["oslo-2025-03", "0012;b"],
    ]
    assert made["tellings"][["event_id", "article_id", "sentence", "day"]].values.tolist() == [
        ["oslo-2025-03", "0012", 1, "2025-03-05"],
        ["oslo-2025-03", "0012", 4, ""],
        ["oslo-2025-03", "b", 1, "2025-03-05"],
        ["wien-2025-01", "b", 1, "2025-03-05"],
    ]


@pytest.mark.parametrize("format", tables.FORMATS)
@pytest.mark.parametrize(
    "coded",
    [[CODED, other("b"), other("c")], [other("b")], []],
    ids=["all kinds of rows", "no statement", "nothing"],
)
def test_what_is_written_is_read_back(tmp_path: Path, format: str, coded: list[Coded]) -> None:
    made = tables.frames(coded, [SKIPPED])
    files = tables.write(made, tmp_path / "t", format=format, inputs={"inputs": "ab"})
    assert [file.name for file in files] == sorted([*(f"{name}.{format}" for name in COLUMNS), "inputs.json"])
    again = tables.read(tmp_path / "t")
    assert {n: t.to_dict("records") for n, t in again.items()} == {n: t.to_dict("records") for n, t in made.items()}
    assert tables.inputs(tmp_path / "t") == {"inputs": "ab"}


@pytest.mark.parametrize(
    "text",
    [
        *("a\rb", "a\r\nb", 'ein "Wort"', "a,b;c", "NA", "nan", "007", "True", " ", "\ufeffa", "1e5", "–„“"),
        *("=1+1", "+1", "-2", "@a", "\t=1", "\r\n-1", "'=1", "''-1", "'a", "'", "=", "＝1", "- ein Punkt", "=1\rb"),
    ],
)
@pytest.mark.parametrize("format", tables.FORMATS)
def test_every_string_comes_back_as_it_was(tmp_path: Path, format: str, text: str) -> None:
    made = tables.frames([CODED], [Skipped(text, text)])
    tables.write(made, tmp_path / "t", format=format)
    assert tables.read(tmp_path / "t")["skipped"].values.tolist() == [[text, text]]


def test_both_formats_give_the_same_types(tmp_path: Path) -> None:
    for coded in ([CODED], []):
        made = tables.frames(coded)
        read = {}
        for format in tables.FORMATS:
            tables.write(made, tmp_path / format, format=format)
            read[format] = {
                name: table.dtypes.astype(str).to_dict() for name, table in tables.read(tmp_path / format).items()
            }
        assert read["csv"] == read["parquet"]


def test_a_folder_of_tables_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "below" / "t"
    tables.write(tables.frames([CODED]), folder, format="parquet")
    tables.write(tables.frames([other("b")]), folder)
    assert sorted(p.name for p in folder.iterdir()) == sorted([*(f"{name}.csv" for name in COLUMNS), "inputs.json"])
    assert tables.read(folder)["articles"]["article_id"].tolist() == ["b"]
    assert [p.name for p in folder.parent.iterdir()] == ["t"]


def test_a_failed_write_leaves_the_old_tables(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    tables.write(tables.frames([CODED]), folder)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    broken = tables.frames([other("b")])
    broken["mentions"] = pd.DataFrame([{**MENTION_ROW, "article_id": "c"}])
    with pytest.raises(ValueError, match="no article has the id 'c'"):
        tables.write(broken, folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_remains_of_an_interrupted_write_are_no_hindrance(tmp_path: Path) -> None:
    for name in (".t.new", ".t.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "articles.csv").write_text("half")
    tables.write(tables.frames([CODED]), tmp_path / "t")
    tables.write(tables.frames([CODED]), tmp_path / "t")
    assert tables.read(tmp_path / "t")["articles"]["article_id"].tolist() == ["0012"]
    assert [p.name for p in tmp_path.iterdir()] == ["t"]


@pytest.mark.parametrize("name", ["thesis.docx", ".git", "articles.xlsx"])
def test_a_foreign_folder_is_not_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / name).write_text("mine")
    (tmp_path / "t" / "articles.csv").write_text("mine too")
    with pytest.raises(FileExistsError) as error:
        tables.write(tables.frames([CODED]), tmp_path / "t")
    assert str(error.value) == (
        f"{tmp_path / 't'} holds {name}, which is no table of this program: name an empty or new folder"
    )
    assert sorted(p.name for p in (tmp_path / "t").iterdir()) == sorted([name, "articles.csv"])
    assert (tmp_path / "t" / "articles.csv").read_text() == "mine too"


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("mine")
    with pytest.raises(FileExistsError) as error:
        tables.write(tables.frames([CODED]), tmp_path / "t")
    assert str(error.value) == (
        f"{tmp_path / 't'} holds a file of that name, which is no table of this program: name an empty or new folder"
    )
    assert (tmp_path / "t").read_text() == "mine"


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    assert len(tables.write(tables.frames([CODED]), tmp_path / "t")) == len(COLUMNS) + 1


def test_reading_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as error:
        tables.read(tmp_path)
    assert str(error.value) == (
        f"{tmp_path} has no table articles: make it with `python -m analysis code PATH... --out {tmp_path}`"
    )


def test_tables_edited_by_hand_are_checked(tmp_path: Path) -> None:
    tables.write(tables.frames([CODED]), tmp_path / "t")
    path = tmp_path / "t" / "positions.csv"
    path.write_text(path.read_text("utf-8").replace(",-2,", ",-1,"), "utf-8")
    with pytest.raises(ValueError, match="positions: score and position disagree in row 0"):
        tables.read(tmp_path / "t")


MENTION_ROW = tables.frames([CODED])["mentions"].to_dict("records")[0]


def fault(table: str, **cells: object) -> tables.Tables:
    made = tables.frames([CODED], [SKIPPED])
    made[table] = made[table].assign(**{column: [value] for column, value in cells.items()})
    return made


def twice(table: str) -> tables.Tables:
    made = tables.frames([CODED])
    made[table] = pd.concat([made[table]] * 2, ignore_index=True)
    return made


def without(table: str) -> tables.Tables:
    made = tables.frames([CODED])
    del made[table]
    return made


def renamed() -> tables.Tables:
    made = tables.frames([CODED])
    made["skipped"] = made["skipped"].rename(columns={"reason": "why"})
    return made


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (without("removed"), "the table removed is missing"),
        (renamed(), "skipped: expected the columns ['file', 'reason'], found ['file', 'why']"),
        (twice("articles"), "articles must have one row per article: ['0012'] stands twice"),
        (
            twice("positions"),
            "positions must have one row per article and country with a position: ['0012', 'POL'] stands twice",
        ),
        (fault("articles", duplicate_of="x"), "articles: duplicate_of names 'x', which is no article"),
        *(
            (fault(name, article_id="x"), f"{name}: no article has the id 'x'")
            for name in ("mentions", "statements", "positions", "claims", "doubts", "tellings", "removed")
        ),
        *(
            (fault(name, score=1), f"{name}: score and position disagree in row 0")
            for name in ("statements", "positions")
        ),
        (fault("positions", position="agrees"), "positions: score and position disagree in row 0"),
        *(
            (fault(name, end=0), f"{name}: empty span in row 0")
            for name in ("mentions", "statements", "claims", "doubts", "tellings", "removed")
        ),
        (fault("claims", low=27), "claims: low is above high in row 0"),
        (fault("events", event_id="rom-2025-01"), "events and tellings disagree on 'oslo-2025-03'"),
        (fault("tellings", event_id="rom-2025-01"), "events and tellings disagree on 'oslo-2025-03'"),
        (
            twice("events"),
            "events must have one row per known event that an article tells of: ['oslo-2025-03'] stands twice",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_check_says_what_is_wrong(broken: tables.Tables, message: str) -> None:
    with pytest.raises(ValueError) as error:
        tables.check(broken)
    assert str(error.value) == message


def test_inputs_are_json_that_a_person_can_read(tmp_path: Path) -> None:
    tables.write(tables.frames([CODED]), tmp_path / "t", inputs={"version": "1", "inputs": "ab"})
    text = (tmp_path / "t" / "inputs.json").read_text("utf-8")
    assert json.loads(text) == {"inputs": "ab", "version": "1"}
    assert text.endswith("}\n")
