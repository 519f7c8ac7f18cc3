"""Invented tables of any size, and every figure of the package drawn from them: for the tests of charts."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd

from analysis import agreement, charts, trends
from analysis.charts import agreement as compared
from analysis.charts.ledger import LEDGER
from analysis.columns import COLUMNS, types
from analysis.records import SCORES

CODES = (
    "UKR FRA USA RUS DEU POL GBR EU NATO ITA HUN SVK BEL CHN EST LTU LVA ESP NLD DNK "
    "SWE NOR FIN CZE ROU BGR GRC TUR CAN AUS JPN PRT IRL AUT BIH HRV SVN KOR XKX COALITION"
).split()
CERTAINTIES = ("asserted", "reported", "speculative")
KINDS = list(trends.rates.FORMS)
#: name -> articles, countries
SIZES = {"none": (0, 0), "one": (1, 1), "few": (5, 3), "some": (24, 17), "more": (40, 40), "many": (500, 40)}
QUOTE = "Die Regierung erklärte am Dienstag, über eigene Soldaten werde erst nach einer Waffenruhe entschieden."
NUMBERS = ("26 countries send troops", "26 countries send or help")


@cache
def corpus(articles, countries):
    """Seeded tables of so many articles and countries; every seventh without a date, one outside the window."""
    draw = np.random.default_rng(articles)
    read = publications(draw, articles)
    ids, codes = list(read["article_id"]), CODES[:countries]
    often = dict(zip(codes, np.linspace(1, 0.1, countries), strict=True))
    named = [(a, c) for a in ids for c in codes if draw.random() < often[c]]
    spots = [
        (a, c, KINDS[draw.integers(len(KINDS))], draw.integers(20))
        for a, c in named
        for _ in range(1 + draw.poisson(2))
    ]
    mentions = pd.DataFrame(spots, columns=["article_id", "country", "kind", "sentence"])
    mentions = mentions.assign(start=range(0, 10 * len(spots), 10), end=range(2, 10 * len(spots) + 2, 10))
    statements = told(draw, named, dict(zip(codes, draw.permutation(np.linspace(-2.4, 2.4, countries)), strict=True)))
    reasons = [("a000", "menu", "Politik Sport"), ("a000", "copyright", "Alle Rechte")][: 2 if articles else 0]
    tables = {
        "articles": read,
        "mentions": filled("mentions", mentions),
        "statements": statements,
        "positions": trends.recoded(statements),
        "removed": pd.DataFrame(reasons, columns=["article_id", "reason", "text"], dtype="str"),
    }
    return drawn(tables)


def publications(draw, articles):
    """The table of so many articles."""
    first = pd.Timestamp("2024-11-01") + pd.to_timedelta(draw.integers(0, 440, articles), unit="D")
    last = first + pd.to_timedelta(draw.integers(0, 3, articles) * draw.integers(0, 20, articles), unit="D")
    dated = np.arange(articles) % 7 != 6
    rows = pd.DataFrame(
        {
            "article_id": pd.Series([f"a{number:03}" for number in range(articles)], dtype="str"),
            "published_earliest": np.where(dated, first.strftime("%Y-%m-%d"), ""),
            "published_latest": np.where(dated, last.strftime("%Y-%m-%d"), ""),
            "precision": np.where(dated, "interval", "unknown"),
            "date_source": np.where(dated, "office_terms", ""),
            "words": draw.integers(0, 900, articles),
            "duplicate_of": "",
        }
    )
    if articles > 20:
        rows.loc[3, ["published_earliest", "published_latest"]] = "2026-04-30"
    return rows


def told(draw, named, leaning):
    """The table of statements: for each article and country some in the body and a few in the headline."""
    rows = [
        (a, c, section, int(np.clip(round(leaning[c] + draw.normal(0, 1)), -2, 2)), draw.choice(3, p=[0.6, 0.3, 0.1]))
        for a, c in named
        for section, often in (("headline", 0.1), ("body", 0.9))
        for _ in range(draw.poisson(often))
    ]
    table = pd.DataFrame(rows, columns=["article_id", "country", "section", "score", "certainty"])
    table["position"] = table["score"].map({score: position for position, score in SCORES.items()}).astype("str")
    table["certainty"] = table["certainty"].map(dict(enumerate(CERTAINTIES))).astype("str")
    table["sentence"] = table["start"] = range(len(table))
    table["end"] = table["start"] + 1
    table = table.assign(quote="so", rule="so", source="own", contribution="none_stated", earlier="no")
    if len(table) > 100:
        table["about_earliest"] = table["about_latest"] = ""
        table.loc[table.index[5], ["earlier", "about_earliest", "about_latest"]] = ["yes", "2024-02-01", "2024-02-29"]
    return filled("statements", table)


def filled(name, table):
    """The table with all its columns and their types; those it lacks hold nothing: an empty text, a zero."""
    kinds = types(COLUMNS[name][1])
    lacking = {column: "" if kind == "str" else 0 for column, kind in kinds.items() if column not in table}
    return table.assign(**lacking)[list(kinds)].astype(kinds)


def conflicts(evidence):
    """A ledger: for each country with two labels, a pair of tellings of its degree and one of a number."""
    rows = []
    for place, (country, labels) in enumerate(evidence.groupby("country")):
        two = labels.drop_duplicates("position").head(2)
        if len(two) == 2:
            degree = [(x.article_id, x.position, x.certainty, "own", QUOTE) for x in two.itertuples()]
            number = [
                (a, says, "reported", "outlet", "Kurz.") for a, says in zip(two["article_id"], NUMBERS, strict=True)
            ]
            for kind, (a, b) in {"degree": degree, "number": number}.items():
                rows.append((f"treffen-paris-2025-{place:02}", country, kind, *a, *b))
    return pd.DataFrame(rows, columns=list(LEDGER), dtype="str")


def drawn(tables):
    """All tables that are drawn, and the axes of their figures by the names under which the notebooks save them."""
    read, mentions = trends.numbered(tables["articles"]), tables["mentions"]
    evidence = trends.evidence(tables["positions"], tables["statements"])
    parts = trends.kept_and_removed(read, tables["removed"])
    cells = trends.matrix(evidence, mentions, read, tables["statements"])
    labels = trends.dated(trends.with_earlier(evidence, tables["statements"]), read)
    rates, heat = trends.mention_rates(mentions, read), trends.by_article(mentions, read)
    forms, attention = trends.by_form(mentions, read), trends.attention(mentions, read, trends.periods(read))
    standings = trends.by_period(cells, read, trends.periods(read, most=6))
    company = trends.co_mentions(mentions)
    sections = [tables["statements"]["section"] == section for section in ("headline", "body")]
    headlines = trends.headlines(*(trends.recoded(tables["statements"][section]) for section in sections), read)
    ledger = conflicts(evidence)
    meetings = ledger[["event_id"]].drop_duplicates().assign(name="Die Koalition der Willigen trifft sich in Paris")
    figures = {
        "publication-dates": charts.corpus.publication_intervals(read),
        "words-kept": charts.corpus.words_kept(parts, read),
        "mention-rates": charts.mentions.rates(rates, read),
        "mention-forms": charts.mentions.forms(forms, read),
        "mention-heat": charts.mentions.heat(heat, read),
        "mention-company": charts.company.matrix(company, read),
        "position-matrix": charts.positions.matrix(cells, read),
        "position-map": charts.europe.tiles(standings, read),
        "headline-body": charts.headlines.marks(headlines, read),
        "contradictions": charts.ledger.pairs(ledger, read, len(ledger), meetings),
        "position-timeline": charts.timeline.lanes(labels, read),
        "attention-timeline": charts.timeline.attention(attention, read),
    }
    compared_figures = agreed(evidence, len(read))
    return SimpleNamespace(**locals())


def agreed(evidence, articles):
    """The figures of two codings, of which one takes the labels of every second pair for the neighbouring one."""
    order = list(SCORES)
    other = {position: order[max(0, place - 1)] for place, position in enumerate(order)}
    hand = evidence[["article_id", "country", "position", "certainty"]].assign(optional="no", cue="so")
    hand.loc[hand.index % 2 == 1, "position"] = hand["position"].map(other)
    pairs = agreement.compare(hand, evidence)
    sets = [str(number) for number in range(1, min(articles, 8) + 1)]
    history = pd.DataFrame({column: [0.0] * len(sets) for column in agreement.SCORED}).assign(
        set=[f"set {name}" for name in sets], sight="first", joint_f1=[0.3 + 0.07 * int(name) for name in sets]
    )
    now = pd.DataFrame({"set": history["set"], "joint_f1": history["joint_f1"] + 0.02})
    coders = pd.DataFrame({"measure": ["joint_f1"], "low": [0.89], "high": [0.96], "source": ["a file"]})
    return {
        "agreement-labels": compared.confusion(agreement.confusion(pairs), articles=articles),
        "agreement-errors": compared.error_kinds(agreement.kinds(pairs), pairs=len(pairs), articles=articles),
        "agreement-first-sight": compared.progress(history, now, coders, 0.2),
    }
