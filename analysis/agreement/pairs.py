"""The labels of a coder and of the rules, side by side."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import get_args

import pandas as pd

from analysis.coding import SEEDS
from analysis.records import SCORES, Certainty

NONE = "none"  # no position found, as a label of the comparison

REFERENCE = ("article_id", "country", "position", "certainty", "optional", "cue")
COMPARED = ("article_id", "country", "hand", "machine", "hand_certainty", "machine_certainty", "steps", "kind", "words")


def read_reference(file: Path) -> pd.DataFrame:
    """A coding by hand, columns REFERENCE: one row per article and country with a position, optional is yes or no.

    The file may call article_id `id` and country `actor`. Where coders disagreed, position and certainty hold every
    answer that counts as right, separated by `|`; optional is yes where a position may be found or not. Raises
    ValueError where a label or certainty is unknown or a pair stands twice.
    """
    table = pd.read_csv(file, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    table = table.rename(columns={"id": "article_id", "actor": "country"})
    missing = [column for column in REFERENCE[:4] if column not in table]
    if missing:
        raise ValueError(f"{file.name}: the column {missing[0]} is missing")
    for column, known in (("position", tuple(SCORES)), ("certainty", get_args(Certainty))):
        for line, answer in enumerate(table[column], 2):
            if not set(answer.split("|")) <= set(known):
                raise ValueError(f"{file.name}, line {line}: {column} {answer!r} is none of {', '.join(known)}")
    repeated = table[table.duplicated(["article_id", "country"])]
    if len(repeated):
        raise ValueError(f"{file.name}, line {repeated.index[0] + 2}: this article and country stand twice")
    empty = {"optional": "no", "cue": ""}
    return table.assign(**{c: v for c, v in empty.items() if c not in table})[list(REFERENCE)]


def beside(articles: pd.DataFrame, folder: Path | str | None = None) -> pd.DataFrame:
    """The coding by hand of these articles that lies beside them as reference_positions.csv; no rows without one.

    folder: of the articles or their coded tables, as in `coding.load_or_code`.
    """
    file = place(folder) / "reference_positions.csv"
    table = read_reference(file) if file.is_file() else no_reference()
    return table[table["article_id"].isin(articles["article_id"])].reset_index(drop=True)


def place(folder: Path | str | None = None) -> Path:
    """The folder that `coding.load_or_code` reads when it is given this one."""
    return Path(folder or os.environ.get("STANDPUNKT_TABLES") or SEEDS)


def no_reference() -> pd.DataFrame:
    """A coding by hand without rows."""
    return pd.DataFrame(columns=list(REFERENCE), dtype="str")


def compare(reference: pd.DataFrame, positions: pd.DataFrame, articles: Collection[str] | None = None) -> pd.DataFrame:
    """One row per article and country that the coder or the rules give a label: COMPARED.

    hand and machine are labels of the codebook or NONE; of several answers that count as right, hand and hand_certainty
    are the one nearest to the machine's. steps is machine minus hand on the ordinal scale, -4 to 4, missing where one
    is NONE; kind is `right` or one of `errors.KINDS`; words are the coder's evidence. Pairs that are optional in the
    reference are left out.

    articles: those that the coder has read; one without a row was found to hold no position. None means the articles
    that have rows in the reference.
    """
    read = set(reference["article_id"] if articles is None else articles)
    ours, theirs = positions[positions["article_id"].isin(read)], reference[reference["article_id"].isin(read)]
    both = theirs.merge(
        ours[["article_id", "country", "position", "certainty"]],
        on=["article_id", "country"],
        how="outer",
        suffixes=("_hand", "_machine"),
        validate="one_to_one",
    )
    both = both[both["optional"] != "yes"]
    rows = [
        _row(*cell)
        for cell in zip(
            both["article_id"],
            both["country"],
            both["position_hand"].fillna(NONE),
            both["position_machine"].fillna(NONE),
            both["certainty_hand"].fillna(""),
            both["certainty_machine"].fillna(""),
            both["cue"].fillna(""),
            strict=True,
        )
    ]
    return pd.DataFrame(rows, columns=list(COMPARED)).astype({"steps": "Int64"})


def _row(
    article_id: str, country: str, hand: str, machine: str, hand_certainty: str, machine_certainty: str, words: str
) -> tuple[object, ...]:
    steps: int | None = None
    answers = hand.split("|")
    hand = answers[0]
    if NONE not in (hand, machine):
        hand = min(answers, key=lambda answer: abs(_score(answer) - _score(machine)))
        steps = _score(machine) - _score(hand)
    sure = hand_certainty.split("|")
    hand_certainty = machine_certainty if machine_certainty in sure else sure[0]
    kind = _kind(hand, machine, same_certainty=hand_certainty == machine_certainty)
    return article_id, country, hand, machine, hand_certainty, machine_certainty, steps, kind, words


def _kind(hand: str, machine: str, *, same_certainty: bool) -> str:
    if machine == NONE:
        return "missed"
    if hand == NONE:
        return "spurious"
    theirs, ours = _score(hand), _score(machine)
    if theirs * ours < 0:
        return "wrong side"
    if abs(theirs - ours) > 1:
        return "two steps off"
    if theirs != ours:
        return "one step off"
    return "right" if same_certainty else "wrong certainty"


def _score(label: str) -> int:
    return {str(name): score for name, score in SCORES.items()}[label]
