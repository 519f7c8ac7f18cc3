"""How far the changes can be trusted, and who tells them."""

from __future__ import annotations

import pandas as pd

from analysis.charts.findings.words import number
from analysis.charts.style import country, each, listed
from analysis.trends.permutation import LEVEL
from analysis.trends.robustness import NO_LABEL, THRESHOLDS

TELLERS = {"own": "its own officials", "outlet": "newspapers", "other": "others"}


def verdicts(robustness: pd.DataFrame) -> str:
    """How many changes stand under every threshold. robustness: as from `trends.robustness`."""
    if robustness.empty:
        return "There is no change whose robustness could be asked for."
    firm = robustness[robustness["verdict"] == "robust"].to_dict("records")
    names = listed([f"{country(row['country'])} ({row['from']} → {row['to']})" for row in firm])
    held = f"{len(firm):,} of {number(len(robustness), 'change')} robust under every threshold"
    lost = {name: int((robustness[name] == NO_LABEL).sum()) for name in THRESHOLDS}
    worst = max(lost, key=lambda name: lost[name])
    rest = f" {lost[worst]:,} lose a label with “{worst.replace('_', ' ')}”, the most of any." if lost[worst] else ""
    return held + (f": {names}." if names else ".") + rest


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
        f"{country(str(code))} by " + listed([f"{TELLERS[row.source]} in {row.articles:,}" for row in each(rows)])
        for code, rows in leads.groupby("country", sort=False)
    ]
    return f"Told to lead, by number of articles: {'; '.join(parts)}." if parts else "No country is told to lead."
