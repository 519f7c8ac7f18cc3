"""The ledger of contradictions: pairs of sentences that do not fit. It reports them and never says who is right."""

from __future__ import annotations

import pandas as pd

from analysis.tables import Tables
from analysis.trends import sides
from analysis.trends.sides import SIDE, scoped

LEDGER = (
    "event_id",
    "country",
    "kind",
    *(f"{column}_a" for column in SIDE),
    *(f"{column}_b" for column in SIDE),
)
#: How many sentences after a claim a doubt can stand and still mean it (`Bestätigt sind diese Pläne nicht`).
_NEAR = 2
_ORIGINS = {"own": 0, "outlet": 1, "other": 2}


def ledger(tables: Tables) -> pd.DataFrame:
    """One row per country, kind and pair of articles that do not fit (LEDGER); a pair may be one article twice.

    kind: degree (positions two or more steps apart, or states that send troops here and that send troops or help
    otherwise there), number (different values for the same thing), actor (named among those who take part, and
    holding back), headline (a headline that the body calls unconfirmed or denies), date (different days for one
    event). Two articles are compared where they tell of one event (`event_id`); for degree and actor also where they
    appeared on the same or the next day. Each row shows the most telling pair of its articles: the farthest apart,
    then the surest, then the closest to whom it is about. a is the headline, else what says more, else the article
    that stands first. Rows are in that order too. `says` is a position, a number, a day, or unconfirmed or denied.
    """
    statements, claims, doubts = sides.statements(tables), sides.claims(tables), sides.doubts(tables)
    order = {article: place for place, article in enumerate(tables["articles"]["article_id"])}
    members = sides.members(claims)
    found = [
        _actors(scoped(members, tables, by_day=True), scoped(statements, tables, by_day=True)),
        _positions(scoped(statements, tables, by_day=True), members),
        _degrees(scoped(claims, tables)),
        _numbers(scoped(claims, tables), order),
        _headlines(statements, claims, doubts),
        _dates(sides.days(tables), order),
    ]
    return _telling(pd.concat(found, ignore_index=True), order)


def _pairs(a: pd.DataFrame, b: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Each side of a with each of b in the same scope that agrees in `on`, but no sentence with itself."""
    pairs = a.merge(b, on=["scope", *on], suffixes=("_a", "_b"))
    return pairs[(pairs["article_id_a"] != pairs["article_id_b"]) | (pairs["start_a"] != pairs["start_b"])]


def _kind(pairs: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The pairs as rows of the ledger; `steps` says how far apart their sides are."""
    event = pairs["scope"].str.removeprefix("event:").where(pairs["scope"].str.startswith("event:"), "")
    return pairs.assign(event_id=event, kind=kind)[[*LEDGER, "steps", "section_a", "section_b"]]


def _positions(statements: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """A country's positions two or more steps apart; a headline that the body turns round is of the kind headline."""
    pairs = _pairs(statements, statements, ["country"])
    steps = pairs["score_a"] - pairs["score_b"]
    known = (pairs[["about_earliest_a", "about_earliest_b"]] != "").all(axis=1)
    apart = (pairs["about_latest_a"] < pairs["about_earliest_b"]) | (pairs["about_latest_b"] < pairs["about_earliest_a"])
    named = pd.MultiIndex.from_frame(members[["article_id", "start", "country"]])
    told = pd.MultiIndex.from_frame(pairs[["article_id_a", "start_a", "country"]]).isin(named)
    pairs = pairs.assign(steps=steps)[(steps >= 2) & ~(known & apart) & ~(told & (pairs["score_b"] < 0))]
    one = pairs["article_id_a"] == pairs["article_id_b"]
    headline = one & (pairs["section_a"] != pairs["section_b"]) & (pairs["score_a"] > 0) & (pairs["score_b"] < 0)
    turned = _kind(pairs[headline], "headline")
    second = turned["section_b"] == "headline"
    return pd.concat([_kind(pairs[~headline], "degree"), turned[~second], _swapped(turned[second])], ignore_index=True)


def _swapped(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with their sides changed about."""
    other = {"_a": "_b", "_b": "_a"}
    return pairs.rename(columns={c: c[:-2] + other[c[-2:]] for c in pairs if c[-2:] in other})[list(pairs)]


def _actors(members: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """A country named among those who take part that elsewhere holds back or says no."""
    pairs = _pairs(members, statements, ["country"])
    pairs = pairs[pairs["score"] < 0]
    return _kind(pairs.assign(steps=1 - pairs["score"]), "actor")


def _degrees(claims: pd.DataFrame) -> pd.DataFrame:
    """As many states that send troops here, and that send troops or help otherwise there."""
    claims = claims[claims["kind"] == "countries"]
    pairs = _pairs(claims[claims["degree"] == "send"], claims[claims["degree"] == "contribute"], ["country"])
    return _kind(pairs[_fit(pairs)].assign(steps=2), "degree")


def _fit(pairs: pd.DataFrame) -> pd.Series:
    """Whether the two numbers can be the same."""
    return (pairs["least_a"] <= pairs["most_b"]) & (pairs["least_b"] <= pairs["most_a"])


def _numbers(claims: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """Different numbers of the same thing: of two articles on one event, or of a headline and its body.

    Not where either of the two gives the other's number too: then it tells of both.
    """
    pairs = _ordered(_pairs(claims, claims, ["what", "country"]), order)
    one = pairs["article_id_a"] == pairs["article_id_b"]
    sections = (pairs["section_a"] == "headline") & (pairs["section_b"] == "body")
    pairs = pairs[(one & sections) | (~one & pairs["scope"].str.startswith("event:"))]
    key = ["scope", "what", "country", "article_id_a", "article_id_b"]
    agree = _fit(pairs).groupby([pairs[c] for c in key]).transform("any")
    return _kind(pairs[~agree.astype(bool)].assign(steps=2), "number")


def _ordered(pairs: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """The pairs in which the first side stands first: the headline, then the article in the order of the table."""
    a, b = pairs["article_id_a"].map(order), pairs["article_id_b"].map(order)
    headline = (pairs["section_a"] == "headline") & (pairs["section_b"] == "body")
    return pairs[(a < b) | ((a == b) & (headline | (pairs["start_a"] < pairs["start_b"])))]


def _headlines(statements: pd.DataFrame, claims: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """A headline's number or position against a doubt that follows the same number or country in the body."""
    numbers = claims.assign(key=claims["kind"] + " " + claims["unit"])
    positions = statements.assign(key=statements["country"], least=0.0, most=0.0)
    told = pd.concat([numbers, positions], ignore_index=True)
    near = told.merge(doubts, on="article_id", suffixes=("", "_doubt"))
    near = near[(near["sentence_doubt"] - near["sentence"]).between(0, _NEAR)]
    meant = near[["article_id", "key", "least", "most", "start_doubt"]]
    own = doubts.assign(key=doubts["country"].str.split(";"), least=0.0, most=0.0, start_doubt=doubts["start"])
    meant = pd.concat([meant, own.explode("key")[list(meant)]], ignore_index=True)
    pairs = told[told["section"] == "headline"].merge(meant, on=["article_id", "key"], suffixes=("_a", "_b"))
    pairs = pairs[_fit(pairs)].merge(
        doubts.rename(columns={"start": "start_doubt"}), on=["article_id", "start_doubt"], suffixes=("_a", "_b")
    )
    pairs = pairs.rename(columns={"country_a": "country", "start": "start_a", "start_doubt": "start_b"})
    pairs = pairs.assign(article_id_a=pairs["article_id"], article_id_b=pairs["article_id"], scope="", section_b="body")
    steps = pairs["key"].str.contains(" ").map({True: 3, False: 2})
    return _kind(pairs.rename(columns={"section": "section_a"}).assign(steps=steps), "headline")


def _dates(days: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """Different days for one event, but not two days of an event that lasted longer."""
    pairs = _ordered(_pairs(days, days, ["country"]), order)
    agree = (pairs["says_a"] == pairs["says_b"]) | (pairs["held_a"] & pairs["held_b"])
    agree = agree.groupby([pairs[c] for c in ("scope", "article_id_a", "article_id_b")]).transform("any")
    return _kind(pairs[~agree.astype(bool)].assign(steps=1), "date")


def _telling(rows: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """The most telling row of each country, kind and pair of articles, the most telling of all first."""
    a, b = rows["article_id_a"].map(order), rows["article_id_b"].map(order)
    ranked = rows.assign(
        first=a.where(a < b, b),
        second=b.where(a < b, a),
        unsure=(rows[["certainty_a", "certainty_b"]] != "asserted").sum(axis=1),
        distance=rows["source_a"].map(_ORIGINS) + rows["source_b"].map(_ORIGINS),
        headlines=(rows[["section_a", "section_b"]] == "headline").sum(axis=1),
        shared=rows["event_id"] == "",
        apart=-rows["steps"],
    )
    ranked = ranked.sort_values(
        ["apart", "unsure", "headlines", "distance", "shared", "first", "second", "start_a", "start_b", "country"],
        kind="stable",
    )
    return ranked.drop_duplicates(["country", "kind", "first", "second"])[list(LEDGER)].reset_index(drop=True)
