"""Rates, spells and the labels' sentences on tables small enough to be checked by hand."""

import io
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, trends
from analysis.trends import rates


def table(text):
    """A table as one reads it: columns separated by two spaces or more, `-` for an empty cell."""
    frame = pd.read_csv(io.StringIO(text.strip()), sep=r"\s{2,}", engine="python", dtype=str, keep_default_na=False)
    return frame.replace("-", "")


def rows(frame):
    return [tuple("" if pd.isna(value) else value for value in row) for row in frame.itertuples(index=False)]


def days(frame, columns=("earliest", "latest")):
    return frame.assign(**{column: frame[column].dt.strftime("%Y-%m-%d") for column in columns})


@pytest.fixture
def articles():
    frame = table("""
article_id  published_earliest  published_latest  words  duplicate_of
late        2025-09-04          2025-09-10        500    -
never       -                   -                 100    -
early       2024-11-22          2024-11-30        1000   -
same        2025-09-04          2025-09-10        400    -
copy        2025-09-04          2025-09-10        500    late
""")
    return frame.astype({"words": "int64"})


@pytest.fixture
def read(articles):
    return trends.numbered(articles[articles["duplicate_of"] == ""])


@pytest.fixture
def mentions():
    spread = {("early", "FRA", "name"): 3, ("early", "FRA", "person"): 1, ("late", "FRA", "capital"): 2}
    spread |= {("never", "POL", "adjective"): 1, ("late", "NATO", "organisation"): 1}
    return pd.DataFrame(
        [key for key, count in spread.items() for _ in range(count)], columns=["article_id", "country", "kind"]
    )


def test_a_text_printed_twice_counts_once(articles):
    tables = {
        "articles": articles,
        "mentions": pd.DataFrame({"article_id": ["copy", "late"]}),
        "skipped": pd.DataFrame(),
    }
    kept = trends.independent(tables)
    assert list(kept["articles"]["article_id"]) == ["late", "never", "early", "same"]
    assert list(kept["mentions"]["article_id"]) == ["late"]


def test_mentions_are_counted_with_and_without_copies(articles, mentions):
    copied = pd.DataFrame(
        [("copy", "FRA", "capital"), ("copy", "FRA", "capital"), ("copy", "DNK", "name"), ("lost", "DNK", "name")],
        columns=mentions.columns,
    )
    counts = trends.mention_counts(pd.concat([mentions, copied]), articles)
    assert list(counts) == ["country", "mentions", "mentions_independent", "articles", "articles_independent"]
    assert rows(counts) == [
        ("FRA", 8, 6, 3, 2),
        ("DNK", 1, 0, 1, 0),
        ("NATO", 1, 1, 1, 1),
        ("POL", 1, 1, 1, 1),
    ]


def test_labels_are_counted_with_and_without_copies(articles):
    positions = table("""
article_id  country  position
early       FRA      leads
late        FRA      leads
copy        FRA      leads
never       FRA      rejects
late        POL      rejects
copy        POL      conditional
lost        POL      leads
""")
    counts = trends.label_counts(positions, articles)
    assert list(counts) == ["country", "position", "articles", "articles_independent"]
    assert rows(counts) == [
        ("FRA", "rejects", 1, 1),
        ("FRA", "leads", 3, 2),
        ("POL", "rejects", 1, 1),
        ("POL", "conditional", 1, 0),
    ]


@pytest.mark.parametrize("count", [trends.mention_counts, trends.label_counts])
def test_where_nothing_is_found_nothing_is_counted(articles, count):
    nothing = pd.DataFrame({"article_id": [], "country": [], "position": []}, dtype="str")
    assert rows(count(nothing, articles)) == []


def test_events_are_told_by_the_numbers_of_the_articles():
    events = pd.DataFrame(
        {"event_id": ["x", "y", "z"], "place": ["Oslo", "Rom", "Bern"], "articles": ["b;a", "a;q", "q"]}
    )
    articles = pd.DataFrame({"article_id": ["b", "a"], "no": [7, 2]})
    assert trends.events_told(events, articles).to_dict("list") == {"place": ["Oslo", "Rom"], "articles": ["2, 7", "2"]}


def test_articles_are_numbered_in_the_order_of_time(read):
    assert rows(read[["no", "article_id", "label"]]) == [
        (1, "early", "1 · 22–30 Nov 2024"),
        (2, "late", "2 · 4–10 Sep 2025"),
        (3, "same", "3 · 4–10 Sep 2025"),
        (4, "never", "4 · date unknown"),
    ]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2024-11-22", [], ["early", "late", "same"]),
        ("2024-11-25", [], ["late", "same"]),
        ("2025-09-04", ["early"], ["late", "same"]),
        ("2025-09-05", ["early"], []),
        ("2025-09-10", ["early"], []),
        ("2025-09-11", ["early", "late", "same"], []),
    ],
)
def test_an_interval_astride_a_day_is_neither_before_nor_after(read, day, before, after):
    assert trends.before_and_after(read, day) == (before, after)


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2026-01-07", "2026-01-07", "7 Jan 2026"),
        ("2025-09-04", "2025-09-10", "4–10 Sep 2025"),
        ("2025-02-28", "2025-03-03", "28 Feb – 3 Mar 2025"),
        ("2024-12-30", "2025-01-02", "30 Dec 2024 – 2 Jan 2025"),
        (None, None, "date unknown"),
    ],
)
def test_an_interval_reads_as_one_would_write_it(earliest, latest, words):
    assert trends.when(pd.Timestamp(earliest), pd.Timestamp(latest)) == words


def test_periods_are_the_quarters_of_the_window(read):
    assert rows(days(trends.periods(read))) == [
        ("2024 Q4", "2024-11-01", "2024-12-31"),
        ("2025 Q1", "2025-01-01", "2025-03-31"),
        ("2025 Q2", "2025-04-01", "2025-06-30"),
        ("2025 Q3", "2025-07-01", "2025-09-30"),
        ("2025 Q4", "2025-10-01", "2025-12-31"),
        ("2026 Q1", "2026-01-01", "2026-01-31"),
    ]


def test_periods_reach_to_an_article_outside_the_window(read):
    read.loc[3, ["published_earliest", "published_latest"]] = pd.Timestamp("2026-05-02")
    assert rows(days(trends.periods(read)))[-2:] == [
        ("2026 Q1", "2026-01-01", "2026-03-31"),
        ("2026 Q2", "2026-04-01", "2026-05-02"),
    ]


# The limits of Garwood (1936), Biometrika 28, 437-442, for 95 %: count, lower, upper.
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (50, 37.111, 65.919)],
)
def test_limits_are_garwoods_where_nothing_is_known_of_dispersion(count, low, high):
    assert rates.limits(count, 1000) == pytest.approx((low, high), abs=0.001)


def test_dispersion_and_few_articles_widen_the_limits():
    plain, widened, few = rates.limits(40, 2000), rates.limits(40, 2000, 2.0, 100), rates.limits(40, 2000, 2.0, 4)
    assert few[0] < widened[0] < plain[0] < 20 < plain[1] < widened[1] < few[1]


COUNTS, WORDS = st.integers(0, 2000), st.integers(1, 1_000_000)
SPREADS = st.tuples(st.floats(1, 50), st.integers(0, 500))


@given(COUNTS, WORDS, SPREADS)
def test_limits_hold_the_rate(count, words, spread):
    low, high = rates.limits(count, words, *spread)
    assert 0 <= low <= 1000 * count / words < high < math.inf
    assert count or low == 0


@given(COUNTS, WORDS, SPREADS)
def test_limits_rise_with_the_count_and_fall_with_the_words(count, words, spread):
    low, high = rates.limits(count, words, *spread)
    more, longer = rates.limits(count + 1, words, *spread), rates.limits(count, words + 1, *spread)
    assert low <= more[0] and high < more[1]
    assert low >= longer[0] and high > longer[1]


@given(st.integers(1, 2000), WORDS, st.floats(1, 50), st.floats(0.01, 50), st.integers(1, 500))
def test_limits_widen_with_dispersion_and_narrow_with_articles(count, words, factor, more, freedom):
    low, high = rates.limits(count, words, factor, freedom)
    wider, closer = rates.limits(count, words, factor + more, freedom), rates.limits(count, words, factor, freedom + 1)
    assert wider[0] <= low and high < wider[1]
    assert low <= closer[0] and closer[1] <= high
    assert low <= rates.limits(count, words)[0] and rates.limits(count, words)[1] <= high


def test_limits_without_words_are_unknown():
    assert all(math.isnan(limit) for limit in rates.limits(0, 0))


def test_dispersion_of_two_groups_by_hand():
    counts = pd.DataFrame([[4, 0, 6]], index=["FRA"], columns=["a", "b", "c"])
    words, groups = pd.Series([100, 100, 50], ["a", "b", "c"]), pd.Series(["1", "1", "2"], ["a", "b", "c"])
    # expected 2, 2, 6: Pearson 2 + 2 + 0 on 3 articles less 2 groups
    assert rows(rates.dispersion(counts, words, groups)) == [(4.0, 1)]


@pytest.mark.parametrize("count", [5, 50])
def test_limits_cover_the_rate_when_articles_differ(count):
    """Counts from gamma-Poisson articles: plain Poisson limits miss far more often than 1 in 20, these do not."""
    draw = np.random.default_rng(1936)
    words, rate, kept, naive = 450, 12.0, 0, 0
    sizes = pd.Series(words, range(count))
    counts = draw.poisson(draw.gamma(2.0, rate * words / 1000 / 2.0, (400, count)))
    spread = rates.dispersion(pd.DataFrame(counts), sizes, pd.Series("all", sizes.index))
    for total, row in zip(counts.sum(axis=1), spread.itertuples(), strict=True):
        low, high = rates.limits(int(total), words * count, row.factor, row.freedom)
        kept += low <= rate <= high
        low, high = rates.limits(int(total), words * count)
        naive += low <= rate <= high
    assert naive / 400 < 0.85
    assert kept / 400 > 0.92


def test_mention_rates_by_hand(mentions, read):
    found = trends.mention_rates(mentions, read)
    assert rows(found[["country", "mentions", "articles", "per_1000"]]) == [
        ("FRA", 6, 2, 3.0),
        ("NATO", 1, 1, 0.5),
        ("POL", 1, 1, 0.5),
    ]
    assert ((found["low"] < found["per_1000"]) & (found["per_1000"] < found["high"])).all()


def test_forms_add_up_to_the_rate(mentions, read):
    found = trends.by_form(mentions, read)
    assert list(found.columns) == [
        "name of the country",
        "adjective or demonym",
        "capital or seat",
        "person in or from office",
        "organisation",
    ]
    assert rows(found.reset_index()) == [
        ("FRA", 1.5, 0.0, 1.0, 0.5, 0.0),
        ("NATO", 0.0, 0.0, 0.0, 0.0, 0.5),
        ("POL", 0.0, 0.5, 0.0, 0.0, 0.0),
    ]


def test_rates_of_each_article(mentions, read):
    found = trends.by_article(mentions, read)
    assert list(found.columns) == list(read["label"])
    assert rows(found.reset_index()) == [
        ("FRA", 4.0, 4.0, 0.0, 0.0),
        ("NATO", 0.0, 2.0, 0.0, 0.0),
        ("POL", 0.0, 0.0, 0.0, 10.0),
    ]


def test_a_quarter_without_articles_is_a_gap_and_no_zero(mentions, read):
    found = trends.attention(mentions, read, trends.periods(read))
    told = found.loc[
        found["country"] != "NATO", ["country", "period", "articles", "words", "mentions", "per_1000", "state"]
    ]
    assert rows(told) == [
        ("FRA", "2024 Q4", 1, 1000, 4, 4.0, "counted"),
        ("FRA", "2025 Q1", 0, 0, 0, "", "gap"),
        ("FRA", "2025 Q2", 0, 0, 0, "", "gap"),
        ("FRA", "2025 Q3", 2, 900, 2, 2 / 0.9, "counted"),
        ("FRA", "2025 Q4", 0, 0, 0, "", "gap"),
        ("FRA", "2026 Q1", 0, 0, 0, "", "gap"),
        ("POL", "2024 Q4", 1, 1000, 0, 0.0, "zero"),
        ("POL", "2025 Q1", 0, 0, 0, "", "gap"),
        ("POL", "2025 Q2", 0, 0, 0, "", "gap"),
        ("POL", "2025 Q3", 2, 900, 0, 0.0, "zero"),
        ("POL", "2025 Q4", 0, 0, 0, "", "gap"),
        ("POL", "2026 Q1", 0, 0, 0, "", "gap"),
    ]


def test_an_interval_astride_two_quarters_is_in_neither(read):
    read.loc[1, "published_latest"] = pd.Timestamp("2025-10-01")
    assert list(rates.placed(read, trends.periods(read))) == ["2024 Q4", "", "2025 Q3", ""]


@pytest.fixture
def evidence():
    """Labels of the article's own time."""
    frame = table("""
article_id  country  position     score  certainty  contradictory  decided_by  speaker  sentence  cue
early       DEU      reserved     -1     asserted   no             x           -        eins      e
late        DEU      willing      1      reported   no             x           -        zwei      z
same        DEU      willing      1      asserted   yes            x           -        drei      d
never       DEU      rejects      -2     asserted   no             x           -        nie       n
early       FRA      conditional  0      asserted   no             x           -        vier      v
same        FRA      leads        2      asserted   no             x           -        fuenf     f
""")
    return frame.astype({"score": "int64"}).assign(earlier="no", about_earliest="", about_latest="")


def test_spells_and_changes_by_hand(evidence, read):
    labels = trends.dated(evidence, read)
    assert rows(days(trends.spells(labels))) == [
        ("FRA", "conditional", "2024-11-22", "2024-11-30", 1),
        ("FRA", "no data", "2024-12-01", "2025-09-03", 0),
        ("FRA", "leads", "2025-09-04", "2025-09-10", 1),
        ("DEU", "reserved", "2024-11-22", "2024-11-30", 1),
        ("DEU", "no data", "2024-12-01", "2025-09-03", 0),
        ("DEU", "willing", "2025-09-04", "2025-09-10", 2),
    ]
    span = ("2024-11-22", "2025-09-10", "certain")
    assert rows(days(trends.changes(labels))) == [
        ("FRA", "conditional", "leads", 2, *span, "yes", "early", "same", "", "", "vier", "fuenf"),
        ("DEU", "reserved", "willing", 2, *span, "no", "early", "late", "", "", "eins", "zwei"),
    ]


def test_the_path_of_a_country_is_told_with_days_and_with_who_tells(evidence, read):
    evidence.loc[1, "speaker"] = "Jonas Gahr Støre"
    told = charts.findings.paths(trends.dated(evidence, read)).splitlines()
    assert told == [
        "- France: conditional (22–30 Nov 2024) → leads (4–10 Sep 2025)",
        "- Germany: reserved (22–30 Nov 2024) → willing (4–10 Sep 2025, reported by Jonas Gahr Støre) "
        "→ willing (4–10 Sep 2025)",
    ]
    assert charts.findings.paths(trends.dated(evidence, read).head(1)) == "No country has two different labels."


def test_a_change_between_overlapping_dates_has_no_certain_order(evidence, read):
    evidence.loc[2, ["position", "score", "contradictory"]] = ["rejects", -2, "no"]
    evidence.loc[1, "certainty"] = "asserted"
    assert rows(trends.changes(trends.dated(evidence, read))[["from", "to", "order", "clear"]])[2] == (
        "willing",
        "rejects",
        "open",
        "no",
    )


def test_the_deciding_statement_is_found_with_its_cue():
    positions = table("""
article_id  country  position  score  certainty  contradictory  statements  decided_by
a           FRA      willing   1      asserted   no             3           own government speaks or acts: bereit
a           DEU      willing   1      speculative  no           1           headline: bereit
""")
    statements = table("""
article_id  sentence  start  country  position  rule    section   earlier  speaker  quote            cue_start  cue_end
a           0         0      DEU      willing   bereit  headline  no       -        Berlin bereit    7          13
a           1         20     FRA      willing   bereit  body      yes      -        Damals bereit    27         33
a           2         40     FRA      reserved  warten  body      no       -        Paris wartet     46         52
a           3         60     FRA      willing   bereit  body      no       Macron   Er ist bereit    67         73
""").astype({"start": int, "cue_start": int, "cue_end": int, "sentence": int})
    statements = statements.assign(about_earliest=["", "", "", "2025-09-03"], about_latest=["", "", "", "2025-09-04"])
    found = trends.evidence(positions, statements)
    assert rows(found[["country", "speaker", "sentence", "cue", "earlier", "about_earliest", "about_latest"]]) == [
        ("FRA", "Macron", "Er ist bereit", "bereit", "no", "2025-09-03", "2025-09-04"),
        ("DEU", "", "Berlin bereit", "bereit", "no", "", ""),
    ]


@pytest.fixture
def told():
    """Statements of one article of 4 to 10 September 2025 and of one without a date, and what decided their labels."""
    statements = table("""
article_id  country  position     score  certainty    source  section   earlier  about_earliest  about_latest  rule
same        FRA      leads        2      asserted     own     body      no       -               -             r
same        FRA      rejects      -2     asserted     outlet  body      yes      2025-02-01      2025-02-28    r
same        FRA      reserved     -1     asserted     own     body      yes      2025-02-01      2025-02-28    s
same        FRA      willing      1      speculative  own     body      yes      2025-02-01      2025-02-28    t
same        FRA      conditional  0      asserted     own     body      yes      2025-05-01      2025-05-31    s
same        FRA      willing      1      asserted     own     headline  yes      2025-06-01      2025-06-30    s
same        FRA      willing      1      asserted     own     body      yes      -               -             s
same        POL      rejects      -2     asserted     outlet  body      yes      2025-09-01      2025-09-08    r
same        POL      willing      1      asserted     outlet  body      no       2025-09-02      2025-09-09    r
never       POL      rejects      -2     asserted     outlet  body      yes      2025-04-01      2025-04-30    r
""").astype({"score": "int64"})
    numbers = range(len(statements))
    statements = statements.assign(speaker="", likeness=0.0, quote=[f"Satz {n}." for n in numbers], sentence=numbers)
    statements = statements.assign(start=[10 * n for n in numbers], cue_start=[10 * n + 5 for n in numbers])
    statements["cue_end"] = statements["cue_start"] + 1
    positions = table("""
article_id  country  position  score  certainty  contradictory  decided_by
same        FRA      leads     2      asserted   no             own government speaks or acts: r
same        POL      willing   1      asserted   no             the outlet's own telling: r
never       POL      rejects   -2     asserted   no             the outlet's own telling: r
""").astype({"score": "int64"})
    return statements, trends.evidence(positions, statements)


def test_what_was_told_as_earlier_is_evidence_of_its_own(told):
    statements, labels = told
    found = trends.with_earlier(labels, statements)
    assert list(found.columns) == list(labels.columns)
    shown = ["country", "position", "certainty", "contradictory", "decided_by", "sentence", "cue", "about_latest"]
    assert rows(found[shown].iloc[: len(labels)]) == rows(labels[shown])
    assert rows(found[shown].iloc[len(labels) :]) == [
        ("FRA", "reserved", "asserted", "yes", "told as earlier: s", "Satz 2.", "2", "2025-02-28"),
        ("FRA", "conditional", "asserted", "no", "told as earlier: s", "Satz 4.", "4", "2025-05-31"),
        ("POL", "rejects", "asserted", "no", "told as earlier: r", "Satz 7.", "7", "2025-09-08"),
    ]


def test_a_change_within_one_article_has_both_days_and_both_sentences(told, read):
    statements, labels = told
    dated = trends.dated(trends.with_earlier(labels, statements), read)
    assert rows(days(dated)[["country", "no", "position", "earliest", "latest"]]) == [
        ("FRA", 3, "reserved", "2025-02-01", "2025-02-28"),
        ("FRA", 3, "conditional", "2025-05-01", "2025-05-31"),
        ("FRA", 3, "leads", "2025-09-04", "2025-09-10"),
        ("POL", 4, "rejects", "2025-04-01", "2025-04-30"),
        ("POL", 3, "rejects", "2025-09-01", "2025-09-08"),
        ("POL", 3, "willing", "2025-09-04", "2025-09-10"),
    ]
    assert rows(days(trends.spells(dated))) == [
        ("FRA", "reserved", "2025-02-01", "2025-02-28", 1),
        ("FRA", "no data", "2025-03-01", "2025-04-30", 0),
        ("FRA", "conditional", "2025-05-01", "2025-05-31", 1),
        ("FRA", "no data", "2025-06-01", "2025-09-03", 0),
        ("FRA", "leads", "2025-09-04", "2025-09-10", 1),
        ("POL", "rejects", "2025-04-01", "2025-04-30", 1),
        ("POL", "no data", "2025-05-01", "2025-08-31", 0),
        ("POL", "rejects", "2025-09-01", "2025-09-08", 1),
        ("POL", "willing", "2025-09-04", "2025-09-10", 1),
    ]
    sides = [f"{what}_{when}" for what in ("article", "speaker") for when in ("before", "after")]
    assert rows(days(trends.changes(dated).drop(columns=sides))) == [
        ("FRA", "reserved", "conditional", 1, "2025-02-01", "2025-05-31", "certain", "no", "Satz 2.", "Satz 4."),
        ("FRA", "conditional", "leads", 2, "2025-05-01", "2025-09-10", "certain", "yes", "Satz 4.", "Satz 0."),
        ("POL", "rejects", "willing", 3, "2025-09-01", "2025-09-10", "certain", "yes", "Satz 7.", "Satz 8."),
    ]


def test_without_what_was_told_as_earlier_there_is_one_label_an_article(told, read):
    _, labels = told
    assert rows(days(trends.dated(labels, read))[["country", "no", "position", "earliest", "latest"]]) == [
        ("FRA", 3, "leads", "2025-09-04", "2025-09-10"),
        ("POL", 4, "rejects", "2025-04-01", "2025-04-30"),
        ("POL", 3, "willing", "2025-09-04", "2025-09-10"),
    ]


def test_another_articles_label_of_the_earlier_days_disputes_the_change(told, read):
    statements, labels = told
    other = labels.iloc[[1]].assign(article_id="late", position="reserved", score=-1, sentence="Satz.")
    found = trends.changes(trends.dated(trends.with_earlier(pd.concat([labels, other]), statements), read))
    assert rows(found[["country", "from", "to", "order", "clear"]])[2:] == [
        ("POL", "rejects", "reserved", "open", "no"),
        ("POL", "reserved", "willing", "open", "no"),
    ]


def test_nothing_is_earlier_in_a_corpus_without_statements(told):
    statements, labels = told
    assert rows(trends.with_earlier(labels.iloc[:0], statements.iloc[:0])) == []


def test_mentioned_without_a_position_is_a_state_of_its_own(evidence, mentions, read):
    against = {"article_id": "same", "country": "DEU", "position": "reserved", "score": -1, "certainty": "reported"}
    rest = {"rule": "x", "section": "body", "earlier": "no", "quote": "nein", "sentence": 1, "start": 0}
    found = trends.matrix(evidence, mentions, read, pd.DataFrame([against | rest]))
    assert rows(found[["country", "no", "position", "score", "opposing", "opposing_certainty"]]) == [
        ("FRA", 1, "conditional", 0, "", ""),
        ("FRA", 2, trends.NO_POSITION, "", "", ""),
        ("FRA", 3, "leads", 2, "", ""),
        ("DEU", 1, "reserved", -1, "", ""),
        ("DEU", 2, "willing", 1, "", ""),
        ("DEU", 3, "willing", 1, "reserved", "reported"),
        ("DEU", 4, "rejects", -2, "", ""),
        ("NATO", 2, trends.NO_POSITION, "", "", ""),
        ("POL", 4, trends.NO_POSITION, "", "", ""),
    ]


def test_machine_beside_hand(evidence, read):
    hand = table("""
article_id  country  position  certainty  contradictory  cue
early       DEU      reserved  asserted   no             x
late        DEU      reserved  asserted   no             x
late        GBR      leads     asserted   no             x
""")
    both = trends.against(evidence, hand)
    assert rows(both) == [
        ("early", "DEU", "reserved", "reserved", 0, "yes"),
        ("early", "FRA", "conditional", "", "", "no"),
        ("late", "DEU", "willing", "reserved", 2, "no"),
        ("late", "GBR", "", "leads", "", "no"),
    ]
    assert rows(trends.differing(both, read, evidence)) == [
        (1, "FRA", "conditional", "", "", "vier", "v"),
        (2, "DEU", "willing", "reserved", 2, "zwei", "z"),
        (2, "GBR", "", "leads", "", "", ""),
    ]


def test_a_coder_of_other_articles_is_compared_with_nothing(evidence, read):
    both = trends.against(evidence, evidence.iloc[:0])
    assert rows(both) == []
    assert rows(trends.differing(both, read, evidence)) == []


def test_words_kept_and_removed(read):
    removed = table("""
article_id  reason  text
early       menu    Start Politik Sport
late        menu    Start
late        byline  Von der Redaktion am Montag
""")
    assert rows(trends.kept_and_removed(read, removed)) == [
        ("left to read", 4, 2000),
        ("byline", 1, 5),
        ("menu", 2, 4),
    ]
