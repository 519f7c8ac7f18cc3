"""The one German pipeline: tokens, sentences, STTS tags and lemmas, mood, clauses. No model is downloaded.

- `tokens`: a text in tokens and sentences, with the names that spaCy gives them
- `pipeline`: `read(text)` gives a Doc of these, made by spaCy; `tag(sentence)` adds STTS tags and lemmas on demand
- `mood`: Konjunktiv I and II of a finite verb form
- `segments`: the stretches of a sentence between its marks, what opens them and where their verbs stand
- `clauses`: `clauses(sentence)` splits a tagged sentence into clauses with verb, subject, conjunction and negation
- `phrases`: noun phrases of a clause and the case their form allows
"""

from analysis.language.clauses import Clause, clauses
from analysis.language.phrases import Phrase, phrases
from analysis.language.pipeline import read, sentence_spans, sentence_starts, tag

__all__ = ["Clause", "Phrase", "clauses", "phrases", "read", "sentence_spans", "sentence_starts", "tag"]
