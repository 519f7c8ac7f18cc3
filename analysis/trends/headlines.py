"""What a headline tells of a country beside what its article tells."""

from __future__ import annotations

import pandas as pd

from analysis.countries import by_name
from analysis.records import SCORES

HEADLINES = "no country headline body steps told".split()

BOTH, HEADLINE, BODY = "both", "headline only", "body only"


def headlines(headline: pd.DataFrame, body: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per article and country of which the headline or the body tells a position (HEADLINES).

    headline, body: as the table `positions`, from the statements of that section alone; articles: as from
    `chronology.numbered`. headline and body are positions, empty where that section tells none. steps: score of the
    headline less score of the body, -4 to 4, missing where only one of them tells; told says which. Rows where the two
    are furthest apart come first, then those that only the headline tells, then those that only the body tells.
    """
    key = ["article_id", "country"]
    sides = [
        side[[*key, "position"]].rename(columns={"position": name})
        for side, name in ((headline, "headline"), (body, "body"))
    ]
    table = sides[0].merge(sides[1], on=key, how="outer", validate="one_to_one")
    table = table.merge(articles[["article_id", "no"]], on="article_id", how="inner", validate="many_to_one")
    table[["headline", "body"]] = table[["headline", "body"]].fillna("")
    table["steps"] = table["headline"].map(SCORES).astype("Int64") - table["body"].map(SCORES).astype("Int64")
    table["told"] = BOTH
    table["told"] = table["told"].mask(table["body"] == "", HEADLINE).mask(table["headline"] == "", BODY)
    order = table.assign(rank=table["told"].map([BOTH, HEADLINE, BODY].index), apart=table["steps"].abs().fillna(0))
    by = ["rank", "apart", "steps", "no", "country"]
    order = order.sort_values(by, ascending=[True, False, False, True, True], key=by_name)
    return order[HEADLINES].reset_index(drop=True)
