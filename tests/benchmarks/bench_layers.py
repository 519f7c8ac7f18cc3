"""How fast each layer reads, beside spaCy's blank German tokenizer on the same texts.

usage: python tests/benchmarks/bench_layers.py [--news FILE.jsonl | FOLDER]
The articles of the debate are those of tests/packets; --news, or the environment variable STANDPUNKT_NEWS, names
general news: .txt, or JSON Lines with a field "text". Each layer has a process of its own, in which first the tokenizer
(T0) and then the layer reads each text once, none of them seen before. Times are those of the process, so that a busy
machine blurs them less.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from rows import Row, alone, show

ARTICLES = Path(__file__).parents[1] / "packets"
#: Articles of the debate that are read: those of sets 1 to 6. T0 grows with their number, as the tokenizer keeps each
#: word that it has seen.
COUNT = 125
#: Loads the lexicon, every model and, with lines of all lengths, every pattern, so that only the articles' own words
#: are new.
FIRST = (
    "Polen sagt ab\n\nPräsident Tusk sagte am 3. März 2025 in Paris, Polen lehne Soldaten in der Ukraine ab. „Wir "
    "kommen nicht“, sagte er. Er gehe heim. Sie bleibe daheim und lehne das ab. Die lettische Ministerin Musterfrau "
    "Beispielhaft schwieg. Beim Gipfel in Paris haben sich am Donnerstag 26 Staaten verpflichtet, Truppen zu "
    "entsenden, sagte Ehefrau Trump. Zuvor traf man sich in London, Berlin, Brüssel, Kiew, Moskau, Rom und Washington. "
    "(dpa)\n\nStand: 3. Januar 2026, 10:15 Uhr"
)
#: Layer -> the speed that it should reach, in T0, on articles of the debate and on general news.
BARS: dict[str, tuple[float, float]] = {
    "surface matcher": (10, 10),
    "mention layer": (5, 5),
    "full coding": (0.15, 3),
}


def texts(path: Path) -> Iterator[str]:
    """The texts of a file or of all files below a folder."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt"), key=lambda file: (len(file.parents[1].name), file)):
            yield from texts(file)
    elif path.suffix == ".jsonl":
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())
    else:
        yield path.read_text(encoding="utf-8")


def seconds(job: Callable[[Any], object], given: list[Any]) -> float:
    start = time.process_time()
    for one in given:
        job(one)
    return time.process_time() - start


def measured(path: Path, layer: str) -> dict[str, float]:
    """Megabytes a second of the tokenizer and of one layer, in a process that has seen none of the texts."""
    import spacy

    from analysis.coding import code_article
    from analysis.mentions import find_mentions, surface_spans
    from analysis.records import Article, Unreadable

    def code(text: str) -> None:
        with suppress(Unreadable):
            code_article(Article("a", "a.txt", text, "utf-8", ""))

    corpus = list(islice(dict.fromkeys(texts(path)), COUNT if path == ARTICLES else None))
    size = sum(len(text.encode()) for text in corpus) / 1e6
    tokenizer = spacy.blank("de").tokenizer
    code(FIRST)
    jobs = {"surface matcher": surface_spans, "mention layer": find_mentions, "full coding": code}
    base = size / seconds(tokenizer, corpus)
    return {"texts": len(corpus), "size": size, "tokenizer": base, "layer": size / seconds(jobs[layer], corpus)}


def rows(news: Path | None) -> Iterator[Row]:
    for place, (kind, path) in enumerate((("articles of the debate", ARTICLES), ("general news", news))):
        if path is None:
            yield Row(f"{kind}: all layers", None, "", note="name texts with --news or STANDPUNKT_NEWS")
            continue
        for layer, bars in BARS.items():
            found = json.loads(alone(__file__, "--measure", str(path), layer)[-1])
            if layer == next(iter(BARS)):
                note = f"{found['texts']} texts, {found['size']:.2f} MB"
                yield Row(f"{kind}: spaCy's tokenizer, T0", found["tokenizer"], "MB/s", note=note)
            yield Row(f"{kind}: {layer}", found["layer"] / found["tokenizer"], "T0", bars[place])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--news", type=Path, default=os.environ.get("STANDPUNKT_NEWS"))
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        path, layer = chosen.measure
        print(json.dumps(measured(Path(path), layer)))
    else:
        show(rows(chosen.news))


if __name__ == "__main__":
    main()
