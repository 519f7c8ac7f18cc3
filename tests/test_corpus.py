"""Corpus: what is read, in which encoding, and what is said about inputs that are not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from analysis.corpus import read_articles, read_sources
from analysis.records import Article, Skipped

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "Österreich schickt keine Soldaten – „vorerst“ nicht, heißt es in Wien."


def read_one(path: Path) -> Article | Skipped:
    (item,) = read_articles([path])
    return item


def test_source_articles() -> None:
    articles = list(read_articles([SEEDS]))
    assert [item.file for item in articles] == sorted(path.name for path in SEEDS.glob("*.txt"))
    for item in articles:
        assert isinstance(item, Article)
        content = (SEEDS / item.file).read_bytes()
        assert (item.encoding, item.article_id) == ("utf-8", item.file.removesuffix(".txt"))
        assert item.sha256 == hashlib.sha256(content).hexdigest()
        assert item.source.encode(item.encoding) == content


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"Nur ASCII, keine Umlaute.", "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
        ("Österreich prüft\x81 das.".encode("latin-1"), "latin-1"),
        (TEXT.replace(" ", "\r\n").encode("cp1252"), "cp1252"),
    ],
    ids=[
        "UTF-8",
        "ASCII",
        "UTF-8 with mark",
        "UTF-16 little-endian with mark",
        "UTF-16 big-endian with mark",
        "UTF-16 little-endian",
        "UTF-16 big-endian",
        "UTF-32 with mark",
        "Windows-1252",
        "Latin-1",
        "Windows line ends",
    ],
)
def test_encoding(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert read_one(path) == Article(
        "a", "a.txt", content.decode(encoding), encoding, hashlib.sha256(content).hexdigest()
    )


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty: put the article's text into it or take it away"),
        ("a.txt", b" \r\n\t", "is empty: put the article's text into it or take it away"),
        ("a.txt", b"\xef\xbb\xbf", "holds no words: put the article's text into it or take it away"),
        ("a.txt", b"--- ***", "holds no words: put the article's text into it or take it away"),
        ("a.txt", b"%PDF-1.7 x", "is a PDF document, not plain text: save its text as a UTF-8 .txt file"),
        (
            "a.txt",
            b"PK\x03\x04 word",
            "is a zip archive (as .docx, .odt and .epub files are), not plain text: save its text as a UTF-8 .txt file",
        ),
        (
            "a.txt",
            b"\x00\x01\x02\x03\x04text",
            "is not plain text (it holds zero bytes): save its text as a UTF-8 .txt file",
        ),
        (
            "a.txt",
            b"\x01\x02\x03\x04 text",
            "is not plain text (too many control characters): save its text as a UTF-8 .txt file",
        ),
        (
            "a.txt",
            TEXT.encode() + b" \xfc",
            "mixes encodings: it is UTF-8 except at byte 79; repair the character there in an editor "
            "and save it as UTF-8",
        ),
        ("a.txt", b"\xff\xfea", "starts like utf-16 but is damaged at byte 2: save it again as UTF-8"),
    ],
)
def test_unreadable_content_is_skipped(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert read_one(path) == Skipped(name, f"{path} {reason}")


def test_unreadable_paths_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    absent = tmp_path / "b.txt"
    assert list(read_articles([tmp_path / "a.docx", tmp_path / "empty", absent])) == [
        Skipped("a.docx", ".docx is not read: save it as one of .txt, .md"),
        Skipped("empty", f"{tmp_path / 'empty'} holds no files to read: put .txt or .md files into it"),
        Skipped("b.txt", f"{absent} is not there: check the spelling of the path"),
    ]


def test_two_files_with_one_id(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.md", "y/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    first, second, third = read_articles([tmp_path])
    assert isinstance(first, Article) and (first.article_id, first.file) == ("a", "x/a.txt")
    assert second == Skipped(
        "y/a.md", f"{tmp_path / 'y/a.md'} and {tmp_path / 'x/a.txt'} have one id, a: rename one of them"
    )
    assert isinstance(third, Article) and third.file == "y/b.txt"


def test_companions_of_articles_are_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", "sources.csv", "reference_positions.csv", ".hidden.txt", "LICENSE", "a.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [item.file for item in read_articles([tmp_path])] == ["a.txt"]


def test_articles_come_one_at_a_time(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    items = read_articles([tmp_path])
    assert next(items).file == "a.txt"
    (tmp_path / "b.txt").write_bytes(b"")
    assert isinstance(next(items), Skipped)


def sources(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_sidecar_gives_the_outlet(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    known = read_sources(
        sources(tmp_path, "file,outlet,url,date,note\na.txt,Musterblatt,,2025-09,\nc.txt,,,2025-09-04,not there\n")
    )
    assert known == {
        "a.txt": {"file": "a.txt", "outlet": "Musterblatt", "url": "", "date": "2025-09", "note": ""},
        "c.txt": {"file": "c.txt", "outlet": "", "url": "", "date": "2025-09-04", "note": "not there"},
    }
    outlets = {item.file: item.outlet for item in read_articles([tmp_path], known) if isinstance(item, Article)}
    assert outlets == {"a.txt": "Musterblatt", "b.txt": ""}


def test_sources_of_the_source_articles() -> None:
    assert sorted(read_sources(SEEDS / "sources.csv")) == sorted(path.name for path in SEEDS.glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "file,outlet,url,day,note\n",
            ": the columns must be file, outlet, url, date, note (unknown: day; missing: date)",
        ),
        (
            "",
            ": the columns must be file, outlet, url, date, note "
            "(unknown: none; missing: file, outlet, url, date, note)",
        ),
        (
            "file,outlet,url,date,note\na.txt,,,04.09.2025,\n",
            ", line 2: '04.09.2025' is no date; write YYYY-MM-DD or YYYY-MM, or leave it empty",
        ),
        (
            "file,outlet,url,date,note\na.txt,,,2025-02-30,\n",
            ", line 2: '2025-02-30' is no date; write YYYY-MM-DD or YYYY-MM, or leave it empty",
        ),
        ("file,outlet,url,date,note\na.txt,,,,\na.txt,,,,\n", ", line 3: a.txt has a row already; keep one of them"),
        (
            "file,outlet,url,date,note\n,X,,,\n",
            ", line 2: the cell file is empty; enter the name of the article's file",
        ),
        (
            "file,outlet,url,date,note\na.txt,A, B,,,\n",
            ", line 2: a row has 5 cells; put a cell with a comma in quotes",
        ),
    ],
)
def test_faulty_sources(tmp_path: Path, text: str, message: str) -> None:
    path = sources(tmp_path, text)
    with pytest.raises(ValueError) as error:
        read_sources(path)
    assert str(error.value) == f"{path}{message}"
