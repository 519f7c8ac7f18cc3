"""PDF from a notebook with packages from PyPI alone: pandoc writes typst, typst sets the page.

In JupyterLab: File, Save and Export Notebook As, StandpunktPDF, or StandpunktPDFWithCode. On the command line:

    jupyter nbconvert --to StandpunktPDF notebooks/03-positions.ipynb
    jupyter nbconvert --to StandpunktPDFWithCode notebooks/03-positions.ipynb

The same notebook gives the same bytes on every run and in every folder: the date in the file is not that of the run but
the last day on which one of the articles can have appeared. A figure's `alt` and `caption` are read from
the output's metadata (`display(figure, metadata={"alt": ..., "caption": ...})`) or from the cell's.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
import pypandoc
import typst
from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import Bool, default

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


class StandpunktPDFExporter(Exporter):
    """Exports a notebook as a tagged A4 PDF with bookmarks, without TeX, a browser or system fonts."""

    show_code = Bool(False, help="Print the code cells too.").tag(config=True)
    export_from_notebook = "StandpunktPDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own PDF exporters return bytes too
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF's bytes and nbconvert's resources; `ValueError` names what pandoc or typst could not read.

        `metadata.standpunkt` of the notebook fills the cover: title (else the first heading), published, articles,
        version, inputs. With its `latest`, a day, the PDF has that date and is PDF/A-2a beside PDF/UA-1.
        """
        copy, found = super().from_notebook_node(nb, resources, **kwargs)
        about = found.get("metadata", {})
        folder = Path(about.get("path") or ".").resolve()
        with tempfile.TemporaryDirectory(prefix="standpunkt-") as scratch:
            work = Path(scratch)
            facts = copy.metadata.get("standpunkt", {})
            copy.cells = [
                printable(cell, number, work, show_code=self.show_code)
                for number, cell in enumerate(copy.cells)
                if cell.cell_type != "raw"
            ]
            body = _typst_markup(copy, folder, work, lift_title="title" not in facts)
            cover = {
                "title": facts.get("title") or about.get("name") or "Notebook",
                "facts": [[label, str(facts[key])] for key, label in _COVER.items() if key in facts],
                "about": _about(facts),
            }
            pdf = _compiled(body, cover, work)
        return pdf, {**found, "output_extension": ".pdf"}


class StandpunktPDFWithCodeExporter(StandpunktPDFExporter):
    """The same with the code cells."""

    show_code = Bool(True, help="Print the code cells too.").tag(config=True)
    export_from_notebook = "StandpunktPDFWithCode"


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


def _typst_markup(notebook: NotebookNode, folder: Path, work: Path, *, lift_title: bool) -> str:
    command = [pypandoc.get_pandoc_path(), f"--from={_READER}", "--to=typst-smart", "--ipynb-output=all"]
    command += [f"--lua-filter={_HERE / name}" for name in _FILTERS]
    command += [f"--resource-path={work}{os.pathsep}{folder}"]
    command += ["--metadata=lift-title"] if lift_title else []
    ipynb: str = nbformat.writes(notebook)
    done = subprocess.run(command, input=ipynb.encode(), capture_output=True, cwd=work, check=False)
    if done.returncode:
        raise ValueError(f"pandoc could not read the notebook: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode()


def _compiled(body: str, cover: dict[str, Any], work: Path) -> bytes:
    main = work / "report.typ"
    main.write_text((_HERE / "report.typ").read_text(encoding="utf-8") + "\n" + body, encoding="utf-8")
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    try:
        return typst.compile(
            main,
            root=work,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"cover": json.dumps(cover, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"] if cover["about"]["date"] else ["ua-1"],  # PDF/A asks for a date
        )
    except typst.TypstError as error:
        raise ValueError(f"typst could not set the notebook: {error.diagnostic}") from error
