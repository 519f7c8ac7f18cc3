"""Who is mentioned with whom: countries in one sentence, beside what chance would bring together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special  # and not stats, which takes as long to import as pandas

from analysis.countries import country

COMPANY = "country partner together country_sentences partner_sentences sentences expected chance".split()

MOST = 14  # countries that are counted by name; the rest together


def co_mentions(mentions: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """One row per pair of countries (COMPANY), the one that is in more sentences first, also for pairs never together.

    together: sentences that mention both, in different words: `die baltischen Staaten` puts nobody beside himself.
    expected: how many there would be if each country were scattered over all sentences by itself. The `most` countries
    that are in most sentences stand by name. The others count as one, called `12 others`; where there is but one, it
    has its name. sentences: of all articles, up to the last that mentions a country, for the tables hold no later one.
    They are a few too few, so that expected is a little too high and nobody's company is made too close.

    chance, 0 to 1, is twice the smaller tail of Fisher's exact test: how often two countries in so many sentences each
    would be together at least (at most) as often if nothing drew them together (apart). Most pairs are together a few
    times or never, and there the exact test holds (Pedersen 1996, Fishing for Exactness). Pointwise mutual information,
    also when normalised, would put two countries that appear once, together, above all others; chi-square and the
    log-likelihood ratio (Dunning 1993) call a single meeting of a frequent and a rare country remarkable too soon.
    Sentences of one article are no independent draws: chance ranks pairs, and rejects nothing.
    """
    sentence = ["article_id", "sentence"]
    places = mentions[[*sentence, "country", "start", "end"]]
    often = places.drop_duplicates([*sentence, "country"])["country"].value_counts()
    ranking = sorted(often.index, key=lambda code: (-often[code], country(code)))
    tail = ranking[most:] if len(ranking) > most + 1 else []
    others = f"{len(tail):,} others"
    places = places.assign(country=places["country"].mask(places["country"].isin(tail), others))
    codes = [code for code in ranking if code not in tail] + ([others] if tail else [])
    counts = places.drop_duplicates([*sentence, "country"])["country"].value_counts()
    both = places.merge(places, on=sentence, suffixes=("", "_other"))
    both = both[(both["start"] != both["start_other"]) | (both["end"] != both["end_other"])]
    together = (
        both.drop_duplicates([*sentence, "country", "country_other"]).groupby(["country", "country_other"]).size()
    )
    total = int((mentions.groupby("article_id")["sentence"].max() + 1).sum())
    rows = []
    for place, code in enumerate(codes):
        for partner in codes[place + 1 :]:
            count = int(together.get((code, partner), 0))
            a, b = int(counts[code]), int(counts[partner])
            rows.append((code, partner, count, a, b, total, a * b / total, chance(count, a, b, total)))
    return pd.DataFrame(rows, columns=COMPANY)


def chance(together: int, a: int, b: int, total: int) -> float:
    """Twice the smaller tail, at most 1: a and b of so many trials drawn without regard to each other."""
    least, most = max(0, a + b - total), min(a, b)
    shares = _hypergeometric(np.arange(least, most + 1), a, b, total)
    up_to, from_here = shares[: together - least + 1].sum(), shares[together - least :].sum()
    return float(min(1.0, 2 * min(up_to, from_here)))


def _hypergeometric(together: NDArray[np.int64], a: int, b: int, total: int) -> NDArray[np.float64]:
    """How likely it is that so many are together (Johnson, Kemp and Kotz 2005, ch. 6)."""
    ways = _log_ways(a, together) + _log_ways(total - a, b - together) - _log_ways(total, b)
    return np.exp(ways)


def _log_ways(size: int, taken: NDArray[np.int64] | int) -> NDArray[np.float64]:
    """Logarithm of the number of ways to take so many out of so many."""
    ways: NDArray[np.float64] = -np.log1p(size) - special.betaln(size - taken + 1, np.asarray(taken) + 1)
    return ways
