"""Hits: the cue frames of a clause, with what depends on it, and the one that decides what the clause says."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.language import Clause
from analysis.language.tokens import Token
from analysis.positions.classes import word_class
from analysis.positions.matches import FULL_VERBS, NOUNS, Hit, keys, match, negations
from analysis.positions.reading import Sentence
from analysis.records import SCORES


def core(clause: Clause, sentence: Sentence) -> list[Clause]:
    """A clause with the infinitives that depend on it."""
    found = [clause]
    for other in sentence.clauses:
        if other.kind == "inf" and other.parent in found:
            found.append(other)
    return found


def decisive(clause: Clause, sentence: Sentence) -> Hit | None:
    """The hit that decides what a clause says.

    A frame the clause holds alone goes before one that needs its infinitives, and that before one that needs its `dass`
    or `ob` clause. Then the predicate goes before mere nouns (`hält sich mit Zusagen zurück` is no promise), the frame
    that says more before the one that says less, and holding back before promising: `höchstens`, `ohne` and their like
    take back what the other words give.
    """
    predicate = _predicate(clause)
    ranked = sorted(
        _found(clause, sentence),
        key=lambda item: (
            item[0],
            item[1].frame.content == 0,
            predicate is not None and predicate not in item[1].tokens,
            *(-w for w in item[1].frame.weight),
            SCORES[item[1].position] > 0,
            -abs(SCORES[item[1].position]),
            item[1].frame.id,
        ),
    )
    if not ranked:
        return None
    first = ranked[0][1]
    # `bereit, eine Koalition anzuführen`, `bereit, Anfragen zu prüfen`: what one is ready for says more.
    inner = next(
        (hit for tier, hit in ranked if tier == 1 and hit.frame.content and not set(hit.tokens) & set(clause.tokens)),
        None,
    )
    if first.position == "willing" and inner is not None and inner.position != "willing":
        return inner
    return first


def _found(clause: Clause, sentence: Sentence) -> list[tuple[int, Hit]]:
    """Each frame once, with the reach it needs: 0 the clause, 1 its infinitives, 2 its `dass` and `ob` clauses."""
    near = core(clause, sentence)
    wide = [*near, *(c for c in sentence.clauses if c.parent in near and c.opener in ("dass", "ob"))]
    inner = {t for c in near for t in c.tokens}
    outer_denied, inner_denied = _denied(clause), any(_denied(c) for c in near[1:])
    found: dict[str, tuple[int, Hit]] = {}
    size = 0
    for tier, parts in enumerate(([clause], near, wide)):
        if len(parts) == size:
            continue  # no clause more than before, so no hit more
        size = len(parts)
        # A negation after a comma denies something else: `bereit, jedoch nicht vor einer Waffenruhe`.
        pairs = [
            (t, lemma)
            for c in parts
            for t, lemma in zip(c.tokens, c.lemmas, strict=True)
            if not (t in c.tail and negations([t]))
        ]
        keyed = keys([t for t, _ in pairs], [lemma for _, lemma in pairs])
        denied = outer_denied != (tier > 0 and inner_denied)
        hits = match(keyed, negated=denied)
        apart = [] if denied else [t for c in parts for t in c.tail if t.lemma_ == "kein"]
        # `stellt Flughäfen, aber keine Truppen`: what `kein` stands before is denied, though the clause is not.
        if apart and (denials := [hit for hit in match(keyed, negated=True) if _behind(hit, apart)]):
            hits = [*denials, *(hit for hit in hits if SCORES[hit.position] <= 0)]
        for hit in hits:
            # Behind `dass` and `ob` only the object may stand, never the cue's own words, and more than a negation:
            # `ist überzeugt, dass keiner geht` is convinced.
            own = hit.literal and all(t in inner or t.lower_ in ("dass", "ob") for t in hit.literal)
            if tier < 2 or (own and not _only_denies(hit, inner)):
                found.setdefault(hit.frame.id, (tier, hit))
    return list(found.values())


def _only_denies(hit: Hit, inner: Iterable[Token]) -> bool:
    """Whether all that a hit has outside some clauses is a negation."""
    outside = [t for t in hit.tokens if t not in inner]
    return bool(outside) and len(negations(outside)) == len(outside)


def _denied(clause: Clause) -> bool:
    return bool(negations(t for t in clause.tokens if t not in clause.tail))


def _behind(hit: Hit, denying: Iterable[Token]) -> bool:
    """Whether the troops of a hit stand right behind one of the denying words, adjectives apart."""
    heads = [next((a for a in t.doc[t.i + 1 : t.i + 4] if a.tag_ in NOUNS), None) for t in denying]
    return any(head in hit.tokens and word_class(head.lemma_)[0] == "TROOPS" for head in heads if head is not None)


def _predicate(clause: Clause) -> Token | None:
    """The last full verb of a clause; None where an auxiliary stands alone."""
    verbs = [t for t in clause.tokens if t.tag_ in FULL_VERBS and t not in clause.tail]
    return verbs[-1] if verbs else None
