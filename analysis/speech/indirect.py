"""Reported speech: what depends on a speech verb, and what a source phrase covers."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.language.clauses import QUOTES, Clause, is_finite
from analysis.language.mood import is_konjunktiv_one
from analysis.speech.frames import BOUNDARIES, Frame, reported, speech_verb
from analysis.speech.phrases import noun_phrase
from analysis.speech.quotation import Quotation
from analysis.speech.sources import source_in
from analysis.speech.speakers import speaker_of, subject
from analysis.speech.words import SpeechVerb, carriers, noun_of

_ASKING = frozenset(
    "wer was wie wann wo warum weshalb wieso welche welcher welches wem wen wohin woher inwiefern inwieweit ob dass "
    "wonach".split()
)


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
            if bounds is not None and not any(q.start <= bounds[0] and bounds[1] <= q.end for q in found):
                used.add(token.i)
                found.append(
                    Quotation(
                        *bounds, speaker_of(frame, token), "Indirect", (token.idx, token.idx + len(token)), verb.lemma
                    )
                )
    labelled = _labelled(frame)
    if labelled is not None and not found:
        return [labelled]
    source = _sourced(frame, used)
    if source is not None:
        found.append(source)
    found.extend(_nominal(frame, found, used))
    return found


def _labelled(frame: Frame) -> Quotation | None:
    """`Präsident Stubb: Ein Einsatz sei verfrüht`: a name, a colon, and the mood of reported speech."""
    words = frame.words
    stop = noun_phrase(words, 0)
    if not 0 < stop < len(words) or words[stop].text != ":" or not any(word.tag_ == "NE" for word in words[:stop]):
        return None
    bounds = _hull(words, stop, len(words))
    if bounds is None or not any(c.kind == "main" and reported(c.verb) for c in frame.clauses):
        return None
    speaker = words[0].idx, words[stop - 1].idx + len(words[stop - 1])
    return Quotation(*bounds, speaker, "Indirect", (words[stop].idx, words[stop].idx + 1))


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
    place = words.index(finite)
    if clause.opener == "wie" or words[first].lower_ == "wie":
        return _matrix(frame, clause, first, stop)
    dependent = _dependent(frame, clause, stop, verb)
    leads = [i for i in range(first, place) if words[i].tag_ not in ("KON", "ADV")]
    if not leads and first > 0:
        before = [
            c
            for c in frame.clauses
            if c is not clause and c.tokens[0].i < finite.i and c.verb is not None and c.tokens[-1].i < finite.i
        ]
        full = [c for c in before if c.kind == "main" and not _speaks(c)]
        own = [t for t in clause.tokens if t.i < words[first].i and t.text not in QUOTES]
        if own and dependent is None and stop < len(words) and words[stop].text == "," and _verb_first(words, stop + 1):
            return _hull(words, 0, len(words))
        if full and not own and dependent is None:
            start = words.index(full[0].tokens[0]) if full[0].tokens[0] in words else 0
            start = max(_with_subordinate(frame, full[0], start), _last_semicolon(words, first))
            said = any(reported(c.verb) for c in full)
            if not said and not (verb.plain and (noun_phrase(words, place + 1) > place + 1)):
                return None
            return _hull(words, start, len(words) if _resumes(words, stop) else first)
    return dependent


def _speaks(clause: Clause) -> bool:
    return any(speech_verb(token, clause) is not None for token in clause.tokens if is_finite(token)) and not reported(
        clause.verb
    )


def _last_semicolon(words: Sequence[Token], before: int) -> int:
    return next((i + 1 for i in range(before - 1, -1, -1) if words[i].text == ";"), 0)


def _with_subordinate(frame: Frame, clause: Clause, start: int) -> int:
    """A condition that stands before its main clause belongs to what is said."""
    for other in frame.clauses:
        if other.parent is clause and other.tokens[0].i < clause.tokens[0].i and other.tokens[0] in frame.words:
            start = min(start, frame.words.index(other.tokens[0]))
    return start


def _verb_first(words: Sequence[Token], index: int) -> bool:
    return index < len(words) and is_finite(words[index])


def _resumes(words: Sequence[Token], stop: int) -> bool:
    """`Er habe, sagte X, mit Y gesprochen`: after the tag's comma the statement goes on."""
    if stop + 1 >= len(words) or words[stop].text not in (",", "–"):
        return False
    following = words[stop + 1]
    return following.tag_ not in ("PRELS", "PRELAT", "KON", "KOUS", "ART", "NE") and len(words) - stop > 3


def _matrix(frame: Frame, clause: Clause, first: int, stop: int) -> tuple[int, int] | None:
    """`Wie X mitteilte, ...` and `..., wie X sagte`."""
    words = frame.words
    if first == 0:
        return _hull(words, stop, len(words))
    if stop < len(words) and words[stop].text in (",", "–") and len(words) - stop > 3:
        return _hull(words, 0, len(words))
    return _hull(words, 0, first)


def _dependent(frame: Frame, clause: Clause, stop: int, verb: SpeechVerb) -> tuple[int, int] | None:
    """What follows the speech verb: a dass, ob or w-clause, a verb-second clause, or an infinitive."""
    words = frame.words
    if stop >= len(words):
        return None
    if words[stop].text == ";":
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
                return _hull(words, start, _close(frame, other, verb_second=False))
            if waiting is None:
                waiting, reason = start, other
        elif other.kind == "rel":
            if waiting is None and other.verb is not None and is_konjunktiv_one(other.verb.text, other.verb.lemma_):
                waiting, reason = start, other
        elif other.kind == "inf":
            if verb.infinitive and other.tokens[0].lower_ not in ("um", "ohne", "statt", "anstatt"):
                return _hull(words, start, _close(frame, other, verb_second=False))
            return None
        else:
            if other.coordinated and words[start].tag_ == "KON":
                break
            colon = words[start - 1].text == ":"
            adverb = words[start].tag_ in ("ADV", "PROAV", "KON")
            if not (reported(other.verb) or colon or (verb.plain and not adverb and not _speaks(other))):
                break
            if colon and other.verb is None:
                break
            return _hull(words, start if waiting is None else waiting, _close(frame, other, verb_second=not colon))
    if reason is None or waiting is None or reason.verb is None:
        return None
    # `wies das zurück, da es jeder Grundlage entbehre`: the mood says whose reason it is.
    if is_konjunktiv_one(reason.verb.text, reason.verb.lemma_):
        return _hull(words, waiting, _close(frame, reason, verb_second=False))
    return None


def _close(frame: Frame, complement: Clause, *, verb_second: bool) -> int:
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
        if not verb_second or shares or _speaks(other) or verb.text.endswith("te"):
            return start
    return len(words)


def _sourced(frame: Frame, used: set[int]) -> Quotation | None:
    """What a source phrase covers: the rest of its sentence, or the subordinate clause it stands in."""
    words = frame.words
    source = source_in([token for token in words if token.i not in used]) if words else None
    if source is None or (words[0].i in used and source.first in used):
        return None
    inside = next((c for c in frame.clauses if any(t.i == source.first for t in c.tokens)), None)
    start, stop = 0, len(words)
    if inside is not None and inside.kind in ("sub", "rel") and inside.opener != "wenn":
        places = [words.index(t) for t in inside.tokens if t in words]
        start, stop = min(places), max(places) + 1
    elif inside is not None and inside.kind == "main":
        begin = words.index(inside.tokens[0]) if inside.tokens[0] in words else 0
        earlier = [
            c for c in frame.clauses if c.kind == "main" and c.verb is not None and c.tokens[0].i < inside.tokens[0].i
        ]
        if earlier and not reported(earlier[0].verb):
            start = begin
    semicolons = [i for i in range(start, stop) if words[i].text == ";" and words[i].i > source.first]
    stop = semicolons[0] if semicolons else stop
    inner = [i for i in range(start, stop) if not source.first <= words[i].i < source.stop]
    if len(inner) < 3:
        return None
    bounds = _hull([words[i] for i in inner], 0, len(inner))
    return Quotation(*bounds, source.speaker, "Indirect", source.cue) if bounds else None


def _nominal(frame: Frame, found: Sequence[Quotation], used: set[int]) -> list[Quotation]:
    """`die Forderung, dass ...`, `der Vorwurf, er habe ...`: what a speech noun announces; its genitive speaks.

    Without a genitive it is the subject (`vertrat die Ansicht, dass ...`), else the noun phrase stands in.
    """
    words = frame.words
    made = []
    for place, word in enumerate(words):
        if word.tag_ not in ("NN", "NNA") or word.i in used:
            continue
        noun = noun_of(word.text, word.lemma_)
        if noun is None or not noun.content:
            continue
        clause = frame.clause_of(word)
        stop = frame.segment(word)[1]
        if clause is None or stop >= len(words) or words[stop].text not in (",", ":"):
            continue
        bounds = _announced(frame, clause, stop)
        if bounds is None or any(q.start <= bounds[0] and bounds[1] <= q.end for q in found):
            continue
        made.append(Quotation(*bounds, _owner(frame, clause, place), "Indirect", (word.idx, word.idx + len(word))))
    return made


def _announced(frame: Frame, clause: Clause, stop: int) -> tuple[int, int] | None:
    words = frame.words
    for other in frame.clauses:
        opening = next((t for t in other.tokens if t.text not in QUOTES), None)
        if other is clause or opening is None or opening not in words or words.index(opening) != stop + 1:
            continue
        content = (
            (other.kind == "sub" and other.opener in ("dass", "ob", "wonach"))
            or (other.kind == "inf" and opening.lower_ not in ("um", "ohne", "statt", "anstatt"))
            or (other.kind == "main" and not other.coordinated and reported(other.verb))
        )
        return _hull(words, stop + 1, _close(frame, other, verb_second=other.kind == "main")) if content else None
    return None


def _owner(frame: Frame, clause: Clause, place: int) -> tuple[int, int] | None:
    words = frame.words
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.lower_ in ("des", "der", "von", "vom", "eines", "einer", "aus"):
        start = place + 2 if after.tag_.startswith("APPR") else place + 1
        stop = noun_phrase(words, start)
        if stop > start:
            return words[start].idx, words[stop - 1].idx + len(words[stop - 1])
    first = place
    while first > 0 and words[first - 1].tag_ in ("ART", "ADJA", "PPOSAT", "PIAT", "PDAT"):
        first -= 1
    before = words[first - 1].lower_ if first else ""
    light = any(lemma in carriers() for lemma in clause.lemmas)
    says = subject(frame, clause.verb) if clause.verb is not None else None
    utters = before == "mit" or (light and before not in ("auf", "nach", "von", "gegen", "über"))
    if utters and says is not None and not (says.start <= words[place].i < says.end) and says.text.lower() != "es":
        return says.start_char, says.end_char
    return words[first].idx, words[place].idx + len(words[place])


def _hull(words: Sequence[Token], start: int, stop: int) -> tuple[int, int] | None:
    """Character bounds of words[start:stop] without the punctuation at its edges."""
    while start < stop and (words[start].text in BOUNDARIES or words[start].text in ".!?"):
        start += 1
    while start < stop and (words[stop - 1].text in BOUNDARIES or words[stop - 1].text in ".!?"):
        stop -= 1
    if stop - start < 2:
        return None
    return words[start].idx, words[stop - 1].idx + len(words[stop - 1])
