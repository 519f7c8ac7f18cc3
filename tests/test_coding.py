"""Coding whole folders: one bad input stops nothing, and texts are coded once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis import tables
from analysis.coding import batches, code_corpus, inputs, inputs_hash, kept, load_or_code
from analysis.corpus.formats import READERS
from analysis.records import Article, Coded

TEXT = "Polen schickt keine Soldaten in die Ukraine, sagte Regierungschef Tusk am 6. März 2025.\n"
ANOTHER = "Norwegen ist bereit, Soldaten in die Ukraine zu schicken.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    (place / "a.txt").write_text(TEXT, "utf-8")
    return place


@pytest.fixture
def place_of_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tables are kept, so that no test writes into the project."""
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    monkeypatch.delenv("STANDPUNKT_TABLES", raising=False)
    return tmp_path / "build" / "tables"


def labels(made: tables.Tables) -> list[list[str]]:
    return made["positions"][["article_id", "country", "position"]].values.tolist()


def test_one_bad_input_never_stops_the_rest(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    (folder / "d.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "e.txt").write_text("+++ --- ***\n", "utf-8")
    (folder / "f.txt").symlink_to(folder / "gone.txt")
    (folder / "z.txt").write_text(ANOTHER, "utf-8")
    made = code_corpus([folder, folder / "nowhere"])
    assert labels(made) == [["a", "POL", "rejects"], ["z", "NOR", "willing"]]
    assert made["skipped"].values.tolist() == [
        ["b.txt", f"{folder}/b.txt is empty: put the article's text into it or take it away"],
        ["c.pdf", f".pdf is not read: save it as one of {', '.join([*READERS, '.zip'])}"],
        ["d.txt", f"{folder}/d.txt is not plain text (it holds zero bytes): save its text as a UTF-8 .txt file"],
        ["e.txt", f"{folder}/e.txt holds no words: put the article's text into it or take it away"],
        ["f.txt", f"{folder}/f.txt is not there: check the spelling of the path"],
        ["nowhere", f"{folder}/nowhere is not there: check the spelling of the path"],
    ]


def test_an_article_that_cannot_be_coded_is_set_aside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text is known that does this; if one turns up, the others must still be coded."""
    (folder / "z.txt").write_text(ANOTHER, "utf-8")
    code = batches.code_article

    def fails_on_a(article: Article, *known: object, **window: object) -> Coded:
        if article.article_id == "a":
            raise RuntimeError("no verb")
        return code(article)

    monkeypatch.setattr(batches, "code_article", fails_on_a)
    made = code_corpus([folder])
    assert labels(made) == [["z", "NOR", "willing"]]
    assert made["skipped"].values.tolist() == [
        ["a.txt", "could not be coded (RuntimeError: no verb): please report it with the file"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Soldaten für die Ukraine " * 400,
        "Ukraine-Soldaten" + "soldaten" * 40,
        "„" * 500 + " Soldaten Ukraine " + "“" * 500,
        "Soldaten, Ukraine, " * 150,
        "(((((Ukraine [[[[ Soldaten ,,,, :::: ----",
        "Ukraine\r\rSoldaten\rPolen lehnt ab.\r",
        "Ukraine \u200b\u00ad\u2028\u2029\x0b\x0c Soldaten 🇵🇱 lehnt ab",
        "SOLDATEN FÜR DIE UKRAINE? POLEN LEHNT AB!!!!!!",
        "1. 2. 3. Ukraine 4.5.6. Soldaten 99.99.9999 um 99:99 Uhr",
        "Ukraine Soldaten\n" * 300,
    ],
    ids=[
        "huge line",
        "huge word",
        "quotes only open",
        "commas",
        "brackets",
        "old Mac line ends",
        "odd blanks",
        "capitals",
        "numbers",
        "many lines",
    ],
)
def test_odd_texts_are_coded(folder: Path, text: str) -> None:
    (folder / "b.txt").write_text(text, "utf-8", newline="")
    (folder / "z.txt").write_text(ANOTHER, "utf-8")
    made = code_corpus([folder])
    assert made["skipped"].values.tolist() == []
    assert made["articles"]["article_id"].tolist() == ["a", "b", "z"]
    assert [row for row in labels(made) if row[0] != "b"] == [["a", "POL", "rejects"], ["z", "NOR", "willing"]]
    tables.check(made)


def test_the_second_input_of_one_id_is_set_aside(folder: Path) -> None:
    (folder / "a.md").write_text(ANOTHER, "utf-8")
    made = code_corpus([folder])
    assert labels(made) == [["a", "NOR", "willing"]]
    assert made["skipped"].values.tolist() == [
        ["a.txt", f"{folder}/a.txt and {folder}/a.md have one id, a: rename one of them"]
    ]


def test_the_same_folder_twice_is_coded_once(folder: Path) -> None:
    made = code_corpus([folder, folder])
    assert labels(made) == [["a", "POL", "rejects"]]
    assert made["skipped"]["file"].tolist() == ["a.txt"]


def test_what_the_sidecar_knows_is_used(folder: Path) -> None:
    sidecar = folder / "sources.csv"
    sidecar.write_text("file,outlet,url,date,note\na.txt,Musterblatt,,2025-03-07,\n", "utf-8")
    made = code_corpus([folder], sidecar=sidecar)
    columns = ["outlet", "published_earliest", "published_latest", "date_source"]
    assert made["articles"][columns].values.tolist() == [["Musterblatt", "2025-03-07", "2025-03-07", "sidecar"]]


def test_coding_twice_gives_the_same_tables(folder: Path) -> None:
    first, second = code_corpus([folder]), code_corpus([folder])
    assert {n: t.to_dict("records") for n, t in first.items()} == {n: t.to_dict("records") for n, t in second.items()}


def test_inputs_tell_a_changed_file_and_sidecar(folder: Path) -> None:
    before = inputs_hash([folder])
    assert inputs_hash([folder]) == before
    assert inputs_hash([folder / "a.txt"]) == before
    (folder / "a.txt").write_text(ANOTHER, "utf-8")
    changed = inputs_hash([folder])
    assert {key for key in before if before[key] != changed[key]} == {"inputs"}
    sidecar = folder.parent / "known.csv"
    sidecar.write_text("file,outlet,url,date,note\n", "utf-8")
    assert inputs_hash([folder], sidecar)["inputs"] != changed["inputs"]


def test_a_renamed_file_is_another_input(folder: Path) -> None:
    before = inputs_hash([folder])
    (folder / "a.txt").rename(folder / "b.txt")
    assert inputs_hash([folder])["inputs"] != before["inputs"]


def test_texts_are_coded_once_then_read(folder: Path, place_of_tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_or_code(folder)
    assert labels(first) == [["a", "POL", "rejects"]]
    (place,) = place_of_tables.iterdir()
    assert place.name.startswith("texts-")
    stamp = (place / "articles.csv").stat().st_mtime_ns
    monkeypatch.delattr(kept, "code_corpus")
    again = load_or_code(folder)
    assert {n: t.to_dict("records") for n, t in again.items()} == {n: t.to_dict("records") for n, t in first.items()}
    assert (place / "articles.csv").stat().st_mtime_ns == stamp


def test_texts_are_coded_again_when_an_input_changes(folder: Path, place_of_tables: Path) -> None:
    load_or_code(folder)
    (folder / "a.txt").write_text(ANOTHER, "utf-8")
    assert labels(load_or_code(folder)) == [["a", "NOR", "willing"]]
    (folder / "b.txt").write_text(TEXT, "utf-8")
    assert labels(load_or_code(folder)) == [["a", "NOR", "willing"], ["b", "POL", "rejects"]]


def test_texts_are_coded_again_when_the_library_changes(
    folder: Path, place_of_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_or_code(folder)
    (place,) = place_of_tables.iterdir()
    monkeypatch.setattr(inputs, "library_hash", lambda: "another")
    load_or_code(folder)
    assert tables.inputs(place)["library"] == "another"


def test_a_sidecar_beside_the_texts_is_found(folder: Path, place_of_tables: Path) -> None:
    (folder / "sources.csv").write_text("file,outlet,url,date,note\na.txt,Musterblatt,,,\n", "utf-8")
    assert load_or_code(folder)["articles"]["outlet"].tolist() == ["Musterblatt"]


@pytest.mark.parametrize("format", tables.FORMATS)
def test_a_folder_of_tables_is_read(folder: Path, place_of_tables: Path, format: str) -> None:
    place = folder.parent / "mine"
    tables.write(code_corpus([folder]), place, format=format)
    assert labels(load_or_code(place)) == [["a", "POL", "rejects"]]
    assert labels(load_or_code(str(place))) == [["a", "POL", "rejects"]]
    assert not place_of_tables.exists()


def test_the_environment_names_a_folder(folder: Path, place_of_tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDPUNKT_TABLES", str(folder))
    assert labels(load_or_code()) == [["a", "POL", "rejects"]]


def test_a_folder_that_is_not_there(folder: Path, place_of_tables: Path) -> None:
    for place in (folder / "nowhere", folder / "a.txt"):
        with pytest.raises(FileNotFoundError) as error:
            load_or_code(place)
        assert str(error.value) == (
            f"{place} is no folder: name a folder of articles, or of tables made by `python -m analysis code`"
        )


def test_reading_kept_tables_costs_no_spacy(folder: Path) -> None:
    place = folder.parent / "mine"
    tables.write(code_corpus([folder]), place)
    program = (
        "import sys; from analysis.coding import load_or_code; "
        "made = load_or_code(sys.argv[1]); "
        "print(len(made['positions']), sorted({'spacy', 'HanTa', 'simplemma', 'tqdm'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program, str(place)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "1 []\n", "")
