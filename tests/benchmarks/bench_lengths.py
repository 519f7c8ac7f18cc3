"""How the time of coding grows with the length of a text, on texts where a rule could look at everything again.

usage: python tests/benchmarks/bench_lengths.py [KIND ...]
Each kind of text is coded in two lengths, with sentences of the debate around it so that no layer is left out; the
better of two times counts, of texts that differ by a letter, for what a layer keeps of a text must not help. What is
printed is the longer time as a multiple of the shorter one.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress

from rows import Row, show

from analysis.coding import code_article
from analysis.records import Article, Unreadable

SHORT, LONG = 30_000, 120_000
#: A little more than LONG / SHORT; times are uncertain by some hundredths.
BAR = 4.4
PROSE = "Die Regierung in Paris will keine Soldaten in die Ukraine schicken, sagte Macron am 3. März. "
#: What is said over and over.
KINDS = {
    "prose": PROSE,
    "short quotations": "„Soldaten“ sagt Macron. ",
    "quotations glued": "„Nein“„Ja“",
    "quotes never closed": "„Macron schickt Soldaten in die Ukraine ",
    "quotes in quotes": "„Er sagte: ‚Merz sagt: »Soldaten«‘“ ",
    "straight quotes": '"Truppen" ',
    "no end of sentence": "Macron schickt Soldaten in die Ukraine und Merz ",
    "commas without end": "Macron schickt Soldaten in die Ukraine, dass ",
    "one word": "Soldaten ",
    "one letter": "a",
    "ukraine": "Ukraine ",
    "capitals": "MACRON WILL SOLDATEN IN DIE UKRAINE SCHICKEN. ",
    "list": "• Soldaten für die Ukraine\n",
    "list of words": "Soldaten\n",
    "countries": "Frankreich, Polen, Italien, Spanien, Litauen, ",
    "countries act": "Frankreich will Soldaten in die Ukraine schicken. ",
    "people": "Präsident Emmanuel Macron und Kanzler Friedrich Merz, ",
    "parentheses": "(Soldaten (Ukraine ",
    "parentheses pairs": "(Soldaten) (Ukraine) ",
    "dates": "am 3. März 2025, ",
    "numbers": "1 2 3 ",
    "days listed": "3., ",
    "dots": ". ",
    "dots glued": "...",
    "blank lines": "\n\n",
    "dashes": "– Soldaten – ",
    "dashes glued": "-",
    "colons": "Merz: Soldaten: ",
    "pronouns": "Er sagte, sie sei bereit. Die Soldaten kämen in die Ukraine. ",
    "konjunktiv": "Man habe keine Soldaten, werde keine schicken und sei bereit. ",
    "questions": "Merz: Schickt Berlin Soldaten in die Ukraine? ",
    "relative": "Soldaten, die Macron, der sagt, ",
    "und": "und ",
    "urls": "https://a.de/2025/03/12/soldaten ",
    "ticker": "+++ 10:14 Uhr: Soldaten in die Ukraine +++ ",
    "headlines": "Macron schickt Soldaten\n\n",
    "entities": "&uuml;&amp;amp;",
    "soft hyphens": "Sol\u00adda\u00adten ",
    "hyphens": "Ukraine-",
    "meetings": "Beim Gipfel in Paris haben sich 26 Staaten verpflichtet, Soldaten in die Ukraine zu schicken. ",
    "claims": "26 Staaten schicken 30.000 Soldaten in die Ukraine. ",
    "said": "Das sagte Macron. ",
    "weekdays": "Am Donnerstag sagte Macron gestern, Soldaten kämen im Februar. ",
    "digits": "1",
    "spaces": " ",
    "comments": "Kommentare (12)\n",
    "bylines": "Von Aa Bb Cc Dd ",
}


def seconds(unit: str, length: int) -> float:
    text = f"{3 * PROSE}\n\n{(unit * (length // len(unit) + 1))[:length]}\n\n{PROSE}"
    start = time.process_time()
    with suppress(Unreadable):
        code_article(Article("a", "a.txt", text, "utf-8", ""))
    return time.process_time() - start


def rows(kinds: Iterable[str] = KINDS) -> Iterator[Row]:
    seconds(PROSE, 2_000)  # load the lexicon and the models
    for kind in kinds:
        short, long = (min(seconds(KINDS[kind], length + more) for more in range(2)) for length in (SHORT, LONG))
        yield Row(
            f"four times the length: {kind}",
            long / short,
            "times",
            BAR,
            False,
            f"{1e6 * long / LONG:.1f} µs a character",
        )


if __name__ == "__main__":
    show(rows(sys.argv[1:] or KINDS))
