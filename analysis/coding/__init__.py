"""Articles in, coded tables out: by one process, by several, or by a Dask cluster, with the same result.

- `article`: one article, step by step
- `inputs`: the sidecar beside the texts; hashes of what tables are made from
- `batches`: inputs in batches, and what a batch gives
- `parts`: what a run has coded so far, on disk
- `traces`: what tells copies, of all articles
- `workers`, `cluster`: batches coded by processes, or by the workers of a cluster
- `runs`: many articles, into memory or into a folder of tables
- `kept`: tables coded once, then read
"""

from analysis.coding.article import code_article, considered
from analysis.coding.inputs import inputs_hash, sources_of
from analysis.coding.kept import ROOT, SEEDS, load_or_code
from analysis.coding.runs import Written, code_corpus, code_into

__all__ = [
    "ROOT",
    "SEEDS",
    "Written",
    "code_article",
    "code_corpus",
    "code_into",
    "considered",
    "inputs_hash",
    "load_or_code",
    "sources_of",
]
