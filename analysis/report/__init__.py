"""From notebooks to finished figures and PDFs.

Two environment variables reach the notebooks: STANDPUNKT_TABLES names another folder of coded tables or texts (which
`coding.load_or_code` reads), STANDPUNKT_FIGURES the folder for their figures (where `charts.save` writes).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from tqdm import tqdm

from analysis.coding import ROOT, SEEDS, load_or_code
from analysis.report.pdf import StandpunktPDFExporter
from analysis.report.run import NotebookFailed, read_notebook, run_notebooks

__all__ = ["NotebookFailed", "cover", "export_pdfs", "report", "run_notebooks"]

TITLE = "Standpunkt: who would send troops to Ukraine"


def report(tables: Path | None = None) -> list[Path]:
    """Runs the project's notebooks, whose figures they write themselves, and prints them; returns every file written.

    Without `tables` the notebooks tell about the source articles, and they and figures/ are written anew. With
    `tables`, a folder of coded tables or of texts, everything goes to build/. The PDFs are always in build/pdf. Raises
    FileNotFoundError where a folder is missing, ValueError where a notebook cannot be run or printed.
    """
    # Coded here once, so that two notebooks at a time do not code the same texts twice.
    about = cover(load_or_code(tables or SEEDS)["articles"])
    notebooks = run_notebooks(ROOT / "notebooks", tables, about=about)
    figures = ROOT / "figures" if tables is None else ROOT / "build" / "figures"
    drawn = sorted(path for path in figures.iterdir() if path.suffix in (".png", ".svg"))
    return [*notebooks, *drawn, *export_pdfs(notebooks, ROOT / "build" / "pdf")]


def cover(articles: pd.DataFrame) -> dict[str, str | int]:
    """What the cover says of the table `articles`: when they were published, how many, what read them, their hash.

    latest: the last day on which one of them can have appeared, empty where none is dated.
    """
    dated = articles[articles["published_earliest"] != ""]
    undated = len(articles) - len(dated)
    span = f"{dated['published_earliest'].min()} to {dated['published_latest'].max()}" if len(dated) else "unknown"
    return {
        "published": span + (f" ({undated} without a date)" if undated and len(dated) else ""),
        "articles": len(articles),
        "version": version("standpunkt"),
        "latest": dated["published_latest"].max() if len(dated) else "",
        "inputs": hashlib.sha256("".join(sorted(articles["sha256"])).encode()).hexdigest()[:16],
    }


def export_pdfs(notebooks: Sequence[Path], out: Path) -> list[Path]:
    """Writes <name>.pdf for every notebook and report.pdf with all of them as chapters; returns the files written.

    The notebooks lie in one folder. ValueError where one of them cannot be set.
    """
    out.mkdir(parents=True, exist_ok=True)
    documents = [(path.stem, read_notebook(path)) for path in notebooks]
    whole = _bound(documents)
    written = []
    for name, notebook in tqdm([*documents, ("report", whole)], desc="PDFs", unit="PDF", disable=None):
        about = {"metadata": {"name": name, "path": str(notebooks[0].resolve().parent)}}
        pdf, _ = StandpunktPDFExporter().from_notebook_node(notebook, about)
        target = out / f"{name}.pdf"
        target.write_bytes(pdf)
        written.append(target)
    return written


def _bound(documents: Sequence[tuple[str, NotebookNode]]) -> NotebookNode:
    """All notebooks as one: each cell knows its notebook, so that a link to another becomes one to its chapter."""
    whole: NotebookNode = new_notebook(
        metadata={"standpunkt": documents[0][1].metadata.get("standpunkt", {}) | {"title": TITLE}}
    )
    for name, notebook in documents:
        for number, cell in enumerate(notebook.cells):
            cell = cell.copy()
            cell.id = f"{name}-{number}"
            cell.metadata = cell.metadata | {"notebook": name}
            whole.cells.append(cell)
    return whole
