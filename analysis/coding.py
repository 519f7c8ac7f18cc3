"""Articles in, coded tables out. One bad article never stops the rest; spaCy is imported only to code."""

from __future__ import annotations

import hashlib
import os
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import tables
from analysis.corpus import Columns, read_articles, read_sources, row_of
from analysis.corpus.files import walk
from analysis.letters import in_letters, restored
from analysis.records import WINDOW, Article, Coded, DateRange, Mention, Skipped, Unreadable

if TYPE_CHECKING:
    from analysis.positions.antecedents import Scene
    from analysis.positions.statements import Considered

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


def code_article(article: Article, sidecar: Mapping[str, str] | None = None, *, window: DateRange = WINDOW) -> Coded:
    """Clean, date and code one article.

    The order is: mentions without dates, the publication date (the office holders named help to bound it), who had
    authority to speak on that date, statements, labels. Raises Unreadable where the page shows no article.
    """
    plain, letters = in_letters(article)
    return restored(_code(plain, sidecar, window)[0], article, letters)


def considered(article: Article, sidecar: Mapping[str, str] | None = None) -> tuple[Coded, list[Considered]]:
    """As `code_article`, in plain letters, with every clause that was considered and why it made no statement."""
    return _code(in_letters(article)[0], sidecar, WINDOW)


def _code(article: Article, sidecar: Mapping[str, str] | None, window: DateRange) -> tuple[Coded, list[Considered]]:
    # Imported here so that reading kept tables costs no spaCy.
    from analysis.claims import claims, doubts
    from analysis.cleaning import clean, nothing_to_read
    from analysis.dates import publication, tellings
    from analysis.language import read, sentence_starts
    from analysis.mentions import find_mentions, introduced
    from analysis.positions.actors import presented
    from analysis.positions.labels import label
    from analysis.positions.reading import Reading
    from analysis.positions.statements import consider
    from analysis.positions.subjects import scenes
    from analysis.positions.topic import may_hold_position

    row = sidecar or {}
    article = clean(article)
    if reason := nothing_to_read(article):
        raise Unreadable(reason)
    if row.get("outlet"):
        article = replace(article, outlet=row["outlet"])
    text = article.text
    found = find_mentions(text)
    published = publication(article, found, sidecar_date=row.get("date") or None, window=window)
    doc = read(text) if may_hold_position(text) else None  # without a troop word nothing needs its words and their tags
    starts = sentence_starts(text) if doc is None else [sentence.start_char for sentence in doc.sents]
    mentions = [
        Mention(m.start, m.end, m.text, m.country, m.kind, m.entity, bisect_right(starts, m.start) - 1) for m in found
    ]
    understood: list[Scene] = []
    if doc is not None:
        understood = list(scenes(Reading(article, doc, mentions, published.range, presented(introduced(text)))))
    clauses = list(consider(understood))
    told = claims(understood)
    statements = [s for c in clauses for s in c.statements]
    coded = Coded(
        article,
        published,
        tuple(mentions),
        tuple(statements),
        tuple(label(statements)),
        tuple(told),
        tuple(doubts(understood, told)),
        tuple(tellings(article, starts, published.range or window)),
    )
    return coded, clauses


def code_corpus(
    paths: Sequence[Path],
    *,
    sidecar: Path | None = None,
    columns: Columns | None = None,
    window: DateRange = WINDOW,
    progress: bool = False,
) -> tables.Tables:
    """Code files and folders of texts; what cannot be read or coded is in the table `skipped` with a reason.

    sidecar: what is known of the files from outside; a `sources.csv` in one of the folders counts without being named.
    columns: which columns of tables hold what; without it they are recognised by their names.
    window: where a text bounds no date, it lies in it; articles outside are kept and flagged (`in_window`).
    """
    from tqdm import tqdm

    sidecar = sidecar or sources_of(paths)
    rows = read_sources(sidecar) if sidecar else {}
    skipped: list[Skipped] = []

    def coded() -> Iterator[Coded]:
        items: Iterable[Article | Skipped] = read_articles(paths, rows, columns)
        for item in tqdm(items, unit=" articles", disable=not (progress and sys.stderr.isatty()), leave=False):
            if isinstance(item, Skipped):
                skipped.append(item)
                continue
            try:
                yield code_article(item, row_of(item, rows), window=window)
            except Unreadable as error:
                skipped.append(Skipped(item.file, f"article {item.article_id} {error}"))
            except Exception as error:  # one bad article never stops the rest
                reason = f"could not be coded ({type(error).__name__}: {error}): please report it with the file"
                skipped.append(Skipped(item.file, reason))

    made = list(coded())
    return tables.frames(made, skipped, window=window)


def sources_of(paths: Sequence[Path]) -> Path | None:
    """The sidecar `sources.csv` that lies in one of the folders, if any."""
    return next((path / "sources.csv" for path in paths if os.path.isfile(path / "sources.csv")), None)


def inputs_hash(paths: Sequence[Path], sidecar: Path | None = None) -> dict[str, str]:
    """What tables depend on: a hash of the input files, one of the library with its lexicon, and the version."""
    sidecar = sidecar or sources_of(paths)
    found = [one for path in paths for one in walk(path)]
    files = sorted(one[0] for one in found if not isinstance(one, Skipped) and os.path.isfile(one[0]))
    return {
        "inputs": _digest([*files, *([sidecar] if sidecar else [])]),
        "library": _library(),
        "version": version("standpunkt"),
    }


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(os.fsencode(path.name) + b"\0" + _content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:  # it is in the table `skipped`
        return b""


@cache
def _library() -> str:
    folder = Path(__file__).parent
    return _digest(sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".csv") and "report" not in p.parts))


def load_or_code(folder: Path | str | None = None) -> tables.Tables:
    """The tables of a folder of articles or of coded tables, for notebooks.

    folder: texts, or tables that `python -m analysis code` wrote; None means the environment variable
    STANDPUNKT_TABLES, or the source articles of the project. Texts are coded once and kept under build/tables as long
    as they and the library stay the same. Raises FileNotFoundError where the folder does not exist.
    """
    place = Path(folder or os.environ.get("STANDPUNKT_TABLES") or SEEDS).resolve()
    if not place.is_dir():
        raise FileNotFoundError(
            f"{place} is no folder: name a folder of articles, or of tables made by `python -m analysis code`"
        )
    if (place / "articles.csv").exists() or (place / "articles.parquet").exists():
        return tables.read(place)
    wanted = inputs_hash([place])
    kept = ROOT / "build" / "tables" / (place.name if place == SEEDS else f"{place.name}-{wanted['inputs'][:8]}")
    if (kept / tables.INPUTS).is_file() and tables.inputs(kept) == wanted:
        return tables.read(kept)
    made = code_corpus([place], progress=True)
    tables.write(made, kept, inputs=wanted)
    return tables.read(kept)
