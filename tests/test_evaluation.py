"""The sets of articles written for tests must not be coded worse than when the rules were last mended on them.

The floors are the last rows with sight = mended in evaluation_history.csv. Where a set now does better, add a row.
"""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import agreement

SETS = agreement.development_sets()
HISTORY = agreement.history()
MENDED = HISTORY[HISTORY["sight"] == "mended"].drop_duplicates("set", keep="last").set_index("set")
KEPT = ("joint_f1", "mentions_f1", "dates_right")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return agreement.now(SETS, agreement.code_sets(SETS)).set_index("set").round(3)


@pytest.mark.parametrize("measure", KEPT)
@pytest.mark.parametrize("name", [one.name for one in SETS if one.name in MENDED.index])
def test_no_set_falls_below_its_last_mended_score(name: str, measure: str, scores: pd.DataFrame) -> None:
    now, floor = float(scores[measure][name]), float(MENDED[measure][name])
    assert now >= floor, f"{name}: {measure} is {now:.3f}, it was {floor:.3f} on {MENDED['date'][name]}"


def test_every_set_has_its_first_sight_in_the_history() -> None:
    first = set(HISTORY.loc[HISTORY["sight"] == "first", "set"])
    assert [one.name for one in SETS if one.name not in first] == []


def test_every_mended_row_has_the_scores_that_are_floors() -> None:
    assert MENDED[list(KEPT)].isna().any(axis=1).sum() == 0


def test_a_set_is_what_its_history_counts() -> None:
    counted = {one.name: (len(one.articles), int((one.positions["optional"] != "yes").sum())) for one in SETS}
    rows = HISTORY[HISTORY["set"].isin(counted)]
    assert [(row.set, row.articles, row.required) for row in rows.itertuples()] == [
        (name, *counted[name]) for name in rows["set"]
    ]
