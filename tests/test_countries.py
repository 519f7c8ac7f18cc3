"""Names of countries, and tables in their order."""

import pandas as pd

from analysis import trends
from analysis.countries import by_name, country


def test_names_are_english_and_what_has_none_stays_a_code():
    codes = ["DEU", "XKX", "GBR", "EU", "COALITION", "BALT"]
    assert [country(code) for code in codes] == [
        "Germany",
        "Kosovo",
        "United Kingdom",
        "EU",
        "Coalition (bare count)",
        "BALT",
    ]


def test_rows_stand_in_the_order_of_the_names_that_are_printed():
    table = pd.DataFrame({"country": ["CHE", "DEU", "LTU", "LVA", "AUT"], "often": [1, 2, 1, 1, 1]})
    ordered = table.sort_values(["often", "country"], ascending=[False, True], key=by_name)
    assert list(ordered["country"]) == ["DEU", "AUT", "LVA", "LTU", "CHE"]  # Switzerland comes last


def test_countries_that_are_mentioned_as_often_stand_by_name():
    mentions = pd.DataFrame({"article_id": ["a"] * 4, "country": ["CHE", "DEU", "AUT", "ESP"], "kind": "name"})
    articles = pd.DataFrame({"article_id": ["a"], "words": [100]})
    assert list(trends.mention_rates(mentions, articles)["country"]) == ["AUT", "DEU", "ESP", "CHE"]
