"""How long `make` takes on a warm environment, beside notebooks that only import.

usage: python tests/benchmarks/bench_report.py [ROUNDS]
Prints, for each round (3 if none is given), the seconds of `python -m analysis report`, with the texts coded before,
and those of as many notebooks that import pandas, matplotlib and seaborn, two at a time in one process; then the
middle ratio. It should be at most 1.5. The report writes notebooks/, figures/ and build/ as `make` does.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[2]
IMPORTS = "import pandas\nimport matplotlib.pyplot\nimport seaborn"
RUN = """
import sys
from pathlib import Path
from analysis.report.run import run_notebooks
run_notebooks(Path(sys.argv[1]))
"""


def seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    count = len(list((ROOT / "notebooks").glob("*.ipynb")))
    report = ("-m", "analysis", "report")
    seconds(*report)  # codes the texts, once
    ratios = []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(count):
            nbformat.write(new_notebook(cells=[new_code_cell(IMPORTS)]), Path(scratch) / f"{number}.ipynb")
        for _ in range(rounds):
            ours, floor = seconds(*report), seconds("-c", RUN, scratch)
            ratios.append(ours / floor)
            print(
                f"report {ours:6.1f} s   {count} notebooks that import {floor:6.1f} s   ratio {ratios[-1]:5.2f}",
                flush=True,
            )
    print(f"middle ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
