"""What depends on a speech verb: a dass, ob or w-clause, a verb-second clause or an infinitive."""

from __future__ import annotations

from analysis.language.clauses import Clause
from analysis.language.segments import QUOTES
from analysis.language.tokens import Token
from analysis.speech.extents import close, first_mood, hull, speaks
from analysis.speech.frames import BOUNDARIES, Frame, reported, speech_verb
from analysis.speech.speakers import subject
from analysis.speech.words import SpeechVerb

_ASKING = frozenset(
    "wer was wie wann wo warum weshalb wieso welche welcher welches wem wen wohin woher inwiefern inwieweit ob dass "
    "wonach".split()
)
_ACCUSATIVE = frozenset(
    "die das den eine einen ein keine keinen kein seine seinen ihre ihren dies diese diesen".split()
)


def dependent(
    frame: Frame, clause: Clause, stop: int, verb: SpeechVerb, token: Token, finite: Token
) -> tuple[int, int] | None:
    """What follows the speech verb: a dass, ob or w-clause, a verb-second clause, or an infinitive."""
    words = frame.words
    if stop >= len(words):
        return None
    if words[stop].text == ";" or words[stop].text not in BOUNDARIES or _said_twice(clause, token):
        return None
    here = words[stop - 1].i
    waiting: int | None = None
    reason: Clause | None = None
    for other in frame.clauses:
        opening = next((t for t in other.tokens if t.text not in QUOTES), None)
        if other is clause or opening is None or opening not in words:
            continue
        if opening.i <= here:
            continue
        start = words.index(other.tokens[0])
        if other.kind == "sub":
            if other.opener in _ASKING:
                between = other.parent
                if (
                    between is not None
                    and between is not clause
                    and between.kind != "main"
                    and _verbs_of_speech(between)
                ):
                    return None
                if verb.kind == "say" and other.opener != "dass" and clause.has("nicht", "kein", "nie", "weder"):
                    return None
                return hull(words, start, close(frame, other, verb_second=False))
            if waiting is None:
                waiting, reason = start, other
        elif other.kind == "rel":
            if waiting is None and first_mood(other):
                waiting, reason = start, other
        elif other.kind == "inf":
            if verb.infinitive and other.tokens[0].lower_ not in ("um", "ohne", "statt", "anstatt"):
                return hull(words, start, close(frame, other, verb_second=False))
            return None
        else:
            if other.coordinated and words[start].tag_ == "KON":
                break
            colon = words[start - 1].text == ":"
            narrated = clause.kind in ("sub", "rel") and not first_mood(other)
            if narrated or words[start - 1].text not in (",", ":"):
                break
            adverb = words[start].tag_ in ("ADV", "PROAV", "KON")
            told = verb.plain and not adverb and not speaks(other) and not _has_object(frame, clause, finite)
            if not (reported(other.verb) or colon or told):
                break
            tagged = colon and any(
                speaks(c) and c.verb is c.tokens[0] for c in frame.clauses if c.verb and c.verb.i > start
            )
            if colon and (other.verb is None or tagged):
                break
            return hull(words, start if waiting is None else waiting, close(frame, other, verb_second=not colon))
    # `wies das zurück, da es jeder Grundlage entbehre`: the mood says whose reason it is.
    if reason is not None and waiting is not None and first_mood(reason):
        return hull(words, waiting, close(frame, reason, verb_second=False))
    return None


def _said_twice(clause: Clause, token: Token) -> bool:
    """`hat das gefordert und betont, dass ...`: the later of two participles governs what follows."""
    later = [t for t in clause.tokens if t.i > token.i and t.tag_ == "VVPP" and speech_verb(t, clause) is not None]
    return token.tag_ == "VVPP" and bool(later)


def _verbs_of_speech(clause: Clause) -> bool:
    return any(speech_verb(token, clause) is not None for token in clause.tokens)


def _has_object(frame: Frame, clause: Clause, finite: Token) -> bool:
    """An accusative or `sich` beside the verb: what follows is told by the text (`erklärte das für falsch, ...`)."""
    says = subject(frame, finite)
    for token in clause.tokens:
        inside = says is not None and says.start <= token.i < says.end
        governed = token.i > 0 and token.nbor(-1).tag_.startswith("APPR")
        if (
            not inside
            and not governed
            and (token.tag_ == "PRF" or (token.tag_ != "PRELS" and token.lower_ in _ACCUSATIVE))
        ):
            return True
    return False
