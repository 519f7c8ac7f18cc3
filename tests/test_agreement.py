"""Two codings side by side: pairs, measures, errors, sets, and the figures that show them."""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import agreement
from analysis.agreement import findings
from analysis.charts import agreement as drawn
from analysis.charts.style import alt_text, title_of

REFERENCE = """\
id,actor,position,certainty,contradictory,optional,cue
a,FRA,leads,asserted,no,no,Paris wirbt
a,DEU,rejects|reserved,asserted,no,no,Berlin winkt ab
a,POL,willing,reported,no,yes,Polen dabei
b,FRA,willing,asserted|reported,no,no,bereit
b,ITA,rejects,asserted,no,no,Rom lehnt ab
b,ESP,conditional,asserted,no,no,Madrid prüft
b,GBR,willing,asserted,no,no,London sagt zu
"""
POSITIONS = [
    ("a", "FRA", "willing", "asserted"),
    ("a", "DEU", "reserved", "asserted"),
    ("a", "POL", "rejects", "asserted"),
    ("b", "FRA", "willing", "reported"),
    ("b", "ITA", "willing", "asserted"),
    ("b", "ESP", "leads", "asserted"),
    ("c", "SWE", "willing", "speculative"),
]


def positions(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["article_id", "country", "position", "certainty"], dtype="str")


@pytest.fixture
def reference(tmp_path: Path) -> pd.DataFrame:
    file = tmp_path / "positions.csv"
    file.write_text(REFERENCE, encoding="utf-8")
    return agreement.read_reference(file)


@pytest.fixture
def compared(reference: pd.DataFrame) -> pd.DataFrame:
    return agreement.compare(reference, positions(POSITIONS), "abcd")


def test_pairs(compared: pd.DataFrame) -> None:
    expected = [
        ("a", "DEU", "reserved", "reserved", "asserted", "asserted", 0, "right", "Berlin winkt ab"),
        ("a", "FRA", "leads", "willing", "asserted", "asserted", -1, "one step off", "Paris wirbt"),
        ("b", "ESP", "conditional", "leads", "asserted", "asserted", 2, "two steps off", "Madrid prüft"),
        ("b", "FRA", "willing", "willing", "reported", "reported", 0, "right", "bereit"),
        ("b", "GBR", "willing", "none", "asserted", "", None, "missed", "London sagt zu"),
        ("b", "ITA", "rejects", "willing", "asserted", "asserted", 3, "wrong side", "Rom lehnt ab"),
        ("c", "SWE", "none", "willing", "", "speculative", None, "spurious", ""),
    ]
    rows = compared.astype("object").where(compared.notna(), None)
    assert list(rows.itertuples(index=False, name=None)) == expected


def test_only_articles_that_the_coder_has_read_count(reference: pd.DataFrame) -> None:
    assert set(agreement.compare(reference, positions(POSITIONS))["article_id"]) == {"a", "b"}
    assert agreement.compare(reference, positions(POSITIONS), ["c"])["kind"].tolist() == ["spurious"]


def test_a_right_label_with_another_certainty_is_an_error_of_its_own(reference: pd.DataFrame) -> None:
    mine = positions([("a", "FRA", "leads", "speculative"), ("a", "DEU", "rejects", "asserted")])
    assert agreement.compare(reference, mine, "a")["kind"].tolist() == ["right", "wrong certainty"]


def test_score(compared: pd.DataFrame) -> None:
    scores = agreement.score(compared)
    assert {name: round(value, 4) for name, value in scores.items() if name != "ordinal_alpha"} == {
        "required": 6,
        "coded": 6,
        "matched": 5,
        "joint_f1": round(4 / 12, 4),
        "detection_precision": round(5 / 6, 4),
        "detection_recall": round(5 / 6, 4),
        "detection_f1": round(10 / 12, 4),
        "percent_agreement": round(2 / 7, 4),
        "exact": 0.4,
        "certainty": 1.0,
    }


def test_score_of_nothing(compared: pd.DataFrame) -> None:
    scores = agreement.score(compared.iloc[:0])
    assert [scores[name] for name in ("required", "coded", "matched")] == [0, 0, 0]
    assert all(math.isnan(scores[name]) for name in agreement.MEASURES)


def by_definition(pairs: list[tuple[int, int]]) -> float:
    """Krippendorff (2011), two coders, no missing values, the ordinal metric written out."""
    counts = Counter(value for pair in pairs for value in pair)
    total = sum(counts.values())

    def distance(a: int, b: int) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(counts[g] for g in range(low, high + 1)) - (counts[low] + counts[high]) / 2
        return between**2 if a != b else 0.0

    observed = sum(2 * distance(a, b) for a, b in pairs) / total
    expected = sum(counts[a] * counts[b] * distance(a, b) for a in range(5) for b in range(5)) / (total * (total - 1))
    return 1 - observed / expected


@pytest.mark.parametrize("seed", range(25))
def test_alpha_is_the_one_of_its_definition(seed: int) -> None:
    rng = random.Random(seed)
    pairs = [(rng.randrange(5), rng.randrange(5)) for _ in range(rng.randrange(3, 60))] + [(0, 4)]
    if seed % 2:  # agreeing for the most part, as coders do
        pairs += [(value, value) for value in rng.choices(range(5), weights=[1, 1, 2, 9, 4], k=80)]
    grid = np.zeros((5, 5), dtype=int)
    for hand, machine in pairs:
        grid[hand, machine] += 1
    assert agreement.ordinal_alpha(grid) == pytest.approx(by_definition(pairs), abs=1e-12)


def test_alpha_is_not_defined_where_all_labels_are_one() -> None:
    grid = np.zeros((5, 5), dtype=int)
    grid[3, 3] = 20
    assert math.isnan(agreement.ordinal_alpha(grid))


def test_alpha_is_near_zero_at_skewed_prevalence_though_nearly_all_agree() -> None:
    grid = np.zeros((5, 5), dtype=int)
    grid[3, 3], grid[3, 4], grid[4, 3] = 96, 2, 2
    assert agreement.ordinal_alpha(grid) == pytest.approx(-0.015, abs=0.001)


def test_intervals_are_the_same_on_every_run_and_hold_the_value(compared: pd.DataFrame) -> None:
    many = pd.concat([compared.assign(article_id=compared["article_id"] + str(i)) for i in range(6)])
    articles = [*sorted(set(many["article_id"])), "without a position"]
    first, again = agreement.measures(many, articles), agreement.measures(many, list(reversed(articles)))
    pd.testing.assert_frame_equal(first, again)
    assert first["measure"].tolist() == list(agreement.MEASURES)
    assert ((first["low"] <= first["value"]) & (first["value"] <= first["high"])).all()
    assert first.set_index("measure").loc["joint_f1", "low"] < 1 / 3


def test_one_article_gives_no_interval(compared: pd.DataFrame) -> None:
    table = agreement.measures(compared[compared["article_id"] == "b"], ["b"])
    assert table["value"].notna().all()
    assert table[["low", "high"]].isna().all(axis=None)


def test_detection_of_mentions() -> None:
    rows = [("a", "FRA", "no"), ("a", "DEU", "no"), ("a", "USA", "yes"), ("b", "ITA", "no")]
    reference = pd.DataFrame(rows, columns=["article_id", "country", "optional"])
    found = [("a", "FRA"), ("a", "FRA"), ("a", "USA"), ("a", "GBR"), ("b", "ITA"), ("c", "POL")]
    scores = agreement.detection(reference, pd.DataFrame(found, columns=["article_id", "country"]))
    assert scores == pytest.approx({"precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3})


def test_confusion_and_prevalence(compared: pd.DataFrame) -> None:
    table = agreement.confusion(compared)
    assert (
        list(table.index) == list(table.columns) == ["leads", "willing", "conditional", "reserved", "rejects", "none"]
    )
    assert table.to_numpy().tolist() == [
        [0, 1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0, 1],
        [1, 0, 0, 0, 0, 0],
        [0, 0, 0, 1, 0, 0],
        [0, 1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0, 0],
    ]
    shares = agreement.prevalence(compared)
    assert shares["hand"].tolist() == [1, 2, 1, 1, 1, 1]
    assert shares["machine"].tolist() == [1, 4, 0, 1, 0, 1]
    assert shares["hand_share"].sum() == pytest.approx(1)


def test_kinds(compared: pd.DataFrame) -> None:
    table = agreement.kinds(compared)
    assert dict(zip(table["kind"], table["pairs"], strict=True)) == {
        "missed": 1,
        "spurious": 1,
        "wrong side": 1,
        "two steps off": 1,
        "one step off": 1,
        "wrong certainty": 0,
    }


def test_errors_come_with_the_sentence_of_the_rules_or_else_of_the_coder(compared: pd.DataFrame) -> None:
    evidence = pd.DataFrame(
        [("b", "ITA", "Rom lehnt ab, sagt niemand.", "Rom lehnt")],
        columns=["article_id", "country", "sentence", "cue"],
    )
    texts = {"b": "Ein Auftakt. Auch London sagt zu, hieß es am Dienstag.\nEin Schluss."}
    wrong = agreement.errors(compared, evidence, texts).set_index("kind")
    assert wrong.index.tolist() == ["missed", "spurious", "wrong side", "two steps off", "one step off"]
    shown = wrong.loc[["missed", "wrong side", "one step off"], ["sentence", "cue"]].to_numpy().tolist()
    assert shown == [
        ["Auch London sagt zu, hieß es am Dienstag.", "London sagt zu"],
        ["Rom lehnt ab, sagt niemand.", "Rom lehnt"],
        ["Paris wirbt", "Paris wirbt"],
    ]


def test_commonest_errors_come_first_and_show_different_sentences() -> None:
    rows = [
        ("a", "FRA", "missed", "leads", "none", "eins", ""),
        ("a", "GBR", "missed", "leads", "none", "eins", ""),
        ("b", "FRA", "missed", "leads", "none", "zwei", ""),
        ("c", "ITA", "one step off", "leads", "willing", "drei", ""),
    ]
    columns = ["article_id", "country", "kind", "hand", "machine", "sentence", "cue"]
    table = agreement.commonest(pd.DataFrame(rows[::-1], columns=columns), most=2)
    assert table[["pairs", "kind", "country", "sentence"]].to_numpy().tolist() == [
        [3, "missed", "FRA", "zwei"],
        [3, "missed", "GBR", "eins"],
        [1, "one step off", "ITA", "drei"],
    ]


def test_the_baseline_calls_every_country_willing() -> None:
    mentions = pd.DataFrame([("a", "FRA"), ("a", "FRA"), ("b", "DEU")], columns=["article_id", "country"])
    assert agreement.baseline(mentions).to_numpy().tolist() == [
        ["a", "FRA", "willing", "asserted"],
        ["b", "DEU", "willing", "asserted"],
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,actor,position,certainty\na,FRA,maybe,asserted\n", "line 2: position 'maybe' is none of"),
        ("id,actor,position,certainty\na,FRA,leads,\n", "line 2: certainty '' is none of"),
        (
            "id,actor,position,certainty\na,FRA,leads,asserted\na,FRA,leads,asserted\n",
            "line 3: this article and country stand twice",
        ),
        ("id,actor\na,FRA\n", "the column position is missing"),
    ],
)
def test_a_wrong_reference_is_named(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "positions.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        agreement.read_reference(tmp_path / "positions.csv")


def test_a_folder_without_hand_coding_gives_nothing_to_compare(tmp_path: Path) -> None:
    articles = pd.DataFrame({"article_id": ["a"]})
    nothing = agreement.compare(agreement.beside(articles, tmp_path), positions(POSITIONS))
    assert nothing.empty
    (tmp_path / "reference_positions.csv").write_text(REFERENCE, encoding="utf-8")
    assert set(agreement.beside(articles, tmp_path)["article_id"]) == {"a"}


def test_the_source_articles_have_a_hand_coding_that_can_be_read() -> None:
    articles = pd.DataFrame({"article_id": [f.stem for f in agreement.pairs.place().glob("*.txt")]})
    assert set(agreement.beside(articles)["article_id"]) == set(articles["article_id"])


def set_folder(folder: Path, name: str, article: str) -> None:
    (folder / name / "texts").mkdir(parents=True)
    (folder / name / "texts" / f"{article}.txt").write_text("Frankreich will Soldaten senden.\n", encoding="utf-8")
    (folder / name / "positions.csv").write_text(
        f"id,actor,position,certainty\n{article},FRA,leads,asserted\n", encoding="utf-8"
    )
    (folder / name / "mentions.csv").write_text(f"id,country,optional\n{article},FRA,no\n", encoding="utf-8")
    (folder / name / "dates.csv").write_text(f"id,date\n{article},\n", encoding="utf-8")


def test_sets_are_found_by_their_folders(tmp_path: Path) -> None:
    set_folder(tmp_path, "1", "x")
    set_folder(tmp_path, "2", "y")
    found = agreement.development_sets(tmp_path)
    assert [(one.name, one.articles) for one in found] == [("set 1", ("x",)), ("set 2", ("y",))]
    mine = positions([("y", "FRA", "leads", "reported")])
    assert agreement.compare_sets(found, mine)[["set", "kind"]].to_numpy().tolist() == [
        ["set 1", "missed"],
        ["set 2", "wrong certainty"],
    ]


def test_an_article_in_two_sets_is_refused(tmp_path: Path) -> None:
    set_folder(tmp_path, "1", "x")
    set_folder(tmp_path, "2", "x")
    with pytest.raises(ValueError, match="two sets have an article x"):
        agreement.development_sets(tmp_path)


def test_without_sets_everything_is_empty(tmp_path: Path) -> None:
    assert agreement.development_sets(tmp_path) == []
    tables = agreement.code_sets([])
    assert all(table.empty for table in tables.values())
    assert agreement.compare_sets([], tables["positions"]).empty
    assert agreement.now([], tables).empty
    assert agreement.history(tmp_path / "none.csv").empty
    assert agreement.coders(tmp_path).empty


def test_dates_right() -> None:
    days = {"a": "2025-03-02", "b": "2025-02", "c": "2025-02", "d": "", "e": "2025-02"}
    coded = {
        "a": ("2025-03-02", "2025-03-02"),
        "b": ("2025-02-03", "2025-02-28"),
        "c": ("2025-02-03", "2025-03-01"),
        "d": ("2025-01-01", "2025-01-01"),
        "e": ("", ""),
    }
    dates = pd.DataFrame(days.items(), columns=["article_id", "date"])
    columns = ["article_id", "published_earliest", "published_latest"]
    articles = pd.DataFrame([(key, *span) for key, span in coded.items()], columns=columns)
    assert agreement.dates_right(dates, articles) == 0.5
    assert math.isnan(agreement.dates_right(dates[dates["date"] == ""], articles))


HISTORY = ",".join(agreement.SCORED) + "\n"
ROW = "2026-01-01,0.1.0,{},{},20,40,30,24,0.8,0.6,0.75,0.7,0.9,0.514,,,\n"


def test_history(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    file.write_text(HISTORY + ROW.format(1, "first") + ROW.format(2, "first") + ROW.format(1, "mended"), "utf-8")
    table = agreement.history(file)
    assert table[["set", "sight"]].to_numpy().tolist() == [["set 1", "first"], ["set 2", "first"], ["set 1", "mended"]]
    assert agreement.first_sight(table) == pytest.approx(
        {
            "articles": 40,
            "required": 80,
            "coded": 60,
            "matched": 48,
            "same": 36,
            "detection_precision": 0.8,
            "detection_recall": 0.6,
            "exact": 0.75,
            "joint_f1": 72 / 140,
        }
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROW.format(1, "second"), "line 2: sight is first, unread or mended, not 'second'"),
        (ROW.format(1, "first") * 2, "a set has one first sight only"),
        (ROW.format(1, "first").replace("0.514", "much"), "joint_f1 holds a value that is no number"),
    ],
)
def test_a_wrong_history_is_named(rows: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    file.write_text(HISTORY + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        agreement.history(file)


def test_confusion_figure_shows_every_number(compared: pd.DataFrame) -> None:
    table = agreement.confusion(compared)
    axes = drawn.confusion(table, articles=4)
    shown = [int(text.get_text()) for text in axes.texts]
    assert shown == table.to_numpy().ravel().tolist()[:-1]
    assert title_of(axes) == (
        "The same label in 2 of 7 pairs of article and country; commonest difference: leads by hand, willing by the "
        "rules (1)"
    )
    assert "conditional by hand: 1 leads" in alt_text(axes)


def test_error_figure_has_the_bars_of_its_table(compared: pd.DataFrame) -> None:
    table = agreement.kinds(compared)
    axes = drawn.error_kinds(table, pairs=len(compared), articles=4)
    assert [patch.get_width() for patch in axes.patches] == table["pairs"].tolist()
    assert [label.get_text() for label in axes.get_yticklabels()] == list(agreement.KINDS)


def test_progress_figure_has_the_points_of_its_table(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    file.write_text(HISTORY + ROW.format(1, "first") + ROW.format(2, "first"), encoding="utf-8")
    now = pd.DataFrame({"set": ["set 1"], "joint_f1": [0.9]})
    coders = pd.DataFrame({"measure": ["joint_f1"], "low": [0.89], "high": [0.96], "source": ["a file"]})
    axes = drawn.progress(agreement.history(file), now, coders, 0.1)
    lines = [line for line in axes.lines if line.get_marker() == "o"]
    assert [float(line.get_xdata()[0]) for line in lines] == [0.9, 0.514, 0.514]
    assert "set 1: 0.51 at first sight, 0.90 now; set 2: 0.51 at first sight." in alt_text(axes)
    assert "Two coders reach 0.89 to 0.96 with each other." in alt_text(axes)


def test_nothing_to_compare_is_said_on_the_figures(compared: pd.DataFrame, tmp_path: Path) -> None:
    nothing = compared.iloc[:0]
    history, coders = agreement.history(tmp_path / "none.csv"), agreement.coders(tmp_path)
    figures = [
        drawn.confusion(agreement.confusion(nothing), articles=0),
        drawn.error_kinds(agreement.kinds(nothing), pairs=0, articles=0),
        drawn.progress(history, pd.DataFrame(columns=["set", "joint_f1"]), coders, math.nan),
    ]
    assert [axes.texts[0].get_text() for axes in figures] == [
        "No labels to compare",
        "No labels to compare",
        "No score was kept",
    ]


def test_findings(compared: pd.DataFrame) -> None:
    measured = agreement.measures(compared, "abcd")
    right = compared[compared["kind"] == "right"]
    perfect = agreement.measures(right, "ab")
    assert findings.by_hand(compared) == (
        "On 3 articles coded by hand, rules and coder give the same label in 2 of 7 pairs of article and country that "
        "either of them labels."
    )
    assert findings.how_sure(measured, compared, 4).startswith("Drawing whole articles anew from these 4 leaves ")
    assert "up to 100 % of errors would not be excluded" in findings.how_sure(perfect, right, 2)
    assert findings.how_sure(measured, compared.iloc[:0], 0) == "There is nothing to put an interval around."
    assert findings.skewed(agreement.prevalence(compared)).startswith(
        "The coder's commonest label is willing (2 of 6)."
    )
