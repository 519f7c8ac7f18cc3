"""Batches coded by several processes of this machine; a process that dies is replaced, and no row is lost."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from analysis.coding.batches import Batch, code_batch, set_aside
from analysis.records import Skipped

# Not concurrent.futures: its pool is lost with the first process that dies, and its processes outlive a killed caller.

#: A fresh interpreter for every worker: the same on all systems, and nothing of the caller's state is copied.
_CONTEXT = get_context("spawn")
_READY = b"ready"


class _Died(Exception):
    """A worker ended before it answered; the message says how."""


class _Worker:
    """A process that codes batches one after the other, with one pipeline. It ends when its caller does."""

    def __init__(self) -> None:
        self.connection, there = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def started(self) -> _Worker:
        """This worker, once it waits for a batch. Raises ChildProcessError where it cannot start."""
        try:
            self.answer()
        except _Died as died:
            raise ChildProcessError(f"a worker process could not start ({died})") from None
        return self

    def send(self, batch: Batch) -> None:
        with suppress(OSError):  # it has died: so says its answer
            self.connection.send(batch)

    def answer(self) -> bytes:
        """Raises _Died."""
        try:
            return self.connection.recv_bytes()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode or 0
            raise _Died(f"signal {-code}" if code < 0 else f"exit status {code}") from None

    def end(self) -> None:
        self.connection.close()
        self._process.kill()
        self._process.join()


def _serve(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's
    try:
        connection.send_bytes(_READY)
        while True:
            connection.send_bytes(code_batch(connection.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the caller is gone


def on_workers(batches: Iterable[Batch], workers: int) -> Iterator[tuple[int, bytes]]:
    """The number and the lines of each batch, as they are ready. Raises ChildProcessError where no worker can start."""
    idle = [_Worker() for _ in range(workers)]
    busy: dict[object, tuple[_Worker, Batch]] = {}
    source = iter(batches)
    ahead = next(source, None)  # read while the workers are busy, so that none waits for it
    try:
        for worker in idle:
            worker.started()
        while ahead or busy:
            while idle and ahead:
                worker = idle.pop()
                worker.send(ahead)
                busy[worker.connection] = (worker, ahead)
                ahead = next(source, None)
            for connection in wait([worker.connection for worker, _ in busy.values()]):
                worker, batch = busy.pop(connection)
                try:
                    lines = worker.answer()
                    idle.append(worker)
                except _Died:
                    idle.append(_Worker().started())
                    lines = _one_by_one(batch)
                yield batch.number, lines
    finally:
        for worker in (*idle, *(worker for worker, _ in busy.values())):
            worker.end()


def _one_by_one(batch: Batch) -> bytes:
    """A batch whose worker died, input by input: one that ends its process twice is set aside."""
    lines = []
    worker = _Worker().started()
    try:
        for one in batch.single():
            deaths: list[str] = []
            while len(deaths) < 2:
                worker.send(one)
                try:
                    lines.append(worker.answer())
                    break
                except _Died as died:
                    deaths.append(str(died))
                    worker = _Worker().started()
            else:
                reason = f"ended the process that coded it, twice ({deaths[-1]}): please report it with the file"
                lines.append(set_aside(Skipped(one.inputs[0][0].file, reason)))
    finally:
        worker.end()
    return b"".join(lines)
