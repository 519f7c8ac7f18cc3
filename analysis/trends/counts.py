"""Counts with all articles and with independent ones only, side by side.

An article printed by ten outlets was read ten times as often and says one thing: the first number tells what readers
met, the second how many texts said it. articles: the whole table, copies included, not what `independent` leaves.
"""

from __future__ import annotations

import pandas as pd

from analysis.countries import by_name
from analysis.records import SCORES


def mention_counts(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per country: country, mentions, mentions_independent, articles, articles_independent.

    articles: how many name it. Most mentioned first; 0 where only copies mention the country.
    """
    table = _marked(mentions, articles)
    ours = table.drop_duplicates(["country", "article_id"])
    columns = {
        "mentions": table["country"].value_counts(),
        "mentions_independent": table.loc[table["independent"], "country"].value_counts(),
        "articles": ours["country"].value_counts(),
        "articles_independent": ours.loc[ours["independent"], "country"].value_counts(),
    }
    counts = pd.DataFrame(columns).fillna(0).astype("int64").rename_axis("country").reset_index()
    return counts.sort_values(["mentions", "country"], ascending=[False, True], key=by_name).reset_index(drop=True)


def label_counts(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per country and position that occurs: country, position, articles, articles_independent.

    articles: how many give the country this label. The country with most labels first, then from rejects to leads.
    """
    table = _marked(positions, articles)
    counts = (
        table.groupby(["country", "position"])["independent"]
        .agg(articles="size", articles_independent="sum")
        .astype("int64")
        .reset_index()
    )
    order = counts.assign(
        often=counts.groupby("country")["articles"].transform("sum"), score=counts["position"].map(SCORES)
    ).sort_values(["often", "country", "score"], ascending=[False, True, True], key=by_name)
    return order[["country", "position", "articles", "articles_independent"]].reset_index(drop=True)


def _marked(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of these articles, with `independent`: whether the article is no copy of another."""
    whole = articles[["article_id"]].assign(independent=articles["duplicate_of"] == "")
    return table.merge(whole, on="article_id", how="inner", validate="many_to_one")
