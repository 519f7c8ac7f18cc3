"""The columns of every table: the grain, the meaning and the type of each, in one place.

`COLUMNS` is the contract that README's table dictionary repeats and that `tables.check` holds every table against.
"""

from __future__ import annotations

from collections.abc import Iterable

#: table -> (grain, {column: meaning})
COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
    "articles": (
        "one row per article",
        {
            "article_id": "what a column of ids has, else the file name without its endings, for a row with its number",
            "file": "name of the file it was read from",
            "title": "headline; empty where the text has none",
            "outlet": "publisher, by the sidecar, the column, the page or the text; empty where none names one",
            "published_earliest": "first day on which it can have appeared (YYYY-MM-DD); empty where unknown",
            "published_latest": "last day on which it can have appeared (YYYY-MM-DD); empty where unknown",
            "published_minute": "time of day (HH:MM, as printed, no time zone); empty unless precision is minute",
            "precision": "minute, day, month, interval or unknown",
            "date_source": "the step that decided: sidecar, column, html, header, byline, url, text, office_terms, "
            "event, weekday; empty where none did",
            "date_evidence": "every step with the words it read and the interval it left, separated by ` | `",
            "in_window": "yes, no, partly or unknown: whether the interval lies in the corpus window",
            "encoding": "codec, or chain of codecs, with which the bytes decode to the source text",
            "words": "words that are left to read after cleaning",
            "sha256": "hash of the bytes of the file; for a row of a table, of its source text in UTF-8",
            "duplicate_of": "article_id of the original that it repeats, word for word or nearly; empty for none",
            "duplicate_share": "share of their word sequences that it and its original have in common, 0 to 1: "
            "1 is word for word; empty for none",
            "removed_lines": "stretches of page furniture set aside (rows in removed)",
        },
    ),
    "mentions": (
        "one row per occurrence",
        {
            "article_id": "article",
            "sentence": "index of the sentence in the article, from 0",
            "start": "first character in the source text",
            "end": "character after the last",
            "text": "the words as they stand",
            "country": "ISO 3166-1 alpha-3 code, XKX, EU or NATO",
            "kind": "name, adjective, demonym, capital, seat, place, person, organisation, compound or group",
            "entity": "name of the country, person, organisation or group",
        },
    ),
    "statements": (
        "one row per actor and clause with a position",
        {
            "article_id": "article",
            "sentence": "index of the sentence in the article, from 0",
            "start": "first character of the sentence in the source text",
            "end": "character after its last",
            "quote": "the sentence, exactly as in the source text",
            "country": "ISO 3166-1 alpha-3 code, XKX, EU, NATO, or COALITION for a bare count of states",
            "position": "rejects, reserved, conditional, willing or leads",
            "score": "the position as a number, -2 to 2",
            "certainty": "asserted, reported or speculative",
            "contribution": "ground, air_sea, training, logistics_funds, neighbouring_states or none_stated",
            "condition": "the condition in the text's words; empty for none",
            "speaker": "person whose words it is; empty where nobody is named",
            "office": "office of the speaker",
            "rank": "3 head of state or government, 2 minister, 1 spokesperson or official, 0 nobody named",
            "source": "own (the actor's), outlet (its telling) or other (somebody else about the actor)",
            "speech": "direct (the cue stands in quotation marks), indirect (in reported speech), or empty: told in "
            "the text's words",
            "section": "headline or body",
            "rule": "id of the cue frame that fired; example where none did and the labelled examples decided",
            "cue_start": "first character of the cue words in the source text",
            "cue_end": "character after their last",
            "likeness": "log odds of the position against none by the labelled examples, however it was found",
            "earlier": "yes where the text tells it as before its own time, by its words or by a date more than a week "
            "before publication, else no",
            "about_earliest": "first day on which the position can have been taken or said (YYYY-MM-DD); empty for the "
            "article's own time",
            "about_latest": "last day on which it can (YYYY-MM-DD)",
            "about_text": "the words of time that say so, such as Februar; empty for the article's own time",
        },
    ),
    "positions": (
        "one row per article and country with a position",
        {
            "article_id": "article",
            "country": "ISO 3166-1 alpha-3 code, XKX, EU, NATO or COALITION",
            "position": "rejects, reserved, conditional, willing or leads",
            "score": "the position as a number, -2 to 2",
            "certainty": "asserted, reported or speculative",
            "contradictory": "yes where another statement of the same time lies two or more steps away, else no",
            "statements": "number of statements considered",
            "decided_by": "the step of the precedence and the cue frame (or example) that gave the label",
        },
    ),
    "claims": (
        "one row per number about troops for Ukraine",
        {
            "article_id": "article",
            "sentence": "index of the sentence in the article, from 0",
            "start": "first character of the sentence in the source text",
            "end": "character after its last",
            "quote": "the sentence, exactly as in the source text",
            "kind": "countries (that take part), represented (at a meeting), soldiers or money",
            "low": "the number, or the lower end of a range",
            "high": "the number, or the upper end of a range",
            "bound": "how the text limits it: exact, about, at_least or at_most",
            "unit": "countries; soldiers, companies, battalions, brigades or divisions; EUR and other currencies",
            "degree": "send (troops), contribute (troops or other help), join (how is not said), attend (a meeting); "
            "need, of soldiers who are called for",
            "country": "who does it, separated by `;`; COALITION for counted states; empty where nobody is named",
            "members": "who is named among the counted states, separated by `;`",
            "certainty": "asserted, reported or speculative",
            "speaker": "person whose words it is; empty where nobody is named",
            "office": "office of the speaker",
            "source": "own (of who does it), outlet (its telling) or other (somebody else)",
            "section": "headline or body",
            "cue_start": "first character of the number in the source text",
            "cue_end": "character after its last",
            "earlier": "yes where the text tells it as before its own time, else no",
        },
    ),
    "doubts": (
        "one row per clause that calls a plan, a report or a number unconfirmed or untrue",
        {
            "article_id": "article",
            "sentence": "index of the sentence in the article, from 0",
            "start": "first character of the sentence in the source text",
            "end": "character after its last",
            "quote": "the sentence, exactly as in the source text",
            "doubt": "unconfirmed or denied",
            "low": "the number that it means, or the lower end of a range; 0 for none",
            "high": "the number, or the upper end of a range; 0 for none",
            "bound": "how the text limits it: exact, about, at_least or at_most; empty for none",
            "unit": "what is counted, as in claims; empty for none",
            "whose": "whose soldiers or money it is, separated by `;`; empty where nobody is named",
            "country": "whose government says so, separated by `;`; empty for everybody else",
            "certainty": "asserted, reported or speculative",
            "speaker": "person whose words it is; empty where nobody is named",
            "office": "office of the speaker",
            "source": "own (of the government that says so), outlet (its telling) or other (somebody else)",
            "section": "headline or body",
            "rule": "id of the row of doubts.csv that was met",
            "cue_start": "first character of its words in the source text",
            "cue_end": "character after their last",
        },
    ),
    "events": (
        "one row per known event that an article tells of",
        {
            "event_id": "place or name, with year and month",
            "date_earliest": "first day of the event (YYYY-MM-DD)",
            "date_latest": "last day of the event (YYYY-MM-DD)",
            "place": "where it was held",
            "name": "what it is called here",
            "note": "what it was about",
            "articles": "article_ids that tell of it, separated by `;`",
        },
    ),
    "tellings": (
        "one row per event, article and sentence that tells of it",
        {
            "event_id": "event",
            "article_id": "article",
            "sentence": "index of the sentence in the article, from 0",
            "start": "first character of the sentence in the source text",
            "end": "character after its last",
            "quote": "the sentence, exactly as in the source text",
            "day": "day on which the sentence says that the meeting was held (YYYY-MM-DD); empty where it does not",
        },
    ),
    "skipped": ("one row per input set aside", {"file": "the input", "reason": "why, and what to do about it"}),
    "removed": (
        "one row per stretch of page furniture",
        {
            "article_id": "article",
            "line": "line number in the source text, from 1",
            "start": "first character in the source text",
            "end": "character after the last",
            "text": "the words set aside",
            "reason": "kind of furniture (README lists them)",
        },
    ),
}

_NUMBERS = frozenset(
    "sentence start end score rank cue_start cue_end words removed_lines statements line low high".split()
)

_FRACTIONS = {"likeness": "float64", "duplicate_share": "Float64"}


def types(columns: Iterable[str]) -> dict[str, str]:
    """The pandas type of each column: whole numbers, log odds, shares that may be missing, everything else text."""
    return {c: "int64" if c in _NUMBERS else _FRACTIONS.get(c, "str") for c in columns}
