"""Whom a pronoun or a bare title means: the last name that fits it in gender and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from analysis.language import tag
from analysis.speech.frames import Frame
from analysis.speech.phrases import NOUNS
from analysis.speech.quotation import Quotation
from analysis.speech.speakers import subject
from analysis.speech.words import noun_of
from analysis.terms import load

_NEAR = 6  # sentences
_NAME = r"((?:[A-ZÄÖÜ][\w’'\-]+ ){0,3}[A-ZÄÖÜ][\w’'\-]+)"
_WOMAN = re.compile(rf"\b[\w-]*(?:[a-zäöü]in|beauftragte|Frau) {_NAME}")
_MAN = re.compile(
    rf"\b[\w-]*(?:präsident|minister|kanzler|premier|chef|sprecher|Herr|könig|general|kommissar) {_NAME}", re.I
)
_FEMININE = re.compile(r"[a-zäöü]in$")


def resolved(doc: Doc, frames: Sequence[Frame], found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations, each with whom its speaker stands for where that is not the name itself."""
    said: list[Span] = []
    result = []
    for quote in found:
        span = doc.char_span(*quote.speaker, alignment_mode="expand") if quote.speaker is not None else None
        if span is None:
            result.append(quote)
            continue
        frame = next(frame for frame in frames if frame.span.start <= span.start < frame.span.end)
        tag(frame.span)
        meant = antecedent(doc, frames, span, said)
        said.append(span)
        result.append(replace(quote, antecedent=(meant.start_char, meant.end_char)) if meant is not None else quote)
    return result


def antecedent(doc: Doc, frames: Sequence[Frame], speaker: Span, said: Sequence[Span]) -> Span | None:
    """The named phrase that speaker stands for, None where it names somebody itself or nothing fits.

    said: the speakers named so far, in reading order. They compete with the subjects of the last sentences; the nearest
    that agrees in gender and number wins.
    """
    if named(speaker) or not _stands_for(speaker):
        return None
    wanted = _gender(speaker, doc)
    here = next((i for i, frame in enumerate(frames) if frame.span.start <= speaker.start < frame.span.end), 0)
    for frame in reversed(frames[max(0, here - _NEAR) : here + 1]):
        inside = [span for span in said if frame.span.start <= span.start < frame.span.end]
        for span in sorted([*inside, *_subjects(frame)], key=lambda span: -span.start):
            if span.end <= speaker.start and named(span) and _fits(speaker, wanted, span, doc):
                return span
    return None


def _stands_for(speaker: Span) -> bool:
    """A pronoun, or a title with the article: `der Minister`, `die Regierungschefin`, not `ein Sprecher`."""
    head = _head(speaker)
    utterance = head is not None and noun_of(head.text, head.lemma_) is not None
    return not utterance and speaker[0].lower_ in ("er", "sie", "dieser", "diese", "jener", "der", "die", "das")


def named(span: Span) -> bool:
    """Whether a phrase names somebody or something by a proper name."""
    return any(token.tag_ == "NE" for token in span)


def _subjects(frame: Frame) -> list[Span]:
    spans = (
        subject(frame, clause.verb) for clause in frame.clauses if clause.kind == "main" and clause.verb is not None
    )
    return [span for span in spans if span is not None]


def _fits(speaker: Span, wanted: str, span: Span, doc: Doc) -> bool:
    if _place(span.text):
        return False
    gender = _gender(span, doc)
    if wanted and gender and wanted != gender:
        return False
    if speaker[0].tag_ == "PPER" or len(speaker) == 1:
        return True
    head, other = _head(speaker), _head(span)
    if head is None:
        return False
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


def _gender(span: Span, doc: Doc) -> str:
    """m, f, n, p (plural), or empty where nothing tells."""
    first = span[0].lower_
    if first in ("er", "dieser", "jener"):
        return "m"
    if first in ("sie", "diese") and len(span) == 1:
        return "p" if _plural_verb(span) else "f"
    if any(token.lower_ == "und" for token in span):
        return "p"
    head = _head(span)
    if head is not None and head.tag_ != "NE":
        if _FEMININE.search(head.text) or first in ("die", "eine", "ihre"):
            return "f"
        if first in ("der", "ein", "sein"):
            return "m"
        if first == "das":
            return "n"
        return "m"
    return _learned(doc.text).get(span[-1].text, "")


def _plural_verb(span: Span) -> bool:
    """`sie sagten`: the finite verb beside the pronoun."""
    doc = span.doc
    beside = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
    return any(token.tag_ in ("VVFIN", "VAFIN", "VMFIN") and token.lower_.endswith("en") for token in beside)


@cache
def _learned(text: str) -> dict[str, str]:
    """Gender of surnames as the article's own titles tell it: `Ministerin Braže`, `Präsident Nausėda`."""
    men = {match.group(1).split()[-1]: "m" for match in _MAN.finditer(text)}
    return men | {match.group(1).split()[-1]: "f" for match in _WOMAN.finditer(text)}


@cache
def _places() -> frozenset[str]:
    return frozenset(form.text for form in load().forms if form.kind in ("name", "capital", "seat", "adjective"))


def _place(text: str) -> bool:
    return text in _places()
