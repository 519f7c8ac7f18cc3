"""From coded tables to what the notebooks ask of them: a DataFrame in, a DataFrame out.

chronology  which articles count once, their order in time, the periods of the window
counts      mentions and labels with all articles and with independent ones, side by side
furniture   words left to read and words set aside
rates       mentions per 1,000 words with intervals that hold for few articles
keyness     what one group of articles talks about more than another
company     who is mentioned with whom, beside what chance would bring together
evidence    the sentence behind each label, also of what was said earlier; the labels beside those of a human coder
contradictions  what an article says against the label that it gives
headlines   the position that a headline tells beside the one that its article tells
sources     what officials say beside what newspapers tell
standings   the labels of each country by period, gaps included
spells      stretches of one position and of silence, and the changes between them
robustness  which changes stand where the labels are given by other thresholds
permutation whether a country's labels rise or fall more than their order by chance would
sides       what articles say, in one form, and what they must share to be held against one another
ledger      pairs of sentences that do not fit
quotations  every quoted sentence once, with all that it tells
"""

from analysis.trends.chronology import before_and_after, events_told, independent, numbered, periods, when
from analysis.trends.company import co_mentions
from analysis.trends.contradictions import opposing
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
from analysis.trends.headlines import headlines
from analysis.trends.keyness import keyness, named, quoted, words
from analysis.trends.ledger import LEDGER, ledger
from analysis.trends.permutation import trend_tests
from analysis.trends.quotations import QUOTATIONS, quotations
from analysis.trends.rates import attention, by_article, by_form, mention_rates
from analysis.trends.robustness import recoded, robustness
from analysis.trends.sides import compared
from analysis.trends.sources import BESIDE, beside, drivers
from analysis.trends.spells import NO_DATA, changes, dated, spells
from analysis.trends.standings import by_period

__all__ = [
    "BESIDE",
    "LEDGER",
    "NO_DATA",
    "NO_POSITION",
    "QUOTATIONS",
    "against",
    "attention",
    "before_and_after",
    "beside",
    "by_article",
    "by_form",
    "by_period",
    "changes",
    "co_mentions",
    "compared",
    "dated",
    "deciding",
    "differing",
    "drivers",
    "events_told",
    "evidence",
    "headlines",
    "independent",
    "kept_and_removed",
    "keyness",
    "label_counts",
    "ledger",
    "matrix",
    "mention_counts",
    "mention_rates",
    "named",
    "numbered",
    "opposing",
    "periods",
    "quotations",
    "quoted",
    "recoded",
    "reference",
    "robustness",
    "spells",
    "trend_tests",
    "when",
    "with_earlier",
    "words",
]
