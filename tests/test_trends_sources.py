"""Officials beside newspapers: small tables, whole results."""

import pandas as pd

from analysis import trends

STATEMENTS = pd.DataFrame(
    [
        ("b", "NOR", "own", "indirect", "willing", "Jonas Gahr Støre", "Støre sagt Soldaten zu.", 40),
        ("a", "NOR", "outlet", "", "reserved", "", "Oslo zögert.", 10),
        ("b", "NOR", "own", "direct", "willing", "Espen Barth Eide", "„Wir schicken Soldaten“, sagt Eide.", 60),
        ("b", "NOR", "own", "", "willing", "Jonas Gahr Støre", "Støre begrüßt die Truppe.", 80),
        ("b", "NOR", "outlet", "", "reserved", "", "Oslo wartet.", 90),
        ("a", "NOR", "outlet", "", "reserved", "", "Oslo zögert weiter.", 70),
        ("a", "SWE", "other", "", "leads", "", "Stockholm soll die Truppe führen.", 20),
        ("z", "NOR", "own", "", "rejects", "", "Aus einem anderen Artikel.", 5),
        ("a", "POL", "own", "", "rejects", "", "Warschau lehnt ab.", 30),
    ],
    columns=["article_id", "country", "source", "speech", "position", "speaker", "quote", "start"],
)
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "no": [1, 2]})


def test_what_officials_and_newspapers_say_side_by_side() -> None:
    table = trends.beside(STATEMENTS, ARTICLES, ["SWE", "NOR"])
    assert table.to_dict("split")["data"] == [
        ["SWE", "other", "leads", 1, 1, 1, "", "Stockholm soll die Truppe führen."],
        ["NOR", "own_words", "willing", 1, 2, 2, "Jonas Gahr Støre", "Støre sagt Soldaten zu."],
        ["NOR", "own_told", "willing", 1, 1, 2, "Jonas Gahr Støre", "Støre begrüßt die Truppe."],
        ["NOR", "outlet", "reserved", 2, 3, 1, "", "Oslo zögert."],
    ]


def test_a_country_of_which_nobody_tells_has_no_row() -> None:
    assert trends.beside(STATEMENTS, ARTICLES, ["FIN"]).empty
    assert list(trends.beside(STATEMENTS, ARTICLES, []).columns) == list(trends.BESIDE)


def test_drivers_are_those_told_to_lead_the_most_often_told_first() -> None:
    labels = pd.DataFrame(
        {"country": ["DNK", "FRA", "FRA", "NOR", "EST"], "position": ["leads", "leads", "leads", "willing", "leads"]}
    )
    assert trends.drivers(labels) == ["FRA", "DNK", "EST"]
    assert trends.drivers(labels.head(0)) == []
