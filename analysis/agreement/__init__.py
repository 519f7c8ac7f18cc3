"""Two codings of the same articles side by side: a DataFrame in, a DataFrame out.

pairs     the labels of a coder and of the rules, one row per article and country
measures  what they have in common, in figures with intervals
errors    where they differ, of which kind, and in which sentences
findings  what the comparison shows, in computed sentences
sets      articles written for tests, with their coding by hand, and the history of scores on them
"""

from analysis.agreement import findings
from analysis.agreement.errors import KINDS, commonest, errors, kinds, texts
from analysis.agreement.measures import (
    LABELS,
    MEASURES,
    baseline,
    confusion,
    detection,
    measures,
    ordinal_alpha,
    prevalence,
    score,
)
from analysis.agreement.pairs import NONE, beside, compare, read_reference
from analysis.agreement.sets import (
    MEASURED,
    SCORED,
    DevelopmentSet,
    code_sets,
    coders,
    compare_sets,
    dates_right,
    development_sets,
    first_sight,
    history,
    now,
)

__all__ = [
    "KINDS",
    "LABELS",
    "MEASURED",
    "MEASURES",
    "NONE",
    "SCORED",
    "DevelopmentSet",
    "baseline",
    "beside",
    "code_sets",
    "coders",
    "commonest",
    "compare",
    "compare_sets",
    "confusion",
    "dates_right",
    "detection",
    "development_sets",
    "errors",
    "findings",
    "first_sight",
    "history",
    "kinds",
    "measures",
    "now",
    "ordinal_alpha",
    "prevalence",
    "read_reference",
    "score",
    "texts",
]
