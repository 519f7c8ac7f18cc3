"""From coded tables to what the notebooks ask of them: a DataFrame in, a DataFrame out.

chronology  which articles count once, their order in time, the periods of the window
counts      mentions and labels with all articles and with independent ones, side by side
furniture   words left to read and words set aside
rates       mentions per 1,000 words with intervals that hold for few articles
spells      stretches of one position, and the changes between them
sources     what officials say beside what newspapers tell
evidence    the sentence behind each label, also of what was said earlier; the labels beside those of a human coder
sides       what articles say, in one form, and what they must share to be held against one another
ledger      pairs of sentences that do not fit
"""

from analysis.trends.chronology import independent, numbered, periods, when
from analysis.trends.counts import label_counts, mention_counts
from analysis.trends.evidence import (
    NO_POSITION,
    against,
    deciding,
    differing,
    evidence,
    matrix,
    reference,
    with_earlier,
)
from analysis.trends.furniture import kept_and_removed
from analysis.trends.ledger import LEDGER, ledger
from analysis.trends.rates import attention, by_article, by_form, mention_rates
from analysis.trends.sources import BESIDE, beside, drivers
from analysis.trends.spells import changes, dated, spells

__all__ = [
    "BESIDE",
    "LEDGER",
    "NO_POSITION",
    "against",
    "attention",
    "beside",
    "by_article",
    "by_form",
    "changes",
    "dated",
    "deciding",
    "differing",
    "drivers",
    "evidence",
    "independent",
    "kept_and_removed",
    "label_counts",
    "ledger",
    "matrix",
    "mention_counts",
    "mention_rates",
    "numbered",
    "periods",
    "reference",
    "spells",
    "when",
    "with_earlier",
]
