"""Figures, checked by the data they carry, by their layout, and by their bytes."""

import inspect
import re
from importlib import import_module
from pkgutil import iter_modules

import layout
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest
from invented import SIZES, corpus, drawn
from matplotlib.patches import Rectangle
from PIL import Image

from analysis import charts, trends
from analysis.charts import quoted, style
from analysis.coding import ROOT, SEEDS, code_corpus, load_or_code
from analysis.countries import country
from analysis.records import SCORES
from analysis.trends.evidence import TIME


@pytest.fixture(scope="module")
def seeds():
    tables = trends.independent(load_or_code(SEEDS))
    made = drawn(tables)
    made.figures["contradictions"] = charts.ledger.pairs(
        trends.ledger(tables), made.read, trends.compared(tables), tables["events"]
    )
    return made


@pytest.fixture(scope="module", params=SIZES)
def sized(request):
    return corpus(*SIZES[request.param])


def everything(drawn):
    return drawn.figures | drawn.compared_figures


def named(axes, gid):
    return [artist for artist in axes.findobj(Rectangle) if artist.get_gid() == gid]


def test_every_chart_function_is_drawn_here(sized):
    modules = [import_module(f"analysis.charts.{module.name}") for module in iter_modules(charts.__path__)]
    functions = {
        f"{module.__name__}.{name}"
        for module in modules
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
        if "articles" in inspect.signature(function).parameters or "history" in inspect.signature(function).parameters
        if function.__annotations__["return"] == "Axes"
    }
    assert len(functions) == len(everything(sized))


def test_a_label_that_covers_another_or_leaves_the_page_is_seen():
    with style.house():
        axes = style.sheet("A title", "a note", height=1)
        style.ruled(axes)
        for x, text in ((1.0, "first"), (1.1, "second"), (3.0, "third"), (6.1, "at the edge")):
            axes.text(x, 0.5, text)
    assert layout.covered(axes) == [("first", "second")]
    assert layout.outside(axes) == ["at the edge"]


def test_no_label_covers_another_or_leaves_the_page(sized):
    figures = everything(sized)
    assert {name: layout.outside(axes) for name, axes in figures.items()} == {name: [] for name in figures}
    assert {name: layout.covered(axes)[:3] for name, axes in figures.items()} == {name: [] for name in figures}


def test_what_stands_beside_a_mark_of_time_stays_in_the_frame(sized):
    plots = {name: sized.figures[name] for name in ("publication-dates", "position-timeline")}
    assert {name: layout.beyond(axes) for name, axes in plots.items()} == {name: [] for name in plots}


def test_a_sign_beyond_the_frame_is_seen():
    with style.house():
        axes = style.sheet("A title", "a note", height=1, right=1.0)
        style.ruled(axes)
        axes.annotate("inside", (1.0, 0.5))
        axes.annotate("half outside", (5.0, 0.5))
    assert layout.beyond(axes) == ["half outside"]
    assert layout.outside(axes) == []


def test_every_figure_says_how_much_was_read_and_what_not_to_conclude(sized):
    count, words = len(sized.read), sized.read["words"].sum()
    for name, axes in sized.figures.items():
        note = next(" ".join(text.get_text().split()) for text in axes.figure.texts if text.get_gid() == "note")
        start = f"n = {count:,} article{'' if count == 1 else 's'}, {words:,} words. {style.SOURCE}. "
        assert (name, note[: len(start)]) == (name, start)
        assert (name, len(note) > len(start)) == (name, True)
        assert charts.alt_text(axes).startswith(style.title_of(axes))


def test_figures_fit_a_page(sized):
    sizes = {name: tuple(axes.figure.get_size_inches()) for name, axes in everything(sized).items()}
    assert {width for width, _ in sizes.values()} == {style.WIDTH}
    assert {name: height for name, (_, height) in sizes.items() if height > layout.PAGE} == {}


def test_nothing_to_draw_is_said_in_words():
    nothing = corpus(0, 0)
    said = {name: [t.get_text() for t in axes.texts] for name, axes in everything(nothing).items()}
    assert said == {
        "publication-dates": ["No articles to draw"],
        "words-kept": ["No words to count"],
        "mention-rates": ["No mentions to draw"],
        "mention-forms": ["No mentions to draw"],
        "mention-heat": ["No mentions to draw"],
        "mention-company": ["No two countries are mentioned"],
        "position-matrix": ["No country is mentioned"],
        "position-map": ["No country is mentioned"],
        "headline-body": ["Neither a headline nor a body tells a position"],
        "contradictions": ["No two tellings contradict each other"],
        "position-timeline": ["No dated position to draw"],
        "attention-timeline": ["No mentions to draw"],
        "agreement-labels": ["No labels to compare"],
        "agreement-errors": ["No labels to compare"],
        "agreement-first-sight": ["No score was kept"],
    }


def test_a_publication_bar_is_its_interval_and_an_unknown_date_the_whole_window():
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b", "c"],
            "published_earliest": ["2025-09-04", "2026-01-07", ""],
            "published_latest": ["2025-09-10", "2026-01-07", ""],
            "precision": ["interval", "minute", "unknown"],
            "date_source": ["event", "byline", ""],
            "words": [100, 100, 100],
        }
    )
    axes = charts.corpus.publication_intervals(trends.numbered(articles))
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    found = [
        (str(mdates.num2date(bar.get_x()).date()), bar.get_width(), bar.get_hatch(), bar.get_fill()) for bar in bars
    ]
    assert found == [
        ("2025-09-04", 7.0, None, True),
        ("2026-01-07", 1.0, None, True),
        ("2024-11-01", 457.0, "////", False),
    ]


def test_rates_and_limits_are_drawn_as_the_table_has_them():
    some = corpus(24, 17)
    axes = some.figures["mention-rates"]
    assert list(axes.lines[0].get_xdata()) == list(some.rates["per_1000"])
    segments = [tuple(segment[:, 0]) for segment in axes.collections[0].get_segments()]
    assert segments == list(zip(some.rates["low"], some.rates["high"], strict=True))


def test_stacked_forms_are_as_long_as_the_table_has_them():
    some = corpus(24, 17)
    bars = [container.patches for container in some.figures["mention-forms"].containers]
    lengths = np.array([[bar.get_width() for bar in form] for form in bars]).T
    assert lengths == pytest.approx(some.forms.to_numpy())


def test_each_dated_label_is_a_bar_as_long_as_its_date_is_uncertain():
    some = corpus(24, 17)
    axes = some.figures["position-timeline"]
    for (position, certainty), group in some.labels.groupby(["position", "certainty"]):
        days = (group["latest"] - group["earliest"]).dt.days + 1
        bars = named(axes, f"{position}-{certainty}")
        assert sorted(bar.get_width() for bar in bars) == sorted(days)
    assert [line for line in axes.lines if len(set(line.get_ydata())) > 1] == []  # nothing joins two bars


def test_a_label_told_as_earlier_stands_at_its_days_on_a_wider_axis(seeds):
    evidence = seeds.evidence.copy()
    evidence.loc[evidence["article_id"].str.startswith("002"), list(TIME)] = ["yes", "2024-02-01", "2024-02-29"]
    axes = charts.timeline.lanes(trends.dated(evidence, seeds.read), seeds.read)
    day = mdates.date2num(pd.Timestamp("2024-02-01"))
    assert axes.get_xlim()[0] == day
    bars = [bar for bar in axes.findobj(Rectangle) if bar.get_x() == day and bar.get_gid()]
    assert [bar.get_width() for bar in bars] == [29.0, 29.0]
    assert layout.outside(axes) == []


def told_on(days, positions=("willing",), countries=("FRA", "DEU", "COALITION")):
    """Labels whose bars begin on these days of the window (0 to 425) and last so long, the countries in turn."""
    rows = [
        {
            "article_id": f"a{no}",
            "no": no,
            "country": countries[no % len(countries)],
            "position": positions[no % len(positions)],
            "score": SCORES[positions[no % len(positions)]],
            "certainty": "asserted",
            "contradictory": "yes" if no % 5 == 0 else "no",
            "earliest": pd.Timestamp("2024-11-01") + pd.Timedelta(days=first),
            "latest": pd.Timestamp("2024-11-01") + pd.Timedelta(days=first + more),
        }
        for no, (first, more) in enumerate(days, 480)
    ]
    return pd.DataFrame(rows)


NEIGHBOURS = {
    "the day after": [(day, 0) for day in range(100, 160)],
    "every week": [(7 * week, 0) for week in range(60)],
    "at the end": [(425 - day // 3, 0) for day in range(60)],
    "at the beginning": [(day // 3, 0) for day in range(60)],
    "weeks that follow one another": [(7 * week, 6) for week in range(60)],
    "of any length": [(day * 37 % 400, day * 11 % 26) for day in range(60)],
    "months": [(30 * month, 29) for month in range(14)],
}


@pytest.mark.parametrize("positions", [("willing",), ("rejects", "leads", "leads", "conditional")])
@pytest.mark.parametrize("days", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_signs_of_neighbouring_days_stand_apart_in_one_lane(seeds, days, positions):
    labels = told_on(days, positions)
    axes = charts.timeline.lanes(labels, seeds.read)
    assert (layout.covered(axes), layout.outside(axes), layout.beyond(axes)) == ([], [], [])
    signs = [text.get_text() for text in axes.texts if text.get_text().startswith(tuple(style.MARKS.values()))]
    assert 0 < len([sign for sign in signs if "(" in sign]) <= len(labels)


def test_a_lane_is_as_high_as_its_labels_differ_and_holds_them_in_the_order_of_the_scale(seeds):
    axes = seeds.figures["position-timeline"]
    edges = sorted({line.get_ydata()[0] for line in axes.lines if line.get_linestyle() == "-"})
    lanes = list(zip(edges, [*edges[1:], axes.get_ylim()[0]], strict=True))
    names = [label.get_text() for label in axes.get_yticklabels()]
    heights = {}
    for (top, bottom), name in zip(lanes, names, strict=True):
        bars = [bar for bar in axes.findobj(Rectangle) if bar.get_gid() and top <= bar.get_y() < bottom]
        assert all(bar.get_y() + bar.get_height() <= bottom for bar in bars)
        middles = {(bar.get_gid().split("-")[0], round(bar.get_y() + bar.get_height() / 2, 1)) for bar in bars}
        scores = [SCORES[position] for position, _ in sorted(middles, key=lambda middle: middle[1])]
        assert scores == sorted(scores, reverse=True)
        own = seeds.labels[seeds.labels["country"].map(country) == name]
        heights[name] = (round(bottom - top, 2), own["score"].max() - own["score"].min())
    assert {height for height, _ in heights.values()} == {0.23, 0.36, 0.49, 0.62}
    assert all(height == round(0.23 + 0.13 * steps, 2) for height, steps in heights.values())


def test_gaps_are_hatched_and_zeros_are_circles():
    few = corpus(5, 3)
    axes = few.figures["attention-timeline"]
    empty = few.attention.drop_duplicates("period").query("state == 'gap'")
    assert [bar.get_x() for bar in named(axes, "gap")] == [mdates.date2num(day) for day in empty["earliest"]]
    circles = [line for line in axes.lines if line.get_marker() == "o"]
    assert len(circles) == (few.attention["state"] == "zero").sum()


def test_what_is_in_no_chart_is_said():
    articles = pd.DataFrame({"duplicate_of": ["", "a", "a", ""], "in_window": ["yes", "no", "partly", "unknown"]})
    articles["duplicate_share"] = pd.Series([None, 1.0, 0.5, None], dtype="Float64")
    assert charts.findings.set_aside(articles, pd.DataFrame({"file": ["b.pdf"]})) == (
        "In no chart: 1 input that could not be read, 2 articles that repeated another, 1 of them word for word. "
        "Wholly outside the window: 1 of 4."
    )


def test_drawing_again_gives_the_committed_bytes(seeds, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPUNKT_FIGURES", str(tmp_path))
    for name, axes in seeds.figures.items():
        charts.save(axes, name)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(made) == 2 * len(seeds.figures)
    assert [name for name, content in made.items() if content != (ROOT / "figures" / name).read_bytes()] == []


def test_files_carry_title_and_alternative_text(seeds, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPUNKT_FIGURES", str(tmp_path))
    axes = seeds.figures["position-matrix"]
    drawing = charts.save(axes, "matrix")
    with Image.open(tmp_path / "matrix.png") as image:
        assert image.text == {"Title": style.title_of(axes), "Description": charts.alt_text(axes)}
        assert round(image.info["dpi"][0]) == 200
    text = (tmp_path / "matrix.svg").read_text("utf-8")
    assert re.search(r'<svg role="img" aria-label="([^"]*)"', text)[1] == charts.alt_text(axes)
    assert "<dc:date>" not in text
    data, metadata = drawing._repr_mimebundle_()
    assert (data["text/plain"], metadata["alt"]) == (charts.alt_text(axes), charts.alt_text(axes))


def test_a_table_is_shown_in_full_escaped_and_with_its_cue_marked():
    sentence, cue = "<b>Wir</b> schließen & nichts aus", "schließen & nichts"
    rows = pd.DataFrame({"country": ["XKX"], "sentence": [sentence], "cue": [cue]})
    assert quoted.table(rows).data == (
        "<table><thead><tr><th style='text-align:left'>country</th><th style='text-align:left'>sentence</th></tr>"
        "</thead><tbody><tr><td style='text-align:left;vertical-align:top'>Kosovo</td>"
        "<td style='text-align:left;vertical-align:top' lang='de'>&lt;b&gt;Wir&lt;/b&gt; "
        f"<mark style='{quoted.MARK}'>schließen &amp; nichts</mark> aus</td></tr></tbody></table>"
    )


def test_pairs_of_countries_are_shown_by_name_and_their_chance_is_not_rounded_away():
    rows = pd.DataFrame({"country": ["FRA"], "partner": ["GBR"], "expected": [2.54], "chance": [0.0004]})
    shown = re.findall(r"<td[^>]*>([^<]*)</td>", quoted.table(rows.assign(partner=["12 others"])).data)
    assert shown == ["France", "12 others", "2.5", "&lt;0.001"]
    assert "United Kingdom" in quoted.table(rows).data


def test_text_of_an_article_is_no_html(tmp_path):
    """What a page says is shown, never obeyed: in tables, in marked texts, in the frames of a notebook."""
    trap = '<script>alert(1)</script><img src=x onerror=alert(1)> & "Polen"'
    (tmp_path / "a.txt").write_text(f"{trap}\n\nPolen schickt {trap} keine Soldaten in die Ukraine.\n", "utf-8")
    tables = code_corpus([tmp_path])
    tables["skipped"] = pd.DataFrame({"file": [trap], "reason": [trap]})
    shown = [quoted.mentions("a", tables, tmp_path).data, *(quoted.table(table).data for table in tables.values())]
    shown += [table._repr_html_() for table in tables.values()]
    for html in shown:
        assert "<script" not in html.split("</table>")[0]
        assert "<script>alert" not in html
        assert "<img" not in html
    assert "&lt;script&gt;" in shown[0]
    assert "POL" in set(tables["mentions"]["country"])


def test_mentions_of_a_row_are_marked_in_its_own_text(tmp_path):
    rows = "text\nWien schickt keine Soldaten in die Ukraine.\nOslo schickt keine Soldaten in die Ukraine.\n"
    (tmp_path / "t.csv").write_text(rows, "utf-8")
    tables = code_corpus([tmp_path])
    assert "Oslo" in quoted.mentions("t-2", tables, tmp_path).data
    assert "Wien" not in quoted.mentions("t-2", tables, tmp_path).data
    assert "not in this folder" in quoted.mentions("t-3", tables, tmp_path).data


def test_mentions_are_marked_in_the_text_without_its_furniture():
    source = "Menü\n\nDie baltischen Staaten und Frankreichs Präsident.\n"
    found = pd.DataFrame(
        [(6, 28, "Estonia"), (6, 28, "Latvia"), (6, 28, "Latvia"), (33, 44, "France"), (33, 54, "France")],
        columns=["start", "end", "label"],
    )
    removed = pd.DataFrame({"start": [0], "end": [4]})
    assert quoted.marked(source, found.assign(colour="#d6e4f2"), removed) == {
        "text": "Die baltischen Staaten und Frankreichs Präsident.\n",
        "ents": [
            {"start": 0, "end": 22, "label": "Estonia, Latvia", "colour": "#d6e4f2"},
            {"start": 27, "end": 48, "label": "France", "colour": "#d6e4f2"},
        ],
        "title": None,
    }


def test_the_words_behind_a_position_are_marked_in_their_article(tmp_path):
    said = "Estland will Soldaten in die Ukraine schicken. Ungarn lehnt es ab, Soldaten in die Ukraine zu schicken."
    (tmp_path / "a.txt").write_text(f"Zwei Antworten\n\n{said}\n", "utf-8")
    shown = quoted.positions("a", code_corpus([tmp_path]), tmp_path).data
    found = re.findall(
        r'<mark class="entity" style="background: (#\w+).*?>\s*(.*?)\s*<span.*?>(.*?)</span>', shown, re.S
    )
    assert [(colour, label) for colour, _, label in found] == [
        (quoted.TINTS["willing"], "Estonia: willing"),
        (quoted.TINTS["rejects"], "Hungary: rejects"),
    ]
    assert all(words in said for _, words, _ in found)


def test_a_table_of_two_rows_can_be_sorted_positions_by_the_scale():
    rows = pd.DataFrame({"country": ["FRA", "POL"], "position": ["leads", "rejects"], "n": [1, 2]})
    html = quoted.table(rows).data
    assert re.findall(r"data-order='(.*?)'>(\w+)<", html) == [("2", "leads"), ("-2", "rejects")]
    table, script = html.split("</table>")
    assert script == f"<script>{(ROOT / 'analysis' / 'charts' / 'sorting.js').read_text('utf-8')}</script>"
    assert "<script" not in table
    assert quoted.table(rows[:1]).data.endswith("</table>")
