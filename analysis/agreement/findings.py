"""What the comparison shows, in computed sentences: titles of figures and answers of the notebook."""

from __future__ import annotations

import pandas as pd

from analysis.agreement.pairs import NONE


def mixed_up(table: pd.DataFrame) -> str:
    """How many labels agree, and which two are most often taken for one another."""
    pairs = int(table.to_numpy().sum())
    if not pairs:
        return "No article of these was coded by hand"
    same = int(table.to_numpy().trace())
    apart = {(a, b): int(n) for a, row in table.to_dict("index").items() for b, n in row.items() if a != b}
    (hand, machine), most = max(apart.items(), key=lambda item: item[1])
    end = (
        f"; commonest difference: {named(str(hand))} by hand, {named(str(machine))} by the rules ({most:,})"
        if most
        else ""
    )
    return f"The same label in {same:,} of {pairs:,} pairs of article and country{end}"


def commonest_kind(table: pd.DataFrame, pairs: int) -> str:
    """Which kind of error is the commonest. table: as from `agreement.kinds`."""
    if not pairs:
        return "No article of these was coded by hand"
    wrong = int(table["pairs"].sum())
    if not wrong:
        return f"No error in {pairs:,} pairs of article and country"
    most = max(table.to_dict("records"), key=lambda row: int(row["pairs"]))
    opposite = int(table.loc[table["kind"] == "wrong side", "pairs"].sum())
    return (
        f"{wrong:,} of {pairs:,} pairs differ in label or certainty, most often: {most['kind']} ({most['pairs']:,}); "
        f"{opposite:,} on the wrong side"
    )


def learned(history: pd.DataFrame, now: pd.DataFrame) -> str:
    """Joint F1 at first sight and now."""
    first = history[history["sight"] == "first"]
    if first.empty:
        return "No score was kept"
    seen = now[now["set"].isin(first["set"])]
    end = f"; {span(seen['joint_f1'])} on the same articles now" if len(seen) else ""
    return f"Joint F1 {span(first['joint_f1'])} on articles never seen before{end}"


def at_first_sight(sight: dict[str, float], coders: pd.DataFrame) -> str:
    """What the first sights of all sets together say. sight: as from `agreement.first_sight`."""
    if not sight["articles"]:
        return "How it does on articles that the rules were not written for was not measured."
    others = [f", where two coders reach {low:.2f} to {high:.2f} with each other" for low, high in bands(coders)]
    found = f"{sight['matched']:,} of {sight['required']:,} positions ({percent(sight['detection_recall'])})"
    return (
        f"On {sight['articles']:,} articles that nobody had read before, the rules found {found}; "
        f"{percent(sight['detection_precision'])} of what they found was a position by hand too, and of that "
        f"{percent(sight['exact'])} had the same label: joint F1 {sight['joint_f1']:.2f}{''.join(others)}."
    )


def by_hand(compared: pd.DataFrame) -> str:
    """How often rules and hand agree on these articles. compared: as from `agreement.compare`."""
    if compared.empty:
        return "No hand coding lies beside these articles, so nothing can be said about them here."
    same = int((compared["hand"] == compared["machine"]).sum())
    count = compared["article_id"].nunique()
    return (
        f"On {count:,} article{'' if count == 1 else 's'} coded by hand, rules and coder give the same label in "
        f"{same:,} of {len(compared):,} pairs of article and country that either of them labels."
    )


def skewed(prevalence: pd.DataFrame) -> str:
    """How uneven the labels are, which is what alpha depends on. prevalence: as from `agreement.prevalence`."""
    labels = prevalence[prevalence["label"] != NONE]
    if not labels["hand"].sum():
        return "There is no label to count."
    most = max(labels.to_dict("records"), key=lambda row: int(row["hand"]))
    return (
        f"The coder's commonest label is {most['label']} ({most['hand']:,} of {labels['hand'].sum():,}). Alpha is "
        "agreement beyond chance: where nearly all labels are one, it falls towards 0 though nearly all agree. Read it "
        "beside the exact share and these numbers."
    )


def bands(coders: pd.DataFrame) -> list[tuple[float, float]]:
    """Lowest and highest joint F1 of two coders with each other."""
    rows = coders[coders["measure"] == "joint_f1"]
    return list(zip(rows["low"], rows["high"], strict=True))


def between_coders(coders: pd.DataFrame) -> str:
    """How well the coders agree with each other. coders: as from `agreement.coders`."""
    spans = [f"{low:.2f} to {high:.2f}" for low, high in bands(coders)]
    return f"Two coders reach {' and '.join(spans)} with each other." if spans else ""


def how_sure(measured: pd.DataFrame, compared: pd.DataFrame, count: int) -> str:
    """What the interval can and cannot say.

    measured, compared: as from `agreement.measures`, `agreement.compare`; count: of the articles that were read.
    """
    if compared.empty:
        return "There is nothing to put an interval around."
    row = measured.set_index("measure").loc["joint_f1"]
    if count < 2:
        return "One article gives no interval."
    if row["value"] < 1:
        return (
            f"Drawing whole articles anew from these {count:,} leaves joint F1 between {row['low']:.2f} and "
            f"{row['high']:.2f} in 95 % of the draws."
        )
    bound = percent(min(1.0, 3 / len(compared)))
    return (
        f"Nothing differs on these {count:,} articles, so drawing them anew shows no spread; that is no certainty. "
        f"Even if their {len(compared):,} pairs were independent of each other, up to {bound} of errors would not be "
        "excluded (three divided by their number, the rule of three)."
    )


def guessing(scores: dict[str, float]) -> str:
    """How far one gets without reading. scores: of `agreement.baseline`, as from `agreement.score`."""
    if not scores["required"]:
        return "There is nothing to compare with."
    return (
        f"Who reads nothing and calls every country mentioned willing reaches joint F1 {scores['joint_f1']:.2f} and an "
        f"ordinal alpha of {scores['ordinal_alpha']:.2f}: the numbers above are to be read against that."
    )


def coders_said(coders: pd.DataFrame) -> str:
    """How well the coders agree with each other, by every measure that was kept, with the sources."""
    if coders.empty:
        return "How well the coders agree with each other was not kept."
    spans = "; ".join(f"{row['measure']} {row['low']:.2f} to {row['high']:.2f}" for row in coders.to_dict("records"))
    return f"The two coders with each other: {spans}. Source: {'; '.join(coders['source'].drop_duplicates())}."


def named(label: str) -> str:
    """A label as figures and sentences call it."""
    return "no position" if label == NONE else label


def span(values: pd.Series) -> str:
    """Lowest and highest: `0.39 to 0.60`, or `0.39`."""
    low, high = f"{values.min():.2f}", f"{values.max():.2f}"
    return low if low == high else f"{low} to {high}"


def percent(share: float) -> str:
    """A share as `57 %`."""
    return f"{100 * share:.0f} %"
