"""Reported speech that goes on over the next sentences in the Konjunktiv, and who goes on speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from analysis.language.mood import in_e, is_konjunktiv_one, is_konjunktiv_two
from analysis.speech.frames import Frame, speech_verb
from analysis.speech.quotation import Offsets, Quotation
from analysis.speech.speakers import speaker_of, subject
from analysis.stretches import Stretches
from analysis.tagger import FORMS, tagger

_AUXILIARY = re.compile(
    r"\b(?:sei|seien|habe|werde|würden?|hätten?|wären?|könn(?:te?n?|e)|müss(?:te?n?|e)|woll(?:te?n?|e)|solle|dürf(?:te?n?|e)|"
    r"möge|käme|gäbe|ginge|bliebe|ließe)\b"
)
_ENDS_IN_E = re.compile(r"\b[a-zäöü]{3,}e\b")
_FAR = 400  # characters: about three sentences
_SPEAKING = frozenset(["ich", "wir"])


def continued(frames: Sequence[Frame], found: Sequence[Quotation]) -> list[Quotation]:
    """found, and every sentence in reported mood that goes on after one of them, sorted by start.

    A quotation that stands alone, and each continued sentence, is spoken by whoever spoke last in the paragraph.
    """
    result: list[Quotation] = []
    speaker: Offsets | None = None
    spoken = -_FAR  # where the last quotation ended
    going = False
    taken = Stretches(found)
    told: list[Frame] = []  # the last two sentences in the text's own words
    for frame in frames:
        start, end = frame.span.start_char, frame.span.start_char + len(frame.span.text.rstrip())
        if start == end:
            continue
        near = taken.within(start, end)
        here = [q for q in near if start <= q.start]
        goes_on = not here and _goes_on(frame, going)
        if going and here and _holds(frame, here):
            # `26 Staaten hätten zugesagt, ...`: whoever spoke before says what others said.
            result.extend([Quotation(start, end, speaker, "FreeIndirect"), *(q for q in here if q.speaker)])
            here = []
        elif goes_on:
            if not going:
                topic = next(filter(None, map(_topic, reversed(told))), None)
                speaker = topic or (speaker if start - spoken < _FAR else None)
            result.append(Quotation(start, end, speaker, "FreeIndirect"))
        for quote in here:
            if quote.cue is None and quote.speaker is None and start - spoken < _FAR:
                quote = replace(quote, speaker=speaker)
            result.append(quote)
            speaker = _answers(frame, quote) or quote.speaker
        going = goes_on or bool(near)
        spoken, told = (end, []) if going else (spoken, [*told[-1:], frame])
    return sorted(result, key=lambda q: (q.start, -q.end))


def _answers(frame: Frame, quote: Quotation) -> Offsets | None:
    """`Auf die Frage, ob ..., wich er aus`: what follows a question is said by who was asked."""
    cue = frame.span.doc.char_span(*quote.cue) if quote.cue is not None else None
    if cue is None or not cue.text.lower().endswith("frage") or cue.start == 0:
        return None
    before = frame.span.doc[max(0, cue.start - 3) : cue.start]
    main = next((c for c in frame.clauses if c.kind == "main" and c.verb is not None), None)
    if main is None or main.verb is None or not any(token.lower_ == "auf" for token in before):
        return None
    says = subject(frame, main.verb)
    return (says.start_char, says.end_char) if says is not None else None


def _goes_on(frame: Frame, going: bool) -> bool:
    """Whether a sentence without a quotation is in reported mood; one without tags is looked at only if it may be."""
    if not frame.tagged and not _may_report(frame, going):
        return False
    return _in_report(frame, going) and _has_konjunktiv(frame.span.text)


def _may_report(frame: Frame, going: bool) -> bool:
    """Whether a word may be a Konjunktiv form by the tagger, which is quick and needed anyway."""
    if _AUXILIARY.search(frame.span.text):
        return True
    forms = {token.lower_ for token in frame.words}
    return any(map(_may_be_konjunktiv, forms)) or (going and any(map(is_konjunktiv_two, forms)))


def _has_konjunktiv(text: str) -> bool:
    """Whether a word is a Konjunktiv form: an auxiliary, or a form in -e whose infinitive adds -n (`lehne`)."""
    return bool(_AUXILIARY.search(text)) or not in_e().isdisjoint(_ENDS_IN_E.findall(text))


@lru_cache(FORMS)
def _may_be_konjunktiv(form: str) -> bool:
    """Whether a form in small letters can be Konjunktiv I of a verb, by any of its tags."""
    if not form.endswith("e"):
        return is_konjunktiv_one(form, "")
    model = tagger()
    return any(
        is_konjunktiv_one(form, model.lemma(form, tag))
        for cased in (False, True)
        for tag, _ in model.readings(form, cased)
        if model.int2tag[tag].startswith("V")
    )


def _holds(frame: Frame, here: Sequence[Quotation]) -> bool:
    """Whether the main clause, in reported mood, stands outside of all quotations in the sentence."""
    mains = [clause for clause in frame.clauses if clause.kind == "main" and clause.verb is not None]
    verb = mains[0].verb if mains else None
    outside = verb is not None and not any(q.start <= verb.idx < q.end for q in here)
    return outside and all(q.kind == "Indirect" and q.cue is not None for q in here) and _in_report(frame, True)


def _topic(frame: Frame) -> tuple[int, int] | None:
    """Whose words may follow a sentence in the text's own words: the subject of its speech verb, else a named subject.

    `Sie wies die Kritik zurück.`, `Premier Tusk zeigte sich zufrieden.`
    """
    mains = [clause for clause in frame.clauses if clause.kind == "main" and clause.verb is not None]
    for clause in mains:
        for token in clause.tokens:
            if speech_verb(token, clause) is not None:
                return speaker_of(frame, token)
    for clause in mains:
        says = subject(frame, clause.verb) if clause.verb is not None else None
        if says is not None and (says.text.lower() in ("er", "sie") or any(token.tag_ == "NE" for token in says)):
            return says.start_char, says.end_char
    return None


def _in_report(frame: Frame, going: bool) -> bool:
    """Whether the main clause is in the mood of reported speech and nobody speaks of himself."""
    mains = [clause for clause in frame.clauses if clause.kind == "main" and clause.verb is not None]
    if not mains or any(token.lower_ in _SPEAKING for token in mains[0].tokens):
        return False
    verb = mains[0].verb
    assert verb is not None
    return is_konjunktiv_one(verb.text, verb.lemma_) or (going and is_konjunktiv_two(verb.text))
