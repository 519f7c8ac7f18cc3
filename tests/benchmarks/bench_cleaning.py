"""How the time of cleaning grows with the length of a page, on lines where a rule could look at everything again.

usage: python tests/benchmarks/bench_cleaning.py
Prints, for each kind of line, the time of a page four times as long as a multiple of the time of the shorter one.
"""

import time

from analysis.cleaning import clean
from analysis.records import Article

SHORT, LONG = 40_000, 160_000
LINES = (
    "Die Minister berieten am Abend lange über die Lage und vertagten sich auf den nächsten Morgen.\n",
    "• Ukraine\n",
    "Kommentare (12)\n",
    "Von Aa Bb Cc Dd ",
    "TL;DR\n",
    "Mehr zum Thema\nAa\n",
)


def seconds(text: str) -> float:
    start = time.process_time()
    clean(Article("a", "a.txt", text, "utf-8", ""))
    return time.process_time() - start


def main() -> None:
    clean(Article("a", "a.txt", LINES[0], "utf-8", ""))  # load the lexicon
    for line in LINES:
        short, long = (seconds(line * (length // len(line))) for length in (SHORT, LONG))
        print(f"{line.strip()[:30]!r:34} {long / max(short, 1e-6):5.1f} times for {LONG // SHORT} times the length")


if __name__ == "__main__":
    main()
