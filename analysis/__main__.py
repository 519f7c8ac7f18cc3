"""The command line: `python -m analysis code | report | terms`."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.records import WINDOW, DateRange

if TYPE_CHECKING:
    from analysis.corpus import Columns

#: A full disk, a full share of it, a file that may grow no further.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

#: New objects after which Python looks for those that hold each other and nothing else needs.
OBJECTS = 100_000

#: The columns of a table of articles that a user can name.
COLUMNS = {
    "text": "the article's text",
    "title": "its headline",
    "date": "day on which it appeared",
    "outlet": "who published it",
    "id": "its id, else the file's name and the row's number",
    "url": "its address",
}


def parser() -> argparse.ArgumentParser:
    """The command line's grammar; every command's help ends with an example."""
    top = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Where countries stand on troops for Ukraine, read from German news texts, with the evidence.",
    )
    commands = top.add_subparsers(dest="command", required=True)

    def command(name: str, text: str, example: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"Example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    code = command("code", "code texts into tables", "python -m analysis code my_articles --out my_tables")
    code.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="articles, saved pages, tables of articles, compressed or not, "
        "or folders of them; - is standard input: one text, or an object of JSON in each line",
    )
    code.add_argument("--out", type=Path, metavar="DIR", help="folder for the tables; replaced as a whole")
    code.add_argument(
        "--sources", type=Path, metavar="CSV", help="what is known of the files (default: sources.csv in the folder)"
    )
    columns = code.add_argument_group("tables of articles", "names of columns that are not recognised by themselves")
    for name, what in COLUMNS.items():
        columns.add_argument(f"--{name}", default="", metavar="COLUMN", help=what)
    code.add_argument(
        "--window",
        nargs=2,
        type=date.fromisoformat,
        default=(WINDOW.earliest, WINDOW.latest),
        metavar="YYYY-MM-DD",
        help="first and last day of the corpus: undated texts lie in it, articles outside are kept and flagged "
        f"(default: {WINDOW.earliest} {WINDOW.latest})",
    )
    code.add_argument("--format", choices=("csv", "parquet"), default="csv", help="format of the tables (default: csv)")
    code.add_argument(
        "--resume", action="store_true", help="go on with a run that was interrupted, if nothing has changed since"
    )
    by = code.add_mutually_exclusive_group()
    by.add_argument(
        "--workers", type=_positive, default=1, metavar="N", help="processes that code at the same time (default: 1)"
    )
    by.add_argument(
        "--scheduler", metavar="ADDRESS", help="let a Dask cluster code: the address of its scheduler, tcp://host:8786"
    )
    code.add_argument(
        "--explain",
        type=Path,
        metavar="FILE",
        help="print why each country of one file got its position, and write nothing",
    )

    report = command(
        "report", "run the notebooks, write figures and PDFs", "python -m analysis report --tables my_tables"
    )
    report.add_argument(
        "--tables", type=Path, metavar="DIR", help="coded tables or texts to report on (default: the seeds)"
    )

    terms = command("terms", "who speaks for which country on a date", "python -m analysis terms 2025-03-01")
    terms.add_argument("date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day")
    return top


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is none: 1 or more")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns 0, 1 where some inputs were skipped, 2 where nothing was done, 130 after Ctrl-C."""
    options = parser().parse_args(arguments)
    try:
        if options.command == "code":
            return _code(options)
        if options.command == "report":
            return _report(options.tables)
        return _terms(options.date)
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno in FULL
        again = ": make room, then run the same command with --resume" if full else ""
        print(f"standpunkt: {error}{again}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("standpunkt: interrupted; `code` goes on from here with --resume", file=sys.stderr)
        return 130


def _code(options: argparse.Namespace) -> int:
    from contextlib import nullcontext

    from analysis.coding import code_into
    from analysis.coding.cluster import connect
    from analysis.corpus import Columns

    columns = Columns(**{name: getattr(options, name) for name in COLUMNS})
    if options.explain:
        return _explain(options.explain, options.sources, columns)
    if not options.paths or not options.out:
        print("standpunkt: name the texts and a folder for the tables: code PATH... --out DIR", file=sys.stderr)
        return 2
    with connect(options.scheduler) if options.scheduler else nullcontext() as client:
        written = code_into(
            options.out,
            options.paths,
            sidecar=options.sources,
            columns=columns,
            window=DateRange(*options.window),
            format=options.format,
            workers=options.workers,
            client=client,
            resume=options.resume,
            progress=True,
        )
    counts = written.counts
    for file, reason in written.skipped:
        print(_on_one_line(f"skipped {file}: {reason}"), file=sys.stderr)
    if counts["skipped"] > len(written.skipped):
        more = counts["skipped"] - len(written.skipped)
        print(f"... and {more} more, all in {options.out}/skipped.{options.format}", file=sys.stderr)
    if not counts["articles"]:
        print("standpunkt: no article could be read, nothing was written", file=sys.stderr)
        return 2
    told = ", ".join(f"{counts[name]} {name}" for name in ("articles", "mentions", "statements", "positions"))
    print(f"{told} in {options.out}")
    return 1 if counts["skipped"] else 0


def _explain(file: Path, sources: Path | None, columns: Columns) -> int:
    from analysis.coding import considered
    from analysis.corpus import read_articles, read_sources, row_of
    from analysis.positions.explain import explain
    from analysis.records import Skipped, Unreadable

    rows = read_sources(sources) if sources else {}
    for item in read_articles([file], rows, columns):
        try:
            if isinstance(item, Skipped):
                raise Unreadable(item.reason)
            print(explain(*considered(item, row_of(item, rows))))
        except Unreadable as error:
            print(_on_one_line(f"standpunkt: {item.file}: {error}"), file=sys.stderr)
            return 2
    return 0


def _on_one_line(text: str) -> str:
    """text with what a terminal would obey, such as a line break in the name of a file, written out."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def _report(folder: Path | None) -> int:
    from analysis.report import report

    written = report(folder)
    for place in dict.fromkeys(path.parent for path in written):
        names = [path.name for path in written if path.parent == place]
        kinds = ", ".join(
            f"{sum(n.endswith(kind) for n in names)} {kind}" for kind in sorted({Path(n).suffix for n in names})
        )
        print(f"{os.path.relpath(place)}/  {kinds}")
    print(f"Everything in one document: {os.path.relpath(written[-1])}")
    return 0


def _terms(day: date) -> int:
    from analysis.terms import load

    for office in sorted(load().speaking(DateRange(day, day)), key=lambda o: (o.country, o.role, o.person)):
        until = office.latest.isoformat() if office.latest else ""
        print(f"{office.country:<5} {office.office:<40} {office.person:<35} {office.earliest} {until}".rstrip())
    return 0


if __name__ == "__main__":
    # The lexicon and the models are many objects that stay: looking for cycles among them after each 700 takes longer
    # than to load them.
    gc.set_threshold(OBJECTS, 10, 10)
    sys.exit(main())
