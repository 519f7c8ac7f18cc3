"""Cue frames: bags of lemmas inside one clause that tell a position, and the word classes they are made of.

A frame is a row of lexicon/cues_*.csv; its elements may stand in any order, for German moves its verbs. A word class
(`<TROOPS>`, `<DEPLOYMENT>`, `<SEND>`, `<PLAN>`) is a set of rows of lexicon/topics.csv.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from analysis.records import SCORES, Label

LEXICON = files("analysis") / "lexicon"

#: Words that turn a clause round. `kaum` and `schwerlich` count, for a reader takes them for a polite no.
NEGATIONS = frozenset(
    (
        "nicht kein keiner keine keines keinem keinen keinerlei nie niemals nimmer weder keineswegs "
        + "keinesfalls niemand nichts kaum schwerlich mitnichten"
    ).split()
)
_NOT_NEGATING = frozenset(["nur", "zuletzt", "allein", "bloß"])  # `nicht nur Paris, sondern auch London`


#: Verbs that say little by themselves: where the clause has another full verb, a frame with one of these is not met.
_LIGHT = frozenset("sein haben werden wollen können sollen müssen dürfen mögen".split())
#: Nouns that only carry their adjective: `ausweichende Töne`, `eine ablehnende Haltung`.
_MANNERS = frozenset(
    "Ton Haltung Antwort Reaktion Wort Signal Äußerung Stimme Kurs Linie Zeichen Bescheid Position Echo Stellungnahme".split()
)
#: Verbs that take their sense from their object.
_GENERAL = frozenset(
    (
        "geben machen stellen kommen stehen gehen bleiben halten nehmen setzen lassen sehen finden sagen "
        + "liegen bringen dafür dagegen"
    ).split()
)
_FUNCTION = NEGATIONS | frozenset(
    (
        "ukraine in für an auf aus bei mit nach zu von gegen über unter vor ohne der die das es man wir ich "
        + "er sie sich uns nur auch noch erst nein ja und oder ob dass eigen"
    ).split()
)


def fold(word: str) -> str:
    """Lower case with ss for ß, as Swiss papers write it."""
    return word.lower().replace("ß", "ss")


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the cue table; elements are sets of alternatives, lower case, classes in upper case with brackets.

    reach: where the troops must be named: self (in the frame), near (within the sentences that carry the subject) or
    sentence (for words of everyday use).
    """

    id: str
    elements: tuple[frozenset[str], ...]
    position: Label
    negated: Label | None
    reach: str

    @property
    def inherent(self) -> bool:
        """Whether the negation belongs to the frame itself (`<NEG> infrage kommen`)."""
        return any("<NEG>" in element or element & NEGATIONS for element in self.elements)

    @property
    def behind(self) -> bool:
        """Whether the actor stands behind the frame's preposition (`das Kommando liegt bei Paris`)."""
        return any("bei" in element for element in self.elements)

    @property
    def content(self) -> int:
        """How much the frame says by itself: 2 for a word of its own, 1 for a general verb, 0 for a class."""
        return sum(_content(element) for element in self.elements)

    @property
    def weight(self) -> tuple[int, int]:
        """Content first, then the number of elements."""
        return self.content, len(self.elements)


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame found in a clause: the label it gives there and the tokens that carry it."""

    frame: Frame
    position: Label
    tokens: tuple[Token, ...]
    negated: bool
    literal: tuple[Token, ...] = ()  # those of the tokens that stand for a word, not for a class


@cache
def frames() -> tuple[Frame, ...]:
    """All cue frames. Raises ValueError with file and line for a row that makes no sense."""
    found: list[Frame] = []
    seen: dict[str, str] = {}
    for path in sorted((p for p in LEXICON.iterdir() if p.name.startswith("cues")), key=lambda p: p.name):
        for line, row in enumerate(csv.DictReader(path.read_text("utf-8").splitlines()), 2):
            place = f"{path.name}:{line}"
            if row["id"] in seen:
                raise ValueError(f"{place}: the id {row['id']!r} already stands in {seen[row['id']]}")
            if row["position"] not in SCORES or row["negated"] not in (*SCORES, "-"):
                raise ValueError(f"{place}: position and negated must be one of {', '.join(SCORES)} (or - for negated)")
            seen[row["id"]] = place
            elements = tuple(
                frozenset(w if w.startswith("<") else fold(w) for w in element.split("|"))
                for element in row["frame"].split()
            )
            negated = None if row["negated"] == "-" else row["negated"]
            found.append(Frame(row["id"], elements, row["position"], negated, row["topic"]))  # type: ignore[arg-type]
    return tuple(found)


@cache
def _index() -> dict[str, tuple[Frame, ...]]:
    """Frames by each alternative of the element that is rarest in the table."""
    counts: dict[str, int] = defaultdict(int)
    for frame in frames():
        for element in frame.elements:
            for word in element:
                counts[word] += 1
    index: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames():
        rarest = min(
            frame.elements,
            key=lambda element: (
                any(w.startswith("<") for w in element),
                max(counts[w] for w in element),
                sorted(element),
            ),
        )
        for word in sorted(rarest):
            index[word].append(frame)
    return {word: tuple(rows) for word, rows in index.items()}


@cache
def _classes() -> tuple[dict[str, tuple[str, str]], tuple[tuple[str, str, str], ...]]:
    """(exact lemma -> (class, strength)), (suffix, class, strength) longest first."""
    exact: dict[str, tuple[str, str]] = {}
    suffixes: list[tuple[str, str, str]] = []
    for row in csv.DictReader((LEXICON / "topics.csv").read_text("utf-8").splitlines()):
        lemma = fold(row["lemma"])
        if lemma.startswith("*"):
            exact.setdefault(lemma[1:], (row["class"], row["strength"]))
            suffixes.append((lemma[1:], row["class"], row["strength"]))
        else:
            exact[lemma] = (row["class"], row["strength"])
    suffixes.sort(key=lambda item: -len(item[0]))
    return exact, tuple(suffixes)


def _content(element: frozenset[str]) -> int:
    if all(word.startswith("<") or word_class(word)[0] in ("TROOPS", "DEPLOYMENT", "SEND") for word in element):
        return 0
    if element & _LIGHT or element & _FUNCTION:
        return 0
    return 1 if element & _GENERAL else 2


def classes() -> tuple[tuple[str, str], ...]:
    """(lemma, topical strength) of every word of TROOPS, DEPLOYMENT and SEND; verbs without their ending."""
    exact, _ = _classes()
    return tuple(
        (lemma.removesuffix("en") if name == "SEND" else lemma, grade)
        for lemma, (name, grade) in exact.items()
        if name in ("TROOPS", "DEPLOYMENT", "SEND")
    )


def subject_phrases() -> tuple[tuple[str, str], ...]:
    """(phrase in lower case, topical strength) of fixed phrases that name the force."""
    exact, _ = _classes()
    return tuple((phrase, grade) for phrase, (name, grade) in exact.items() if name == "PHRASE")


@cache
def word_class(lemma: str) -> tuple[str, str]:
    """Class (TROOPS, DEPLOYMENT, SEND, PLAN or empty) and topical strength (strong, weak, none) of a lemma."""
    lemma = fold(lemma)
    exact, suffixes = _classes()
    if lemma in exact:
        return exact[lemma]
    for suffix, name, strength in suffixes:
        # A first part needs three letters: `Kommission` is no mission, `Militäreinsatz` is an Einsatz.
        if (
            lemma.endswith(suffix)
            and len(lemma) >= len(suffix) + 3
            and lemma not in ("kommission", "emission", "permission")
        ):
            return name, strength
    return "", ""


def negations(tokens: Iterable[Token]) -> list[Token]:
    """The negating words among tokens, without `nicht nur`, `nicht zuletzt`."""
    found = []
    for token in tokens:
        if token.lower_ in NEGATIONS or token.lemma_ == "kein":
            after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
            before = token.nbor(-1).lower_ if token.i else ""
            # `auf ukrainischem Gebiet und nicht daneben`: what comes after `und nicht` is denied, not the clause.
            if after not in _NOT_NEGATING and not (token.lower_ == "nicht" and before == "und"):
                found.append(token)
    return found


def keys(tokens: Iterable[Token], lemmas: Iterable[str]) -> dict[str, list[Token]]:
    """What frames can ask for: lower-case lemmas and forms, and the classes of the words."""
    found: dict[str, list[Token]] = defaultdict(list)
    for token, lemma in zip(tokens, lemmas, strict=True):
        low = fold(lemma)
        for key in {low, fold(token.text)}:
            if key:
                found[key].append(token)
        if token.tag_ in ("VVFIN", "VVINF", "VVPP", "VVIZU"):
            found["<VERB>"].append(token)
        if token.tag_ == "ADJD":
            found["<PREDICATE>"].append(token)
        name, _ = word_class(low)
        if token.tag_ == "ADJA" and name == "SEND":
            name = ""
        if name:
            found[f"<{name}>"].append(token)
        figure = token.text.replace(".", "")
        year = len(token.text) == 4 and token.text[:2] in ("19", "20")
        if (figure.isdigit() and len(figure) >= 3 and not year) or low.endswith(("tausend", "hundert")):
            found["<NUMBER>"].append(token)
    for token in negations(tokens):
        found["<NEG>"].append(token)
    return found


def match(keyed: dict[str, list[Token]], *, negated: bool) -> list[Hit]:
    """All frames whose elements the keys hold, the one that says most first."""
    candidates: dict[str, Frame] = {}
    index = _index()
    for key in keyed:
        for frame in index.get(key, ()):
            candidates[frame.id] = frame
    hits: list[Hit] = []
    for frame in candidates.values():
        tokens = _tokens(frame, keyed)
        if not tokens or not _fits(frame, tokens, keyed):
            continue
        flip = negated and not frame.inherent
        position = frame.negated if flip else frame.position
        if position is not None:
            literal = tuple(
                t for t, e in zip(tokens, frame.elements, strict=True) if not any(w.startswith("<") for w in e)
            )
            hits.append(Hit(frame, position, tuple(sorted(tokens, key=lambda t: t.i)), flip, literal))
    return sorted(hits, key=lambda hit: (*(-w for w in hit.frame.weight), hit.frame.id))


def _tokens(frame: Frame, keyed: dict[str, list[Token]]) -> list[Token]:
    """One token for each element, none taken twice; empty where that cannot be."""
    choices = [[t for word in sorted(element) for t in keyed.get(word, ())] for element in frame.elements]

    def take(place: int, taken: list[Token]) -> list[Token]:
        if place == len(choices):
            return taken
        for token in choices[place]:
            if token not in taken and (found := take(place + 1, [*taken, token])):
                return found
        return []

    return take(0, []) if all(choices) else []


def _fits(frame: Frame, tokens: list[Token], keyed: dict[str, list[Token]]) -> bool:
    """Whether the words stand as the frame means them.

    An attributive adjective counts only with its noun (`kalte Füße`, but not `mögliche Truppen` for `möglich`), a light
    verb only where no other full verb carries the clause.
    """
    without = any("ohne" in element for element in frame.elements)
    for token in tokens:
        # `ohne konkrete Zusagen` is no promise.
        if (
            not without
            and token.tag_ in ("NN", "NNA", "NNI")
            and any(t.lower_ == "ohne" for t in token.doc[max(0, token.i - 3) : token.i])
        ):
            return False
        # `sich etwas davon versprechen` expects, it does not promise.
        if token.lemma_ == "versprechen" and any(t.tag_ == "PRF" for t in keyed.get("sich", [])):
            return False
        # `Paris will dagegen präsent sein`: with another predicate the adverb only contrasts.
        contrasts = token.lower_ in ("dagegen", "dafür") and token.tag_ != "PTKVZ" and keyed.get("<PREDICATE>")
        if contrasts and not any(t in tokens for t in keyed["<PREDICATE>"]):
            return False
        if token.tag_ == "ADJA" and token.text[:1].islower():
            noun = next((t for t in token.doc[token.i + 1 : token.i + 4] if t.tag_ in ("NN", "NNA", "NNI")), None)
            if noun is None or (noun not in tokens and noun.lemma_ not in _MANNERS):
                return False
        # A preposition of the frame governs a word of the frame: `für die Truppe sein`, not `für Paris wäre die Truppe`.
        if token.tag_ in ("APPR", "APPRART") and len(tokens) > 1 and not frame.behind:
            governed = [t for t in token.doc[token.i + 1 : token.i + 6] if t in tokens]
            noun_in_frame = any(t.tag_ in ("NN", "NE", "NNA", "NNI") for t in tokens)
            if noun_in_frame and not governed:
                return False
    # `keine Soldaten in die Ukraine` is a whole message only where no other verb follows.
    if not frame.content or any(element & _LIGHT for element in frame.elements):
        full = keyed.get("<VERB>", [])
        return not full or any(verb in tokens for verb in full)
    return True
