"""Saved web pages: the text that trafilatura extracts, and what the markup says of date, title, outlet and address.

No address is ever opened: trafilatura and htmldate are given a parsed tree, never a text, which htmldate would take for
an address to fetch if it looks like one.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any

from analysis.corpus.archives import Input, whole
from analysis.corpus.columns import Columns, headed
from analysis.corpus.decoding import check, decode, encoding_of
from analysis.corpus.files import article_id
from analysis.records import Article, Unreadable

DECLARED = re.compile(rb"(?:<meta[^>]+charset|<\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
#: What browsers, too, take for Windows-1252.
LATIN = ("iso-8859-1", "latin1", "latin-1", "us-ascii", "windows-1252")
#: Fixed, as htmldate would else take the day of the run: the same page must give the same date tomorrow.
DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2100-12-31",
}
#: Where markup dates the article itself; the dates of teasers, comments and the page's own calendar stand elsewhere.
JSON_LD = ".//script[@type='application/ld+json']"
FIRST_TIME = "((//article[.//h1] | //main)[1]//time[@datetime][not(ancestor::aside)])[1]"


def read_page(source: Input, columns: Columns) -> Iterator[Article]:
    """The one article of a page. `source` is the extracted text, with the title above it where that is not in it.

    Raises Unreadable where the page holds no text to extract.
    """
    content = whole(source)
    text, codec = page_text(content)
    yield _article(source, content, text, codec, "")


def read_archive(source: Input, columns: Columns) -> Iterator[Article]:
    """The article of a page with all its parts in one file (.mht). `source` is as for a page."""
    from email import policy
    from email.parser import BytesParser

    content = whole(source)
    message = BytesParser(policy=policy.default).parsebytes(content)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            text, codec = page_text(payload if isinstance(payload, bytes) else b"")
            address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
            yield _article(source, content, text, codec, address if address.startswith("http") else "")
            return
    raise Unreadable("holds no page: save it again as .html")


def page_text(content: bytes) -> tuple[str, str]:
    """The markup of a page and its codec: a Unicode one where it fits, else the one that the page declares."""
    codec = encoding_of(content)
    if not codec.startswith("utf") and (declared := DECLARED.search(content[:4096])):
        with suppress(LookupError, UnicodeDecodeError):
            name = declared[1].decode("ascii").lower()
            name = "cp1252" if name in LATIN else name
            return content.decode(name), name
    return decode(content)


def _article(source: Input, content: bytes, markup: str, codec: str, address: str) -> Article:
    # Imported here: it takes half a second, and only pages need it.
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(markup)
    dated = _date(tree) if tree is not None else ""
    options: dict[str, Any] = {"include_comments": False, "with_metadata": True, "date_extraction_params": dict(DATES)}
    found: Any = bare_extraction(tree, **options) if tree is not None else None
    if found is None or not found.text:
        raise Unreadable(
            "shows no text that could be an article's: save it again when the text is visible, or copy the text into a "
            ".txt file"
        )
    title, outlet = found.title or "", found.sitename or ""
    text = headed(title, found.text)
    check(text)
    return Article(
        article_id=article_id(source.name),
        file=source.name,
        source=text,
        encoding=codec,
        sha256=hashlib.sha256(content).hexdigest(),
        title=title,
        outlet="" if "." in outlet else outlet,  # an address: cleaning knows the outlet's name by the url
        url=address or found.url or "",
        date=dated,
        dated_by="html" if dated else "",
    )


def _date(tree: Any) -> str:
    """The day of publication by the markup, ISO, empty for none: by meta elements, JSON-LD or the first <time>."""
    from htmldate import find_date
    from trafilatura.utils import load_html

    page: Any = load_html("<html><head></head><body></body></html>")
    parts = [*tree.iterfind(".//meta"), *tree.iterfind(JSON_LD), *tree.xpath(FIRST_TIME)]
    for part in parts:
        copied = deepcopy(part)
        copied.tail = None
        page.find("body" if part.tag == "time" else "head").append(copied)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a zone of time that is unknown, and does not count
        return find_date(page, url="", **DATES) or ""
