"""Konjunktiv I (reported speech) and Konjunktiv II (unreal) of a finite verb form."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

#: Made by `make forms`: forms of which simplemma's dictionary says that the infinitive adds an -n (`lehne`, `gebe`).
TABLE = "konjunktiv.txt"
LEXICON = files("analysis") / "lexicon"

# The auxiliaries and modals carry most reported speech; their Konjunktiv I differs from every indicative form.
_FIRST = frozenset(
    "sei seien seiest seiet habe werde könne müsse wolle solle dürfe möge wisse tue".split()
    + "habest werdest könnest müssest wollest dürfest".split()
)
# `sollte` and `wollte` are as often plain past, so they prove nothing.
_SECOND = frozenset(
    "würde würden hätte hätten wäre wären könnte könnten müsste müssten dürfte dürften möchte möchten käme kämen "
    "gäbe gäben ginge gingen bliebe blieben ließe ließen stünde stünden fände fänden bräuchte bräuchten wüsste "
    "wüssten nähme nähmen hielte hielten läge lägen täte täten brächte brächten zöge zögen träte träten".split()
)


def is_konjunktiv_one(form: str, lemma: str) -> bool:
    """Whether a finite form can only be read as Konjunktiv I, third person (`lehne`, `gebe`, `sei`).

    The third person singular ends in -e where the indicative ends in -t, and the stem is the infinitive's; a first
    person (`ich lehne`) has the same form, so the caller looks at the subject.
    """
    form = form.lower()
    if form in _FIRST:
        return True
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    return len(stem) > 1 and form == stem.lower() + "e"


@cache
def in_e() -> frozenset[str]:
    """Forms in -e that can be Konjunktiv I of a verb (TABLE): asked so that the dictionary need not be loaded."""
    return frozenset((LEXICON / TABLE).read_text("utf-8").split())


def table() -> str:
    """The content of TABLE by the installed simplemma, a form a line, sorted."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    lemmas = DefaultDictionaryFactory().get_dictionary("de")
    texts = ([w.decode() if isinstance(w, bytes) else w for w in pair] for pair in lemmas.items())
    found = {form for form, lemma in texts if lemma == form + "n" and re.fullmatch("[a-zäöü]{3,}e", form)}
    return "".join(f"{form}\n" for form in sorted(found))


def is_konjunktiv_two(form: str) -> bool:
    """Whether a finite form is one of the common Konjunktiv II forms (`würde`, `könnte`, `käme`)."""
    return form.lower() in _SECOND
