"""What of the pages was read, and what was set aside."""

from __future__ import annotations

import pandas as pd


def kept_and_removed(articles: pd.DataFrame, removed: pd.DataFrame) -> pd.DataFrame:
    """Words by part: part, stretches, words; first `left to read`, then the reasons by words, most first.

    Words are separated by white space. stretches: articles for what is left to read, rows of `removed` for a reason.
    """
    words = pd.Series([len(str(text).split()) for text in removed["text"]], removed.index, dtype="int64")
    by_reason = (
        removed.assign(words=words)
        .groupby("reason")
        .agg(stretches=("words", "size"), words=("words", "sum"))
        .rename_axis("part")
        .reset_index()
        .sort_values(["words", "part"], ascending=[False, True])
    )
    kept = pd.DataFrame(
        {"part": ["left to read"], "stretches": [len(articles)], "words": [int(articles["words"].sum())]}
    )
    return pd.concat([kept, by_reason], ignore_index=True).astype({"stretches": "int64", "words": "int64"})
