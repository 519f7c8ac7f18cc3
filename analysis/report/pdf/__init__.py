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

from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import Bool, default

from analysis.report.pdf.chapters import desk, pdf_of, write_chapter


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

        `metadata.standpunkt` of the notebook fills the cover (see `chapters.pdf_of`); its title is the first heading.
        """
        copy, found = super().from_notebook_node(nb, resources, **kwargs)
        about = found.get("metadata", {})
        with desk() as work:
            write_chapter(copy, "notebook", work, near=Path(about.get("path") or "."), show_code=self.show_code)
            facts = copy.metadata.get("standpunkt", {})
            pdf = pdf_of(["notebook"], work, facts, title=about.get("name") or "Notebook")
        return pdf, {**found, "output_extension": ".pdf"}


class StandpunktPDFWithCodeExporter(StandpunktPDFExporter):
    """The same with the code cells."""

    show_code = Bool(True, help="Print the code cells too.").tag(config=True)
    export_from_notebook = "StandpunktPDFWithCode"
