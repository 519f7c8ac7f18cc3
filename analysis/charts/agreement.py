"""How far two codings agree: labels against labels, kinds of error, scores at first sight and now.

The sentences that notebooks and titles say about it are computed here too.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.agreement import NONE
from analysis.charts.style import (
    ACCENT,
    GUIDE,
    INK,
    MUTED,
    described,
    house,
    label_room,
    listed,
    no_data,
    sheet,
)

PRESS = "Source: German news texts, read by rules and by a human coder"
WRITTEN = "Source: German articles written for tests, read by rules and by human coders"

_NAMES = {NONE: "no position"}
_SHADE = 0.6  # of the full colour where a coder's label has always one answer: light enough for dark numbers


def confusion(table: pd.DataFrame, *, articles: int, source: str = PRESS, caveat: str = "") -> Figure:
    """The coder's labels against the machine's. table: as from `agreement.confusion`; articles: how many were read.

    Numbers are pairs of article and country; the darker a cell, the larger its share of the coder's label.
    """
    pairs = int(table.to_numpy().sum())
    title, small = mixed_up(table), _note(articles, pairs, source, caveat)
    with house():
        if not pairs:
            return no_data(title, small, "No labels to compare")
        names = [_NAMES.get(str(label), str(label)) for label in table.index]
        figure, axes = sheet(title, small, height=0.3 * len(names), left=label_room(names) + 0.2, bottom=0.08, top=0.42)
        axes.set_xlim(-0.5, len(names) - 0.5)
        axes.set_ylim(len(names) - 0.5, -0.5)
        for row, numbers in enumerate(table.to_numpy()):
            for column, number in enumerate(numbers):
                if row == column == len(names) - 1:
                    continue  # what neither labels is not counted
                share = _SHADE * number / max(1, numbers.sum()) if table.index[row] != NONE else 0.0
                box = Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=_tint(share), edgecolor="white")
                box.set(linewidth=1.5, gid=f"{table.index[row]}-{table.columns[column]}")
                axes.add_patch(box)
                look = {"color": INK if number else GUIDE, "weight": "bold" if row == column else "normal"}
                axes.text(column, row, f"{number:,}", ha="center", va="center_baseline", **look)
        for place in range(len(names) - 1):
            frame = Rectangle((place - 0.46, place - 0.44), 0.92, 0.88, facecolor="none", edgecolor=INK, linewidth=1.0)
            axes.add_patch(frame)
        axes.set_xticks(range(len(names)), names)
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(length=0)
        axes.xaxis.tick_top()
        axes.set_xlabel("label by the rules")
        axes.xaxis.set_label_position("top")
        axes.set_ylabel("label by hand")
        axes.spines[:].set_visible(False)
        told = "; ".join(
            f"{name} by hand: " + ", ".join(f"{n:,} {_NAMES.get(str(c), str(c))}" for c, n in row.items() if n)
            for name, (_, row) in zip(names, table.iterrows(), strict=True)
            if row.sum()
        )
        return described(figure, f"{title}. Framed: the same label. {told}.")


def error_kinds(table: pd.DataFrame, *, pairs: int, articles: int, source: str = PRESS, caveat: str = "") -> Figure:
    """How many pairs have which kind of error. table: as from `agreement.kinds`; pairs: all that were compared."""
    title, small = commonest_kind(table, pairs), _note(articles, pairs, source, caveat)
    with house():
        if not pairs:
            return no_data(title, small, "No labels to compare")
        names = [str(kind) for kind in table["kind"]]
        figure, axes = sheet(title, small, height=0.24 * len(names), left=label_room(names), bottom=0.06, right=0.9)
        axes.barh(range(len(names)), table["pairs"], height=0.62, color=ACCENT)
        for place, row in enumerate(table.to_dict("records")):
            text = f"{row['pairs']:,} ({_percent(row['share'])})"
            axes.annotate(text, (row["pairs"], place), (3, 0), textcoords="offset points", va="center", color=MUTED)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_xlim(0, max(1, table["pairs"].max()))
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        told = ", ".join(f"{row['kind']} {row['pairs']:,}" for row in table.to_dict("records"))
        return described(figure, f"{title}. Of {pairs:,} pairs: {told}.")


def progress(history: pd.DataFrame, now: pd.DataFrame, coders: pd.DataFrame, baseline: float) -> Figure:
    """Joint F1 of each set at first sight and now, beside two human coders and the baseline that reads nothing.

    history, now, coders: as from `agreement.history`, `agreement.now`, `agreement.coders`; baseline: its joint F1.
    """
    first = history[history["sight"] == "first"]
    title = learned(history, now)
    articles, pairs = int(first["articles"].sum()), int(first["required"].sum())
    caveat = (
        "Open circle: before anybody had read the set; filled: now, after its errors were mended, which says nothing "
        "about other articles. Grey: two human coders with each other. Dashed: every country mentioned is willing."
    )
    small = _note(articles, pairs, WRITTEN, caveat)
    with house():
        if first.empty:
            return no_data(title, small, "No score was kept")
        names = [str(name) for name in first["set"]]
        scores = dict(zip(names, first["joint_f1"], strict=True))
        today = dict(zip(now["set"], now["joint_f1"], strict=True))
        figure, axes = sheet(
            title, small, height=0.3 * len(names) + 0.1, left=label_room(names), bottom=0.44, right=0.14
        )
        for low, high in _bands(coders):
            axes.axvspan(low, high, facecolor=GUIDE, alpha=0.7, linewidth=0, gid="coders")
        if pd.notna(baseline):
            axes.axvline(baseline, color=MUTED, linewidth=0.9, linestyle=(0, (4, 3)), gid="baseline")
        for place, (name, score) in enumerate(scores.items()):
            later = today.get(name, score)
            if name in today:
                axes.hlines(place, score, later, color=ACCENT, linewidth=1.2)
                axes.plot(later, place, "o", color=ACCENT, markersize=5)
                _beside(axes, later, place, right=later >= score)
            axes.plot(score, place, "o", markerfacecolor="white", markeredgecolor=INK, markersize=5)
            _beside(axes, score, place, right=later < score)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xlabel("joint F1: pairs of article and country that were found and given the same label")
        axes.grid(axis="x")
        told = "; ".join(
            f"{name}: {score:.2f} at first sight" + (f", {today[name]:.2f} now" if name in today else "")
            for name, score in scores.items()
        )
        willing = f" Every country mentioned is willing: {baseline:.2f}." if pd.notna(baseline) else ""
        return described(figure, f"{title}. {told}. {_coders(coders)}{willing}")


def mixed_up(table: pd.DataFrame) -> str:
    """How many labels agree, and which two are most often taken for one another."""
    pairs = int(table.to_numpy().sum())
    if not pairs:
        return "No article of these was coded by hand"
    same = int(table.to_numpy().trace())
    apart = {(a, b): int(n) for a, row in table.to_dict("index").items() for b, n in row.items() if a != b}
    (hand, machine), most = max(apart.items(), key=lambda item: item[1])
    end = (
        f"; commonest difference: {_said(str(hand))} by hand, {_said(str(machine))} by the rules ({most:,})"
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
    end = f"; {_span(seen['joint_f1'])} on the same articles now" if len(seen) else ""
    return f"Joint F1 {_span(first['joint_f1'])} on articles never seen before{end}"


def at_first_sight(sight: dict[str, float], coders: pd.DataFrame) -> str:
    """What the first sights of all sets together say. sight: as from `agreement.first_sight`."""
    if not sight["articles"]:
        return "How it does on articles that the rules were not written for was not measured."
    found = f"{sight['matched']:,} of {sight['required']:,} positions ({_percent(sight['detection_recall'])})"
    return (
        f"On {sight['articles']:,} articles that nobody had read before, the rules found {found}; "
        f"{_percent(sight['detection_precision'])} of what they found was a position by hand too, and of that "
        f"{_percent(sight['exact'])} had the same label: joint F1 {sight['joint_f1']:.2f}. {_coders(coders)}".rstrip()
    )


def by_hand(compared: pd.DataFrame) -> str:
    """How often rules and hand agree on these articles. compared: as from `agreement.compare`."""
    if compared.empty:
        return "No hand coding lies beside these articles, so nothing can be said about them here."
    same = int((compared["hand"] == compared["machine"]).sum())
    count = compared["article_id"].nunique()
    return (
        f"On {count:,} article{'' if count == 1 else 's'} coded by hand, rules and coder give the same label in {same:,} "
        f"of {len(compared):,} pairs of article and country that either of them labels."
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


def _bands(coders: pd.DataFrame) -> list[tuple[float, float]]:
    rows = coders[coders["measure"] == "joint_f1"]
    return list(zip(rows["low"], rows["high"], strict=True))


def _coders(coders: pd.DataFrame) -> str:
    bands = [f"{low:.2f} to {high:.2f}" for low, high in _bands(coders)]
    return f"Two human coders reach {listed(bands)} with each other." if bands else ""


def _note(articles: int, pairs: int, source: str, caveat: str) -> str:
    count = f"n = {articles:,} article{'' if articles == 1 else 's'}, {pairs:,} pairs of article and country"
    return f"{count}. {source}. {caveat}".rstrip()


def _beside(axes: Axes, value: float, place: int, *, right: bool) -> None:
    shift, side = (6, "left") if right else (-6, "right")
    text = axes.annotate(f"{value:.2f}", (value, place), (shift, 0), textcoords="offset points", size=7, color=INK)
    text.set(ha=side, va="center")


def _tint(share: float) -> tuple[float, ...]:
    full = tuple(int(ACCENT[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(1 - share * (1 - part) for part in full)


def _span(values: pd.Series) -> str:
    low, high = f"{values.min():.2f}", f"{values.max():.2f}"
    return low if low == high else f"{low} to {high}"


def _said(label: str) -> str:
    return _NAMES.get(label, label)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
