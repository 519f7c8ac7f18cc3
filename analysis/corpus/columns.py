"""Which column of a table holds what, and a row of it as an article."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from analysis.corpus.decoding import check, undoubled
from analysis.records import Article, Unreadable

#: Names by which a column is recognised where none is given, in any case; the first that the table has counts. An id is
#: taken from a column only where it is ours: numbers that begin at 1 in each file would name two articles alike.
NAMES: dict[str, tuple[str, ...]] = {
    "text": tuple(
        "text body content fulltext full_text article_text maintext main_text article_body articlebody article "
        "volltext artikeltext inhalt artikel".split()
    ),
    "title": tuple("title headline titel überschrift ueberschrift schlagzeile".split()),
    "date": tuple(
        "date published published_at publication_date date_published datepublished date_publish publish_date pubdate "
        "published_date datum veröffentlicht veroeffentlicht erscheinungsdatum publikationsdatum".split()
    ),
    "outlet": tuple(
        "outlet publisher source medium newspaper site_name sitename source_name domain source_domain quelle zeitung "
        "publikation".split()
    ),
    "id": ("article_id",),
    "url": tuple("url link permalink source_url canonical_url".split()),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of a table's columns as the user gives them; an empty one is looked for among NAMES."""

    text: str = ""
    title: str = ""
    date: str = ""
    outlet: str = ""
    id: str = ""
    url: str = ""

    def chosen(self, names: Iterable[str], *, all_given: bool = True) -> dict[str, str]:
        """Column of the table for text and, where it has them, title, date, outlet, id and url.

        Raises Unreadable, naming the table's columns, where no text is found, or a name that was given is not there;
        all_given=False forgives that: an object of JSON leaves out what it does not know.
        """
        names = list(names)
        known = {name.strip().casefold(): name for name in reversed(names)}
        found: dict[str, str] = {}
        for field in (each.name for each in fields(self)):
            given = getattr(self, field)
            if given and given not in names and all_given:
                raise Unreadable(f"has no column {given!r}: name another one with --{field} ({_listed(names)})")
            name = given or next((known[name] for name in NAMES[field] if name in known), "")
            if name in names and name not in found.values():
                found[field] = name
        if "text" not in found:
            raise Unreadable(f"has no column of texts that is recognised: name it with --text ({_listed(names)})")
        return found


def _listed(names: Sequence[str]) -> str:
    listed = ", ".join(repr(str(name))[:60] for name in names[:20])
    return f"its columns are {listed}{', ...' if len(names) > 20 else ''}" if names else "it has no columns"


def article_of(cells: Mapping[str, object], chosen: Mapping[str, str], file: str, place: str, codec: str) -> Article:
    """The row of a table as an article.

    place: the id where the row has none of its own. source is the cell of text as it stands there, with the title and a
    blank line before it where the row has a title that the text does not begin with.
    """
    cell = {field: cell_text(cells.get(name)) for field, name in chosen.items()}
    text, encoding = undoubled(cell["text"], "utf-8", cell["text"].encode())
    check(text)
    title = cell.get("title", "").strip()
    source = headed(title, text)
    return Article(
        article_id=unicodedata.normalize("NFC", cell.get("id", "").strip()) or place,
        file=file,
        source=source,
        encoding=codec if encoding == "utf-8" else encoding,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        title=title,
        outlet=cell.get("outlet", "").strip(),
        url=cell.get("url", "").strip(),
        date=cell.get("date", "").strip(),
        dated_by="column" if cell.get("date", "").strip() else "",
    )


def headed(title: str, text: str) -> str:
    """text with its title above it, unless it begins with it."""
    if not title or " ".join(text.split()).startswith(" ".join(title.split())):
        return text
    return f"{title}\n\n{text}"


def cell_text(value: object) -> str:
    """A cell as text: nothing for a missing value, a date without the midnight that a type adds to it.

    Half of a surrogate pair, which only JSON can hold, becomes U+FFFD. Raises Unreadable for a list or an object.
    """
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | dict):
        raise Unreadable("has a list or an object where a text, a title or a date should be: write plain text")
    return str(value)
