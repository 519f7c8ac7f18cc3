"""Learning from the labelled examples: fits lexicon/examples.npz to lexicon/examples.csv (`make learn`).

A logistic regression with L2 penalty on the tf-idf weighted character n-grams of the clauses, fitted with scikit-learn; the
same bank gives the same file. Needs the development packages.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from analysis.positions.examples import CLASSES, ngrams
from analysis.positions.lexicon import LEXICON, rows

_STRENGTH = 3.0  # inverse of the penalty
_RARE = 2  # an n-gram of one clause alone teaches nothing


def learn() -> None:
    """Write lexicon/examples.npz."""
    bank = rows("examples.csv")
    labels = np.array([CLASSES.index(row["label"]) for row in bank])
    document, grams = ngrams([row["text"] for row in bank])
    vocabulary, column = np.unique(grams, return_inverse=True)
    counts = csr_matrix((np.ones(len(column)), (document, column)), shape=(len(bank), len(vocabulary)))
    counts.sum_duplicates()
    frequency = np.bincount(counts.indices, minlength=len(vocabulary))
    kept = frequency >= _RARE
    idf = (np.log((1 + len(bank)) / (1 + frequency[kept])) + 1).astype(np.float32)
    counts = counts[:, kept]
    counts.data = 1 + np.log(counts.data)
    fitted = LogisticRegression(C=_STRENGTH, max_iter=1000, class_weight="balanced").fit(
        normalize(counts.multiply(idf).tocsr()), labels
    )
    np.savez_compressed(
        Path(str(LEXICON / "examples.npz")),
        ngram=vocabulary[kept],
        idf=idf,
        weight=fitted.coef_.astype(np.float16),
        bias=fitted.intercept_.astype(np.float32),
        bank=np.frombuffer(hashlib.sha256((LEXICON / "examples.csv").read_bytes()).digest(), dtype=np.uint8),
    )


if __name__ == "__main__":
    learn()
