"""Reported speech of one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.clauses import Clause
from analysis.language.segments import QUOTES, is_finite
from analysis.language.tokens import Token
from analysis.speech.announced import announced
from analysis.speech.covered import labelled, sourced
from analysis.speech.dependents import dependent
from analysis.speech.extents import hull, speaks
from analysis.speech.frames import Frame, reported, speech_verb
from analysis.speech.phrases import noun_phrase
from analysis.speech.quotation import Quotation
from analysis.speech.speakers import interrupts, speaker_of, subject
from analysis.speech.words import SpeechVerb

#: `..., nun schließt Oslo das aus`: what opens so is news of its own and no tag of what stands before it.
_SINCE = ("nun", "jetzt", "inzwischen", "mittlerweile", "heute", "dann")


def indirect(frame: Frame, used: set[int]) -> list[Quotation]:
    """The reported statements of one sentence."""
    found: list[Quotation] = []
    clauses = frame.clauses
    # What the main clause says holds what others say inside it.
    for clause in sorted(clauses, key=lambda c: ("main", "sub", "rel", "inf").index(c.kind)):
        for token in clause.tokens:
            verb = speech_verb(token, clause)
            if verb is None or token.i in used or (verb.lemma == "heißen" and not clause.has("es")):
                continue
            bounds = _said(frame, clause, token, verb)
            says = subject(frame, token) if bounds is not None else None
            if says is not None and says.text.lower() in ("niemand", "keiner", "keine"):
                continue
            if bounds is not None and not any(q.start <= bounds[0] and bounds[1] <= q.end for q in found):
                used.add(token.i)
                found.append(
                    Quotation(
                        *bounds, speaker_of(frame, token), "Indirect", (token.idx, token.idx + len(token)), verb.lemma
                    )
                )
    found = [q for q in found if not any(o is not q and o.start <= q.start and q.end <= o.end for o in found)]
    headed = labelled(frame)
    if headed is not None and not found:
        return [headed]
    source = sourced(frame, used)
    if source is not None:
        found.append(source)
    found.extend(announced(frame, found, used))
    return found


def _said(frame: Frame, clause: Clause, token: Token, verb: SpeechVerb) -> tuple[int, int] | None:
    """Character bounds of what is said by a verb, None where nothing follows or precedes that can be speech."""
    words = frame.words
    if token not in words:
        return None
    finite = clause.verb if clause.verb is not None and is_finite(clause.verb) else token
    if finite not in words:
        return None
    first, stop = frame.segment(finite)
    stop = max(stop, frame.segment(token)[1])
    joint = next((i for i in range(words.index(token), stop) if words[i] not in clause.tokens), stop)
    stop = joint if joint < stop and words[joint].tag_ == "KON" else stop
    place = words.index(finite)
    if clause.opener == "wie" or words[first].lower_ == "wie":
        return _matrix(frame, clause, first, stop)
    if interrupts(frame, place, stop) and any(t.i < words[first].i for t in clause.tokens if t.text not in QUOTES):
        return hull(words, words.index(clause.tokens[0]) if clause.tokens[0] in words else 0, len(words))
    following = dependent(frame, clause, stop, verb, token, finite)
    leads = [i for i in range(first, place) if words[i].tag_ not in ("KON", "ADV") or words[i].lower_ in _SINCE]
    tagged = None if leads or first == 0 else _preceding(frame, clause, finite, (first, stop), verb)
    # `Man sei sich einig, so heißt es, dass ...` has the statement on both sides.
    frames_both = words[first].text == "so" and words[first - 1].text == ","
    if tagged is not None and following is not None and _mood_before(frame, words[first]):
        return tagged[0], max(tagged[1], following[1])  # `Das komme nicht infrage, sagte X, die Grenze gehe vor`
    return (tagged or following) if following is None or frames_both else following


def _mood_before(frame: Frame, tag: Token) -> bool:
    """Whether a main clause in reported mood stands before the words that tell who speaks."""
    before = [c for c in frame.clauses if c.kind == "main" and c.tokens[-1].i < tag.i]
    return bool(before) and reported(before[-1].verb)


def _preceding(
    frame: Frame, clause: Clause, finite: Token, tag: tuple[int, int], verb: SpeechVerb
) -> tuple[int, int] | None:
    """What stands before a tag that begins with its verb (`Polen werde nicht kämpfen, sagte X`) and after it."""
    words = frame.words
    first, stop = tag
    before = [
        c
        for c in frame.clauses
        if c is not clause and c.tokens[0].i < finite.i and c.verb is not None and c.tokens[-1].i < finite.i
    ]
    full = [c for c in before if c.kind == "main" and not speaks(c)]
    own = [t for t in clause.tokens if t.i < words[first].i and t.text not in QUOTES]
    asked = [c for c in before if c.kind == "sub" and c.parent is clause and c.opener in ("dass", "ob")]
    if asked and not own and (asked[0].opener == "dass" or not clause.has("nicht", "offen")):
        return hull(words, words.index(asked[0].tokens[0]), first)
    if not full or own:
        return None
    start = words.index(full[0].tokens[0]) if full[0].tokens[0] in words else 0
    start = max(_with_subordinate(frame, full[0], start), _last_semicolon(words, first))
    place = words.index(finite)
    if not any(reported(c.verb) for c in full) and not (verb.plain and noun_phrase(words, place + 1) > place + 1):
        return None
    unfinished = is_finite(words[first - 2]) if first > 1 else False
    after = [c for c in frame.clauses if c.kind == "main" and c.verb and c.verb.i > words[stop - 1].i]
    later = any(reported(c.verb) for c in after) or words[first].lower_ == "so"
    return hull(words, start, len(words) if _resumes(words, stop, unfinished, later) else first)


def _last_semicolon(words: Sequence[Token], before: int) -> int:
    return next((i + 1 for i in range(before - 1, -1, -1) if words[i].text == ";"), 0)


def _with_subordinate(frame: Frame, clause: Clause, start: int) -> int:
    """A condition that stands before its main clause belongs to what is said."""
    for other in frame.clauses:
        if other.parent is clause and other.tokens[0].i < clause.tokens[0].i and other.tokens[0] in frame.words:
            start = min(start, frame.words.index(other.tokens[0]))
    return start


def _resumes(words: Sequence[Token], stop: int, unfinished: bool, later: bool) -> bool:
    """`Er habe, sagte X, mit Y gesprochen`: after the tag's comma the statement goes on.

    unfinished: nothing but the finite verb stands before the tag, so that the rest must follow; later: a main clause in
    reported mood comes after it.
    """
    if stop + 1 >= len(words) or words[stop].text not in (",", "–"):
        return False
    following = words[stop + 1]
    apposition = following.tag_ in ("PRELS", "PRELAT", "KON", "KOUS", "ART", "NE")
    goes_on = unfinished or not apposition or (later and following.tag_ in ("KON", "KOUS"))
    return goes_on and len(words) - stop > 3


def _matrix(frame: Frame, clause: Clause, first: int, stop: int) -> tuple[int, int] | None:
    """`Wie X mitteilte, ...` and `..., wie X sagte`."""
    words = frame.words
    if first == 0:
        return hull(words, stop, len(words))
    if stop < len(words) and words[stop].text in (",", "–") and len(words) - stop > 3:
        return hull(words, 0, len(words))
    return hull(words, 0, first)
