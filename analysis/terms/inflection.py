"""German inflection of names: the surface forms that grow from one row of the lexicon.

A row holds a stem or base form and says how it inflects; the functions here write out the paradigm. Two notations are
used in the tables: `~` stands for an adjective ending inside a phrase (`Vereinigt~ Staaten`), and the column `endings`
lists what may follow a noun, `'` standing for the apostrophe genitive (`Paris'`, `Paris’`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: Endings of a German adjective in all genders, cases and declensions (Duden, Grammatik, "Adjektiv").
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
#: Ways to write both genders in one word: Pol:innen, Pol*innen, Pol_innen, Pol/innen, Pol/-innen, PolInnen.
GENDER_MARKS = (":in", "*in", "_in", "/in", "/-in", "In")

_SIGN = re.compile("[:*_/]")
_FOREIGN = re.compile(r"[^\x00-\x7fäöüÄÖÜß]")
#: Letters that Unicode does not take apart into a plain letter and a mark.
_UNMARKED = str.maketrans("łŁøØđĐıðÐæ’", "lLoOdDidDa'")


def adjective_forms(stem: str) -> list[str]:
    """The bare stem, used predicatively and as first part (`deutsch-polnisch`), and all inflected forms."""
    return [stem, *(stem + ending for ending in ADJECTIVE_ENDINGS)]


def phrase_forms(phrase: str) -> list[str]:
    """`Vereinigt~ Staaten` with every adjective ending; several adjectives of one phrase agree."""
    return [phrase.replace("~", ending) for ending in ADJECTIVE_ENDINGS] if "~" in phrase else [phrase]


def noun_forms(base: str, endings: str) -> list[str]:
    """The base and the base with each ending of a `|` list; an apostrophe stands for both of its shapes."""
    forms = []
    for form in phrase_forms(base):
        forms.append(form)
        for ending in filter(None, endings.split("|")):
            forms += [form + "'", form + "’"] if ending == "'" else [form + ending]
    return forms


def demonym_forms(stem: str, declension: str, feminine: str = "") -> list[str]:
    """Inhabitants of both genders in every case, number and gender-inclusive spelling.

    declension: `er` (Italiener, -s, -n), `er-adj` (Schweizer, also before a noun), `e` (Pol-e, -en), `en` (Zypriot,
    -en), `n` (Ungar, -n), `s` (Israeli, -s), `adj` (Deutsch-e, -en, -er). feminine: the stem before -in where it
    differs (Französ-in).

    Raises ValueError for a declension it does not know.
    """
    if declension == "adj":
        return [stem + ending for ending in ("e", "en", "er")]
    endings = {
        "er": ("", "s", "n"),
        "er-adj": ("", "s", "n"),
        "e": ("e", "en"),
        "en": ("", "en"),
        "n": ("", "n"),
        "s": ("", "s"),
    }
    if declension not in endings:
        raise ValueError(f"declension {declension!r} is none of adj, {', '.join(endings)}")
    forms = [stem + ending for ending in endings[declension]]
    female = feminine or stem
    forms += [female + "in", female + "innen"]
    return forms + [female + mark + ending for mark in GENDER_MARKS for ending in ("", "nen")]


def person_forms(name: str) -> list[str]:
    """A name and its genitive: `Macron`, `Macrons`; after a sibilant `Merz'`, `Merz’`, `Merzens`."""
    if name[-1] in "sxzß":
        return [name, name + "'", name + "’", *([name + "ens"] if name[-1] == "z" else [])]
    return [name, name + "s", name + "'s", name + "’s"] if name[-1].isalpha() else [name]


def fold_foreign_marks(form: str) -> str:
    """The form without diacritics that a German keyboard does not have: Erdoğan, Erdogan; ä, ö, ü stay."""
    if not _FOREIGN.search(form):
        return form
    return "".join(map(_unmarked, form.translate(_UNMARKED)))


@cache
def _unmarked(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0]
    return letter if letter in "äöüÄÖÜ" or not plain.isalpha() else plain


def spellings(form: str) -> set[str]:
    """The form as the press of any German-speaking country and any headline may write it.

    Swiss ss for ß, without foreign diacritics, with a capital at the sentence start, in capitals throughout.
    """
    found = {form} if form.isascii() else {form, form.replace("ß", "ss"), fold_foreign_marks(form)}
    if not form[0].isupper():
        found |= {one[0].upper() + one[1:] for one in found}
    if (len(form) > 3 or form.isupper()) and not _SIGN.search(form):
        found |= {one.upper() for one in found}
    return found
