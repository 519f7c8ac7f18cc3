"""Where each country stands in each period, as the articles of that period have it."""

from __future__ import annotations

import pandas as pd

from analysis.records import SCORES
from analysis.trends.contradictions import FIRMNESS
from analysis.trends.evidence import NO_POSITION
from analysis.trends.rates import placed

GAP, NOT_MENTIONED, ONE, SEVERAL = "no article", "not mentioned", "one position", "several positions"

STANDINGS = "country period earliest latest articles mentioned position score certainty labels state".split()


def by_period(cells: pd.DataFrame, articles: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """One row per country, period and position that an article of the period gives it (STANDINGS).

    cells: as from `evidence.matrix`; articles: as from `chronology.numbered`; periods: as from `chronology.periods`.
    Countries in the order of cells, positions from leads to rejects. state is GAP (the period has no article: nothing
    is known), NOT_MENTIONED, NO_POSITION (mentioned only), ONE or SEVERAL; in the first three the country has one row
    for the period, without a position. articles: of the period; mentioned: how many of them mention the country;
    labels: how many give it this position; certainty: the firmest of these. An article counts for a period only where
    its whole interval lies in it (`rates.placed`).
    """
    home = pd.Series(placed(articles, periods).to_numpy(), index=articles["no"], dtype="str")
    inside = cells.assign(period=cells["no"].map(home))
    mentioned = inside.groupby(["country", "period"])["no"].nunique().to_dict()
    labelled = inside[inside["position"] != NO_POSITION]
    labelled = labelled.assign(firmness=labelled["certainty"].map(FIRMNESS.index))
    found = {
        key: (len(group), FIRMNESS[group["firmness"].min()])
        for key, group in labelled.groupby(["country", "period", "position"])
    }
    size = home.value_counts()
    rows = []
    for country in cells["country"].drop_duplicates():
        for period in periods.itertuples():
            name = period.period
            here = [p for p in reversed(SCORES) if (country, name, p) in found]
            count, seen = int(size.get(name, 0)), mentioned.get((country, name), 0)
            state = GAP if not count else NOT_MENTIONED if not seen else NO_POSITION
            start = [country, name, period.earliest, period.latest, count, seen]
            if not here:
                rows.append([*start, "", pd.NA, "", 0, state])
            for position in here:
                labels, certainty = found[country, name, position]
                state = ONE if len(here) == 1 else SEVERAL
                rows.append([*start, position, SCORES[position], certainty, labels, state])
    return pd.DataFrame(rows, columns=STANDINGS).astype({"score": "Int64"})
