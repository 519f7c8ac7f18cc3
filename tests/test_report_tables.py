"""Tables and figures on the printed page: what is left out, how wide columns are, what stands beside what."""

import io
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.report.pdf import StandpunktPDFExporter

LONG = (
    "Die Regierung will erst nach einem dauerhaften Waffenstillstand darüber sprechen, ob sie eigene Soldaten schickt, "
    "und verweist bis dahin auf die Ausbildung im eigenen Land."
)
SHORT = "Das lehnt sie ab."


def shown(*outputs):
    cells = [new_code_cell("x", outputs=[new_output("display_data", data)]) for data in outputs]
    return pages(*cells)


def pages(*cells):
    done, _ = StandpunktPDFExporter().from_notebook_node(new_notebook(cells=list(cells)), {"metadata": {"name": "x"}})
    return pypdf.PdfReader(io.BytesIO(done)).pages


def html(frame, **options):
    with pd.option_context("display.max_colwidth", None):
        return {"text/html": frame.to_html(**options)}


def plain(found):
    return [" ".join(page.extract_text().split()) for page in found]


def starts(page):
    """Words and runs of words of a page with the points from its left and its lower edge where they begin."""
    found = []

    def visit(text, outer, inner, *_):
        if text.strip():
            across, up = inner[4:]
            x = across * outer[0] + up * outer[2] + outer[4]
            y = across * outer[1] + up * outer[3] + outer[5]
            found.append((text.strip(), x, y))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("index", [[0, 1, 2], [26, 7, 13], [2, 1, 0]])
def test_an_index_that_only_counts_is_left_out(index):
    frame = pd.DataFrame({"land": ["Oslo", "Rom", "Wien"]}, index=index)
    assert plain(shown(html(frame))) == ["x land Oslo Rom Wien 1 / 1"]


@pytest.mark.parametrize(
    ("index", "name", "told"),
    [
        ([26, 7, 13], "platz", "platz land 26 Oslo 7 Rom 13 Wien"),
        (["a", "b", "c"], None, "land a Oslo b Rom c Wien"),
        ([1, 1, 2], None, "land 1 Oslo 1 Rom 2 Wien"),
        ([0.5, 1.5, 2.5], None, "land 0.5 Oslo 1.5 Rom 2.5 Wien"),
    ],
)
def test_an_index_that_says_something_stays(index, name, told):
    frame = pd.DataFrame({"land": ["Oslo", "Rom", "Wien"]}, index=pd.Index(index, name=name))
    [text] = plain(shown(html(frame)))
    assert sorted(text.split()) == sorted(f"x {told} 1 / 1".split())


@pytest.mark.parametrize("sentences", [[LONG], [LONG, LONG], [LONG, SHORT]])
def test_sentences_have_the_room_that_codes_leave(sentences):
    codes = {"no": 3, "country": "Estonia", "from": "reserved", "to": "willing", "day": "2025-09-10", "sure": "no"}
    row = codes | {f"satz {place}": sentence for place, sentence in enumerate(sentences)}
    frame = pd.DataFrame([row] * 3)
    [page] = shown(html(frame, index=False))
    heads = {word: x for word, x, _ in starts(page)}
    columns = [*(heads[name] for name in row), 595.3 - 70.9]
    widths = dict(zip(row, (right - left for left, right in pairwise(columns)), strict=True))
    wanted = sum(width for name, width in widths.items() if name.startswith("satz"))
    assert wanted > sum(widths.values()) / 2
    assert all(widths[name] < 60 for name in codes)
    if sentences == [LONG, LONG]:
        assert abs(widths["satz 0"] - widths["satz 1"]) < 12


def test_dates_and_numbers_are_never_broken():
    row = {"earliest": "2025-09-04", "latest": "2025-09-10", "satz": LONG, "noch ein satz": LONG, "share": "1,234.5 %"}
    names = {f"spalte {place}": "no" for place in range(4)}
    text = " ".join(plain(shown(html(pd.DataFrame([row | names] * 2), index=False))))
    assert [text.count(value) for value in ("2025-09-04", "2025-09-10", "1,234.5 %")] == [2, 2, 2]


def test_a_name_in_a_head_may_break_where_the_page_is_narrow():
    frame = pd.DataFrame({f"detection_precision_{place}": [0.25] for place in range(9)}).assign(satz=LONG)
    [page] = shown(html(frame, index=False))
    assert {"0.25"} == {word for word, _, _ in starts(page) if word.startswith("0.")}
    assert all(70 < x < 525 for _, x, _ in starts(page))


def test_a_long_narrow_table_stands_in_two_halves():
    frame = pd.DataFrame({"land": [f"Land{place:03}" for place in range(40)], "n": range(40)})
    [page] = shown(html(frame, index=False))
    words = starts(page)
    heads = [(round(x), round(y)) for word, x, y in words if word == "land"]
    assert len(heads) == 2 and heads[0][1] == heads[1][1] and heads[1][0] - heads[0][0] > 200
    rows = [(word, x < 297) for word, x, _ in words if word.startswith("Land")]
    assert rows == [(f"Land{place:03}", place < 20) for place in range(40)]


def test_halves_of_many_rows_go_on_over_pages():
    frame = pd.DataFrame({"land": [f"Land{place:03}" for place in range(300)]})
    found = shown(html(frame, index=False))
    words = [word for page in found for word, _, _ in starts(page)]
    assert [word for word in words if word.startswith("Land")] == [f"Land{place:03}" for place in range(300)]
    assert all(60 < y < 790 for page in found for word, _, y in starts(page) if word.startswith("Land"))


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"land": ["Oslo"] * 5}),  # few rows
        pd.DataFrame({"satz": [LONG[:70]] * 30}),  # wide
    ],
)
def test_other_tables_stay_in_one_piece(frame):
    [page] = shown(html(frame, index=False))
    assert [word for word, _, _ in starts(page)].count(frame.columns[0]) == 1


def drawing():
    with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "standpunkt"}):
        figure, axes = plt.subplots(figsize=(6, 4))
        axes.set_title("Zeichnung")
        file = io.BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
        plt.close(figure)
    return new_code_cell("x", outputs=[new_output("display_data", {"image/svg+xml": file.getvalue().decode()})])


def filled(lines):
    return new_markdown_cell("# Titel\n\n" + "\n\n".join(f"Zeile {place}" for place in range(lines)))


def test_a_figure_stands_where_it_is_told_of():
    [text] = plain(pages(filled(3), drawing(), new_markdown_cell("Danach")))
    assert text.index("Zeile 2") < text.index("Zeichnung") < text.index("Danach")


def test_text_goes_on_before_a_figure_that_the_page_has_no_room_for():
    first, second = plain(pages(filled(24), drawing(), new_markdown_cell("Danach"), new_markdown_cell("Noch mehr")))
    assert "Danach Noch mehr" in first
    assert "Zeichnung" in second


def test_figures_one_after_another_keep_their_order_and_lose_nothing():
    cells = [cell for place in range(4) for cell in (filled(4), drawing(), new_markdown_cell(f"Danach {place}"))]
    text = " ".join(plain(pages(*cells)))
    assert text.count("Zeichnung") == 4
    assert [f"Danach {place}" in text for place in range(4)] == [True] * 4


def test_blank_lines_in_a_marked_text_are_paragraphs_and_single_ones_stay():
    marked = "<div class='entities'>Eins <br><br> zwei<br>drei <mark>vier</mark><br><br></div>"
    [page] = shown({"text/html": marked})
    heights = {word: y for word, _, y in starts(page)}
    gap, line = heights["Eins"] - heights["zwei"], heights["zwei"] - heights["drei"]
    assert line < gap < 1.6 * line
