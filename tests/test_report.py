"""Notebooks to PDF: through the Python API, the command line and a running Jupyter server, all of them real."""

import base64
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbconvert.exporters import get_export_names
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import trends
from analysis.coding import SEEDS, load_or_code
from analysis.report import NotebookFailed, cover, export_pdfs, report, run_notebooks
from analysis.report.appendix import evidence
from analysis.report.pdf import StandpunktPDFExporter, StandpunktPDFWithCodeExporter

NASTY = "#*_$\\@<>[]{}\"'`~ -- ... -? // /* = + 1. #panic() $x$ @ref <label> -1"
QUOTES = ("„Wir schließen nichts aus“", "»auch das nicht«", "“quoted”", "‚einfach‘", "\"straight\" and 'single'")


def figure(ending):
    with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "standpunkt"}):
        drawing, axes = plt.subplots(figsize=(5, 3))
        axes.plot([1, 2, 3], [2, 0, 1])
        axes.set_title(f"Größe als {ending}")
        file = io.BytesIO()
        drawing.savefig(file, format=ending, metadata={"Date": None} if ending == "svg" else None)
        plt.close(drawing)
    return file.getvalue()


def table(frame):
    with pd.option_context("display.max_colwidth", None):
        data = {"text/html": frame.to_html(), "text/plain": "the text form"}
    return new_code_cell("frame", outputs=[new_output("display_data", data)])


def sample():
    frame = pd.DataFrame({"country": ["FRA", "DEU"], "score": [1.25, -2.0], "quote": [QUOTES[0], NASTY]})
    wide = pd.DataFrame(np.arange(60).reshape(3, 20) * 1234.5).add_prefix("spalte_")
    rows = pd.DataFrame({"row": [f"Zeile {number}" for number in range(120)]}).rename_axis("place")
    svg = {"image/svg+xml": figure("svg").decode(), "image/png": base64.b64encode(figure("png")).decode()}
    png = {"image/png": base64.b64encode(figure("png")).decode()}
    said = {"alt": "Die Linie fällt und steigt", "caption": "Positionen „von zwei auf null“"}
    text = [
        *QUOTES,
        'The word <span lang="de">Waffenstillstand</span> is German',
        "[down](#Zweite-Überschrift), [nowhere](#No-Such-Heading), [out](https://example.org/a_b?c=1#d)",
        "[file](../README.md), [other](02-other.ipynb#x), $\\frac{a}{b}$, $\\unknown{",
    ]
    return new_notebook(
        metadata={
            "standpunkt": {
                "published": "2025-02-17 to 2025-03-06",
                "articles": 5,
                "version": "9.9",
                "inputs": "ab12",
                "latest": "2025-03-06",
            }
        },
        cells=[
            new_markdown_cell("# Wer führt an?\n\n" + "\n\n".join(text)),
            new_markdown_cell(
                "```{=typst}\n#panic()\n```\n\n<div typst:text:fill='panic()' lang='de'>Absatz</div>\n\n"
            ),
            new_markdown_cell("## Erste Überschrift\n\n#### Tiefer\n\n## Zweite Überschrift\n\n## Zweite Überschrift"),
            table(frame),
            table(wide),
            table(rows),
            new_code_cell("plot", outputs=[new_output("display_data", svg, metadata=said)]),
            new_code_cell("plot", outputs=[new_output("display_data", png)], metadata={"alt": "Dasselbe als Bild"}),
            new_code_cell(
                "print(hidden_source)",
                outputs=[
                    new_output("stream", name="stdout", text=NASTY + "\n"),
                    new_output("stream", name="stderr", text="a warning with a path"),
                    new_output("display_data", {"text/markdown": NASTY + "\n\n```{=typst}\n#panic()\n```"}),
                    new_output("display_data", {"text/plain": NASTY}),
                ],
            ),
            new_code_cell(""),
            new_code_cell(
                "1/0",
                outputs=[
                    new_output(
                        "error",
                        ename="ZeroDivisionError",
                        evalue="by zero",
                        traceback=["\x1b[31mZeroDivisionError\x1b[0m: by zero"],
                    )
                ],
            ),
        ],
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("first")
    nbformat.write(sample(), made / "sample.ipynb")
    return made


@pytest.fixture(scope="module")
def pdf(folder):
    return StandpunktPDFExporter().from_filename(str(folder / "sample.ipynb"))[0]


@pytest.fixture(scope="module")
def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def text(reader):
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def tree(node, kind):
    """All structure elements of a kind below `node`."""
    node = node.get_object()
    if not isinstance(node, dict):
        return []
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    return [node] * (node.get("/S") == kind) + [found for child in children for found in tree(child, kind)]


def bookmarks(outline):
    return [bookmarks(entry) if isinstance(entry, list) else entry.title for entry in outline]


def places(page):
    """Where the runs of text on a page start, in points from its lower left corner."""
    found = []

    def visit(text, outer, inner, *_):
        if text.strip():
            across, up = inner[4:]
            found.append((across * outer[0] + up * outer[2] + outer[4], across * outer[1] + up * outer[3] + outer[5]))

    page.extract_text(visitor_text=visit)
    return found


def test_page_is_a4(reader):
    sizes = {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(210, 297)}


def test_title_language_and_tags_are_declared(reader):
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("Wer führt an?", "en", True)
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()


def test_the_file_says_what_it_is_about_and_claims_to_be_accessible_and_archivable(reader):
    about = reader.metadata
    assert (about.author, about.subject) == (
        "Standpunkt contributors",
        "Positions of countries on sending troops to Ukraine, read from German news in 5 texts, "
        "published 2025-02-17 to 2025-03-06",
    )
    assert about["/Keywords"] == "Ukraine, troops, country positions, German news, content analysis"
    assert about["/CreationDate"] == about["/ModDate"] == "D:20250306000000Z"  # of the articles, not of the run
    claims = reader.xmp_metadata.stream.get_data().decode()
    for claim in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<"):
        assert claim in claims


def test_a_notebook_without_articles_has_no_date():
    done, _ = StandpunktPDFExporter().from_notebook_node(new_notebook(cells=[new_markdown_cell("# x")]))
    reader = pypdf.PdfReader(io.BytesIO(done))
    assert "/CreationDate" not in reader.metadata
    assert reader.metadata.subject == "Positions of countries on sending troops to Ukraine, read from German news"


@pytest.mark.parametrize("latest", ["", "2026-01-07"])
def test_no_character_stops_the_page(latest):
    rare = "中文 🎉 \ue000 \uf8ff \U000f0000 \U0010fffd \ufeff \ufffe \uffff \u200b \u2028 \x00 مرحبا"
    outputs = [
        new_output("display_data", {"text/plain": rare}),
        new_output("display_data", {"text/html": f"<p lang='de'>{rare}</p><table><tr><td>{rare}</td></tr></table>"}),
    ]
    cells = [new_markdown_cell(f"# {rare}\n\n## {rare}\n\n{rare}"), new_code_cell("x", outputs=outputs)]
    notebook = new_notebook(cells=[*cells, new_markdown_cell("Ende")], metadata={"standpunkt": {"latest": latest}})
    done, _ = StandpunktPDFExporter().from_notebook_node(notebook)
    assert "Ende" in pypdf.PdfReader(io.BytesIO(done)).pages[-1].extract_text()


def test_headings_are_bookmarks_without_a_skipped_level(reader):
    assert bookmarks(reader.outline) == ["Erste Überschrift", ["Tiefer"], "Zweite Überschrift", "Zweite Überschrift"]


def test_cover_tells_what_was_read(text):
    assert "Articles published 2025-02-17 to 2025-03-06 Number of articles 5" in text
    assert "Standpunkt version 9.9 Hash of the inputs ab12" in text


@pytest.mark.parametrize("quote", QUOTES)
def test_quotation_marks_stay_as_written(text, quote):
    assert quote in text


def test_nothing_in_a_cell_becomes_markup(text):
    assert text.count(NASTY) >= 3  # table, stdout, plain text
    assert "Absatz" in text


def test_tables_keep_every_value_in_columns_that_fit(reader, text):
    assert {
        value for value in ("1.25", "-2.00", "spalte_0", "spalte_19", "72835.5", "Zeile 119") if value not in text
    } == set()
    assert "the text form" not in text
    assert all(24.9 < across / 72 * 25.4 < 210 - 25 for page in reader.pages for across, _ in places(page))


def test_a_long_table_repeats_its_header(reader):
    pages = [page.extract_text() for page in reader.pages if "Zeile" in page.extract_text()]
    assert [("place" in page) for page in pages] == [True] * len(pages)
    assert len(pages) > 1


def test_figures_say_what_they_show(reader):
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    assert [found["/Alt"] for found in tree(root, "/Figure")] == ["Die Linie fällt und steigt", "Dasselbe als Bild"]


def test_a_vector_figure_keeps_its_text_and_caption(text):
    assert "Größe als svg" in text
    assert "Figure 1. Positionen „von zwei auf null“" in text
    assert "Größe als png" not in text


def test_code_and_warnings_are_hidden_and_errors_are_not(text):
    assert ("hidden_source" in text, "a warning" in text, "ZeroDivisionError: by zero" in text) == (False, False, True)


def test_code_is_printed_on_request(folder):
    shown = StandpunktPDFExporter(show_code=True).from_filename(str(folder / "sample.ipynb"))[0]
    assert "print(hidden_source)" in "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(shown)).pages)


def test_the_exporter_with_code_is_the_same_with_code(folder, pdf):
    file = str(folder / "sample.ipynb")
    shown = StandpunktPDFExporter(show_code=True).from_filename(file)[0]
    assert StandpunktPDFWithCodeExporter().from_filename(file)[0] == shown != pdf


def test_only_links_that_lead_somewhere_are_links(reader):
    annotations = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    outside = {note["/A"]["/URI"] for note in annotations if "/URI" in note.get("/A", {})}
    inside = [note for note in annotations if "/URI" not in note.get("/A", {})]
    assert outside == {"https://example.org/a_b?c=1#d"}
    assert len(inside) >= 1 + 4  # the link down, and one for each line of the contents


def test_german_is_marked_as_german(reader):
    paragraphs = tree(reader.trailer["/Root"]["/StructTreeRoot"], "/P")
    assert [found["/Lang"] for found in paragraphs if "/Lang" in found] == ["de"]  # Absatz
    assert b"".join(page.get_contents().get_data() for page in reader.pages).count(b"/Lang(de)") == 1  # the one word


def test_every_font_is_in_the_file(reader):
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert {bool({"/FontFile2", "/FontFile3"} & set(found)) for found in descriptors} == {True}


def test_same_bytes_in_another_folder(pdf, tmp_path):
    nbformat.write(sample(), tmp_path / "sample.ipynb")
    assert StandpunktPDFExporter().from_filename(str(tmp_path / "sample.ipynb"))[0] == pdf


def test_command_line_writes_the_same_file(folder, pdf, tmp_path):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "StandpunktPDF", "--output-dir", str(tmp_path)]
    subprocess.run([*command, str(folder / "sample.ipynb")], check=True, capture_output=True)
    assert (tmp_path / "sample.pdf").read_bytes() == pdf


def printed(*cells):
    done, _ = StandpunktPDFExporter().from_notebook_node(new_notebook(cells=cells), {"metadata": {"name": "x"}})
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(done)).pages)


def test_an_image_that_cannot_be_drawn_leaves_its_description():
    text = printed(
        new_markdown_cell("# Bild\n\n![fehlt](no-such.png)\n\n![im Netz](https://example.org/a.png)"),
        new_code_cell(
            "x", outputs=[new_output("display_data", {"image/svg+xml": "<svg broken"})], metadata={"alt": "kaputt"}
        ),
        new_markdown_cell("Ende"),
    )
    assert "[fehlt] [im Netz] [kaputt] Ende" in text


def test_a_tall_table_of_few_rows_stays_on_its_pages():
    frame = pd.DataFrame(
        {"no": range(14), "satz": ["Deutschland hält sich zurück. " * 25] * 14, "wer": ["Kosiniak-Kamysz"] * 14}
    )
    done, _ = StandpunktPDFExporter().from_notebook_node(new_notebook(cells=[table(frame.T), table(frame)]))
    pages = pypdf.PdfReader(io.BytesIO(done)).pages
    assert all(10 < up / 72 * 25.4 < 297 - 10 for page in pages for _, up in places(page))


def lines_of(*cells):
    """Every page of the cells as a PDF: its lines, without its header and its number."""
    done, _ = StandpunktPDFExporter().from_notebook_node(new_notebook(cells=cells))
    return [page.extract_text().splitlines() for page in pypdf.PdfReader(io.BytesIO(done)).pages]


@pytest.mark.parametrize("filled", range(24, 36))
def test_what_leads_to_a_table_stands_on_its_page(filled):
    text = new_markdown_cell("\n\n".join(["# x", *["Zeile"] * filled, "## Kapitel", "Was in der Tabelle steht:"]))
    rows = pd.DataFrame({"land": [f"Land {number}" for number in range(10)], "zahl": range(10)})
    pages = lines_of(text, new_code_cell("hidden"), table(rows))
    [page] = [page for page in pages if "Was in der Tabelle steht:" in page]
    assert "Kapitel" in page
    assert any(line.startswith("Land 0") for line in page)


def test_marked_words_keep_their_colour():
    cell = new_code_cell(
        "x", outputs=[new_output("display_data", {"text/html": "<p>a <mark style='background:#00ff00'>b</mark></p>"})]
    )
    done, _ = StandpunktPDFExporter().from_notebook_node(new_notebook(cells=[cell]))
    page = pypdf.PdfReader(io.BytesIO(done)).pages[0]
    assert b"0 1 0 scn" in page.get_contents().get_data()


def test_html_in_markdown_is_read_as_html():
    cell = new_markdown_cell("a<br>b <b>fett</b>\n\n<table><tr><th>Land</th></tr><tr><td>Estland</td></tr></table>")
    assert "a b fett Land Estland" in printed(cell)


def test_dollars_and_quotation_marks_are_not_a_formula():
    assert "Es kostet $5 „Milliarden“ und$." in printed(new_markdown_cell("Es kostet $5 „Milliarden“ und$."))


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=st.text(alphabet="#*_$\\@<>[]{}\"'`~-./=+:;,()!?|&^%\n ab1Ä„“»«–", min_size=50, max_size=300))
def test_no_text_stops_the_page(text):
    outputs = [
        new_output("stream", name="stdout", text=text),
        new_output("display_data", {"text/markdown": text}),
        new_output("display_data", {"text/html": f"<p>{text}</p>"}),
    ]
    assert "Ende" in printed(new_markdown_cell(text), new_code_cell(text, outputs=outputs), new_markdown_cell("Ende"))


NOTEBOOKS = {
    "01-first.ipynb": ["import os\nprint(os.environ.get('STANDPUNKT_TABLES', 'none'))", "", "1 + 1"],
    "02-second.ipynb": ["import pathlib\nprint(pathlib.Path.cwd().name)", "'„Zitat“'"],
}


def project(where):
    (where / "notebooks").mkdir(parents=True)
    for name, sources in NOTEBOOKS.items():
        heading = new_markdown_cell(f"# {name[3:-6].title()}\n\n[to the first](01-first.ipynb)\n\n## Teil")
        cells = [heading, *(new_code_cell(source) for source in sources)]
        for number, cell in enumerate(cells):
            cell.id = f"cell-{number}"
        nbformat.write(new_notebook(cells=cells), where / "notebooks" / name)
    return where / "notebooks"


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    return run_notebooks(project(tmp_path_factory.mktemp("run")), about={"articles": 5})


def outputs(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    found = [output for cell in cells for output in cell.get("outputs", ())]
    return ["".join(output.get("text") or output["data"]["text/plain"]) for output in found]


def test_notebooks_run_in_their_folder_and_are_written_back(executed):
    assert [path.name for path in executed] == list(NOTEBOOKS)
    assert [outputs(path) for path in executed] == [["none\n", "2"], ["notebooks\n", "'„Zitat“'"]]


def test_an_executed_notebook_holds_nothing_that_changes(executed, tmp_path):
    again = run_notebooks(project(tmp_path / "again"), about={"articles": 5})
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in executed]
    content = json.loads(executed[0].read_text("utf-8"))
    assert "version" not in content["metadata"]["language_info"]
    assert [cell.get("execution_count") for cell in content["cells"]] == [None, 1, None, 2]
    assert {key for cell in content["cells"] for key in cell["metadata"]} == set()


def test_other_tables_leave_the_notebooks_alone(tmp_path):
    notebooks = project(tmp_path)
    before = [path.read_bytes() for path in sorted(notebooks.iterdir())]
    copies = run_notebooks(notebooks, tmp_path / "coded", out=tmp_path / "out")
    assert [path.relative_to(tmp_path).as_posix() for path in copies] == [f"out/notebooks/{name}" for name in NOTEBOOKS]
    assert outputs(copies[0])[0] == f"{tmp_path / 'coded'}\n"
    assert [path.read_bytes() for path in sorted(notebooks.iterdir())] == before


def test_a_failing_cell_is_named(tmp_path):
    cells = [new_markdown_cell("# x"), new_code_cell("1 / 0", id="divide")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "bad.ipynb")
    with pytest.raises(NotebookFailed, match=r"bad\.ipynb, cell 2 \(id divide\): ZeroDivisionError: division by zero"):
        run_notebooks(tmp_path)


def test_a_folder_without_notebooks_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="no notebooks in"):
        run_notebooks(tmp_path)


def test_one_pdf_per_notebook_and_one_with_all(executed, tmp_path):
    written = export_pdfs(executed, tmp_path / "pdf")
    assert [path.name for path in written] == ["01-first.pdf", "02-second.pdf", "report.pdf"]
    whole = pypdf.PdfReader(written[-1])
    assert bookmarks(whole.outline) == ["First", ["Teil"], "Second", ["Teil"]]
    starts = [whole.get_destination_page_number(entry) for entry in whole.outline if not isinstance(entry, list)]
    assert starts == [1, 2]
    links = [note.get_object() for note in whole.pages[2]["/Annots"]]
    assert len(links) == 1
    assert "/Annots" not in pypdf.PdfReader(written[1]).pages[0]  # alone it has no other chapter to lead to


def test_a_link_leads_to_a_heading_of_another_chapter(tmp_path):
    there = "[a](02-b.ipynb#Zweite-Seite) [b](02-b.ipynb#Nirgends) [c](02-b.ipynb) [d](03-c.ipynb) [e](#Drei)"
    cells = {"01-a": f"# A\n\n{there}\n\n## Drei", "02-b": "# B\n\n## Zweite Seite\n\nx\n\n## Zweite Seite"}
    for name, text in cells.items():
        nbformat.write(new_notebook(cells=[new_markdown_cell(text)]), tmp_path / f"{name}.ipynb")
    whole = pypdf.PdfReader(export_pdfs(sorted(tmp_path.glob("*.ipynb")), tmp_path / "pdf")[-1])
    links = [note.get_object()["/Dest"] for note in whole.pages[1]["/Annots"]]
    assert links == ["02-b:zweite-seite", "02-b", "02-b", "01-a:drei"]  # d leads nowhere


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def texts(where):
    where.mkdir()
    (where / "oslo.txt").write_text("Norwegen will Soldaten in die Ukraine schicken.\n", "utf-8")
    return where


def of_an_earlier_run(where):
    """What earlier runs left in build/, of notebooks and figures that are no more."""
    for name in ("pdf/report.pdf", "reports/texts/pdf/09-old.pdf", "reports/texts/figures/old.png"):
        (where / "build" / name).parent.mkdir(parents=True, exist_ok=True)
        (where / "build" / name).write_bytes(b"old")
    return where


def test_a_report_on_other_articles_has_a_folder_with_nothing_of_the_one_before(tmp_path):
    project(of_an_earlier_run(tmp_path))
    written = report(texts(tmp_path / "texts"), project=tmp_path)
    out = tmp_path / "build" / "reports" / "texts"
    made = ["pdf/01-first.pdf", "pdf/02-second.pdf", "pdf/evidence.pdf", "pdf/report.pdf"]
    assert files(out) == ["notebooks/01-first.ipynb", "notebooks/02-second.ipynb", *made]
    assert written == [out / name for name in files(out)]
    assert (tmp_path / "build" / "pdf" / "report.pdf").read_bytes() == b"old"
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(written[-1]).pages)
    assert "Number of articles 1" in " ".join(text.split())
    assert bookmarks(pypdf.PdfReader(written[-1]).outline)[-2:] == ["Evidence", ["Undated", ["No. 1 · date unknown"]]]


def test_a_report_that_fails_leaves_those_of_the_last_good_run(tmp_path):
    notebooks = project(of_an_earlier_run(tmp_path))
    before = files(tmp_path / "build")
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0", id="divide")]), notebooks / "03-bad.ipynb")
    with pytest.raises(NotebookFailed):
        report(texts(tmp_path / "texts"), project=tmp_path)
    with pytest.raises(NotebookFailed):
        report(project=tmp_path)
    assert files(tmp_path / "build") == before
    assert not [path.name for path in (tmp_path / "build").rglob(".*")]


def test_pdfs_of_which_one_cannot_be_set_leave_none(executed, tmp_path):
    broken = new_notebook(cells=[new_markdown_cell("# x")], metadata={"standpunkt": {"latest": "soon"}})
    with pytest.raises(ValueError, match="typst could not set"):
        export_pdfs(executed, tmp_path / "pdf", appendix=broken)
    assert not (tmp_path / "pdf").exists()


def test_a_folder_that_is_missing_costs_nothing(tmp_path):
    project(of_an_earlier_run(tmp_path))
    before = files(tmp_path)
    with pytest.raises(FileNotFoundError, match="is no folder"):
        report(tmp_path / "no-such", project=tmp_path)
    assert files(tmp_path) == before


def test_the_appendix_has_every_quoted_sentence_once_under_the_number_of_its_article():
    tables = trends.independent(load_or_code(SEEDS))
    done, _ = StandpunktPDFExporter().from_notebook_node(evidence(tables))
    [text] = ["".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(done)).pages)]
    letters = re.sub(r"[\s\u00ad-]", "", re.sub(r"\n?Evidence\n|\n\d+ / \d+", "", text))
    articles = trends.numbered(tables["articles"])
    parts = re.split(r"No\.(\d+)·", letters)[1:]
    # The contents name every number first. Behind `tells` the table begins, below the article's title.
    by_number = {int(no): part.split("tells", 1)[-1] for no, part in zip(parts[::2], parts[1::2], strict=True)}
    told = trends.evidence(tables["positions"], tables["statements"]).merge(articles[["article_id", "no"]])
    ledger = trends.ledger(tables)
    quoted = set(zip(told["no"], told["sentence"], strict=True))
    for side in ("a", "b"):
        place = ledger[f"article_id_{side}"].map(articles.set_index("article_id")["no"])
        quoted |= set(zip(place, ledger[f"quote_{side}"], strict=True))
    counts = {one: by_number[one[0]].count(re.sub(r"[\s-]", "", one[1])) for one in quoted}
    assert len(counts) > 20
    assert {one: count for one, count in counts.items() if count != 1} == {}


def test_cover_counts_articles_without_a_date_apart():
    rows = [("2025-03-01", "2025-03-31", "b"), ("2025-02-17", "2025-02-17", "a"), ("", "", "c")]
    articles = pd.DataFrame(rows, columns=["published_earliest", "published_latest", "sha256"])
    told = cover(articles)
    assert (told["published"], told["articles"]) == ("2025-02-17 to 2025-03-31 (1 without a date)", 3)
    assert told["inputs"] == cover(articles[::-1])["inputs"] != cover(articles[:2])["inputs"]
    assert told["latest"] == "2025-03-31"
    assert (cover(articles[2:])["published"], cover(articles[2:])["latest"]) == ("unknown", "")


def fetched(port, path):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": "token secret"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


@pytest.fixture
def server(folder, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=secret"]
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", *options]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, f"--ServerApp.root_dir={folder}"], stderr=log, env={**os.environ, "HOME": str(tmp_path)}
        )
        try:
            for _ in range(120):
                try:
                    fetched(port, "/api/status")
                    break
                except urllib.error.URLError:
                    time.sleep(0.5)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def test_jupyterlab_offers_the_pdf_and_nothing_that_needs_tex_or_a_browser(server, pdf):
    offered = json.loads(fetched(server, "/api/nbconvert"))
    ours = ["StandpunktPDF", "StandpunktPDFWithCode"]
    assert sorted(offered) == [*ours, "custom", "html", "markdown", "notebook", "python", "script", "slides"]
    assert fetched(server, "/nbconvert/StandpunktPDF/sample.ipynb?download=true") == pdf


def test_the_command_line_still_knows_every_exporter():
    assert {"pdf", "webpdf", "latex", "StandpunktPDF", "StandpunktPDFWithCode"} <= set(get_export_names())
