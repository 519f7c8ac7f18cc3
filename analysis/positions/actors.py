"""Who acts in a clause: the country a noun phrase speaks for, or that it speaks for none.

A phrase speaks for a country as its government (`Rom`, `die polnische Regierung`, `Italiens Außenminister`), through a
person in office on the article's date, or through an organisation. Parties, experts, parliaments, former holders and
unknown persons are nobody's government: they block the country that stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from text_to_num import text2num

from analysis.language.phrases import Phrase
from analysis.language.tokens import Token
from analysis.mentions import Introduced
from analysis.positions.lexicon import rows, words
from analysis.positions.roles import role
from analysis.records import DateRange, Mention
from analysis.stretches import Stretches
from analysis.terms import load

#: At the head of a sentence the tagger takes some adverbs for names (`Schmallippig reagierte ...`).
_ADVERBIAL = ("ig", "lich", "isch", "end", "haft", "sam", "weise")
_PLACES = ("capital", "place", "seat", "name", "group")
_GOVERNMENT_KINDS = ("name", "capital", "seat", "organisation", "group", "place")
_ROLE_RANK = {"head_of_state": 3, "head_of_government": 3, "foreign_minister": 2, "defence_minister": 2, "minister": 2}


@dataclass(frozen=True, slots=True)
class Actor:
    """One country as it acts in a phrase: who speaks for it (empty for the country itself) and how high (0 to 3)."""

    country: str
    name: str = ""
    office: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """What a phrase is: actors (it speaks for countries), anaphor (`der Minister`), media, collective (`Nato-Staaten`,
    `die Verbündeten`), other (somebody else), thing.

    possessors: countries that the phrase belongs to without speaking for them (`polnischer Soldaten`).
    """

    kind: str
    actors: tuple[Actor, ...] = ()
    possessors: tuple[str, ...] = ()
    rank: int = 0


def presented(introductions: Iterable[Introduced]) -> dict[str, Actor | None]:
    """Actors by full name and surname whom an article itself presents in office (`die lettische Ministerin Braže`).

    None for those whom it presents as former or coming holders only.
    """
    actors: dict[str, Actor | None] = {}
    for one in introductions:
        if one.role in ("none", ""):
            continue
        if one.former:
            actors.setdefault(one.name)
            continue
        actor = Actor(one.country, one.name, one.office, _ROLE_RANK.get(one.role, 1))
        actors[one.name] = actors[one.name.split()[-1]] = actor
    return actors


def _some(phrase: Phrase) -> bool:
    """`Die meisten Polen`, `viele Dänen`: some of a people, not its government."""
    return any(t.lemma_.lower() in words("indefinite") | {"meist", "meiste"} for t in phrase.tokens)


def party(
    phrase: Phrase, mentions: Stretches[Mention], when: DateRange | None, introduced: dict[str, Actor | None]
) -> Party:
    """What a phrase is; mentions are those of the article, introduced the persons that the article itself presents."""
    inside = [m for m in mentions.within(phrase.start, phrase.end) if not _of_many(m)]
    tied = [m for a in phrase.attributes for m in mentions.within(a.start, a.end)]
    found = (role(phrase.head.lemma_) or role(phrase.head.text)) if phrase.head.tag_ != "NE" else None
    if found is not None:
        behind = _behind(phrase, mentions)
        if any(map(_of_many, behind)) and not _of_state(phrase.head, found[1]):
            # `ein Diplomat in Brüssel` may be anybody's.
            behind = tied = [m for m in behind if not _of_many(m)]
        tied = behind or tied
    # Before a title these say that the holder is not, or not yet, in office.
    former = any(
        t.lower_.startswith(tuple(words("not_in_office")))
        or (t.lower_.startswith(("ex-", "alt")) and t.tag_ == "NN" and found)
        for t in phrase.tokens
    )
    people = [m for m in inside if m.kind == "person"]
    if people and not former:
        actors = tuple(a for m in people if (a := _person(m, when, introduced)) is not None)
        return Party("actors", actors) if actors else Party("other")
    if former:
        return Party("other")
    if found is not None:
        speaks, rank = found
        if speaks != "yes":
            return Party("other" if speaks == "no" else speaks, possessors=_countries([*inside, *tied]))
        countries = _countries([*inside, *tied])
        name = " ".join(
            t.text for t in phrase.tokens if t.tag_ == "NE" and not any(m.start <= t.idx < m.end for m in inside)
        )
        if countries and not rank and set(countries) <= set(stances()):
            return Party("collective", possessors=countries)  # `Nato-Staaten`: members, not the alliance
        if countries:
            return Party("actors", tuple(Actor(c, name, phrase.head.text, rank) for c in countries))
        if _is_count(phrase):
            return Party("actors", (Actor("COALITION"),))
        # `Mehrere Länder`, `andere Regierungen`, `die westlichen Partner` point back to nobody.
        if any(t.lemma_.lower() in words("indefinite") | words("side") for t in phrase.tokens):
            return Party("collective")
        return Party("anaphor", rank=rank)
    if phrase.head.lemma_ in words("figure"):
        # `der Mann im Kreml`, `die Herrin in Downing Street`
        seats = [m for m in _behind(phrase, mentions) if m.kind == "seat"]
        if seats:
            return Party("actors", tuple(Actor(m.country, rank=3) for m in _unique(seats)))
    if phrase.head.tag_ == "NE" and not inside and phrase.head.lower_.endswith(_ADVERBIAL):
        return Party("thing")
    heads = [m for m in inside if m.kind in _GOVERNMENT_KINDS and m.start <= phrase.head.idx < m.end]
    if heads and phrase.tokens[0].lower_ == "die" and _some(phrase):
        return Party("other")  # `die meisten Polen`
    if heads:
        return Party("actors", tuple(Actor(m.country) for m in _unique(heads)))
    compound = [m for m in inside if m.kind == "compound" and m.start <= phrase.head.idx < m.end]
    demonym = [m for m in inside if m.kind == "demonym" and m.start <= phrase.head.idx < m.end]
    # `die Polen`, `die Europäer` stand for their government in headlines; `Polens Bürger` do not.
    if demonym and _some(phrase):
        return Party("other")
    if demonym:
        return Party("actors", tuple(Actor(m.country) for m in _unique(demonym)))
    possessors = _countries([*inside, *tied])
    if phrase.head.tag_ == "NE" and not compound:
        known = introduced.get(phrase.head.text)
        if known is not None:
            return Party("actors", (known,))
        return Party("media" if _is_outlet(phrase) else "other", possessors=possessors)
    return Party("thing", possessors=possessors)


@cache
def _outlets() -> frozenset[str]:
    """Names of news outlets, agencies among them."""
    names: set[str] = set()
    for row in rows("outlets.csv"):
        names.update(form for form in row["forms"].split("|") if form[:1].isupper())
    names.update(row["name"] for row in rows("media.csv"))
    return frozenset(names)


def _is_outlet(phrase: Phrase) -> bool:
    words = f" {' '.join(t.text for t in phrase.tokens)} "
    return any(f" {name} " in words for name in _outlets())


def _behind(phrase: Phrase, mentions: Stretches[Mention]) -> list[Mention]:
    """The country behind a title or body: `die Regierung in Rom`, `ein Sprecher aus Prag`, `der Kanzler in Wien`."""
    last = phrase.tokens[-1]
    words = list(last.doc[last.i + 1 : last.i + 8])
    if len(words) < 2 or words[0].lower_ not in ("in", "im", "aus", "von"):
        return []
    found: list[Mention] = []
    for word in words[1:]:
        here = [m for m in mentions.within(word.idx, word.idx + 1) if m.kind in _PLACES]
        if here:
            found.extend(m for m in here if m not in found)
        elif word.tag_ not in ("ART", "KON") and word.text != ",":
            break
    return found


@cache
def _shared() -> frozenset[str]:
    """Capitals in which organisations have their seat as well."""
    return frozenset(row["form"] for row in rows("capitals.csv") if "|" in row["country"])


def _of_many(mention: Mention) -> bool:
    """`In Brüssel`: whether a place is the capital of a state and the seat of others, so that no one speaks from it."""
    return mention.kind == "place" and mention.text.rstrip("s") in _shared()


def _of_state(head: Token, rank: int) -> bool:
    """Whether a title or body can only be a state's: `die Regierung`, `das Ministerium`, `der Premier`."""
    return rank > 1 or head.lemma_.lower().endswith(("ministerium", "regierungssprecher", "regierungssprecherin"))


@cache
def _stance_rows() -> dict[str, dict[str, str]]:
    return {row["country"]: row for row in rows("stances.csv")}


@cache
def stances() -> dict[str, dict[str, str]]:
    """Rows of lexicon/stances.csv by country: who is asked about the deployment instead of an own contingent."""
    return {country: row for country, row in _stance_rows().items() if row["stance"] == "deployment"}


def war_party(country: str) -> bool:
    """Whether a country's own army fights in the war: its soldiers are no foreign contingent."""
    row = stances().get(country)
    return row is not None and row["war_party"] == "yes"


def asks_others(country: str) -> bool:
    """Whether a country's call for troops means those of others, not its own."""
    row = _stance_rows().get(country)
    return row is not None and row["stance"] == "asks_others"


def _person(mention: Mention, when: DateRange | None, introduced: dict[str, Actor | None]) -> Actor | None:
    office = load().authority(mention.entity, when)
    if office is not None and mention.entity in introduced and introduced[mention.entity] is None:
        surely = when is not None and office.earliest <= when.earliest and (office.latest or when.latest) >= when.latest
        if not surely:
            return None  # `der künftige Präsident`: where the date does not tell, the article knows best
    if office is not None:
        return Actor(office.country, mention.entity, office.office, _ROLE_RANK.get(office.role, 1))
    if load().offices_of(mention.entity):
        return None  # known, and not in office on that day
    return introduced.get(mention.entity)


def _countries(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.country for m in mentions if m.kind != "person"))


def _unique(mentions: Sequence[Mention]) -> list[Mention]:
    return list({m.country: m for m in mentions}.values())


def _is_count(phrase: Phrase) -> bool:
    """`26 Länder`: a bare count of states; `die beiden Länder` points back."""
    return (
        phrase.head.tag_ == "NN"
        and phrase.head.lemma_.lower().endswith(("land", "staat", "nation"))
        and any(_number(token) >= 3 for token in phrase.tokens)
    )


def _number(token: Token) -> int:
    text = token.text.replace(".", "")
    if text.isdigit():
        return int(text)
    if token.tag_ not in ("CARD", "NE", "NN", "ADJA"):
        return 0
    try:
        return int(text2num(token.lower_, "de"))
    except ValueError:
        return 0
