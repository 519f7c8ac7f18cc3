"""From notebooks to finished figures and PDFs.

Two environment variables reach the notebooks: STANDPUNKT_TABLES names another folder of coded tables or texts (which
`coding.load_or_code` reads), STANDPUNKT_FIGURES the folder for their figures (where `charts.save` writes).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from tqdm import tqdm

from analysis import trends
from analysis.coding import ROOT, SEEDS, load_or_code
from analysis.report.appendix import evidence
from analysis.report.pdf import StandpunktPDFExporter
from analysis.report.run import AT_ONCE, NotebookFailed, read_notebook, run_notebooks

__all__ = ["NotebookFailed", "cover", "export_pdfs", "report", "run_notebooks"]

TITLE = "Standpunkt: who would send troops to Ukraine"


def report(tables: Path | None = None, *, project: Path = ROOT) -> list[Path]:
    """Runs the project's notebooks, whose figures they write themselves, and prints them; returns every file written.

    Without `tables` the notebooks tell about the source articles, and they and figures/ are written anew. With
    `tables`, a folder of coded tables or of texts, everything goes to build/. The PDFs are always in build/pdf. What
    an earlier run left in build/ goes first, so that a run that fails leaves nothing that looks like its own. Raises
    FileNotFoundError where a folder is missing, ValueError where a notebook cannot be run or printed.

    project: the folder with notebooks/, figures/ and build/.
    """
    source, build = tables or SEEDS, project / "build"
    if source.is_dir():
        for made in ("pdf",) if tables is None else ("pdf", "notebooks", "figures"):
            shutil.rmtree(build / made, ignore_errors=True)
    # Coded here once, so that two notebooks at a time do not code the same texts twice.
    coded = load_or_code(source)
    about = cover(coded["articles"])
    notebooks = run_notebooks(project / "notebooks", tables, about=about)
    figures = project / "figures" if tables is None else build / "figures"
    drawn = sorted(path for path in figures.iterdir() if path.suffix in (".png", ".svg"))
    appendix = evidence(trends.independent(coded))
    appendix.metadata["standpunkt"] = about
    return [*notebooks, *drawn, *export_pdfs(notebooks, build / "pdf", appendix=appendix)]


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


def export_pdfs(notebooks: Sequence[Path], out: Path, *, appendix: NotebookNode | None = None) -> list[Path]:
    """Writes <name>.pdf for every notebook and report.pdf with all of them as chapters; returns the files written.

    The notebooks lie in one folder. appendix: one that lies nowhere, the last chapter and evidence.pdf. `out` is
    replaced as a whole once every PDF is set. ValueError where one of them cannot be set.
    """
    documents = [(path.stem, read_notebook(path)) for path in notebooks]
    documents += [("evidence", appendix)] if appendix is not None else []
    whole = _bound(documents)
    beside = out.with_name(f".{out.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    folder = str(notebooks[0].resolve().parent)

    def export(document: tuple[str, NotebookNode]) -> str:
        name, notebook = document
        about = {"metadata": {"name": name, "path": folder}}
        pdf, _ = StandpunktPDFExporter().from_notebook_node(notebook, about)
        (beside / f"{name}.pdf").write_bytes(pdf)
        return f"{name}.pdf"

    documents = [("report", whole), *documents]  # the longest first
    with ThreadPoolExecutor(AT_ONCE) as pool:  # pandoc and typst work beside Python
        found = pool.map(export, documents)
        names = list(tqdm(found, total=len(documents), desc="PDFs", unit="PDF", disable=None))
    shutil.rmtree(out, ignore_errors=True)
    beside.rename(out)
    return [out / name for name in [*names[1:], names[0]]]


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
