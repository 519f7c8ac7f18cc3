"""A capital as a mere place (in Paris) or as its government (Paris zögert): decided by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.records import Mention

_WORD_BEFORE = re.compile(r"([\w-]+)[ ]\Z")
_TO_OR_UNTIL = re.compile(r" (?:nach|bis) ")
_LINE_START = re.compile(r"(?:\A|[\n\r])[ \t]*(?:[A-ZÄÖÜ][\w .-]{2,20}[/,] ?)*\Z")
_DATELINE = re.compile(r"(?:[/,] ?[A-ZÄÖÜ][\w-]+)*(?:\. [A-ZÄÖÜ]| ?\(| ?[.,]? ?[–—|]|\. –|, (?:den )?\d| taz)")
_PLACE = frozenset(
    "in nach bei nahe bis ab über richtung raum großraum hauptstadt stadt metropole region flughafen innenstadt via "
    "durch botschaft botschafter bahnhof bezirk universität".split()
)
#: What is heard of a government behind `aus X`.
_HEARD = re.compile(
    r" (?:\w+ )?(?:heißt|hieß|heisst|hiess|verlautete?|kommt|kommen|kam|kamen|dringt|drang|hörte?"
    r"|(?:ist|war|gab|gibt) (?:\w+ )?(?:zu hören|Zustimmung|Widerspruch|Kritik|Signale))\b"
)
_SAYS = r"(?:heißt|hieß|heisst|hiess|verlautet|verlautete)"
#: Who is meant by `in X`: the people in government there, as `man` or in what is said.
_HERE = re.compile(rf" (?:\w+ man\b|{_SAYS}(?: es)?\b)")
_HERE_BEFORE = re.compile(
    rf"\b{_SAYS} (?:es )?(?:(?:am|auch|dazu|dagegen|nur|weiter) )?(?:\w+(?:tag|abend|nachmittag|mittag) )?[Ii]n \Z"
)
_HERE_AROUND = (
    re.compile(r"\b(?:es|war|ist) [Ii]n \Z"),
    re.compile(rf" (?:am \w+ )?(?:{_SAYS}|zu hören|zu vernehmen)\b"),
)
#: What a government gives, says or does, before `aus X`.
_FROM = re.compile(
    r"(?:Signalen?|Druck|Kritik|Zusagen?|Absagen?|Stimmen?|Widerstand|Reaktion(?:en)?|Nein|Ja|Vorstoß|Vorschl(?:ag|äge)"
    r"|Rückendeckung|Rückhalt|Unterstützung|Zustimmung|Zuspruch|Beifall|Lob|Forderung(?:en)?|Warnung(?:en)?|Hilfe"
    r"|Bekenntnis|Garantien?|Angebote?|Ankündigung(?:en)?|Plan|Pläne|Drohung(?:en)?|Einwände?|Skepsis|Angaben"
    r"|Informationen|Töne|Post|Vorgaben?|Anweisung(?:en)?|Wünschen?|es) aus \Z"
)
_STRUCK = re.compile(r"(?:[Aa]ngriff\w*|Raketen\w*|Drohnen\w*|Beschuss|[Vv]or?marsch|Marsch|Schläge[n]?) auf \Z")
_IN_ORDER_TO = re.compile(r"[^,.;:]*? (?:zu \w+en|\w+zu\w+en)\b")
#: Words of geography before a capital (nördlich von London, im Osten Bagdads), and of events before `von` (der Gipfel
#: von Paris); without it the genitive is the government's (die Erklärung Moskaus).
_SITE = re.compile(
    r"(?:(?:[Nn]ähe|(?:[Nn]örd|[Ss]üd|[ÖöOo]st|[Ww]est)lich|Flughafen|Innenstadt|Universität|Zentrum|Straßen|Strassen|Stadt|Norden"
    r"|Süden|Osten|Westen|Herzen|Vororten?|Bürgermeister(?:in)?|Bahnhof|Hafen|Stadtteil|Umland|Großraum|Bewohnern?"
    r"|Bezirk|Stadtrand|Region|Luftraum|Schlacht um)(?: von)?"
    r"|(?:Weg|Kilometer|Vertrag|Konferenz|Gipfels?|Treffens?|Anschl[aä]ge?|Beschlüsse|Erklärung|Abkommen|Format)"
    r" von) \Z"
)
_JOINED = re.compile(r"(?: ?/ ?|, |,? (?:und|oder|sowie|wie|bzw\.|beziehungsweise) (?:in |nach |aus )?)\Z")


def is_place(text: str, start: int, end: int, before: tuple[int, bool] | None) -> bool:
    """Whether the capital at start..end is a place.

    before: end and answer of the capital named just before, whose answer holds for a list (in Paris, Berlin und
    Warschau). text: with plain spaces, line breaks kept.
    """
    if before and start - before[0] < 25 and _JOINED.match(text[before[0] : start]):
        return before[1]
    lead = text[max(0, start - 40) : start]
    if _DATELINE.match(text, end) and _LINE_START.search(lead):
        return True
    word = _WORD_BEFORE.search(lead, lead.rfind(" ", 0, -1) + 1)
    if word is None:
        return False
    preposition = word[1].lower()
    if preposition == "aus":
        return not (_HEARD.match(text, end) or _FROM.search(lead))
    if preposition == "in":
        around = _HERE_AROUND[0].search(lead) and _HERE_AROUND[1].match(text, end)
        return not (_HERE.match(text, end) or _HERE_BEFORE.search(lead) or around)
    if preposition == "auf":
        return bool(_STRUCK.search(lead))
    if preposition in _PLACE:
        return True
    # Only with `von` and in `Schlacht um` is the site's word not the last one.
    if _SITE.search(lead, 0 if preposition in ("von", "um") else word.start()):
        return True
    if preposition == "um":
        return not _IN_ORDER_TO.match(text, end)
    return preposition in ("von", "zwischen") and bool(_TO_OR_UNTIL.match(text, end))


#: How far back the body may be named of which something is heard from its seat; how near together names make a list.
_CONTEXT, _LIST = 400, 15
_HEARD_OF = re.compile(r"\b(?:in|aus) \Z", re.I)


def shared_seat(
    text: str, start: int, holders: Sequence[str], found: Sequence[Mention], place: bool
) -> tuple[str, str]:
    """Whose a capital is in which organisations have their seat as well: code and kind of the mention.

    holders: the state, whose place it is, then the organisations. As a seat it is the first of these, unless something
    is heard from there (`hieß es in Brüssel`): then it is the holder's that was named last before it, but not the
    state's where that is one in a list of states. found: the mentions before it.
    """
    state, first = holders[0], holders[1]
    if place:
        return state, "place"
    before = [m for m in found if m.kind != "place" and start - _CONTEXT < m.start < start]
    last = next((m for m in reversed(before) if m.country in holders), None)
    if last is None or not _HEARD_OF.search(text, max(0, start - 4), start):
        return first, "seat"
    if last.country != state:
        return last.country, "seat"
    listed = any(m.country != state and m.start - last.end < _LIST and last.start - m.end < _LIST for m in before)
    return (first, "seat") if listed else (state, "capital")


_UNION = re.compile(
    r" (?:EU-|Kommission|Behörde|Diplomat|Beamt|Institution|Vorschl|Plan\b|Pläne|Kreise|Regel|Vorgabe|Bürokrat"
    r"|Sanktion|Spitzen|Führung|Chefetage|Exekutive|Apparat)"
)


def names_union(text: str, end: int) -> bool:
    """Whether `Brüsseler` stands for the institutions of the EU by the noun that follows."""
    return bool(_UNION.match(text, end))
