"""Interviews whose lines begin with who speaks: `Frage: …`, `Antwort: …`, `Name: …`."""

from __future__ import annotations

import re
from collections import Counter

from analysis.speech.quotation import Quotation

_LINE = re.compile(
    r"^[ \t*]*(?P<name>[A-ZÄÖÜ][\w.’\- ]{1,40}?)\*{0,2}:\*{0,2}[ \t]+(?P<said>\S[^\n]*?)[ \t]*$", re.MULTILINE
)
_TURNS = 3


def interviews(text: str) -> list[Quotation]:
    """What each labelled line says, spoken by its label; nothing where fewer than two labels take turns.

    One label must come back: a list of `Ort: …`, `Datum: …` names every label once.
    """
    lines = list(_LINE.finditer(text))
    labels = Counter(line["name"] for line in lines)
    asked = {"Frage", "Antwort"} <= labels.keys()
    if not asked and (len(lines) < _TURNS or len(labels) < 2 or max(labels.values()) < 2):
        return []
    recurring = {name for name, count in labels.items() if count > 1} | ({"Frage", "Antwort"} if asked else set())
    first = next(i for i, line in enumerate(lines) if line["name"] in recurring)
    return [
        Quotation(line.start("said"), line.end("said"), line.span("name"), "Direct", line.span("name"))
        for line in lines[max(0, first - 1) :]
    ]
