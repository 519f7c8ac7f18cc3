"""Which names are office holders: known ones, and those the article itself introduces with country, office and name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from HanTa.HanoverTagger import HanoverTagger

from analysis import terms
from analysis.mentions.surface import Span
from analysis.terms import Form

_PARTICLES = frozenset("von van de der den del della di da dos das do du la le el al bin ibn ten ter zu zum".split())
_ARTICLES = frozenset("der die das den dem des zu zum".split())
_FORMER = re.compile(r"\b(?:früher|ehemalig|einstig|vormalig|damalig|abgesetzt|gestürzt)|\b(?:Ex|Alt)-?(?=[A-Zk])")
_TITLE_AFTER_ADJECTIVE = re.compile(r" ((?:[a-zäöüß-]+ ){0,2})([^\W\d_][\w-]*)(?: und ([^\W\d_][\w-]*))? (?=\w)")
_TITLE_BEFORE = re.compile(r"([^\W\d_][\w-]*) (?:(?:von|des|der) )?\Z")
_WORD_BEFORE = re.compile(r"([\w.-]+[’']?) \Z")
_WORD_AFTER = re.compile(r" ([\w-]+)")
_HYPHEN = re.compile(r"-(\w+)")
_TOKEN = re.compile(r"[^\s,;:!?()„“”\"»«›‹/]+|[,;:!?()„“”\"»«›‹/]")
#: Words beside a surname that is an ordinary word too, which only somebody who speaks or acts can have (Frieden sagte).
_ACTS = re.compile(
    r"(?:sag|erklär|beton|forder|warn|mahn|bekräftig|kündig|kritisier|begrüß|meint|äußer|versicher|unterstr[ei]ch"
    r"|bezeichne|plädier|verwies|verweis|telefonier|antwort|schrieb|schreib|twitter|zeigt|zeigte|stell|räum)\w*\Z|so\Z|laut\Z"
    r"|(?:will|wollte|lehnte?|sprach|spricht|nannte|nennt|fügte?|reiste?|traf|trifft|rief|ruft|versprach|verspricht)\Z"
)


_LEADS_NOUN = frozenset("den der die das dem ein einen für zum im vom beim nach ohne kein mehr".split())


@dataclass(frozen=True, slots=True)
class Introduced:
    """A person whom the text introduces with country and office: `die lettische Außenministerin Baiba Braže`.

    name: as the text gives it, the canonical name where the lexicon knows the person. office: the title as written;
    role: as in offices.csv. former: the text says that the office is over. start and end bound title and name.
    """

    name: str
    country: str
    office: str
    role: str
    former: bool
    start: int
    end: int


@cache
def _title() -> re.Pattern[str]:
    titles = sorted(terms.load().titles, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, titles))})(?:in|innen|innen|s|es|en|n)?\Z")


@cache
def role_of(word: str) -> str:
    """The role that a title gives (Vize-Außenministerin: foreign_minister), empty for a word that is no title."""
    found = _title().search(word.lower().replace("aussen", "außen"))
    return terms.load().titles[found[1]] if found else ""


@cache
def _tagger() -> HanoverTagger:
    return HanoverTagger("morphmodel_ger.pgz")


@cache
def ordinary(word: str) -> bool:
    """Whether the word is rather a German word than a name, by HanTa's model of German morphology.

    Its log probability of a word that is built from known parts is above -25 (Sicherheitsgarantien -22.8), that of an
    unknown name below (Stegemann -26.7).
    """
    for form in (word, word.lower()):
        tag, weight = _tagger().tag_word(form, cutoff=3)[0]
        if tag not in ("NE", "FM", "XY") and weight > -25:
            return True
    return False


def read_name(text: str, start: int) -> tuple[int, int] | None:
    """The personal name that starts here: up to two capitalised words with particles and initials; None without one.

    Three where the second is a first name too. Of two capitalised words the second is left out when it is an ordinary
    noun and the first no first name (`Ministerpräsidentin Siliņa Truppen`).
    """
    first_names = terms.load().first_names
    words: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text, start, start + 80):
        word = token[0].rstrip(".")
        if not word or (text[token.start() - 1] != " " and token.start() != start):
            break
        if not words and word in _ARTICLES:
            break
        initial = len(word) == 1 and word.isupper() and token[0].endswith(".")
        if not (word[0].isupper() and word[0].isalpha()) and word not in _PARTICLES:
            break
        content = [text[a:b] for a, b in words if text[a].isupper() and b - a > 2]
        if len(content) == 1 and word[0].isupper() and not initial and not _second(content[0], word):
            break
        if len(content) == 2 and not initial and not (content[1] in first_names and content[0] in first_names):
            break
        words.append((token.start(), token.start() + len(token[0] if initial else word)))
        if (not initial and token[0] != word) or text[token.end() : token.end() + 1] != " ":
            break
    while words and not text[words[-1][0]].isupper():
        words.pop()
    if not words or all(not text[a].isupper() for a, _ in words):
        return None
    return words[0][0], words[-1][1]


def _second(first: str, word: str) -> bool:
    """Whether a capitalised word can be the surname after a first name."""
    return not role_of(word) and (first in terms.load().first_names or not ordinary(word))


def _family(name: str) -> str:
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def introductions(text: str, spans: Sequence[Span]) -> list[Introduced]:
    """Everybody whom the text introduces with country, office and name, in text order.

    `die lettische Außenministerin X`, `Lettlands Außenministerin X`, `US-Sondergesandter X`, `der Präsident Litauens,
    X`, `Ministerpräsident der Slowakei, X`. Titles outside the government (`Parlamentspräsident`) introduce nobody.
    text: with plain spaces.
    """
    by_text = {form.text: form for span in spans for form in span.forms if form.kind == "person" and not form.alone}
    found = []
    for span in spans:
        form = span.forms[0]
        if "|" in form.country or form.kind in ("exception", "person", "group"):
            continue
        title, begin, start = "", span.end, span.start
        word_end = _hyphen_end(text, span.end)
        after = _TITLE_AFTER_ADJECTIVE.match(text, span.end)
        before = _TITLE_BEFORE.search(text, max(0, span.start - 50), span.start)
        if word_end > span.end and text[word_end : word_end + 1] == " ":
            title, begin = text[span.start : word_end], word_end + 1
        elif after and role_of(after[2]):
            title, begin = after[2], after.end()
            if after[3] and not role_of(after[3]):
                begin = after.end(2) + 1
        elif before and role_of(before[1]) and form.kind == "name":
            title, start = before[1], before.start()
            begin = span.end + (2 if text[span.end : span.end + 2] == ", " else 1)
        role = role_of(title) if title else ""
        if role in ("", "none"):
            continue
        bounds = read_name(text, begin)
        if bounds is None:
            continue
        name = text[bounds[0] : bounds[1]]
        known = by_text.get(name)
        lead = text[max(0, start - 14) : bounds[0]]
        found.append(
            Introduced(
                known.entity if known else name,
                form.country,
                title,
                role,
                bool(_FORMER.search(lead)),
                start,
                bounds[1],
            )
        )
    return found


def _hyphen_end(text: str, end: int) -> int:
    found = re.compile(r"(?:-[\w]+)+").match(text, end)
    return found.end() if found else end


def taught_spans(text: str, taught: Iterable[Introduced], spans: Sequence[Span]) -> list[Span]:
    """Further occurrences of introduced people the lexicon does not know, by full name and by surname alone."""
    taken = [(span.start, span.end) for span in spans if not all(form.kind == "exception" for form in span.forms)]
    people = terms.load().people
    names: dict[str, Form] = {}
    for person in taught:
        if person.name in people:
            continue
        full = next((t.name for t in taught if _family(t.name) == _family(person.name) and " " in t.name), person.name)
        names.setdefault(full, Form(full, person.country, "person", full))
        names.setdefault(_family(full), Form(_family(full), person.country, "person", full, alone=True))
    if not names:
        return []
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?:s|'s|’s|'|’)?(?!\w)")
    found = []
    for match in pattern.finditer(text):
        end = match.end() if text[match.end() - 1] not in "'’" else match.end(1)
        if not any(start < end and match.start() < stop for start, stop in taken):
            found.append(Span(match.start(), end, (names[match[1]],), grown=False))
    return found


class Names:
    """The people of one text: decides for every person span who it is, if anybody.

    A surname alone counts where it is unambiguous or the person is introduced in the text: by full name, or by office
    and surname. A surname that is an ordinary word counts only beside its title or beside a verb of speaking.
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.full = [
            (span.start, form.entity)
            for span in spans
            for form in span.forms
            if form.kind == "person" and not form.alone
        ]
        self.starts = {span.start for span in spans}
        self.ends = {span.end for span in spans}

    def holder(self, span: Span) -> Form | None:
        """The person form that the span stands for, or None: a namesake, an ordinary word, nobody introduced."""
        forms = [form for form in span.forms if form.kind == "person"]
        if not forms:
            return None
        if any(not form.alone for form in forms):
            return next(form for form in forms if not form.alone)
        before = _WORD_BEFORE.search(self.text, max(0, span.start - 40), span.start)
        titled = bool(before and role_of(before[1]))
        if before and not titled and self._namesake(span, before[1], forms):
            return None
        if self.text[span.start - 1 : span.start] == "-" and span.start - 1 not in self.ends:
            part = re.search(r"(\w+)-\Z", self.text[max(0, span.start - 15) : span.start])
            if part is None or part[1].lower() not in ("anti", "pro", "ex", "nach", "vor", "post", "nicht", "alt"):
                return None
        known = [form for form in forms if any(form.entity == entity for _, entity in self.full)]
        if len(known) > 1:  # two namesakes in one text: the one named last before
            last = max(
                (start, entity) for start, entity in self.full if start <= span.start or start == self.full[0][0]
            )
            known = [form for form in known if form.entity == last[1]] or known[:1]
        form = known[0] if known else self._unintroduced(forms, titled)
        if form is None or self._ambiguous(form) != "word":
            return form
        if self.text[span.start : span.end].rstrip("s") in terms.load().first_names and self._name_follows(span):
            return None  # Präsident Felipe Calderón, Hans-Peter
        return form if titled or self._acts(span, before) else None

    def _name_follows(self, span: Span) -> bool:
        after = _WORD_AFTER.match(self.text, span.end) or _HYPHEN.match(self.text, span.end)
        return bool(after and after[1][0].isupper() and not ordinary(after[1]))

    def _namesake(self, span: Span, word: str, forms: list[Form]) -> bool:
        """Whether the word before is somebody else's first name (Melania Trump), or an unknown one."""
        if not word[0].isupper() or span.start - 1 in self.ends:
            return False
        if len(word) == 2 and word[1] == ".":
            return not any(form.entity.split()[0] in self.text[max(0, span.start - 20) : span.start] for form in forms)
        if word in terms.load().first_names:
            return True
        return not (word.endswith(".") or "-" in word or word.isupper() or ordinary(word))

    def _unintroduced(self, forms: list[Form], titled: bool) -> Form | None:
        allowed = [form for form in forms if titled or self._ambiguous(form) == "no"]
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
        if before and _ACTS.search(before[1]):
            return True
        after = _WORD_AFTER.match(self.text, span.end)
        free = before is None or (before[1][0].isupper() and before[1].lower() not in _LEADS_NOUN)
        return bool(free and after and _ACTS.match(after[1]))
