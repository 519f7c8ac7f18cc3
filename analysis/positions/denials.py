"""Denials: clauses that call something unconfirmed or untrue, and the clauses of their sentence that they mean.

lexicon/doubts.csv: frame is words that stand together in the clause, in any order, each with its alternatives; `<NEG>`
is a negation (a frame without it is taken back by one), `<COUNT>` a counted noun in the clause or in those that it
means. subject says how the words are used: `teller` of somebody who denies (`Oslo bestritt, dass ...`), `told` of what
is untrue (`dass ..., stimme nicht`), `judged` of words that may also call a policy wrong (`das sei falsch`): these mean
a report, a number, or what a `dass` tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import get_args

from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.classes import is_a
from analysis.positions.lexicon import fold, rows
from analysis.positions.matches import keys
from analysis.positions.reading import Sentence
from analysis.records import DoubtKind

_KINDS: dict[str, DoubtKind] = {kind: kind for kind in get_args(DoubtKind)}
_IFS = ("wenn", "falls", "sofern", "solange", "ob")
_CONTENT = ("dass", "wonach", "wie")
_BACK = ("das", "dies", "davon", "hiervon", "dem", "daran")


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of doubts.csv."""

    id: str
    elements: tuple[tuple[str, ...], ...]
    doubt: DoubtKind
    subject: str

    def asks(self, key: str) -> bool:
        return any(key in element for element in self.elements)


@dataclass(frozen=True, slots=True)
class Denial:
    """A clause that meets a frame: cue are its words, meant the other clauses of the sentence that it speaks of.

    back: whether it may mean what stands before its sentence (`Die Zahl sei falsch`).
    """

    frame: Frame
    clause: Clause
    cue: tuple[Token, ...]
    meant: tuple[Clause, ...]
    back: bool


@cache
def _frames() -> tuple[Frame, ...]:
    return tuple(
        Frame(
            row["id"],
            tuple(
                tuple(word if word[0] == "<" else word[0] + fold(word[1:]) for word in element.split("|"))
                for element in row["frame"].split()
            ),
            _KINDS[row["doubt"]],
            row["subject"],
        )
        for row in rows("doubts.csv")
    )


@cache
def _anchors() -> frozenset[str]:
    """The words of the first element of every frame in lower case: a clause without any of them meets none."""
    return frozenset(word.lower() for frame in _frames() for word in frame.elements[0])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("claim_words.csv") if row["list"] == name)


_NUMBERS = ("<COUNT>", "<CUT>")


def denials(sentence: Sentence) -> list[Denial]:
    """The clauses of a sentence that call something unconfirmed or untrue, in reading order; one frame a clause."""
    found = (_denial(sentence, clause) for clause in sentence.clauses if clause.opener not in _IFS)
    return [denial for denial in found if denial is not None]


def told_to_deny(clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause is told only to call it, or a number in it, untrue.

    `Von 20.000 Soldaten könne keine Rede sein` denies the number and takes no position; `20 deutschen Soldaten` does.
    """
    found = [one for one in denials(sentence) if one.frame.doubt == "denied"]
    if any(clause in one.meant for one in found):
        return True
    if not any(one.clause is clause and not one.frame.asks("<CUT>") for one in found) or not counted(clause.tokens):
        return False
    before = (t for t in clause.tokens if t.tag_ in ("ADJA", "PPOSAT") and t.i + 1 < len(t.doc))
    return not any(is_a(t.nbor(), "TROOPS") for t in before)


def denies_states(sentence: Sentence) -> bool:
    """Whether a sentence calls a number of states untrue: `Dass 26 Länder mitmachen, stimmt nicht`."""
    found = [one for one in denials(sentence) if one.frame.doubt == "denied"]
    return any(counts_states(clause.tokens) for one in found for clause in (one.clause, *one.meant))


def _denial(sentence: Sentence, clause: Clause) -> Denial | None:
    words = {fold(word) for t, lemma in zip(clause.tokens, clause.lemmas, strict=True) for word in (t.text, lemma)}
    counts = counted(clause.tokens)
    if words.isdisjoint(_anchors()) and not any(map(is_cut, counts)):
        return None
    keyed = keys(clause.tokens, clause.lemmas)
    no_more = any(token.i + 1 < len(token.doc) and token.nbor().lower_ == "mehr" for token in keyed.get("<NEG>", ()))
    negated = bool(keyed.get("<NEG>"))
    for frame in _frames():
        # Numbers are sought last: they may stand in the clauses that are meant.
        if not all(any(word in keyed or word in _NUMBERS for word in element) for element in frame.elements):
            continue
        if (negated and not frame.asks("<NEG>") and not frame.asks("<CUT>")) or (no_more and frame.asks("<NEG>")):
            continue
        if frame.subject == "judged" and _judges(sentence, clause, frame):
            continue
        meant = _meant(sentence, clause, frame)
        inside = [*counts, *(t for other in meant for t in counted(other.tokens))]
        keyed["<COUNT>"], keyed["<CUT>"] = inside, [t for t in counts if is_cut(t)]
        taken = [next((keyed[word][0] for word in element if keyed.get(word)), None) for element in frame.elements]
        cue = [token for token in taken if token is not None]
        if len(cue) == len(taken):
            own = tuple(t for t in cue if t in clause.tokens)
            return Denial(frame, clause, own, tuple(meant), not counts and not meant and _points_back(clause, frame))
    return None


def counted(tokens: Iterable[Token]) -> list[Token]:
    """The numbers among tokens that count a noun."""
    found = []
    for token in tokens:
        figure = token.text.replace(".", "")
        year = len(token.text) == 4 and token.text[:2] in ("19", "20")
        if (token.tag_ == "CARD" or figure.isdigit()) and not year:
            after = token.doc[token.i + 1 : token.i + 5]
            if any(t.tag_ == "NN" for t in after):
                found.append(token)
    return found


def counts_states(tokens: Iterable[Token]) -> bool:
    """Whether a number among tokens counts states: `26 Staaten`."""
    nouns = (t for number in counted(tokens) for t in number.doc[number.i + 1 : number.i + 4] if t.tag_ == "NN")
    return any(noun.lemma_.lower().endswith(("land", "staat", "nation")) for noun in nouns)


def is_cut(number: Token) -> bool:
    """`keine 500 Soldaten`, `nicht 20.000, sondern 10.000 Soldaten`: whether a number is itself denied."""
    if not number.i:
        return False
    before, doc = number.nbor(-1), number.doc
    if before.lemma_ == "kein" or before.lower_ in ("keine", "keinen"):
        return True
    return before.lower_ == "nicht" and any(t.lower_ == "sondern" for t in doc[number.i + 1 : number.i + 4])


def _meant(sentence: Sentence, clause: Clause, frame: Frame) -> list[Clause]:
    """The other clauses that a denial speaks of."""
    found = [other for other in sentence.clauses if other.parent is clause and _content(other, clause, frame)]
    before = clause.parent
    resumes = frame.subject != "teller" and clause.tokens[0] is clause.verb
    if resumes and before is not None and before.start < clause.start and before.kind == "main":
        found.append(before)  # `Von 26 Staaten, die ..., könne keine Rede sein`
    if frame.asks("<COUNT>"):  # the same, where the main clause goes on behind what `die` opens
        found += [c for c in sentence.clauses if c.parent is clause and c.kind == "rel" and clause.start < c.start]
    if clause.kind == "rel" and before is not None and _report(clause.tokens[0].nbor(-2) if clause.start else None):
        found.append(before)  # `eine Zahl, die Oslo bestreitet`
    if frame.asks("<CUT>"):  # `keine 26 Staaten, die Soldaten schicken`
        after = [c for c in sentence.clauses if c.start > clause.start and c.tokens[0].lower_ in ("die", "welche")]
        found += [c for c in after if c.tokens[-1] is c.verb]
    inner = [c for c in sentence.clauses if c.parent in found and c is not clause and c.kind != "main"]
    found += [other for other in inner if other not in found]
    if found or counted(clause.tokens):
        return found
    behind = next((other for other in sentence.clauses if other.start > clause.start), None)
    if behind is not None and any(map(_report, clause.tokens)) and _follows(behind):
        return [behind]  # `wies die Behauptung zurück, 26 Staaten wollten ...`
    if _points_back(clause, frame):
        return [c for c in sentence.clauses if c.end <= clause.start and c.opener not in _IFS]
    return []


def _content(clause: Clause, matrix: Clause, frame: Frame) -> bool:
    """Whether a clause holds what its matrix denies, not a reason or a circumstance."""
    if clause.kind == "sub":
        return clause.opener in _CONTENT
    if clause.kind == "rel":
        opens = clause.tokens[0].tag_ in ("APPR", "APPRART") or clause.tokens[0].lower_ == "demzufolge"
        return opens and any(map(_report, matrix.tokens))
    # `Es sei falsch, 500 Soldaten zu schicken` judges; `von 500 Soldaten zu sprechen` does not.
    return clause.kind == "inf" and (frame.subject != "judged" or clause.has(*_listed("talk")))


def _judges(sentence: Sentence, clause: Clause, frame: Frame) -> bool:
    """`Es wäre falsch, Soldaten zu schicken`, `nannte den Plan falsch`: a deed is wrong, no report untrue."""
    if any(map(_report, clause.tokens)):
        return False
    inner = [c for c in sentence.clauses if c.parent is clause]
    if any(_content(c, clause, frame) for c in inner):
        return False
    return any(c.kind == "inf" for c in inner) or bool(counted(clause.tokens))


def _follows(clause: Clause) -> bool:
    """Whether a clause is a main clause of reported speech: behind a comma, and its verb does not come first."""
    return (
        clause.kind == "main"
        and clause.verb is not None
        and clause.tokens[0] is not clause.verb
        and clause.tokens[0].i > 0
        and clause.tokens[0].nbor(-1).text == ","
    )


def _points_back(clause: Clause, frame: Frame) -> bool:
    """`Die Zahl stimme nicht`, `das sei falsch`: whether a clause speaks of what was said before."""
    if any(map(_report, clause.tokens)):
        return True
    return frame.subject != "judged" and any(t.lower_ in _BACK for t in clause.tokens)


def _report(token: Token | None) -> bool:
    return token is not None and token.lemma_.lower().rsplit("-", 1)[-1] in _listed("report")
