"""From coded tables to what the notebooks ask of them: a DataFrame in, a DataFrame out.

chronology  which articles count once, their order in time, the periods of the window
counts      mentions and labels with all articles and with independent ones, side by side
furniture   words left to read and words set aside
rates       mentions per 1,000 words with intervals that hold for few articles
spells      stretches of one position, and the changes between them
evidence    the sentence behind each label; the labels beside those of a human coder
contradictions  what an article says against the label that it gives
standings   the labels of each country by period, gaps included
company     who is mentioned with whom, beside what chance would bring together
headlines   the position that a headline tells beside the one that its article tells
"""

from analysis.trends.chronology import independent, numbered, periods, when
from analysis.trends.company import co_mentions
from analysis.trends.contradictions import opposing
from analysis.trends.counts import label_counts, mention_counts
from analysis.trends.evidence import NO_POSITION, against, differing, evidence, matrix, reference
from analysis.trends.furniture import kept_and_removed
from analysis.trends.headlines import headlines
from analysis.trends.rates import attention, by_article, by_form, mention_rates
from analysis.trends.spells import changes, dated, spells
from analysis.trends.standings import by_period

__all__ = [
    "NO_POSITION",
    "against",
    "attention",
    "by_article",
    "by_form",
    "by_period",
    "changes",
    "co_mentions",
    "dated",
    "differing",
    "evidence",
    "headlines",
    "independent",
    "kept_and_removed",
    "label_counts",
    "matrix",
    "mention_counts",
    "mention_rates",
    "numbered",
    "opposing",
    "periods",
    "reference",
    "spells",
    "when",
]
