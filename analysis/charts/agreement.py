"""How far two codings agree: labels against labels, kinds of error, scores at first sight and now."""

# mypy: allow-untyped-calls

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.agreement import NONE, findings
from analysis.charts.style import (
    ACCENT,
    GUIDE,
    INK,
    MUTED,
    described,
    house,
    label_room,
    no_data,
    sheet,
)

PRESS = "Source: German news texts, coded by rules and by hand"
WRITTEN = "Source: German articles written for tests, coded by rules and by hand"

_SHADE = 0.6  # of the full colour where a coder's label has always one answer: light enough for dark numbers


def confusion(table: pd.DataFrame, *, articles: int, source: str = PRESS, caveat: str = "") -> Axes:
    """The coder's labels against the machine's. table: as from `agreement.confusion`; articles: how many were read.

    Numbers are pairs of article and country; the darker a cell, the larger its share of the coder's label.
    """
    pairs = int(table.to_numpy().sum())
    title, small = findings.mixed_up(table), _note(articles, pairs, source, caveat)
    with house():
        if not pairs:
            return no_data(title, small, "No labels to compare")
        names = [findings.named(str(label)) for label in table.index]
        axes = sheet(title, small, height=0.3 * len(names), left=label_room(names) + 0.2, bottom=0.08, top=0.42)
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
                text = axes.text(column, row, f"{number:,}", ha="center", va="center_baseline")
                text.set(color=INK if number else GUIDE, weight="bold" if row == column else "normal")
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
            f"{name} by hand: " + ", ".join(f"{n:,} {findings.named(str(c))}" for c, n in row.items() if n)
            for name, (_, row) in zip(names, table.iterrows(), strict=True)
            if row.sum()
        )
        return described(axes, f"{title}. Framed: the same label. {told}.")


def error_kinds(table: pd.DataFrame, *, pairs: int, articles: int, source: str = PRESS, caveat: str = "") -> Axes:
    """How many pairs have which kind of error. table: as from `agreement.kinds`; pairs: all that were compared."""
    title, small = findings.commonest_kind(table, pairs), _note(articles, pairs, source, caveat)
    with house():
        if not pairs:
            return no_data(title, small, "No labels to compare")
        names = [str(kind) for kind in table["kind"]]
        axes = sheet(title, small, height=0.24 * len(names), left=label_room(names), bottom=0.06, right=0.9)
        axes.barh(range(len(names)), table["pairs"], height=0.62, color=ACCENT)
        for place, row in enumerate(table.to_dict("records")):
            text = f"{row['pairs']:,} ({findings.percent(row['share'])})"
            axes.annotate(text, (row["pairs"], place), (3, 0), textcoords="offset points", va="center", color=MUTED)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_xlim(0, max(1, table["pairs"].max()))
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        told = ", ".join(f"{row['kind']} {row['pairs']:,}" for row in table.to_dict("records"))
        return described(axes, f"{title}. Of {pairs:,} pairs: {told}.")


def progress(history: pd.DataFrame, now: pd.DataFrame, coders: pd.DataFrame, baseline: float) -> Axes:
    """Joint F1 of each set at first sight and now, beside two coders and the baseline that reads nothing.

    history, now, coders: as from `agreement.history`, `agreement.now`, `agreement.coders`; baseline: its joint F1.
    """
    first = history[history["sight"] == "first"]
    title = findings.learned(history, now)
    articles, pairs = int(first["articles"].sum()), int(first["required"].sum())
    caveat = (
        "Open circle: before anybody had read the set; filled: now. Where it is not unread still, its errors were "
        "mended, which says nothing about other articles. Grey: two coders with each other. Dashed: every country "
        "mentioned is willing."
    )
    small = _note(articles, pairs, WRITTEN, caveat)
    with house():
        if first.empty:
            return no_data(title, small, "No score was kept")
        read = set(history.loc[history["sight"] == "mended", "set"])
        names = [str(name) for name in first["set"]]
        marked = [name if name in read else f"{name}, unread" for name in names]
        scores = dict(zip(names, first["joint_f1"], strict=True))
        today = dict(zip(now["set"], now["joint_f1"], strict=True))
        axes = sheet(title, small, height=0.3 * len(names) + 0.1, left=label_room(marked), bottom=0.44, right=0.14)
        for low, high in findings.bands(coders):
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
        axes.set_yticks(range(len(names)), marked)
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xlabel("joint F1: pairs of article and country that were found and given the same label")
        axes.grid(axis="x")
        told = "; ".join(
            f"{name}: {score:.2f} at first sight" + (f", {today[name]:.2f} now" if name in today else "")
            for name, score in scores.items()
        )
        willing = f" Every country mentioned is willing: {baseline:.2f}." if pd.notna(baseline) else ""
        return described(axes, f"{title}. {told}. {findings.between_coders(coders)}{willing}")


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
