"""What the words of a match say: numbers, months and units read off, impostors turned away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.dates.words import vocabulary, words


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of time at text[start:end]; what they do not say is None or empty.

    rule: the row of the grammar that matched. weekday: 1 Monday to 7 Sunday. shift: -1 last, 0 this, 1 next, or the
    count of units. unit: D, W, WE, M, Q, H, Y, DE. word: value of the lexicon row (season, reference, holiday, ...).
    """

    start: int
    end: int
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    daypart: str = ""
    phase: str = ""
    shift: int | None = None
    unit: str = ""
    number: int | None = None
    word: str = ""

    @property
    def is_day(self) -> bool:
        """Whether the phrase names a day of a month, with or without its year."""
        return self.month is not None and self.day is not None


_WORD = re.compile(r"\w+")
_COUNT_BEFORE = re.compile(
    r"(?:rund|etwa|fast|über|knapp|als|circa|ca\.|mindestens|höchstens|weitere[nr]?|insgesamt|bis zu|gut)\s+$", re.I
)
_EACH = re.compile(r"(?:\bjede[mnrs]?|\balle|\bpro|\bje|\ballen)\s+(?:\w+\s+)?$", re.I)
_SOME_DAY = re.compile(r"\bein(?:em|es)?\s+(?:\w+\s+)?$", re.I)
_OPENED = re.compile(r"(?:\b(?:im|in|von|seit|bis|ab|nach|vor|um|anno)\s+|[(,/–-]\s*)$", re.I)
_LEAD = re.compile(
    r"(?:\b(?:im|ab|seit|bis|von|vom|zum|für|in|den|des|und|oder|bis zum|bis in den|nach|vor|der)|[,–/(-])\s*$", re.I
)
_NO_SHORT = frozenset(
    "jan feb mär mrz mar apr jun jul aug sep sept okt oct nov dez dec mai april august juno mais maerz march".split()
)


def read(text: str, name: str, match: re.Match[str]) -> Phrase | None:
    """The phrase a match stands for, or None where the words around it say that it is none."""
    got = {key: value for key, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    while end > start and text[end - 1] in " \t\xa0\r\n.," and name != "numeric":
        end -= 1
    before = text[max(0, start - 24) : start]
    year = int(got["year"]) if "year" in got else None
    if year is not None and len(got["year"]) == 2:
        year += 2000 if year < 70 else 1900
    month = int(words("month").get(got["month"].lower(), got["month"].lstrip("0"))) if "month" in got else None
    day = int(got["day"]) if "day" in got else None
    shift_word = (got.get("shift") or got.get("shift2") or "").strip().lower()
    shift = int(words("shift")[shift_word]) if shift_word else None
    number = _number(got)
    if _EACH.search(before):
        return None
    if (
        month is not None
        and day is not None
        and not 1 <= day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    ):
        return None
    match name:
        case "iso":
            if day is None and year is not None and month is not None and month > year % 100:
                return None
            return Phrase(start, end, name, year, month, day)
        case "numeric":
            return Phrase(start, end, "day", year, month, day)
        case "day":
            # "9. Jan Kuppelwieser" is a rank and a name.
            if year is None and got["month"].lower() in ("jan",) and re.match(r" [A-ZÄÖÜ]", text[end : end + 2]):
                return None
            weekday = int(words("weekday")[got["weekday"].lower()]) if "weekday" in got else None
            return Phrase(start, end, name, year, month, day, weekday, shift=shift)
        case "month":
            bare = year is None and "phase" not in got and shift is None
            follower = text[end : end + 2]
            if (
                not got["month"][0].isupper()
                or re.match(r"-[^\W\d]", text[end : end + 2])
                or (bare and got["month"].lower() in _NO_SHORT and not _LEAD.search(before))
            ):
                return None
            if (
                bare
                and len(got["month"]) < 4
                and text[end : end + 1] != "."
                and got["month"].lower() in _NO_SHORT
                and got["month"] not in ("Mai",)
            ):
                return None
            # "August Hanning", "Mai Thi": a month is not followed by a name unless a preposition leads it.
            if (
                bare
                and not _LEAD.search(before)
                and len(follower) == 2
                and follower[0] == " "
                and follower[1].isupper()
            ):
                return None
            of_year = shift if "shift" in got else None
            return Phrase(
                start,
                end,
                name,
                year,
                month,
                phase=_phase(got),
                shift=of_year if "shift" in got else shift,
                unit="Y" if "shift" in got else ("M" if shift is not None else ""),
            )
        case "part":
            if "phased" in got:
                unit, phase = words("phased")[got["phased"].lower()].split()
                return Phrase(start, end, name, year, phase=phase, unit=unit)
            unit = {"jahr": "Y", "monat": "M", "woche": "W"}[got["unit"].lower()] if "unit" in got else "Y"
            return Phrase(start, end, name, year, phase=_phase(got), shift=shift, unit=unit)
        case "section":
            which = int(words("ordinal")[got["ordinal"].lower()]) if "ordinal" in got else number
            unit = "Q" if got["unit"].lower() in ("quartal", "trimester") else "H"
            if unit == "H" and which not in (1, 2):
                return None
            return Phrase(start, end, name, year, shift=shift, unit=unit, number=which)
        case "season":
            return Phrase(
                start,
                end,
                name,
                year,
                shift=shift,
                word=words("season")[got["season"].lower()],
                phase="OVER" if "over" in got else "",
            )
        case "decade":
            decade = int(got["decade"])
            return Phrase(start, end, name, decade if decade > 99 else 1900 + decade)
        case "holiday":
            return Phrase(start, end, name, year, word=words("holiday")[got["holiday"].lower()])
        case "deictic":
            if got["deictic"] == "Morgen" and not re.search(r"(?:^|[.!?:„“\"»«\n]\s*)$", before):
                return None  # the noun: am Morgen, guten Morgen
            return Phrase(
                start,
                end,
                name,
                shift=int(words("deictic")[got["deictic"].lower()]),
                unit="D",
                daypart=words("daypart").get(got.get("daypart", "").lower(), ""),
            )
        case "ago":
            if "unit" not in got:
                return (
                    Phrase(start, end, name, word="X")
                    if got.get("vague", "").lower() in ("kurzem", "langem", "längerem")
                    else None
                )
            if got["unit"].lower() == "zeit":
                return Phrase(start, end, name, word="X")
            unit = words("unit")[got["unit"].lower()]
            return Phrase(start, end, name, number=number, unit=unit, word="X" if number is None else "")
        case "since":
            return Phrase(start, end, name, number=number, unit=words("unit")[got["unit"].lower()])
        case "within":
            return Phrase(start, end, name, number=number, unit=words("unit")[got["unit"].lower()])
        case "before":
            turn = got.get("turn") or got.get("tags", "")
            unit = words("unit")[got["unit"].lower()] if "unit" in got else "D"
            return Phrase(start, end, "away", shift=-1 if turn.lower() in ("zuvor", "davor") else 1, unit=unit)
        case "unit":
            unit_form = got["unit"].lower()
            plural = unit_form in (
                "tage",
                "tagen",
                "wochen",
                "monate",
                "monaten",
                "jahre",
                "jahren",
                "jahrzehnte",
                "jahrzehnten",
                "quartale",
                "quartalen",
                "wochenenden",
            )
            return Phrase(
                start, end, "stretch" if plural else name, shift=shift, unit=words("unit")[unit_form], number=number
            )
        case "year":
            if not (1000 <= (year or 0) <= 2199) or _counted(text, start, end, before, match.group()):
                return None
            return Phrase(start, end, name, year)
        case "weekday":
            form = got["weekday"]
            # "freitags", "an einem Freitag" and days with a name (Herz-Jesu-Sonntag) are no day of the calendar.
            if not form[0].isupper() or before.endswith("-") or _SOME_DAY.search(before):
                return None
            if form.endswith("s") and not before.endswith("des "):
                return None
            part = words("daypart").get((got.get("daypart") or got.get("later") or "").lower(), "")
            unit = "W" if "shift2" in got else ""
            return Phrase(
                start, end, name, weekday=int(words("weekday")[form.lower()]), daypart=part, shift=shift, unit=unit
            )
        case "away":
            code = words("away")[got["away"].lower()]
            return Phrase(start, end, name, shift=int(code[1:]), unit=code[0])
        case "weekend":
            return Phrase(start, end, name, unit="WE")
        case _:
            if got["reference"] in ("Zukunft", "Vergangenheit", "Gegenwart") and not re.search(
                r"\b[Ii]n\s+(?:der\s+|naher\s+)?$", before
            ):
                return None
            return Phrase(start, end, name, word=words("reference")[got["reference"].lower()])


def _phase(got: dict[str, str]) -> str:
    return words("phase")[got["phase"].lower()] if "phase" in got else ""


def _number(got: dict[str, str]) -> int | None:
    if "numeral" in got:
        return int(words("numeral")[got["numeral"].lower()])
    return int(got["number"].split(",")[0]) if "number" in got else None


def _counted(text: str, start: int, end: int, before: str, words_matched: str) -> bool:
    """Whether four digits count something: "rund 2000", "1500 Soldaten"."""
    if words_matched[0].isalpha():
        return False
    named = re.search(r"(\w+)[.\s]+$", before)
    if _COUNT_BEFORE.search(before) or (named and vocabulary().get(named[1].lower()) == "designator"):
        return True
    if int(words_matched[:4]) < 1850 and not _OPENED.search(before):
        return True
    follower = _WORD.search(text, end, end + 30)
    if (
        follower is not None
        and follower.group() == "bis"
        and (upper := re.compile(r"\s+\d+\s+(?=(\w+))").match(text, follower.end()))
    ):
        return vocabulary().get(upper.group(1).lower()) == "counted"
    if follower is None or text[end : follower.start()].strip(" \xa0-"):
        return False
    form = follower.group()
    if vocabulary().get(form.lower()) == "counted":
        return True
    return text[end - 2 : end] == "00" and form[0].isupper()
