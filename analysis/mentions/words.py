"""What a single word is: an office's title, an ordinary German word, or rather a name."""

from __future__ import annotations

from functools import cache, lru_cache

from analysis import terms
from analysis.tagger import FORMS, tagger

#: Closed classes that may stand capitalised before a name at the sentence start; the model need not be asked.
_CLOSED = frozenset(
    "aber als am an auch auf aus bei bis da damit dann dass denn der die doch durch ein eine er es etwa für gegen herr "
    "frau hat ihm im in ist kein laut mit nach nicht noch nun nur ob oder ohne schon seit sie so sogar trotz um und "
    "unter über von vor war was weil wenn wer wie wird zu zudem zwischen während".split()
)

_ENDINGS = ("", "n", "s", "en", "es", "in", "innen")


@cache
def _titles() -> tuple[int, dict[str, list[tuple[str, str]]]]:
    """All inflected titles with their roles, longest first, by as many last letters as the shortest has, and how many.

    Hardly a word that is no title ends as one does, so that most words are decided by one look-up.
    """
    titles = terms.load().titles
    letters = min(map(len, titles))
    forms = [(title + ending, role) for title, role in titles.items() for ending in _ENDINGS]
    by_tail: dict[str, list[tuple[str, str]]] = {}
    for form, role in sorted(forms, key=lambda form: -len(form[0])):
        by_tail.setdefault(form[-letters:], []).append((form, role))
    return letters, by_tail


@lru_cache(FORMS)
def role_of(word: str) -> str:
    """The role that a title gives (Vize-Außenministerin: foreign_minister), empty for a word that is no title."""
    letters, titles = _titles()
    low = word.lower().replace("aussen", "außen")
    for title, role in titles.get(low[-letters:], ()):
        if low.endswith(title):
            return role
    return ""


@lru_cache(FORMS)
def _tags(word: str) -> tuple[str, ...]:
    """What the word may be, the likeliest first, by HanTa's model of German morphology; nothing for an unknown word.

    The log probability of a word built from known parts is above -25 (Sicherheitsgarantien -22.8), that of an unknown
    name below (Stegemann -26.7).
    """
    found = tagger().tag_word(word, cutoff=3)
    return tuple(tag for tag, _ in found) if found[0][1] > -25 else ()


def ordinary(word: str) -> bool:
    """Whether the word is rather a German word than a name."""
    return word.lower() in _CLOSED or _tags(word)[:1] not in ((), ("NE",), ("FM",), ("XY",))


def no_name(word: str) -> bool:
    """Whether the word is a German word and no surname (Truppen; not Bauer)."""
    return ordinary(word) and "NE" not in _tags(word)


def is_first_name(word: str) -> bool:
    """Whether the word before a surname can only be a first name (Melania; not the Tod of `nach dem Tod Putins`)."""
    return word in terms.load().first_names and not ordinary(word)
