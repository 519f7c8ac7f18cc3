"""Notebooks as chapters in typst markup; one of them, or several bound together, as a PDF.

A desk is a folder with the design of the page. A chapter is a folder on it, with its markup and its figures; it is
written once, whatever number of PDFs it stands in.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
import pypandoc
import typst
from nbformat import NotebookNode

from analysis.report.pdf.outputs import printable

_HERE = Path(__file__).parent
_READER = "ipynb+native_spans+native_divs+footnotes+implicit_figures"
_FILTERS = ("cells.lua", "tables.lua", "text.lua")
_COVER = {
    "published": "Articles published",
    "articles": "Number of articles",
    "version": "Standpunkt version",
    "inputs": "Hash of the inputs",
}
_AUTHOR = "Standpunkt contributors"
_KEYWORDS = ["Ukraine", "troops", "country positions", "German news", "content analysis"]


@contextmanager
def desk() -> Iterator[Path]:
    """An empty desk; what lies on it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="standpunkt-") as folder:
        for design in ("page.typ", "main.typ"):
            shutil.copy(_HERE / design, folder)
        yield Path(folder)


def write_chapter(notebook: NotebookNode, name: str, work: Path, *, near: Path, show_code: bool = False) -> None:
    """Puts the notebook on the desk `work` under this name; ValueError where pandoc cannot read it.

    near: the folder where the pictures lie that its Markdown names. The notebook is changed.
    """
    folder = work / name
    folder.mkdir()
    notebook.cells = [
        printable(cell, number, folder, show_code=show_code)
        for number, cell in enumerate(notebook.cells)
        if cell.cell_type != "raw"
    ]
    command = [pypandoc.get_pandoc_path(), f"--from={_READER}", "--to=typst-smart", "--ipynb-output=all"]
    command += [f"--lua-filter={_HERE / one}" for one in _FILTERS]
    command += [f"--resource-path={folder}{os.pathsep}{near.resolve()}", f"--metadata=chapter={name}"]
    ipynb: str = nbformat.writes(notebook)
    done = subprocess.run(command, input=ipynb.encode(), capture_output=True, cwd=folder, check=False)
    if done.returncode:
        raise ValueError(f"pandoc could not read the notebook: {done.stderr.decode(errors='replace').strip()}")
    (folder / "body.typ").write_bytes(done.stdout)


def pdf_of(chapters: Sequence[str], work: Path, facts: Mapping[str, Any], *, title: str, bound: bool = False) -> bytes:
    """The PDF of chapters on the desk `work`; ValueError names what typst could not set.

    facts: published, articles, version, inputs for the cover; with `latest`, a day, the PDF has that date and is
    PDF/A-2a beside PDF/UA-1. title: of the PDF, where it is bound or its chapter has none.
    """
    about = _about(facts)
    cover = {
        "title": title,
        "chapters": list(chapters),
        "bound": bound,
        "facts": [[label, str(facts[key])] for key, label in _COVER.items() if key in facts],
        "about": about,
    }
    try:
        return typst.compile(
            work / "main.typ",
            root=work,
            font_paths=[Path(matplotlib.get_data_path()) / "fonts" / "ttf"],
            ignore_system_fonts=True,
            sys_inputs={"cover": json.dumps(cover, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"] if about["date"] else ["ua-1"],  # PDF/A asks for a date
        )
    except typst.TypstError as error:
        raise ValueError(f"typst could not set the notebook: {error.diagnostic}") from error


def _about(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the file says of itself in its metadata."""
    count, published = facts.get("articles"), facts.get("published")
    of = f" in {count} texts, published {published}" if count is not None and published else ""
    return {
        "author": _AUTHOR,
        "description": f"Positions of countries on sending troops to Ukraine, read from German news{of}",
        "keywords": _KEYWORDS,
        "date": facts.get("latest") or None,
    }
