"""Tables that are kept: coded once, then read as long as the texts and the library stay the same."""

from __future__ import annotations

import os
from pathlib import Path

from analysis import tables
from analysis.coding.inputs import inputs_hash
from analysis.coding.runs import code_corpus

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


def load_or_code(folder: Path | str | None = None) -> tables.Tables:
    """The tables of a folder of articles or of coded tables, for notebooks.

    folder: texts, or tables that `python -m analysis code` wrote; None means the environment variable
    STANDPUNKT_TABLES, or the source articles of the project. Texts are coded once and kept under build/tables as long
    as they and the library stay the same. Raises FileNotFoundError where the folder does not exist.
    """
    place = Path(folder or os.environ.get("STANDPUNKT_TABLES") or SEEDS).resolve()
    if not place.is_dir():
        raise FileNotFoundError(
            f"{place} is no folder: name a folder of articles, or of tables made by `python -m analysis code`"
        )
    if (place / "articles.csv").exists() or (place / "articles.parquet").exists():
        return tables.read(place)
    wanted = inputs_hash([place])
    kept = ROOT / "build" / "tables" / (place.name if place == SEEDS else f"{place.name}-{wanted['inputs'][:8]}")
    if not ((kept / tables.INPUTS).is_file() and tables.inputs(kept) == wanted):
        tables.write(code_corpus([place], progress=True), kept, inputs=wanted)
    return tables.read(kept)
