"""Noun phrases of a clause, with preposition, genitive tie and whether their form can be a nominative."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.language.clauses import Clause
from analysis.language.segments import QUOTES
from analysis.language.tokens import Token

_DETERMINERS = ("ART", "PDAT", "PIAT", "PPOSAT", "PWAT", "PRELAT")
_NOUNS = ("NN", "NE", "NNA", "NNI", "FM", "TRUNC")
_PRONOUNS = ("PPER", "PDS", "PIS", "PRELS", "PWS", "PPOSS")
_INSIDE = (*_DETERMINERS, *_NOUNS, "ADJA", "CARD", "PRELAT")
# `der` before these endings is genitive or dative: they are feminine.
_FEMININE = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "tät",
    "ion",
    "ik",
    "ei",
    "in",
    "nz",
    "ie",
    "ur",
    "macht",
    "seite",
    "spitze",
    "armee",
    "truppe",
    "mehrheit",
    "allianz",
    "union",
    "kommission",
    "frage",
)
# Countries with an article are feminine or plural: `der Ukraine`, `der USA` are never a subject; `der Kreml` is.
_FEMININE_NAMES = ("ine", "ei", "schweiz", "eu", "nato", "usa", "union", "allianz", "republik", "staaten")
_OBLIQUE = frozenset(
    (
        "den dem des einen einem eines einer keinen keinem keines keiner diesen diesem dieses dieser seinen "
        + "seinem seiner seines ihren ihrem ihrer ihres unseren unserem unserer unseres jeden jedem jeder jedes "
        + "allen aller vielen mehreren zahlreichen einigen"
    ).split()
)
# These are also nominatives of the masculine (`dieser Plan`) or the neuter (`dieses Vorhaben`, `jedes Land`).
_BOTH = frozenset("dieser dieses jeder jedes".split())
_POSTPOSITIONS = frozenset(["zufolge", "gegenüber", "nach", "entgegen"])


@dataclass(eq=False, slots=True)
class Phrase:
    """A noun phrase: its tokens, head, preposition (lower case, empty for none), and the phrase it is genitive to.

    nominative: whether its form can be a nominative; owner: the phrase this one belongs to as a genitive or as a name
    before its noun (`Italiens` in `Italiens Regierung`); joined: the phrase it is coordinated with (`und`, `,`).
    """

    tokens: list[Token]
    head: Token
    preposition: str = ""
    nominative: bool = True
    owner: Phrase | None = None
    joined: Phrase | None = None
    attributes: list[Phrase] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.tokens[0].idx

    @property
    def end(self) -> int:
        last = self.tokens[-1]
        return last.idx + len(last.text)


def phrases(clause: Clause, names: frozenset[int] = frozenset()) -> list[Phrase]:
    """The noun phrases of a clause in reading order; names: token indices of words known to be proper names."""
    found: list[Phrase] = []
    tokens = [token for token in clause.tokens if token.text not in QUOTES]
    index = 0
    preposition = ""
    linked = False  # `und` or nothing but a comma since the last phrase
    while index < len(tokens):
        token = tokens[index]
        if not index and clause.opener and token.lower_ == clause.opener:
            index += 1
            continue
        if (
            token.lower_ == "bis"
            and found
            and found[-1].tokens[-1].tag_ == "CARD"
            and index + 1 < len(tokens)
            and tokens[index + 1].tag_ == "CARD"
        ):
            index += 1  # `fünf bis sieben Staaten`
            continue
        if token.tag_ in ("APPR", "APPRART", "KOKOM") or (token.tag_ == "KOUI" and token.lower_ in ("statt", "ohne")):
            preposition, linked = token.lower_, False
            index += 1
            continue
        if token.tag_ in ("APPO",) or (
            token.lower_ in _POSTPOSITIONS
            and found
            and found[-1].tokens[-1].i == token.i - 1
            and index
            and token.tag_ != "PTKVZ"
            and not _starts(tokens, index + 1)
        ):
            if found:
                found[-1].preposition, found[-1].nominative = token.lower_, False
            index += 1
            continue
        if token.tag_ in _PRONOUNS and not (
            token.tag_ == "PDS" and index + 1 < len(tokens) and tokens[index + 1].tag_ in _NOUNS
        ):
            found.append(_pronoun(token, preposition))
            preposition, linked = "", False
            index += 1
            continue
        if token.tag_ in _INSIDE or token.i in names or token.tag_ == "PDS":
            stop = _extent(tokens, index, names)
            phrase = _phrase(tokens[index:stop], preposition, names)
            _tie(phrase, found, tokens[index - 1] if index else None, linked)
            found.append(phrase)
            # A preposition governs what is coordinated with its noun: `mit Paris und London`.
            preposition = phrase.preposition if phrase.joined is not None else ""
            preposition, linked = "", False
            index = stop
            continue
        if token.tag_ == "KON" or token.lower_ in ("sowie",):
            linked = True
        elif token.tag_ not in ("ADV", "ADJD"):
            preposition, linked = "", False
        index += 1
    return found


def _starts(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].tag_ in (*_INSIDE, "PPER")


def _extent(tokens: list[Token], index: int, names: frozenset[int]) -> int:
    """Index after the last token of the phrase that starts at index: determiners, adjectives, then nouns and names."""
    stop, noun_seen = index, False
    while stop < len(tokens):
        token = tokens[stop]
        name = token.i in names
        if stop > index and token.i != tokens[stop - 1].i + 1 and noun_seen:
            break
        if token.tag_ in _NOUNS or name:
            # `Italiens Regierung` is name + noun: two phrases, the first tied to the second.
            # `in Rom Hilfe`: a name is never the first part of a plain noun's phrase either.
            if noun_seen and tokens[stop - 1].tag_ == "NE" and token.tag_ == "NN" and not name:
                break
            noun_seen = True
        elif token.tag_ in ("ADJA", "CARD") or (token.tag_ in _DETERMINERS and stop == index) or token.tag_ == "PDS":
            if noun_seen:
                break
        elif (
            (token.tag_ in ("PIAT", "CARD") and not noun_seen)
            or (
                token.tag_ == "ADV"
                and not noun_seen
                and stop + 1 < len(tokens)
                and tokens[stop + 1].tag_ in ("ADJA", "CARD")
            )
            or (token.tag_ == "ADJD" and not noun_seen and stop + 1 < len(tokens) and tokens[stop + 1].tag_ == "ADJA")
            or (
                token.text in ("von", "der", "de", "van", "den", "Van", "Der", "De")
                and noun_seen
                and _particle_of_name(tokens, stop, names)
            )
        ):
            pass
        else:
            break
        stop += 1
    return max(stop, index + 1)


def _particle_of_name(tokens: list[Token], index: int, names: frozenset[int]) -> bool:
    """`Ursula von der Leyen`, `Bart De Wever`: small words inside a name that is known as one."""
    return tokens[index - 1].i in names and tokens[index].i in names


def _pronoun(token: Token, preposition: str) -> Phrase:
    nominative = not preposition and token.lower_ not in (
        "ihn",
        "ihm",
        "ihnen",
        "dem",
        "den",
        "dessen",
        "deren",
        "denen",
        "mich",
        "mir",
        "uns",
        "euch",
    )
    return Phrase([token], token, preposition, nominative)


def _phrase(tokens: list[Token], preposition: str, names: frozenset[int]) -> Phrase:
    nouns = [token for token in tokens if token.tag_ in _NOUNS]
    head = next((token for token in nouns if token.tag_ == "NN"), nouns[0] if nouns else tokens[-1])
    # `Den Haag`: the article belongs to the name.
    nominative = not preposition and ((tokens[0].i in names and tokens[0].tag_ == "ART") or _nominative(tokens, head))
    return Phrase(tokens, head, preposition, nominative)


def _nominative(tokens: list[Token], head: Token) -> bool:
    first = tokens[0].lower_
    feminine = head.lower_.endswith(_FEMININE_NAMES if head.tag_ == "NE" else _FEMININE)
    if first == "der":
        return not feminine or any(token.tag_ == "NE" and token is not head for token in tokens)
    if first in _BOTH:
        return not (first in ("dieser", "jeder") and feminine)
    return first not in _OBLIQUE


def _tie(phrase: Phrase, found: list[Phrase], before: Token | None, linked: bool) -> None:
    """Tie a phrase to its neighbour: genitive after a noun, name before its noun, or coordination."""
    last = found[-1] if found else None
    if last is None:
        return
    adjacent = last.tokens[-1].i + 1 == phrase.tokens[0].i
    if linked or (
        before is not None
        and before is last.tokens[-1]
        and phrase.tokens[0].i == last.tokens[-1].i + 2
        and phrase.tokens[0].nbor(-1).text == ","
    ):
        if not phrase.preposition and last.head.tag_ in _NOUNS and phrase.head.tag_ in _NOUNS:
            phrase.joined = last
            if last.preposition:
                phrase.preposition, phrase.nominative = last.preposition, False
        return
    if not adjacent or phrase.preposition:
        return
    genitive = phrase.tokens[0].lower_ in (
        "des",
        "der",
        "eines",
        "einer",
        "dieser",
        "dieses",
        "seiner",
        "ihrer",
        "seines",
        "ihres",
    )
    name = phrase.head.tag_ == "NE" and phrase.head.text.endswith(("s", "’", "'"))
    plain = phrase.tokens[0].tag_ == "ADJA" and phrase.tokens[0].lower_.endswith("er")
    if last.head.tag_ == "NN" and (genitive or name or plain):
        phrase.owner, phrase.nominative = last, False
        last.attributes.append(phrase)
    elif last.head.tag_ == "NE" and last.head.text.endswith(("s", "’", "'")) and phrase.head.tag_ == "NN":
        last.owner = phrase
        phrase.nominative = phrase.nominative and not last.preposition
        if last.preposition:
            phrase.preposition = last.preposition
        last.nominative = False
        phrase.attributes.append(last)
