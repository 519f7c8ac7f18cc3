"""Write lexicon/forms.tsv.gz anew: `make forms`."""

from pathlib import Path

from analysis.tagger.forms import LEXICON, TABLE, table

Path(str(LEXICON / TABLE)).write_bytes(table())
