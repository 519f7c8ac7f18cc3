"""How long the command `code` takes and how much memory: one article, many of them, and with two workers.

usage: python tests/benchmarks/bench_runs.py [--large]
Each run is the command in a process of its own. Articles in such numbers are sentences of tests/packets put together
anew, no two the same. --large: 100,000 articles too, which takes most of an hour; without it 10,000 are the most.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench_layers import ARTICLES, texts
from rows import Row, show

SENTENCES = 3  # of a text put together
START = 100  # articles of which a run's time is mostly its start


def put_together(count: int, folder: Path) -> Path:
    """A file of so many texts as JSON Lines."""
    from analysis.language import sentence_spans

    sources = [text for path in sorted(ARTICLES.rglob("*.txt")) for text in texts(path)]
    sentences = sorted({text[a:b] for text in sources for a, b in sentence_spans(text)})
    draw = random.Random(7)
    path = folder / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = " ".join(draw.sample(sentences, SENTENCES))
            file.write(json.dumps({"id": f"a{number:07}", "text": text}, ensure_ascii=False) + "\n")
    return path


def run(count: int, *options: str) -> tuple[float, float]:
    """Seconds, and megabytes at most of any of its processes, of the command over so many texts."""
    with tempfile.TemporaryDirectory() as folder:
        path = put_together(count, Path(folder))
        command = [sys.executable, "-m", "analysis", "code", str(path), "--out", str(Path(folder, "tables")), *options]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == 2:
            raise RuntimeError(f"nothing was coded by {command}")
        return taken, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def first_article() -> Iterator[Row]:
    """Seconds from the command to the tables of one article, and of a bare `import spacy`; the best of five."""
    with tempfile.TemporaryDirectory() as folder:
        source = max(ARTICLES.rglob("*.txt"), key=lambda path: path.stat().st_size)
        code = ["-m", "analysis", "code", str(source), "--out", f"{folder}/tables"]
        bare, coded = (min(_wall(command) for _ in range(5)) for command in (["-c", "import spacy"], code))
    yield Row("one article by the command", coded, "s", 2 * bare + 1, False, f"import spacy takes {bare:.2f} s")


def _wall(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], capture_output=True, check=True)
    return time.perf_counter() - start


def workers(few: int = 300, many: int = 1500) -> Iterator[Row]:
    """Of the articles between two numbers of them, so that the start of processes does not count."""
    taken = {n: run(many, "--workers", str(n))[0] - run(few, "--workers", str(n))[0] for n in (1, 2)}
    for n, seconds in taken.items():
        yield Row(f"articles a second, {n} worker{'s' * (n > 1)}", (many - few) / seconds, "/s")
    yield Row("2 workers beside one", taken[1] / taken[2], "times", 1.6)


def growth(large: bool) -> Iterator[Row]:
    """Times less that of START articles; memory at the largest number beside that at the smallest."""
    counts = [1_000, 10_000, *([100_000] if large else [])]
    start, _ = run(START)
    found = {}
    for count in counts:
        found[count] = run(count)
        yield Row(f"{count:,} articles", found[count][0], "s", note=f"{found[count][1]:.0f} MB at most")
    if not large:
        yield Row("100,000 articles", None, "", note="takes most of an hour: --large")
    first, last = counts[0], counts[-1]
    factor = (found[last][0] - start) / (found[first][0] - start)
    exponent = math.log(factor) / math.log((last - START) / (first - START))
    yield Row(f"exponent of the time from {first:,} to {last:,}", exponent, "", 1.05, False)
    allowed = 1.1 * found[first][1] + 2 * last / 1024
    yield Row(f"memory of {last:,} articles", found[last][1], "MB", round(allowed, 1), False)


def rows(large: bool) -> Iterator[Row]:
    yield from first_article()
    yield from workers()
    yield from growth(large)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--large", action="store_true")
    show(rows(options.parse_args().large))


if __name__ == "__main__":
    main()
