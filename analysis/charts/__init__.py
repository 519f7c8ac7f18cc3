"""A finished table to the axes of a figure in the house style: n, source and caveat on it, its text for screen readers.

corpus     when the articles are from; what was cut
mentions   who is talked about
company    who is mentioned with whom
positions  who stands where, article by article
europe     who stands where in which period, as a map of tiles
headlines  what headlines tell beside their articles
ledger     tellings that contradict each other
timeline   positions and attention over time
agreement  two codings of the same articles
quoted     German sentences and texts with the words that count marked
glyphs     how a position looks: one label, two, or shares of many
guides     names, dates and keys around the plots
findings   what the figures show, in computed sentences
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import base64
import io
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes

from analysis.charts import (
    company,
    corpus,
    europe,
    findings,
    headlines,
    ledger,
    mentions,
    positions,
    quoted,
    timeline,
)
from analysis.charts.style import alt_text, house, picture, title_of
from analysis.coding import ROOT

__all__ = [
    "Drawing",
    "alt_text",
    "company",
    "corpus",
    "europe",
    "findings",
    "headlines",
    "ledger",
    "mentions",
    "positions",
    "quoted",
    "save",
    "timeline",
]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A saved figure as a notebook shows it, with its alternative text for screen readers and the PDF.

    The PDF and a notebook that was run here take the SVG; JupyterLab shows the PNG of one that was run elsewhere.
    """

    svg: str
    png: str
    alt: str

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        return {"image/svg+xml": self.svg, "image/png": self.png, "text/plain": self.alt}, {"alt": self.alt}


def save(axes: Axes, name: str) -> Drawing:
    """Write <name>.png (200 dpi) and <name>.svg to figures/ and return the figure of the axes for display.

    The same figure gives the same bytes. The environment variable STANDPUNKT_FIGURES names another folder.
    """
    folder = Path(os.environ.get("STANDPUNKT_FIGURES") or ROOT / "figures")
    folder.mkdir(parents=True, exist_ok=True)
    figure, alt = picture(axes), alt_text(axes)
    about = {"Title": title_of(axes), "Description": alt}
    drawn = io.StringIO()
    with house():
        figure.savefig(folder / f"{name}.png", metadata={**about, "Software": None})
        figure.savefig(drawn, format="svg", metadata={**about, "Date": None, "Creator": "Standpunkt"})
    text = drawn.getvalue().replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
    (folder / f"{name}.svg").write_text(text, encoding="utf-8", newline="\n")
    png = base64.b64encode((folder / f"{name}.png").read_bytes()).decode("ascii")
    return Drawing(text[text.index("<svg") :], png, alt)
