"""Who speaks by a speech verb: its subject, the agent of a passive, the place where `es heißt`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.language import Clause
from analysis.language.segments import is_finite
from analysis.language.tokens import Span, Token
from analysis.speech.frames import BOUNDARIES, Frame
from analysis.speech.phrases import NOUNS, bare_phrase, noun_phrase

_OBLIQUE = frozenset(
    "den dem des einen einem eines einer keinen keinem keines keiner diesen diesem seinen seinem seiner seines "
    "ihren ihrem ihrer ihres unseren unserem unserer unseres jeden jedem allen".split()
)
_PRONOUNS = frozenset(
    "er sie es man ich wir ihr dieser diese jener jene beide viele einige andere manche mehrere niemand keiner".split()
)
_PLACES = ("aus", "in", "im", "bei", "beim", "vonseiten", "seitens")
_TIMES = frozenset(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Woche Monat Jahr Tag Abend Morgen Mittag "
    "Nachmittag Vormittag Nacht Uhr Mal Januar Jänner Februar März April Mai Juni Juli August September Oktober "
    "November Dezember".split()
)


def speaker_of(frame: Frame, verb: Token) -> tuple[int, int] | None:
    """Who speaks by this verb: its subject, `von X` in the passive, the document where `es heißt`."""
    clause = frame.clause_of(verb)
    if clause is None:
        return None
    finite = clause.verb
    passive = verb.tag_ == "VVPP" and any(
        t.lower_ == "worden" or (t is finite and t.lemma_ == "werden") for t in clause.tokens
    )
    if passive:
        # `In Rom wurde betont, ...`: where nobody is named, the place speaks.
        return _agent(frame, clause.tokens, ("von", "vom", "durch")) or _agent(frame, clause.tokens, _PLACES)
    says = subject(frame, verb)
    if says is not None and says.text.lower() == "man":
        return None
    if says is None:
        return _agent(frame, clause.tokens, ("aus", "vonseiten", "seitens"))
    if says.text.lower() == "es" and verb.lemma_ != "heißen":
        # `wie es der Kanzler ausdrückte`: the object comes first.
        own = [frame.words.index(token) for token in clause.tokens if token.i >= says.end and token in frame.words]
        return offsets(_first_nominative(frame, own))
    if says.text.lower() == "es":
        return _agent(frame, clause.tokens, (*_PLACES, "vom"))
    return offsets(says)


def _agent(frame: Frame, tokens: Sequence[Token], prepositions: Sequence[str]) -> tuple[int, int] | None:
    """The noun phrase after one of the prepositions, with the place it is at: `aus dem Außenministerium in Wien`."""
    words = frame.words
    for token in tokens:
        if token.lower_ in prepositions and token in words:
            start = words.index(token) + 1
            stop = noun_phrase(words, start)
            if stop > start and _nouns(words[start:stop]) and _nouns(words[start:stop])[0].lemma_ not in _TIMES:
                stop = with_place(words, stop)
                return words[start].idx, words[stop - 1].idx + len(words[stop - 1])
    return None


_INSTITUTION = re.compile(r"(?:regierung|ministerium|amt|kanzlei|palast|sprecher|sprecherin)$", re.IGNORECASE)


def placed(words: Sequence[Token], start: int, stop: int) -> int:
    """Index after the place of an institution without a name: `die Regierung in Sofia`."""
    heads = _nouns(words[start:stop])
    fits = len(heads) == 1 and heads[0].tag_ != "NE" and _INSTITUTION.search(heads[0].text)
    return with_place(words, stop) if fits else stop


def with_place(words: Sequence[Token], stop: int) -> int:
    """Index after `in` + place that follows a noun phrase, else stop."""
    if stop + 1 < len(words) and words[stop].lower_ in ("in", "im") and words[stop + 1].tag_ == "NE":
        return stop + 2
    return stop


def _nouns(words: Sequence[Token]) -> list[Token]:
    return [word for word in words if word.tag_ in NOUNS]


def subject(frame: Frame, verb: Token) -> Span | None:
    """The nominative phrase of the clause of a verb: after it where the verb stands first, else before, else after."""
    clause = frame.clause_of(verb)
    if clause is None:
        return None
    finite = clause.verb if clause.verb is not None and is_finite(clause.verb) else verb
    if finite not in frame.words:
        return None
    place = frame.words.index(finite)
    first, stop = frame.segment(finite)
    own = [frame.words.index(token) for token in clause.tokens if token.i < finite.i and token in frame.words]
    if first == place and own and interrupts(frame, place, stop):
        own = []
    if clause.tokens[0].tag_ == "KON" and clause.tokens[1:2] == [finite]:
        return _shared(frame, clause) or _after(frame, place)
    return _first_nominative(frame, own) or _after(frame, place) or _shared(frame, clause)


def interrupts(frame: Frame, place: int, stop: int) -> bool:
    """`Polen, sagte X, werde ...`: a verb-first tag between commas, and the statement's verb after it."""
    words = frame.words
    if stop + 1 >= len(words) or words[stop].text not in (",", "–", "-") or noun_phrase(words, place + 1) == place + 1:
        return False
    return is_finite(words[stop + 1])


def _shared(frame: Frame, clause: Clause) -> Span | None:
    """`Tusk lehnte ab und sagte, ...`: the subject of the clause before."""
    before = clause.parent
    if not clause.coordinated or before is None or before.verb is None or before.verb not in frame.words:
        return None
    return subject(frame, before.verb)


def _after(frame: Frame, place: int) -> Span | None:
    words = frame.words
    index = place + 1
    while index < len(words):
        word = words[index]
        if word.text in BOUNDARIES or word.text in ".!?":
            return None
        if word.tag_.startswith("APPR"):
            index = max(index + 1, bare_phrase(words, index + 1))
            continue
        stop = noun_phrase(words, index)
        if stop > index:
            if _nominative(words[index:stop]):
                return _span(words, index, placed(words, index, stop))
            index = bare_phrase(words, index)
            continue
        index += 1
    return None


def _first_nominative(frame: Frame, indices: Sequence[int]) -> Span | None:
    allowed = set(indices)
    words = frame.words
    index = min(indices, default=len(words))
    last = max(indices, default=-1)
    while index <= last:
        if index not in allowed:
            index += 1
            continue
        if words[index].tag_.startswith("APPR") or words[index].tag_ == "KOKOM":
            index = max(index + 1, noun_phrase(words, index + 1))
            continue
        stop = noun_phrase(words, index)
        if stop > index:
            governed = stop < len(words) and words[stop].lower_ in ("zufolge", "nach", "gemäß")
            if not governed and _nominative(words[index:stop]):
                return _span(words, index, min(placed(words, index, stop), last + 1))
            index = stop
            continue
        index += 1
    return None


def _nominative(phrase: Sequence[Token]) -> bool:
    first = phrase[0]
    if first.tag_ == "PPER" or (len(phrase) == 1 and first.tag_ in ("PIS", "PDS")):
        return first.lower_ in _PRONOUNS
    if first.lower_ in _OBLIQUE or first.tag_ in ("PRF",):
        return False
    nouns = _nouns(phrase)
    return bool(nouns) and nouns[0].text not in _TIMES and nouns[0].lemma_ not in _TIMES


def _span(words: Sequence[Token], start: int, stop: int) -> Span:
    return words[start].doc[words[start].i : words[stop - 1].i + 1]


def offsets(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start_char, span.end_char)
