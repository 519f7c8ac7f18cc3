"""From notebooks to finished figures and PDFs."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from tqdm import tqdm

from analysis.report.pdf import StandpunktPDFExporter
from analysis.report.run import NotebookFailed, read_notebook, run_notebooks

__all__ = ["NotebookFailed", "export_pdfs", "report", "run_notebooks"]

TITLE = "Standpunkt: who would send troops to Ukraine"


def export_pdfs(notebooks: Sequence[Path], out: Path) -> list[Path]:
    """Writes <name>.pdf for every notebook and report.pdf with all of them as chapters; returns the files written.

    The notebooks lie in one folder. RuntimeError where one of them cannot be set.
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
