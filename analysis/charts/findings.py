"""What the tables show, in one or two sentences: titles of figures and answers of notebooks, all computed."""

from __future__ import annotations

import pandas as pd

from analysis.charts.style import country, each, listed
from analysis.trends import NO_POSITION, when

FEW = 30  # articles; below this a corpus is called a handful in so many words


def dates(articles: pd.DataFrame) -> str:
    """When the articles are from. articles: as from `trends.numbered`."""
    if articles.empty:
        return "No articles were read"
    known = articles[articles["published_earliest"].notna()]
    if known.empty:
        return f"None of {_number(len(articles), 'article')} could be dated"
    span = when(known["published_earliest"].min(), known["published_latest"].max())
    exact = int((known["published_earliest"] == known["published_latest"]).sum())
    unknown = len(articles) - len(known)
    end = f", {unknown:,} cannot be dated" if unknown else ""
    precise = f"{exact:,} dated to the day, {len(known) - exact:,} to an interval"
    return f"{_number(len(articles), 'article')} from {span}: {precise}{end}"


def cut(parts: pd.DataFrame) -> str:
    """How much was set aside. parts: as from `trends.kept_and_removed`."""
    total, kept = int(parts["words"].sum()), int(parts["words"].iloc[0])
    if not total:
        return "There are no words to read"
    most = parts["part"].iloc[1].replace("_", " ") if len(parts) > 1 else ""
    share = f"{_percent(total - kept, total)} of {total:,} words set aside as page furniture"
    return share + (f", {most} the largest part" if most else "")


def set_aside(articles: pd.DataFrame, skipped: pd.DataFrame) -> str:
    """What is in no chart: inputs skipped, repeated articles, articles without words or outside the window."""
    repeated = articles["duplicate_of"] != ""
    word_for_word = int((articles["duplicate_share"] == 1).sum())
    outside = int((articles["in_window"] == "no").sum())
    return (
        f"In no chart: {_number(len(skipped), 'input')} that could not be read, "
        f"{_number(int(repeated.sum()), 'article')} that repeated another, {word_for_word:,} of them word for word. "
        f"Wholly outside the window: {outside:,} of {len(articles):,}."
    )


def attention_ranking(rates: pd.DataFrame) -> str:
    """Who is talked about most. rates: as from `trends.mention_rates`."""
    if rates.empty:
        return "No country is mentioned"
    top = rates.head(3)
    names = listed([f"{country(row.country)} ({row.per_1000:.1f})" for row in each(top)])
    return f"Most mentioned per 1,000 words: {names}"


def ranking_certainty(rates: pd.DataFrame) -> str:
    """How sure the first place is."""
    if len(rates) < 2:
        return "There is no second country to compare with."
    first = rates.iloc[0]
    level = rates.iloc[1:][rates["high"].iloc[1:] >= first["low"]]
    if level.empty:
        return f"The interval of {country(first['country'])} lies above all others."
    names = _some(list(level["country"]), 4)
    return f"The interval of {country(first['country'])} overlaps with those of {names}: their order is not certain."


def forms(table: pd.DataFrame) -> str:
    """In which form the most mentioned countries appear. table: as from `trends.by_form`."""
    if table.empty:
        return "No country is mentioned"
    shares = table.sum() / table.sum().sum()
    leader = str(shares.idxmax())
    people = table[table.idxmax(axis=1) == "person in or from office"]
    end = f"; {listed([country(code) for code in people.index[:3]])} most often through people" if len(people) else ""
    return f"Most frequent form of mention: {leader} ({_percent(shares[leader], 1)}){end}"


def spread(heat: pd.DataFrame) -> str:
    """How many countries are in every article. heat: as from `trends.by_article`."""
    if heat.empty:
        return "No country is mentioned"
    everywhere = heat.index[(heat > 0).all(axis=1)]
    once = int(((heat > 0).sum(axis=1) == 1).sum())
    names = f" ({listed([country(c) for c in everywhere[:6]])})" if 0 < len(everywhere) <= 6 else ""
    actors = f"{len(everywhere):,} of {len(heat):,} countries and organisations"
    return f"{actors} are in every article{names}, {once:,} in only one"


def stands(cells: pd.DataFrame) -> str:
    """Who stands at the two ends. cells: as from `trends.matrix`."""
    labels = cells[cells["position"] != NO_POSITION]
    if labels.empty:
        return "No position was found"
    means = labels.groupby("country", sort=False)["score"].mean()
    order = {code: place for place, code in enumerate(labels["country"].drop_duplicates())}
    backing = sorted(means.index[means >= 1], key=order.__getitem__)
    against = sorted(means.index[means <= -1], key=order.__getitem__, reverse=True)
    parts = [
        f"On average willing or leading: {_some(backing)}" if backing else "",
        f"reserved or rejecting: {_some(against)}" if against else "",
    ]
    text = "; ".join(filter(None, parts))
    return text[0].upper() + text[1:] if text else "No country is on average on either side"


def labels_found(cells: pd.DataFrame) -> str:
    """How many cells have a label, and how sure they are."""
    labels = cells[cells["position"] != NO_POSITION]
    if cells.empty:
        return "No country is mentioned, so there is nothing to label."
    kinds = labels["certainty"].value_counts()
    told = listed([f"{kinds.get(kind, 0):,} {kind}" for kind in ("asserted", "reported", "speculative")])
    torn = int((labels["contradictory"] == "yes").sum())
    return (
        f"{len(labels):,} of {len(cells):,} pairs of article and country have a position ({told}; {torn:,} "
        f"contradicted in the same article); in the other {len(cells) - len(labels):,} the country is mentioned and no "
        "position was found."
    )


def agreement(both: pd.DataFrame) -> str:
    """Machine beside hand. both: as from `trends.against`."""
    if both.empty:
        return "No article of these was coded by hand."
    agree = int((both["agree"] == "yes").sum())
    common = both[(both["machine"] != "") & (both["hand"] != "")]
    near = int((common["steps"] == 1).sum())
    machine, hand = int((both["hand"] == "").sum()), int((both["machine"] == "").sum())
    return (
        f"{agree:,} of {len(both):,} labels agree; {len(common) - agree:,} differ ({near:,} by one step), {machine:,} "
        f"only the machine gives, {hand:,} only the coder."
    )


def moves(shifts: pd.DataFrame, labels: pd.DataFrame) -> str:
    """How many changes there are, and which are robust. shifts, labels: as from `trends.changes`, `trends.dated`."""
    if labels.empty:
        return "No dated position was found"
    if shifts.empty:
        return "No country's label changes from one article to the next"
    firm = shifts[shifts["robust"] == "yes"]
    told = [f"{country(row[0])} from {row[1]} to {row[2]}" for row in each(firm.head(4))]
    more = [f"{len(firm) - 4:,} more"] if len(firm) > 4 else []
    return f"{_number(len(shifts), 'change')} of label, {len(firm):,} robust" + (
        f": {listed([*told, *more])}" if told else ""
    )


def moves_title(labels: pd.DataFrame) -> str:
    """Whose labels are the same in every dated article, whose are not. labels: as from `trends.dated`."""
    if labels.empty:
        return "No dated position was found"
    kinds = labels.groupby("country")["position"].agg(["size", "nunique"])
    several = kinds[kinds["size"] > 1]
    steady = list(several.index[several["nunique"] == 1])
    mixed = list(several.index[several["nunique"] > 1])
    if not len(several):
        return "No country has a label in more than one dated article"
    parts = [
        f"Labels differ between articles for {_some(mixed)}" if mixed else "",
        f"the same in every article for {_some(steady)}" if steady else "",
    ]
    text = "; ".join(filter(None, parts))
    return text[0].upper() + text[1:]


def unplaced(attention: pd.DataFrame, articles: pd.DataFrame) -> str:
    """Articles that no quarter can claim. attention: as from `trends.attention`."""
    inside = int(attention.drop_duplicates("period")["articles"].sum())
    left = len(articles) - inside if len(attention) else 0
    return f"{_number(left, 'article')} without a date or astride two quarters left out. " if left else ""


def gaps(attention: pd.DataFrame) -> str:
    """Which periods hold articles. attention: as from `trends.attention`."""
    if attention.empty:
        return "No country is mentioned"
    each = attention.drop_duplicates("period")
    empty = each.loc[each["state"] == "gap", "period"]
    return f"{len(each) - len(empty):,} of {len(each):,} quarters surely hold articles" + (
        f"; nothing is known of {listed(list(empty))}" if 0 < len(empty) <= 6 else ""
    )


def how_little(articles: pd.DataFrame) -> str:
    """What so many articles cannot prove."""
    count = len(articles)
    if not count:
        return "Without articles there is nothing to conclude."
    if count >= FEW:
        return f"{count:,} articles are what was collected, no sample of the press: the figures speak of these texts."
    prove = "proves" if count == 1 else "prove"
    return f"{_number(count, 'article')} {prove} little: a handful of texts, no sample of the press."


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %"


def _some(codes: list[str], most: int = 6) -> str:
    names = [country(code) for code in codes[:most]]
    return listed([*names, f"{len(codes) - most:,} more"] if len(codes) > most else names)
