"""The lexicon, loaded and checked: what names a country, and who spoke for which country on which date.

`load()` reads analysis/lexicon/ once and returns `Terms`. Everything a row may say wrongly is an error on loading that
names the file and the line: a form that two countries share, two holders of one office, an unknown country or person,
a bad date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.records import DateRange
from analysis.terms.forms import UNLESS_NAMED, Form, country_forms, exception_forms, people_forms
from analysis.terms.offices import Office, Person, read_offices, read_people
from analysis.terms.tables import LEXICON, LexiconError, read_table

__all__ = ["UNLESS_NAMED", "Form", "LexiconError", "Office", "Person", "Terms", "load"]

#: The rank of a role when several offices of one person answer a question; the smaller is the more official.
_OFFICIAL = {"head_of_state": 0, "head_of_government": 0, "foreign_minister": 1, "defence_minister": 1, "minister": 2}


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The lexicon in memory.

    countries: code to German name. forms: every surface form, several of one text for groups and shared surnames.
    terms_of: a person's terms of office, earliest first.
    heads and prefixes: word parts that may be grown together with a form (Kreml|chef, Ost|ukraine), lower case.
    titles: lower-case title endings to the role they give, `none` for titles outside the government.
    first_names: names that make a following form somebody's surname (Jack London).
    """

    countries: Mapping[str, str]
    forms: tuple[Form, ...]
    people: Mapping[str, Person]
    offices: tuple[Office, ...]
    terms_of: Mapping[str, tuple[Office, ...]]
    heads: frozenset[str]
    prefixes: frozenset[str]
    titles: Mapping[str, str]
    first_names: frozenset[str]

    def offices_of(self, person: str) -> tuple[Office, ...]:
        """All terms of a person by canonical name, earliest first; empty for a person the lexicon does not know."""
        return self.terms_of.get(person, ())

    def speaking(self, day: DateRange) -> tuple[Office, ...]:
        """The offices that state a government's line and were held during any part of the interval."""
        return tuple(office for office in self.offices if office.speaks and office.held_during(day))

    def authority(self, person: str, when: DateRange | None) -> Office | None:
        """The office in which a person spoke for a country during any part of the interval, the highest first.

        None where the person held no such office then, or when is None and the person ever held none; without a
        date the latest such office is given.
        """
        held = [office for office in self.offices_of(person) if office.speaks]
        if when is None:
            return held[-1] if held else None
        held = [office for office in held if office.held_during(when)]
        return min(held, key=lambda office: (_OFFICIAL.get(office.role, 3), -office.earliest.toordinal()), default=None)


@cache
def load(folder: Path = LEXICON) -> Terms:
    """The lexicon of a folder, read once per process. Raises LexiconError, with file and line, for an unusable row."""
    countries: dict[str, str] = {}
    for row in read_table(folder, "countries.csv", ("country", "name")):
        if row["country"] in countries:
            raise row.error(f"country {row['country']} has two rows")
        countries[row["country"]] = row["name"]
    people = read_people(folder)
    offices = read_offices(folder, countries, people)
    held: dict[str, list[Office]] = {}
    for office in sorted(offices, key=lambda office: office.earliest):
        held.setdefault(office.person, []).append(office)
    parts: dict[str, set[str]] = {"head": set(), "prefix": set()}
    for row in read_table(folder, "compounds.csv", ("part", "position")):
        if row["position"] not in parts:
            raise row.error(f"position is {row['position']!r}, not head or prefix")
        parts[row["position"]].add(row["part"])
    forms = (*country_forms(folder, countries), *exception_forms(folder), *people_forms(people, offices))
    first_names = {row["first_name"] for row in read_table(folder, "first_names.csv", ("first_name",))}
    first_names |= {name.split()[0] for name, person in people.items() if name != person.family and " " in name}
    first_names -= {form.text for form in forms if form.kind == "name"}  # Israel Katz
    return Terms(
        countries,
        forms,
        people,
        offices,
        {person: tuple(terms_held) for person, terms_held in held.items()},
        frozenset(parts["head"]),
        frozenset(parts["prefix"]),
        {row["title"]: row["role"] for row in read_table(folder, "titles.csv", ("title", "role"))},
        frozenset(first_names),
    )
