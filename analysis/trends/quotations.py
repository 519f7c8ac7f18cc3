"""Every sentence that is quoted or counted anywhere, once, with all that it tells."""

from __future__ import annotations

import pandas as pd

from analysis.tables import Tables
from analysis.trends import sides

QUOTATIONS = ("article_id", "start", "sentence", "country", "says", "certainty")


def quotations(tables: Tables) -> pd.DataFrame:
    """One row for each thing that a sentence tells (QUOTATIONS), in the order of the text.

    From statements, number claims, doubts and days of an event. country: whose position it is, or who is counted, or
    who doubts, if anybody; says: a position, a number, `unconfirmed` or `denied`, or a day; `earlier` stands before a
    position that is told as of an earlier time. start and sentence are those of the longest quotation that holds the
    words, so that no sentence stands there twice.
    """
    told = tables["statements"]
    earlier = told["earlier"].map({"yes": "earlier ", "no": ""})
    parts = [
        told.assign(says=earlier + told["position"]),
        sides.claims(tables),
        sides.doubts(tables),
        sides.days(tables),
    ]
    columns = ["article_id", "start", "end", "quote", "country", "says", "certainty"]
    table = pd.concat([part[columns] for part in parts], ignore_index=True)
    table = table.sort_values(["article_id", "start", "end"], ascending=[True, True, False], kind="stable")
    # The farthest end of what begins before: words that end behind it begin a quotation of their own.
    reached = table.groupby("article_id")["end"].transform(lambda ends: ends.cummax().shift(fill_value=-1))
    begins = table["end"] > reached
    own = table[["start", "quote"]].where(begins).groupby(table["article_id"]).ffill()
    table = table.assign(start=own["start"].astype("int64"), sentence=own["quote"].astype("str"))
    return table[list(QUOTATIONS)].drop_duplicates(ignore_index=True)
