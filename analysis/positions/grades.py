"""Grades: what conditions, modality, restrictions, numbers and hedges make of a cue's label."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import get_args

from analysis.language import Clause, Phrase
from analysis.positions.actors import war_party
from analysis.positions.classes import any_is, is_a, word_class
from analysis.positions.hits import core
from analysis.positions.lexicon import rows, words
from analysis.positions.matches import Hit, keys, negations
from analysis.positions.reading import Reading, Sentence
from analysis.positions.tenses import is_past
from analysis.records import Certainty, Label, Origin
from analysis.tagger import FORMS

_CERTAINTIES: dict[str, Certainty] = {certainty: certainty for certainty in get_args(Certainty)}
_PROVISOS = ("wenn", "falls", "sofern", "soweit", "solange", "vorausgesetzt")
_UNITS = ("Brigade", "Bataillon", "Kompanie")


def grade(hit: Hit, clause: Clause, sentence: Sentence) -> Label:
    """The frame's label after conditions, modality and restrictions."""
    label = hit.position
    parts = core(clause, sentence)
    forms = {t.lower_ for c in parts for t in c.tokens}
    offered = contribution(clause, sentence)
    unreal = bool(forms & {"könnte", "könnten"})
    # Who names his own numbers commits himself, even where a parliament must agree.
    committed = (_sends(hit, parts) and _own_numbers(parts)) or _with_numbers(clause, sentence)
    if label == "willing" and not unreal and committed:
        label = "leads"
    if label == "willing" and (unreal or condition(clause, sentence)):
        label = "conditional"
    # `Derzeit niemand` leaves the door open that `niemand` shuts; `lehnte zunächst ab` does not.
    now = words("for_now") | (frozenset() if is_past(clause) else words("at_first"))
    if label == "rejects" and (hit.negated or hit.frame.inherent) and forms & now:
        label = "reserved"
    if offered == "neighbouring_states" and (
        label in ("willing", "leads") or (label == "conditional" and not hit.negated)
    ):
        label = "reserved"
    if label in ("willing", "leads") and offered in ("training", "logistics_funds") and forms & words("restrictor"):
        label = "reserved"
    return label


def for_country(label: Label, country: str, reading: Reading, sentence: Sentence, clause: Clause) -> Label:
    """The label as it falls on one actor: `eine Mission ohne amerikanische Soldaten` is a no of Washington's own."""
    if label in ("willing", "leads"):
        for phrase in sentence.phrases_of(clause):
            if phrase.preposition == "ohne" and is_a(phrase.head, "TROOPS"):
                own = any(t.lemma_ == "eigen" for t in phrase.tokens)
                if own or country in reading.party(phrase).possessors:
                    return "rejects"
    if label in ("rejects", "reserved") and any(_lacks(p, country, reading) for p in sentence.phrases_of(clause)):
        return "conditional"
    if label in ("rejects", "reserved") and any(_without(c, clause) for c in sentence.clauses):
        return "conditional"
    return "willing" if label == "leads" and war_party(country) else label


def _lacks(phrase: Phrase, country: str, reading: Reading) -> bool:
    """`Ohne die Hilfe der USA werde es keine Truppe geben`: whether a no holds only where something is missing.

    Not behind a noun, of which it is an attribute (`eine Truppe ohne Mandat`), nor in `auch ohne`.
    """
    before = reading.doc[phrase.tokens[0].i - 2 : phrase.tokens[0].i - 1] if phrase.tokens[0].i > 1 else ()
    if phrase.preposition != "ohne" or any(t.tag_ in ("NN", "NE") or t.lower_ in words("even") for t in before):
        return False
    if phrase.head.lemma_.lower().endswith(tuple(words("backing"))):
        return True
    party = reading.party(phrase)
    return party.kind == "actors" and country not in {actor.country for actor in party.actors}


def _sends(hit: Hit, parts: list[Clause]) -> bool:
    """Whether a verb of sending is among the cue's words, its particle with it: `bot ... an`."""
    lemmas = {t: lemma for part in parts for t, lemma in zip(part.tokens, part.lemmas, strict=True)}
    return any(word_class(lemmas.get(t, t.lemma_))[0] == "SEND" for t in hit.tokens)


def _with_numbers(clause: Clause, sentence: Sentence) -> bool:
    """`Ist mit einer Kompanie dabei`, `beteiligt sich mit 500 Soldaten`: whether one takes part with own numbers."""
    for phrase in sentence.phrases_of(clause):
        if phrase.preposition == "mit" and clause.has("dabei", *words("take_part")):
            counted = any(t.text.replace(".", "").isdigit() for t in phrase.tokens)
            if phrase.head.lemma_ in _UNITS or (counted and is_a(phrase.head, "TROOPS")):
                return True
    return False


def _without(clause: Clause, matrix: Clause) -> bool:
    """`Einen Einsatz, an dem sich Oslo nicht beteiligt, lehnt Rom ab`: whether a no is to one without somebody."""
    first = clause.tokens[0]
    opens = clause.kind == "rel" and clause.parent is matrix and first.tag_ in ("APPR", "PRELS")
    backs = opens and clause.has(*words("back_up")) and bool(negations(clause.tokens))
    noun = next((t for t in reversed(first.doc[max(first.sent.start, first.i - 5) : first.i]) if t.tag_ == "NN"), None)
    return backs and noun is not None and is_a(noun, "TROOPS", "DEPLOYMENT", "PLAN")


def _own_numbers(parts: list[Clause]) -> bool:
    """Whether a number of soldiers or a unit stands in the clause."""
    for part in parts:
        if any(t.lemma_ in _UNITS for t in part.tokens):
            return True
        numbers = keys(part.tokens, part.lemmas).get("<NUMBER>", [])
        if any(any_is(n.doc[n.i + 1 : n.i + 5], "TROOPS") for n in numbers):
            return True
    return False


def condition(clause: Clause, sentence: Sentence) -> str:
    """The condition a clause is tied to, in its words; a ceasefire alone is none: the whole plan is for after one."""
    near = core(clause, sentence)
    for other in sentence.clauses:
        if other.parent in near and other.opener in _PROVISOS:
            if other.has("man") and other.has("wollen", "sollen"):
                continue  # `Wolle man das Land schützen, brauche es Soldaten` tells what they are for
            nouns = [t.lemma_.lower() for t in other.tokens if t.tag_ == "NN"]
            if _adds(other):
                continue
            if other.has("weit", "soweit") and other.has("so", "soweit") and not nouns:
                continue  # `wenn es so weit ist`
            if not nouns and other.has(*words("in_need")):
                continue  # `falls man es brauche`
            if not nouns or not all(noun.endswith(tuple(words("peace"))) for noun in nouns):
                return " ".join(t.text for t in other.tokens)
    last = clause.tokens[-1]
    if last.lower_ in _PROVISOS and last is not clause.verb:
        return last.text  # `Oslo wäre dabei, wenn.`
    kinds = _conditions()
    tokens = [t for c in near for t in c.tokens]
    for token in tokens:
        if "word" in (kinds.get(token.lemma_.lower()), kinds.get(token.lower_)):
            return token.text
    restricts = any("restrict" in (kinds.get(t.lower_), kinds.get(t.lemma_.lower())) for t in tokens)
    topic = next((t for t in tokens if kinds.get(t.lemma_.lower()) == "topic"), None)
    return topic.text if restricts and topic is not None else ""


def _adds(proviso: Clause) -> bool:
    """`Zur See und, falls das Parlament mitgeht, auch an Land`: the proviso ties only what comes on top."""
    first, last = proviso.tokens[0], proviso.tokens[-1]
    before, after = first.doc[max(0, first.i - 2) : first.i], last.doc[last.i + 1 : last.i + 3]
    return [t.tag_ for t in before][:1] == ["KON"] and [t.lower_ for t in after] == [",", "auch"]


@cache
def _conditions() -> dict[str, str]:
    return {row["word"].lower(): row["condition"] for row in rows("conditions.csv")}


@cache
def _contributions() -> tuple[tuple[str, bool, str], ...]:
    """(word, whether it may end a longer one, contribution), in the order of the table."""
    return tuple(
        (row["word"].lstrip("*").lower(), row["word"].startswith("*"), row["contribution"])
        for row in rows("contributions.csv")
    )


@lru_cache(FORMS)
def _contribution(lemma: str) -> str:
    """What a word in small letters offers; empty for nothing."""
    rows = _contributions()
    return next((kind for word, suffix, kind in rows if lemma == word or (suffix and lemma.endswith(word))), "")


def contribution(clause: Clause, sentence: Sentence) -> str:
    """What is offered: the first kind named in the clause, ground where only troops are named."""
    tokens = [t for c in core(clause, sentence) for t in c.tokens]
    kind = next(filter(None, (_contribution(token.lemma_.lower()) for token in tokens)), "")
    return kind or ("ground" if any_is(tokens, "TROOPS") else "none_stated")


def certainty(clause: Clause, sentence: Sentence, told: Certainty, origin: Origin) -> Certainty:
    """As told, unless a modal, an adverb or a named rumour says less; a speaker's own `könnte` hedges nothing."""
    forms = {t.lower_ for c in sentence.clauses if c is clause or c.parent is clause for t in c.tokens}
    text = sentence.span.text.lower()
    verb, matrix = clause.verb, clause.parent.verb if clause.parent is not None else None
    found = told
    # `Trump soll erklärt haben, dass er niemanden schickt`
    if clause.opener == "dass" and matrix is not None and matrix.lower_ in ("soll", "sollen"):
        found = "reported"
    for form, match, certainty in _hedges():
        if match == "modal":
            applies = origin != "own" and verb is not None and verb.lower_ in (form, form + "n", form + "en")
        elif match == "word":
            applies = form in forms or form.rstrip("e") in forms
        else:
            applies = form in text
        if applies and (found == "asserted" or certainty == "speculative"):
            found = certainty
    return found


@cache
def _hedges() -> tuple[tuple[str, str, Certainty], ...]:
    """(form in small letters, how it matches, certainty), in the order of the table."""
    return tuple((row["form"].lower(), row["match"], _CERTAINTIES[row["certainty"]]) for row in rows("hedges.csv"))


def past_deed(hit: Hit, clause: Clause) -> bool:
    """`Sein Land habe oft Soldaten geschickt`: nobody has sent any yet, so the perfect tells of other missions."""
    sending = [t for t in hit.tokens if is_a(t, "SEND")]
    if sending and any(t.lower_ == "seit" for t in clause.tokens):
        return True  # `stellt seit Jahrzehnten Bataillone`
    sent = any(t.tag_ == "VVPP" and t.lemma_ != "anbieten" for t in sending)
    # `Kräfte seien verlegt worden`
    done = clause.verb is not None and (
        clause.verb.lemma_ == "haben" or any(t.lower_ == "worden" for t in clause.tokens)
    )
    return sent and not hit.frame.content and done
