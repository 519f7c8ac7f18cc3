"""Dates: arithmetic on ranges, German time expressions, and when an article was published.

`ranges` holds the arithmetic, `phrases` finds the words, `expressions` resolves them against a day, `tense` tells
before from after, and `publication` narrows the day of publication step by step.
"""

from analysis.dates.expressions import TimeExpression, time_expressions
from analysis.dates.publication import WINDOW, publication
from analysis.dates.ranges import contains, hull, in_german, intersection, precision

__all__ = [
    "WINDOW",
    "TimeExpression",
    "contains",
    "hull",
    "in_german",
    "intersection",
    "precision",
    "publication",
    "time_expressions",
]
