"""Whether a country's labels go up or down over time more than their order by chance would.

The statistic is Mann and Kendall's (Mann 1945, Econometrica 13, 245-259): over all pairs of labels of which one is
surely of earlier days than the other, how many more go up than down. Not a difference of means before and after a day:
the labels are an ordinal scale, whose steps have no equal size, and a day that was chosen after a look at the labels
makes any p too small. Nor does it need a certain order of all labels: where two may be of the same days, the pair says
nothing, as a tie in time. It does not see a position that goes and comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.countries import by_name

EXACT = 20_000  # up to so many orders are all looked at
SAMPLED = 9_999  # otherwise so many are drawn
LEVEL = 0.05
_CELLS = 500_000  # numbers of drawn orders held at once

TRENDS = "country labels pairs trend tau method orders p smallest_p holm bh within_reach".split()
Numbers = NDArray[np.int64]


def trend_tests(labels: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """One row per country (TRENDS), by p, smallest first: does its label rise or fall from date to date?

    labels: as from `spells.dated`, of articles that do not repeat one another (`chronology.independent`). seed: of the
    orders that are drawn.

    labels        how many dated labels it has
    pairs         pairs of them whose order in time is certain
    trend, tau    pairs that go up less pairs that go down; the same by pairs, -1 to 1, missing without a pair
    method        exact: all distinct orders in which these labels could have come; sampled: so many drawn (`orders`)
    p             share of the orders with a trend at least as strong, in either direction: above 0, up to 1. A sample
                  holds the observed order too, so that p is never 0 (Phipson and Smyth 2010, Stat. Appl. Genet. Mol.
                  Biol. 9, 39)
    smallest_p    what p would be, had these labels come in the order with the strongest trend
    holm          p corrected for so many countries: bounds the chance of one false trend among all of them (Holm 1979,
                  Scand. J. Stat. 6, 65-70)
    bh            p corrected so that it bounds the expected share of false ones among the trends found (Benjamini and
                  Hochberg 1995, J. R. Stat. Soc. B 57, 289-300), where the countries of an article rather move together
                  than against each other (Benjamini and Yekutieli 2001, Ann. Stat. 29, 1165-1188)
    within_reach  yes where bh, the milder of the two, could be at most LEVEL: where it would be, had every country its
                  smallest_p. Where it is no, there are too few labels to show a trend, in whatever order they came

    A country whose smallest_p is 1 is not among those that p is corrected for: a test that cannot speak up raises no
    false alarm (Tarone 1990, Biometrics 46, 515-522).

    p takes the labels for ones that could have come in any order, had nothing changed. Several articles on one event or
    from one agency are not that, and make p too small.
    """
    rows = [_tested(str(country), group, seed) for country, group in labels.groupby("country", sort=True)]
    table = pd.DataFrame(rows, columns=TRENDS[:-3])
    tested = table["smallest_p"] < 1
    for column, corrected in (("holm", holm), ("bh", benjamini_hochberg)):
        table[column] = 1.0
        if tested.any():
            table.loc[tested, column] = corrected(table.loc[tested, "p"].to_numpy())
    best = pd.Series(1.0, table.index)
    if tested.any():
        best[tested] = benjamini_hochberg(table.loc[tested, "smallest_p"].to_numpy())
    table["within_reach"] = (best <= LEVEL).map({True: "yes", False: "no"}).astype("str")
    return table.sort_values(["p", "smallest_p", "country"], key=by_name)[TRENDS].reset_index(drop=True)


def holm(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Holm's step-down correction (1979): each p times the number of those that are not smaller, never falling."""
    order = np.argsort(p, kind="stable")
    stepped = np.minimum(np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)), 1.0)
    return stepped[np.argsort(order, kind="stable")]


def benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Their step-up correction (1995): each p by the share of those that are not larger, never falling."""
    order = np.argsort(p, kind="stable")[::-1]
    stepped = np.minimum.accumulate(p[order] * len(p) / np.arange(len(p), 0, -1))
    return stepped[np.argsort(order, kind="stable")]


def _tested(country: str, labels: pd.DataFrame, seed: int) -> dict[str, object]:
    # Sorted by all that counts, so that neither the rows' order nor the country's name moves the draws.
    table = labels.sort_values(["latest", "earliest", "score"])
    levels, codes = np.unique(table["score"].to_numpy(), return_inverse=True)
    # The labels that are surely of earlier days than one are the first so many.
    before = np.searchsorted(table["latest"].to_numpy(), table["earliest"].to_numpy())
    counts = np.bincount(codes, minlength=len(levels))
    observed = net_rises(codes[None, :], before)
    if number_of_orders(counts) <= EXACT:
        method, strength = "exact", abs(net_rises(orders(counts), before))
    else:
        draw = np.random.default_rng(seed)
        drawn = [net_rises(draw.permuted(part, axis=1), before) for part in _parts(codes)]
        method, strength = "sampled", abs(np.concatenate([observed, *drawn]))
    pairs, trend = int(before.sum()), int(observed[0])
    return {
        "country": country,
        "labels": len(table),
        "pairs": pairs,
        "trend": trend,
        "tau": trend / pairs if pairs else np.nan,
        "method": method,
        "orders": len(strength) - (method == "sampled"),
        "p": float(np.mean(strength >= abs(trend))),
        "smallest_p": float(np.mean(strength == strength.max())),
    }


def net_rises(codes: Numbers, before: Numbers) -> Numbers:
    """Pairs that go up less pairs that go down, for each row of codes (orders × labels, 0 for the lowest).

    The labels stand in the order of their latest days. before: for each of them, how many are surely of earlier days;
    they are the first so many columns.
    """
    found = np.zeros(len(codes), dtype="int64")
    passed = np.zeros((codes.shape[0], codes.shape[1] + 1), dtype="int64")
    for level in range(codes.max() + 1):
        np.cumsum(codes == level, axis=1, out=passed[:, 1:])
        found += (passed[:, before] * np.sign(codes - level)).sum(axis=1)
    return found


def number_of_orders(counts: Numbers) -> int:
    """How many distinct orders there are of so many labels of each kind."""
    number, total = 1, 0
    for count in counts.tolist():
        total += count
        number *= comb(total, count)
    return number


def orders(counts: Numbers) -> Numbers:
    """Every distinct order of so many labels of each kind, coded 0, 1, ...: one row each."""
    total, last = int(counts.sum()), int(counts[-1])
    if len(counts) == 1:
        return np.zeros((1, total), dtype="int64")
    rest = orders(counts[:-1])
    taken = np.array(list(combinations(range(total), last)))
    free = np.ones((len(taken), total), dtype=bool)
    np.put_along_axis(free, taken, False, axis=1)
    placed = np.full((len(taken), len(rest), total), len(counts) - 1, dtype="int64")
    for place, mask in enumerate(free):
        placed[place][:, mask] = rest
    return placed.reshape(-1, total)


def _parts(codes: Numbers) -> Iterator[Numbers]:
    """Copies of the codes to be shuffled, SAMPLED in all, so many at once as memory allows."""
    rows = max(1, _CELLS // len(codes))
    for start in range(0, SAMPLED, rows):
        yield np.tile(codes, (min(rows, SAMPLED - start), 1))
