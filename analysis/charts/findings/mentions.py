"""Who is talked about, in which words, and beside whom."""

from __future__ import annotations

import pandas as pd

from analysis.charts.findings.words import percent, some
from analysis.charts.style import each, listed
from analysis.countries import country

FIRM = 0.001  # chance brings a pair as close together, or keeps it as far apart, no oftener than that


def attention_ranking(rates: pd.DataFrame) -> str:
    """Who is talked about most. rates: as from `trends.mention_rates`."""
    if rates.empty:
        return "No country is mentioned"
    top = rates.head(3)
    names = listed([f"{country(row.country)} ({row.per_1000:.1f})" for row in each(top)])
    return f"Most mentioned per 1,000 words: {names}"


def ranking_certainty(rates: pd.DataFrame) -> str:
    """How sure the first place is."""
    if len(rates) < 2:
        return "There is no second country to compare with."
    first = rates.iloc[0]
    level = rates.iloc[1:][rates["high"].iloc[1:] >= first["low"]]
    if level.empty:
        return f"The interval of {country(first['country'])} lies above all others."
    names = some(list(level["country"]), 4)
    return f"The interval of {country(first['country'])} overlaps with those of {names}: their order is not certain."


def forms(table: pd.DataFrame) -> str:
    """In which form the most mentioned countries appear. table: as from `trends.by_form`."""
    if table.empty:
        return "No country is mentioned"
    shares = table.sum() / table.sum().sum()
    leader = str(shares.idxmax())
    people = table[table.idxmax(axis=1) == "person in or from office"]
    end = f"; {listed([country(code) for code in people.index[:3]])} most often through people" if len(people) else ""
    return f"Most frequent form of mention: {leader} ({percent(shares[leader], 1)}){end}"


def spread(heat: pd.DataFrame) -> str:
    """How many countries are in every article. heat: as from `trends.by_article`."""
    if heat.empty:
        return "No country is mentioned"
    everywhere = heat.index[(heat > 0).all(axis=1)]
    once = int(((heat > 0).sum(axis=1) == 1).sum())
    names = f" ({listed([country(c) for c in everywhere[:6]])})" if 0 < len(everywhere) <= 6 else ""
    actors = f"{len(everywhere):,} of {len(heat):,} countries and organisations"
    return f"{actors} are in every article{names}, {once:,} in only one"


def together(company: pd.DataFrame) -> str:
    """Who is mentioned with whom more often than by chance, and less often. company: as from `trends.co_mentions`."""
    if company.empty:
        return "No two countries are mentioned"
    named = company[~company["partner"].str.endswith(" others") & (company["chance"] < FIRM)]
    named = named.sort_values("chance", kind="stable")
    closer = named["together"] > named["expected"]
    parts = [
        f"Oftener in one sentence than by chance: {_pairs(named[closer].head(3))}" if closer.any() else "",
        f"less often: {_pairs(named[~closer].head(2))}" if not closer.all() else "",
    ]
    text = "; ".join(filter(None, parts))
    if not text:
        return "No two countries share a sentence clearly more or less often than by chance"
    return text[0].upper() + text[1:]


def expected(count: float) -> str:
    """An expected count with as many decimals as it takes not to be nothing."""
    return f"{count:.1f}" if count >= 0.95 else f"{count:.2g}"


def _pairs(rows: pd.DataFrame) -> str:
    pairs = [f"{country(row.country)} and {country(row.partner)}" for row in each(rows)]
    counts = [f"({row.together:,}, expected {expected(row.expected)})" for row in each(rows)]
    return listed([f"{pair} {count}" for pair, count in zip(pairs, counts, strict=True)])
