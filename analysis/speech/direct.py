"""Direct quotations and who is named as saying them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language.segments import QUOTES, is_finite
from analysis.language.tokens import Doc, Span, Token
from analysis.speech.frames import Frame, speech_verb
from analysis.speech.marks import marked
from analysis.speech.phrases import noun_phrase
from analysis.speech.quotation import Quotation
from analysis.speech.sources import so_phrase, source_in
from analysis.speech.speakers import speaker_of
from analysis.speech.words import may_tell

_SHORT = 12  # tokens
_TAG = 25  # tokens between the parts of an interrupted quotation


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks as character and token bounds; free: bounded by punctuation, hence no mere title."""

    start: int
    end: int
    first: int
    stop: int
    free: bool


def quoted(doc: Doc, text: str) -> list[Quoted]:
    """The outermost quoted stretches of a document with this text."""
    found: list[Quoted] = []
    for start, end in marked(text):
        span = doc.char_span(start, end)
        if span is None or len(span) < 3:
            continue
        free = _free(text, start, end) and not _continues_clause(doc, span, found)
        found.append(Quoted(start, end, span.start, span.end, free))
    return found


def _continues_clause(doc: Doc, span: Span, earlier: Sequence[Quoted]) -> bool:
    """`seien bereit, „eine Truppe zu entsenden“`: lower case after a comma, and no quotation that it could resume."""
    before = doc[span.start - 1].text if span.start else ""
    resumes = bool(earlier) and earlier[-1].free and span.start - earlier[-1].stop < _TAG
    return before == "," and doc[span.start + 1].text[0].islower() and not resumes


def hidden(stretches: Sequence[Quoted]) -> frozenset[int]:
    """Token indices inside free quotations."""
    return frozenset(i for q in stretches if q.free for i in range(q.first, q.stop))


def glued(stretches: Sequence[Quoted]) -> frozenset[int]:
    """Token indices inside short quoted phrases that stand in a clause."""
    return frozenset(i for q in stretches if not q.free and q.stop - q.first < _SHORT for i in range(q.first, q.stop))


def _free(text: str, start: int, end: int) -> bool:
    """Whether punctuation, a line's edge or a bracket bounds the stretch on both sides: no noun phrase holds it."""
    before = text[:start].rstrip(" \t\xa0")
    after = text[end:].lstrip(" \t\xa0")
    inner = text[start:end]
    opens = not before or before[-1] in '\n,:;–—-.!?|“”"»«)…+' or before.endswith("''")
    ends = not after or after[0] in '\n,.;:!?–—-(|+„»«"' or inner[-2] in ".!?…,"
    title = len(inner.split()) < 3 and (before[-1:] not in (":", "") or after[:1] != ",") and inner[-2] not in ".!?,"
    return opens and ends and not (title and before[-1:] not in (":",) and after[:1] != ",")


def direct(doc: Doc, frames: Sequence[Frame], stretches: Sequence[Quoted], used: set[int]) -> list[Quotation]:
    """Quotations of the free stretches, and of others that a speech verb governs; used collects the cue tokens."""
    if not stretches:
        return []
    of_token = {token: frame for frame in frames for token in range(frame.span.start, frame.span.end)}
    found: list[Quotation] = []
    pending: Quoted | None = None
    for place, stretch in enumerate(stretches):
        if not stretch.free:
            frame = of_token[stretch.first]
            governed = _governed(frame, stretch, used) if may_tell(frame.span.text) else None
            if governed is not None:
                found.append(governed)
            continue
        first, last = of_token[stretch.first], of_token[stretch.stop - 1]
        after = stretches[place + 1] if place + 1 < len(stretches) else None
        if pending is not None and found:
            earlier = found.pop()
            found.append(Quotation(earlier.start, stretch.end, earlier.speaker, "Direct", earlier.cue, earlier.verb))
        else:
            made = _after(last, stretch, used) or _before(doc, frames, first, stretch, used)
            if made is None:
                made = _alone(frames, first, last, stretch)
            if made is None:
                pending = None
                continue
            found.append(made)
        pending = stretch if after is not None and after.free and _goes_on(doc, stretch, after) else None
    return found


def _goes_on(doc: Doc, stretch: Quoted, after: Quoted) -> bool:
    """`„A“, sagte X, „B“`: between them only a speaker's tag in commas, in one sentence."""
    between = doc[stretch.stop : after.first]
    words = between.text.strip()
    return (
        len(between) < _TAG
        and words.startswith((",", "–", "-"))
        and words.endswith((",", "–", "-"))
        and "\n" not in words
        and doc[stretch.stop - 2].text not in ".!?"
        and any(char.isalpha() for char in words)
    )


def _after(frame: Frame, stretch: Quoted, used: set[int]) -> Quotation | None:
    """Speaker named after the quotation: `, sagte X`, `, so X`, `, heißt es in Y`, `, wie X sagte`."""
    rest = [token for token in frame.words if token.i >= stretch.stop]
    index = 0
    while index < len(rest) and (rest[index].text in ",–—-" or rest[index].text in QUOTES):
        index += 1
    if index >= len(rest) or (index == 0 and rest[0].text in ".:;"):
        return None
    word = rest[index]
    _ = frame.clauses
    speaker = so_phrase(rest, index)
    if speaker is not None:
        used.add(word.i)
        return _quotation(stretch, speaker, word, "")
    source = source_in(rest[index:])
    if source is not None and source.first == word.i:
        used.update(range(source.first, source.stop))
        return Quotation(stretch.start, stretch.end, source.speaker, "Direct", source.cue)
    verb = word if is_finite(word) else None
    if verb is None and word.lower_ in ("wie", "das", "dies", "so"):
        verb = next((token for token in rest[index + 1 :] if is_finite(token) and _lemma(frame, token)), None)
    if verb is None:
        return None
    lemma = _lemma(frame, verb)
    comma = index > 0
    if not lemma and not (comma and word is verb):
        return None
    named = speaker_of(frame, verb)
    if not lemma and named is None:
        return None
    used.add(verb.i)
    used.update(_participles(frame, verb))
    return _quotation(stretch, named, verb, lemma)


def _before(doc: Doc, frames: Sequence[Frame], frame: Frame, stretch: Quoted, used: set[int]) -> Quotation | None:
    """Speaker named before: `X sagte: „…“`, also at the end of the line before, or `X: „…“`."""
    words = [token for token in frame.words if token.i < stretch.first]
    if not words:
        place = frames.index(frame)
        last = frames[place - 1] if place else None
        text = last.span.text.rstrip() if last is not None else ""
        if last is None or not text.endswith(":") or not last.words:
            return None
        frame, words = last, [token for token in last.words if not token.is_space]
    while words and words[-1].text in QUOTES:
        words.pop()
    if not words or words[-1].text not in (":", ",", "–", "-"):
        return None
    colon = words[-1].text == ":"
    _ = frame.clauses
    verbs = [token for token in words if token.tag_.startswith("VV") and _lemma(frame, token)]
    verb = verbs[-1] if verbs else None
    if verb is None and not colon:
        return None
    if verb is not None and not colon and frame.words.index(verb) == frame.segment(verb)[0] > 0:
        # `Er schließe nichts aus, sagte X, „wenn …“`: the tag belongs to the reported words before it as well.
        return _quotation(stretch, speaker_of(frame, verb), verb, _lemma(frame, verb))
    if verb is None:
        verb = next((token for token in reversed(words) if is_finite(token)), None)
    if verb is None:
        stop = noun_phrase(words, 0)
        named = (
            (words[0].idx, words[stop - 1].idx + len(words[stop - 1]))
            if 0 < stop <= len(words) - 1 and stop <= 12
            else None
        )
        # `Und weiter: „…“` goes on with whoever spoke last.
        return (
            _quotation(stretch, named, words[-1], "")
            if named
            else Quotation(stretch.start, stretch.end, None, "Direct")
        )
    used.add(verb.i)
    used.update(_participles(frame, verb))
    return _quotation(stretch, speaker_of(frame, verb), verb, _lemma(frame, verb))


def _alone(frames: Sequence[Frame], first: Frame, last: Frame, stretch: Quoted) -> Quotation | None:
    """A quotation that is a sentence of its own, spoken by whom the next one names (`Das sagte X`)."""
    words = [
        token
        for token in (*first.words, *last.words)
        if token.text not in (".", "!", "?", ",") and token.text not in QUOTES
    ]
    if words or stretch.stop - stretch.first < 6:
        return None
    place = frames.index(last) + 1
    following = frames[place] if place < len(frames) else None
    if following is not None and following.words and following.words[0].text in ("Das", "Dies", "So", "Mit"):
        worded = any(token.text in ("Worten", "Satz", "Sätzen") for token in following.words[:4])
        for clause in following.clauses:
            said = next(
                (token for token in clause.tokens if speech_verb(token, clause) or (worded and is_finite(token))), None
            )
            if clause.kind == "main" and said is not None and not any(c.opener == "dass" for c in following.clauses):
                return _quotation(stretch, speaker_of(following, said), said, _lemma(following, said))
    return Quotation(stretch.start, stretch.end, None, "Direct")


def _governed(frame: Frame, stretch: Quoted, used: set[int]) -> Quotation | None:
    """A quoted phrase inside a clause whose speech verb governs it: `sprach von „…“`, `bezeichnete ihn als „…“`."""
    first = frame.span.doc[stretch.first]
    clause = frame.clause_of(first)
    if clause is None:
        return None
    lead = [token for token in clause.tokens if token.i < stretch.first][-3:]
    for token in clause.tokens:
        verb = speech_verb(token, clause)
        if verb is None:
            continue
        governed = (
            (verb.quotes in ("von", "als") and any(t.lower_ in (verb.quotes, "vom") for t in lead))
            or (verb.quotes == "direct" and (not lead or first.nbor().text[0].islower()))
            or (
                stretch.stop - stretch.first > 5 and bool(lead) and _governs(lead[-1], first.nbor()) and not verb.quotes
            )
        )
        if governed:
            used.add(token.i)
            return _quotation(stretch, speaker_of(frame, token), token, verb.lemma)
    return None


def _governs(lead: Token, word: Token) -> bool:
    return lead.tag_ not in ("NN", "NE") and (lead.tag_ != "ART" or word.text[0].islower())


def _participles(frame: Frame, verb: Token) -> set[int]:
    """The participle of a finite verb (`hatte X gesagt`) is the same cue."""
    clause = frame.clause_of(verb)
    return {token.i for token in clause.tokens if token.tag_ == "VVPP"} if clause is not None else set()


def _lemma(frame: Frame, token: Token) -> str:
    clause = frame.clause_of(token)
    verb = speech_verb(token, clause) if clause is not None else None
    return verb.lemma if verb is not None else ""


def _quotation(stretch: Quoted, speaker: tuple[int, int] | None, cue: Token, verb: str) -> Quotation:
    return Quotation(stretch.start, stretch.end, speaker, "Direct", (cue.idx, cue.idx + len(cue)), verb)
