"""How much two codings have in common: shares, alpha, intervals over articles."""

from __future__ import annotations

import math
from collections.abc import Collection

import krippendorff
import numpy as np
import pandas as pd

from analysis.agreement.pairs import NONE
from analysis.records import SCORES

LABELS = tuple(str(label) for label in SCORES)
RESAMPLES, SEED, LEVEL = 1000, 2011, 0.95

#: measure -> what it says
MEASURES = {
    "joint_f1": "pairs found and given the same label (F1)",
    "detection_precision": "of the machine's pairs, those of the coder",
    "detection_recall": "of the coder's pairs, those of the machine",
    "detection_f1": "pairs found, whatever the label (F1)",
    "percent_agreement": "same label, of pairs that either labels",
    "exact": "same label, of pairs that both label",
    "ordinal_alpha": "beyond chance, of pairs that both label",
    "certainty": "same certainty, of pairs that both label",
}
_COUNTS = ("required", "coded", "matched", "same", "certain", "cells")


def ordinal_alpha(pairs: np.ndarray) -> float:
    """Krippendorff's alpha, ordinal metric (Krippendorff 2011), of two coders; NaN where both use a single label.

    pairs: 5 × 5 counts, hand by machine, both from -2 to 2.
    """
    hand, machine = np.nonzero(pairs)
    if len({*hand, *machine}) < 2 or pairs.sum() < 2:
        return math.nan
    scale = np.eye(len(LABELS), dtype=int)
    units = np.repeat(scale[hand] + scale[machine], pairs[hand, machine].astype(int), axis=0)
    return float(
        krippendorff.alpha(value_counts=units, value_domain=range(len(LABELS)), level_of_measurement="ordinal")
    )


def score(compared: pd.DataFrame) -> dict[str, float]:
    """All MEASURES and the counts required (pairs of the coder), coded (of the machine) and matched (of both).

    compared: as from `pairs.compare`. A share of nothing is NaN.
    """
    counts, pairs = _by_article(compared, sorted(set(compared["article_id"])))
    totals, grid = counts.sum(axis=0), pairs.sum(axis=0)
    shares = {name: float(value[0]) for name, value in _shares(totals[None, :]).items()}
    numbers = dict(zip(_COUNTS[:3], (int(n) for n in totals[:3]), strict=True))
    return {**numbers, **{name: shares.get(name, math.nan) for name in MEASURES}, "ordinal_alpha": ordinal_alpha(grid)}


def measures(compared: pd.DataFrame, articles: Collection[str]) -> pd.DataFrame:
    """One row per measure: measure, value, low, high, what; low and high hold 95 % of RESAMPLES bootstrap draws.

    Whole articles are drawn, since the labels of one article hang together; the draws are seeded. Draws in which a
    measure is not defined are left out; with fewer than two articles there is no interval (NaN). Where every draw is
    the same, as when nothing differs, low and high are the value itself: that is no proof of certainty.
    articles: all that were read, as in `pairs.compare`.
    """
    order = sorted(articles)
    point = score(compared)
    counts, pairs = _by_article(compared, order)
    drawn: dict[str, np.ndarray] = {}
    if len(order) > 1:
        weights = np.random.default_rng(SEED).multinomial(len(order), [1 / len(order)] * len(order), RESAMPLES)
        drawn = _shares(weights @ counts)
        grids = np.tensordot(weights, pairs, axes=1)
        drawn["ordinal_alpha"] = np.array([ordinal_alpha(grid) for grid in grids])
    rows = [(name, point[name], *_limits(drawn.get(name)), what) for name, what in MEASURES.items()]
    return pd.DataFrame(rows, columns=["measure", "value", "low", "high", "what"])


def _limits(values: np.ndarray | None) -> tuple[float, float]:
    defined = values[~np.isnan(values)] if values is not None else np.array([])
    if not len(defined):
        return math.nan, math.nan
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _by_article(compared: pd.DataFrame, order: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Articles × _COUNTS, and articles × 5 × 5 pairs of labels, articles in this order."""
    hand, machine = compared["hand"], compared["machine"]
    found = (hand != NONE) & (machine != NONE)
    certain = found & (compared["hand_certainty"] == compared["machine_certainty"])
    flags = pd.DataFrame(
        dict(zip(_COUNTS, (hand != NONE, machine != NONE, found, found & (hand == machine), certain), strict=False)),
        dtype="int64",
    ).assign(cells=1)
    counts = flags.groupby(compared["article_id"]).sum().reindex(order, fill_value=0).to_numpy()
    pairs = np.zeros((len(order), len(LABELS), len(LABELS)), dtype=int)
    both = compared[found]
    places = (
        pd.Index(order).get_indexer(pd.Index(both["article_id"])),
        *(_places(both[coder]) for coder in ("hand", "machine")),
    )
    np.add.at(pairs, places, 1)
    return counts, pairs


def _places(labels: pd.Series) -> np.ndarray:
    places: np.ndarray = pd.Index(LABELS).get_indexer(pd.Index(labels))
    return places


def _shares(totals: np.ndarray) -> dict[str, np.ndarray]:
    required, coded, matched, same, certain, cells = totals.T.astype(float)
    of = {
        "joint_f1": (2 * same, required + coded),
        "detection_precision": (matched, coded),
        "detection_recall": (matched, required),
        "detection_f1": (2 * matched, required + coded),
        "percent_agreement": (same, cells),
        "exact": (same, matched),
        "certainty": (certain, matched),
    }
    nothing = np.full(len(totals), math.nan)
    return {name: np.divide(part, whole, out=nothing.copy(), where=whole > 0) for name, (part, whole) in of.items()}


def detection(reference: pd.DataFrame, coded: pd.DataFrame) -> dict[str, float]:
    """Precision, recall and f1 over pairs of article and country, whatever their label; NaN where nothing is there.

    reference: article_id, country, optional; coded: article_id, country, several rows of a pair counting once. Only
    articles of the reference count; optional pairs are neither asked for nor counted as wrong.
    """
    known = pd.MultiIndex.from_frame(reference[["article_id", "country"]])
    optional = known[(reference["optional"] == "yes").to_numpy()]
    found = coded.loc[coded["article_id"].isin(reference["article_id"]), ["article_id", "country"]].drop_duplicates()
    required, counted = known.difference(optional), pd.MultiIndex.from_frame(found).difference(optional)
    both = len(required.intersection(counted))
    wholes = {"precision": len(counted), "recall": len(required)}
    shares = {name: both / whole if whole else math.nan for name, whole in wholes.items()}
    total = len(required) + len(counted)
    return {**shares, "f1": 2 * both / total if total else math.nan}


def confusion(compared: pd.DataFrame) -> pd.DataFrame:
    """Number of pairs by the coder's label (rows) and the machine's (columns): the five labels and NONE."""
    names = [*reversed(LABELS), NONE]
    table = pd.crosstab(compared["hand"], compared["machine"])
    table = table.reindex(index=names, columns=names, fill_value=0).astype("int64")
    return table.rename_axis(index="hand", columns="machine")


def prevalence(compared: pd.DataFrame) -> pd.DataFrame:
    """How often each label is given: label, hand, machine (numbers), hand_share, machine_share (of all pairs)."""
    table = confusion(compared)
    hand, machine = table.sum(axis=1), table.sum(axis=0)
    total = float(table.to_numpy().sum()) or math.nan
    numbers = {"label": table.index, "hand": hand.to_numpy(), "machine": machine.to_numpy()}
    return pd.DataFrame(numbers).assign(hand_share=hand.to_numpy() / total, machine_share=machine.to_numpy() / total)


def baseline(mentions: pd.DataFrame) -> pd.DataFrame:
    """What somebody would code who reads nothing: every country that an article mentions is willing, asserted.

    article_id, country, position, certainty, for `pairs.compare` in the place of the machine's positions.
    """
    named = mentions[["article_id", "country"]].drop_duplicates().reset_index(drop=True)
    return named.assign(position="willing", certainty="asserted")
