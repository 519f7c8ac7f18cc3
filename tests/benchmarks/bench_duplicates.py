"""How well copies are told from texts of their own, over thresholds, and what that costs in time and memory.

usage: python tests/benchmarks/bench_duplicates.py [ARTICLES ...]
Prints precision and recall over all pairs of tests/cases/duplicates.json for several lengths of sequence and
thresholds, first with the cases that are known to fail, then without them. Then, for each number of invented texts
(1,000 and 10,000 if none is given): seconds, megabytes, and how many of the copies among them were found.
"""

import json
import random
import resource
import subprocess
import sys
import time
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any

from analysis import duplicates
from analysis.duplicates import originals, overlap, signature
from analysis.records import Published

CASES = json.loads((Path(__file__).parents[1] / "cases" / "duplicates.json").read_text("utf-8"))
UNKNOWN = Published(None, "unknown", "")


def overlaps(cases: list[dict[str, Any]]) -> list[tuple[float, float, bool]]:
    """Resemblance, containment and whether one is the copy of the other; two copies of one text are neither."""
    story = {case["id"]: case.get("copy_of", case["id"]) for case in cases}
    signatures = {case["id"]: signature("\n".join(case["text"])) for case in cases}
    found = []
    for one, other in combinations(signatures, 2):
        copy = story[one] == other or story[other] == one
        if copy or story[one] != story[other]:
            lap = overlap(signatures[one], signatures[other])
            found.append((lap.resemblance, lap.containment, copy))
    return found


def thresholds(cases: list[dict[str, Any]]) -> None:
    print("words  resemblance  precision/recall where at least this much of the shorter text is contained")
    contained = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    print(" " * 18, *(f"{least:11}" for least in contained))
    chosen = duplicates.SEQUENCE
    for duplicates.SEQUENCE in (3, chosen, 5, 8):
        pairs = overlaps(cases)
        copies = sum(copy for *_, copy in pairs)
        for alike in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
            cells = []
            for least in contained:
                taken = [copy for resemblance, part, copy in pairs if resemblance >= alike and part >= least]
                cells.append(f"{sum(taken) / len(taken):.3f}/{sum(taken) / copies:.3f}")
            print(f"{duplicates.SEQUENCE:5} {alike:12}", *cells)
    duplicates.SEQUENCE = chosen
    print(f"{copies} copies among {len(pairs)} pairs")


def texts(count: int, words: int = 400) -> list[str]:
    """Random words with the frequencies of language (Zipf); every fifth text is an earlier one, cut and added to."""
    draw = random.Random(7)
    vocabulary = [f"w{number}" for number in range(20_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    made: list[list[str]] = []
    for number in range(count):
        fresh = draw.choices(vocabulary, cum_weights=weights, k=words)
        if number % 5 == 4:
            fresh = fresh[:20] + draw.choice(made[: number // 2 + 1])[: draw.randint(words // 2, words)]
        made.append(fresh)
    return [" ".join(text) for text in made]


def cost(count: int) -> None:
    made = texts(count)
    start, before = time.process_time(), _megabytes()
    signatures = {f"a{number:06}": signature(text) for number, text in enumerate(made)}
    coded, kept = time.process_time(), sum(one.nbytes for one in signatures.values())
    found = originals(signatures, dict.fromkeys(signatures, UNKNOWN))
    end = time.process_time()
    print(
        f"{count:7} texts: signatures {coded - start:6.1f} s, {kept / count:5.0f} bytes each; originals "
        f"{end - coded:6.1f} s; {_megabytes() - before:5.0f} MB in all; {len(found)} of {count // 5} copies found"
    )


def _megabytes() -> float:
    """The most memory that this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform == "linux" else 1024**2)


def main() -> None:
    if sys.argv[1:2] == ["--cost"]:
        cost(int(sys.argv[2]))
        return
    thresholds(CASES)
    thresholds([case for case in CASES if "fails" not in case])
    for count in sys.argv[1:] or ["1000", "10000"]:  # each in a process of its own: memory once had is not given back
        subprocess.run([sys.executable, __file__, "--cost", count], check=True)


if __name__ == "__main__":
    main()
