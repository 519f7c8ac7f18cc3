"""Whom a pronoun or a bare title means: the last name that fits it in gender and number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from analysis.language import tag
from analysis.language.tokens import Doc, Span, Token
from analysis.speech.frames import Frame
from analysis.speech.phrases import NOUNS, bare_phrase
from analysis.speech.quotation import Quotation
from analysis.speech.speakers import subject
from analysis.terms import load

_NEAR = 6  # sentences
_NAME = r"((?:[A-ZÄÖÜ][\w’'\-]+ ){0,3}[A-ZÄÖÜ][\w’'\-]+)"
_WOMAN = re.compile(rf"\b[\w-]*(?:[a-zäöü]in|beauftragte|Frau) {_NAME}")
_MAN = re.compile(
    rf"\b[\w-]*(?:präsident|minister|kanzler|premier|chef|sprecher|Herr|könig|general|kommissar) {_NAME}", re.I
)
_TITLE = re.compile(
    r"(?:chef|präsident|minister|kanzler|premier|sprecher|kommissar|general|politiker|diplomat|vorsitzende|botschafter|"
    r"könig|bundesrat)(?:s|en|in|r|rätin)?$|beauftragter?$|bundesrätin$",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(r"(?:regierung|ministerium|kommission|kreml|palast|amt|armee)$", re.IGNORECASE)
_PLURAL = re.compile(r"(?:staaten|länder|regierungen|minister|europäer|verbündeten|partner|chefs|leute|vertreter)$")
_FEMININE = re.compile(r"[a-zäöü]in$")


def resolved(doc: Doc, text: str, frames: Sequence[Frame], found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations, each with whom its speaker stands for where that is not the name itself; text: the Doc's."""
    starts = [frame.span.start for frame in frames]
    said: dict[int, list[Span]] = defaultdict(list)
    known: dict[int, Span] = {}
    result = []
    for quote in found:
        span = doc.char_span(*quote.speaker) if quote.speaker is not None else None
        if span is None:
            result.append(quote)
            continue
        here = bisect_right(starts, span.start) - 1
        tag(frames[here].span)
        meant = antecedent(text, frames, here, span, said, known)
        said[here].append(span)
        if meant is not None:
            known[span.start] = meant
        result.append(replace(quote, antecedent=(meant.start_char, meant.end_char)) if meant is not None else quote)
    return result


def antecedent(
    text: str,
    frames: Sequence[Frame],
    here: int,
    speaker: Span,
    said: Mapping[int, Sequence[Span]],
    known: Mapping[int, Span],
) -> Span | None:
    """The phrase that speaker stands for, None where it names somebody itself or nothing fits.

    text: the whole one; here: the place of the speaker's frame; said: the speakers named so far in each frame; known:
    whom each of them, by its first token, stood for. They compete with the subjects of the last sentences; the nearest
    that agrees in gender and number wins.
    """
    if any(token.lower_.startswith("eigene") for token in speaker):
        # `nach eigenen Angaben`: the subject's own words.
        clause = frames[here].clause_of(speaker[0])
        return subject(frames[here], clause.verb) if clause is not None and clause.verb is not None else None
    if named(speaker) or not _stands_for(speaker):
        return None
    wanted = _gender(speaker, text)
    for place in range(here, max(0, here - _NEAR) - 1, -1):
        frame = frames[place]
        actors = sorted([*said.get(place, ()), *_subjects(frame)], key=lambda span: -span.start)
        for span, sure in [*((span, True) for span in [*actors, *_names(frame)]), *((span, False) for span in actors)]:
            fits = span.end <= speaker.start and _fits(speaker, wanted, span, text, sure)
            meant = known.get(span.start, span) if fits else None
            if meant is not None and (named(meant) or (_head(speaker) is None and _acting(meant))):
                return meant
    return None


def _acting(span: Span) -> bool:
    """An office or institution that speaks without a name: `ein Sprecher des Ministeriums`, `die Bundesregierung`."""
    head = _head(span)
    return head is not None and bool(_TITLE.search(head.text) or _INSTITUTION.search(head.text))


def _names(frame: Frame) -> list[Span]:
    """Noun phrases with a title and a name, in any case: `empfing die Ministerpräsidentin Mette Frederiksen`."""
    words, found, index = frame.words, [], 0
    while index < len(words):
        stop = bare_phrase(words, index)
        if stop > index:
            span = words[index].doc[words[index].i : words[stop - 1].i + 1]
            if named(span) and len(span) > 1:
                found.append(span)
        index = max(stop, index + 1)
    return found[::-1]


def _stands_for(speaker: Span) -> bool:
    """A pronoun, or a title with the article: `der Minister`, `die Regierungschefin`, not `ein Sprecher`."""
    head = _head(speaker)
    first = speaker[0].lower_
    if head is None:
        return first in ("er", "sie", "dieser", "diese", "jener")
    return first in ("der", "die", "dieser", "diese") and bool(_TITLE.search(head.text))


def named(span: Span) -> bool:
    """Whether a phrase names somebody or something by a proper name."""
    return any(token.tag_ == "NE" for token in span)


def _subjects(frame: Frame) -> list[Span]:
    spans = (
        subject(frame, clause.verb) for clause in frame.clauses if clause.kind == "main" and clause.verb is not None
    )
    return [span for span in spans if span is not None]


def _fits(speaker: Span, wanted: str, span: Span, text: str, sure: bool) -> bool:
    """Whether span may be meant; sure: its gender must be known and the same."""
    if _place(span.text):
        return False
    gender = _gender(span, text)
    if wanted != gender and (sure or gender or wanted == "p"):
        return False
    if speaker[0].tag_ == "PPER" or len(speaker) == 1:
        return True
    head, other = _head(speaker), _head(span)
    if head is None or (other is not None and other.tag_ == "NE" and span[0].tag_ == "ART"):
        return False  # `der Minister` is not `der Kreml`
    role = head.lower_.removesuffix("in")
    return other is None or other.tag_ == "NE" or role in other.lower_ or not _same_kind(role, other.lower_)


def _same_kind(role: str, other: str) -> bool:
    """`der Kanzler` is no minister: two offices that both have a name of their own do not stand for each other."""
    offices = ("kanzler", "minister", "präsident", "sprecher", "chef", "premier")
    mine = [office for office in offices if role.endswith(office)]
    theirs = [office for office in offices if office in other]
    heads = {"chef", "premier", "kanzler", "präsident"}
    return bool(mine and theirs) and mine[0] not in theirs and not (mine[0] in heads and heads & set(theirs))


def _head(span: Span) -> Token | None:
    return next((token for token in span if token.tag_ in NOUNS), None)


def _gender(span: Span, text: str) -> str:
    """m, f, n, p (plural), or empty where nothing tells."""
    first = span[0].lower_
    if first in ("er", "dieser", "jener"):
        return "m"
    if first in ("sie", "diese") and len(span) == 1:
        return "p" if _plural_verb(span) else "f"
    head = _head(span)
    if any(token.lower_ == "und" for token in span) or (first != "der" and head and _PLURAL.search(head.lower_)):
        return "p" if first not in ("ein", "eine") else ""
    if head is not None and head.tag_ != "NE":
        if _FEMININE.search(head.text) or first in ("die", "eine", "ihre"):
            return "f"
        if first in ("der", "ein", "sein"):
            return "m"
        if first == "das":
            return "n"
        return "m"
    return _learned(text).get(span[-1].text, "")


def _plural_verb(span: Span) -> bool:
    """`sie sagten`: the finite verb beside the pronoun."""
    doc = span.doc
    beside = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
    return any(token.tag_ in ("VVFIN", "VAFIN", "VMFIN") and token.lower_.endswith("en") for token in beside)


@lru_cache(2)
def _learned(text: str) -> dict[str, str]:
    """Gender of surnames as the article's own titles tell it: `Ministerin Braže`, `Präsident Nausėda`."""
    men = {match.group(1).split()[-1]: "m" for match in _MAN.finditer(text)}
    return men | {match.group(1).split()[-1]: "f" for match in _WOMAN.finditer(text)}


@cache
def _places() -> frozenset[str]:
    return frozenset(form.text for form in load().forms if form.kind in ("name", "capital", "adjective"))


def _place(text: str) -> bool:
    return re.sub(r"^(?:der|die|das) ", "", text, flags=re.IGNORECASE) in _places()
