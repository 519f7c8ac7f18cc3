"""How fast mentions are found, beside spaCy's tokenizer alone on the same texts in the same run.

usage: python tests/benchmarks/bench_mentions.py [FILE.txt | FILE.jsonl with a field "text" | FOLDER ...]
Without an argument, the articles of tests/packets. Each text is read once: a first, cold pass over distinct texts.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy

from analysis.mentions import find_mentions, surface_spans

ARTICLES = Path(__file__).parent.parent / "packets"


def texts(path: Path) -> Iterator[str]:
    """The texts of a file or of all files below a folder."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            yield from texts(file)
    elif path.suffix == ".jsonl":
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())
    elif path.suffix == ".json":
        yield from (case["text"] for case in json.loads(path.read_text(encoding="utf-8")))
    else:
        yield path.read_text(encoding="utf-8")


def seconds(job: Callable[[str], object], corpus: list[str]) -> float:
    """Seconds of this process, so that a busy machine does not blur the comparison."""
    start = time.process_time()
    for text in corpus:
        job(text)
    return time.process_time() - start


def main(arguments: list[str]) -> None:
    corpus = list(dict.fromkeys(text for path in arguments or [str(ARTICLES)] for text in texts(Path(path))))
    size = sum(len(text.encode()) for text in corpus) / 1e6
    tokenizer = spacy.blank("de").tokenizer
    # Load the lexicon and the model of word forms, which the tagger reads at its first unknown word.
    find_mentions("Berlin, sagte Ehefrau Trump. Die lettische Außenministerin Musterfrau Beispielhaft sagte nichts.")
    base = seconds(tokenizer, corpus)
    print(f"{len(corpus)} texts, {size:.2f} MB")
    for name, time_taken in (
        ("spaCy tokenizer", base),
        ("surface_spans", seconds(surface_spans, corpus)),
        ("find_mentions", seconds(find_mentions, corpus)),
    ):
        print(f"{name:16} {size / time_taken:7.2f} MB/s {base / time_taken:6.1f} times the tokenizer")


if __name__ == "__main__":
    main(sys.argv[1:])
