"""What articles say, in one form: statements, number claims, doubts and days as the sides of a pair, with their scopes.

A scope is what sides of two articles must share to be held against one another: `event:` a known event, `day:` a day of
publication. A side belongs to an event where its sentence tells of it, or where its article is news of it: it appeared
within a week of the event and tells of it anywhere, or it opens with the event and names no later day.
"""

from __future__ import annotations

import pandas as pd

from analysis.tables import Tables
from analysis.trends.evidence import deciding

#: What is kept of each side of a pair.
SIDE = ("article_id", "start", "end", "quote", "says", "certainty", "source")
#: Log odds; on the test sets most pairs with a statement below it were misread.
_SURE = 0.5
_WEEK = pd.Timedelta(days=7)
#: An article opens with what its headline or its first sentence tells.
_OPENING = 2
_BOUNDS = {"exact": "", "about": "about ", "at_most": "up to ", "at_least": "at least "}


def statements(tables: Tables) -> pd.DataFrame:
    """Positions of countries at the article's own time: SIDE, sentence, section, country, score, decides, speaker.

    decides: whether the statement gave the country its label. Left out are bare counts of states, what a text tells as
    before its own time, and what does not decide and is no surer by the labelled examples (`likeness`) than _SURE, of
    headlines than 0: the examples know little of so few words.
    """
    table = tables["statements"]
    table = table.assign(decides=table.index.isin(deciding(tables["positions"], table).index))
    present = (table["country"] != "COALITION") & (table["earlier"] == "no")
    sure = table["likeness"] > (table["section"] == "body") * _SURE
    columns = [*SIDE, "sentence", "section", "country", "score", "decides", "speaker", "contribution"]
    table = table[present & (table["decides"] | sure)]
    return table.assign(says=table["position"])[[*columns, "about_earliest", "about_latest"]]


def claims(tables: Tables) -> pd.DataFrame:
    """Number claims at the article's own time: SIDE, sentence, section, country, members, what, degree, least, most.

    what: kind, unit and degree; two claims with the same `what` and `country` number the same thing. least and most:
    the bounds of what the number can mean (`_spread`).
    """
    table = _spread(tables["claims"][tables["claims"]["earlier"] == "no"])
    return table.assign(
        says=pd.Series([_told(row) for row in table.to_dict("records")], index=table.index, dtype="str"),
        what=table["kind"] + " " + table["unit"] + " " + table["degree"],
    )[[*SIDE, "sentence", "section", "country", "members", "kind", "unit", "degree", "what", "least", "most"]]


def _spread(table: pd.DataFrame) -> pd.DataFrame:
    """With the bounds of what a number can mean: a tenth to either side of an `about`, no end of an `at_least`."""
    about = table["bound"] == "about"
    return table.assign(
        least=(table["low"] * about.map({True: 0.9, False: 1.0})).mask(table["bound"] == "at_most", 0),
        most=(table["high"] * about.map({True: 1.1, False: 1.0})).mask(table["bound"] == "at_least", float("inf")),
    )


def _told(row: dict[str, object]) -> str:
    """`26 countries send`, `up to 40,000 soldiers`, `at least 200,000 soldiers needed`."""
    low, high = row["low"], row["high"]
    number = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    verb = {"countries": f" {row['degree']}", "represented": " attend", "soldiers": "", "money": ""}[str(row["kind"])]
    need = " needed" if row["degree"] == "need" else ""
    return f"{_BOUNDS[str(row['bound'])]}{number} {row['unit']}{verb}{need}"


def members(claims: pd.DataFrame) -> pd.DataFrame:
    """One row per country named among counted states that take part; claims: as from `claims`."""
    table = claims[(claims["kind"] == "countries") & (claims["members"] != "")]
    table = table.assign(country=table["members"].str.split(";")).explode("country")
    return table.assign(says="among " + table["says"])


def doubts(tables: Tables) -> pd.DataFrame:
    """Clauses that call a plan, a report or a number unconfirmed or untrue: SIDE, sentence, section, country (of who
    says so), unit (empty where no number is meant), whose, least, most.
    """
    table = _spread(tables["doubts"])
    columns = [*SIDE, "sentence", "section", "country", "unit", "whose", "least", "most"]
    return table.assign(says=table["doubt"])[columns]


def days(tables: Tables) -> pd.DataFrame:
    """The days on which articles say that an event was held: SIDE, scope, and whether it is a day of the event."""
    table = tables["tellings"][tables["tellings"]["day"] != ""]
    table = table.merge(tables["events"][["event_id", "date_earliest", "date_latest"]], on="event_id")
    held = (table["date_earliest"] <= table["day"]) & (table["day"] <= table["date_latest"])
    table = table.assign(says=table["day"], certainty="asserted", source="outlet", held=held)
    table = table.assign(section="body", country="", scope="event:" + table["event_id"])
    return table[[*SIDE, "section", "country", "scope", "held"]]


def scoped(sides: pd.DataFrame, tables: Tables, *, by_day: bool = False) -> pd.DataFrame:
    """The sides once for each scope they are in, with `scope`; by_day: also for the days of publication."""
    told = tables["tellings"][["article_id", "sentence", "event_id"]]
    within = sides.merge(told, on=["article_id", "sentence"], how="left")
    here = within[within["event_id"].notna()]
    elsewhere = within[within["event_id"].isna()].drop(columns="event_id").merge(news(tables), on="article_id")
    found = [part.assign(scope="event:" + part["event_id"]).drop(columns="event_id") for part in (here, elsewhere)]
    if by_day:
        found.append(sides.merge(_known_days(tables["articles"]), on="article_id"))
    return pd.concat(found, ignore_index=True)


def news(tables: Tables) -> pd.DataFrame:
    """The articles that are news of an event: article_id, event_id.

    They tell of it and surely appeared within a week of it; or they open with it, cannot be older, and tell of no later
    day: their first possible day is a day of the event.
    """
    told = tables["tellings"].groupby(["article_id", "event_id"], as_index=False)["sentence"].min()
    told = told.merge(tables["events"], on="event_id").merge(tables["articles"], on="article_id")
    first, last = pd.to_datetime(told["published_earliest"]), pd.to_datetime(told["published_latest"])
    since, until = pd.to_datetime(told["date_earliest"]), pd.to_datetime(told["date_latest"])
    near = (since <= first) & (last <= until + _WEEK)
    opening = (told["sentence"] < _OPENING) & first.between(since, until)
    return told.loc[near | opening, ["article_id", "event_id"]]


def compared(tables: Tables) -> int:
    """How many pairs of articles are held against one another: they tell of one event, or share a day (`scoped`)."""
    told = tables["tellings"][["article_id", "event_id"]].drop_duplicates()
    told = told.assign(scope="event:" + told["event_id"])[["article_id", "scope"]]
    within = pd.concat([told, _known_days(tables["articles"])], ignore_index=True)
    pairs = within.merge(within, on="scope", suffixes=("_a", "_b"))
    pairs = pairs[pairs["article_id_a"] < pairs["article_id_b"]]
    return len(pairs[["article_id_a", "article_id_b"]].drop_duplicates())


def _known_days(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles whose day is known, by that day and the next: two that are a day apart share one. article_id, scope."""
    known = articles[articles["precision"].isin(["minute", "day"])]
    day = pd.to_datetime(known["published_earliest"])
    spans = [known[["article_id"]].assign(day=day + pd.Timedelta(days=ahead)) for ahead in (0, 1)]
    table = pd.concat(spans, ignore_index=True)
    return table.assign(scope="day:" + table["day"].dt.strftime("%Y-%m-%d"))[["article_id", "scope"]]
