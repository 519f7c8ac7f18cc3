"""Clauses of a tagged German sentence.

A clause is a list of tokens, not a span: a main clause resumes after a relative clause (`Polen, das an die Ukraine
grenzt, lehnt ab`). Commas, dashes and colons cut the sentence into segments; conjunctions, relative pronouns, the
finite verb and `zu` say what each segment is; verbless segments join the clause that still waits for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from analysis.language.segments import (
    QUOTES,
    finite_verb,
    infinitive,
    is_finite,
    is_infinitive,
    opener,
    segments,
    words,
)
from analysis.language.tokens import Token

Kind = Literal["main", "sub", "rel", "inf"]

_PARTICLES = frozenset(
    "ab an auf aus bei ein entgegen fest frei gegenüber heraus herum hin hinaus hinzu los mit nach nieder offen teil "
    "um vor voran voraus vorbei weg weiter wider zu zurück zusammen zustimmend bereit klar raus rein "
    "fern hervor her dar bloß stand statt nahe näher hoch durch über unter".split()
)


@dataclass(eq=False, slots=True)
class Clause:
    """Tokens of one clause in reading order.

    kind: main, sub, rel or inf; opener: lemma of the conjunction or pronoun that opens it, `wenn` for a verb-first
    condition; verb: the finite verb, or the infinitive of an inf clause, None for a headline without one; lemmas: one
    per token, the particle of a separable verb joined to it; parent: the clause it depends on or is coordinated with;
    tail: those of its tokens that follow a comma without a verb of their own (`bereit, nur nicht sofort`).
    """

    tokens: list[Token]
    kind: Kind
    opener: str = ""
    verb: Token | None = None
    parent: Clause | None = None
    coordinated: bool = False
    tail: list[Token] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        return min(token.idx for token in self.tokens)

    @property
    def end(self) -> int:
        return max(token.idx + len(token) for token in self.tokens)

    def has(self, *lemmas: str) -> bool:
        """Whether one of the lemmas stands in the clause."""
        return any(lemma in lemmas for lemma in self.lemmas)


def clauses(sentence: Iterable[Token]) -> list[Clause]:
    """The clauses of a sentence that `tag` has tagged, in the order of their first words."""
    found: list[Clause] = []
    stack: list[Clause] = []
    waiting: list[Token] = []  # verbless words before the first finite verb
    parts = list(segments(sentence))
    for place, (segment, boundary) in enumerate(parts):
        opens = opener(segment)
        verb = finite_verb(segment, final=bool(opens))
        if opens or (verb is None and is_infinitive(segment)):
            kind: Kind = "inf" if verb is None and is_infinitive(segment) else "rel" if opens == "rel" else "sub"
            anchor = stack[-1] if stack else None
            clause = Clause(segment, kind, opens if opens != "rel" else "", verb or infinitive(segment), anchor)
            found.append(clause)
            stack.append(clause)
            continue
        gap = next((c for c in reversed(stack) if c.verb is None and c.kind in ("sub", "rel") and not _bare(c)), None)
        if gap is not None:
            gap.tokens.extend(segment)
            gap.verb = finite_verb(segment, final=True)
            continue
        if verb is None:
            main = next((c for c in reversed(stack) if c.kind == "main"), None)
            if main is not None and not waiting:
                gapped = _gapped(segment, main)
                if gapped is not None:
                    found.append(gapped)
                    continue
                if _lists_on(parts[place - 1][0], segment, [other for other, _ in parts[place + 1 :]]):
                    waiting.extend(segment)
                    continue
                main.tokens.extend(segment)
                # `will außer Waggons, Lagern und Gleisen nichts beisteuern`: the verb's own end is no afterthought.
                if not any(t.tag_ in ("VVINF", "VVPP", "PTKVZ") for t in segment):
                    main.tail.extend(segment)
            else:
                waiting.extend(segment)
            if boundary in (":", ";") and waiting:
                # `Nein aus Warschau: ...`, `Paris am Zug; ...`: what stands before the mark is a message of its own.
                found.append(Clause(waiting, "main"))
                waiting = []
            continue
        last = stack[-1] if stack else None
        if (
            last is not None
            and last.kind in ("sub", "rel")
            and not waiting
            and segment[0].tag_ == "KON"
            and words(segment)[-1] is verb
        ):
            # `sofern ein Mandat vorliegt und die Partner zustimmen`: verb last, so the conjunction still rules.
            clause = Clause(segment, last.kind, last.opener, verb, last.parent)
            found.append(clause)
            stack.append(clause)
            continue
        clause = Clause([*waiting, *segment], "main", verb=verb)
        waiting = []
        _relate(clause, segment, found, stack)
        found.append(clause)
        stack = [clause]
    if waiting:
        found.append(Clause(waiting, "main"))
        for clause in found[:-1]:
            clause.parent = clause.parent or found[-1]
    for clause in found:
        clause.tokens.sort(key=lambda token: token.i)
        clause.lemmas = _lemmas(clause)
    first_main = next((c for c in found if c.kind == "main"), None)
    for clause in found:
        # A subordinate clause at the head of the sentence depends on the main clause that follows it.
        if clause.parent is None and clause.kind != "main" and first_main is not None:
            clause.parent = first_main
    return sorted(found, key=lambda clause: clause.tokens[0].i)


def _lists_on(before: list[Token], segment: list[Token], after: list[list[Token]]) -> bool:
    """`Er behauptet, Spanien, Italien und Polen seien dafür`: whether a segment begins the list of a verb to come.

    Not where the segment before it has begun a list of its own (`bleibt an Rom, Paris, London und Prag hängen`).
    """
    inner = words(segment)
    if not inner or inner[-1].tag_ != "NE" or not _nominal(inner) or (words(before)[-1:] and before[-1].tag_ == "NE"):
        return False
    last = next((words(other) for other in after if not _nominal(words(other))), [])
    verb = next((i for i, t in enumerate(last) if is_finite(t)), 0)
    joint = next((i for i, t in enumerate(last[:verb]) if t.tag_ == "KON"), 0)
    names, more = last[:joint], last[joint + 1 : verb]
    plural = verb and last[verb].lower_.endswith(("n", "sind"))
    return bool(plural and names and more) and _nominal(names) and _nominal(more) and more[-1].tag_ == "NE"


def _nominal(tokens: list[Token]) -> bool:
    return bool(tokens) and all(t.tag_ in ("NE", "NN", "ART", "ADJA") for t in tokens)


def _bare(clause: Clause) -> bool:
    """`Falls nötig`, `wenn möglich`: a proviso that has no verb and waits for none."""
    rest = words(clause.tokens)[1:]
    return clause.opener in ("falls", "wenn", "sofern", "soweit") and all(t.tag_ in ("ADJD", "ADV") for t in rest)


def _gapped(segment: list[Token], main: Clause) -> Clause | None:
    """A clause that borrows its verb: `Paris drückt aufs Gas, Warschau auf die Bremse`, `Oslo macht mit, Rom nicht`.

    With a bare `nicht` it borrows all that follows the verb.
    """
    inner = words(segment)
    place = next((i for i, t in enumerate(inner) if t.tag_ not in ("NE", "NN", "ART", "KON", "ADJA", "CARD")), None)
    if main.verb is None or not is_finite(main.verb) or not place or inner[0].tag_ == "KON" or inner[0].i < main.verb.i:
        return None
    if (
        inner[-1].tag_ in ("VVPP", "VVINF")
        and main.verb.tag_[:2] in ("VA", "VM")
        and any(t.tag_ == "NE" for t in inner[:-1])
    ):
        # `Oslo hatte gedrängt, London seine Teilnahme zugesagt`: the auxiliary serves both.
        return Clause([*segment, main.verb], "main", verb=main.verb, parent=main)
    # `Oslo spricht von Brigaden, die Esten von einer Kompanie`: the same preposition says that both do the same.
    again = {t.lower_ for t in main.tokens if t.tag_ == "APPR" and t.i > main.verb.i}
    parallel = inner[0].tag_ == "ART" and inner[place].lower_ in again
    if not (parallel or any(t.tag_ == "NE" for t in inner[:place])) or inner[place].tag_ not in (
        "APPR",
        "APPRART",
        "PTKNEG",
        "ADJD",
        "PIAT",
        "ADV",
    ):
        return None
    negated = inner[-1].tag_ == "PTKNEG" and len(inner) - place <= 2
    borrowed = [t for t in main.tokens if t not in main.tail and t.i > main.verb.i] if negated else []
    if not negated and inner[place].tag_ in ("APPR", "APPRART") and len(inner) - place < 2:
        return None
    return Clause([*segment, main.verb, *borrowed], "main", verb=main.verb, parent=main)


def _relate(clause: Clause, segment: list[Token], found: list[Clause], stack: list[Clause]) -> None:
    """Tie a main clause to the one before: `und` + verb shares its subject, verb-first before verb-first is `wenn`."""
    before = next((c for c in reversed(found) if c.kind == "main"), None)
    words = [t for t in segment if t.text not in QUOTES]
    if before is None or not words:
        return
    if words[0].tag_ == "KON":
        clause.parent, clause.coordinated = before, True
        return
    starts = next((t for t in before.tokens if t.text not in QUOTES), None)
    asks = clause.tokens[-1].doc[clause.tokens[-1].i :][:3].text.strip().endswith("?")
    if (
        is_finite(words[0])
        and starts is not before.verb
        and before.verb is not None
        and before.tokens[-1].i < words[0].i
    ):
        clause.parent, clause.coordinated = before, True  # `ist offen, verlangt aber ...`
        return
    opens = before.tokens[0].i - before.tokens[0].sent.start <= 1
    if (
        opens
        and is_finite(words[0])
        and starts is before.verb
        and before.verb is not None
        and not asks
        and before.verb.tag_ != "VVIMP"
    ):
        before.kind, before.opener, before.parent = "sub", "wenn", clause


def _lemmas(clause: Clause) -> list[str]:
    """Lemmas of the clause with the separated particle joined to its verb."""
    lemmas = [token.lemma_ or token.text for token in clause.tokens]
    verb = clause.verb
    if verb is None or not is_finite(verb):
        return lemmas
    place = clause.tokens.index(verb)
    # The tagger takes some particles at the clause's end for prepositions: `winkt bei dem Thema ab`.
    for index in range(len(clause.tokens) - 1, place, -1):
        token = clause.tokens[index]
        after = clause.tokens[index + 1] if index + 1 < len(clause.tokens) else None
        closes = after is None or after.i != token.i + 1 or after.tag_ == "KON" or after.text in QUOTES
        # `außen vor`, `nach wie vor` are adverbs.
        if token.lower_ == "vor" and clause.tokens[index - 1].lower_ in ("außen", "aussen", "wie"):
            continue
        if token.tag_ == "PTKVZ" or (
            closes and token.text in _PARTICLES and token.tag_ in ("APPR", "APPRART", "ADV", "PTKZU")
        ):
            lemmas[place] = token.text.lower() + lemmas[place]
            lemmas[index] = ""
            break
    return lemmas
