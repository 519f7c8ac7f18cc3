"""What the tables show, in one or two sentences: titles of figures and answers of notebooks, all computed.

corpus     what was read, when it is from, how little it proves
mentions   who is talked about, in which words, beside whom
positions  who stands where, and who tells it otherwise
shifts     how far the changes can be trusted, and who tells them
timeline   what changes from article to article and from period to period
words      counts, shares and lists of countries as words
"""

from analysis.charts.findings.corpus import cut, dates, how_little, set_aside
from analysis.charts.findings.mentions import (
    FIRM,
    attention_ranking,
    expected,
    forms,
    ranking_certainty,
    spread,
    together,
)
from analysis.charts.findings.positions import (
    agreement,
    by_period,
    headlines,
    labels_found,
    ledger,
    stands,
)
from analysis.charts.findings.shifts import told_by, trends_shown, verdicts
from analysis.charts.findings.timeline import gaps, moves, moves_title, paths, unplaced

__all__ = [
    "FIRM",
    "agreement",
    "attention_ranking",
    "by_period",
    "cut",
    "dates",
    "expected",
    "forms",
    "gaps",
    "headlines",
    "how_little",
    "labels_found",
    "ledger",
    "moves",
    "moves_title",
    "paths",
    "ranking_certainty",
    "set_aside",
    "spread",
    "stands",
    "together",
    "told_by",
    "trends_shown",
    "unplaced",
    "verdicts",
]
