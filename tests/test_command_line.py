"""The command line as its users meet it: real runs, what they print, and the exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import tables
from analysis.columns import COLUMNS

ROOT = Path(__file__).parents[1]
TEXT = "Polen schickt keine Soldaten in die Ukraine, sagte Regierungschef Tusk am 6. März 2025.\n"


def run(*arguments: str | Path, given: bytes | None = None) -> tuple[int, str, str]:
    """(exit status, output, errors) of a run; given: its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)],
        capture_output=True,
        check=False,
        input=given,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    (place / "a.txt").write_text(TEXT, "utf-8")
    return place


@pytest.mark.parametrize("command", ["code", "report", "terms"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    status, out, errors = run(command, "--help")
    assert (status, errors) == (0, "")
    assert f"\nExample: python -m analysis {command} " in out
    assert out.startswith(f"usage: python -m analysis {command} ")


def test_help_names_every_command() -> None:
    status, out, errors = run("--help")
    assert (status, errors) == (0, "")
    assert [name for name in ("code", "report", "terms") if f"\n    {name} " not in out] == []


@pytest.mark.parametrize(
    "arguments", [[], ["decode"], ["terms"], ["terms", "6.3.2025"], ["code", "x", "--format", "xls"]]
)
def test_a_wrong_command_is_explained(arguments: list[str]) -> None:
    status, out, errors = run(*arguments)
    assert (status, out) == (2, "")
    assert errors.startswith("usage: python -m analysis")
    assert "error: " in errors
    assert "Traceback" not in errors


def test_code_writes_tables(folder: Path) -> None:
    out = folder.parent / "tables"
    made = tables.read(out) if out.exists() else None
    assert made is None
    status, said, errors = run("code", folder, "--out", out)
    assert (status, errors) == (0, "")
    made = tables.read(out)
    counts = ", ".join(f"{len(made[name])} {name}" for name in ("articles", "mentions", "statements", "positions"))
    assert said == f"{counts} in {out}\n"
    assert made["positions"][["article_id", "country", "position"]].values.tolist() == [["a", "POL", "rejects"]]


def test_code_in_another_format_and_with_sources(folder: Path) -> None:
    sources = folder.parent / "known.csv"
    sources.write_text("file,outlet,url,date,note\na.txt,Musterblatt,,2025-03-07,\n", "utf-8")
    out = folder.parent / "tables"
    assert run("code", folder / "a.txt", "--out", out, "--format", "parquet", "--sources", sources)[0] == 0
    assert sorted(p.suffix for p in out.iterdir()) == [".json", *[".parquet"] * len(COLUMNS)]
    columns = ["outlet", "published_earliest", "date_source"]
    assert tables.read(out)["articles"][columns].values.tolist() == [["Musterblatt", "2025-03-07", "sidecar"]]


def test_one_article_loads_only_what_it_needs(folder: Path) -> None:
    """So that a run on one text is quick: a cluster, web pages, Parquet and copies among many cost seconds to load."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "analysis", "code", folder, "--out", folder.parent / "tables"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "spacy" in loaded
    heavy = {"dask", "distributed", "trafilatura", "htmldate", "pyarrow.parquet", "ijson", "datasketch", "matplotlib"}
    assert loaded & heavy == set()


def test_code_takes_the_columns_of_a_table(folder: Path) -> None:
    (folder / "a.txt").unlink()
    (folder / "t.csv").write_text(
        f'nr;kopf;inhalt2;tag;blatt;wo\n7;Absage;"{TEXT}";2025-03-07;Musterblatt;x\n', "utf-8"
    )
    out = folder.parent / "tables"
    status, _, errors = run("code", folder, "--out", out)
    assert status == 2
    assert errors.startswith(
        f"skipped t.csv: {folder}/t.csv has no column of texts that is recognised: name it with --text"
    )
    names = ("--text", "inhalt2", "--title", "kopf", "--date", "tag", "--outlet", "blatt", "--id", "nr", "--url", "wo")
    assert run("code", folder, "--out", out, *names)[::2] == (0, "")
    columns = ["article_id", "file", "title", "outlet", "published_earliest", "date_source"]
    assert tables.read(out)["articles"][columns].values.tolist() == [
        ["7", "t.csv", "Absage", "Musterblatt", "2025-03-07", "column"]
    ]
    status, said, errors = run("code", "--explain", folder / "t.csv", *names)
    assert (status, errors) == (0, "")
    assert "POL: rejects" in said


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (TEXT.encode("utf-16"), ["stdin"]),
        (b'\n {"text": "Ja."}\n{"text": "Nein.", "article_id": "b"}\n', ["stdin-1", "b"]),
    ],
    ids=["text", "UTF-16", "JSON Lines"],
)
def test_code_reads_standard_input(folder: Path, given: bytes, ids: list[str]) -> None:
    out = folder.parent / "tables"
    assert run("code", "-", folder, "--out", out, given=given)[::2] == (0, "")
    assert tables.read(out)["articles"]["article_id"].tolist() == [*ids, "a"]


def test_nothing_on_standard_input_is_told(folder: Path) -> None:
    status, _, errors = run("code", "-", folder, "--out", folder.parent / "tables", given=b"")
    assert (status, errors) == (
        1,
        "skipped stdin.txt: standard input is empty: put the article's text into it or take it away\n",
    )


def test_standard_input_is_read_once(folder: Path) -> None:
    status, _, errors = run("code", "-", "-", "--out", folder.parent / "tables", given=TEXT.encode())
    assert (status, errors) == (1, "skipped stdin.txt: standard input is read already: name it once\n")


def test_names_of_files_do_not_steer_the_terminal(folder: Path) -> None:
    (folder / "a\n\x1b[2Jb.txt").write_bytes(b"")
    status, _, errors = run("code", folder, "--out", folder.parent / "tables")
    assert (status, len(errors.splitlines())) == (1, 1)
    assert errors.startswith("skipped a\\n\\x1b[2Jb.txt: ")


def test_skipped_inputs_are_told_and_give_status_1(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    status, _, errors = run("code", folder, "--out", folder.parent / "tables")
    assert status == 1
    assert errors == f"skipped b.txt: {folder}/b.txt is empty: put the article's text into it or take it away\n"


def test_many_skipped_inputs_are_counted(folder: Path) -> None:
    for i in range(12):
        (folder / f"b{i:02}.txt").write_bytes(b"")
    out = folder.parent / "tables"
    status, _, errors = run("code", folder, "--out", out)
    assert status == 1
    assert len(errors.splitlines()) == 11
    assert errors.splitlines()[-1] == f"... and 2 more, all in {out}/skipped.csv"
    assert len(tables.read(out)["skipped"]) == 12


def test_nothing_readable_gives_status_2_and_no_tables(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"")
    out = folder.parent / "tables"
    status, said, errors = run("code", folder, "--out", out)
    assert (status, said) == (2, "")
    assert errors.endswith("standpunkt: no article could be read, nothing was written\n")
    assert not out.exists()


@pytest.mark.parametrize("arguments", [["code"], ["code", "a.txt"], ["code", "--out", "t"]])
def test_code_without_texts_or_folder(arguments: list[str]) -> None:
    assert run(*arguments) == (
        2,
        "",
        "standpunkt: name the texts and a folder for the tables: code PATH... --out DIR\n",
    )


def test_a_foreign_folder_is_refused(folder: Path) -> None:
    status, said, errors = run("code", folder, "--out", folder)
    assert (status, said) == (2, "")
    assert errors == (
        f"standpunkt: {folder} holds a.txt, which is no table of this program: name an empty or new folder\n"
    )
    assert (folder / "a.txt").read_text("utf-8") == TEXT


def test_faulty_sources_are_explained(folder: Path) -> None:
    sources = folder.parent / "known.csv"
    sources.write_text("file,outlet\n", "utf-8")
    status, _, errors = run("code", folder, "--out", folder.parent / "t", "--sources", sources)
    assert status == 2
    assert errors == (
        f"standpunkt: {sources}: the columns must be file, outlet, url, date, note "
        "(unknown: none; missing: url, date, note)\n"
    )
    status, _, errors = run("code", folder, "--out", folder.parent / "t", "--sources", folder / "gone.csv")
    assert status == 2
    assert errors.startswith("standpunkt: ") and "gone.csv" in errors and "Traceback" not in errors


def test_explain_tells_why(folder: Path) -> None:
    status, out, errors = run("code", "--explain", folder / "a.txt")
    assert (status, errors) == (0, "")
    assert "POL: rejects (asserted)\n    decided by " in out
    assert "“Polen schickt keine Soldaten in die Ukraine, sagte Regierungschef Tusk am 6. März 2025.”" in out
    assert [p.name for p in folder.iterdir()] == ["a.txt"]


def test_explain_tells_that_there_is_nothing(folder: Path) -> None:
    (folder / "a.txt").write_text("Das Wetter bleibt schön.\n", "utf-8")
    status, out, _ = run("code", "--explain", folder / "a.txt")
    assert status == 0
    assert "No country has a position in this text." in out


def test_explain_of_a_file_that_is_not_there(folder: Path) -> None:
    path = folder / "gone.txt"
    assert run("code", "--explain", path) == (
        2,
        "",
        f"standpunkt: gone.txt: {path} is not there: check the spelling of the path\n",
    )


def test_terms_of_a_day() -> None:
    status, out, errors = run("terms", "2025-05-06")
    assert (status, errors) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    chancellors = [line for line in out.splitlines() if line.startswith("DEU") and "Bundeskanzler " in line]
    assert [("Friedrich Merz" in line, "2025-05-06" in line) for line in chancellors] == [(True, True)]


def test_another_window_bounds_undated_texts_and_flags_others(tmp_path: Path) -> None:
    folder, out = tmp_path / "texts", tmp_path / "tables"
    folder.mkdir()
    (folder / "a.txt").write_text("Oslo schickt keine Soldaten in die Ukraine.", "utf-8")
    (folder / "b.txt").write_text("12.03.2025\n\nWien schickt keine Soldaten in die Ukraine.", "utf-8")
    assert run("code", folder, "--out", out, "--window", "2023-01-01", "2023-12-31")[0] == 0
    articles = tables.read(out)["articles"].set_index("article_id")
    assert articles["in_window"].to_dict() == {"a": "unknown", "b": "no"}
