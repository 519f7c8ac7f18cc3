"""Speech verbs and nouns from the lexicon tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.tagger import FORMS
from analysis.terms import load
from analysis.terms.tables import LEXICON, read_table

LONGEST = 60
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


@lru_cache(FORMS)
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
def people() -> frozenset[str]:
    """Surnames and full names of the people whom the lexicon knows."""
    return frozenset(form.text for form in load().forms if form.kind == "person")


@cache
def _last_parts() -> dict[str, SpeechNoun]:
    """Speech nouns in small letters that compounds may end in."""
    return {name.lower(): noun for name, noun in nouns().items() if len(name) > 4}


@lru_cache(FORMS)
def noun_of(word: str, lemma: str) -> SpeechNoun | None:
    """The speech noun that a word is a form or a compound of (`Regierungsangaben`, `Medienberichten`)."""
    for form in (lemma, word, *(word.removesuffix(ending) for ending in ("n", "en", "s", "e"))):
        found = nouns().get(form)
        if found is not None:
            return found
    lower = lemma.lower()
    if not lower.endswith(tuple(_last_parts())):
        return None
    return next(noun for name, noun in _last_parts().items() if lower.endswith(name))


def may_tell(text: str) -> bool:
    """Whether a sentence may hold reported speech, by its words: a form of a speech verb or noun, a source."""
    return bool(_BESIDE_WORDS.search(text)) or any(map(_may_tell, _WORD.findall(text)))


_WORD = re.compile(r"\w+")
#: `..., so Tusk`, `Tusk: ...`, `aus Sicht des Kanzlers`.
_BESIDE_WORDS = re.compile(r"[,–—“”\"«»‹›]\s*so\s|^[^,.]{3,60}:\s|\b[Aa]us Sicht\b")


@lru_cache(FORMS)
def _may_tell(word: str) -> bool:
    # No German word is longer; what is (a blob of code) is looked at where a form can stand, at its ends.
    ends = (word,) if len(word) <= LONGEST else (word[:LONGEST], word[-LONGEST:])
    return any(_candidates().search(end) for end in ends)


@cache
def _candidates() -> re.Pattern[str]:
    """Matches a word that may be a form of a speech verb or noun.

    A strong verb changes its vowel, so that only its consonants count: `sprechen`, `sprach`, `gesprochen`.
    """
    known: set[str] = set()
    for verb in verbs().values():
        rest = next((verb.lemma.removeprefix(p) for p in PARTICLES if verb.lemma.startswith(p)), verb.lemma)
        past = verb.past.split()[0]
        for stem in {_stem(verb.lemma), _stem(rest) if len(rest) > 4 else _stem(verb.lemma)}:
            known.add(
                stem
                if past.endswith("te")
                else re.sub("[aeiouäöü]+", "[aeiouäöü]{1,2}", stem).replace("ss", "(?:ss|ß)")
            )
        known.add(past.removesuffix("te"))
    verb_forms = rf"\b(?:{'|'.join(PARTICLES)})?(?:zu|ge)?(?:{'|'.join(sorted(known))})(?:e?n|e|e?st|e?te?n?|end\w*)?\b"
    needed = "|".join({f"{verb.needs}\\w*" for verb in _verb_rows() if verb.needs})
    noun_forms = rf"(?i:\b\w*(?:{'|'.join(nouns())})(?:e?s|e|e?n|nen)?\b|\b(?:{needed})|\blaut\b|zufolge)"
    return re.compile(f"{verb_forms}|{noun_forms}")


def _stem(lemma: str) -> str:
    return lemma.removesuffix("n").removesuffix("e")
