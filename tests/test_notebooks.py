"""What a reader may expect of every notebook: run once from top to bottom, short cells, nothing of the machine."""

import json
import re

import pytest
from pypdf import PdfReader

from analysis.coding import ROOT
from analysis.report import export_pdfs

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def cells(request):
    return json.loads(request.param.read_text(encoding="utf-8"))["cells"]


def source(cell):
    return "".join(cell["source"])


def outputs(cells):
    for cell in cells:
        for output in cell.get("outputs", []):
            for kind, content in output.get("data", {output["output_type"]: output.get("text", "")}).items():
                yield kind, content if isinstance(content, str) else "".join(content)


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS][:4] == ["01-sources", "02-mentions", "03-positions", "04-timeline"]


def test_cells_were_run_once_in_their_order(cells):
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_the_first_words_are_a_question(cells):
    assert cells[0]["cell_type"] == "markdown"
    assert source(cells[0]).rstrip().endswith("?")


def test_the_answer_follows_before_any_heading(cells):
    heading = next(place for place, cell in enumerate(cells) if source(cell).startswith("## "))
    answers = [content for kind, content in outputs(cells[:heading]) if kind == "text/markdown"]
    assert len(re.findall(r"[.] |[.]$", "\n".join(answers), re.M)) >= 2


def test_cells_are_short_and_hold_no_logic(cells):
    code = [source(cell) for cell in cells if cell["cell_type"] == "code"]
    assert [text for text in code if len(text.splitlines()) > 8] == []
    assert [text for text in code if re.search(r"^\s*(for|while|if|def|class|with|try)\b", text, re.M)] == []


def test_no_cell_failed_or_warned(cells):
    kinds = {output["output_type"] for cell in cells for output in cell.get("outputs", [])}
    assert kinds <= {"display_data", "execute_result"}


def test_numbers_in_prose_are_computed(cells):
    """Typed prose holds no count of what was read or found: those come from a cell."""
    prose = " ".join(source(cell) for cell in cells if cell["cell_type"] == "markdown")
    assert re.findall(r"\d[\d,.]* (?:articles?|words|labels?|mentions|changes|countries)\b", prose) == [
        "1,000 words"
    ] * (prose.count("1,000 words"))


def test_figures_named_in_the_notebook_are_in_the_repository(cells):
    names = [name for cell in cells for name in re.findall(r'charts\.save\(.*?"([\w-]+)"\)', source(cell), re.S)]
    kept = {path.name for path in (ROOT / "figures").iterdir()}
    assert [name for name in names if not {f"{name}.png", f"{name}.svg"} <= kept] == []


def test_every_figure_has_an_alternative_text(cells):
    figures = [o for cell in cells for o in cell.get("outputs", []) if "image/svg+xml" in o.get("data", {})]
    assert [
        figure["metadata"].get("alt", "") for figure in figures if len(figure["metadata"].get("alt", "")) < 40
    ] == []


def test_outputs_tell_nothing_of_the_machine_or_the_hour(cells):
    for kind, content in outputs(cells):
        found = re.findall(
            r"/(?:home|Users|root|tmp|work|usr|opt|mnt|var)/\S*|[A-Z]:\\\\\S*|0x[0-9a-f]{6,}|\b\d\d:\d\d:\d\d\b",
            content,
        )
        assert (kind, found) == (kind, [])


def test_the_positions_print_with_their_evidence(tmp_path):
    pages = PdfReader(export_pdfs([ROOT / "notebooks" / "03-positions.ipynb"], tmp_path)[0]).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert [round(float(side) * 25.4 / 72) for side in pages[0].mediabox[2:]] == [210, 297]
    assert "Which country stands where on sending troops to Ukraine" in text
    assert "France leads asserted" in text
    assert "„Wir schließen keine Option aus“" in text
