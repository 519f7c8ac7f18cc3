"""Coverage-guided fuzzing of one layer with atheris, which is no dependency: install it into an environment of its own.

usage: python tests/fuzz/fuzz.py TARGET [libFuzzer's options, such as -max_total_time=300, and a folder of inputs]
Stops at an error, at an offset that points beside what it names, and at an input for which a target takes too long.
Two bytes choose a piece of `targets.PIECES`, or give letters of their own. The inputs that libFuzzer counts are told at
the end (`Done ... runs`). What is found becomes a case in tests/cases/fuzz.json.
"""

import sys
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["analysis"]):
    import targets

#: Seconds that any input may take, and each character of it: so many times what texts take that time is a bug.
FEW, EACH = 2.0, 0.02


def text_of(data: bytes) -> str:
    """A byte below 0xc0 chooses one of the pieces together with the next byte, any other begins letters of its own."""
    parts = []
    for first, second in zip(data[::2], data[1::2], strict=False):
        if first < 0xC0:
            parts.append(targets.PIECES[(first * 256 + second) % len(targets.PIECES)] + " " * (first & 1))
        else:
            parts.append(chr((first - 0xC0) * 256 + second))
    return "".join(parts)


def main() -> None:
    name = sys.argv.pop(1)

    def one(data: bytes) -> None:
        given = data if name == "decoding" else text_of(data)
        start = time.process_time()
        if name == "decoding":
            targets.decoding(data)
        else:
            targets.OF_TEXT[name](given)
        taken = time.process_time() - start
        if taken > FEW + EACH * len(given):
            raise AssertionError(f"{taken:.1f} s for {len(given)} characters: {given!r}")

    for warm in range(2):  # the lexicon and the models are loaded, and their time does not count
        one_text = targets.PIECES[warm]
        targets.coder(
            f"{one_text} will keine Soldaten in die Ukraine entsenden, sagte Macron am 3. März 2025 in Paris."
        )
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
