"""Which names of a text are office holders, and which are namesakes, first names or ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from analysis import terms
from analysis.mentions.introductions import Introduced
from analysis.mentions.surface import Span
from analysis.mentions.words import is_first_name, ordinary, role_of
from analysis.terms import Form

_WORD_BEFORE = re.compile(r"([\w.-]+[’']?) \Z")
_PREFIX_BEFORE = re.compile(r"(\w+)-\Z")
_WORD_AFTER = re.compile(r" ([\w-]+)")
_HYPHEN = re.compile(r"-(\w+)")
#: Words beside a surname that is an ordinary word too, which only somebody who speaks or acts can have (Frieden sagte).
_SPEAKS = (
    r"(?:sag|erklär|beton|warn|mahn|kritisier|meint|äußer|versicher|unterstr[ei]ch|plädier|antwort|ergänz|räum)\w*\Z"
    r"|fügte?\Z|schrieb\Z|so\Z|laut\Z"
)
_SPOKEN_BY = re.compile(_SPEAKS)
_ACTS = re.compile(
    _SPEAKS + r"|(?:forder|bekräftig|kündig|begrüß|bezeichne|verwies|verweis|telefonier|zeig|stell)\w*\Z"
    r"|(?:will|wollte|lehnte?|sprach|spricht|nannte|nennt|reiste?|traf|trifft|rief|ruft|versprach|verspricht)\Z"
)
_LEADS_NOUN = frozenset("den der die das dem ein einen für zum im vom beim nach ohne kein mehr".split())


def _is_title(word: re.Match[str] | None) -> bool:
    return word is not None and role_of(word[1]) not in ("", "none")


class Names:
    """The people of one text: decides for every person span who it is, if anybody.

    A surname alone counts where it is unambiguous or the person is introduced in the text: by full name, or by office
    and surname. A surname that is an ordinary word counts only beside its title or beside a verb of speaking.
    """

    def __init__(self, text: str, spans: Sequence[Span], introduced: Iterable[Introduced]) -> None:
        self.text = text
        self.introduced = {(person.end, person.name) for person in introduced}
        self.full = [
            (span.start, form.entity)
            for span in spans
            if span.forms[-1].kind == "person"
            for form in span.forms
            if form.kind == "person" and (not form.alone or self._introduces(span, form))
        ]
        self.named = {entity for _, entity in self.full}
        self.ending = {span.end: span for span in spans}

    def holder(self, span: Span) -> Form | None:
        """The person form that the span stands for, or None: a namesake, an ordinary word, nobody introduced."""
        if span.forms[-1].kind != "person":
            return None
        forms = [form for form in span.forms if form.kind == "person"]
        for form in forms:
            if not form.alone:
                return form
        for form in forms:
            if (span.end, form.entity) in self.introduced:
                return form
        before = self._word_before(span)
        titled = _is_title(before) or self._of_country(span, forms)
        if before and not titled and self._namesake(span, before[1], forms):
            return None
        if self.text[span.start - 1 : span.start] == "-" and span.start - 1 not in self.ending:
            part = _PREFIX_BEFORE.search(self.text[max(0, span.start - 15) : span.start])
            if part is None or part[1].lower() not in ("anti", "pro", "ex", "nach", "vor", "post", "nicht", "alt"):
                return None
        known = [form for form in forms if form.entity in self.named]
        if len(known) > 1:  # two namesakes in one text: the one named last before
            last = max(
                (start, entity) for start, entity in self.full if start <= span.start or start == self.full[0][0]
            )
            known = [form for form in known if form.entity == last[1]] or known[:1]
        holder = known[0] if known else self._unintroduced(forms, titled)
        if holder is None or self._first_name(span):
            return None
        if self._ambiguous(holder) != "word":
            return holder
        return holder if titled or self._acts(span, before) else None

    def _introduces(self, span: Span, form: Form) -> bool:
        """Whether office and surname introduce the one person the surname may stand for (Premier Frieden)."""
        if (span.end, form.entity) in self.introduced:
            return True
        people = [rival for rival in span.forms if rival.kind == "person"]
        return len(people) == 1 and _is_title(self._word_before(span))

    def _word_before(self, span: Span) -> re.Match[str] | None:
        if self.text[span.start - 1 : span.start] != " ":
            return None
        blank = self.text.rfind(" ", 0, span.start - 1)
        return _WORD_BEFORE.search(self.text, max(0, span.start - 40, blank + 1), span.start)

    def _of_country(self, span: Span, forms: list[Form]) -> bool:
        """Whether the country's name or its inhabitants stand before (Indiens Modi, der Ungar Orbán)."""
        before = self.ending.get(span.start - 1)
        named = [form.country for form in before.forms if form.kind in ("name", "demonym")] if before else []
        return any(form.country in named for form in forms)

    def _first_name(self, span: Span) -> bool:
        """Whether the surname is somebody else's first name here (Präsident Felipe Calderón, Hans-Peter)."""
        if self.text[span.start : span.end].rstrip("s") not in terms.load().first_names:
            return False
        after = _WORD_AFTER.match(self.text, span.end) or _HYPHEN.match(self.text, span.end)
        return bool(after and after[1][0].isupper() and not ordinary(after[1]))

    def _namesake(self, span: Span, word: str, forms: list[Form]) -> bool:
        """Whether the word before is somebody else's first name (Melania Trump), or an unknown one."""
        if not word[0].isupper() or span.start - 1 in self.ending:
            return False
        if len(word) == 2 and word[1] == ".":
            return not any(form.entity.split()[0] in self.text[max(0, span.start - 20) : span.start] for form in forms)
        if is_first_name(word):
            return True
        return not (word.endswith(".") or "-" in word or word.isupper() or ordinary(word))

    def _unintroduced(self, forms: list[Form], titled: bool) -> Form | None:
        allowed = [form for form in forms if titled or self._ambiguous(form) == "no"]
        if len(allowed) == 1:
            return allowed[0]
        if len({form.country for form in allowed}) != 1:
            return None
        offices = terms.load().offices_of
        return max(allowed, key=lambda form: max((held.earliest for held in offices(form.entity)), default=date.min))

    def _ambiguous(self, form: Form) -> str:
        person = terms.load().people.get(form.entity)
        if person:
            return person.ambiguous
        return "word" if form.alone and ordinary(form.text) else "no"

    def _acts(self, span: Span, before: re.Match[str] | None) -> bool:
        if before and _SPOKEN_BY.match(before[1]):
            return True
        after = _WORD_AFTER.match(self.text, span.end)
        free = (
            before is None or before[1][-1] in ".:" or (before[1][0].isupper() and before[1].lower() not in _LEADS_NOUN)
        )
        return bool(free and after and _ACTS.match(after[1]))
