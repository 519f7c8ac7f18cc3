"""Which changes stand where the labels are given by other thresholds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis import tables
from analysis.positions.labels import label
from analysis.records import NO_FRAME
from analysis.trends.evidence import evidence, with_earlier
from analysis.trends.spells import changes, dated, runs

Rows = Callable[[pd.DataFrame, pd.DataFrame], pd.Series]

#: By threshold, which rows of `statements` count; the second argument is `articles`.
THRESHOLDS: dict[str, Rows] = {
    "government_only": lambda statements, articles: statements["source"] == "own",
    "without_reported": lambda statements, articles: statements["certainty"] != "reported",
    "without_headlines": lambda statements, articles: statements["section"] != "headline",
    "without_examples": lambda statements, articles: statements["rule"] != NO_FRAME,
    "without_duplicates": lambda statements, articles: (
        ~statements["article_id"].isin(articles.loc[articles["duplicate_of"] != "", "article_id"])
    ),
}

STANDS, SAME_WAY, GONE, NO_LABEL = "stands", "same way", "gone", "no label"
_LABEL = ["article_id", "country", "told"]
_CHANGE = ["country", "from", "to", "earliest", "latest", "order", "clear", "speaker_before", "speaker_after"]
ROBUSTNESS = (*_CHANGE, "sentences_before", "sentences_after", *THRESHOLDS, "verdict")


def recoded(statements: pd.DataFrame) -> pd.DataFrame:
    """The table `positions` that these rows of the table `statements` give by the codebook's precedence.

    All rows give what `code` wrote; some of them give the labels that the articles would have without the others.
    """
    return tables.positions({article: label(found) for article, found in tables.statements(statements).items()})


def robustness(statements: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per change of `spells.changes`, and whether it stands by each of the THRESHOLDS (ROBUSTNESS).

    The changes are those from one dated label to the next, what articles tell of earlier days among them
    (`evidence.with_earlier`).

    articles: as from `chronology.numbered`, with those that repeat another: without_duplicates leaves them out, and
    says nothing where they were left out before. The thresholds: what the country's own government says alone; without
    what is reported; without headlines; without what only the labelled examples decided; without repeated articles. By
    each, the statements that are left are given their labels anew.

    A change lies between two runs of labels. By a threshold it is told by the last of the run before and the first of
    the run after for which there still is one: `stands` where they are the two labels of the change, `same way` where
    they are others and the change goes in the same direction, `gone` where there is none or one the other way, and
    `no label` where a run has lost all of its labels: then the change rests on what the threshold leaves out.

    sentences_before and sentences_after: how many sentences of the articles of either run give its label; a verdict on
    one sentence against one is a verdict on those two sentences. verdict is robust where the change is clear for
    `spells.changes` and stands, or goes the same way, by every threshold; else fragile.
    Robust says that the change does not hang on one kind of statement. It does not say that the country moved: the
    articles are as few as they were, and all thresholds share them.
    """
    labels = _labels(statements, articles)
    run = runs(labels)
    of = labels[_LABEL].assign(run=run)
    arrives = (run != run.shift()) & (labels["country"] == labels["country"].shift())
    table = changes(labels)
    weight = _sentences(labels, statements).groupby(run).sum()
    table["sentences_before"] = [int(weight[number - 1]) for number in run[arrives]]
    table["sentences_after"] = [int(weight[number]) for number in run[arrives]]
    for threshold, counts in THRESHOLDS.items():
        anew = _labels(statements[counts(statements, articles)], articles)
        left = anew.merge(of, on=_LABEL, validate="one_to_one").set_index("run")
        before, after = (_ends(left[["position", "score"]], keep) for keep in ("last", "first"))
        table[threshold] = [
            _outcome(change, before.get(number - 1), after.get(number))
            for change, number in zip(table.to_dict("records"), run[arrives], strict=True)
        ]
    standing = table[list(THRESHOLDS)].isin([STANDS, SAME_WAY]).all(axis=1)
    table["verdict"] = (standing & (table["clear"] == "yes")).map({True: "robust", False: "fragile"})
    return table[list(ROBUSTNESS)]


def _labels(statements: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The dated labels that the statements give, also of what is told as earlier, with the days that it is told of."""
    labels = dated(with_earlier(evidence(recoded(statements), statements), statements), articles)
    of = [labels[f"about_{end}"].where(labels["earlier"] == "yes", "") for end in ("earliest", "latest")]
    return labels.assign(told=of[0] + of[1])


def _sentences(labels: pd.DataFrame, statements: pd.DataFrame) -> pd.Series:
    """How many sentences of its article say the same as each label, of the same time: earlier, or the article's own."""
    key = ["article_id", "country", "position", "earlier"]
    counts = statements.groupby(key)["start"].nunique()
    return counts.reindex(pd.MultiIndex.from_frame(labels[key])).set_axis(labels.index).fillna(0).astype(int)


def _ends(labels: pd.DataFrame, keep: str) -> dict[int, dict[str, Any]]:
    """The first or last label of each run that has one; labels: indexed by run, in the order of time."""
    ends: dict[int, dict[str, Any]] = labels[~labels.index.duplicated(keep=keep)].to_dict("index")
    return ends


def _outcome(change: dict[str, Any], before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None or after is None:
        return NO_LABEL
    if (before["position"], after["position"]) == (change["from"], change["to"]):
        return STANDS
    return SAME_WAY if (after["score"] - before["score"]) * change["steps"] > 0 else GONE
