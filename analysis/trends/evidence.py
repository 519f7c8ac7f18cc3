"""The sentence behind each label, the matrix of labels, and the labels beside a human coder's."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.countries import by_name
from analysis.records import SCORES
from analysis.trends.contradictions import opposing

NO_POSITION = "no position found"

EVIDENCE = ("article_id", "country", "position", "score", "certainty", "contradictory", "decided_by", "speaker")
TIME = ("earlier", "about_earliest", "about_latest")
_COLUMNS = [*EVIDENCE, "sentence", "cue", *TIME]

CELLS = tuple("no label country position score certainty contradictory opposing opposing_certainty".split())


def evidence(positions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """One row per label with the statement that decided it: EVIDENCE, then sentence (German, in full), cue and TIME.

    cue is the text of the cue words inside the sentence; TIME is as in `statements`. The statement is the one that
    `deciding` finds.
    """
    key = ["article_id", "country"]
    columns = [*key, "speaker", "quote", "start", "cue_start", "cue_end", *TIME]
    found = deciding(positions, statements)[columns].rename(columns={"quote": "sentence"})
    table = positions.merge(found, on=key, how="left", validate="one_to_one")
    table["cue"] = _cues(table)
    table["earlier"] = table["earlier"].fillna("no")
    words = ["speaker", "sentence", "about_earliest", "about_latest"]
    table[words] = table[words].fillna("")
    return table[_COLUMNS]


def deciding(positions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """The rows of `statements` that decided a label, one per article and country, with their index.

    Each has the label's country, position and rule; of several, it is the one that is not told as earlier, of earlier
    ones the latest, then the first in the text.
    """
    rule = positions["decided_by"].str.split(": ", n=1).str[-1]
    headline = positions["decided_by"].str.startswith("headline:")
    key = ["article_id", "country", "position", "rule", "headline"]
    labels = positions.assign(rule=rule, headline=headline)[key]
    found = statements.assign(headline=statements["section"] == "headline", row=statements.index)
    found["recent"] = found["about_latest"].where(found["earlier"] == "yes", "")
    order = ["article_id", "earlier", "recent", "sentence", "start"]
    found = found.sort_values(order, ascending=[True, True, False, True, True], kind="stable").drop_duplicates(key)
    return statements.loc[found.merge(labels, on=key, validate="one_to_one")["row"].sort_values()]


def with_earlier(evidence: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """evidence, and a row for each other time of which an article tells where a country stood then.

    evidence: as from `evidence`. One row per article, country and days of its statements told as earlier that name
    their days; headlines do not count. Of several about the same days the firm stand before the speculative, the
    country's own word before the outlet's and that before others', then what the labelled examples are surest of. A
    row is contradictory where another statement about the same days lies two or more steps away.
    """
    told = statements[
        (statements["earlier"] == "yes") & (statements["about_earliest"] != "") & (statements["section"] == "body")
    ]
    time = ["article_id", "country", "about_earliest", "about_latest"]
    ranked = told.assign(
        loose=told["certainty"] == "speculative", origin=told["source"].map(_ORIGIN), sure=-told["likeness"]
    ).sort_values([*time, "loose", "origin", "sure", "sentence", "start"], kind="stable")
    first = ranked.groupby(time)["score"].transform("first")
    apart = ((ranked["score"] - first).abs() >= 2).groupby([ranked[column] for column in time]).transform("any")
    rows = ranked.assign(
        contradictory=apart.map({True: "yes", False: "no"}),
        decided_by="told as earlier: " + ranked["rule"],
        sentence=ranked["quote"],
    ).drop_duplicates(time)
    rows["cue"] = _cues(rows)
    known = pd.MultiIndex.from_frame(evidence.loc[evidence["earlier"] == "yes", time])
    rows = rows[~pd.MultiIndex.from_frame(rows[time]).isin(known)]
    return pd.concat([evidence, rows[_COLUMNS]], ignore_index=True)


_ORIGIN = {"own": 0, "outlet": 1, "other": 2}


def _cues(rows: pd.DataFrame) -> pd.Series:
    """The cue words inside the sentence of each row; empty where a row has no sentence."""
    cues = [
        "" if pd.isna(row.sentence) else row.sentence[int(row.cue_start - row.start) : int(row.cue_end - row.start)]
        for row in rows.itertuples()
    ]
    return pd.Series(cues, rows.index, dtype="str")


def matrix(
    evidence: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame, statements: pd.DataFrame
) -> pd.DataFrame:
    """One row per article and country that it mentions (CELLS).

    position is NO_POSITION where the article mentions the country and no position of it was found: a state of its own,
    with a missing score, never a neutral one. opposing and opposing_certainty: what contradicts the label in the same
    article (`contradictions.opposing`), empty where nothing does. articles: as from `chronology.numbered`. Sorted by
    the country's mean score (highest first, countries without a position last, the more often mentioned first), then
    by article.
    """
    named = mentions[["article_id", "country"]].drop_duplicates()
    labels = evidence[["article_id", "country", "position", "score", "certainty", "contradictory"]]
    torn = opposing(evidence, statements).drop(columns="opposing_sentence")
    table = named.merge(labels, on=["article_id", "country"], how="outer")
    table = table.merge(torn, on=["article_id", "country"], how="left", validate="one_to_one")
    table = table.merge(articles[["article_id", "no", "label"]], on="article_id", how="inner", validate="many_to_one")
    table["position"] = table["position"].fillna(NO_POSITION)
    words = ["certainty", "contradictory", "opposing", "opposing_certainty"]
    table[words] = table[words].fillna("")
    table["score"] = table["score"].astype("Float64")
    means = table.groupby("country")["score"].mean().astype("Float64")
    often = mentions["country"].value_counts()
    table = table.assign(
        mean=table["country"].map(means).astype("Float64"), often=table["country"].map(often).fillna(0)
    )
    order = ["mean", "often", "country", "no"]
    table = table.sort_values(order, ascending=[False, False, True, True], na_position="last", key=by_name)
    return table[list(CELLS)].reset_index(drop=True)


def against(positions: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Machine and human labels side by side: article_id, country, machine, hand, steps, agree.

    One row per article and country that either of them labels; empty where one has no label. Only articles that both
    tables could speak of count: the reference's articles. steps: how far apart, 0 to 4, missing where one is empty.
    agree is yes where both give the same label.
    """
    both = positions[positions["article_id"].isin(reference["article_id"])].merge(
        reference, on=["article_id", "country"], how="outer", suffixes=("_machine", "_hand"), validate="one_to_one"
    )
    machine, hand = both["position_machine"].fillna(""), both["position_hand"].fillna("")
    steps = (machine.map(SCORES).astype("Int64") - hand.map(SCORES).astype("Int64")).abs()
    agree = (machine == hand).map({True: "yes", False: "no"})
    return pd.DataFrame(
        {"article_id": both["article_id"], "country": both["country"], "machine": machine, "hand": hand, "steps": steps}
    ).assign(agree=agree)


def reference(file: Path, articles: pd.DataFrame) -> pd.DataFrame:
    """The labels that a human gave to these articles: columns as the file has them; no rows for other articles."""
    table = pd.read_csv(file, dtype="str", keep_default_na=False)
    return table[table["article_id"].isin(articles["article_id"])].reset_index(drop=True)


def differing(both: pd.DataFrame, articles: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """The cells of `against` that do not agree: no, country, machine, hand, steps, sentence, cue (of the machine)."""
    apart = both[both["agree"] == "no"].merge(articles[["article_id", "no"]], on="article_id", validate="many_to_one")
    apart = apart.merge(
        evidence[["article_id", "country", "sentence", "cue"]], on=["article_id", "country"], how="left"
    )
    apart[["sentence", "cue"]] = apart[["sentence", "cue"]].fillna("")
    columns = ["no", "country", "machine", "hand", "steps", "sentence", "cue"]
    return apart.sort_values(["no", "country"], key=by_name)[columns].reset_index(drop=True)
