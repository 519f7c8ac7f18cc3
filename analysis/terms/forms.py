"""All surface forms the lexicon's rows grow into, each with the country it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from analysis.terms.inflection import (
    adjective_forms,
    demonym_forms,
    noun_forms,
    person_forms,
    phrase_forms,
    spellings,
)
from analysis.terms.offices import Office, Person
from analysis.terms.tables import Row, read_table

#: Marks a seat that names no country unless the text speaks of one of its candidates.
UNLESS_NAMED = "?"


class Form(NamedTuple):
    """One surface form.

    country: the code it names; several joined by `|` where the text must decide (Bundesregierung: DEU|AUT), empty for
    an exception, a phrase in which a form names no country. alone: a surname without the first name.
    kind: as in records.Mention, or `exception`; `inhabitant` for a word that is demonym and, before a noun, adjective
    (Berliner, Schweizer); `part` for a lower-case name that counts only grown together (the `ukraine` of Ostukraine).
    """

    text: str
    country: str
    kind: str
    entity: str
    alone: bool = False


def _parts(forms: Iterable[str], country: str, entity: str) -> Iterator[Form]:
    """Lower-case names for words they are grown together with: Ost|ukraine, kreml|nah."""
    for form in forms:
        if form.isalpha() and form[1:].islower():
            yield Form(form[0].lower() + form[1:], country, "part", entity)


def _spelled(forms: Iterable[str]) -> list[str]:
    return sorted({spelling for form in forms for spelling in spellings(form)})


def country_forms(folder: Path, countries: Mapping[str, str]) -> Iterator[Form]:
    """Names, adjectives, demonyms, capitals, seats, organisations and groups of every country.

    Raises LexiconError for an unknown country, and for a form that two countries would share.
    """
    owner: dict[str, tuple[str, Row]] = {}

    def grow(row: Row, country: str, kind: str, entity: str, forms: Iterable[str]) -> Iterator[Form]:
        for code in country.split("|"):
            if code not in countries and code != UNLESS_NAMED:
                raise row.error(f"unknown country {code}")
        for form in _spelled(forms):
            other, where = owner.setdefault(form, (country, row))
            if other != country:
                raise row.error(f"the form {form!r} names {country} here and {other} in {where.file}:{where.line}")
            yield Form(form, country, kind, entity)

    for row in read_table(folder, "names.csv", ("country", "form", "endings")):
        forms = noun_forms(row["form"], row["endings"])
        code = row["country"]
        kind = "organisation" if code in ("EU", "NATO") else "name"
        yield from grow(row, code, kind, countries.get(code, ""), forms)
        yield from _parts(forms, code, countries[code])
    for row in read_table(folder, "adjectives.csv", ("country", "stem")):
        yield from grow(
            row, row["country"], "adjective", countries.get(row["country"], ""), adjective_forms(row["stem"])
        )
    for row in read_table(folder, "demonyms.csv", ("country", "stem", "class", "feminine_stem")):
        try:
            forms = demonym_forms(row["stem"], row["class"], row["feminine_stem"])
        except ValueError as error:
            raise row.error(str(error)) from None
        kind = "inhabitant" if row["class"] == "er-adj" else "demonym"
        yield from grow(row, row["country"], kind, countries.get(row["country"], ""), forms)
    for row in read_table(folder, "capitals.csv", ("country", "form", "endings", "inhabitant")):
        country = row["country"]
        entity = countries.get(country.partition("|")[0], "")
        yield from grow(row, country, "capital", entity, noun_forms(row["form"], row["endings"]))
        if row["inhabitant"]:
            yield from grow(row, country, "inhabitant", entity, demonym_forms(row["inhabitant"], "er"))
    for row in read_table(folder, "seats.csv", ("country", "form", "endings")):
        forms, seat = noun_forms(row["form"], row["endings"]), row["form"].replace("~", "es")
        yield from grow(row, row["country"], "seat", seat, forms)
        yield from _parts(forms, row["country"], seat)
    for row in read_table(folder, "organisations.csv", ("country", "entity", "form", "endings")):
        yield from grow(row, row["country"], "organisation", row["entity"], noun_forms(row["form"], row["endings"]))
    for row in read_table(folder, "groups.csv", ("group", "form", "endings", "members")):
        for shared in grow(row, row["members"], "group", row["group"], noun_forms(row["form"], row["endings"])):
            for member in shared.country.split("|"):
                yield Form(shared.text, member, "group", shared.entity)


def exception_forms(folder: Path) -> Iterator[Form]:
    """Phrases in which a form names no country; a `*` at the end of the table's phrase is left in `entity`."""
    for row in read_table(folder, "exceptions.csv", ("phrase", "reason")):
        for phrase in phrase_forms(row["phrase"]):
            for form in spellings(phrase.rstrip("*")):
                yield Form(form, "", "exception", "*" if phrase.endswith("*") else "")


def people_forms(people: Mapping[str, Person], offices: Iterable[Office]) -> Iterator[Form]:
    """Full names, variants and surnames of everybody who holds or held an office, with the latest office's country."""
    country: dict[str, str] = {}
    for office in sorted(offices, key=lambda office: office.earliest):
        country[office.person] = office.country
    for person in people.values():
        if person.name not in country:  # without office: the full name keeps the surname from being somebody else's
            for name in dict.fromkeys((person.name, *person.variants)):
                if " " in name:
                    yield from (Form(form, "", "exception", "") for form in _spelled(person_forms(name)))
            continue
        for name in dict.fromkeys((person.name, person.family, *person.variants)):
            alone = name == person.family or " " not in name
            for form in _spelled(person_forms(name)):
                yield Form(form, country[person.name], "person", person.name, alone)
