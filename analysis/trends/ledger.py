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
_ROW = [*LEDGER, "steps", "section_a", "section_b"]
#: How many sentences after a claim a doubt can stand and still mean it (`Bestätigt sind diese Pläne nicht`).
_NEAR = 2
#: What is offered beside soldiers or in their stead.
_INSTEAD = ("air_sea", "training", "logistics_funds", "neighbouring_states")
_ORIGINS = {"own": 0, "outlet": 1, "other": 2}


def ledger(tables: Tables) -> pd.DataFrame:
    """One row per country, kind and pair of articles that do not fit (LEDGER); a pair may be one article twice.

    kind: degree (positions two or more steps apart, or states that send troops here and that send troops or help
    otherwise there), number (different values for the same thing), actor (named among those who take part, and
    holding back), headline (a headline that the body calls unconfirmed or denies), denial (a number that another
    article denies), date (different days for one event). Two articles are compared where they tell of one event
    (`event_id`); for degree, actor and denial also where they appeared on the same or the next day. Each row shows the
    most telling pair of its articles: the farthest apart, then the surest, then the closest to whom it is about. a is
    the headline, else what is denied, else what says more, else the article that stands first. Rows are in that order
    too. `says` is a position, a number, a day, or unconfirmed or denied.

    Copies are compared like other articles; `independent` leaves them out.
    """
    statements, claims, doubts = sides.statements(tables), sides.claims(tables), sides.doubts(tables)
    members = sides.members(claims)
    order = {article: place for place, article in enumerate(tables["articles"]["article_id"])}
    labels = scoped(statements[statements["decides"]], tables, by_day=True)
    believed = claims[~_denied(claims, doubts)]
    numbers = scoped(believed, tables)
    found = [
        _positions(pd.concat([_within(statements, ["country"]), _between(labels, labels, ["country"])]), members),
        _actors(_between(scoped(members, tables, by_day=True), labels, ["country"])),
        _degrees(claims, numbers),
        _numbers(_within(claims, ["what", "country"]), _between(numbers, numbers, ["what", "country"]), order),
        _headlines(statements, claims, doubts[doubts["section"] == "body"]),
        _denials(scoped(believed, tables, by_day=True), scoped(doubts, tables, by_day=True)),
        _dates(sides.days(tables), order),
    ]
    return _telling(_of_one_event(pd.concat(found, ignore_index=True), tables), order)


def _between(a: pd.DataFrame, b: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Each side of a with each of b in another article that shares a scope and agrees in `on`."""
    pairs = a.merge(b, on=["scope", *on], suffixes=("_a", "_b"))
    event = pairs["scope"].str.removeprefix("event:").where(pairs["scope"].str.startswith("event:"), "")
    return pairs.assign(event_id=event)[pairs["article_id_a"] != pairs["article_id_b"]]


def _within(a: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Each side with each other sentence of its article that agrees in `on`."""
    pairs = a.merge(a, on=["article_id", *on], suffixes=("_a", "_b"))
    pairs = pairs.assign(event_id="", article_id_a=pairs["article_id"], article_id_b=pairs["article_id"])
    return pairs.drop(columns="article_id")[pairs["start_a"] != pairs["start_b"]]


def _kind(pairs: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The pairs as rows of the ledger; `steps` says how far apart their sides are."""
    return pairs.assign(kind=kind)[_ROW]


def _positions(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """A country's positions two or more steps apart; a headline that the body turns round is of the kind headline.

    Of two articles their labels are compared, within one article its label and what somebody else tells: one speaker,
    or the outlet's own telling, hardly contradicts itself, and where it seems to, it mostly speaks of two things. Who
    is named among those who take part is no position beside a no: that is a pair of the kind actor.
    """
    pairs = pairs.assign(steps=pairs["score_a"] - pairs["score_b"])
    known = (pairs[["about_earliest_a", "about_earliest_b"]] != "").all(axis=1)
    before = pairs["about_latest_a"] < pairs["about_earliest_b"]
    after = pairs["about_latest_b"] < pairs["about_earliest_a"]
    named = pd.MultiIndex.from_frame(members[["article_id", "start", "country"]])
    told = pd.MultiIndex.from_frame(pairs[["article_id_a", "start_a", "country"]]).isin(named)
    # Ships that are offered and soldiers that are refused fit.
    instead = pairs["contribution_a"].isin(_INSTEAD) & (pairs["contribution_b"] == "ground")
    opposed = (pairs["score_a"] > 0) & (pairs["score_b"] < 0)
    apart = (pairs["steps"] >= 2) & (pairs["decides_a"] | pairs["decides_b"])
    one = pairs["article_id_a"] == pairs["article_id_b"]
    outlet = (pairs["source_a"] == "outlet") & (pairs["source_b"] == "outlet")
    speaker = (pairs["speaker_a"] == pairs["speaker_b"]) & (pairs["speaker_a"] != "")
    alone = one & (outlet | speaker) & (pairs["section_a"] == pairs["section_b"])
    kept = apart & ~(known & (before | after)) & ~instead & ~(told & opposed) & ~alone
    turned = kept & one & opposed & (pairs["section_a"] != pairs["section_b"])
    first = pairs["section_a"] == "headline"
    found = [_kind(pairs[kept & ~turned], "degree"), _kind(pairs[turned & first], "headline")]
    return pd.concat([*found, _swapped(_kind(pairs[turned & ~first], "headline"))], ignore_index=True)


def _swapped(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with their sides changed about."""
    other = {"_a": "_b", "_b": "_a"}
    return pairs.rename(columns={c: c[:-2] + other[c[-2:]] for c in pairs if c[-2:] in other})[list(pairs)]


def _actors(pairs: pd.DataFrame) -> pd.DataFrame:
    """A country named among those who take part that elsewhere holds back or says no."""
    return _kind(pairs[pairs["score"] < 0].assign(steps=lambda rows: 1 - rows["score"]), "actor")


def _degrees(claims: pd.DataFrame, scoped_claims: pd.DataFrame) -> pd.DataFrame:
    """As many states that send troops here, and that send troops or help otherwise there.

    An article whose body tells both stands against itself, and not against others.
    """
    within, between = _within(claims, ["kind", "country"]), _between(scoped_claims, scoped_claims, ["kind", "country"])
    within, between = (
        pairs[(pairs["degree_a"] == "send") & (pairs["degree_b"] == "contribute") & _fit(pairs)]
        for pairs in (within, between)
    )
    both = within.loc[(within["section_a"] == "body") & (within["section_b"] == "body"), "article_id_a"]
    between = between[~between["article_id_a"].isin(both) & ~between["article_id_b"].isin(both)]
    return _kind(pd.concat([within, between]).assign(steps=2), "degree")


def _fit(pairs: pd.DataFrame) -> pd.Series:
    """Whether the two numbers can be the same."""
    return (pairs["least_a"] <= pairs["most_b"]) & (pairs["least_b"] <= pairs["most_a"])


def _numbers(within: pd.DataFrame, between: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """Different numbers of the same thing: of two articles on one event, or of a headline and its body.

    Not where either of the two gives the other's number too: then it tells of both.
    """
    within = within[(within["section_a"] == "headline") & (within["section_b"] == "body")]
    pairs = pd.concat([within, _ordered(between, order)], ignore_index=True)
    key = ["event_id", "what", "country", "article_id_a", "article_id_b"]
    agree = _fit(pairs).groupby([pairs[column] for column in key]).transform("any").astype(bool)
    return _kind(pairs[~agree].assign(steps=2), "number")


def _ordered(pairs: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """The pairs whose first side is of the article that stands first in the table of articles."""
    return pairs[pairs["article_id_a"].map(order) < pairs["article_id_b"].map(order)]


def _headlines(statements: pd.DataFrame, claims: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """A headline's number or position against a doubt that follows the same number or country, or is the country's."""
    numbers = claims.assign(key=claims["kind"] + " " + claims["unit"], steps=3)
    positions = statements.assign(key=statements["country"], least=0.0, most=0.0, steps=2)
    told = pd.concat([numbers, positions], ignore_index=True)
    near = told.merge(doubts, on="article_id", suffixes=("", "_doubt"))
    near = near[(near["sentence_doubt"] - near["sentence"]).between(0, _NEAR)].assign(doubt=near["start_doubt"])
    counted = doubts.merge(numbers[["unit", "key"]].drop_duplicates(), on="unit").assign(doubt=lambda d: d["start"])
    own = doubts.assign(key=doubts["country"].str.split(";"), least=0.0, most=0.0, doubt=doubts["start"]).explode("key")
    columns = ["article_id", "key", "least", "most", "doubt"]
    meant = pd.concat([near[columns], counted[columns], own[columns]], ignore_index=True)
    headlines = told[told["section"] == "headline"]
    pairs = headlines.merge(meant, on=["article_id", "key"], suffixes=("_a", "_b"))
    pairs = pairs[_fit(pairs)].rename(columns={column: f"{column}_a" for column in (*SIDE, "section")})
    doubted = doubts[list(SIDE)].rename(columns={column: f"{column}_b" for column in SIDE})
    pairs = pairs.merge(
        doubted.assign(section_b="body", event_id=""),
        left_on=["article_id_a", "doubt"],
        right_on=["article_id_b", "start_b"],
    )
    return _kind(pairs, "headline")


def _denied(claims: pd.DataFrame, doubts: pd.DataFrame) -> pd.Series:
    """Which number claims their own article denies: `Die Zahl sei falsch, hieß es`."""
    pairs = claims.reset_index(names="claim").merge(
        _of_numbers(doubts), on=["article_id", "unit"], suffixes=("_a", "_b")
    )
    return claims.index.to_series().isin(pairs.loc[_fit(pairs) & _same_owner(pairs), "claim"])


def _denials(claims: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """A number that one article tells, in headline or body, and another denies."""
    pairs = _between(claims[claims["kind"] != "represented"], _of_numbers(doubts), ["unit"])
    pairs = pairs[_fit(pairs) & _same_owner(pairs)]
    return _kind(pairs.assign(country=pairs["country_a"], steps=3), "denial")


def _of_numbers(doubts: pd.DataFrame) -> pd.DataFrame:
    return doubts[(doubts["says"] == "denied") & (doubts["unit"] != "")]


def _same_owner(pairs: pd.DataFrame) -> pd.Series:
    """Whether the told and the denied number can be of the same country."""
    told = pairs["country_a"].replace("COALITION", "")
    return (told == pairs["whose"]) | (told == "") | (pairs["whose"] == "")


def _dates(days: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    """Different days for one event, but not two days of an event that lasted longer."""
    pairs = _ordered(_between(days, days, ["country"]), order)
    agree = (pairs["says_a"] == pairs["says_b"]) | (pairs["held_a"] & pairs["held_b"])
    key = ["event_id", "article_id_a", "article_id_b"]
    agree = agree.groupby([pairs[column] for column in key]).transform("any").astype(bool)
    return _kind(pairs[~agree].assign(steps=1), "date")


def _of_one_event(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The rows within one article with the one event of which it is news."""
    only = sides.news(tables).drop_duplicates("article_id", keep=False)
    events = dict(zip(only["article_id"], only["event_id"], strict=True))
    named = pd.Series([events.get(article, "") for article in rows["article_id_a"]], index=rows.index, dtype="str")
    return rows.assign(event_id=rows["event_id"].mask(rows["article_id_a"] == rows["article_id_b"], named))


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
    rows = ranked.drop_duplicates(["country", "kind", "first", "second"])[list(LEDGER)].reset_index(drop=True)
    return rows.astype({c: "int64" if c.startswith(("start", "end")) else "str" for c in LEDGER})
