"""Corpus: what is read, in which encoding, and what is said about inputs that are not."""

from __future__ import annotations

import bz2
import csv
import gzip
import hashlib
import io
import json
import lzma
import tracemalloc
import unicodedata
import zipfile
from datetime import date, datetime
from email.message import EmailMessage
from importlib.resources import files
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Columns, decoded, read_article, read_articles, read_sources, row_of
from analysis.corpus.columns import cell_text
from analysis.corpus.decoding import decode
from analysis.corpus.languages import foreign
from analysis.records import Article, Skipped, Unreadable

SEEDS = Path(__file__).parent.parent / "seeds"
ENDINGS = ".txt, .md, .html, .htm, .xhtml, .mht, .mhtml, .csv, .tsv, .jsonl, .ndjson, .json, .parquet"
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
        ("a.txt", b"\xef\xbb\xbf", "is empty: put the article's text into it or take it away"),
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
        Skipped("a.docx", f".docx is not read: save it as one of {ENDINGS}, .zip"),
        Skipped("empty", f"{tmp_path / 'empty'} holds no files to read: put articles in it ({ENDINGS})"),
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


@pytest.mark.parametrize(
    "text", ["file;outlet;url;date;note\nä.txt;Blatt;;;\n", "file\toutlet\turl\tdate\tnote\nä.txt\tBlatt\t\t\t\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_sources_as_spreadsheets_write_them(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "sources.csv").write_bytes(text.encode(encoding))
    assert read_sources(tmp_path / "sources.csv")["ä.txt"]["outlet"] == "Blatt"


def test_sidecar_names_articles_by_file_or_id(tmp_path: Path) -> None:
    """The file names of a Mac have umlauts of two characters, and a researcher types one."""
    (tmp_path / unicodedata.normalize("NFD", "Ä.txt")).write_text(TEXT, "utf-8")
    (tmp_path / "b.csv").write_text(
        f"article_id,text,outlet\n7,{TEXT.replace(',', '')},Eigenes\n8,Wien sagt Nein.,\n", "utf-8"
    )
    rows = "Ä.txt,Eins,https://x.test/a,,\n7,Zwei,,,\nb.csv,Drei,,,\n"
    known = read_sources(sources(tmp_path, f"file,outlet,url,date,note\n{rows}"))
    read = [item for item in read_articles([tmp_path], known) if isinstance(item, Article)]
    assert [(item.article_id, item.outlet, item.url) for item in read] == [
        ("Ä", "Eins", "https://x.test/a"),
        ("7", "Zwei", ""),
        ("8", "Drei", ""),
    ]
    assert [row_of(item, known)["file"] for item in read] == ["Ä.txt", "7", "b.csv"]


ROWS = [
    {"title": "Wien sagt ab", "body": TEXT, "Datum": "2025-03-06", "source": "Musterblatt", "url": "https://x.test/1"},
    {"title": None, "body": "Oslo, so heißt es,\nprüft das noch.", "Datum": "07.03.2025", "source": "", "url": None},
]


def table(separator: str = ",") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(ROWS[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(ROWS)
    return stream.getvalue().encode()


def parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), stream)
    return stream.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


JSON_LINES = "\n".join(json.dumps({k: v for k, v in row.items() if v}) for row in ROWS).encode()
JSON_ARRAY = json.dumps(ROWS, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", table()),
        ("t.csv", b"\xef\xbb\xbf" + table(";")),
        ("t.CSV", table("|")),
        ("t.tsv", table("\t")),
        ("t.csv", table(";").decode().encode("utf-16")),
        ("t.jsonl", JSON_LINES),
        ("t.ndjson", b"\n" + JSON_LINES.replace(b"\n", b"\r\n\r\n")),
        ("t.json", JSON_ARRAY.encode()),
        ("t.json", JSON_ARRAY.encode("utf-16")),
        ("t.json", JSON_ARRAY.replace("–", "-").replace("„", "'").replace("“", "'").encode("latin-1")),
        ("t.parquet", parquet()),
        ("t.csv.gz", gzip.compress(table())),
        ("t.jsonl.bz2", bz2.compress(JSON_LINES)),
        ("t.json.xz", lzma.compress(JSON_ARRAY.encode())),
        ("t.parquet.gz", gzip.compress(parquet())),
        ("t.zip", zipped("sub/t.csv", table())),
        ("t.zip", zipped("t.jsonl.gz", gzip.compress(JSON_LINES))),
        ("t.zip", zipped("t.parquet", parquet())),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_table_gives_the_same_articles(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    read = [item for item in read_articles([tmp_path]) if isinstance(item, Article)]
    text = TEXT if read[0].encoding != "cp1252" else TEXT.replace("–", "-").replace("„", "'").replace("“", "'")
    assert [(a.article_id, a.source, a.title, a.outlet, a.url, a.date, a.dated_by) for a in read] == [
        ("t-1", f"Wien sagt ab\n\n{text}", "Wien sagt ab", "Musterblatt", "https://x.test/1", "2025-03-06", "column"),
        ("t-2", "Oslo, so heißt es,\nprüft das noch.", "", "", "", "07.03.2025", "column"),
    ]
    assert [a.sha256 for a in read] == [hashlib.sha256(a.source.encode()).hexdigest() for a in read]


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Nr,Kopf,Volltext,text,wann\nA 7,Wien sagt ab,Nein.,x,gestern\n", "utf-8")
    columns = Columns(text="Volltext", title="Kopf", date="wann", id="Nr")
    (one,) = read_articles([tmp_path], columns=columns)
    assert isinstance(one, Article)
    assert (one.article_id, one.source, one.date) == ("A 7", "Wien sagt ab\n\nNein.", "gestern")


def test_a_title_that_the_text_begins_with_is_not_put_before_it(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('title,text\nWien sagt ab,"Wien  sagt ab\nDie Regierung schweigt."\n', "utf-8")
    (one,) = read_articles([tmp_path])
    assert isinstance(one, Article) and one.source == "Wien  sagt ab\nDie Regierung schweigt."


@pytest.mark.parametrize(
    ("name", "content", "columns", "reason"),
    [
        (
            "t.csv",
            b"a,b\n1,2\n",
            Columns(),
            "has no column of texts that is recognised: name it with --text (its columns are 'a', 'b')",
        ),
        (
            "t.csv",
            b"text,b\n1,2\n",
            Columns(date="day"),
            "has no column 'day': name another one with --date (its columns are 'text', 'b')",
        ),
        (
            "t.jsonl",
            b'{"text": "Ja."}',
            Columns(date="day"),
            "has no column 'day': name another one with --date (its columns are 'text')",
        ),
        ("t.csv", b"", Columns(), "is empty: put a header with the names of the columns and the articles below it"),
    ],
)
def test_columns_that_are_not_there(tmp_path: Path, name: str, content: bytes, columns: Columns, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    *_, skipped = read_articles([tmp_path], columns=columns)
    assert skipped == Skipped(name, f"{tmp_path / name} {reason}")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2025, 3, 6), "2025-03-06"),
        (datetime(2025, 3, 6, 8, 5), "2025-03-06T08:05:00"),
        (date(2025, 3, 6), "2025-03-06"),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (float("nan"), ""),
        (None, ""),
        (b"Gr\xc3\xbc\xc3\x9fe", "Grüße"),
        ("\ud83d\ude00 \ud800", "😀 \ufffd"),
        ("Grüße", "Grüße"),
    ],
)
def test_cells_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text


PAGE = (
    "<html><head><meta charset='{charset}'><title>Wien sagt ab | Musterblatt</title>"
    "<meta property='og:site_name' content='Musterblatt'>{meta}</head><body><nav><a href='/'>Politik</a></nav>"
    "<article><h1>Wien sagt ab</h1>"
    "<p>{text} Österreich prüfe auch nichts anderes, hieß es am Montag dazu.</p></article>"
    "<aside><time datetime='2020-01-01'>1. Januar 2020</time><div class='date'>02.01.2020</div></aside>"
    "{body}</body></html>"
)
PUBLISHED = "<meta property='article:published_time' content='2025-03-06T08:05:00+01:00'>"


@pytest.mark.parametrize(
    ("meta", "body", "dated"),
    [
        (PUBLISHED, "", "2025-03-06"),
        ("", '<script type="application/ld+json">{"datePublished": "2025-03-07"}</script>', "2025-03-07"),
        ("", "<main><h1>x</h1></main>", ""),
        ("<link rel='canonical' href='https://x.test/2025/03/08/a.html'>", "", ""),
    ],
    ids=["meta", "JSON-LD", "dates of others", "address only"],
)
def test_page(tmp_path: Path, meta: str, body: str, dated: str) -> None:
    page = PAGE.format(charset="utf-8", meta=meta, text=TEXT, body=body)
    (tmp_path / "a.html").write_text(page, "utf-8")
    (one,) = read_articles([tmp_path])
    assert isinstance(one, Article)
    assert (one.article_id, one.title, one.outlet, one.date) == ("a", "Wien sagt ab", "Musterblatt", dated)
    assert one.dated_by == ("html" if dated else "")
    assert one.url == ("https://x.test/2025/03/08/a.html" if "canonical" in meta else "")
    assert one.source == f"Wien sagt ab\n{TEXT} Österreich prüfe auch nichts anderes, hieß es am Montag dazu."
    assert one.sha256 == hashlib.sha256(page.encode()).hexdigest()


@pytest.mark.parametrize(
    ("charset", "encoding", "recorded"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("windows-1250", "cp1250", "windows-1250"),
        ("utf-8", "cp1252", "cp1252"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("no-such-codec", "cp1252", "cp1252"),
        ("utf-16", "utf-16", "utf-16"),
    ],
)
def test_page_in_another_encoding_than_it_says(tmp_path: Path, charset: str, encoding: str, recorded: str) -> None:
    (tmp_path / "a.htm").write_bytes(PAGE.format(charset=charset, meta="", text=TEXT, body="").encode(encoding))
    (one,) = read_articles([tmp_path])
    assert isinstance(one, Article) and TEXT in one.source
    assert one.encoding == recorded


def test_page_with_its_parts_in_one_file(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Wien sagt ab"
    message["Snapshot-Content-Location"] = "https://x.test/a.html"
    message.set_content("Text")
    message.add_alternative(
        PAGE.format(charset="utf-8", meta=PUBLISHED, text=TEXT, body=""), subtype="html", cte="base64"
    )
    (tmp_path / "a.mht").write_bytes(message.as_bytes())
    (one,) = read_articles([tmp_path])
    assert isinstance(one, Article)
    assert (one.title, one.url, one.date) == ("Wien sagt ab", "https://x.test/a.html", "2025-03-06")
    assert TEXT in one.source


def test_text_files_in_archives(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode("cp1252")))
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for name in ("sub/c.txt", "sub/b.md", "sub/README.md", ".hidden.txt", "__MACOSX/sub/b.md", "../up.txt"):
            archive.writestr(name, TEXT)
    read = [item for item in read_articles([tmp_path]) if isinstance(item, Article)]
    assert [(item.article_id, item.file, item.encoding) for item in read] == [
        ("a", "a.txt.gz", "cp1252"),
        ("b", "z.zip/sub/b.md", "utf-8"),
        ("c", "z.zip/sub/c.txt", "utf-8"),
    ]
    assert not (tmp_path.parent / "up.txt").exists()
    for item in read:
        assert read_article(tmp_path, item.file, item.article_id) == item
    assert read_article(tmp_path, "z.zip/sub/c.txt", "b") is None
    assert read_article(tmp_path, "gone.txt", "gone") is None


def test_rows_come_one_at_a_time(tmp_path: Path) -> None:
    """A table may be larger than the memory: a row is read only when it is asked for."""
    (tmp_path / "t.jsonl").write_bytes((JSON_LINES + b"\n") * 20_000)
    items = read_articles([tmp_path])
    tracemalloc.start()
    read = sum(isinstance(item, Article) for item in islice(items, 10_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == 10_000
    assert most < 4_000_000


@pytest.mark.parametrize(
    ("name", "encoding", "text"),
    [
        ("by line", "utf-8|cp1252", "Grüße\n"),
        ("by line", "utf-8/cp1252/utf-8|utf-8", "für\n"),
        ("plain", "utf-16", "a"),
    ],
)
def test_decoded_takes_every_name(name: str, encoding: str, text: str) -> None:
    first = encoding.split("|")[0].split("/")[0]
    assert decoded(text.encode(first), encoding) == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.sampled_from(["utf-8", "cp1252"]))
def test_what_is_decoded_is_decoded_again_by_its_name(text: str, codec: str) -> None:
    content = text.encode(codec, "ignore")
    try:
        source, name = decode(content)
    except Unreadable:
        return
    assert decoded(content, name) == source


@given(st.binary())
def test_any_bytes_give_a_text_or_a_reason(content: bytes) -> None:
    try:
        source, name = decode(content)
    except Unreadable as error:
        assert str(error)
    else:
        assert decoded(content, name) == source


LANGUAGES = list(
    csv.DictReader(files("analysis").joinpath("lexicon/languages.csv").read_text(encoding="utf-8").splitlines())
)


@pytest.mark.parametrize("row", LANGUAGES, ids=[row["language"] for row in LANGUAGES])
def test_language_of_the_example(row: dict[str, str]) -> None:
    assert foreign(row["example"]) == ("" if row["language"] == "German" else row["language"])


@pytest.mark.parametrize("language", [row["language"] for row in LANGUAGES if row["language"] != "German"])
def test_a_text_with_german_in_it_stays(language: str) -> None:
    examples = {row["language"]: row["example"] for row in LANGUAGES}
    assert foreign(f"{examples[language]} {examples['German']}") == ""
