"""Whether a stretch of text is about troops for Ukraine: the article, the sentence, the clause, and what stands near.

A strong word (`Bodentruppen`, `Friedenstruppe`) is about the subject wherever the article names Ukraine; a weak one
(`Soldaten`, `Mission`) only where nothing says that the troops are elsewhere or not those of other states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analysis.language.tokens import Span, Token
from analysis.positions.actors import war_party
from analysis.positions.classes import classes, subject_phrases, word_class
from analysis.positions.lexicon import rows
from analysis.records import Mention

#: Behind a name of a country: a genitive before its noun, `Zyperns Präsident`, which names who acts and no place.
_POSSESSOR = re.compile(r"s [A-ZÄÖÜ]")
_WORD = re.compile(r"\w")
_COALITION = ("koalition der willigen", "koalition der freiwilligen")
_UKRAINE = ("ukrain", "kiew", "kyjiw", "kyiv", "selensk", "zelensk", *_COALITION)
_CORE = (
    *("soldat", "trupp", "kontingent", "brigade", "bataillon", "kompanie", "regiment", "verbänd", "armee"),
    *("bundeswehr", "bundesheer", "uniform", "stiefel", "infanterist", "fallschirmjäger", "entsend"),
    *("waffenruhe", "waffenstillstand", "feuerpause", "sicherheitsgarantie", *_COALITION),
)
_POLLS = ("umfrage", "befragt", "befragung", "meinungsforsch", "demoskop", "repräsentativ")
_WAR = ("waffenruhe", "waffenstillstand", "feuerpause", "kreml", "moskau", "putin", "russland")


@cache
def _finder(stems: tuple[str, ...]) -> AhoCorasick:
    """Finds stems, which are in small letters, anywhere in words, none overlapping another."""
    return AhoCorasick(stems, matchkind=MatchKind.LeftmostFirst, implementation=Implementation.DFA)


@cache
def _troop_stems(*grades: str) -> tuple[str, ...]:
    words = {lemma.rstrip("e") for lemma, grade in classes() if grade in grades}
    words |= {word.replace("ss", "ß") for word in words}
    return tuple(sorted(words | {phrase for phrase, grade in subject_phrases() if grade in grades}))


def _count(stems: tuple[str, ...], text: str) -> int:
    return len(_finder(stems).find_matches_as_indexes(text.lower()))


@cache
def _theatres() -> AhoCorasick:
    return AhoCorasick([row["stem"].lower() for row in rows("theatres.csv")], implementation=Implementation.DFA)


def _count_theatres(text: str) -> int:
    """How often a word begins with the stem of another place where such troops stand."""
    count = reached = 0
    found = _theatres().find_matches_as_indexes(text.lower(), overlapping=True)
    for _, start, end in sorted(found, key=itemgetter(1)):
        if start >= reached and not _WORD.match(text[start - 1 : start]):
            if not _POSSESSOR.match(text, end):
                count += 1
            reached = end
    return count


def may_hold_position(text: str) -> bool:
    """Whether an article can hold a position at all, on the raw text.

    It has a word for troops, and names Ukraine; or, since a short text takes the subject for known, it speaks of a
    ceasefire, of Moscow or of a force by a strong word, and of no other place where such troops stand.
    """
    if not mentions_troops(text):
        return False
    named = _count(_UKRAINE, text)
    if named:
        return 3 * named >= _count_theatres(text)  # a page on peacekeeping at large names Ukraine once
    if not is_subject(text) or not (_count(_troop_stems("strong"), text) or _count(_WAR, text)):
        return False
    return not _count_theatres(text)


def is_subject(text: str) -> bool:
    """Whether troops are what a text is about: a strong word, or soldiers and troops named more than once."""
    return _count(_troop_stems("strong"), text) > 0 or _count(_CORE, text) > 1


def mentions_troops(text: str) -> bool:
    """Whether a sentence has a word that may mean troops or their deployment, on the raw text."""
    return _count(_troop_stems("strong", "weak"), text) > 0


def strength(tokens: Iterable[Token], mentions: Sequence[Mention]) -> int:
    """How surely the tokens speak of foreign troops for Ukraine: 2 a strong word, 1 a weak one, 0 none.

    `ukrainische Soldaten` and `russische Truppen` are the war's own armies, not a contingent.
    """
    tokens = list(tokens)
    best = _phrase_strength(tokens)
    for token in tokens:
        name, grade = word_class(token.lemma_ or token.text)
        if name not in ("TROOPS", "DEPLOYMENT", "SEND") or grade not in ("strong", "weak"):
            continue
        if grade == "strong":
            best = 2
        elif not _owned_by_belligerent(token, mentions):
            best = max(best, 1)
    return best


def _phrase_strength(tokens: list[Token]) -> int:
    text = " ".join(t.text for t in tokens if not t.is_punct).lower()
    return max((2 if grade == "strong" else 1 for phrase, grade in subject_phrases() if phrase in text), default=0)


def _owned_by_belligerent(token: Token, mentions: Sequence[Mention]) -> bool:
    before = token.doc[max(0, token.i - 2) : token.i]
    near = [m for m in mentions if m.kind == "adjective" and any(m.start <= t.idx < m.end for t in before)]
    if near:
        return war_party(near[-1].country)
    # `die Soldaten der Ukraine`, `Russlands Truppen`
    after = token.doc[token.i + 1 : token.i + 3]
    owner = [m for m in mentions if m.kind == "name" and any(m.start <= t.idx < m.end for t in after)]
    article = len(after) > 0 and after[0].lower_ in ("der", "russlands")
    genitive = [m for m in mentions if m.kind == "name" and m.text.endswith("s") and m.end == token.idx - 1]
    return bool((owner and article and war_party(owner[0].country)) or (genitive and war_party(genitive[0].country)))


def polls(text: str) -> int:
    """How many words for a poll a text has, on the raw text."""
    return _count(_POLLS, text)


def names_theatre(text: str) -> bool:
    """Whether a text names another place where such troops stand, on the raw text."""
    return _count_theatres(text) > 0


def names_ukraine(text: str) -> bool:
    """Whether a text names Ukraine, its capital, its president or the coalition for it, on the raw text."""
    return _count(_UKRAINE, text) > 0


#: Destinations: after these a country that is not Ukraine says that the troops go elsewhere.
_TOWARDS = ("nach", "in", "im", "für", "auf", "an")


def elsewhere(sentence: Span, mentions: Sequence[Mention]) -> bool:
    """Whether the troops of a sentence are bound for another place than Ukraine (`nach Litauen`, `in Gaza`)."""
    inside = [m for m in mentions if m.start >= sentence.start_char and m.end <= sentence.end_char]
    if any(m.country == "UKR" for m in inside):
        return False
    if _count_theatres(sentence.text):
        return True
    for mention in inside:
        if mention.kind not in ("name", "group"):
            continue
        tokens = [t for t in sentence if t.idx < mention.start and not t.is_space]
        words = [t.lower_ for t in tokens[-2:]]
        if not words:
            continue
        preposition = (
            words[-1]
            if words[-1] in _TOWARDS
            else words[0]
            if len(words) > 1 and words[0] in _TOWARDS and words[1] in ("die", "den", "der", "das", "dem")
            else ""
        )
        troops = [t for t in tokens if word_class(t.lemma_ or t.text)[0] in ("TROOPS", "DEPLOYMENT")]
        after = sentence.doc.char_span(mention.start, mention.end)
        owner = after is not None and after.end < len(sentence.doc) and sentence.doc[after.end].tag_ == "NN"
        # The destination stands close behind the troops, no verb between: `Soldaten nach Litauen`.
        if troops and any(t.tag_[:2] in ("VV", "VA", "VM") and t.idx > troops[-1].idx for t in tokens):
            continue
        if not owner and preposition in ("nach", "in", "auf") and troops and mention.start - troops[-1].idx < 40:
            return True
    return False
