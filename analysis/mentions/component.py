"""The mentions as a component of any German spaCy pipeline: `nlp.add_pipe("standpunkt_mentions")`."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from analysis.mentions import find_mentions


@Language.factory("standpunkt_mentions", assigns=["doc.spans"])
def create_mentions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that puts the mentions into doc.spans["mentions"], each span labelled with its country.

    A mention that ends inside a token takes the whole token.
    """

    def add_mentions(doc: Doc) -> Doc:
        doc.spans["mentions"] = [
            span
            for mention in find_mentions(doc.text)
            if (span := doc.char_span(mention.start, mention.end, label=mention.country, alignment_mode="expand"))
        ]
        return doc

    return add_mentions
