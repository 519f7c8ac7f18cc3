"""Times: the days that a statement is about, and whether the text tells it as before its own time.

A statement is about the days on which its position was taken or said. The words for them stand in the clause with the
cue or in the clause that says it (`Am Montag hieß es in Oslo, ...`), beside a verb in a past tense: with any other
tense they date the plan (`will im Frühjahr Soldaten schicken`), as they do behind words of beginning, end and purpose
(`ab Januar`, `bis Ende 2026`) and inside what has such a word before it (`nach einer Waffenruhe im Mai`).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.dates import TimeExpression, hull, intersection
from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.classes import is_a
from analysis.positions.lexicon import words
from analysis.positions.reading import Reading, Sentence
from analysis.positions.tenses import is_past, is_pluperfect, is_reported
from analysis.records import DateRange

#: Days. German newspapers name what is less than a week old by its weekday, and last week ends seven days ago at most:
#: what ended more than seven days before an article can have appeared is before the article's own time.
RECENT = 7
#: Days. Vague words that leave more than a year open (`früher`, `vor Jahren`) name no time.
_VAGUE = 366

Bounds = tuple[TimeExpression, TimeExpression]
Place = tuple[Sentence, Clause]

_BEFORE_A_TIME = ("ART", "APPR", "APPRART", "KOKOM", "PDAT", "ADJA", "ADV", "ADJD", "PTKNEG")
#: `Immer noch`, `nur noch`, `weder … noch` say nothing of before.
_STILL = ("immer", "nur", "weder")
_BETWEEN_TIMES = ("KON", "ART", "APPR", "APPRART", "ADV", "$,")


def about(reading: Reading, sentence: Sentence, clause: Clause) -> DateRange | None:
    """The days on which the position of a clause was taken or said, with the words that say so; None for no word.

    As wide as the days on which the article can have appeared allow. Of an article of unknown date only days that are
    named in full are known.
    """
    places = [(sentence, clause)]
    if not _long_ago(clause):
        places += _telling(reading, sentence, clause)
    for place in places:
        found = _told(reading, place) or _carried(reading, place)
        if found is not None:
            return found
    return None


def earlier(reading: Reading, sentence: Sentence, clause: Clause, days: DateRange | None) -> bool:
    """Whether the text tells a clause as before its own time; days: what the clause is `about`.

    By its date where that ends more than RECENT days before the article can have appeared, else by its words or those
    of the clause that says it.
    """
    when = reading.when
    if days is not None and when is not None and (when.earliest - days.latest).days > RECENT:
        return True
    # `Rom lehnte zunächst ab`; `Rom will zunächst abwarten` is of now.
    at_first = is_past(clause) and any(t.lower_ in words("at_first") for t in clause.tokens)
    places = [(sentence, clause), *_telling(reading, sentence, clause)]
    return at_first or _long_ago(clause) or any(_no_longer(reading, place) for place in places)


def _long_ago(clause: Clause) -> bool:
    """`Früher lehnte Rom das ab`, `in der Vergangenheit`: before, and nobody says when."""
    return is_past(clause) and any(
        t.lower_ in words("before") or (t.lower_ == "vergangenheit" and t.i and t.nbor(-1).lower_ == "der")
        for t in clause.tokens
    )


def _no_longer(reading: Reading, place: Place) -> bool:
    """`Im Mai hatte Rom abgelehnt`, `gestern hieß es noch`, but not `im Mai lehnte Rom ab`, `war immer noch`."""
    _, clause = place
    if clause.verb is None or not is_past(clause):
        return False
    timed = any(t.lemma_.lower() in words("time") for t in clause.tokens)
    if timed and is_pluperfect(clause):
        return True
    still = any(t.lower_ == "noch" and not (t.i and t.nbor(-1).lower_ in _STILL) for t in clause.tokens)
    return still and (timed or clause.verb.lower_ in words("then") or _told(reading, place) is not None)


def _telling(reading: Reading, sentence: Sentence, clause: Clause) -> Iterator[Place]:
    """The clause that says what a clause holds: of its quotation, before its `dass`, before its reported mood."""
    quotation = reading.quotation_at(clause.start, clause.end)
    if quotation is not None and (mark := quotation.cue or quotation.speaker):
        place = sentence if sentence.span.start_char <= mark[0] < sentence.span.end_char else None
        place = place or reading.sentence_at(mark[0])
        for part in place.clauses if place is not None else ():
            if part is not clause and place is not None and any(t.idx == mark[0] for t in part.tokens):
                yield place, part
        return
    if clause.opener in ("dass", "ob") and clause.parent is not None:
        yield sentence, clause.parent
    elif clause.kind == "main" and is_reported(clause):
        before = [c for c in sentence.clauses if c.kind == "main" and c.end <= clause.start]
        if before and not is_reported(before[-1]):
            yield sentence, before[-1]


def _told(reading: Reading, place: Place) -> DateRange | None:
    """The days that a clause names for what it tells; an `als` clause names them for the clause that it belongs to."""
    sentence, clause = place
    if not is_past(clause):
        return None
    inside = [c for c in sentence.clauses if c.parent is clause and c.opener == "als" and is_past(c)]
    for part in (clause, *inside):
        found = [pair for pair in reading.times_in(part) if _dates(part, sentence, pair)]
        spans = [(pair, span) for pair in found if (span := _days(pair, reading.when)) is not None]
        if spans:
            return _together(reading, spans)
    return None


def _dates(clause: Clause, sentence: Sentence, pair: Bounds) -> bool:
    """Whether an expression of time belongs to the clause and says when it holds."""
    time = pair[0]
    own = [t for t in clause.tokens if time.start <= t.idx < time.end]
    if not own:
        return False
    first = own[0]
    undating = words("undating") | words("limit")
    if time.type == "DURATION" and first.lower_ in undating:
        return False  # `seit Wochen`
    after = own[-1].i + 1
    # `Noch im Mai`, `im Mai noch`: an adverb beside it ties it to the verb.
    adverb = after < own[-1].sent.end and own[-1].nbor().tag_ == "ADV"
    while first.i > first.sent.start and first.nbor(-1).tag_ in _BEFORE_A_TIME:
        inner, first = first, first.nbor(-1)
        if first not in clause.tokens or (first is clause.tokens[0] and first.lower_ == clause.opener):
            break
        if first.lower_ in undating or (first.tag_ in ("ART", "PDAT") and inner.tag_ in ("APPR", "APPRART")):
            return False  # `bis Mai`, `die im Mai vereinbarte Truppe`
        adverb = adverb or first.tag_ == "ADV"
    return adverb or not _inside(clause, sentence, first, day=time.range.earliest == time.range.latest)


def _inside(clause: Clause, sentence: Sentence, first: Token, *, day: bool) -> bool:
    """Whether a time beginning at a token belongs to a noun and not to the verb: `nach einer Waffenruhe im Mai`.

    day: a single day, which dates no troops in a sentence that looks back.
    """
    phrases = {phrase.tokens[-1].i: phrase for phrase in sentence.phrases_of(clause)}
    place = first.i - 1
    while (phrase := phrases.get(place)) is not None:
        if phrase.preposition in words("limit"):
            return True
        if not phrase.preposition and phrase.owner is None:
            # `Truppen im Frühjahr`, `einen Waffenstillstand im Mai`: when they are to come.
            coming = is_a(phrase.head, "TROOPS", "DEPLOYMENT") or phrase.head.lemma_.lower().endswith(
                tuple(words("peace"))
            )
            return coming and not day and not is_pluperfect(clause)
        place = phrase.tokens[0].i - (2 if phrase.preposition else 1)
    return False


def _days(pair: Bounds, when: DateRange | None) -> DateRange | None:
    """The days that an expression can mean, None where they lie ahead of the article or are no days at all."""
    first, last = pair
    span = hull([first.range, last.range])
    if span is None or first.value in ("PRESENT_REF", "FUTURE_REF"):
        return None
    if when is not None:
        ahead = first.type == "DURATION" and last.range.latest > when.latest
        if ahead or last.range.earliest > when.latest:
            return None
        spread = (when.latest - when.earliest).days
        if first.value == "PAST_REF" and (span.latest - span.earliest).days > _VAGUE + spread:
            return None
        span = DateRange(span.earliest, min(span.latest, when.latest))
    return DateRange(span.earliest, span.latest, first.range.text)


def _together(reading: Reading, spans: list[tuple[Bounds, DateRange]]) -> DateRange:
    """What several expressions of one clause say: the first, narrowed by the next, or all days of `Mai und Juni`."""
    (pair, days), *more = spans
    for other, others in more:
        between = reading.doc.char_span(pair[0].end, other[0].start, whole=True) or ()
        joined = all(t.tag_ in _BETWEEN_TIMES for t in between)
        both = None if joined and any(t.tag_ == "KON" for t in between) else intersection(days, others)
        if both is None and joined:
            both = hull([days, others])
        if both is None:
            break
        text = reading.text[spans[0][0][0].start : other[0].end] if joined else f"{days.text} … {others.text}"
        pair, days = other, DateRange(both.earliest, both.latest, text)
    return days


def _carried(reading: Reading, place: Place) -> DateRange | None:
    """The time of a clause before that still holds: behind `damals`, in the same pluperfect, behind `und` + verb."""
    sentence, clause = place
    first = next((t for t in clause.tokens if t.tag_ != "KON"), None)
    if clause.coordinated and clause.parent is not None and first is clause.verb and is_past(clause):
        return _told(reading, (sentence, clause.parent))
    back = any(t.lower_ in words("back") for t in clause.tokens)
    if not back and not is_pluperfect(clause):
        return None
    for before in _before(reading, sentence, clause):
        if found := _told(reading, before):
            return found
        if not back and not is_pluperfect(before[1]):
            return None
    return None


def _before(reading: Reading, sentence: Sentence, clause: Clause) -> Iterator[Place]:
    """The main clauses before a clause, back to the beginning of the sentence before its own."""
    last = reading.sentence_at(sentence.span.start_char - 2)
    for place in (sentence, last):
        if place is not None and place.index >= sentence.index - 1:
            for part in reversed(place.clauses):
                if part.kind == "main" and part.end <= clause.start:
                    yield place, part
