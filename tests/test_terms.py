"""The lexicon: its paradigms, its coverage, who spoke for whom on a day, and the errors it refuses with their place."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

from analysis import terms
from analysis.records import DateRange
from analysis.terms import LexiconError
from analysis.terms.inflection import adjective_forms, demonym_forms, noun_forms, person_forms, phrase_forms, spellings
from analysis.terms.tables import LEXICON


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A copy of the lexicon that a test may spoil."""
    return Path(shutil.copytree(LEXICON, tmp_path / "lexicon"))


def append(table: Path, row: str) -> int:
    """Add a row and give the number of its line."""
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    return len(lines) + 1


def day(text: str) -> DateRange:
    return DateRange(date.fromisoformat(text), date.fromisoformat(text))


def test_adjective_paradigm() -> None:
    assert adjective_forms("polnisch") == [
        "polnisch",
        "polnische",
        "polnischen",
        "polnischer",
        "polnisches",
        "polnischem",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("Italiener", "er"), ["Italiener", "Italieners", "Italienern", "Italienerin", "Italienerinnen"]),
        (("Franzos", "e", "Französ"), ["Franzose", "Franzosen", "Französin", "Französinnen"]),
        (("Zypriot", "en"), ["Zypriot", "Zyprioten", "Zypriotin", "Zypriotinnen"]),
        (("Ungar", "n"), ["Ungar", "Ungarn", "Ungarin", "Ungarinnen"]),
        (("Israeli", "s"), ["Israeli", "Israelis", "Israeliin", "Israeliinnen"]),
        (("Deutsch", "adj"), ["Deutsche", "Deutschen", "Deutscher"]),
    ],
)
def test_demonym_paradigms(arguments: tuple[str, ...], expected: list[str]) -> None:
    assert [form for form in demonym_forms(*arguments) if form.isalpha() and "In" not in form[1:]] == expected


def test_gender_inclusive_demonyms() -> None:
    assert [form for form in demonym_forms("Pol", "e") if not form.isalpha() or "In" in form] == [
        "Pol:in",
        "Pol:innen",
        "Pol*in",
        "Pol*innen",
        "Pol_in",
        "Pol_innen",
        "Pol/in",
        "Pol/innen",
        "Pol/-in",
        "Pol/-innen",
        "PolIn",
        "PolInnen",
    ]


def test_phrases_and_nouns() -> None:
    assert phrase_forms("Weiß~ Haus")[:2] == ["Weiße Haus", "Weißen Haus"]
    assert noun_forms("Kreml", "s") == ["Kreml", "Kremls"]
    assert noun_forms("Paris", "'") == ["Paris", "Paris'", "Paris’"]
    assert person_forms("Merz") == ["Merz", "Merz'", "Merz’", "Merzens"]
    assert person_forms("Macron") == ["Macron", "Macrons", "Macron's", "Macron’s"]


def test_spellings() -> None:
    assert spellings("Großbritannien") == {
        "Großbritannien",
        "Grossbritannien",
        "GROSSBRITANNIEN",
    }
    assert spellings("Erdoğan") == {"Erdoğan", "Erdogan", "ERDOĞAN", "ERDOGAN"}


def test_every_territory_of_the_cldr_has_its_german_name() -> None:
    """Left out: world regions, test codes, and St. Martin, which is a holiday first."""
    forms = {form.text for form in terms.load().forms if form.kind in ("name", "organisation")}
    names = Locale("de").territories
    left_out = {"EZ", "QO", "UN", "XA", "XB", "ZZ", "MF", "JE"}
    missing = {
        code: name for code, name in names.items() if code.isalpha() and code not in left_out and name not in forms
    }
    assert missing == {}


def test_every_country_has_a_form() -> None:
    lexicon = terms.load()
    named = {form.country for form in lexicon.forms}
    assert sorted(set(lexicon.countries) - named) == ["JEY", "MAF"]


def test_authority_depends_on_the_day() -> None:
    lexicon = terms.load()
    assert lexicon.authority("Friedrich Merz", day("2025-05-05")) is None
    office = lexicon.authority("Friedrich Merz", day("2025-05-06"))
    assert office is not None and (office.country, office.office, office.role) == (
        "DEU",
        "Bundeskanzler",
        "head_of_government",
    )
    before, after = (lexicon.authority("Donald Trump", day(text)) for text in ("2025-01-19", "2025-01-20"))
    assert before is None or before.role == "official"
    assert after is not None and after.role == "head_of_government"
    assert lexicon.authority("Nobody At All", day("2025-01-20")) is None


def test_authority_in_an_interval_and_without_a_date() -> None:
    lexicon = terms.load()
    around = DateRange(date(2025, 4, 1), date(2025, 6, 1))
    found = lexicon.authority("Friedrich Merz", around), lexicon.authority("Olaf Scholz", around)
    assert [office.office for office in found if office] == ["Bundeskanzler", "Bundeskanzler"]
    undated = lexicon.authority("Olaf Scholz", None)
    assert undated is not None and undated.latest == date(2025, 5, 5)


def test_one_head_of_government_a_day() -> None:
    lexicon = terms.load()
    heads = [
        office.person
        for office in lexicon.speaking(day("2025-09-04"))
        if office.country in ("DEU", "FRA", "GBR", "POL") and office.role == "head_of_government"
    ]
    assert sorted(heads) == ["Donald Tusk", "François Bayrou", "Friedrich Merz", "Keir Starmer"]


def test_terms_of_one_person_in_order() -> None:
    held = terms.load().offices_of("Olaf Scholz")
    assert [office.earliest for office in held] == sorted(office.earliest for office in held)
    assert terms.load().offices_of("Nobody At All") == ()


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("names.csv", "FRA,Polen,s", "the form 'POLEN' names FRA here and POL in names.csv:"),
        ("names.csv", "QQQ,Quarkland,s", "unknown country QQQ"),
        ("adjectives.csv", "QQQ,quarkisch", "unknown country QQQ"),
        ("demonyms.csv", "FRA,Quark,xy,", "declension 'xy' is none of"),
        ("countries.csv", "FRA,Frankreich", "country FRA has two rows"),
        ("compounds.csv", "quark,middle,Quarkkrieg", "position is 'middle', not head or prefix"),
        ("people.csv", "Friedrich Merz,Merz,,no,", "person Friedrich Merz has two rows"),
        ("people.csv", "Max Quark,Quark,,perhaps,", "ambiguous is 'perhaps', not no, yes or word"),
        ("people.csv", "Max Quark,,,no,", "person and family must not be empty"),
        ("offices.csv", "QQQ,Kanzler,minister,yes,Friedrich Merz,2025-01-01,,x", "unknown country QQQ"),
        ("offices.csv", "DEU,Kanzler,minister,yes,Max Quark,2025-01-01,,x", "unknown person Max Quark"),
        ("offices.csv", "DEU,Kanzler,king,yes,Friedrich Merz,2025-01-01,,x", "unknown role king"),
        ("offices.csv", "DEU,Kanzler,minister,maybe,Friedrich Merz,2025-01-01,,x", "speaks is 'maybe', not yes or no"),
        ("offices.csv", "DEU,Kanzler,minister,yes,Friedrich Merz,1.1.2025,,x", "from '1.1.2025' is no date"),
        (
            "offices.csv",
            "DEU,Kanzler,minister,yes,Friedrich Merz,2025-02-01,2025-01-01,x",
            "ends 2025-01-01, before it starts",
        ),
        (
            "offices.csv",
            "DEU,Bundeskanzler,head_of_government,yes,Annalena Baerbock,2025-08-01,2025-09-01,x",
            "Bundeskanzler of DEU is held by Friedrich Merz and Annalena Baerbock at one time",
        ),
        ("offices.csv", "DEU,Bundeskanzler", "the row has not as many cells as the header"),
    ],
)
def test_a_wrong_row_is_refused_with_file_and_line(lexicon: Path, table: str, row: str, message: str) -> None:
    line = append(lexicon / table, row)
    with pytest.raises(LexiconError) as error:
        terms.load(lexicon)
    assert str(error.value).startswith(f"{table}:{line}: ")
    assert message in str(error.value)


def test_a_missing_column_is_refused(lexicon: Path) -> None:
    table = lexicon / "names.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("endings", "ending", 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"names\.csv:1: column endings is missing"):
        terms.load(lexicon)


def test_the_day_of_handing_over_may_have_two_holders(lexicon: Path) -> None:
    append(lexicon / "countries.csv", "QQQ,Quarkland")
    append(lexicon / "offices.csv", "QQQ,Premier,head_of_government,yes,Friedrich Merz,2024-01-01,2024-06-01,x")
    append(lexicon / "offices.csv", "QQQ,Premier,head_of_government,yes,Olaf Scholz,2024-06-01,,x")
    assert len([office for office in terms.load(lexicon).offices if office.country == "QQQ"]) == 2
