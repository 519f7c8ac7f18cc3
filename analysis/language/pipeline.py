"""spaCy's German tokenizer with sentences from simplemma and, on demand, STTS tags and lemmas from HanTa."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from simplemma import split_sentences

from analysis.language.mood import is_konjunktiv_one
from analysis.language.segments import QUOTES, is_finite
from analysis.language.tokens import Doc, Span, Token
from analysis.tagger import tagger

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

CLOSING = "“”\"»«›‹’‘'"
#: Characters of a word that the tagger reads.
LONGEST = 60
#: Different words that one tokenizer has seen: it keeps each, so that after so many a new one begins.
LEXEMES = 100_000
#: Characters after which a sentence is cut at the next space.
LONGEST_SENTENCE = 2_000
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzäöüß")
# The patterns begin with a sign, for such are found fastest. What stands before it is looked at afterwards.
# A quotation that ends a sentence ends it also where the next one opens: `„Wir kommen.“ Dann ging er.`
_AFTER_QUOTE = re.compile(rf"[{CLOSING}]\s+(?=[A-ZÄÖÜ„»«“\"‚›‹])")
# simplemma keeps these together; a ticker or a list item starts a sentence of its own.
_LINE = re.compile(r"\n\s*")
_ITEM = re.compile(r"(?<=\s)(?=\+\+\+|[•►■▪]\s)|(?<=\+\+\+)(?=\s)")
_ITEM_SIGNS = ("+++", "•", "►", "■", "▪")
# Paragraphs that a page has glued together: `ohne Meinung.Washington hatte ...`.
_GLUED = re.compile(r"[.!?](?=[A-ZÄÖÜ][a-zäöüß]+ )")
_WORD = re.compile(r"\S+")
# What is longer than any sentence is a list or a page without full stops; rules look through a sentence word by word.
_LONG = re.compile(rf"\S.{{{LONGEST_SENTENCE - 1}}}\S*\s+", re.DOTALL)
#: What right before a verb shows that it closes its clause.
_BEFORE_LAST = ("VVPP", "VVINF", "ADV", "ADJD", "PTKNEG", "PRF")
#: Names of countries that have an article end in one of these: feminine or plural, `der Ukraine`, `der USA`.
WITH_ARTICLE = ("ine", "ei", "schweiz", "eu", "nato", "usa", "union", "allianz", "republik", "staaten", "lande")
_STTS = {"VV(": "VV", "VA(": "VA", "VM(": "VM", "ADJ(": "ADJ"}


@cache
def tokenizer() -> Tokenizer:
    """spaCy's for German: `2026.` at a sentence's end is two tokens, every quotation mark of German papers is one.

    Its vocabulary asks nothing of a word, such as its shape or whether it is like an address: that takes longer than
    to find it, and no rule wants to know.
    """
    # Not above: sentences need no tokenizer, and importing spaCy takes as long as pandas.
    from spacy.lang.de import German
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import Vocab

    defaults: Any = German.Defaults
    quotes = [f"[{CLOSING}„‚]"]
    # An ordinal keeps its dot before a word (`6. Januar`), a number at the end of a sentence does not.
    suffixes = [*defaults.suffixes, *quotes, r"(?<=\d{4})\.", r"\+\+\+"]
    return Tokenizer(
        Vocab(),
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex([*defaults.prefixes, *quotes, r"\+\+\+"]).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex([*defaults.infixes, r"[–—]"]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentences as (start, end) offsets into text, without surrounding white space; every line break ends one.

    What goes on without end, as a page without full stops does, is cut between words after LONGEST_SENTENCE characters:
    the rules compare each clause of a sentence with the others.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text, _breaks(text)):
        cursor = start
        quoted = _AFTER_QUOTE.search(text, start, end)
        for sentence in split_sentences(text[start:end], lang="de"):
            begin = text.index(sentence, cursor, end)
            cursor = begin + len(sentence)
            if quoted:
                spans.extend((begin + a, begin + b) for a, b in _pieces(sentence, _quotes_end(sentence)))
            else:
                spans.append((begin, cursor))
    if all(end - start <= LONGEST_SENTENCE for start, end in spans):
        return spans
    return [piece for span in spans for piece in _short(text, *span)]


def _breaks(text: str) -> list[tuple[int, int]]:
    """What parts lines, items and paragraphs, as offsets; of no length where nothing stands between them."""
    found = [match.span() for match in _LINE.finditer(text)]
    if any(sign in text for sign in _ITEM_SIGNS):
        found += [match.span() for match in _ITEM.finditer(text)]
    found += [(m.end(), m.end()) for m in _GLUED.finditer(text) if m.start() and text[m.start() - 1] in _SMALL]
    return sorted(found)


def _quotes_end(sentence: str) -> list[tuple[int, int]]:
    """The blanks behind quotations that end a sentence."""
    found = _AFTER_QUOTE.finditer(sentence)
    return [(m.start() + 1, m.end()) for m in found if sentence[m.start() - 1 : m.start()] in (".", "!", "?", "…")]


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentence, or pieces of it where it is longer than LONGEST_SENTENCE."""
    pieces = []
    while end - start > LONGEST_SENTENCE and (cut := _LONG.match(text, start, end)):
        pieces.append((start, start + len(cut[0].rstrip())))
        start = cut.end()
    return [*pieces, (start, end)]


def _pieces(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of text between the cuts that are not blank, without the blanks at their ends."""
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    pieces = []
    for start, end in zip(starts, ends, strict=True):
        inner = text[start:end]
        if inner.strip():
            pieces.append((start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())))
    return pieces


def read(text: str) -> Doc:
    """A text in tokens and sentences; white space between them belongs to the sentence before."""
    if len(tokenizer().vocab) > LEXEMES:
        tokenizer.cache_clear()
    words = [(token.idx, token.text) for token in tokenizer()(text)]
    offsets = [idx for idx, _ in words]
    starts = {bisect_left(offsets, start) for start, _ in sentence_spans(text)}
    return Doc(text, words, sorted({0, *starts} - {len(words)}))


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of `read(text)` begin; tokens are made only of words in which one begins."""
    starts = {0}
    for start, _ in sentence_spans(text):
        if not start or text[start - 1].isspace():
            starts.add(start)
            continue
        word = _WORD.match(text, max(text.rfind(blank, 0, start) for blank in " \n\t") + 1)
        tokens = [word.start() + token.idx for token in tokenizer()(word[0])] if word is not None else []
        inside = [at for at in tokens if at >= start]
        if not inside:  # no token begins behind the break in this word
            return [sentence.start_char for sentence in read(text).sents]
        starts.add(inside[0])
    return sorted(starts)


@cache
def _stts(tag: int) -> str:
    """HanTa writes the features of a form in brackets: VV(FIN), ADJ(A)."""
    bare: str = tagger().int2tag[tag].rstrip(")")
    for marked, plain in _STTS.items():
        if bare.startswith(marked):
            bare = plain + bare[len(marked) :]
    return bare


def tag(sentence: Span) -> None:
    """Write STTS tags (`tag_`) and lemmas (`lemma_`) on the tokens of a sentence, once.

    A separable verb is lemmatised whole where HanTa sees it whole (`auszuschließen`, `ausgeschlossen`); where the
    particle stands apart, `clauses` brings it home.
    """
    words = [token for token in sentence if not token.is_space]
    if not words or words[0].tag_:
        return
    # HanTa was trained on text with straight quotes: the typographic ones are read as words.
    # and a word longer than any German one (a blob of code) would keep it busy for minutes.
    forms = ['"' if token.text in "„“”»«›‹‚‘" else token.text[:LONGEST] for token in words]
    for token, form, found in zip(words, forms, tagger().tags(forms), strict=True):
        token.tag_ = _stts(found)
        token.lemma_ = tagger().lemma(form, found)
    _correct(words)
    _correct_relatives(words)


def _awaits_noun(before: list[Token]) -> bool:
    """`Die im Herbst`, `der gerade erst`: an article and then no noun of its own, but a preposition or an adverb."""
    place = next((i for i in range(len(before) - 1, -1, -1) if before[i].tag_ == "ART"), None)
    if place is None:
        return False
    inner = before[place + 1 :]
    if inner and inner[0].tag_ not in ("APPR", "APPRART", "ADV", "ADJD"):
        return False
    return all(t.tag_ in ("APPR", "APPRART", "ADV", "ADJD", "NN", "NE", "CARD") for t in inner)


def _correct(words: list[Token]) -> None:
    """Two words that the tagger takes for others: a participle before its noun, an article in a list of countries."""
    for place, token in enumerate(words):
        before, after = words[max(0, place - 1)], words[place + 1 : place + 2]
        if token.tag_ == "VVFIN":
            # `der gerade erst ernannte tschechische Ministerpräsident`
            inflected = token.lower_.endswith(("te", "ten", "ter", "tes"))
            if inflected and after and after[0].tag_ in ("ADJA", "NN") and _awaits_noun(words[:place]):
                token.tag_ = "ADJA"
            elif token.lower_.endswith("t") and (not after or after[0].is_punct):
                # `wurde in Rom betont`: with an auxiliary before it the last word is a participle.
                start = next((i for i in range(place - 1, -1, -1) if words[i].is_punct), -1)
                if any(t.tag_ == "VAFIN" for t in words[start + 1 : place]):
                    token.tag_ = "VVPP"
        elif token.tag_ == "PRELS" and before.text == "," and after and after[0].lower_.endswith(WITH_ARTICLE):
            # `Schweden, die Niederlande und Dänemark`
            rest = words[place + 2 :]
            stop = next((i for i, t in enumerate(rest) if t.is_punct), len(rest))
            if (not stop or rest[0].tag_ == "KON") and not any(t.tag_[:2] in ("VV", "VA", "VM") for t in rest[:stop]):
                token.tag_ = "ART"


def _correct_relatives(words: list[Token]) -> None:
    """`für Moskau, das Soldaten strikt ablehnt`: an article that opens a verb-final clause is a relative pronoun.

    Verb-final is sure where a participle, an infinitive, an adverb or a negation stands right before the only verb; a
    main clause of reported speech has its verb in second place.
    """
    marks = [i for i, token in enumerate(words) if token.is_punct and token.text not in QUOTES]
    marks.append(len(words))
    for start, end in pairwise(marks):
        inside = [token for token in words[start + 1 : end] if token.text not in QUOTES]
        if words[start].text != "," or len(inside) < 4 or inside[0].tag_ != "ART" or not inside[0].text.islower():
            continue
        finite = [token for token in inside if is_finite(token)]
        closes = finite == [inside[-1]] and inside[-2].tag_ in _BEFORE_LAST
        if (
            closes
            and inside[1].tag_[:2] in ("NN", "AD", "NE", "PI")
            and not is_konjunktiv_one(inside[-1].text, inside[-1].lemma_)
        ):
            inside[0].tag_ = "PRELS"
