"""Who is mentioned with whom, headline against body, and the contradiction ledger, drawn."""

import pandas as pd
import pytest
from invented import QUOTE, SIZES, corpus
from matplotlib.patches import Rectangle

from analysis import charts
from analysis.charts import company, findings, ledger, style
from analysis.charts.ledger import LEDGER
from analysis.records import SCORES
from analysis.trends.company import COMPANY
from analysis.trends.headlines import BODY, BOTH, HEADLINE, HEADLINES

ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "no": [1, 2, 3], "words": [100, 100, 100]})
PAIRS = [
    ("FRA", "GBR", 9, 20, 10, 100, 2.0, 0.00001),
    ("FRA", "POL", 3, 20, 9, 100, 1.8, 0.3),
    ("FRA", "2 others", 5, 20, 10, 100, 2.0, 0.03),
    ("GBR", "POL", 0, 10, 9, 100, 0.9, 0.6),
    ("GBR", "2 others", 0, 10, 10, 100, 1.0, 0.02),
    ("POL", "2 others", 0, 9, 10, 100, 0.9, 0.0001),
]


@pytest.fixture(scope="module")
def many():
    return corpus(*SIZES["many"])


@pytest.fixture
def pairs():
    return pd.DataFrame(PAIRS, columns=COMPANY)


def shapes(axes):
    return {patch.get_gid(): patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_gid()}


def test_every_pair_is_a_cell_with_its_number(pairs):
    axes = charts.company.matrix(pairs, ARTICLES)
    cells = shapes(axes)
    assert set(cells) == {f"{a}-{b}" for a, b, *_ in PAIRS}
    numbers = {text.get_position(): text.get_text() for text in axes.texts}
    for a, b, together, *_ in PAIRS:
        cell = cells[f"{a}-{b}"]
        middle = (cell.get_x() + cell.get_width() / 2, cell.get_y() + cell.get_height() / 2)
        assert numbers[middle] == str(together)
    names = ["France", "United Kingdom", "Poland", "2 others"]
    slope = [text for text in axes.texts if text.get_text() in names]
    assert [text.get_text() for text in sorted(slope, key=lambda text: text.get_position()[1])] == names


def test_cells_are_marked_by_how_little_chance_it_is_and_which_way(pairs):
    cells = shapes(charts.company.matrix(pairs, ARTICLES))
    looks = {gid: (cell.get_facecolor(), cell.get_hatch()) for gid, cell in cells.items()}
    plain = looks["FRA-POL"]
    assert plain == looks["GBR-POL"] and plain[1] is None
    assert len({looks["FRA-GBR"], looks["FRA-2 others"], plain}) == 3
    assert looks["GBR-2 others"][1] == looks["POL-2 others"][1] == "//////"
    assert cells["GBR-2 others"].get_hatchcolor() != cells["POL-2 others"].get_hatchcolor()


def test_the_clearest_pairs_are_the_title(pairs):
    assert (
        findings.together(pairs)
        == "Oftener in one sentence than by chance: France and United Kingdom (9, expected 2.0)"
    )
    far = pairs.assign(chance=[1, 0.0002, 1, 0.0005, 1, 1], together=[2, 0, 2, 0, 1, 1])
    assert findings.together(far) == (
        "Less often: France and Poland (0, expected 1.8) and United Kingdom and Poland (0, expected 0.9)"
    )
    assert findings.together(pairs.assign(chance=0.5)).startswith("No two countries share a sentence clearly")
    assert findings.together(pairs.iloc[:0]) == "No two countries are mentioned"


@pytest.mark.parametrize(("count", "words"), [(0.0312, "0.031"), (0.5, "0.5"), (0.96, "1.0"), (12.345, "12.3")])
def test_an_expected_count_is_never_nothing(count, words):
    assert findings.expected(count) == words


CASES = [
    (3, "FRA", "leads", "conditional", 2, BOTH),
    (1, "POL", "rejects", "reserved", -1, BOTH),
    (2, "FRA", "willing", "willing", 0, BOTH),
    (2, "ESP", "reserved", "", None, HEADLINE),
    (1, "GBR", "", "leads", None, BODY),
    (1, "DEU", "", "reserved", None, BODY),
    (2, "DEU", "", "reserved", None, BODY),
]


@pytest.fixture
def cases():
    return pd.DataFrame(CASES, columns=HEADLINES).astype({"steps": "Int64"})


def marks(axes, marker):
    """The place of each mark along the scale, by row."""
    return {line.get_ydata()[0]: line.get_xdata()[0] for line in axes.lines if line.get_marker() == marker}


def test_headline_and_body_are_marks_on_one_row(cases):
    axes = charts.headlines.marks(cases, ARTICLES)
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "France, no. 3",
        "Poland, no. 1",
        "France, no. 2",
        "Spain, no. 2",
        "3 in the body only",
    ]
    assert marks(axes, "D") == {0: 2, 1: -2, 2: 1, 3: -1}
    assert marks(axes, "o") == {0: 0, 1: -1, 2: 1}
    last = {text.get_position()[0]: text.get_text() for text in axes.texts if text.get_position()[1] == 4}
    assert last == {SCORES["leads"]: "1", SCORES["reserved"]: "2", 1: "0", 0: "0", -2: "0"}
    assert [text.get_text() for text in axes.texts if text.get_position()[1] == 3] == ["not in the body"]


def test_the_title_says_which_way_headlines_go(cases):
    assert findings.headlines(cases) == (
        "Headline and body both place a country in 3 cases: in 1 (France) the headline is closer to sending troops "
        "than the body, in 1 (Poland) farther from it, in 1 the same; 1 position only in the headline"
    )
    assert findings.headlines(cases[cases["told"] == BODY]) == "No headline tells a country's position"


def test_many_cases_are_means_by_country(many):
    axes = many.figures["headline-body"]
    names = [label.get_text() for label in axes.get_yticklabels()]
    both = many.headlines[many.headlines["told"] == BOTH]
    france = both[both["country"] == "FRA"]
    row = names.index("France")
    assert marks(axes, "D")[row] == pytest.approx(france["headline"].map(SCORES).mean())
    assert marks(axes, "o")[row] == pytest.approx(france["body"].map(SCORES).mean())
    counts = [len(france), (france["steps"] > 0).sum(), (france["steps"] < 0).sum()]
    assert [text.get_text() for text in axes.texts if text.get_position()[1] == row] == [f"{n:,}" for n in counts]
    assert len(names) == 31 and names[-2].endswith(" others")
    total = sum(int(text.get_text().replace(",", "")) for text in axes.texts if text.get_position()[1] == 30)
    assert total == (many.headlines["told"] == BODY).sum()


NUMBERS = ("26 send troops", "26 send or help")
EVENTS = pd.DataFrame({"event_id": ["treffen-paris-2025-09"], "name": ["Treffen der Koalition in Paris"]})
TELLINGS = [
    (
        *("treffen-paris-2025-09", "DEU", "degree"),
        *("a", "willing", "reported", "other", "Kurz."),
        *("b", "reserved", "asserted", "own", QUOTE),
    ),
    (
        *("treffen-paris-2025-09", "COALITION", "number"),
        *("a", NUMBERS[0], "reported", "outlet", "Kurz."),
        *("b", NUMBERS[1], "asserted", "outlet", "Kurz."),
    ),
    (
        *("", "POL", "degree"),
        *("c", "leads", "speculative", "other", "Kurz."),
        *("c", "rejects", "asserted", "own", "Kurz."),
    ),
    (
        *("", "FRA", "headline"),
        *("b", "40,000 soldiers", "reported", "outlet", "Kurz."),
        *("b", "conditional", "speculative", "outlet", "Kurz."),
    ),
]


@pytest.fixture
def told():
    return pd.DataFrame(TELLINGS, columns=list(LEDGER))


def test_two_tellings_face_each_other_on_the_scale_the_lower_at_the_left(told):
    axes = charts.ledger.pairs(told, ARTICLES, 3, EVENTS)
    boxes = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_gid()]
    labels = [
        "reserved-asserted",
        "willing-reported",
        "rejects-asserted",
        "leads-speculative",
        "conditional-speculative",
    ]
    assert [box.get_gid() for box in boxes] == labels
    assert [round((b.get_x() - boxes[2].get_x()) / (ledger.SCALE / 5)) for b in boxes] == [1, 3, 0, 4, 2]
    texts = {text.get_text(): text.get_position() for text in axes.texts}
    for place, (left, right) in enumerate([("reserved", "willing"), NUMBERS, ("rejects", "leads")]):
        assert texts[left][0] < texts[right][0]
        assert place * ledger.ROW < texts[left][1] == texts[right][1] < (place + 1) * ledger.ROW


def test_a_telling_has_its_article_its_certainty_and_its_source(told):
    words = [text.get_text() for text in charts.ledger.pairs(told, ARTICLES, 3, EVENTS).texts]
    for line in ("no. 3, asserted, own", "no. 3, speculative, other", "no. 2, asserted, own", "no. 1, reported, other"):
        assert words.count(line) == 1
    assert words.count("no. 2, headline, reported, outlet") == 1
    assert words.count("≠") == 1
    assert words.count("Treffen der Koalition in") == words.count("Paris") == 2  # of the two pairs at that meeting
    assert words.count("„Kurz.“") == 7


def test_a_pair_may_be_about_several_countries_or_none(told):
    words = [text.get_text() for text in charts.ledger.pairs(told.assign(country="EST;LVA"), ARTICLES, 3, EVENTS).texts]
    assert (words.count("Estonia and"), words.count("Latvia")) == (4, 4)
    words = [text.get_text() for text in charts.ledger.pairs(told.assign(country=""), ARTICLES, 3, EVENTS).texts]
    assert words.count("No country") == 4


def test_a_long_sentence_is_cut_at_a_word(told):
    words = [
        text.get_text() for text in charts.ledger.pairs(told.assign(quote_b=2 * f"{QUOTE} "), ARTICLES, 3, EVENTS).texts
    ]
    start = next(place for place, line in enumerate(words) if line.startswith("„Die"))
    lines = words[start : start + ledger.LINES_OF_QUOTE]
    assert lines[-1].endswith(" …“")
    assert (2 * f"{QUOTE} ").startswith(" ".join(lines).removeprefix("„").removesuffix(" …“"))
    assert max(style.text_width(line, ledger.QUOTE) for line in lines) <= ledger.TELLING


def test_more_pairs_than_a_page_holds_are_counted(many):
    axes = many.figures["contradictions"]
    note = next(" ".join(text.get_text().split()) for text in axes.figure.texts if text.get_gid() == "note")
    assert f"{ledger.MOST} of {len(many.ledger)} pairs drawn, of each kind the first." in note
    words = [text.get_text() for text in axes.texts]
    assert (words.count("degree"), words.count("number"), words.count("≠")) == (5, 5, 5)


def test_the_title_of_the_ledger_counts_kinds(told):
    title = "4 pairs of tellings that do not fit: 2 in degree, 1 in number and 1 in headline"
    assert findings.ledger(told, 1200) == f"{title}; 1,200 pairs of articles compared, and each with itself"
    assert ", most often about Germany;" in findings.ledger(told.assign(country=["DEU", "", "POL;DEU", "FRA"]), 3)
    one, compared = (
        "1 pair of tellings that do not fit: 1 in degree",
        "1 pair of articles compared, and each with itself",
    )
    assert findings.ledger(told.iloc[:1], 1) == f"{one}, all about Germany; {compared}"
    assert findings.ledger(told.iloc[:1].assign(country=""), 1) == f"{one}; {compared}"
    none = "No two tellings contradict each other"
    assert findings.ledger(told.iloc[:0], 0) == f"{none}: 0 pairs of articles compared, and each with itself"


def test_alternative_texts_tell_every_row(told, cases, pairs):
    assert charts.alt_text(charts.ledger.pairs(told.iloc[1:], ARTICLES, 3, EVENTS)).endswith(
        "Coalition (bare count), number: 26 send troops (no. 1, reported, outlet) against 26 send or help (no. 2, "
        "asserted, outlet); Poland, degree: leads (no. 3, speculative, other) against rejects (no. 3, asserted, own); "
        "France, headline: 40,000 soldiers (no. 2, headline, reported, outlet) against conditional (no. 2, "
        "speculative, outlet)."
    )
    assert charts.alt_text(charts.headlines.marks(cases, ARTICLES)).endswith(
        "France, no. 3: headline leads, body conditional; Poland, no. 1: headline rejects, body reserved; "
        "France, no. 2: headline willing, body willing; Spain, no. 2: headline reserved, body nothing; "
        "3 positions in the body only."
    )
    assert charts.alt_text(charts.company.matrix(pairs, ARTICLES)).endswith(
        "Sentences that name both: France and United Kingdom 9 (expected 2.0); France and 2 others 5 (expected 2.0); "
        "France and Poland 3 (expected 1.8)."
    )
    assert company.TOLD == 30
