"""Mentions: every place where a text names a country, the EU or NATO, with the way it does so.

What counts follows the coders' convention: a country is mentioned by name, adjective, demonym, capital or seat of
government, office holder, compound (Ukraine-Krieg, Kremlchef, russlandfreundlich) or a group that stands for its
members (Baltikum). Not: names of agreements after a city (Minsker Abkommen), of newspapers, clubs, companies, foods
(lexicon/exceptions.csv), languages (auf Russisch), regions below the state, continents, G7 and UN.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from analysis import terms
from analysis.mentions.introductions import Introduced, introductions, with_taught
from analysis.mentions.people import Names
from analysis.mentions.places import is_place, names_union, shared_seat
from analysis.mentions.surface import Span, plain_spaces, surface_spans
from analysis.mentions.words import is_first_name, role_of
from analysis.records import Mention
from analysis.terms import UNLESS_NAMED, Form

if TYPE_CHECKING:
    from analysis.mentions.component import create_mentions

__all__ = ["Introduced", "create_mentions", "find_mentions", "introduced", "surface_spans"]

_LEFT = re.compile(r"[\w-]*\Z")
_RIGHT = re.compile(r"-[\w-]*")
_NOUN = re.compile(r" [\"„»“]?[A-ZÄÖÜ]")
_LANGUAGE = re.compile(r"\b(?:ins|im|vom|aus dem|das|Das|Im|Ins|auf|Auf) \Z")
_SPOKEN = ("sprach", " sprach", "-sprach")
_ADJECTIVE = re.compile(r"-\w+isch")
_SWISS = re.compile(
    r"\b(?:[Aa]usser|[Aa]ussen|[Gg]ross|[Hh]eiss|[Ss]chliess|[Dd]reissig|[Ss]trasse|[Mm]ass(?:nahm|stab))"
)
_POSITION = attrgetter("start", "end", "country")


def introduced(text: str) -> list[Introduced]:
    """Everybody whom the text introduces with country, office and name; see `Introduced`."""
    return introductions(plain_spaces(text), surface_spans(text))


def find_mentions(text: str) -> list[Mention]:
    """All mentions by start; a group and a compound of two countries give several with the same span.

    Needs no date: a former office holder is a mention too. Offsets are characters of the text.
    """
    plain = plain_spaces(text)
    spans = surface_spans(text)
    people = introductions(plain, spans)
    spans = with_taught(plain, people, spans)
    names = Names(plain, spans, people)
    found: list[Mention] = []
    undecided: list[Mention] = []
    last_capital: tuple[int, bool] | None = None
    for position, span in enumerate(spans):
        form = names.holder(span) or _country_form(plain, span)
        if form is None:
            continue
        kind, country, entity = form.kind, form.country, form.entity
        if kind == "capital":
            place = is_place(text, span.start, span.end, last_capital)
            last_capital = (span.end, place)
            kind = "place" if place else "capital"
            if "|" in country:
                country, kind = shared_seat(plain, span.start, country.split("|"), found, place)
                entity = terms.load().countries[country]
        elif kind == "inhabitant":
            kind = "adjective" if _NOUN.match(plain, span.end) else "demonym"
            if "|" in country:
                country = country.split("|")[names_union(plain, span.end)]
                entity = terms.load().countries[country]
        elif kind == "seat" and role_of(form.text) and position + 1 < len(spans):
            following = spans[position + 1]
            if following.start == span.end + 1 and names.holder(following):
                continue  # Bundeskanzler Merz is one mention, the person's
        start, end = _word(plain, span, form, spans, position)
        if kind != "group" and (span.grown or (start, end) != (span.start, span.end)):
            kind = "compound"
        mention = Mention(start, end, text[start:end], country, kind, entity)
        if "|" in country:
            undecided.append(mention)
        elif kind == "group":
            found += [replace(mention, country=member.country) for member in span.forms if member.kind == "group"]
        else:
            found.append(mention)
    if undecided:
        found += _decide(plain, undecided, found)
    return sorted(found, key=_POSITION)


def _country_form(text: str, span: Span) -> Form | None:
    """The form that names a country here, or None where the same letters are something else."""
    form = span.forms[0]
    if form.kind in ("exception", "person"):
        return None
    if form.kind == "group":
        return form
    if len(span.forms) > 1 and any(other.kind == "exception" for other in span.forms):
        return next((other for other in span.forms if other.kind == "group"), None)
    start, end = span.start, span.end
    if form.kind != "adjective":
        if text[start - 1 : start] == " " and is_first_name(text[max(0, start - 20) : start - 1].rpartition(" ")[2]):
            return None  # Jack London, Peter Schweizer
        return form
    if text.startswith(_SPOKEN, end):
        return None  # englisch-sprachig
    if not text[start].isupper():
        return form
    word = text[start:end]
    if word.isalpha() and word.endswith(("sch", "SCH")) and not _adjective_follows(text, end):
        return None  # Russisch, a language; Deutsch-Französisch stays
    if _NOUN.match(text, end):
        return form
    if text[end : end + 1] != "-" and _LANGUAGE.search(text, max(0, start - 9), start):
        return None  # ins Russische übersetzt
    return next((other for other in span.forms[1:2] if other.kind == "demonym"), form)  # die Deutschen


def _adjective_follows(text: str, end: int) -> bool:
    return bool(_ADJECTIVE.match(text, end, end + 30))


def _word(text: str, span: Span, form: Form, spans: list[Span], position: int) -> tuple[int, int]:
    """The bounds of the hyphenated word around the span; adjectives joined to adjectives stay apart."""
    start, end = span.start, span.end
    joined = form.kind in ("adjective", "inhabitant")
    if text[end : end + 1] == "-" and not (joined and _adjective_follows(text, end)):
        end = _RIGHT.match(text, end).end()  # type: ignore[union-attr]
        if text[end - 1] == "-" and text[end : end + 1] not in (" ", ""):
            end -= 1
    if start and text[start - 1] == "-":
        previous = spans[position - 1] if position else None
        if not (joined and previous and previous.end == start - 1):
            left = _LEFT.search(text, max(0, start - 40), start)
            if left and left[0].strip("-"):
                start = left.start()
    return start, end


def _decide(text: str, undecided: list[Mention], found: list[Mention]) -> list[Mention]:
    """Seats that several states have: an adjective before decides, else the state the text speaks of most.

    Without any, the first candidate; `?` among the candidates: then only in a text of Swiss spelling.
    """
    counts = Counter(mention.country for mention in found if mention.kind != "place")
    before = {mention.end + 1: mention.country for mention in found if mention.kind in ("adjective", "name")}
    decided = []
    for mention in undecided:
        candidates = mention.country.split("|")
        named = before.get(mention.start)
        if named in candidates:
            decided.append(replace(mention, country=named))
            continue
        if named:
            continue
        states = [code for code in candidates if code != UNLESS_NAMED]
        best = max(states, key=lambda code: (counts[code], -candidates.index(code)))
        others = max((counts[code] for code in ("DEU", "AUT", "CHE") if code not in states), default=0)
        if UNLESS_NAMED not in candidates or counts[best] > others or _is_swiss(text):
            decided.append(replace(mention, country=best))
    return decided


def _is_swiss(text: str) -> bool:
    """Whether the text writes ss where the other countries write ß."""
    return "ß" not in text and bool(_SWISS.search(text))


def __getattr__(name: str) -> object:
    """create_mentions only when asked for: reading mentions must not cost the import of spaCy."""
    if name == "create_mentions":
        from analysis.mentions.component import create_mentions

        return create_mentions
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
