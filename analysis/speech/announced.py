"""What a speech noun announces: `die Forderung, dass ...`."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.clauses import Clause
from analysis.language.segments import QUOTES
from analysis.speech.extents import close, hull
from analysis.speech.frames import Frame, reported
from analysis.speech.phrases import noun_phrase
from analysis.speech.quotation import Quotation
from analysis.speech.speakers import subject
from analysis.speech.words import carriers, noun_of


def announced(frame: Frame, found: Sequence[Quotation], used: set[int]) -> list[Quotation]:
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
        bounds = _content(frame, clause, stop)
        if bounds is None or any(q.start <= bounds[0] and bounds[1] <= q.end for q in found):
            continue
        # Of two nouns before one clause the nearer announces it: `lehnte das Angebot mit der Begründung ab, ...`.
        made = [quote for quote in made if quote.start != bounds[0]]
        made.append(Quotation(*bounds, _owner(frame, clause, place), "Indirect", (word.idx, word.idx + len(word))))
    return made


def _content(frame: Frame, clause: Clause, stop: int) -> tuple[int, int] | None:
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
        return hull(words, stop + 1, close(frame, other, verb_second=other.kind == "main")) if content else None
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
