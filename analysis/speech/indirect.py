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
from analysis.speech.speakers import interrupts, speaker_of, subject
from analysis.speech.words import SpeechVerb, carriers, noun_of, people

_ASKING = frozenset(
    "wer was wie wann wo warum weshalb wieso welche welcher welches wem wen wohin woher inwiefern inwieweit ob dass "
    "wonach".split()
)

_ACCUSATIVE = frozenset(
    "die das den eine einen ein keine keinen kein seine seinen ihre ihren dies diese diesen".split()
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
    labelled = _labelled(frame)
    if labelled is not None and not found:
        return [labelled]
    source = _sourced(frame, used)
    if source is not None:
        found.append(source)
    found.extend(_nominal(frame, found, used))
    return found


def _labelled(frame: Frame) -> Quotation | None:
    """A colon instead of a speech verb: `Stubb: Ein Einsatz sei verfrüht`, `Sie ging weiter: Man sei bereit`.

    What follows is in the mood of reported speech, or stands behind the name of a known person alone (a headline).
    """
    words = frame.words
    colon = next((i for i, word in enumerate(words) if word.text == ":"), 0)
    bounds = _hull(words, colon, len(words))
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
        return _hull(words, words.index(clause.tokens[0]) if clause.tokens[0] in words else 0, len(words))
    dependent = _dependent(frame, clause, stop, verb, token, finite)
    leads = [i for i in range(first, place) if words[i].tag_ not in ("KON", "ADV")]
    if not leads and first > 0:
        before = [
            c
            for c in frame.clauses
            if c is not clause and c.tokens[0].i < finite.i and c.verb is not None and c.tokens[-1].i < finite.i
        ]
        full = [c for c in before if c.kind == "main" and not _speaks(c)]
        own = [t for t in clause.tokens if t.i < words[first].i and t.text not in QUOTES]
        asked = [c for c in before if c.kind == "sub" and c.parent is clause and c.opener in ("dass", "ob")]
        if asked and dependent is None and not own and (asked[0].opener == "dass" or not clause.has("nicht", "offen")):
            return _hull(words, words.index(asked[0].tokens[0]), first)
        if full and not own and dependent is None:
            start = words.index(full[0].tokens[0]) if full[0].tokens[0] in words else 0
            start = max(_with_subordinate(frame, full[0], start), _last_semicolon(words, first))
            said = any(reported(c.verb) for c in full)
            if not said and not (verb.plain and (noun_phrase(words, place + 1) > place + 1)):
                return None
            unfinished = is_finite(words[first - 2]) if first > 1 else False
            later = any(
                c.verb and c.verb.i > words[stop - 1].i and c.kind == "main" and reported(c.verb) for c in frame.clauses
            )
            return _hull(words, start, len(words) if _resumes(words, stop, unfinished, later) else first)
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


def _resumes(words: Sequence[Token], stop: int, unfinished: bool, later: bool) -> bool:
    """`Er habe, sagte X, mit Y gesprochen`: after the tag's comma the statement goes on.

    unfinished: nothing but the finite verb stands before the tag, so that the rest must follow; later: a main clause in
    reported mood comes after it.
    """
    if stop + 1 >= len(words) or words[stop].text not in (",", "–"):
        return False
    following = words[stop + 1]
    apposition = following.tag_ in ("PRELS", "PRELAT", "KON", "KOUS", "ART", "NE")
    goes_on = unfinished or not apposition or (later and following.tag_ == "KON")
    return goes_on and len(words) - stop > 3


def _matrix(frame: Frame, clause: Clause, first: int, stop: int) -> tuple[int, int] | None:
    """`Wie X mitteilte, ...` and `..., wie X sagte`."""
    words = frame.words
    if first == 0:
        return _hull(words, stop, len(words))
    if stop < len(words) and words[stop].text in (",", "–") and len(words) - stop > 3:
        return _hull(words, 0, len(words))
    return _hull(words, 0, first)


def _said_twice(clause: Clause, token: Token) -> bool:
    """`hat das gefordert und betont, dass ...`: the later of two participles governs what follows."""
    later = [t for t in clause.tokens if t.i > token.i and t.tag_ == "VVPP" and speech_verb(t, clause) is not None]
    return token.tag_ == "VVPP" and bool(later)


def _verbs_of_speech(clause: Clause) -> bool:
    return any(speech_verb(token, clause) is not None for token in clause.tokens)


def _first_mood(clause: Clause) -> bool:
    return clause.verb is not None and is_konjunktiv_one(clause.verb.text, clause.verb.lemma_)


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


def _dependent(
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
                return _hull(words, start, _close(frame, other, verb_second=False))
            if waiting is None:
                waiting, reason = start, other
        elif other.kind == "rel":
            if waiting is None and _first_mood(other):
                waiting, reason = start, other
        elif other.kind == "inf":
            if verb.infinitive and other.tokens[0].lower_ not in ("um", "ohne", "statt", "anstatt"):
                return _hull(words, start, _close(frame, other, verb_second=False))
            return None
        else:
            if other.coordinated and words[start].tag_ == "KON":
                break
            colon = words[start - 1].text == ":"
            narrated = clause.kind in ("sub", "rel") and not _first_mood(other)
            if narrated or words[start - 1].text not in (",", ":"):
                break
            adverb = words[start].tag_ in ("ADV", "PROAV", "KON")
            told = verb.plain and not adverb and not _speaks(other) and not _has_object(frame, clause, finite)
            if not (reported(other.verb) or colon or told):
                break
            tagged = colon and any(
                _speaks(c) and c.verb is c.tokens[0] for c in frame.clauses if c.verb and c.verb.i > start
            )
            if colon and (other.verb is None or tagged):
                break
            return _hull(words, start if waiting is None else waiting, _close(frame, other, verb_second=not colon))
    # `wies das zurück, da es jeder Grundlage entbehre`: the mood says whose reason it is.
    if reason is not None and waiting is not None and _first_mood(reason):
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
        if earlier and not reported(earlier[0].verb):
            start = begin
    semicolons = [i for i in range(start, stop) if words[i].text == ";" and words[i].i > source.first]
    stop = semicolons[0] if semicolons else stop
    beside = {t.i for c in frame.clauses if c.kind == "rel" and words[start].i == source.first for t in c.tokens}
    inner = [i for i in range(start, stop) if not source.first <= words[i].i < source.stop]
    while inner and (words[inner[0]].i in beside or words[inner[0]].text in BOUNDARIES):
        inner.pop(0)
    if len(inner) < 3:
        return None
    bounds = _hull([words[i] for i in inner], 0, len(inner))
    return Quotation(*bounds, source.speaker, "Indirect", source.cue) if bounds else None


def _goes_on_after(words: Sequence[Token], first: int, after: int) -> bool:
    """Whether the statement resumes behind `so X`: it has no verb or no end yet, or no new verb comes."""
    rest = [word for word in words if word.i >= after and word.text not in BOUNDARIES and word.text not in ".!?"]
    before = [word for word in words[:first] if word.text not in BOUNDARIES]
    if len(rest) < 2:
        return False
    unfinished = not any(is_finite(word) for word in before) or is_finite(before[-1])
    return unfinished or not (is_finite(rest[0]) or rest[0].tag_ in ("KON", "PRELS", "PRELAT"))


def _nominal(frame: Frame, found: Sequence[Quotation], used: set[int]) -> list[Quotation]:
    """`die Forderung, dass ...`, `der Vorwurf, er habe ...`: what a speech noun announces; its genitive speaks.

    Without a genitive it is the subject (`vertrat die Ansicht, dass ...`), else the noun phrase stands in.
    """
    words = frame.words
    made: list[Quotation] = []
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
        # Of two nouns before one clause the nearer announces it: `lehnte das Angebot mit der Begründung ab, ...`.
        made = [quote for quote in made if quote.start != bounds[0]]
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
    if start == 0 and stop > 3 and words[0].tag_ == "NE" and words[1].text in ("-", "–", "—"):
        start = 2  # the agency's dateline
    while start < stop and (words[start].text in BOUNDARIES or words[start].text in ".!?"):
        start += 1
    while start < stop and (words[stop - 1].text in BOUNDARIES or words[stop - 1].text in ".!?"):
        stop -= 1
    if stop - start < 2:
        return None
    return words[start].idx, words[stop - 1].idx + len(words[stop - 1])
