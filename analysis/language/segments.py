"""Segments of a sentence: the stretches between its marks, what opens each and where its verb stands.

A segment is the raw material of a clause: `clauses` joins the segments that belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from analysis.language.tokens import Token

_BOUNDARY = frozenset([",", ";", ":", "–", "—", "-", "/", "..."])
QUOTES = frozenset("„“”\"»«›‹‚‘’'")
_FINITE = ("VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP")
_INFINITE = ("VVINF", "VAINF", "VMINF")
# `wie`, `als` and `bis` open a clause only where a finite verb closes it.
_SUBJUNCTIONS = frozenset(
    "dass daß ob weil wenn falls sofern solange sobald bevor ehe nachdem obwohl obgleich während damit sodass da "
    "indem seit seitdem bis als wie soweit zumal".split()
)
_INTERROGATIVES = frozenset(
    "wer was wie wann wo warum weshalb wieso welche welcher welches wem wen wohin woher inwiefern inwieweit".split()
)


def is_finite(token: Token) -> bool:
    """Whether the tag says finite verb."""
    return token.tag_ in _FINITE


def segments(sentence: Iterable[Token]) -> Iterator[tuple[list[Token], str]]:
    """Stretches between commas, dashes and colons, and before `und` between two finite verbs, and their end marks."""
    tokens = list(sentence)
    closing = max((token.i for token in tokens if token.text in ")]"), default=-1)
    segment: list[Token] = []
    depth = 0
    for token in tokens:
        if token.is_space:
            continue
        if token.text in "([" and token.i < closing:
            depth += 1
        if depth == 0 and token.text in _BOUNDARY and token.tag_ not in ("PTKVZ", "TRUNC"):
            yield from _with_boundary(segment, token.text)
            segment = []
        elif depth == 0 and token.text not in ".!?…":
            segment.append(token)
        if token.text in ")]":
            depth = max(0, depth - 1)
    yield from _with_boundary(segment, "")


def _with_boundary(segment: list[Token], boundary: str) -> Iterator[tuple[list[Token], str]]:
    parts = list(_split_coordination(segment)) if segment else []
    for part in parts:
        yield part, boundary if part is parts[-1] else ""


def _split_coordination(segment: list[Token]) -> Iterator[list[Token]]:
    # `wie viele entsandt werden und welche Aufgaben sie haben`: the second opener starts a clause of its own.
    for index in range(2, len(segment) - 2):
        if (
            segment[index].tag_ == "KON"
            and segment[index + 1].tag_ in ("PWAT", "PWS", "PWAV", "KOUS", "PRELS")
            and segment[index - 1].tag_[:2] in ("VV", "VA", "VM")
        ):
            yield from _split_coordination(segment[:index])
            yield from _split_coordination(segment[index + 1 :])
            return
    verbs = [i for i, token in enumerate(segment) if is_finite(token)]
    for first, second in pairwise(verbs):
        joints = [i for i in range(first + 1, second) if segment[i].tag_ == "KON" and segment[i].lemma_ in _JOINTS]
        if not joints:
            continue
        cut = joints[-1]
        # `... ab und Paris und London planen`: the last `und` joins two subjects.
        if (
            len(joints) > 1
            and joints[-1] - joints[-2] == 2
            and segment[joints[-1] - 1].tag_ == "NE"
            and second - joints[-1] == 2
        ):
            cut = joints[-2]
        yield segment[:cut]
        yield from _split_coordination(segment[cut:])
        return
    yield segment


_JOINTS = frozenset(["und", "oder", "aber", "sondern", "doch", "denn", "sowie", "beziehungsweise"])


def words(segment: Sequence[Token]) -> list[Token]:
    """The segment without its quotation marks."""
    return [token for token in segment if token.text not in QUOTES]


def _behind_a_place(where: Token) -> bool:
    """`In Paris, wo man ...`, `im Ministerium, wo ...`: whether `wo` is relative; in `die Frage, wo` it asks."""
    before = where.doc[max(where.sent.start, where.i - 4) : where.i]
    if len(before) < 2 or before[-1].text != ",":
        return False
    return before[-2].tag_ == "NE" or any(t.lower_ in ("in", "im", "am", "beim") for t in before)


def opener(segment: list[Token]) -> str:
    """Lemma of the word that makes the segment a subordinate clause; `rel` for a relative pronoun; empty for none."""
    inner = words(segment)
    if not inner:
        return ""
    head = inner[0]
    if head.tag_ == "KON" and len(inner) > 1:
        head, inner = inner[1], inner[1:]
    follows = inner[1] if len(inner) > 1 else None
    lower = head.text.lower()
    verb_second = follows is not None and is_finite(follows)
    if lower in ("dass", "daß", "ob", "weil", "falls", "sofern", "obwohl", "sodass", "wobei") and not (
        lower == "wobei" and verb_second
    ):
        return "dass" if lower == "daß" else lower
    if lower in _SUBJUNCTIONS and head.tag_ in ("KOUS", "KOKOM", "KON", "APPR", "ADV", "PWAV") and not verb_second:
        verb = finite_verb(segment, final=True)
        return lower if verb is not None and verb is inner[-1] else ""
    if lower == "wo" and _behind_a_place(head):
        return "rel"
    if lower in ("was", "wer", "wo", "wie") and not verb_second and finite_verb(segment, final=True) is not None:
        return lower
    if head.tag_ in ("PRELS", "PRELAT") and head.i > head.sent.start:
        # `..., die Niederlande und Dänemark` goes on with a list.
        listed = follows is not None and follows.tag_ == "NE" and finite_verb(segment, final=True) is None
        return "" if listed else "rel"
    if head.tag_.startswith("APPR") and follows is not None and follows.tag_ in ("PRELS", "PRELAT"):
        return "rel"
    if (head.tag_ in ("PWS", "PWAV", "PWAT") or lower in _INTERROGATIVES) and not verb_second:
        verb = finite_verb(segment, final=True)
        # `Welche Rolle spielt Berlin` asks, `welche Rolle Berlin spielt` depends on something.
        return lower if verb is not None and verb is inner[-1] else ""
    return ""


def finite_verb(segment: list[Token], *, final: bool) -> Token | None:
    """The finite verb; in a verb-final clause the last verb, even where the tagger took a plural for an infinitive."""
    finite = [token for token in segment if is_finite(token)]
    if finite:
        return finite[-1] if final else finite[0]
    if not final and not is_infinitive(segment):
        # `Die Regierungen gelten als aufgeschlossen`: in second place a plural that looks like an infinitive is finite.
        inner = words(segment)
        for before, token, after in zip(inner, inner[1:], inner[2:], strict=False):
            if token.tag_ == "VVINF" and before.tag_ in ("NN", "NE") and after.tag_ not in _INFINITE:
                return token
    if final:
        # `umfasst`, `verweigert`: participle and third person are one form.
        last = words(segment)[-1] if words(segment) else None
        if last is not None and last.tag_ in (*_INFINITE, "VVPP") and not is_infinitive(segment):
            return last
    return None


def infinitive(segment: list[Token]) -> Token | None:
    """The last infinitive of a segment."""
    return next((t for t in reversed(segment) if t.tag_ in _INFINITE or t.tag_ == "VVIZU"), None)


def is_infinitive(segment: list[Token]) -> bool:
    """Whether a segment is an infinitive with `zu`."""
    return any(token.tag_ in ("PTKZU", "VVIZU") for token in segment) and infinitive(segment) is not None
