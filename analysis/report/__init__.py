"""From notebooks to finished figures and PDFs.

Two environment variables reach the notebooks: STANDPUNKT_TABLES names another folder of coded tables or texts (which
`coding.load_or_code` reads), STANDPUNKT_FIGURES the folder for their figures (where `charts.save` writes).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis import trends
from analysis.coding import ROOT, SEEDS, load_or_code
from analysis.report.appendix import evidence
from analysis.report.printing import export_pdfs, printing
from analysis.report.run import NotebookFailed, read_notebook, run_notebooks
from analysis.tables import Tables
from analysis.tables.folder import switch

__all__ = ["NotebookFailed", "cover", "export_pdfs", "report", "run_notebooks"]


def report(tables: Path | None = None, *, project: Path = ROOT) -> list[Path]:
    """Runs the project's notebooks, whose figures they write themselves, and prints them; returns every file written.

    Without `tables` the notebooks tell about the source articles; they and figures/ are written anew, and the PDFs are
    in build/pdf. With `tables`, a folder of coded tables or of texts, notebooks, figures and PDFs are in
    build/reports/<name of that folder>. PDFs, and that folder, are replaced as a whole when all is done: a run that
    fails leaves those of the last good one. Raises FileNotFoundError where a folder is missing, ValueError where a
    notebook cannot be run or printed.

    project: the folder with notebooks/, figures/ and build/.
    """
    # Coded here once, so that two notebooks at a time do not code the same texts twice.
    coded = load_or_code(tables or SEEDS)
    if tables is None:
        return _written(coded, project, project / "build" / "pdf")
    out = project / "build" / "reports" / tables.resolve().name
    beside = out.with_name(f".{out.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        written = _written(coded, project, beside / "pdf", tables=tables, out=beside)
        switch(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return [out / path.relative_to(beside) for path in written]


def _written(
    coded: Tables, project: Path, pdfs: Path, *, tables: Path | None = None, out: Path | None = None
) -> list[Path]:
    about, sources = cover(coded["articles"]), project / "notebooks"
    names = [*sorted(path.stem for path in sources.glob("*.ipynb")), "evidence"]
    with printing(pdfs, names, near=sources) as take:
        appendix = evidence(trends.independent(coded))
        appendix.metadata["standpunkt"] = about
        take("evidence", appendix)
        notebooks = run_notebooks(
            sources, tables, out=out, about=about, each=lambda path: take(path.stem, read_notebook(path))
        )
    figures = (out or project) / "figures"
    drawn = sorted(path for path in figures.iterdir() if path.suffix in (".png", ".svg"))
    return [*notebooks, *drawn, *(pdfs / f"{name}.pdf" for name in (*names, "report"))]


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
