"""Figures, checked by the data they carry, by their layout, and by their bytes."""

import itertools
import re
from types import SimpleNamespace

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from PIL import Image

from analysis import charts, trends
from analysis.charts import quoted, style
from analysis.coding import ROOT, SEEDS, code_corpus, load_or_code
from analysis.records import SCORES
from analysis.trends import NO_POSITION

CODES = (
    "UKR FRA USA RUS DEU POL GBR EU NATO ITA HUN SVK BEL CHN EST LTU LVA ESP NLD DNK "
    "SWE NOR FIN CZE ROU BGR GRC TUR CAN AUS JPN PRT IRL AUT CHE HRV SVN LUX XKX COALITION"
).split()
CERTAINTIES = ("asserted", "reported", "speculative")
KINDS = list(trends.rates.FORMS)
SIZES = {"none": (0, 0), "one": (1, 1), "few": (5, 3), "some": (24, 17), "many": (500, 40)}


def corpus(articles, countries):
    """Seeded tables of so many articles and countries; every seventh without a date, one outside the window."""
    draw = np.random.default_rng(articles)
    first = pd.Timestamp("2024-11-01") + pd.to_timedelta(draw.integers(0, 440, articles), unit="D")
    last = first + pd.to_timedelta(draw.integers(0, 3, articles) * draw.integers(0, 20, articles), unit="D")
    dated = np.arange(articles) % 7 != 6
    rows = pd.DataFrame(
        {
            "article_id": pd.Series([f"a{number:03}" for number in range(articles)], dtype="str"),
            "published_earliest": np.where(dated, first.strftime("%Y-%m-%d"), ""),
            "published_latest": np.where(dated, last.strftime("%Y-%m-%d"), ""),
            "precision": np.where(dated, "interval", "unknown"),
            "date_source": np.where(dated, "office_terms", ""),
            "words": draw.integers(0, 900, articles),
            "duplicate_of": "",
        }
    )
    if articles > 20:
        rows.loc[3, ["published_earliest", "published_latest"]] = "2026-04-30"
    pairs = [(a, c) for a in rows["article_id"] for c in CODES[:countries] if draw.random() < 0.5]
    mentions = pd.DataFrame(
        [(a, c, KINDS[draw.integers(len(KINDS))]) for a, c in pairs for _ in range(1 + draw.poisson(2))],
        columns=["article_id", "country", "kind"],
        dtype="str",
    )
    labels = [
        (a, c, list(SCORES)[draw.integers(5)], CERTAINTIES[draw.integers(3)], ["no", "no", "yes"][draw.integers(3)])
        for a, c in pairs
        if draw.random() < 0.5
    ]
    columns = ["article_id", "country", "position", "certainty", "contradictory"]
    evidence = pd.DataFrame(labels, columns=columns, dtype="str").assign(sentence="so", cue="s")
    evidence["score"] = evidence["position"].map(SCORES).astype("int64")
    reasons = [("a000", "menu", "Politik Sport"), ("a000", "copyright", "Alle Rechte")][: 2 if articles else 0]
    removed = pd.DataFrame(reasons, columns=["article_id", "reason", "text"], dtype="str")
    return drawn(rows, mentions, evidence, removed)


def drawn(articles, mentions, evidence, removed):
    """All tables that are drawn, and their figures by the names under which the notebooks save them."""
    read = trends.numbered(articles)
    parts = trends.kept_and_removed(read, removed)
    cells, labels = trends.matrix(evidence, mentions, read), trends.dated(evidence, read)
    rates, heat = trends.mention_rates(mentions, read), trends.by_article(mentions, read)
    forms, attention = trends.by_form(mentions, read), trends.attention(mentions, read, trends.periods(read))
    figures = {
        "publication-dates": charts.corpus.publication_intervals(read),
        "words-kept": charts.corpus.words_kept(parts, read),
        "mention-rates": charts.mentions.rates(rates, read),
        "mention-forms": charts.mentions.forms(forms, read),
        "mention-heat": charts.mentions.heat(heat, read),
        "position-matrix": charts.positions.matrix(cells, read),
        "position-timeline": charts.timeline.lanes(labels, read),
        "attention-timeline": charts.timeline.attention(attention, read),
    }
    return SimpleNamespace(**locals())


@pytest.fixture(scope="module")
def seeds():
    tables = trends.independent(load_or_code(SEEDS))
    evidence = trends.evidence(tables["positions"], tables["statements"])
    return drawn(tables["articles"], tables["mentions"], evidence, tables["removed"])


@pytest.fixture(scope="module", params=SIZES)
def sized(request):
    return corpus(*SIZES[request.param])


def named(figure, gid):
    return [artist for artist in figure.findobj(Rectangle) if artist.get_gid() == gid]


def texts(figure):
    """Every text that is seen, with its box in pixels."""
    found = list(figure.texts)
    for axes in figure.axes:
        found += axes.texts
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
            found += (
                [axis.label, *(label for place, label in ticks if low <= place <= high)]
                if axes.axison and axis.get_visible()
                else []
            )
    renderer = figure.canvas.get_renderer()
    with style.house():
        figure.draw(renderer)
        return [(text.get_text(), text.get_window_extent(renderer)) for text in found if text.get_text().strip()]


def test_no_text_covers_another_or_leaves_the_page(sized):
    for name, figure in sized.figures.items():
        page = figure.bbox
        boxes = texts(figure)
        outside = [
            words for words, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1
        ]
        assert (name, outside) == (name, [])
        covered = [
            (one, other)
            for (one, a), (other, b) in itertools.combinations(boxes, 2)
            if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
        ]
        assert (name, covered[:3]) == (name, [])


def test_every_figure_says_how_much_was_read_and_what_not_to_conclude(sized):
    count, words = len(sized.read), sized.read["words"].sum()
    for name, figure in sized.figures.items():
        note = next(" ".join(text.get_text().split()) for text in figure.texts if text.get_gid() == "note")
        start = f"n = {count:,} article{'' if count == 1 else 's'}, {words:,} words. {style.SOURCE}. "
        assert (name, note[: len(start)]) == (name, start)
        assert (name, len(note) > len(start)) == (name, True)
        assert charts.alt_text(figure).startswith(style.title_of(figure))


def test_figures_fit_the_type_area(sized):
    assert {figure.get_size_inches()[0] for figure in sized.figures.values()} == {style.WIDTH}
    assert max(figure.get_size_inches()[1] for figure in sized.figures.values()) < 26


def test_nothing_to_draw_is_said_in_words():
    nothing = corpus(0, 0)
    said = {name: [t.get_text() for axes in f.axes for t in axes.texts] for name, f in nothing.figures.items()}
    assert said == {
        "publication-dates": ["No articles to draw"],
        "words-kept": ["No words to count"],
        "mention-rates": ["No mentions to draw"],
        "mention-forms": ["No mentions to draw"],
        "mention-heat": ["No mentions to draw"],
        "position-matrix": ["No country is mentioned"],
        "position-timeline": ["No dated position to draw"],
        "attention-timeline": ["No mentions to draw"],
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
    figure = charts.corpus.publication_intervals(trends.numbered(articles))
    bars = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
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
    axes = some.figures["mention-rates"].axes[0]
    assert list(axes.lines[0].get_xdata()) == list(some.rates["per_1000"])
    segments = [tuple(segment[:, 0]) for segment in axes.collections[0].get_segments()]
    assert segments == list(zip(some.rates["low"], some.rates["high"], strict=True))


def test_stacked_forms_are_as_long_as_the_table_has_them():
    some = corpus(24, 17)
    bars = [container.patches for container in some.figures["mention-forms"].axes[0].containers]
    lengths = np.array([[bar.get_width() for bar in form] for form in bars]).T
    assert lengths == pytest.approx(some.forms.to_numpy())


def test_each_label_is_a_cell_with_its_certainty_and_no_position_is_none():
    some = corpus(24, 17)
    figure = some.figures["position-matrix"]
    labels = some.cells[some.cells["position"] != NO_POSITION]
    for (position, certainty), group in labels.groupby(["position", "certainty"]):
        cells = named(figure, f"{position}-{certainty}")
        assert len(cells) == len(group)
        assert {(cell.get_hatch(), to_rgb(cell.get_facecolor())) for cell in cells} == {
            {
                "asserted": (None, to_rgb(style.FILLS[position])),
                "reported": ("//////", (1.0, 1.0, 1.0)),
                "speculative": (None, (1.0, 1.0, 1.0)),
            }[certainty]
        }
    corners = [patch for patch in figure.axes[0].patches if patch.get_gid() == "contradictory"]
    assert len(corners) == (labels["contradictory"] == "yes").sum()
    dots = [text for text in figure.axes[0].texts if text.get_text() == style.MARKS[NO_POSITION]]
    assert len(dots) == (some.cells["position"] == NO_POSITION).sum()


def test_each_dated_label_is_a_bar_as_long_as_its_date_is_uncertain():
    some = corpus(24, 17)
    figure = some.figures["position-timeline"]
    for (position, certainty), group in some.labels.groupby(["position", "certainty"]):
        days = (group["published_latest"] - group["published_earliest"]).dt.days + 1
        bars = named(figure, f"{position}-{certainty}")
        assert sorted(bar.get_width() for bar in bars) == sorted(days)
    assert [line for line in figure.axes[0].lines if len(set(line.get_ydata())) > 1] == []  # nothing joins two bars


def test_gaps_are_hatched_and_zeros_are_circles():
    few = corpus(5, 3)
    figure = few.figures["attention-timeline"]
    empty = few.attention.drop_duplicates("period").query("state == 'gap'")
    assert [bar.get_x() for bar in named(figure, "gap")] == [mdates.date2num(day) for day in empty["earliest"]]
    circles = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert len(circles) == (few.attention["state"] == "zero").sum()


def test_what_is_in_no_chart_is_said():
    articles = pd.DataFrame({"duplicate_of": ["", "a", "a", ""], "in_window": ["yes", "no", "partly", "unknown"]})
    articles["duplicate_share"] = pd.Series([None, 1.0, 0.5, None], dtype="Float64")
    assert charts.findings.set_aside(articles, pd.DataFrame({"file": ["b.pdf"]})) == (
        "In no chart: 1 input that could not be read, 2 articles that repeated another, 1 of them word for word. "
        "Wholly outside the window: 1 of 4."
    )


# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "deuteranopia": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
    "tritanopia": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}


def lab(colour, blindness):
    """CIE 1976 L*a*b* of a colour as it is seen."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(BLINDNESS[blindness]) @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ seen
    f = np.array([v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz / [0.9505, 1, 1.0888]])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_positions_are_told_apart_whatever_eyes_one_has(blindness):
    seen = {position: lab(fill, blindness) for position, fill in style.FILLS.items()}
    apart = {(a, b): float(np.linalg.norm(seen[a] - seen[b])) for a, b in itertools.combinations(seen, 2)}
    assert min(apart.values()) > 20


def test_positions_are_told_apart_in_grey_print():
    greys = sorted(lab(fill, "none")[0] for fill in style.FILLS.values())
    assert min(b - a for a, b in itertools.pairwise(greys)) > 10
    assert len({style.MARKS[position] for position in [*style.FILLS, NO_POSITION]}) == 6


def test_drawing_again_gives_the_committed_bytes(seeds, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPUNKT_FIGURES", str(tmp_path))
    for name, figure in seeds.figures.items():
        charts.save(figure, name)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(made) == 2 * len(seeds.figures)
    assert [name for name, content in made.items() if content != (ROOT / "figures" / name).read_bytes()] == []


def test_files_carry_title_and_alternative_text(seeds, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPUNKT_FIGURES", str(tmp_path))
    figure = seeds.figures["position-matrix"]
    drawing = charts.save(figure, "matrix")
    with Image.open(tmp_path / "matrix.png") as image:
        assert image.text == {"Title": style.title_of(figure), "Description": charts.alt_text(figure)}
        assert round(image.info["dpi"][0]) == 200
    text = (tmp_path / "matrix.svg").read_text("utf-8")
    assert re.search(r'<svg role="img" aria-label="([^"]*)"', text)[1] == charts.alt_text(figure)
    assert "<dc:date>" not in text
    data, metadata = drawing._repr_mimebundle_()
    assert (data["text/plain"], metadata["alt"]) == (charts.alt_text(figure), charts.alt_text(figure))


def test_a_table_is_shown_in_full_escaped_and_with_its_cue_marked():
    sentence, cue = "<b>Wir</b> schließen & nichts aus", "schließen & nichts"
    rows = pd.DataFrame({"country": ["XKX"], "sentence": [sentence], "cue": [cue]})
    assert quoted.table(rows).data == (
        "<table><thead><tr><th style='text-align:left'>country</th><th style='text-align:left'>sentence</th></tr>"
        "</thead><tbody><tr><td style='text-align:left;vertical-align:top'>Kosovo</td>"
        "<td style='text-align:left;vertical-align:top' lang='de'>&lt;b&gt;Wir&lt;/b&gt; "
        f"<mark style='{quoted.MARK}'>schließen &amp; nichts</mark> aus</td></tr></tbody></table>"
    )


def test_text_of_an_article_is_no_html(tmp_path):
    """What a page says is shown, never obeyed: in tables, in marked texts, in the frames of a notebook."""
    trap = '<script>alert(1)</script><img src=x onerror=alert(1)> & "Polen"'
    (tmp_path / "a.txt").write_text(f"{trap}\n\nPolen schickt {trap} keine Soldaten in die Ukraine.\n", "utf-8")
    tables = code_corpus([tmp_path])
    tables["skipped"] = pd.DataFrame({"file": [trap], "reason": [trap]})
    shown = [quoted.mentions("a", tables, tmp_path).data, *(quoted.table(table).data for table in tables.values())]
    shown += [table._repr_html_() for table in tables.values()]
    for html in shown:
        assert "<script" not in html
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
        [(6, 28, "EST"), (6, 28, "LVA"), (33, 44, "FRA"), (33, 54, "FRA")], columns=["start", "end", "country"]
    )
    removed = pd.DataFrame({"start": [0], "end": [4]})
    assert quoted.marked(source, found, removed) == {
        "text": "Die baltischen Staaten und Frankreichs Präsident.\n",
        "ents": [{"start": 0, "end": 22, "label": "Estonia, Latvia"}, {"start": 27, "end": 48, "label": "France"}],
        "title": None,
    }
