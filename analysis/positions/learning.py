"""Learning from the labelled examples: fits lexicon/examples.npz to lexicon/examples.csv (`make learn`).

Multinomial logistic regression with an L2 penalty on the tf-idf weighted character n-grams of the clauses, every label
weighing the same, fitted by L-BFGS (Byrd, Lu, Nocedal & Zhu 1995); the same bank gives the same file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags
from scipy.special import log_softmax

from analysis.positions.examples import CLASSES, ngrams
from analysis.positions.lexicon import LEXICON, rows

Array = NDArray[np.float64]

_PENALTY = 1 / 3
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
    features = counts @ diags(idf)
    lengths = np.sqrt(np.asarray(features.multiply(features).sum(axis=1)).ravel())
    weight, bias = fit(diags(1 / np.maximum(lengths, 1e-9)) @ features, labels)
    np.savez_compressed(
        Path(str(LEXICON / "examples.npz")),
        ngram=vocabulary[kept],
        idf=idf,
        weight=weight.astype(np.float16),
        bias=bias.astype(np.float32),
        bank=np.frombuffer(hashlib.sha256((LEXICON / "examples.csv").read_bytes()).digest(), dtype=np.uint8),
    )


def fit(features: Any, labels: NDArray[np.int64]) -> tuple[Array, Array]:
    """Weights (labels, columns) and biases (labels,) of a multinomial logistic regression on a sparse matrix."""
    count, width = len(CLASSES), features.shape[1]
    truth = np.eye(count)[labels]
    share = len(labels) / (count * truth.sum(axis=0)[labels])
    transposed = features.T.tocsr()

    def loss(parameters: Array) -> tuple[float, Array]:
        weight, bias = parameters[:-count].reshape(count, width), parameters[-count:]
        logs = log_softmax(features @ weight.T + bias, axis=1)
        error = (np.exp(logs) - truth) * share[:, None]
        slope = (transposed @ error).T + _PENALTY * weight
        value = -(share * (logs * truth).sum(axis=1)).sum() + _PENALTY / 2 * (weight**2).sum()
        return float(value), np.concatenate([slope.ravel(), error.sum(axis=0)])

    found = minimize(loss, np.zeros(count * (width + 1)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x[:-count].reshape(count, width), found.x[-count:]


if __name__ == "__main__":
    learn()
