"""Accords: clauses that only say that somebody thinks as the one told of before (`Ähnlich äußerte sich Oslo`)."""

from __future__ import annotations

from analysis.language import Clause, Phrase
from analysis.positions.antecedents import Scene
from analysis.positions.classes import word_class
from analysis.positions.cues import Frame
from analysis.positions.hits import Hit, negations
from analysis.positions.lexicon import words
from analysis.positions.voices import Voice, voice
from analysis.records import Label, Statement

#: How many sentences back the view may stand that somebody shares: what stands between is what he means.
REACH = 1


def accord(scene: Scene, clause: Clause, last: Statement | None) -> tuple[Hit, Voice] | None:
    """Who shares the view of the last statement, and the words for it; None where it says something of its own."""
    sentence = scene.sentence
    if last is None or last.section == "headline" or not 0 <= sentence.index - last.sentence <= REACH:
        return None
    if clause.kind != "main" or sentence.asks or sentence.elsewhere or sentence.section == "headline":
        return None
    same = tuple(t for t in clause.tokens if t.lower_ in words("same"))
    if not same or not clause.has(*words("hold_view")) or negations(clause.tokens):
        return None
    if not all(_plain(scene, phrase) for phrase in sentence.phrases_of(clause)):
        return None
    hit = Hit(_frame(last.position), last.position, same, False, same)
    found = voice(scene, clause, hit)
    if isinstance(found, str) or found.origin == "other" or any(a.country == last.country for a in found.actors):
        return None
    return hit, found


def _frame(label: Label) -> Frame:
    return Frame("accord", (), label, None, "near")


def _plain(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names who speaks, when, or how, and no matter of its own: `zu den Zöllen`."""
    lemma = phrase.head.lemma_
    if phrase.head.tag_ not in ("NN", "NNA", "NNI") or phrase.preposition in ("in", "im", "am", "nach", "vor", "aus"):
        return True
    known = word_class(lemma)[0] or lemma in words("manner") or lemma.lower() in words("view") | words("time")
    return bool(known) or phrase.head.lower_ in words("same") or scene.reading.party(phrase).kind != "thing"
