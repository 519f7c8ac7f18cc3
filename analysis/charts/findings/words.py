"""Counts, shares and lists of countries as words."""

from __future__ import annotations

from analysis.charts.style import listed
from analysis.countries import country


def number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %"


def some(codes: list[str], most: int = 6) -> str:
    names = [country(code) for code in codes[:most]]
    return listed([*names, f"{len(codes) - most:,} more"] if len(codes) > most else names)
