"""Where a reported statement ends."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.clauses import Clause
from analysis.language.mood import is_konjunktiv_one
from analysis.language.segments import is_finite
from analysis.language.tokens import Token
from analysis.speech.frames import BOUNDARIES, Frame, reported, speech_verb


def speaks(clause: Clause) -> bool:
    return any(speech_verb(token, clause) is not None for token in clause.tokens if is_finite(token)) and not reported(
        clause.verb
    )


def first_mood(clause: Clause) -> bool:
    return clause.verb is not None and is_konjunktiv_one(clause.verb.text, clause.verb.lemma_)


def close(frame: Frame, complement: Clause, *, verb_second: bool) -> int:
    """Index after the last word of what is said: a main clause in the indicative ends it."""
    words = frame.words
    opening = complement.tokens[0].i
    for other in frame.clauses:
        verb = other.verb
        if other is complement or other.kind != "main" or verb is None or verb not in words or reported(verb):
            continue
        start = frame.segment(verb)[0]
        if words[start].i <= opening:
            continue
        shares = words[start].tag_ == "KON" and start + 1 < len(words) and is_finite(words[start + 1])
        if not verb_second or shares or speaks(other) or verb.text.endswith("te"):
            return start
    return len(words)


def hull(words: Sequence[Token], start: int, stop: int) -> tuple[int, int] | None:
    """Character bounds of words[start:stop] without the punctuation at its edges."""
    if start == 0 and stop > 3 and words[0].tag_ == "NE" and words[1].text in ("-", "–", "—"):
        start = 2  # the agency's dateline
    while start < stop and (words[start].text in BOUNDARIES or words[start].text in ".!?"):
        start += 1
    while start < stop and (words[stop - 1].text in BOUNDARIES or words[stop - 1].text in ".!?"):
        stop -= 1
    if stop - start < 2:
        return None
    return words[start].idx, words[stop - 1].idx + len(words[stop - 1])
