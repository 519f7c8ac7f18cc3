"""Dates: arithmetic on ranges, German time expressions, and when an article was published.

`ranges` is the arithmetic. A text is read by `runs` and `phrases` (finds), `reading` and `impostors` (what a match
says, or that it says nothing), `tense` (before or after), and `resolution` with `units` and `seasons` (which days);
`expressions` puts them together. `publication` weighs the clues of `page` and `stamps` (what the page says of itself),
`told` (dates in the text), `holders` (terms of office) and `events`; `tellings` says which sentences tell of an event,
`meetings` finds those that name its place and day in words of their own.
"""

from analysis.dates.expressions import TimeExpression, bounds, time_expressions
from analysis.dates.publication import publication
from analysis.dates.ranges import contains, hull, in_german, intersection, precision
from analysis.dates.tellings import tellings

__all__ = [
    "TimeExpression",
    "bounds",
    "contains",
    "hull",
    "in_german",
    "intersection",
    "precision",
    "publication",
    "tellings",
    "time_expressions",
]
