"""Office holders as a clock: who is named with an office was in it, who is named as a former holder was out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from analysis.dates import ranges
from analysis.dates.clues import Clue
from analysis.dates.reading import Phrase
from analysis.dates.tense import sentence
from analysis.dates.words import one_of, words
from analysis.records import DateRange, Mention
from analysis.tagger import FORMS
from analysis.terms import Office, load

#: Days around a change of office in which the press still or already uses a title.
_EARLY, _LATE = 1, 2
_WORD = re.compile(r"[^\W\d_][\w-]*")
_LINK = re.compile(r"\s*(?:\([^)]{1,12}\)\s*)?")
_ADJECTIVE = re.compile(r"(?!der$|dem$|den$|ein)[a-zäöüß-]+e[nmrs]?")
_APPOSITION = re.compile(
    r"\s*(?:,|\()\s*(?P<words>(?:[\w-]+\s+){0,4}?)(?P<title>[A-ZÄÖÜ][\w-]+)(?=\s*[,).;]|\s+(?:der|des|von|seit|im)\b)"
)
_UNDER = re.compile(r"\b(?:(?:[Uu]nter|als)\s+(?:de[mr]\s+|eine[mr]\s+)?|[Ee]in(?:e[mnrs]?)?\s+)$")
_BACK = re.compile(r"\b(?:damals|seinerzeit|einst|noch\s+(?:im|unter|vor|als))\b", re.I)
_HEADS = {"head_of_state", "head_of_government"}
#: Offices whose first and last day the press reports; advisers, envoys and spokespeople come and go unnoticed.
_KNOWN_TERMS = _HEADS | {"foreign_minister", "defence_minister"}


@dataclass(frozen=True, slots=True)
class _Named:
    """One naming of a person with an office. kind: holder, former or future."""

    person: str
    kind: str
    offices: tuple[Office, ...]
    start: int
    end: int


def clues(text: str, mentions: Sequence[Mention], found: Sequence[Phrase], window: DateRange) -> Iterator[Clue]:
    """First the days from which the article's office holders bound it, then those until which they do.

    A text can look back at a holder who is gone, but not ahead at one who has yet to come: an end that lies before a
    beginning is left out, and so is the end of a term named in a sentence about an earlier year.
    """
    named = list(_named(text, mentions))
    coming = {one.person for one in named if one.kind == "future"}
    handover = bool(named) and _handover().search(text) is not None
    from_day: list[tuple[date, _Named]] = []
    to_day: list[tuple[date, _Named]] = []
    for one in named:
        ends = [office.latest for office in one.offices if office.latest]
        for_good = len(ends) == len(one.offices)
        if one.kind == "former" and for_good and ends:
            from_day.append((max(ends), one))
        elif one.kind == "future" and (starts := [o.earliest for o in one.offices if _starts_in(o, window)]):
            to_day.append((min(starts), one))
        elif one.kind == "holder" and one.person not in coming:
            terms = [office for office in one.offices if office.held_during(window)]
            # Who comes back to an office already had its title before.
            returning = handover and len(one.offices) > len(terms)
            if terms and not returning:
                from_day.append((min(office.earliest for office in terms), one))
            if terms and for_good and not _looks_back(text, one, found):
                to_day.append((max(ends), one))
    first = max(from_day, key=lambda pair: pair[0], default=None)
    if first:
        day = ranges.shifted(first[0], -_EARLY)
        yield Clue("office_terms", text[first[1].start : first[1].end], DateRange(day, _far(day, window)))
    open_ends = [pair for pair in to_day if first is None or pair[0] >= first[0]]
    if open_ends:
        last, one = min(open_ends, key=lambda pair: pair[0])
        day = ranges.shifted(last, _LATE)
        yield Clue("office_terms", text[one.start : one.end], DateRange(min(window.earliest, day), day))


@cache
def _handover() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('handover', 'holder_words')}", re.I)


def _starts_in(office: Office, window: DateRange) -> bool:
    return ranges.contains(window, office.earliest)


def _far(day: date, window: DateRange) -> date:
    """The end of the window, or of the year of a day after it."""
    return window.latest if day <= window.latest else date(day.year, 12, 31)


def _named(text: str, mentions: Sequence[Mention]) -> Iterator[_Named]:
    for mention in mentions:
        offices = _held_by(mention.entity) if mention.kind == "person" else ()
        if not offices:
            continue
        low, high = sentence(text, mention.start, mention.end)
        start, titles, kind = _before(text, max(low, mention.start - 90), mention.start)
        end = mention.end
        if not titles:
            start = mention.start
            end, titles, kind = _after(text, mention.end, min(high, mention.end + 60))
        candidate = kind == "future" and not any(_title(form) for form in titles)
        if candidate and titles:
            yield _Named(mention.entity, kind, tuple(o for o in offices if o.role in _HEADS), start, end)
        elif held := tuple(dict.fromkeys(office for form in titles for office in _offices(form, offices))):
            yield _Named(mention.entity, kind, held, start, end)


@cache
def _held_by(person: str) -> tuple[Office, ...]:
    # The president-elect has a row of his own there; here "designiert" is a word of the text, not an office.
    return tuple(
        office
        for office in load().offices_of(person)
        if office.role in _KNOWN_TERMS and not office.office.startswith("designiert")
    )


def _before(text: str, low: int, high: int) -> tuple[int, list[str], str]:
    """Title words right before a name: where they start, the words in small letters, and holder, former or future."""
    titles: list[str] = []
    kind, start, at, names = "holder", high, high, 0
    for token in reversed(list(_WORD.finditer(text, low, high))):
        if not _LINK.fullmatch(text, token.end(), at):
            break
        form, noun = token.group().lower(), token.group()[0].isupper()
        state = _state(form)
        if state or _title(form):
            kind = state or ("former" if form.startswith("ex-") else kind)
            if noun and (_title(form) or state == "future"):
                titles.append(form)
        elif not titles and noun and names < 2:
            names += 1  # a first name that the mention leaves out
        elif not (titles and _ADJECTIVE.fullmatch(token.group())):
            break
        at = token.start()
        start = at if titles else start
    # "unter Präsident Biden" speaks of a time in office, whether it is over or not.
    return (high, [], "holder") if _UNDER.search(text, low, start) else (start, titles, kind)


def _after(text: str, low: int, high: int) -> tuple[int, list[str], str]:
    """ "Merz, der Bundeskanzler", "Scholz, damals Kanzler": an apposition right after the name."""
    found = _APPOSITION.match(text, low, high)
    if found is None or not _title(found["title"].lower()):
        return low, [], "holder"
    states = [_state(form) for form in found["words"].lower().split()]
    return found.end(), [found["title"].lower()], next((state for state in states if state), "holder")


def _state(form: str) -> str:
    for kind in ("former", "future"):
        if form in words(kind, "holder_words"):
            return kind
    return ""


@lru_cache(FORMS)
def _title(form: str) -> tuple[str, str] | None:
    """A title word without its ending, and its role: "bundesaußenministerin" is an außenminister; None for others."""
    titles = load().titles
    for ending in ("", "in", "s", "en", "n", "innen"):
        if not form.endswith(ending):
            continue
        stem = form[: len(form) - len(ending)]
        for size in range(len(stem), 3, -1):
            if role := titles.get(stem[len(stem) - size :]):
                return (stem, role) if role != "none" else None
    return None


def _offices(form: str, offices: tuple[Office, ...]) -> list[Office]:
    """The person's offices that a title word names: by the word itself, else by the role."""
    title = _title(form)
    if title is None:
        return []
    stem, role = title[0].removeprefix("ex-"), title[1]
    named = [o for o in offices if _same(stem, o.office.lower().removesuffix("in"))]
    roles = _HEADS if role in _HEADS else {role}
    return named or [o for o in offices if o.role in roles]


def _same(title: str, office: str) -> bool:
    return office.endswith(title) or title.endswith(office)


def _looks_back(text: str, one: _Named, found: Sequence[Phrase]) -> bool:
    """Whether the sentence dates itself to an earlier time: "2023 hatte Kanzler Scholz", "damals"."""
    low, high = sentence(text, one.start, one.end)
    return any(
        low <= phrase.start < high
        and (phrase.year is not None or (phrase.rule == "ago" and phrase.unit in ("M", "Y")) or phrase.unit == "Y")
        for phrase in found
    ) or bool(_BACK.search(text, low, high))
