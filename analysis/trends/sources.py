"""What a country's own officials say, beside what newspapers and others tell of it."""

from __future__ import annotations

import pandas as pd

from analysis.records import SCORES

SOURCES = ("own", "outlet", "other")
BESIDE = ("country", "source", "position", "articles", "statements", "no", "speaker", "sentence")


def drivers(labels: pd.DataFrame) -> list[str]:
    """The countries that an article says to lead, the more often the earlier. labels: as from `spells.dated`."""
    often = labels.loc[labels["position"] == "leads", "country"].value_counts().rename("often").reset_index()
    return list(often.sort_values(["often", "country"], ascending=[False, True])["country"])


def beside(statements: pd.DataFrame, articles: pd.DataFrame, countries: list[str]) -> pd.DataFrame:
    """One row per country, source and position (BESIDE), the countries in the order given, `leads` first.

    source: own (the country's officials, in their words or reported by name), outlet, other. articles and statements
    count what tells so; no, speaker and sentence are those of the first statement in the order of time.
    articles: as from `chronology.numbered`; statements of other articles do not count.
    """
    ours = statements[statements["country"].isin(countries)].merge(articles[["article_id", "no"]], on="article_id")
    ours = ours.sort_values(["no", "start"], kind="stable")
    key = ["country", "source", "position"]
    counts = ours.groupby(key).agg(articles=("article_id", "nunique"), statements=("article_id", "size")).reset_index()
    first = ours.drop_duplicates(key)[[*key, "no", "speaker", "quote"]].rename(columns={"quote": "sentence"})
    table = counts.merge(first, on=key, validate="one_to_one")
    order = pd.DataFrame(
        {
            "country": table["country"].map(countries.index),
            "source": table["source"].map(SOURCES.index),
            "position": table["position"].map(SCORES).astype("Int64") * -1,
        }
    )
    return table.loc[order.sort_values(key).index, list(BESIDE)].reset_index(drop=True)
