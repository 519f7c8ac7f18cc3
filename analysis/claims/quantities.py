"""Quantities: numbers with what they count, as figures, as words, as ranges and as mere orders of size.

Figures are read by babel and number words by text2num; what they know nothing of (`zwei Dutzend`, `mehrere tausend`,
`bis zu`) is lexicon/claim_words.csv.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from babel.numbers import NumberFormatError, parse_decimal
from text_to_num import text2num

from analysis.claims.words import listed, value
from analysis.language.segments import QUOTES
from analysis.language.tokens import Span, Token

#: German writes 40.000, Swiss papers 40'000, and some put a thin blank there.
_FIGURE = re.compile(r"\d{1,3}(?:[.’' \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
#: What a sentence with a quantity holds; the cheap look first.
_HINT = re.compile(
    r"\d|zwei|drei|vier|fünf|sech|sieb|acht|neun|zehn|elf|zwölf|zwanzig|hundert|tausend|dutzend|mill?i(?:on|ard)", re.I
)
_WORD = re.compile(r"(?:ein|zwei|drei|vier|fünf|sech|sieb|acht|neun|zehn|elf|zwölf|zwanzig|hundert|tausend)", re.I)
_TO = ("bis", "-", "–", "—")
_YEARS = range(1990, 2050)
#: A longer figure, or a higher number, counts neither soldiers nor euros: it is a code or a slip.
_LONGEST, _MOST = 20, 10**15
#: How many words may stand between a number and what it counts (`26 vor allem westliche Staaten`).
_REACH = 4


class _Number(NamedTuple):
    """A number as said: its bounds, the place behind its words, and the factor of its last word (`Milliarden`)."""

    low: float
    high: float
    after: int
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    low, high: the number, or the two ends of a range, at least 0. bound: exact, about, at_least or at_most. unit:
    countries, soldiers, brigades, ... or a currency. first, last: the words of the number; noun: the word it counts.
    part: whether it counts the rest of another number (`zehn weitere Länder`); of: whether it is the whole of which
    the words before are a part (`zehn der 26 Länder`).
    """

    low: int
    high: int
    bound: str
    unit: str
    first: Token
    last: Token
    noun: Token
    part: bool = False
    of: bool = False


def quantities(sentence: Span) -> list[Quantity]:
    """The quantities of a tagged sentence, in reading order."""
    if not _HINT.search(sentence.text):
        return []
    tokens = [t for t in sentence if not t.is_space and t.text not in QUOTES]
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        number = _number(tokens, place)
        if number is None:
            place += 1
            continue
        noun = _counted(tokens, number.after)
        if noun is not None and number.high < _MOST and not _is_year(tokens[place]):
            found.append(_quantity(tokens, place, number, noun))
        place = number.after
    return found


def _quantity(tokens: Sequence[Token], place: int, number: _Number, noun: Token) -> Quantity:
    bound, first = _bound(tokens, place)
    if bound == "exact" and value(tokens[place], "several") is not None:
        bound = "about"
    beside = [*tokens[max(0, first - 2) : first], *(t for t in tokens[number.after :] if t.i < noun.i)]
    before = tokens[first - 1].lower_ if first else ""
    parted = [t for t in tokens[max(0, first - 3) : first - 1] if t.tag_ in ("CARD", "PIS", "PIAT")]
    return Quantity(
        round(number.low),
        round(number.high),
        bound,
        unit(noun),
        tokens[first],
        tokens[number.after - 1],
        noun,
        part=any(t.lemma_.lower() in listed("part") for t in beside),
        of=before in ("der", "den", "dieser", "diesen") and bool(parted),
    )


def _number(tokens: Sequence[Token], place: int) -> _Number | None:
    """The number that begins at a place, with the other end of its range."""
    one = _value(tokens, place)
    if one is None or one.after >= len(tokens):
        return one
    joint = tokens[one.after].lower_
    between = joint in ("und", "oder") and place > 0 and tokens[place - 1].lower_ == "zwischen"
    two = _value(tokens, one.after + 1) if joint in _TO or between else None
    if two is None:
        return one
    low = one.low
    if tokens[place].text.endswith("-"):
        # `fünf- bis sechstausend`: the end of the last word holds for both.
        low *= next((int(f) for w, f in listed("scale").items() if tokens[two.after - 1].lower_.endswith(w)), 1)
    elif one.scale == 1:
        low *= two.scale  # `30 bis 40 Milliarden`
    return _Number(low, two.high, two.after, two.scale) if low < two.high else one


def _value(tokens: Sequence[Token], place: int) -> _Number | None:
    """One number with its words of size: `40`, `40 000`, `vierzig Milliarden`, `mehrere tausend`, `ein Dutzend`."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    after = place + 1
    several = value(token, "several")
    scaled = after < len(tokens) and value(tokens[after], "scale") is not None
    if several is not None:
        low, high = (float(end) for end in several.split("-"))
        if high < 10 and not scaled:
            return None  # `mehrere Länder` is no number
    elif (fraction := value(token, "fraction")) is not None:
        low = high = float(fraction)
    elif token.tag_ == "ART" and token.lemma_.lower() == "ein" and scaled:
        low = high = 1.0
    else:
        figure = _figure(token.text)
        while figure is not None and after < len(tokens) and _grouped(tokens[after - 1], tokens[after]):
            figure, after = figure * 1000 + float(tokens[after].text), after + 1
        number = figure if figure is not None else _word(token.lower_.removesuffix("-"))
        if number is None:
            return None
        low = high = number
    scale = 1
    while after < len(tokens) and (factor := value(tokens[after], "scale")) is not None:
        scale *= int(factor)
        after += 1
    return _Number(low * scale, high * scale, after, scale)


def _figure(text: str) -> float | None:
    if len(text) > _LONGEST or not _FIGURE.fullmatch(text):
        return None
    try:
        return float(parse_decimal(re.sub("[’' \u00a0\u202f]", ".", text), locale="de", strict=True))
    except NumberFormatError:
        return None


def _grouped(token: Token, after: Token) -> bool:
    """Whether two figures are one number with a blank in it: `40 000`."""
    return (
        len(token.text) < 4
        and len(after.text) == 3
        and after.text.isdigit()
        and after.idx == token.idx + len(token) + 1
    )


@cache
def _word(word: str) -> float | None:
    """The value of a number word from two on; `ein` is an article."""
    if not _WORD.search(word) or not word.isalpha():
        return None
    try:
        number = float(text2num(word, "de"))
    except ValueError:
        return None
    return number if number > 1 else None


def _is_year(token: Token) -> bool:
    """`könnte 2026 Soldaten schicken`."""
    return len(token.text) == 4 and token.text.isdigit() and int(token.text) in _YEARS


def _counted(tokens: Sequence[Token], place: int) -> Token | None:
    """The word that a number before a place counts; adjectives, and the whole of a part, may stand between."""
    reach = tokens[place : place + _REACH]
    if [t.lower_ for t in reach[:2]] == [",", "sondern"]:
        reach = tokens[place + 2 : place + 2 + _REACH]  # `nicht 20.000, sondern 10.000 Soldaten`
    for token in reach:
        if unit(token):
            return token
        whole = token.lower_ in ("der", "dieser", "davon") or token.tag_ == "CARD"
        if not (token.tag_ in ("ADJA", "ADV", "APPRART", "PIAT", "ADJD") or whole):
            return None
    return None


def unit(token: Token) -> str:
    """What a noun is the unit of: countries, soldiers, ...; empty where it is none."""
    if not token.text[:1].isupper() or token.tag_ == "TRUNC":
        return ""  # `25 Staats- und Regierungschefs` are no states
    return value(token, "unit") or next(
        (made for word, made in listed("unit").items() if word[0] == "*" and token.lemma_.lower().endswith(word[1:])),
        "",
    )


def _bound(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """How exact a number is by the words before it, and the place where these begin."""
    if place and tokens[place - 1].lower_ == "zwischen":
        return "exact", place - 1
    for length in (3, 2, 1):
        first = place - length
        words = " ".join(t.lower_ for t in tokens[max(0, first) : place])
        if first < 0 or words not in listed("bound"):
            continue
        talked = any(value(t, "talk") is not None for t in tokens)
        if words == "über" and (talked or (first > 0 and tokens[first - 1].tag_ == "NN")):
            return "exact", place  # `sprechen über 500 Soldaten`
        return listed("bound")[words], first
    return "exact", place
