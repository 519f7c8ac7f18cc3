"""Whole articles of our own invention, coded by one coder: news on other subjects must give no position.

The other articles are there for whoever mends rules next; `articles_unread.json` has not been read for that yet. What
they claim about people and states is invented.
"""

import json
from pathlib import Path

import pytest

from analysis.coding import code_article
from analysis.records import SCORES, Article

CASES = Path(__file__).parent / "cases"
ARTICLES = [
    article
    for name in ("articles_read", "articles_unread")
    for article in json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
]
KNOWN = json.loads((CASES / "known_failures_articles.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_the_coding_makes_sense(article):
    for row in article["positions"]:
        assert row["position"] in SCORES
        assert row["cue"] in article["text"]


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(a, id=a["id"], marks=[pytest.mark.xfail(strict=True)] if a["id"] in KNOWN else [])
        for a in ARTICLES
        if not a["positions"]
    ],
)
def test_news_on_other_subjects_gives_no_position(article):
    text = Article(article["id"], f"{article['id']}.txt", article["text"], "utf-8", "")
    assert code_article(text, {"date": article["date"]}).positions == ()
