"""Roles: which nouns for persons and bodies speak for a government, and how high (lexicon/roles.csv)."""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.positions.lexicon import rows
from analysis.tagger import FORMS


@cache
def _roles() -> tuple[dict[str, tuple[str, int]], tuple[tuple[str, str, int], ...]]:
    exact: dict[str, tuple[str, int]] = {}
    suffixes: list[tuple[str, str, int]] = []
    for row in rows("roles.csv"):
        noun = row["noun"].lower()
        entry = (row["speaks"], int(row["rank"]))
        exact[noun.lstrip("*")] = entry
        if noun.startswith("*"):
            suffixes.append((noun[1:], *entry))
    suffixes.sort(key=lambda item: -len(item[0]))
    return exact, tuple(suffixes)


@cache
def _endings() -> tuple[str, ...]:
    """The suffixes alone: most nouns end in none of them."""
    return tuple(suffix for suffix, _, _ in _roles()[1])


@lru_cache(FORMS)
def role(noun: str) -> tuple[str, int] | None:
    """(speaks for its government: yes, no, media or collective; rank 0 to 3) of a noun for persons or bodies."""
    noun = noun.lower().rsplit("-", 1)[-1] if "-" in noun else noun.lower()
    exact, suffixes = _roles()
    if noun in exact:
        return exact[noun]
    if not noun.endswith(_endings()):
        return None
    return next((speaks, rank) for suffix, speaks, rank in suffixes if noun.endswith(suffix))
