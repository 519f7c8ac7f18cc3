"""Where two codings differ: kinds of error, the commonest ones, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.agreement.pairs import place
from analysis.corpus import read_articles
from analysis.language import sentence_spans
from analysis.records import Article
from analysis.tables import FORMATS

#: kind -> what it is. Each pair has one kind, the first that fits; `right` is none of them.
KINDS = {
    "missed": "the coder has a position, the machine none",
    "spurious": "the machine has a position, the coder none",
    "wrong side": "one of them for the troops, the other against",
    "two steps off": "conditional against one end of the scale",
    "one step off": "neighbouring labels",
    "wrong certainty": "same label, another certainty",
}


def kinds(compared: pd.DataFrame) -> pd.DataFrame:
    """One row per kind of error, none left out: kind, pairs, share (of all pairs that either labels), what."""
    counts = compared["kind"].value_counts()
    pairs = pd.Series([int(counts.get(kind, 0)) for kind in KINDS], dtype="int64")
    share = pairs / float(len(compared) or "nan")
    return pd.DataFrame({"kind": list(KINDS), "pairs": pairs, "share": share, "what": list(KINDS.values())})


def errors(compared: pd.DataFrame, evidence: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """The pairs that are not right: article_id, country, kind, hand, machine, sentence, cue; in the order of KINDS.

    sentence and cue are what decided the machine's label; where it has none, the coder's evidence and the sentence that
    holds it. compared: as from `pairs.compare`; evidence: as from `trends.evidence`; texts: as from `texts`.
    """
    wrong = compared[compared["kind"] != "right"]
    table = wrong.merge(
        evidence[["article_id", "country", "sentence", "cue"]],
        on=["article_id", "country"],
        how="left",
        validate="one_to_one",
    )
    missed = table["sentence"].isna()
    of = [_around(words, texts.get(a, "")) for a, words in zip(table["article_id"], table["words"], strict=True)]
    table["sentence"] = table["sentence"].where(~missed, pd.Series(of, index=table.index, dtype="str"))
    table["cue"] = table["cue"].where(~missed, table["words"])
    order = pd.Categorical(table["kind"], list(KINDS), ordered=True)
    columns = ["article_id", "country", "kind", "hand", "machine", "sentence", "cue"]
    return table.iloc[order.argsort(kind="stable")][columns].reset_index(drop=True)


def commonest(errors: pd.DataFrame, *, most: int = 6, examples: int = 2) -> pd.DataFrame:
    """The `most` commonest errors with up to `examples` of each, of different sentences where there are any.

    An error is a kind with the two labels; pairs is how often it occurs. Ties in the order of KINDS.
    Columns: pairs, kind, hand, machine, country, sentence, cue.
    """
    same = ["kind", "hand", "machine"]
    counted = errors.assign(pairs=errors.groupby(same)["country"].transform("size"))
    top = counted.sort_values("pairs", ascending=False, kind="stable")[same].drop_duplicates().head(most)
    shown = counted.merge(top.assign(place=range(len(top))), on=same, validate="many_to_one")
    shown = shown.assign(again=shown.duplicated([*same, "sentence"])).sort_values(["place", "again"], kind="stable")
    shown = shown.groupby("place", sort=False).head(examples)
    return shown[["pairs", *same, "country", "sentence", "cue"]].reset_index(drop=True)


def texts(*folders: Path | str | None) -> dict[str, str]:
    """The texts of these folders by article_id; coded tables hold none. None: as in `coding.load_or_code`."""
    places = [place(folder) for folder in folders]
    read = [path for path in places if not any((path / f"articles.{ending}").exists() for ending in FORMATS)]
    return {item.article_id: item.source for item in read_articles(read) if isinstance(item, Article)}


def _around(words: str, text: str) -> str:
    """The sentence that holds these words; the words themselves where the coder wrote them down in another form."""
    at = text.find(words) if words else -1
    found = [text[start:end] for start, end in sentence_spans(text) if start <= at < end] if at >= 0 else []
    return found[0] if found else words
