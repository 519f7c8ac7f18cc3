"""Batches coded by the workers of a Dask cluster; one that dies costs time, and no row."""

# mypy: allow-untyped-calls

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.coding.batches import Batch, code_batch, set_aside
from analysis.coding.inputs import library_hash
from analysis.records import Skipped

if TYPE_CHECKING:
    from distributed import Client, Future

#: A worker may have several threads; its one pipeline codes one batch at a time.
_ALONE = threading.Lock()


def connect(address: str) -> Client:
    """A client of the scheduler at an address such as tcp://host:8786.

    Raises OSError where none answers, ValueError where Dask is not installed.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise ValueError("a cluster needs Dask: pip install '.[dask]' in the folder of Standpunkt") from None
    return Client(address)


def on_cluster(batches: Iterable[Batch], client: Client) -> Iterator[tuple[int, bytes]]:
    """The number and the lines of each batch, as they are ready.

    Two batches a thread are under way at a time. Raises ValueError where a worker has another version of the library.
    """
    from distributed import as_completed

    running: dict[object, Batch] = {}
    finished = as_completed()
    for batch in batches:
        future = _submitted(client, batch)
        running[future.key] = batch
        finished.add(future)
        if len(running) >= 2 * max(1, sum(client.nthreads().values())):
            yield _answer(client, next(finished), running)
    for future in finished:
        yield _answer(client, future, running)


def _submitted(client: Client, batch: Batch) -> Future[bytes]:
    return client.submit(_code, batch, library_hash(), pure=False)


def _code(batch: Batch, library: str) -> bytes:
    if library_hash() != library:
        raise ValueError("a worker of the cluster has another version of the library: install the same everywhere")
    with _ALONE:
        return code_batch(batch)


def _answer(client: Client, future: Future[bytes], running: dict[object, Batch]) -> tuple[int, bytes]:
    from distributed import KilledWorker

    batch = running.pop(future.key)
    try:
        return batch.number, future.result()
    except KilledWorker:  # it ended as many workers as the scheduler allows
        return batch.number, b"".join(_alone(client, one) for one in batch.single())


def _alone(client: Client, batch: Batch) -> bytes:
    """The lines of a batch of one input, out of one that ended its workers: if it does so again, it is set aside."""
    from distributed import KilledWorker

    try:
        return _submitted(client, batch).result()
    except KilledWorker:
        reason = "ended the workers that coded it: please report it with the file"
        return set_aside(Skipped(batch.inputs[0][0].file, reason))
