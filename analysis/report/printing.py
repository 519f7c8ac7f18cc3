"""Printing: chapters are set in the background as they come, one PDF of each and one of all."""

# mypy: allow-untyped-calls

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from tqdm import tqdm

from analysis.report.pdf.chapters import desk, pdf_of, write_chapter
from analysis.report.run import AT_ONCE, read_notebook
from analysis.tables.folder import switch

TITLE = "Standpunkt: who would send troops to Ukraine"


@contextmanager
def printing(out: Path, names: Sequence[str], *, near: Path) -> Iterator[Callable[[str, NotebookNode], None]]:
    """Gives a function that takes a chapter, its name and its notebook, which it changes; every name comes once.

    At the end <name>.pdf of every chapter and report.pdf with all of them, in the order of `names`, take the place of
    the folder `out`. Where anything fails before, `out` stays as it was. ValueError where a PDF cannot be set. near:
    where the pictures lie that the notebooks' Markdown names.
    """
    beside = out.with_name(f".{out.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    written: dict[str, Future[dict[str, Any]]] = {}
    printed: list[Future[None]] = []
    try:
        # pandoc and typst work beside Python, and beside the notebooks that still run.
        with desk() as work, ThreadPoolExecutor(AT_ONCE) as pool:

            def write(name: str, notebook: NotebookNode) -> dict[str, Any]:
                write_chapter(notebook, name, work, near=near)
                return dict(notebook.metadata.get("standpunkt", {}))

            def print_alone(name: str) -> None:
                (beside / f"{name}.pdf").write_bytes(pdf_of([name], work, written[name].result(), title=name))

            def take(name: str, notebook: NotebookNode) -> None:
                written[name] = pool.submit(write, name, notebook)
                printed.append(pool.submit(print_alone, name))

            yield take
            facts = [written[name].result() for name in names]
            whole = pdf_of(names, work, facts[0], title=TITLE, bound=True)
            (beside / "report.pdf").write_bytes(whole)
            for one in tqdm(printed, desc="PDFs", unit="PDF", disable=None):
                one.result()
        switch(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def export_pdfs(notebooks: Sequence[Path], out: Path, *, appendix: NotebookNode | None = None) -> list[Path]:
    """Writes <name>.pdf for every notebook and report.pdf with all of them as chapters; returns the files written.

    The notebooks lie in one folder. appendix: one that lies nowhere, the last chapter and evidence.pdf. `out` is
    replaced as a whole once every PDF is set. ValueError where one of them cannot be set.
    """
    chapters = {path.stem: read_notebook(path) for path in notebooks}
    if appendix is not None:
        chapters["evidence"] = appendix
    with printing(out, list(chapters), near=notebooks[0].parent) as take:
        for name, notebook in chapters.items():
            take(name, notebook)
    return [out / f"{name}.pdf" for name in (*chapters, "report")]
