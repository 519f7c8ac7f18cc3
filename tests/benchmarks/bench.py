"""All figures of speed and memory in one table, each with the bar that it should reach: `make bench`.

usage: python tests/benchmarks/bench.py [--news FILE.jsonl | FOLDER] [--large]
See bench_layers.py for --news and bench_runs.py for --large.
"""

import argparse
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import bench_layers
import bench_lengths
import bench_runs
from rows import show


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--news", type=Path, default=os.environ.get("STANDPUNKT_NEWS"))
    options.add_argument("--large", action="store_true")
    chosen = options.parse_args()
    versions = ", ".join(f"{name} {version(name)}" for name in ("spacy", "HanTa", "simplemma", "pandas"))
    print(
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}"
    )
    show(bench_layers.rows(chosen.news))
    show(bench_runs.rows(chosen.large))
    show(bench_lengths.rows())


if __name__ == "__main__":
    main()
