"""The English names of country codes, and tables in their order."""

from __future__ import annotations

from functools import cache

import pandas as pd
from babel import Locale
from babel.core import get_global

_OTHERS = {"EU": "EU", "NATO": "NATO", "COALITION": "Coalition (bare count)", "XKX": "Kosovo"}


@cache
def country(code: str) -> str:
    """English name of a country code (CLDR, through babel); the code itself where there is none."""
    if code in _OTHERS:
        return _OTHERS[code]
    aliases = get_global("territory_aliases").get(code, [code])
    return str(Locale("en").territories.get(aliases[0], code))


def by_name(column: pd.Series) -> pd.Series:
    """For `sort_values(key=by_name)`: a column `country` by the names that are printed, others as they are."""
    return column.map(country) if column.name == "country" else column
