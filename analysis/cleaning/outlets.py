"""Which outlet a page says it comes from. Nothing is guessed: no wording of the page, no outlet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.|amp\.|m\.)?([a-z0-9](?:[\w-]*\w)?(?:\.[a-z0-9][\w-]*)*\.(?:de|at|ch|com|org|net|eu|news|info|tv|online|li|lu|fr))\b",
    re.IGNORECASE,
)
SUFFIX = re.compile(r"\s(?:[|–—-]|::)\s(?P<name>[^|–—]{2,40})$")

#: Kinds of furniture in which a page names itself, the surest first. Picture credits and links name others.
SPEAKING = (
    "url",
    "byline",
    "site_name",
    "newsletter",
    "self_promotion",
    "subscription",
    "social",
    "copyright",
    "footer",
    "date",
    "credit",
)
#: Hosts under which others publish.
PLATFORMS = (
    "google.",
    "facebook.",
    "twitter.",
    "x.com",
    "youtube.",
    "instagram.",
    "t.me",
    "whatsapp.",
    "apple.",
    "tiktok.",
)


@lru_cache(maxsize=1)
def _outlets() -> tuple[dict[str, str], re.Pattern[str]]:
    """Outlet by each form of its name or address, and one pattern for all forms."""
    names: dict[str, str] = {}
    with files("analysis").joinpath("lexicon/outlets.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            names.update((form, row["outlet"]) for form in row["forms"].split("|"))
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    return names, re.compile(rf"(?<![\w.-])(?:{forms})(?!\w)")


def outlet_names() -> str:
    """All forms of outlets' names as one alternation for regular expressions."""
    return f"(?:{'|'.join(re.escape(form) for form in sorted(_outlets()[0], key=len, reverse=True))})"


def site_name(headline: str) -> int:
    """Number of characters at the end of headline that are a bar or dash and an outlet's name; 0 where none are."""
    found = SUFFIX.search(headline)
    if not found:
        return 0
    named = found["name"].strip()
    names = _outlets()[0]
    return len(found[0]) if named in names or named in names.values() or DOMAIN.fullmatch(named) else 0


def outlet_of(furniture: Iterable[tuple[str, str]]) -> str:
    """The outlet named in the first furniture line (text, reason) of the surest kind that names one, else ""."""
    by_kind: dict[str, list[str]] = {}
    for text, reason in furniture:
        by_kind.setdefault(reason, []).append(text)
    for kind in SPEAKING:
        for text in by_kind.get(kind, ()):
            if name := _named(text, domain_only=kind == "credit"):
                return name
    return ""


def _named(text: str, domain_only: bool) -> str:
    names, pattern = _outlets()
    for found in DOMAIN.finditer(text):
        domain = found[1].lower()
        if not domain.startswith(PLATFORMS):
            return names.get(domain, names.get(".".join(domain.split(".")[-2:]), domain))
    known = pattern.search(text)
    return names[known[0]] if known and not domain_only else ""
