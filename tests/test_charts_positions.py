"""Positions drawn: one label, two that contradict each other, shares of many; the matrix and the map."""

import csv
from collections import Counter
from pathlib import Path

import layout
import numpy as np
import pandas as pd
import pytest
from invented import SIZES, corpus
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon, Rectangle

from analysis import charts
from analysis.charts import europe, glyphs, positions, style
from analysis.countries import country
from analysis.records import SCORES
from analysis.trends import NO_POSITION
from analysis.trends.evidence import CELLS
from analysis.trends.standings import GAP, NOT_MENTIONED, ONE, SEVERAL

CHARTS = Path(charts.__file__).parent
FILLED = {"asserted": None, "reported": glyphs.HATCH, "speculative": None}


@pytest.fixture(scope="module")
def some():
    return corpus(*SIZES["some"])


@pytest.fixture(scope="module")
def many():
    return corpus(*SIZES["many"])


def shapes(axes, kind):
    return [patch for patch in axes.patches if isinstance(patch, kind) and patch.get_gid()]


def marked(axes, kind):
    return Counter(patch.get_gid() for patch in shapes(axes, kind))


def words(axes, text):
    return [found for found in axes.texts if found.get_text() == text]


def test_each_label_is_a_cell_with_its_certainty_and_no_position_is_none(some):
    axes = some.figures["position-matrix"]
    labels = some.cells[(some.cells["position"] != NO_POSITION) & (some.cells["opposing"] == "")]
    assert marked(axes, Rectangle) == Counter(labels["position"] + "-" + labels["certainty"])
    for cell in shapes(axes, Rectangle):
        position, certainty = cell.get_gid().split("-")
        fill = style.FILLS[position] if certainty == "asserted" else "white"
        assert (cell.get_hatch(), to_rgb(cell.get_facecolor())) == (FILLED[certainty], to_rgb(fill))
    none = (some.cells["position"] == NO_POSITION).sum()
    assert len(words(axes, style.MARKS[NO_POSITION])) == none > 0


def test_a_cell_whose_article_contradicts_itself_shows_both_labels(some):
    axes = some.figures["position-matrix"]
    torn = some.cells[some.cells["opposing"] != ""]
    ours, theirs = torn["position"] + "-" + torn["certainty"], torn["opposing"] + "-" + torn["opposing_certainty"]
    halves = marked(axes, Polygon)
    assert halves == Counter(ours) + Counter("against-" + theirs)
    assert len(torn) > 5
    signs = Counter(text.get_text() for text in axes.texts)
    labels = some.cells[some.cells["position"] != NO_POSITION]
    expected = Counter(labels["position"].map(style.MARKS)) + Counter(torn["opposing"].map(style.MARKS))
    assert {mark: signs[mark] for mark in expected} == expected


@pytest.mark.parametrize("width", [0.2, 0.5, 1.2])
def test_the_label_is_at_the_left_of_what_contradicts_it_and_both_fill_the_cell(width):
    with style.house():
        axes = style.sheet("a title", "a note", height=0.24)
        style.ruled(axes)
        glyphs.split(axes, (0.1, 0.02, width, 0.2), ("reserved", "asserted"), ("leads", "reported"))
    ours, theirs = (np.array(half.get_xy())[:4].round(6) for half in shapes(axes, Polygon))
    first, second = axes.texts
    assert [first.get_text(), second.get_text()] == ["−", "++"]
    assert ours[:, 0].mean() < 0.1 + width / 2 < theirs[:, 0].mean()
    assert [*ours[[0, 3]].ravel(), *theirs[[1, 2]].ravel()] == pytest.approx(
        [0.1, 0.02, 0.1, 0.22, 0.1 + width, 0.02, 0.1 + width, 0.22]
    )
    assert ours[1:3].tolist() == theirs[[0, 3]].tolist()
    assert first.get_position()[0] < second.get_position()[0]


def test_shares_are_bands_from_leads_to_no_position():
    with style.house():
        axes = style.sheet("a title", "a note", height=1)
        style.ruled(axes)
        shares = [(NO_POSITION, "", 5.0), ("rejects", "asserted", 0.0), ("reserved", "reported", 2.0)]
        shares.append(("leads", "asserted", 3.0))
        glyphs.bands(axes, (0, 0, 1, 1), shares)
        glyphs.bands(axes, (2, 0, 1, 1), shares, across=True)
    down, across = shapes(axes, Rectangle)[:3], shapes(axes, Rectangle)[3:]
    ways = ((down, Rectangle.get_y, Rectangle.get_height), (across, Rectangle.get_x, Rectangle.get_width))
    for bands, start, size in ways:
        assert [band.get_gid().split("-")[0] for band in bands] == ["leads", "reserved", NO_POSITION]
        assert [size(band) for band in bands] == pytest.approx([0.3, 0.2, 0.5])
        assert np.diff([start(band) for band in bands]) == pytest.approx([0.3, 0.2])


def test_rows_are_ordered_by_mean_score_and_parted_where_the_side_changes(some):
    axes = some.figures["position-matrix"]
    names = [label.get_text() for label in axes.get_yticklabels()]
    means = some.cells.groupby(some.cells["country"].map(country))["score"].mean().astype(float)[names]
    assert means.is_monotonic_decreasing
    between = [line.get_ydata()[0] - 0.5 for line in axes.lines]
    assert between == [(means >= 1).sum() - 1, (means > -1).sum() - 1]


def test_many_articles_are_stretches_with_the_shares_of_their_labels(many):
    axes = many.figures["position-matrix"]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert (len(names), names[-1]) == (positions.MOST + 1, "10 others")
    france = many.cells[(many.cells["country"] == "FRA") & (many.cells["no"] <= 25)]
    shares = france["position"].value_counts(normalize=True)
    row = names.index("France")
    bands = [b for b in shapes(axes, Rectangle) if b.get_x() == -0.43 and row - 0.5 < b.get_y() < row + 0.5]
    assert {b.get_gid().split("-")[0]: b.get_height() / 0.86 for b in bands} == pytest.approx(shares.to_dict())
    count = (many.cells["country"] == "FRA") & (many.cells["position"] != NO_POSITION)
    told = [text.get_text() for text in axes.texts if text.get_position()[1] == row]
    torn = count & (many.cells["contradictory"] == "yes")
    sure = count & (many.cells["certainty"] == "asserted")
    assert told == [f"{rows.sum():,}" for rows in (count, sure, torn)]


def test_those_with_the_fewest_labels_share_the_last_row():
    codes = [f"X{number:02}" for number in range(33)]
    rows = [(1, "1 · 3 Mar 2025", code, "willing", 1, "asserted", "no", "", "") for code in codes[:-3]]
    rows += [(1, "1 · 3 Mar 2025", code, NO_POSITION, None, "", "", "", "") for code in codes[-3:]]
    cells = pd.DataFrame(rows, columns=list(CELLS))
    articles = pd.DataFrame({"no": [1], "label": ["1 · 3 Mar 2025"], "words": [9]})
    axes = charts.positions.matrix(cells, articles)
    assert [label.get_text() for label in axes.get_yticklabels()] == [*codes[:-3], "3 others"]


def test_every_country_of_europe_has_a_tile_of_its_own():
    tiles = list(csv.DictReader((CHARTS / "tiles.csv").read_text("utf-8").splitlines()))
    taken = [(t["row"], int(t["column"]) + i) for t in tiles for i in range(int(t["width"]))]
    assert [place for place, count in Counter(taken).items() if count > 1] == []
    assert max(column for _, column in taken) < europe.COLUMNS
    codes = [tile["country"] for tile in tiles]
    assert len(set(codes)) == len(codes)
    assert all(country(code) != code or code in ("EU", "NATO") for code in codes)
    union = "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP"
    others = "SWE ALB AND ARM AZE BIH BLR CHE GBR GEO ISL LIE MCO MDA MKD MNE NOR RUS SMR SRB TUR UKR VAT XKX"
    overseas = "USA CAN AUS JPN NZL CHN EU NATO COALITION"
    assert sorted(codes) == sorted(f"{union} {others} {overseas}".split())


@pytest.mark.parametrize("pair", "FIN-NOR UKR-POL ROU-HUN POL-DEU ITA-FRA GBR-IRL TUR-GRC RUS-LVA BGR-SRB".split())
def test_the_first_lies_east_of_the_second(pair):
    (_, column, _), (_, other, _) = (europe.places()[code] for code in pair.split("-"))
    assert column > other


@pytest.mark.parametrize("pair", "FRA-ESP DEU-CHE EST-LVA LVA-LTU DNK-DEU BGR-GRC BEL-FRA AUT-SVN SRB-XKX".split())
def test_the_first_lies_north_of_the_second(pair):
    (row, _, _), (other, _, _) = (europe.places()[code] for code in pair.split("-"))
    assert row < other


STANDING = [
    ("FRA", "2025 Q1", 3, 2, "leads", 2, "reported", 1, SEVERAL),
    ("FRA", "2025 Q1", 3, 2, "rejects", -2, "asserted", 3, SEVERAL),
    ("FRA", "2025 Q2", 0, 0, "", None, "", 0, GAP),
    ("FRA", "2025 Q3", 0, 0, "", None, "", 0, GAP),
    ("FRA", "2025 Q4", 1, 1, "willing", 1, "reported", 1, ONE),
    ("IND", "2025 Q1", 3, 1, "", None, "", 0, NO_POSITION),
    ("IND", "2025 Q2", 0, 0, "", None, "", 0, GAP),
    ("IND", "2025 Q3", 0, 0, "", None, "", 0, GAP),
    ("IND", "2025 Q4", 1, 0, "", None, "", 0, NOT_MENTIONED),
]


@pytest.fixture
def europe_drawn():
    columns = "country period articles mentioned position score certainty labels state".split()
    articles = pd.DataFrame({"words": [100, 200, 300, 400, 500]})
    return charts.europe.tiles(pd.DataFrame(STANDING, columns=columns), articles)


def test_each_state_of_a_country_has_a_tile_of_its_own_look(europe_drawn):
    tiles = {gid: n for gid, n in marked(europe_drawn, Rectangle).items() if gid.startswith(("FRA", "IND", "DEU"))}
    assert tiles == {
        f"FRA-{SEVERAL}": 1,
        f"FRA-{ONE}": 1,
        f"IND-{NO_POSITION}": 1,
        f"IND-{NOT_MENTIONED}": 1,
        f"DEU-{NOT_MENTIONED}": 2,
    }
    (hatched,) = [band for band in shapes(europe_drawn, Rectangle) if band.get_gid() == "willing-reported"]
    assert hatched.get_hatch() == glyphs.HATCH


def test_a_split_tile_is_as_wide_by_label_as_there_are_articles(europe_drawn):
    widths = {band.get_gid(): band.get_width() for band in shapes(europe_drawn, Rectangle)}
    assert widths["rejects-asserted"] == pytest.approx(3 * widths["leads-reported"])


def test_gaps_that_follow_each_other_are_one_strip_between_the_periods(europe_drawn):
    (strip,) = [tile for tile in shapes(europe_drawn, Rectangle) if tile.get_gid() == "gap"]
    assert words(europe_drawn, "2025 Q2 and 2025 Q3: no article") != []
    heads = [words(europe_drawn, head)[0].get_position()[0] for head in ("2025 Q1, n = 3", "2025 Q4, n = 1")]
    assert heads[0] < strip.get_x() < heads[1]


def test_a_country_without_a_tile_stands_below_the_map(europe_drawn):
    lowest = max(tile.get_y() for tile in shapes(europe_drawn, Rectangle) if tile.get_gid() != "gap")
    assert {tile.get_gid() for tile in shapes(europe_drawn, Rectangle) if tile.get_y() == lowest} == {
        f"IND-{NO_POSITION}",
        f"IND-{NOT_MENTIONED}",
    }


def test_the_title_of_the_map_says_who_stands_and_who_stands_twice(europe_drawn):
    assert style.title_of(europe_drawn) == (
        "Actors with a position: 1 in 2025 Q1 and 1 in 2025 Q4; labels differ within a period for France"
    )
    assert charts.alt_text(europe_drawn).endswith(
        "2025 Q1: France leads (1), France rejects (3); 2025 Q2: no article; 2025 Q3: no article; "
        "2025 Q4: France willing (1)."
    )


def test_the_map_has_a_tile_for_every_country_of_the_table_in_every_period(many):
    periods = many.standings.loc[many.standings["state"] != GAP, "period"].nunique()
    tiles = Counter(gid.split("-")[0] for gid in marked(many.figures["position-map"], Rectangle).elements())
    codes = [*many.cells["country"].unique(), "ISL"]
    assert {code: tiles[code] for code in codes} == dict.fromkeys(codes, periods)
    assert set(SCORES) <= set(tiles)


def test_six_quarters_of_every_country_fit_a_page():
    codes = [*europe.places(), "IND", "KOR"]
    rows = [
        (code, f"2025 Q{quarter}", 4, 3, position, SCORES[position], "reported", 1, ONE)
        for quarter in range(6)
        for code, position in zip(codes, list(SCORES) * 13, strict=False)
    ]
    columns = "country period articles mentioned position score certainty labels state".split()
    axes = charts.europe.tiles(pd.DataFrame(rows, columns=columns), pd.DataFrame({"words": [100] * 24}))
    assert (layout.covered(axes), layout.outside(axes)) == ([], [])
    assert axes.figure.get_size_inches()[1] < layout.PAGE
