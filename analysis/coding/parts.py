"""What a run has coded so far, in a folder beside its tables: one file a batch, so that the run can be continued."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

_CHANGED = {
    "paths": "other inputs were named, or in another order",
    "options": "other columns or another window were named",
    "inputs": "the inputs have changed",
    "library": "the program has changed",
    "version": "the program has changed",
}
_ENDING = ".jsonl"


class Parts:
    """The parts of one run. While they are open no other run can write to the same tables.

    folder: where the tables will be; the parts lie in `.<its name>.parts` beside it. run: what the parts depend on, as
    `inputs_hash` gives it, with paths and options. resume: whether to go on with the parts of an earlier run, if there
    are any. Raises BlockingIOError where another run is going on, ValueError where the parts depend on something else.
    """

    def __init__(self, folder: Path, run: Mapping[str, str], *, resume: bool) -> None:
        self.place = folder.with_name(f".{folder.name}.parts")
        self.place.mkdir(exist_ok=True)
        self._lock = (self.place / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise BlockingIOError(f"another run is writing to {folder}: wait for it, or name another folder") from None
        notes = self._notes() if resume else {}
        why = next((_CHANGED[key] for key in run if notes and notes.get(key) != run[key]), "")
        if why:
            self._lock.close()
            raise ValueError(f"cannot resume the run for {folder}, {why}: begin anew without --resume")
        if not notes:
            self._begin(run)

    def __enter__(self) -> Parts:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.close()

    def _notes(self) -> dict[str, str]:
        """What the parts that are there depend on; empty where there are none, or none of which that is known."""
        try:
            notes: dict[str, str] = json.loads((self.place / "run.json").read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return notes

    def _begin(self, run: Mapping[str, str]) -> None:
        # The notes go first and come last: parts that lie without them belong to no run.
        (self.place / "run.json").unlink(missing_ok=True)
        for path in self.place.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != "lock":
                path.unlink()
        self._put("run.json", json.dumps(dict(run)).encode())

    def _put(self, name: str, content: bytes) -> None:
        beside = self.place / f"{name}.new"
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file)  # should the power fail
        beside.replace(self.place / name)

    def done(self) -> set[int]:
        """The numbers of the batches that are coded."""
        return {int(path.stem) for path in self.place.glob(f"*{_ENDING}")}

    def keep(self, number: int, lines: bytes) -> None:
        """Put down what a batch gave, as a whole."""
        self._put(f"{number:08}{_ENDING}", lines)

    def pairs(self) -> Iterator[tuple[bytes, bytes]]:
        """Trace and rows of each input, in the order of the inputs."""
        for path in sorted(self.place.glob(f"*{_ENDING}")):
            with path.open("rb") as file:
                yield from zip(file, file, strict=True)

    def remove(self) -> None:
        """Take the parts away, once the tables are in place."""
        shutil.rmtree(self.place)
