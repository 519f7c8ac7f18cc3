"""What a country's own officials say, beside what newspapers and others tell of it."""

from __future__ import annotations

import pandas as pd

from analysis.countries import by_name
from analysis.records import SCORES

#: own_words: the country's officials, in quoted or reported words; own_told: what a text tells in its own words of what
#: they do or want; outlet: what it tells of the country; other: what somebody else says of it.
TELLERS = ("own_words", "own_told", "outlet", "other")
BESIDE = ("country", "teller", "position", "articles", "statements", "no", "speaker", "sentence")


def drivers(labels: pd.DataFrame) -> list[str]:
    """The countries that an article says to lead, the more often the earlier. labels: as from `spells.dated`."""
    often = labels.loc[labels["position"] == "leads", "country"].value_counts().rename("often").reset_index()
    return list(often.sort_values(["often", "country"], ascending=[False, True], key=by_name)["country"])


def beside(statements: pd.DataFrame, articles: pd.DataFrame, countries: list[str]) -> pd.DataFrame:
    """One row per country, teller and position (BESIDE), the countries in the order given, `leads` first.

    teller: one of TELLERS. articles and statements count what tells so; no, speaker and sentence are those of the first
    statement in the order of time.
    articles: as from `chronology.numbered`; statements of other articles do not count.
    """
    ours = statements[statements["country"].isin(countries)].merge(articles[["article_id", "no"]], on="article_id")
    ours = ours.sort_values(["no", "start"], kind="stable")
    spoken = (ours["speech"] != "").map({True: "_words", False: "_told"})
    ours["teller"] = ours["source"] + spoken.where(ours["source"] == "own", "")
    key = ["country", "teller", "position"]
    counts = ours.groupby(key).agg(articles=("article_id", "nunique"), statements=("article_id", "size")).reset_index()
    first = ours.drop_duplicates(key)[[*key, "no", "speaker", "quote"]].rename(columns={"quote": "sentence"})
    table = counts.merge(first, on=key, validate="one_to_one")
    order = pd.DataFrame(
        {
            "country": table["country"].map(countries.index),
            "teller": table["teller"].map(TELLERS.index),
            "position": table["position"].map(SCORES).astype("Int64") * -1,
        }
    )
    return table.loc[order.sort_values(key).index, list(BESIDE)].reset_index(drop=True)
