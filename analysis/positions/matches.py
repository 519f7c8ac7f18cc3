"""Matches: cue frames that the words of a clause meet, and the words that deny."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from analysis.language.tokens import Token
from analysis.positions.classes import country_classes, word_class
from analysis.positions.cues import Frame, by_word, is_class
from analysis.positions.lexicon import fold, words
from analysis.records import Label
from analysis.tagger import FORMS

FULL_VERBS = ("VVFIN", "VVINF", "VVPP", "VVIZU")
NOUNS = ("NN", "NNA", "NNI")
_NOMINAL = (*NOUNS, "NE")
_NOT_NEGATING = ("nur", "zuletzt", "allein", "bloß")  # `nicht nur Paris, sondern auch London`


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame found in a clause: the label it gives there and the tokens that carry it, in reading order.

    literal: those of the tokens that stand for a word, not for a class.
    """

    frame: Frame
    position: Label
    tokens: tuple[Token, ...]
    negated: bool
    literal: tuple[Token, ...] = ()


def negations(tokens: Iterable[Token]) -> list[Token]:
    """The negating words among tokens, without `nicht nur`, `nicht zuletzt`."""
    found = []
    negating = words("negation")
    for token in tokens:
        if token.lower_ in negating or token.lemma_ == "kein":
            after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
            before = token.nbor(-1).lower_ if token.i else ""
            # `auf ukrainischem Gebiet und nicht daneben`: what comes after `und nicht` is denied, not the clause.
            aside = token.lower_ == "nicht" and before == "und"
            # `so konkret wie nie`, `wie kein anderer`: a comparison denies nothing.
            if after not in _NOT_NEGATING and not aside and before != "wie":
                found.append(token)
    return found


def keys(tokens: Sequence[Token], lemmas: Sequence[str]) -> dict[str, list[Token]]:
    """What frames can ask for: lower-case lemmas and forms, and the classes of the words."""
    found: dict[str, list[Token]] = defaultdict(list)
    for token, lemma in zip(tokens, lemmas, strict=True):
        if token.text.endswith("-"):
            continue  # `Staats- und Regierungschefs`: half a word
        noun = token.tag_ in _NOMINAL
        for key in _keys(token.text, lemma, token.tag_, not noun or token.is_sent_start):
            found[key].append(token)
    if denying := negations(tokens):
        found["<NEG>"] = denying
    return found


@lru_cache(FORMS)
def _keys(text: str, lemma: str, tag: str, small: bool) -> tuple[str, ...]:
    """The keys of a word; small: whether those in small letters count, as for a noun they do not."""
    found: list[str] = []
    low = fold(lemma)
    for key in {low, fold(text)} - {""}:
        # `beim Nachdenken` is no `nachdenken`: in the table of frames nouns have a capital as in the text.
        if small:
            found.append(key)
        if tag in _NOMINAL or text[:1].isupper():
            found.append(key[0].upper() + key[1:])
    if tag in FULL_VERBS:
        found.append("<VERB>")
    if tag == "ADJD":
        found.append("<PREDICATE>")
    name, _ = word_class(low)
    # `die entsandten Soldaten` have been sent: the participle sends nobody.
    if name and not (tag == "ADJA" and name == "SEND"):
        found.append(f"<{name}>")
    if low in words("parliament"):
        found.append("<PARLIAMENT>")
    found.extend(f"<{name}>" for name in country_classes(text))
    first, _, second = text.partition("-")
    if second and (named := country_classes(first)) and "WAR_PARTY" not in named:  # `US-Garantie`, no `Ukraine-Truppe`
        found.append(second)
    figure = text.replace(".", "")
    year = len(text) == 4 and text[:2] in ("19", "20")
    if (figure.isdigit() and len(figure) >= 3 and not year) or low.endswith(("tausend", "hundert")):
        found.append("<NUMBER>")
    return tuple(found)


def match(keyed: dict[str, list[Token]], *, negated: bool) -> list[Hit]:
    """All frames whose elements the keys hold, the one that says most first."""
    candidates = {frame.id: frame for key in keyed for frame in by_word().get(key, ())}
    hits: list[Hit] = []
    for frame in candidates.values():
        tokens = _tokens(frame, keyed)
        if not tokens or not _fits(frame, tokens, keyed):
            continue
        flip = negated and not frame.inherent
        position = frame.negated if flip else frame.position
        if position is not None:
            literal = tuple(t for t, e in zip(tokens, frame.elements, strict=True) if not is_class(e))
            hits.append(Hit(frame, position, tuple(sorted(tokens, key=lambda t: t.i)), flip, literal))
    return sorted(hits, key=lambda hit: (*(-w for w in hit.frame.weight), hit.frame.id))


def _tokens(frame: Frame, keyed: dict[str, list[Token]]) -> list[Token]:
    """One token for each element, none taken twice; empty where that cannot be."""
    if any(keyed.keys().isdisjoint(element) for element in frame.elements):
        return []
    choices = [[t for word in element if word in keyed for t in keyed[word]] for element in frame.choices]

    def take(place: int, taken: list[Token]) -> list[Token]:
        if place == len(choices):
            return taken
        for token in choices[place]:
            if token not in taken and (found := take(place + 1, [*taken, token])):
                return found
        return []

    return take(0, [])


def _fits(frame: Frame, tokens: list[Token], keyed: dict[str, list[Token]]) -> bool:
    """Whether the words stand as the frame means them: each as its form allows, a light verb without a full one."""
    if not all(_stands(token, frame, tokens, keyed) for token in tokens):
        return False
    # `keine Soldaten in die Ukraine` is a whole message only where no other verb follows.
    if frame.content and not frame.light:
        return True
    full = keyed.get("<VERB>", [])
    return not full or any(verb in tokens for verb in full)


def _stands(token: Token, frame: Frame, tokens: list[Token], keyed: dict[str, list[Token]]) -> bool:
    """Whether one word of a frame stands as the frame means it."""
    doc, place = token.doc, token.i
    # `ohne konkrete Zusagen` is no promise.
    if not frame.without and token.tag_ in NOUNS and any(t.lower_ == "ohne" for t in doc[max(0, place - 3) : place]):
        return False
    # `sich etwas davon versprechen` expects, it does not promise.
    if token.lemma_ == "versprechen" and any(t.tag_ == "PRF" for t in keyed.get("sich", [])):
        return False
    # `Paris will dagegen präsent sein`: with another predicate the adverb only contrasts.
    predicates = keyed.get("<PREDICATE>", [])
    contrasts = token.lower_ in ("dagegen", "dafür") and token.tag_ != "PTKVZ"
    if contrasts and predicates and not any(t in tokens for t in predicates):
        return False
    # `im unter seiner Leitung entstandenen Papier über Truppen`: what was made under it is the paper.
    if token.lower_ == "unter" and (made := _made(token)) is not None and made not in tokens:
        return False
    # An attributive adjective counts only with its noun: `kalte Füße`, but not `mögliche Truppen` for `möglich`.
    if token.tag_ == "ADJA" and token.text[:1].islower():
        noun = next((t for t in doc[place + 1 : place + 4] if t.tag_ in NOUNS), None)
        if noun is None or (noun not in tokens and noun.lemma_ not in words("manner")):
            return False
    # A preposition of the frame governs a word of the frame: `für die Truppe sein`, not `für Paris wäre die Truppe`.
    if token.tag_ in ("APPR", "APPRART") and len(tokens) > 1 and not frame.behind:
        behind: Iterable[Token] = doc[place + 1 : place + 6]
        if any(country_classes(t.text) for t in tokens):  # `ohne klares Ziel werde Rom nicht`: not up to the verb
            behind = takewhile(lambda t: t.tag_[:1] != "V", behind)
        governs = any(t in tokens for t in behind)
        return governs or not any(t.tag_ in (*NOUNS, "NE") for t in tokens)
    return True


def _made(under: Token) -> Token | None:
    """The noun whose participle `unter` belongs to (`das unter Leitung von X verfasste Papier`), None elsewhere."""
    doc = under.doc
    if not under.i or doc[under.i - 1].tag_ not in ("ART", "APPRART", "PDAT", "PPOSAT"):
        return None
    inside = list(takewhile(lambda t: t.tag_[:1] != "V" and t.text not in ",.;:", doc[under.i + 1 : under.i + 12]))
    made = next((t for t in inside if t.tag_ == "ADJA" and t.lemma_.lower().endswith(("en", "t", "ene", "te"))), None)
    return next((t for t in inside if made is not None and t.i > made.i and t.tag_ in NOUNS), None)
