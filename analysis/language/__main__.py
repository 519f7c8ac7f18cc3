"""Write lexicon/konjunktiv.txt anew: `make forms`."""

from pathlib import Path

from analysis.language.mood import LEXICON, TABLE, table

Path(str(LEXICON / TABLE)).write_text(table(), "utf-8")
