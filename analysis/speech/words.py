"""Speech verbs and nouns from the lexicon tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.terms.tables import LEXICON, read_table

#: Prefixes that stand apart in a main clause: `kündigte ... an`.
PARTICLES = (
    "entgegen zurück heraus hervor hinzu voraus vorher dagegen bekannt durch fest fort klar nach nahe deutlich zugute "
    "ab an auf aus bei dar ein hin vor weiter zu"
).split()


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A row of speech_verbs.csv.

    lemma: the infinitive; needs: a lower-case word that must stand in the clause for it to be speech (`ließ wissen`);
    kind: say, claim, demand, deny, admit, ask, announce or think; infinitive: whether `zu` + infinitive is what is
    said; plain: whether an indicative main clause may be what is said (`Sie sagt, das ist verfrüht`); quotes: how it
    governs a short quotation in its clause: `von` (sprach von „…“), `als` (bezeichnete als „…“), `direct`, or not at
    all.
    """

    lemma: str
    needs: str
    past: str
    kind: str
    infinitive: bool
    plain: bool
    quotes: str


@dataclass(frozen=True, slots=True)
class SpeechNoun:
    """A row of speech_nouns.csv; source: `nach Angaben von`; content: `die Forderung, dass ...`."""

    noun: str
    source: bool
    content: bool


@cache
def _verb_rows() -> tuple[SpeechVerb, ...]:
    return tuple(
        SpeechVerb(
            f"{row['with']} {row['verb']}".strip() if row["with"] else row["verb"],
            row["with"],
            row["past"],
            row["kind"],
            row["infinitive"] == "yes",
            row["plain"] == "yes",
            row["quotes"],
        )
        for row in read_table(LEXICON, "speech_verbs.csv", ("verb", "with", "past", "kind"))
    )


@cache
def verbs() -> dict[str, SpeechVerb]:
    """Verbs that are speech by themselves, by lemma, the particle joined."""
    return {verb.lemma: verb for verb in _verb_rows() if not verb.needs}


@cache
def phrasal(lemma: str) -> tuple[SpeechVerb, ...]:
    """Verbs that are speech together with another word: `ließ wissen`, `zeigte sich überzeugt`."""
    return tuple(verb for verb in _verb_rows() if verb.needs and verb.lemma.split()[-1] == lemma)


@cache
def nouns() -> dict[str, SpeechNoun]:
    """Speech nouns by singular."""
    return {
        row["noun"]: SpeechNoun(row["noun"], row["source"] == "yes", row["content"] == "yes")
        for row in read_table(LEXICON, "speech_nouns.csv", ("noun",))
    }


@cache
def carriers() -> frozenset[str]:
    """Verbs by which a subject utters a speech noun: `vertrat die Ansicht`, `erhob die Forderung`."""
    return frozenset(row["verb"] for row in read_table(LEXICON, "speech_carriers.csv", ("verb",)))


@cache
def noun_of(word: str, lemma: str) -> SpeechNoun | None:
    """The speech noun that a word is a form or a compound of (`Regierungsangaben`, `Medienberichten`)."""
    for form in (lemma, word, *(word.removesuffix(ending) for ending in ("n", "en", "s", "e"))):
        found = nouns().get(form)
        if found is not None:
            return found
    lower = lemma.lower()
    return next((noun for name, noun in nouns().items() if len(name) > 4 and lower.endswith(name.lower())), None)


@cache
def stems() -> re.Pattern[str]:
    """Finds a word that may be a form of a speech verb or noun, so that only such sentences are tagged."""
    parts = set()
    for verb in verbs().values():
        rests = [verb.lemma.removeprefix(p) for p in PARTICLES if verb.lemma.startswith(p)]
        base = next((rest for rest in rests if len(rest) > 4), verb.lemma)
        parts.update({base.removesuffix("en").removesuffix("n"), verb.past.split()[0][:4]})
    parts.update(verb.needs[:7] for verb in _verb_rows() if verb.needs)
    parts.update(name.lower()[:6] for name in nouns())
    stem = "|".join(sorted(re.escape(part.lower()) for part in parts if len(part) > 2))
    others = r"spr[aioä]ch|sproch|biet|bot|boten|gebeten|hieß|heiß|\blaut\b|zufolge|demnach|\bso\b|\bnach\b"
    return re.compile(f"{stem}|{others}", re.IGNORECASE)
