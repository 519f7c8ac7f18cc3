"""The other side of a label that its own article contradicts."""

from __future__ import annotations

import pandas as pd

OPPOSING = ("article_id", "country", "opposing", "opposing_certainty", "opposing_sentence")

APART = 2  # steps of the scale between a label and what contradicts it, as the codebook has it
FIRMNESS = ("asserted", "reported", "speculative")  # certainties, the firmest first


def opposing(evidence: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """One row per contradictory label, with the statement of its article that stands against it (OPPOSING).

    evidence: as from `evidence.evidence`. opposing is the position of that statement, APART or more steps from the
    label. Of several, one of the same time stands before one told as of another time, the body before the headline
    (unless the headline gave the label), the firmer before the less firm, the farther before the nearer, then the first
    in the text.
    """
    labels = evidence[evidence["contradictory"] == "yes"]
    labels = labels.assign(headline=labels["decided_by"].str.startswith("headline:"))
    labels = labels[["article_id", "country", "score", "earlier", "headline"]]
    both = labels.merge(statements, on=["article_id", "country"], suffixes=("_label", ""), validate="one_to_many")
    both = both.assign(
        steps=(both["score"] - both["score_label"]).abs(),
        other_time=both["earlier"] != both["earlier_label"],
        other_section=(both["section"] == "headline") & ~both["headline"],
        firmness=both["certainty"].map(FIRMNESS.index),
    )
    order = ["article_id", "country", "other_time", "other_section", "firmness", "steps", "sentence", "start"]
    apart = both[both["steps"] >= APART].sort_values(order, ascending=[c != "steps" for c in order], kind="stable")
    first = apart.drop_duplicates(["article_id", "country"])[
        ["article_id", "country", "position", "certainty", "quote"]
    ]
    return first.set_axis(list(OPPOSING), axis="columns").reset_index(drop=True)
