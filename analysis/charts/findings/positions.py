"""Who stands where, and who tells it otherwise."""

from __future__ import annotations

import pandas as pd

from analysis.charts.findings.words import number, some
from analysis.charts.style import listed
from analysis.countries import country
from analysis.trends import NO_POSITION
from analysis.trends.headlines import BOTH, HEADLINE
from analysis.trends.standings import SEVERAL

FEW = 6  # countries that a title names one by one


def stands(cells: pd.DataFrame) -> str:
    """Who stands at the two ends. cells: as from `trends.matrix`."""
    labels = cells[cells["position"] != NO_POSITION]
    if labels.empty:
        return "No position was found"
    means = labels.groupby("country", sort=False)["score"].mean()
    order = {code: place for place, code in enumerate(labels["country"].drop_duplicates())}
    backing = sorted(means.index[means >= 1], key=order.__getitem__)
    against = sorted(means.index[means <= -1], key=order.__getitem__, reverse=True)
    parts = [
        f"On average willing or leading: {some(backing)}" if backing else "",
        f"reserved or rejecting: {some(against)}" if against else "",
    ]
    text = "; ".join(filter(None, parts))
    return text[0].upper() + text[1:] if text else "No country is on average on either side"


def labels_found(cells: pd.DataFrame) -> str:
    """How many cells have a label, and how sure they are."""
    labels = cells[cells["position"] != NO_POSITION]
    if cells.empty:
        return "No country is mentioned, so there is nothing to label."
    kinds = labels["certainty"].value_counts()
    told = listed([f"{kinds.get(kind, 0):,} {kind}" for kind in ("asserted", "reported", "speculative")])
    torn = int((labels["contradictory"] == "yes").sum())
    return (
        f"{len(labels):,} of {len(cells):,} pairs of article and country have a position ({told}; {torn:,} "
        f"contradicted in the same article); in the other {len(cells) - len(labels):,} the country is mentioned and no "
        "position was found."
    )


def agreement(both: pd.DataFrame) -> str:
    """Machine beside hand. both: as from `trends.against`."""
    if both.empty:
        return "No article of these was coded by hand."
    agree = int((both["agree"] == "yes").sum())
    common = both[(both["machine"] != "") & (both["hand"] != "")]
    near = int((common["steps"] == 1).sum())
    machine, hand = int((both["hand"] == "").sum()), int((both["machine"] == "").sum())
    return (
        f"{agree:,} of {len(both):,} labels agree; {len(common) - agree:,} differ ({near:,} by one step), {machine:,} "
        f"only the machine gives, {hand:,} only the coder."
    )


def by_period(standings: pd.DataFrame) -> str:
    """How many actors have a position in which period, and whose differ. standings: as from `trends.by_period`."""
    labels = standings[standings["position"] != ""]
    if labels.empty:
        return "No position was found in an article that surely lies in one period"
    counts = labels.groupby("period", sort=False)["country"].nunique()
    order = standings["period"].unique()
    told = listed([f"{counts[period]:,} in {period}" for period in order if period in counts.index])
    several = list(labels.loc[labels["state"] == SEVERAL, "country"].unique())
    whose = some(several, FEW) if len(several) <= FEW else f"{len(several):,} of {labels['country'].nunique():,}"
    end = f"; labels differ within a period for {whose}" if several else ""
    return f"Actors with a position: {told}{end}"


def headlines(table: pd.DataFrame) -> str:
    """Whether headlines say more than their articles. table: as from `trends.headlines`."""
    both = table[table["told"] == BOTH]
    alone = int((table["told"] == HEADLINE).sum())
    if not len(both) + alone:
        return "No headline tells a country's position"
    more, less = both[both["steps"] > 0], both[both["steps"] < 0]
    parts = [
        f"{_cases(more)} the headline is closer to sending troops than the body" if len(more) else "",
        f"{_cases(less)} farther from it" if len(less) else "",
        f"in {len(both) - len(more) - len(less):,} the same" if len(both) > len(more) + len(less) else "",
    ]
    told = f": {', '.join(filter(None, parts))}" if len(both) else ""
    end = f"; {number(alone, 'position')} only in the headline" if alone else ""
    return f"Headline and body both place a country in {number(len(both), 'case')}{told}{end}"


def _cases(rows: pd.DataFrame) -> str:
    codes = list(rows["country"].unique())
    return f"in {len(rows):,}" + (f" ({some(codes)})" if len(codes) <= 3 else "")


def ledger(table: pd.DataFrame, compared: int) -> str:
    """How many tellings do not fit, of which kind, about whom, in how many comparisons.

    table: as charts.ledger describes it. compared: how many pairs of articles were held against one another.
    """
    among = f"{number(compared, 'pair')} of articles compared, and each with itself"
    if table.empty:
        return f"No two tellings contradict each other: {among}"
    kinds = listed([f"{count:,} in {kind}" for kind, count in table["kind"].value_counts().items()])
    countries = table.loc[table["country"] != "", "country"].str.split(";").explode().value_counts()
    most = list(countries.index[countries == countries.max()])
    about = f", most often about {some(most)}" if 0 < len(most) <= 3 else ""
    about = f", all about {country(most[0])}" if countries.max() == len(table) and len(countries) == 1 else about
    return f"{number(len(table), 'pair')} of tellings that do not fit: {kinds}{about}; {among}"
