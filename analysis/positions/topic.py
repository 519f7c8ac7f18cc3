"""Whether a stretch of text is about troops for Ukraine: the article, the sentence, the clause, and what stands near.

A strong word (`Bodentruppen`, `Friedenstruppe`) is about the subject wherever the article names Ukraine; a weak one
(`Soldaten`, `Mission`) only where nothing says that the troops are elsewhere or not those of other states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Span, Token

from analysis.positions.actors import war_party
from analysis.positions.classes import classes, subject_phrases, word_class
from analysis.positions.lexicon import rows
from analysis.records import Mention

_UKRAINE = re.compile(r"ukrain|kiew|kyjiw|kyiv|selensk|zelensk|koalition der (?:frei)?willigen", re.IGNORECASE)

_CORE = re.compile(
    r"soldat|trupp|kontingent|brigade|bataillon|kompanie|regiment|verbänd|armee|bundeswehr|bundesheer|uniform|stiefel|"
    r"infanterist|fallschirmjäger|entsend|waffenruhe|waffenstillstand|feuerpause|sicherheitsgarantie|"
    r"koalition der (?:frei)?willigen",
    re.IGNORECASE,
)
_WAR = re.compile(r"waffenruhe|waffenstillstand|feuerpause|kreml|moskau|putin|russland", re.IGNORECASE)


@cache
def _troop_stems(*grades: str) -> re.Pattern[str]:
    words = {lemma.rstrip("e").replace("ss", "(?:ss|ß)") for lemma, grade in classes() if grade in grades}
    stems = sorted(words | {phrase for phrase, grade in subject_phrases() if grade in grades}, key=len)
    short = [stem for stem in stems if not any(stem != other and other in stem for other in stems)]
    return re.compile("|".join(short), re.IGNORECASE)


@cache
def _theatres() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(row["stem"]) for row in rows("theatres.csv")) + ")", re.IGNORECASE)


def may_hold_position(text: str) -> bool:
    """Whether an article can hold a position at all, on the raw text.

    It has a word for troops, and names Ukraine; or, since a short text takes the subject for known, it speaks of a
    ceasefire, of Moscow or of a force by a strong word, and of no other place where such troops stand.
    """
    if not mentions_troops(text):
        return False
    elsewhere = len(_theatres().findall(text))
    named = len(_UKRAINE.findall(text))
    if named:
        return 3 * named >= elsewhere  # a page on peacekeeping at large names Ukraine once
    return is_subject(text) and bool(_troop_stems("strong").search(text) or _WAR.search(text)) and not elsewhere


def is_subject(text: str) -> bool:
    """Whether troops are what a text is about: a strong word, or soldiers and troops named more than once."""
    return bool(_troop_stems("strong").search(text)) or len(_CORE.findall(text)) > 1


def mentions_troops(text: str) -> bool:
    """Whether a sentence has a word that may mean troops or their deployment, on the raw text."""
    return bool(_troop_stems("strong", "weak").search(text))


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


def names_ukraine(text: str) -> bool:
    """Whether a text names Ukraine, its capital, its president or the coalition for it, on the raw text."""
    return bool(_UKRAINE.search(text))


#: Destinations: after these a country that is not Ukraine says that the troops go elsewhere.
_TOWARDS = ("nach", "in", "im", "für", "auf", "an")


def elsewhere(sentence: Span, mentions: Sequence[Mention]) -> bool:
    """Whether the troops of a sentence are bound for another place than Ukraine (`nach Litauen`, `in Gaza`)."""
    inside = [m for m in mentions if m.start >= sentence.start_char and m.end <= sentence.end_char]
    if any(m.country == "UKR" for m in inside):
        return False
    if _theatres().search(sentence.text):
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
        after = sentence.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        owner = after is not None and after.end < len(sentence.doc) and sentence.doc[after.end].tag_ == "NN"
        # The destination stands close behind the troops, no verb between: `Soldaten nach Litauen`.
        if troops and any(t.tag_[:2] in ("VV", "VA", "VM") and t.idx > troops[-1].idx for t in tokens):
            continue
        if not owner and preposition in ("nach", "in", "auf") and troops and mention.start - troops[-1].idx < 40:
            return True
    return False
