"""The tagger: HanTa's tags and lemmas for German words and sentences.

- `model`: the same answers as HanTa's, several times faster
- `forms`: what it answers for common words, worked out beforehand
"""

from analysis.tagger.model import FORMS, Tagger, tagger

__all__ = ["FORMS", "Tagger", "tagger"]
