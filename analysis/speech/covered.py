"""What a source phrase or a name with a colon covers."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.segments import is_finite
from analysis.language.tokens import Token
from analysis.speech.extents import hull, speaks
from analysis.speech.frames import BOUNDARIES, Frame, reported
from analysis.speech.phrases import noun_phrase
from analysis.speech.quotation import Quotation
from analysis.speech.sources import source_in
from analysis.speech.speakers import subject
from analysis.speech.words import people


def sourced(frame: Frame, used: set[int]) -> Quotation | None:
    """What a source phrase covers: the rest of its sentence, or the subordinate clause it stands in."""
    words = frame.words
    source = source_in([token for token in words if token.i not in used]) if words else None
    if source is None or (words[0].i in used and source.first in used):
        return None
    inside = next((c for c in frame.clauses if any(t.i == source.first for t in c.tokens)), None)
    start, stop = 0, len(words)
    if source.apart:
        first = next(i for i, word in enumerate(words) if word.i == source.first)
        stop = len(words) if _goes_on_after(words, first, source.stop) else first
    elif inside is not None and inside.kind in ("sub", "rel") and inside.opener != "wenn":
        places = [words.index(t) for t in inside.tokens if t in words]
        start, stop = min(places), max(places) + 1
    elif inside is not None and inside.kind == "main":
        begin = words.index(inside.tokens[0]) if inside.tokens[0] in words else 0
        earlier = [
            c for c in frame.clauses if c.kind == "main" and c.verb is not None and c.tokens[0].i < inside.tokens[0].i
        ]
        if earlier and not reported(earlier[0].verb) and not speaks(inside):
            start = begin
    semicolons = [i for i in range(start, stop) if words[i].text == ";" and words[i].i > source.first]
    stop = semicolons[0] if semicolons else stop
    beside = {t.i for c in frame.clauses if c.kind == "rel" and words[start].i == source.first for t in c.tokens}
    inner = [i for i in range(start, stop) if not source.first <= words[i].i < source.stop]
    while inner and (words[inner[0]].i in beside or words[inner[0]].text in BOUNDARIES):
        inner.pop(0)
    if len(inner) < 3:
        return None
    bounds = hull([words[i] for i in inner], 0, len(inner))
    return Quotation(*bounds, source.speaker, "Indirect", source.cue) if bounds else None


def _goes_on_after(words: Sequence[Token], first: int, after: int) -> bool:
    """Whether the statement resumes behind `so X`: it has no verb or no end yet, or no new verb comes."""
    rest = [word for word in words if word.i >= after and word.text not in BOUNDARIES and word.text not in ".!?"]
    before = [word for word in words[:first] if word.text not in BOUNDARIES]
    if len(rest) < 2:
        return False
    unfinished = not any(is_finite(word) for word in before) or is_finite(before[-1])
    return unfinished or not (is_finite(rest[0]) or rest[0].tag_ in ("KON", "PRELS", "PRELAT"))


def labelled(frame: Frame) -> Quotation | None:
    """A colon instead of a speech verb: `Stubb: Ein Einsatz sei verfrüht`, `Sie ging weiter: Man sei bereit`.

    What follows is in the mood of reported speech, or stands behind the name of a known person alone (a headline).
    """
    words = frame.words
    colon = next((i for i, word in enumerate(words) if word.text == ":"), 0)
    bounds = hull(words, colon, len(words))
    if not colon or bounds is None or colon + 1 == len(words) or words[colon + 1].i in frame.resumed:
        return None
    said = [c for c in frame.clauses if c.kind == "main" and c.verb and reported(c.verb) and words[colon].i < c.verb.i]
    cue = words[colon].idx, words[colon].idx + 1
    if noun_phrase(words, 0) == colon:
        name = words[colon - 1].text
        if said or name in people():
            return Quotation(*bounds, (words[0].idx, words[colon - 1].idx + len(name)), "Indirect", cue)
        return None
    before = next((c for c in frame.clauses if c.kind == "main" and c.verb in words[:colon]), None)
    if before is None or before.verb is None or not said or reported(before.verb):
        return None
    says = subject(frame, before.verb)
    if says is None or says.text.lower() in ("es", "man", "das", "dies"):
        return None
    return Quotation(*bounds, (says.start_char, says.end_char), "Indirect", cue)
