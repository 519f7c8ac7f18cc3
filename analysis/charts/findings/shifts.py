"""How far the changes can be trusted, and who tells them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.charts.findings.words import number
from analysis.charts.style import each, listed
from analysis.countries import country
from analysis.trends.permutation import LEVEL
from analysis.trends.robustness import NO_LABEL, THRESHOLDS

TELLERS = {
    "own_words": "in its officials' own words",
    "own_told": "by what texts tell of its officials",
    "outlet": "by what texts tell of it",
    "other": "by what others say of it",
}


def verdicts(robustness: pd.DataFrame) -> str:
    """How many changes stand under every threshold. robustness: as from `trends.robustness`."""
    if robustness.empty:
        return "There is no change whose robustness could be asked for."
    firm = robustness[robustness["verdict"] == "robust"].to_dict("records")
    names = listed([f"{country(row['country'])} ({row['from']} → {row['to']}, {_weight(row)})" for row in firm])
    held = f"{len(firm):,} of {number(len(robustness), 'change')} robust under every threshold"
    lost = {name: int((robustness[name] == NO_LABEL).sum()) for name in THRESHOLDS}
    worst = max(lost, key=lambda name: lost[name])
    lose = "loses a label" if lost[worst] == 1 else "lose a label"
    rest = f" {lost[worst]:,} {lose} with “{worst.replace('_', ' ')}”, the most of any." if lost[worst] else ""
    return held + (f": {names}." if names else ".") + rest


def _weight(row: dict[str, Any]) -> str:
    """On how many sentences a change rests, and whose they are where two people are named."""
    before, after = row["speaker_before"], row["speaker_after"]
    people = f", first {before}, then {after}" if before and after and before != after else ""
    return f"on {number(row['sentences_before'], 'sentence')} against {row['sentences_after']:,}{people}"


def trends_shown(tests: pd.DataFrame) -> str:
    """What the tests of a trend show, and what they could have shown. tests: as from `trends.trend_tests`."""
    if tests.empty:
        return "No country has a dated label, so no trend can be tested."
    able = int((tests["within_reach"] == "yes").sum())
    if not able:
        return (
            f"No trend could have been shown. The smallest p that any order of these labels can reach is "
            f"{tests['smallest_p'].min():.3f}; corrected for {number(len(tests), 'actor')}, none can come to {LEVEL}."
        )
    shown = tests[tests["bh"] <= LEVEL]
    names = listed([f"{country(row.country)} ({'up' if row.trend > 0 else 'down'})" for row in each(shown)])
    return (
        f"A trend in {len(shown):,} of {number(able, 'actor')} with articles enough to show one, at a corrected p of "
        f"{LEVEL}" + (f": {names}." if names else ".")
    )


def told_by(beside: pd.DataFrame) -> str:
    """By whom the countries that are told to lead are told so. beside: as from `trends.beside`."""
    leads = beside[beside["position"] == "leads"]
    parts = [
        f"{country(str(code))} "
        + listed([f"{TELLERS[row.teller]} ({number(row.articles, 'article')})" for row in each(rows)])
        for code, rows in leads.groupby("country", sort=False)
    ]
    if not parts:
        return "No country is told to lead."
    silent = [str(code) for code in leads["country"].unique() if not _in_own_words(leads, str(code))]
    names = listed([country(code) for code in silent])
    none = f" No official of {names} is quoted or reported to say so." if silent else ""
    return f"Told to lead: {'; '.join(parts)}.{none}"


def _in_own_words(leads: pd.DataFrame, code: str) -> bool:
    return bool(((leads["country"] == code) & (leads["teller"] == "own_words")).any())
