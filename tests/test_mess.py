"""Inputs as they lie about: each ends in the tables or in `skipped` with a reason that says what to do.

tests/cases/mess.json: `text` is written line by line, with `encoding` (a codec, a chain as in the table `articles`, or
one for each line) and `line_end`, into a.txt; or the function named by `build` puts something there. Expected are the
labels and what is skipped, and, where a case names them, the `mentions` as they stand in the source and the `recorded`
encoding. Beside each lies an article that must come out the same whatever happens to its neighbour.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import random
import socket
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analysis import tables
from analysis.coding import code_corpus, inputs_hash
from analysis.corpus import decoded, read_articles
from analysis.records import Article

CASES = json.loads((Path(__file__).parent / "cases" / "mess.json").read_text("utf-8"))
SENTENCE = "Die Regierung in Wien schließt eigene Soldaten für die Ukraine aus."
WITNESS = "Polen schickt keine Soldaten in die Ukraine, sagte Regierungschef Tusk am 6. März 2025.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    (place / "witness.txt").write_text(WITNESS, "utf-8")
    return place


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in an input is fetched: whatever opens a connection fails."""

    def refuse(*_: object) -> None:
        raise AssertionError("an input was fetched from the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def coded(folder: Path) -> tuple[list[list[str]], list[list[str]], tables.Tables]:
    """Labels and skipped inputs beside the witness, whose own rows are checked here, and all tables."""
    made = code_corpus([folder])
    tables.write(made, folder.parent / "out", inputs=inputs_hash([folder]))
    again = tables.read(folder.parent / "out")
    assert {n: t.to_dict("records") for n, t in again.items()} == {n: t.to_dict("records") for n, t in made.items()}
    labels = made["positions"][["article_id", "country", "position"]].values.tolist()
    assert [row for row in labels if row[0] == "witness"] == [["witness", "POL", "rejects"]]
    sources = {item.article_id: item.source for item in read_articles([folder]) if isinstance(item, Article)}
    for row in made["mentions"].itertuples():
        assert sources[row.article_id][row.start : row.end] == row.text
    for row in made["statements"].itertuples():
        assert sources[row.article_id][row.start : row.end] == row.quote
        assert row.start <= row.cue_start < row.cue_end <= row.end
    for row in made["removed"].itertuples():
        assert sources[row.article_id][row.start : row.end] == row.text
    skipped = [[file, reason.replace(str(folder), "{folder}")] for file, reason in made["skipped"].values.tolist()]
    return [row for row in labels if row[0] != "witness"], skipped, made


def written(case: dict[str, Any]) -> bytes:
    """The bytes of the case's file."""
    end = case.get("line_end", "\n")
    encoding = case.get("encoding", "utf-8")
    if isinstance(encoding, list):
        return b"".join(_encoded(line + end, one) for line, one in zip(case["text"], encoding, strict=True))
    content = _encoded(end.join(case["text"]) + end, encoding)
    return content + bytes.fromhex(case.get("bytes_after", ""))


def _encoded(text: str, chain: str) -> bytes:
    import ftfy.bad_codecs  # noqa: F401 (registers sloppy-windows-1252)

    *misread, last = chain.split("/")
    for written, meant in zip(misread[::2], misread[1::2], strict=True):
        text = text.encode(written).decode(meant)
    return text.encode(last, "ignore" if last in ("mac_roman", "cp850", "cp437") else "strict")


def sparse(folder: Path) -> None:
    with (folder / "a.txt").open("wb") as stream:
        stream.truncate(200_000_000)


def binary(folder: Path) -> None:
    (folder / "a.txt").write_bytes(random.Random(1).randbytes(5_000))


def long_article(folder: Path) -> None:
    (folder / "a.txt").write_text((SENTENCE + "\n") * 8_000, "utf-8")


def folder_loop(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "a.txt").write_text(SENTENCE, "utf-8")
    (folder / "b" / "up").symlink_to(folder)


def file_loop(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "b.txt")
    (folder / "b.txt").symlink_to(folder / "a.txt")


def dangling(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "gone.txt")


def linked_folder(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "a.txt").write_text(SENTENCE, "utf-8")
    (folder / "b").symlink_to(folder.parent / "elsewhere")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")


def no_ending(folder: Path) -> None:
    (folder / "notes").write_text(SENTENCE, "utf-8")


def office(folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"PK\x03\x04")


def damaged_gzip(folder: Path) -> None:
    (folder / "a.txt.gz").write_bytes(gzip.compress(SENTENCE.encode() * 50)[:60])


def no_gzip(folder: Path) -> None:
    (folder / "a.txt.gz").write_text(SENTENCE, "utf-8")


def damaged_xz(folder: Path) -> None:
    (folder / "a.txt.xz").write_bytes(lzma.compress(SENTENCE.encode())[:-9])


def damaged_bzip2(folder: Path) -> None:
    (folder / "a.txt.bz2").write_bytes(bz2.compress(SENTENCE.encode())[:-9])


def damaged_zip(folder: Path) -> None:
    (folder / "a.zip").write_bytes(b"PK\x03\x04 and nothing more")


def zip_in_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("b.zip", b"PK")
        archive.writestr("a.txt", SENTENCE)


def zip_bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"text\n" + bytes(150_000_000))


def gzip_bomb(folder: Path) -> None:
    with gzip.open(folder / "a.csv.gz", "wb") as stream:
        stream.write(b"text\n" + b"x" * 150_000_000)


def large_in_gzip(folder: Path) -> None:
    (folder / "a.txt.gz").write_bytes(gzip.compress((SENTENCE + "\n").encode() * 200_000))


def damaged_parquet(folder: Path) -> None:
    (folder / "a.parquet").write_bytes(b"PAR1 and nothing more")


def nested_json(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": ' + "[" * 100_000 + "\n" + json.dumps({"text": SENTENCE}), "utf-8")


def address_as_page(folder: Path) -> None:
    (folder / "a.html").write_text("https://127.0.0.1/artikel.html", "utf-8")


def empty_page(folder: Path) -> None:
    (folder / "a.html").write_text("<html><body></body></html>", "utf-8")


def page_with_traps(folder: Path) -> None:
    """What a page may hold: a script, a picture and a style sheet from elsewhere, an entity that is a file."""
    (folder / "a.html").write_text(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><head>'
        "<title>Wien schließt Soldaten aus</title>"
        '<link rel="stylesheet" href="http://127.0.0.1/x.css"><script src="http://127.0.0.1/x.js"></script>'
        '<script>document.write("Frankreich schickt Soldaten in die Ukraine.")</script><base href="http://127.0.0.1/">'
        f'</head><body><article><h1>Wien schließt Soldaten aus</h1><img src="http://127.0.0.1/x.png"><p>&x;{SENTENCE} '
        "Das sagte der Kanzler am Montag nach der Sitzung der Regierung.</p></article></body></html>",
        "utf-8",
    )


def deep_page(folder: Path) -> None:
    (folder / "a.html").write_text("<html><body>" + "<div>" * 100_000 + f"<p>{SENTENCE}</p>", "utf-8")


def wall_page(folder: Path) -> None:
    case = next(case for case in CASES if case["name"] == "consent wall")
    body = "".join(f"<p>{line}</p>" for line in case["text"])
    (folder / "a.html").write_text(f"<html><body><main>{body}</main></body></html>", "utf-8")


def parts_of_a_page(folder: Path) -> None:
    (folder / "oslo_files").mkdir()
    (folder / "oslo_files" / "frame.html").write_text(f"<html><body><p>{SENTENCE}</p></body></html>", "utf-8")
    (folder / "oslo_files" / "x.js").write_text("1", "utf-8")
    (folder / "oslo.html").write_text(
        f"<html><body><article><p>{SENTENCE} Mehr wurde dazu am Montag nicht gesagt.</p></article></body></html>",
        "utf-8",
    )


def own_tables(folder: Path) -> None:
    tables.write(tables.frames([]), folder / "b")


def one_id(folder: Path) -> None:
    (folder / "a.md").write_text(SENTENCE, "utf-8")
    (folder / "a.txt").write_text("Norwegen lehnt Soldaten für die Ukraine ab.", "utf-8")


def table_without_text(folder: Path) -> None:
    (folder / "a.csv").write_text("Überschrift,Zahl\nWien,1\n", "utf-8")


def open_quotation_mark(folder: Path) -> None:
    swallowed = (SENTENCE * 1_500 + "\n") * 20
    (folder / "a.csv").write_text(f'text\n{SENTENCE}\n"{swallowed}{SENTENCE}\n', "utf-8")


def rows_that_do_not_fit(folder: Path) -> None:
    """A comma without quotation marks, no text, a blank line, Latin-1, and two encodings in one row."""
    rows = [f'"{SENTENCE}",Blatt', "Wien, sagt, nein,Blatt", ",Blatt", "", f'"{SENTENCE}",Blatt']
    content = "\n".join(["text,outlet", *rows]).encode()
    (folder / "a.csv").write_bytes(content + f'\n"{SENTENCE}",x\n'.encode("latin-1") + rows[0].encode() + b"\xfc\n")


def objects_that_do_not_fit(folder: Path) -> None:
    lines = [
        {"text": SENTENCE},
        [SENTENCE],
        {"title": "Wien"},
        {"text": ["Wien"]},
        {"text": ""},
        {"text": "\ud800 Wien"},
    ]
    (folder / "a.jsonl").write_text("\n".join([*map(json.dumps, lines), '{"text": ', "NaN"]), "utf-8")


def endless_line(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "' + "x" * 20_000_000 + '"}\n' + json.dumps({"text": SENTENCE}), "utf-8")


def long_word(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{SENTENCE}\n{'x' * 200_000}", "utf-8")


def long_line(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{SENTENCE} " + "Es ging um Zölle und um Fische. " * 2_000, "utf-8")


def live_blog(folder: Path) -> None:
    """50 entries of 50 days, the latest first, as such pages have them."""
    time, lines = datetime(2025, 3, 30, 20, 15), ["Liveblog zu den Truppen für die Ukraine", ""]
    for number in range(50):
        told = SENTENCE if number % 2 else "Norwegen ist bereit, Soldaten in die Ukraine zu schicken, hieß es in Oslo."
        lines += [f"{time:%d.%m.%Y, %H:%M} Uhr", f"{told} Das war Meldung {number} von vielen an diesem Tag.", ""]
        time -= timedelta(hours=25)
    (folder / "a.txt").write_text("\n".join(lines), "utf-8")


def odd_names(folder: Path) -> None:
    """Each name is an id of its own; what is no UTF-8 is written out, as tables are UTF-8."""
    for name in (
        b"a b.txt",
        b'it\'s "so".txt',
        b"two\nlines.txt",
        "U\u0308bersicht.txt".encode(),
        b"\xff\xfe.txt",
        b"=1+1.txt",
    ):
        (folder / os.fsdecode(name)).write_text(SENTENCE, "utf-8")


def two_tables_with_one_id(folder: Path) -> None:
    (folder / "a.csv").write_text(f'article_id;text\n7;"{SENTENCE}"\n', "utf-8")
    (folder / "b.jsonl").write_text(json.dumps({"article_id": 7, "text": "Norwegen lehnt Soldaten ab."}), "utf-8")


def long_row(folder: Path) -> None:
    (folder / "a.csv").write_text("text\n" + SENTENCE * 5_000 + f"\n{SENTENCE}\n", "utf-8")


#: What a case names with `build`: what lies beside the witness.
BUILDERS: dict[str, Callable[[Path], None]] = {
    each.__name__: each
    for each in (
        sparse,
        binary,
        long_article,
        folder_loop,
        file_loop,
        dangling,
        linked_folder,
        pipe,
        no_ending,
        office,
        damaged_gzip,
        no_gzip,
        damaged_xz,
        damaged_bzip2,
        damaged_zip,
        zip_in_zip,
        zip_bomb,
        gzip_bomb,
        large_in_gzip,
        damaged_parquet,
        nested_json,
        address_as_page,
        empty_page,
        page_with_traps,
        deep_page,
        wall_page,
        parts_of_a_page,
        own_tables,
        one_id,
        table_without_text,
        open_quotation_mark,
        rows_that_do_not_fit,
        objects_that_do_not_fit,
        endless_line,
        long_word,
        long_line,
        live_blog,
        odd_names,
        two_tables_with_one_id,
        long_row,
    )
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_mess(folder: Path, case: dict[str, Any]) -> None:
    if "build" in case:
        BUILDERS[case["build"]](folder)
    else:
        (folder / "a.txt").write_bytes(written(case))
    labels, skipped, made = coded(folder)
    assert (labels, skipped) == (case["labels"], case["skipped"])
    articles = made["articles"].set_index("article_id")
    if "recorded" in case:
        assert articles.loc["a", "encoding"] == case["recorded"]
    if "mentions" in case:
        found = made["mentions"].loc[made["mentions"]["article_id"] == "a", "text"].tolist()
        assert [text for text in case["mentions"] if text not in found] == []
    if "text" in case and "a" in articles.index:
        (article,) = read_articles([folder / "a.txt"])
        assert isinstance(article, Article)
        assert decoded((folder / "a.txt").read_bytes(), articles.loc["a", "encoding"]) == article.source


def test_every_builder_is_a_case() -> None:
    assert sorted(case["build"] for case in CASES if "build" in case) == sorted(BUILDERS)


@pytest.fixture
def anyone() -> Iterator[Path]:
    """A folder outside pytest's own, which only its owner may enter, for a run as a user without rights."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        place = Path(name) / "texts"
        place.mkdir()
        (place / "witness.txt").write_text(WITNESS, "utf-8")
        code_corpus([place])  # loads what only the owner of the checkout may read
        owner = os.geteuid()
        yield place
        os.seteuid(owner)


def test_what_may_not_be_read_is_told(anyone: Path) -> None:
    for name in ("shut", "half"):
        (anyone / name).mkdir()
        (anyone / name / "a.txt").write_text(SENTENCE, "utf-8")
    (anyone / "b.txt").write_text(SENTENCE, "utf-8")
    (anyone / "b.txt").chmod(0)
    (anyone / "shut").chmod(0)
    (anyone / "half").chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)  # names can be listed, files not opened
    if os.geteuid() == 0:
        os.seteuid(65534)  # permissions do not bind the superuser
    made = code_corpus([anyone])
    assert made["positions"][["article_id", "country", "position"]].values.tolist() == [["witness", "POL", "rejects"]]
    assert made["skipped"].values.tolist() == [
        ["b.txt", f"{anyone}/b.txt cannot be opened (Permission denied): check that it is a readable file"],
        ["half/a.txt", f"{anyone}/half/a.txt cannot be opened (Permission denied): check that it is a readable file"],
        ["shut", f"{anyone}/shut cannot be opened (Permission denied): get the right to read it"],
    ]
    assert set(inputs_hash([anyone])) == {"inputs", "library", "version"}
