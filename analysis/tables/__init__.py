"""Records to tables, and tables to files and back.

- `rows`: records to rows, rows to DataFrames, columns and types as in `columns`; statements back to records
- `checks`: what must hold of every table
- `folder`: a folder that is replaced as a whole
- `files`: CSV and Parquet, whole or part by part
"""

from analysis.tables.checks import check
from analysis.tables.files import inputs, read, write, write_parts
from analysis.tables.folder import FORMATS, INPUTS, claim, switch
from analysis.tables.rows import (
    Rows,
    Tables,
    Told,
    event_rows,
    extend,
    frames,
    mark_copies,
    positions,
    rows_of,
    skipped_rows,
    statements,
    tell,
    typed,
)

__all__ = [
    "FORMATS",
    "INPUTS",
    "Rows",
    "Tables",
    "Told",
    "check",
    "claim",
    "event_rows",
    "extend",
    "frames",
    "inputs",
    "mark_copies",
    "positions",
    "read",
    "rows_of",
    "skipped_rows",
    "statements",
    "switch",
    "tell",
    "typed",
    "write",
    "write_parts",
]
