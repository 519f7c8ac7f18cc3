"""Mentions per 1,000 words with 95 % intervals that hold for few articles."""

from __future__ import annotations

import math

import pandas as pd
from scipy import special  # and not stats, which takes as long to import as pandas

from analysis.countries import by_name

LEVEL = 0.95

#: What a mention looks like, coarse enough to draw: the kinds of the table `mentions` behind each form.
FORMS = {
    "name": "name of the country",
    "compound": "name of the country",
    "group": "name of the country",
    "adjective": "adjective or demonym",
    "demonym": "adjective or demonym",
    "capital": "capital or seat",
    "seat": "capital or seat",
    "place": "capital or seat",
    "person": "person in or from office",
    "organisation": "organisation",
}


ATTENTION = "country period earliest latest articles words mentions per_1000 low high state".split()


def dispersion(counts: pd.DataFrame, words: pd.Series, groups: pd.Series) -> pd.DataFrame:
    """How much more the counts of a country differ between articles than Poisson counts would: factor, freedom.

    counts: countries by article; words and groups: by article; the rates may differ from group to group, not within.
    factor is Pearson's statistic by its degrees of freedom (McCullagh and Nelder 1989), 1 where it is below 1 or where
    no degree of freedom is left.
    """
    total, exposure = counts.T.groupby(groups).transform("sum").T, words.groupby(groups).transform("sum")
    expected = total * words / exposure
    pearson = ((counts - expected) ** 2 / expected.where(expected > 0)).sum(axis=1)
    freedom = len(words) - groups.nunique()
    factor = (pearson / freedom).clip(lower=1.0) if freedom > 0 else pearson * 0 + 1.0
    return pd.DataFrame({"factor": factor, "freedom": freedom})


def limits(count: int, words: int, factor: float = 1.0, freedom: int = 0) -> tuple[float, float]:
    """95 % limits of mentions per 1,000 words; NaN without words.

    Exact limits of a Poisson count (Garwood 1936), taken at the effective count. Mentions come in bursts, an article
    being about a country or not; so the count is divided by the dispersion between articles, and multiplied by the
    squared ratio of the normal to Student's quantile for having estimated that from few articles (Korn and Graubard
    1998, who do the same to Clopper and Pearson's limits of a share). Without a degree of freedom, or without a
    mention, there is no dispersion to take into account: Garwood's limits stand.
    """
    if not words:
        return math.nan, math.nan
    tail = (1 + LEVEL) / 2
    shrink = (special.ndtri(tail) / special.stdtrit(freedom, tail)) ** 2 / factor if freedom > 0 and count else 1.0
    k, per = count * shrink, 1000 / (words * shrink)
    low = special.gammaincinv(k, 1 - tail) if count else 0.0
    return float(low * per), float(special.gammaincinv(k + 1, tail) * per)


def mention_rates(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per country: country, mentions, articles (that name it), per_1000, low, high; most mentioned first.

    per_1000, low and high are mentions per 1,000 words of all articles, with the limits of `limits`.
    """
    counts = _counts(mentions, articles)
    sizes = articles.set_index("article_id")["words"]
    spread = dispersion(counts, sizes, pd.Series("all", index=sizes.index))
    words = int(sizes.sum())
    rows = []
    totals, named = counts.sum(axis=1), (counts > 0).sum(axis=1)
    for country in counts.index:
        total = int(totals[country])
        low, high = limits(total, words, spread["factor"][country], spread["freedom"][country])
        rows.append((country, total, int(named[country]), _per_1000(total, words), low, high))
    table = pd.DataFrame(rows, columns=["country", "mentions", "articles", "per_1000", "low", "high"])
    return table.sort_values(["mentions", "country"], ascending=[False, True], key=by_name).reset_index(drop=True)


def by_form(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Mentions per 1,000 words of all articles by country and form (FORMS); countries as in `mention_rates`."""
    forms = list(dict.fromkeys(FORMS.values()))
    table = pd.crosstab(mentions["country"], mentions["kind"].map(FORMS)).reindex(columns=forms, fill_value=0)
    order = mention_rates(mentions, articles)["country"]
    words = articles["words"].sum()
    return (
        (table.reindex(order) * (1000 / words if words else math.nan))
        .rename_axis("country", axis=0)
        .rename_axis(None, axis=1)
    )


def by_article(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Mentions per 1,000 words of each article: countries (as in `mention_rates`) by the articles' labels.

    articles: as from `chronology.numbered`. 0 where the article does not name the country.
    """
    counts = _counts(mentions, articles).reindex(mention_rates(mentions, articles)["country"])
    sizes = articles.set_index("article_id")["words"]
    rates = (counts * 1000).div(sizes.where(sizes > 0), axis="columns")
    rates.columns = pd.Index(articles["label"], name=None)
    return rates.rename_axis("country")


def attention(mentions: pd.DataFrame, articles: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Mentions per 1,000 words by country and period: one row each, gaps included.

    Columns: ATTENTION. state is `counted`, `zero` (articles, but none names the country) or `gap` (no article: nothing
    is known; the numbers are NaN). An article counts for a period only where its whole interval lies in it; `placed`
    says which do.
    """
    home = placed(articles, periods)
    inside = articles[home != ""]
    sizes = inside.set_index("article_id")["words"]
    where = pd.Series(home[home != ""].to_numpy(), index=sizes.index, dtype="str")
    order = mention_rates(mentions, articles)["country"]
    counts = _counts(mentions, inside).reindex(order, fill_value=0)
    spread = dispersion(counts, sizes, where)
    totals = counts.T.groupby(where).sum().reindex(periods["period"], fill_value=0).unstack()
    rows = []
    for country in order:
        for period in periods.itertuples():
            ours = where.index[where == period.period]
            words, total = int(sizes[ours].sum()), int(totals[country][period.period])
            low, high = limits(total, words, spread["factor"][country], spread["freedom"][country])
            rows.append(
                {
                    "country": country,
                    "period": period.period,
                    "earliest": period.earliest,
                    "latest": period.latest,
                    "articles": len(ours),
                    "words": words,
                    "mentions": total,
                    "per_1000": _per_1000(total, words),
                    "low": low,
                    "high": high,
                    "state": "gap" if not words else "counted" if total else "zero",
                }
            )
    return pd.DataFrame(rows, columns=list(ATTENTION))


def placed(articles: pd.DataFrame, periods: pd.DataFrame) -> pd.Series:
    """The period in which each article surely appeared; empty where its interval touches two periods or is unknown."""
    home = pd.Series("", index=articles.index, dtype="str")
    for period in periods.itertuples():
        within = (articles["published_earliest"] >= period.earliest) & (articles["published_latest"] <= period.latest)
        home = home.mask(within, str(period.period))
    return home


def _counts(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Countries by article_id, in the articles' order, zeros included."""
    ours = mentions[mentions["article_id"].isin(articles["article_id"])]
    table = ours.groupby(["country", "article_id"]).size().unstack(fill_value=0)
    return table.reindex(columns=list(articles["article_id"]), fill_value=0)


def _per_1000(count: float, words: float) -> float:
    return 1000 * count / words if words else math.nan
