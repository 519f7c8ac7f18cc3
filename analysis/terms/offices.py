"""Who held which office when, and who could speak for a country on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.records import DateRange
from analysis.terms.tables import read_table

ROLES = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "minister",
    "spokesperson",
    "envoy",
    "military",
    "official",
)
#: Roles that one person at a time holds under one title, so that overlapping terms are an error in the table.
SINGLE_HOLDER = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")

#: States whose head is several people at a time: co-princes, a presidency of three, the council, captains regent.
COLLECTIVE = ("AND", "BIH", "CHE", "SMR")


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the lexicon. ambiguous: no, yes (the surname is common), word (it is an ordinary word or a place)."""

    name: str
    family: str
    variants: tuple[str, ...]
    ambiguous: str


@dataclass(frozen=True, slots=True)
class Office:
    """One term of office, both days included; latest None: still in office. speaks: states the government's line."""

    country: str
    office: str
    role: str
    speaks: bool
    person: str
    earliest: date
    latest: date | None

    def held_during(self, when: DateRange) -> bool:
        """Whether the term and the interval have a day in common."""
        return self.earliest <= when.latest and (self.latest is None or self.latest >= when.earliest)


def read_people(folder: Path) -> dict[str, Person]:
    """people.csv by canonical name. Raises LexiconError for a name given twice or a word other than no, yes, word."""
    people: dict[str, Person] = {}
    for row in read_table(folder, "people.csv", ("person", "family", "variants", "ambiguous")):
        name = row["person"]
        if not name or not row["family"]:
            raise row.error("person and family must not be empty")
        if name in people:
            raise row.error(f"person {name} has two rows")
        if row["ambiguous"] not in ("no", "yes", "word"):
            raise row.error(f"ambiguous is {row['ambiguous']!r}, not no, yes or word")
        variants = tuple(filter(None, (part.strip() for part in row["variants"].split("|"))))
        people[name] = Person(name, row["family"], variants, row["ambiguous"])
    return people


def read_offices(folder: Path, countries: Mapping[str, str], people: Mapping[str, Person]) -> tuple[Office, ...]:
    """offices.csv in the order of the file.

    Raises LexiconError for an unknown country, person or role, a bad date, a term that ends before it starts, and two
    holders of one single-holder office at a time.
    """
    offices: list[Office] = []
    posts: dict[tuple[str, str, str], list[Office]] = {}
    columns = ("country", "office", "role", "speaks", "person", "from", "to")
    for row in read_table(folder, "offices.csv", columns):
        if row["country"] not in countries:
            raise row.error(f"unknown country {row['country']}")
        if row["person"] not in people:
            raise row.error(f"unknown person {row['person']}: no such row in people.csv")
        if row["role"] not in ROLES:
            raise row.error(f"unknown role {row['role']}")
        if row["speaks"] not in ("yes", "no"):
            raise row.error(f"speaks is {row['speaks']!r}, not yes or no")
        earliest, latest = row.day("from"), row.day("to") if row["to"] else None
        if latest and latest < earliest:
            raise row.error(f"the term ends {latest}, before it starts {earliest}")
        office = Office(
            row["country"], row["office"], row["role"], row["speaks"] == "yes", row["person"], earliest, latest
        )
        post = (office.country, office.office.removesuffix("in"), office.role)
        for other in posts.setdefault(post, []):
            if _clash(office, other):
                raise row.error(
                    f"{office.office} of {office.country} is held by {other.person} and {office.person} at one time"
                )
        posts[post].append(office)
        offices.append(office)
    return tuple(offices)


def _clash(one: Office, other: Office) -> bool:
    """Whether two people hold one single-holder office for more than the day on which one hands over to the other."""
    first, second = sorted((one, other), key=lambda office: office.earliest)
    return (
        one.role in SINGLE_HOLDER
        and not (one.role == "head_of_state" and one.country in COLLECTIVE)
        and one.person != other.person
        and (first.latest is None or first.latest > second.earliest)
    )
