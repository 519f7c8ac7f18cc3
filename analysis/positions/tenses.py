"""Tenses: whether the verbs of a clause look back."""

from __future__ import annotations

from analysis.dates.tense import kind_of
from analysis.language import Clause
from analysis.language.mood import is_konjunktiv_one, is_konjunktiv_two
from analysis.positions.lexicon import words

_PARTICIPLES = ("VVPP", "VAPP", "VMPP")
_INFINITIVES = ("VVINF", "VVIZU")


def is_past(clause: Clause) -> bool:
    """Preterite, perfect or pluperfect, in the indicative or as reported: `lehnte ab`, `habe abgelehnt`.

    `Ist ausgeschlossen` and `sei geplant` tell of the present; `soll gesagt haben` looks back, `wollte sagen` too, but
    `sollte schicken` looks ahead.
    """
    verb = clause.verb
    if verb is None or not verb.tag_.endswith("FIN"):
        return False
    form, lemma = verb.lower_, verb.lemma_.lower()
    participles = {t.lower_ for t in clause.tokens if t.tag_ in _PARTICIPLES}
    infinitive = any(t.tag_ in _INFINITIVES for t in clause.tokens)
    if lemma == "haben":
        return form in ("hatte", "hatten") or (bool(participles) and not infinitive)
    if lemma == "sein":
        return form in ("war", "waren") or bool(participles & {"worden", "gewesen", "geblieben"})
    if lemma == "werden":
        return form in ("wurde", "wurden")
    if verb.tag_ == "VMFIN":
        perfect = bool(participles) and any(t.lower_ in ("haben", "sein") for t in clause.tokens)
        if form in ("wollte", "wollten"):
            # `Wollte im Mai entscheiden` looks ahead; `wollte nichts davon wissen`, `wollte noch zahlen` look back.
            forms = {t.lower_ for t in clause.tokens}
            return perfect or bool(forms & (words("negation") | {"noch"})) or clause.has("kein")
        return perfect or form in _MODALS
    if form == lemma or is_konjunktiv_one(form, lemma) or is_konjunktiv_two(form):
        return False
    return kind_of(form) == "preterite"


#: `Sollte` looks ahead, and the others with an umlaut (`könnte`) are unreal.
_MODALS = frozenset("konnte konnten musste mussten durfte durften mochte mochten".split())


def is_pluperfect(clause: Clause) -> bool:
    """`Hatte abgelehnt`, `war zurückgerudert`."""
    verb = clause.verb
    return (
        verb is not None
        and verb.lower_ in ("hatte", "hatten", "war", "waren")
        and any(t.tag_ in _PARTICIPLES for t in clause.tokens)
    )


def is_reported(clause: Clause) -> bool:
    """Whether the finite verb stands in the mood of reported speech."""
    verb = clause.verb
    return verb is not None and (is_konjunktiv_one(verb.text, verb.lemma_) or is_konjunktiv_two(verb.text))
