"""A sentence without its direct quotations: the words in which somebody is named and is said to speak."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analysis.language import Clause, clauses, tag
from analysis.language.mood import is_konjunktiv_one, is_konjunktiv_two
from analysis.language.segments import QUOTES, is_finite
from analysis.language.tokens import Doc, Span, Token
from analysis.speech.words import PARTICLES, SpeechVerb, phrasal, verbs

BOUNDARIES = frozenset([",", ";", ":", "–", "—", "-", "...", "…"])


@dataclass(eq=False)
class Frame:
    """One sentence: span, its words outside of brackets and free quotations, and the indices after a quotation."""

    span: Span
    words: list[Token]
    resumed: frozenset[int]

    @property
    def tagged(self) -> bool:
        """Whether the sentence has its tags already."""
        return any(token.tag_ for token in self.words[:1])

    @cached_property
    def clauses(self) -> list[Clause]:
        tag(self.span)
        return clauses(self.words)

    def clause_of(self, token: Token) -> Clause | None:
        return next((clause for clause in self.clauses if token in clause.tokens), None)

    def segment(self, token: Token) -> tuple[int, int]:
        """Indices (first, after last) into words of the stretch between boundaries that holds token."""
        place = first = self.words.index(token)
        while first > 0 and self.words[first - 1].text not in BOUNDARIES and self.words[first].i not in self.resumed:
            first -= 1
        stop = place + 1
        while (
            stop < len(self.words)
            and self.words[stop].text not in BOUNDARIES
            and self.words[stop].i not in self.resumed
        ):
            stop += 1
        while stop > first + 1 and self.words[stop - 1].text in ".!?":
            stop -= 1
        return first, stop


def frame(sentence: Span, hidden: frozenset[int], glued: frozenset[int]) -> Frame:
    """The frame of a sentence; hidden: token indices inside free quotations; glued: inside short quoted phrases.

    A comma inside a short quoted phrase parts no clauses: `auf „Beamte, Väter und junge Leute“ zu schießen`.
    """
    words: list[Token] = []
    resumed: set[int] = set()
    depth, gap = 0, False
    for token in sentence:
        if token.is_space:
            continue
        depth += token.text == "("
        if token.i in hidden:
            gap = True
        elif depth == 0 and not (token.i in glued and token.text in BOUNDARIES):
            words.append(token)
            if gap:
                resumed.add(token.i)
            gap = False
        depth = max(0, depth - (token.text == ")"))
    return Frame(sentence, words, frozenset(resumed))


def reported(verb: Token | None) -> bool:
    """Whether a finite verb is in the mood of reported speech; `es sei denn` and `Gott sei Dank` are set phrases."""
    if verb is None or (verb.lower_ == "sei" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in ("denn", "dank")):
        return False
    return is_konjunktiv_one(verb.text, verb.lemma_) or is_konjunktiv_two(verb.text)


def speech_verb(token: Token, clause: Clause) -> SpeechVerb | None:
    """The speech verb that a verb form is, its separated particle or fixed word joined; None for any other word."""
    if not token.tag_.startswith(("VV", "VA")) or token.tag_ == "VVIZU":
        return None
    lemma = token.lemma_
    if is_finite(token):
        joined = _joined(token, clause)
        if joined is not None:
            return joined
        place = clause.tokens.index(token)
        lemma = clause.lemmas[place] if clause.verb is token and clause.lemmas[place] else lemma
    words = {other.lower_ for other in clause.tokens} | {other.lemma_ for other in clause.tokens}
    together = next((verb for verb in phrasal(lemma) if verb.needs in words), None)
    return together or verbs().get(lemma)


def _joined(token: Token, clause: Clause) -> SpeechVerb | None:
    for other in clause.tokens:
        if other.i > token.i and other.lower_ in PARTICLES:
            verb = verbs().get(other.lower_ + token.lemma_)
            if verb is not None and (other.tag_ == "PTKVZ" or _closes(other, clause)):
                return verb
    return None


def _closes(token: Token, clause: Clause) -> bool:
    place = clause.tokens.index(token)
    after = clause.tokens[place + 1] if place + 1 < len(clause.tokens) else None
    return after is None or after.i != token.i + 1 or after.tag_ == "KON" or after.text in QUOTES


def sentence_frames(doc: Doc, hidden: frozenset[int], glued: frozenset[int]) -> list[Frame]:
    """The frames of all sentences in reading order."""
    return [frame(sentence, hidden, glued) for sentence in doc.sents]
