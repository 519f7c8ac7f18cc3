"""People whom a text itself introduces: `die lettische Außenministerin Baiba Braže` makes `Braže` speak for Latvia."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis import terms
from analysis.mentions.surface import Span
from analysis.mentions.words import no_name, role_of
from analysis.terms import Form

_PARTICLES = frozenset("von van de der den del della di da dos das do du la le el al bin ibn ten ter zu zum".split())
_ARTICLES = frozenset("der die das den dem des zu zum".split())
_FORMER = re.compile(
    r"\b(?:früher|ehemalig|einstig|vormalig|damalig|abgesetzt|gestürzt|künftig|zukünftig|designiert|gewählt)"
    r"|\b(?:Ex|Alt)-?(?=[A-Zk])"
)
_TITLE_AFTER_ADJECTIVE = re.compile(r" ((?:[a-zäöüß-]+ ){0,2})([^\W\d_][\w-]*)(?: und ([^\W\d_][\w-]*))? (?=\w)")
_GENITIVE = ("von", "des", "der")
_TITLE_BEFORE = re.compile(rf"([^\W\d_][\w-]*) (?:(?:{'|'.join(_GENITIVE)}) )?\Z")
_TOKEN = re.compile(r"[^\s,;:!?()„“”\"»«›‹/]+|[,;:!?()„“”\"»«›‹/]")
_ARABIC = re.compile(r"(?:a[dlnrstz]|e[dlrs]|asch|esch)-[A-Z]")
_ENDING = re.compile(r"(?:s|'s|’s|'|’)?(?!\w)")
_HYPHENATED = re.compile(r"(?:-[\w]+)+")


@dataclass(frozen=True, slots=True)
class Introduced:
    """A person whom the text introduces with country and office: `die lettische Außenministerin Baiba Braže`.

    name: as the text gives it, the canonical name where the lexicon knows the person. office: the title as written;
    role: as in offices.csv. former: the text says that the office is over or still to come. start and end bound title
    and name.
    """

    name: str
    country: str
    office: str
    role: str
    former: bool
    start: int
    end: int


def read_name(text: str, start: int) -> tuple[int, int] | None:
    """The personal name that starts here: up to two capitalised words with particles and initials; None without one.

    Three where the second is a first name too. Of two capitalised words the second is left out when it is an ordinary
    noun and the first no first name (`Ministerpräsidentin Siliņa Truppen`).
    """
    first_names = terms.load().first_names
    words: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text, start, start + 80):
        word = token[0].rstrip(".")
        if not word or (text[token.start() - 1] != " " and token.start() != start):
            break
        if not words and word in _ARTICLES:
            break
        initial = len(word) == 1 and word.isupper() and token[0].endswith(".")
        if not (word[0].isupper() and word[0].isalpha()) and word not in _PARTICLES and not _ARABIC.match(word):
            break
        content = [text[a:b] for a, b in words if text[a].isupper() and b - a > 2]
        if len(content) == 1 and word[0].isupper() and not initial and not _second(content[0], word):
            break
        if len(content) == 2 and word[0].isupper() and not initial and not first_names.issuperset(content):
            break
        words.append((token.start(), token.start() + len(token[0] if initial else word)))
        if (not initial and token[0] != word) or text[token.end() : token.end() + 1] != " ":
            break
    while words and text[slice(*words[-1])] in _PARTICLES:
        words.pop()
    return (words[0][0], words[-1][1]) if words else None


def _second(first: str, word: str) -> bool:
    """Whether a capitalised word can be the surname after a first name."""
    return not role_of(word) and (first in terms.load().first_names or not no_name(word))


def _is_noun(name: str) -> bool:
    """Whether what was read as a name is one ordinary noun (Außenminister Truppen)."""
    return " " not in name and no_name(name)


def _family(name: str) -> str:
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def introductions(text: str, spans: Sequence[Span]) -> list[Introduced]:
    """Everybody whom the text introduces with country, office and name, in text order.

    `die lettische Außenministerin X`, `Lettlands Außenministerin X`, `US-Sondergesandter X`, `der Präsident Litauens,
    X`, `Ministerpräsident der Slowakei, X`. Titles outside the government (`Parlamentspräsident`) introduce nobody.
    text: with plain spaces.
    """
    known = {span.start: span for span in spans if span.forms[0].kind == "person"}
    found = []
    for span in spans:
        form = span.forms[0]
        if "|" in form.country or form.kind in ("exception", "person", "group"):
            continue
        title, begin, start = "", span.end, span.start
        follows = text[span.end : span.end + 1]
        if follows == "-" and (hyphenated := _HYPHENATED.match(text, span.end)):
            title, begin = text[span.start : hyphenated.end()], hyphenated.end() + 1
        elif follows == " " and (after := _TITLE_AFTER_ADJECTIVE.match(text, span.end)) and role_of(after[2]):
            title, begin = after[2], after.end()
            if after[3] and not role_of(after[3]):
                begin = after.end(2) + 1
        elif form.kind == "name":
            before = _title_before(text, span.start)
            if before and role_of(before[1]):
                title, start = before[1], before.start()
                begin = span.end + (2 if text[span.end : span.end + 2] == ", " else 1)
        role = role_of(title) if title else ""
        if role in ("", "none"):
            continue
        named = _named(text, begin, known, form.country, role)
        if named is None:
            continue
        name, end = named
        former = bool(_FORMER.search(text[max(0, start - 14) : begin]))
        found.append(Introduced(name, form.country, title, role, former, start, end))
    return found


def _title_before(text: str, end: int) -> re.Match[str] | None:
    """The word before a country's name, and what joins the two (Präsident von Litauen), where it may be a title."""
    *words, _ = text[max(0, end - 50) : end].rsplit(" ", 3)
    if words and words[-1] in _GENITIVE:
        words.pop()
    return _TITLE_BEFORE.search(text, max(0, end - 50), end) if words and role_of(words[-1]) else None


def _named(text: str, start: int, known: Mapping[int, Span], country: str, role: str) -> tuple[str, int] | None:
    """Name and end of the person named at start: the canonical name where the lexicon knows the person.

    A first name in a spelling of its own (Volodymyr Selenskyj) is the known person's if the surname, the country and
    the role are.
    """
    span = known.get(start)
    if span and not span.forms[0].alone:
        return span.forms[0].entity, span.end
    bounds = read_name(text, start)
    if bounds is None or (span and bounds[1] <= span.end) or _is_noun(text[slice(*bounds)]):
        return (span.forms[0].entity, span.end) if span else None
    name = text[slice(*bounds)]
    surname = known.get(bounds[1] - len(_family(name)))
    for form in surname.forms if surname else ():
        if form.country == country and role in {office.role for office in terms.load().offices_of(form.entity)}:
            return form.entity, bounds[1]
    return name, bounds[1]


def with_taught(text: str, taught: Iterable[Introduced], spans: Sequence[Span]) -> list[Span]:
    """The spans and every occurrence of introduced people the lexicon does not know, by full name or surname alone.

    A surname of the lexicon inside such a name is none (the Rainer of `Minister Rainer Schmachtl`).
    """
    people = terms.load().people
    names: dict[str, Form] = {}
    for person in taught:
        if person.name in people:
            continue
        full = next((t.name for t in taught if _family(t.name) == _family(person.name) and " " in t.name), person.name)
        names.setdefault(full, Form(full, person.country, "person", full))
        names.setdefault(_family(full), Form(_family(full), person.country, "person", full, alone=True))
    if not names:
        return list(spans)
    taken = [(span.start, span.end) for span in spans if not all(_yields(form) for form in span.forms)]
    found: list[Span] = []
    reached = 0
    for start, _, name in sorted(_occurrences(text, names)):  # of two at one place the longer one
        ending = _ENDING.match(text, start + len(name))
        if start < reached or ending is None:
            continue
        reached = ending.end()
        end = ending.start() if ending[0] in ("'", "’") else reached
        if not any(start < stop and first < end for first, stop in taken):
            found.append(Span(start, end, (names[name],), grown=False))
    kept = [span for span in spans if not any(new.start < span.end and span.start < new.end for new in found)]
    return sorted([*kept, *found], key=lambda span: (span.start, span.end))


def _occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where each name begins as a word, with its length below zero."""
    for name in names:
        at = text.find(name)
        while at >= 0:
            if not at or not (text[at - 1].isalnum() or text[at - 1] in "_-"):
                yield at, -len(name), name
            at = text.find(name, at + 1)


def _yields(form: Form) -> bool:
    return form.kind == "exception" or form.alone
