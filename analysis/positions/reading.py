"""An article read once for positions: its sentences with clauses, phrases, parties, topic and speech, on demand.

Only sentences near a troop word are tagged; everything the ordered rules of `statements` ask about a clause is here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.dates import TimeExpression, bounds
from analysis.language import Clause, Phrase, clauses, phrases, tag
from analysis.language.tokens import Doc, Span, Token
from analysis.positions import topic
from analysis.positions.actors import Actor, Party, party
from analysis.positions.lexicon import words
from analysis.records import Article, DateRange, Mention, Section, Speech
from analysis.speech import Quotation, quotations_of
from analysis.speech.words import noun_of
from analysis.stretches import Stretches

#: How many sentences the subject of troops is carried on when nothing names it again: a short text that opens with it
#: or comes back to it often is about it throughout, a long page speaks of other things too.
CARRIED_LONG, CARRIED_SHORT, SHORT = 2, 1000, 60

#: Characters before and behind a people's name in which one word for a poll, or several, make it those who were asked.
_POLL_REACHES = 150, 800


@dataclass(eq=False, slots=True)
class Sentence:
    """One tagged sentence: topic is 2 (a strong word), 1 (a weak word) or 0; carried: the topic still holds.

    close: it was named in this sentence or the one before.
    """

    index: int
    span: Span
    section: Section
    clauses: list[Clause]
    mentions: list[Mention]
    topic: int
    carried: bool
    elsewhere: bool
    close: bool
    phrases: dict[int, list[Phrase]] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.span.text.rstrip('"“«» \n').endswith("?")

    def asks_in(self, clause: Clause) -> bool:
        """Whether a clause is asked: not what stands before a colon (`Er ist dafür, will aber wissen: Wer zahlt?`)."""
        opens = clause.tokens[0] is clause.verb and not clause.coordinated
        return self.asks and (opens or not any(t.text == ":" and t.idx >= clause.end for t in self.span))

    def strays(self, clause: Clause) -> bool:
        """`Er fordert eine kleinere Armee. Das lehnt Kiew ab`: `das` is what was told right before, not the troops.

        `Rom lehnt ab, und das seit langem` only goes on.
        """
        that = [t for t in clause.tokens if t.tag_ == "PDS" and t.lower_ in ("das", "dies")]
        return not self.close and any(not t.i or t.nbor(-1).tag_ != "KON" for t in that)

    def phrases_of(self, clause: Clause) -> list[Phrase]:
        """The noun phrases of one of the sentence's clauses, found once."""
        key = id(clause)
        if key not in self.phrases:
            names = frozenset(
                token.i
                for m in self.mentions
                for token in clause.tokens
                if m.start <= token.idx < m.end and m.kind in ("person", "capital", "place", "seat", "organisation")
            )
            self.phrases[key] = phrases(clause, names)
        return self.phrases[key]


class Reading:
    """What the rules ask of one article. Built once per article; nothing in it changes afterwards."""

    def __init__(
        self,
        article: Article,
        doc: Doc,
        mentions: Sequence[Mention],
        when: DateRange | None,
        introduced: dict[str, Actor | None],
    ) -> None:
        self.article = article
        self.text = article.text
        self.doc = doc
        self.mentions = Stretches(mentions)
        self.when = when
        self.introduced = introduced
        self._parties: dict[Phrase, Party] = {}
        self.quotations = Stretches(quotations_of(doc))
        self.sentences = self._sentences()
        self._starts = [s.span.start_char for s in self.sentences]

    def _sentences(self) -> list[Sentence]:
        spans = list(self.doc.sents)
        troops = [topic.mentions_troops(span.text) for span in spans]
        title = [line for line in self.article.lines if line.kind == "headline"]
        found = []
        lead = topic.is_subject(self.text)
        reach = CARRIED_SHORT if len(spans) <= SHORT and lead else CARRIED_LONG
        since = reach + 1
        subject = None  # the place whose troops the text opened with: it stays another one until Ukraine's come up
        for index, span in enumerate(spans):
            since += 1
            if not any(troops[max(0, index - reach) : index + 2]):
                continue
            tag(span)
            start, end = span.start_char, span.end_char
            inside = [m for m in self.mentions.within(start, end) if m.start >= start and m.end <= end]
            strength = topic.strength(span, inside)
            since = 0 if strength else since
            headline = any(line.start <= span.start_char < line.end for line in title)
            elsewhere = topic.elsewhere(span, inside)
            named = topic.names_ukraine(span.text) and (strength or subject is None)
            if not elsewhere and (named or strength == 2):
                subject = "UKR"
            elif elsewhere and subject is None:
                subject = "other"
            found.append(
                Sentence(
                    index,
                    span,
                    "headline" if headline else "body",
                    clauses(span),
                    inside,
                    strength,
                    since <= reach,
                    elsewhere or subject == "other",
                    since <= 1,
                )
            )
        return found

    @cached_property
    def times(self) -> list[tuple[TimeExpression, TimeExpression]]:
        """The expressions of time in the text, as of the first and of the last day of publication."""
        return bounds(self.text, self.when)

    def times_in(self, clause: Clause) -> list[tuple[TimeExpression, TimeExpression]]:
        """Those of the expressions of time that lie between the first and the last word of a clause; none overlap."""
        first = bisect_right(self.times, clause.start, key=lambda pair: pair[0].end)
        return self.times[first : bisect_left(self.times, clause.end, key=lambda pair: pair[0].start)]

    def party(self, phrase: Phrase) -> Party:
        """What a phrase is and for which countries it speaks on the article's date."""
        if phrase not in self._parties:
            found = party(phrase, self.mentions, self.when, self.introduced)
            self._parties[phrase] = Party("other") if self._asked(phrase) else found
        return self._parties[phrase]

    def _asked(self, phrase: Phrase) -> bool:
        """`Die Deutschen sind gespalten` where polls are told of: whether a people is the public, no government."""
        if phrase.tokens[0].lemma_ == "kein":
            return False  # `kein Ungar werde gehen` is of soldiers
        named = self.mentions.within(phrase.head.idx, phrase.head.idx + 1)
        if not any(m.kind == "demonym" for m in named):
            return False
        near, far = (self.text[max(0, phrase.start - reach) : phrase.end + reach] for reach in _POLL_REACHES)
        return topic.polls(near) > 0 or topic.polls(far) > 1

    def party_at(self, start: int, end: int) -> Party | None:
        """What the words between two offsets are, read as one noun phrase; None where they hold no noun or pronoun."""
        span = self.doc.char_span(start, end)
        if span is None:
            return None
        tag(span.sent)
        parties = [p for part in _coordinated(list(span)) if (p := self._party_of(part)) is not None]
        if not parties:
            return None
        actors = tuple(dict.fromkeys(a for p in parties for a in p.actors))
        return Party("actors", actors) if actors else parties[0]

    def _party_of(self, tokens: list[Token]) -> Party | None:
        """One noun phrase given as bare tokens; a name is read without what follows it (`X von der Universität Y`)."""
        place = next((i for i, t in enumerate(tokens) if i and t.tag_ in ("APPR", "APPRART")), len(tokens))
        nouns = [t for t in tokens[:place] if t.tag_ in ("NN", "NE", "NNA", "NNI", "FM")]
        if not nouns:
            return None
        head = next((t for t in nouns if t.tag_ == "NN"), nouns[0])
        told = noun_of(head.text, head.lemma_)
        if (told is not None and told.source) or head.lemma_.lower() in words("view"):
            # `Angaben von Diplomaten`, `Einschätzung der Beobachter`: it is theirs.
            behind = [t for t in tokens if t.i > head.i]
            theirs = self._party_of([t for t in behind if t.tag_ not in ("APPR", "APPRART", "ART")])
            # `nach Einschätzung seiner Regierung` only says how the text's own telling is meant.
            circles = theirs is not None and theirs.kind == "anaphor" and behind[0].tag_ == "APPR"
            if theirs is not None and (circles or theirs.kind not in ("thing", "anaphor")):
                return theirs
        party = self.party(Phrase(tokens[:place] if head.tag_ == "NE" else tokens, head))
        if party.kind == "thing" and party.possessors:
            # `Angaben aus Budapest`, `Kreise in Paris`: the government is named behind the noun.
            return Party("actors", tuple(Actor(country) for country in party.possessors))
        return party

    def quotation_at(self, start: int, end: int) -> Quotation | None:
        """The innermost quotation that holds the middle of a stretch."""
        middle = (start + end) // 2
        holding = self.quotations.within(middle, middle + 1)
        return min(holding, key=lambda q: q.end - q.start, default=None)

    def speech_at(self, start: int, end: int) -> Speech:
        """Whether words stand in quotation marks or else in reported speech; empty where the text tells them itself."""
        kinds = {q.kind for q in self.quotations if q.start <= start and end <= q.end}
        return "direct" if "Direct" in kinds else "indirect" if kinds else ""

    def sentence_at(self, offset: int) -> Sentence | None:
        """The tagged sentence that holds an offset."""
        place = bisect_right(self._starts, offset) - 1
        return self.sentences[place] if place >= 0 and offset < self.sentences[place].span.end_char else None


def _coordinated(tokens: list[Token]) -> list[list[Token]]:
    """`mehrere Länder und die EU`: the parts between `und` and commas, without quotation marks."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.tag_ == "KON" or token.text == ",":
            parts.append([])
        elif token.is_alpha or "-" in token.text or token.text[0].isdigit():
            parts[-1].append(token)
    return [part for part in parts if part]
