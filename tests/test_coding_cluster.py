"""A Dask cluster gives the tables of one process: a local one, and workers in processes of their own, by address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from distributed import Client, LocalCluster

from analysis import tables
from analysis.coding import code_corpus, code_into
from analysis.coding.batches import INPUTS, Batch, batches, code_batch
from analysis.coding.cluster import on_cluster
from analysis.language.pipeline import tokenizer
from analysis.records import Skipped

ROOT = Path(__file__).parents[1]


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the cluster, started as README says; ended at the end."""
    process = subprocess.Popen([sys.executable, "-m", "dask", *arguments], stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def worker(address: str) -> list[str]:
    return ["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]


def until(there: Callable[[], object]) -> None:
    limit = time.monotonic() + 120
    while not there():
        assert time.monotonic() < limit, "this never came"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler with one worker, all in processes of their own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = f"tcp://127.0.0.1:{port}"
    with (
        running("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"),
        running(*worker(found)),
        Client(found, timeout=120) as client,
    ):
        client.wait_for_workers(1, timeout=120)
        yield found


def fill(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = f"Polen schickt keine Soldaten in die Ukraine, sagte Tusk am {number % 28 + 1}. März. Nummer {number}.\n"
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def parquet(folder: Path, count: int) -> Path:
    """A table in two parts, as Dask and Spark write them, with a row that holds no text."""
    folder.mkdir()
    texts = [f"Norwegen ist bereit, Soldaten in die Ukraine zu schicken, hieß es. Nummer {n}." for n in range(count)]
    for number, part in enumerate((texts[: count // 2], [*texts[count // 2 :], ""])):
        pd.DataFrame({"text": part}).to_parquet(folder / f"part.{number}.parquet", row_group_size=20)
    (folder / "_metadata").write_bytes(b"PAR1")
    (folder / "_SUCCESS").write_bytes(b"")
    return folder


def test_the_command_line_reaches_workers_by_address(tmp_path: Path, address: str) -> None:
    folder = parquet(tmp_path / "texts", 2 * INPUTS)
    arguments = ["code", str(folder), "--out", str(tmp_path / "t"), "--format", "parquet", "--scheduler", address]
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *arguments], capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )
    row = f"part.1.parquet, row {INPUTS + 1}"
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [f"skipped {row}: {folder}/{row} is empty: put the article's text into it or take it away"],
    )
    code_into(tmp_path / "one", [folder], format="parquet")
    assert content(tmp_path / "t") == content(tmp_path / "one")
    made = tables.read(tmp_path / "t")["positions"]
    assert made["article_id"].tolist() == [f"part.{part}-{n}" for part in (0, 1) for n in range(1, INPUTS + 1)]
    assert made["position"].unique().tolist() == ["willing"]


def test_a_worker_that_is_killed_in_mid_run_costs_no_row(tmp_path: Path, address: str) -> None:
    folder = fill(tmp_path / "texts", 6 * INPUTS)
    with running(*worker(address)) as victim, Client(address) as client:
        client.wait_for_workers(2, timeout=120)
        arguments = ["code", str(folder), "--out", str(tmp_path / "t"), "--scheduler", address]
        process = subprocess.Popen(
            [sys.executable, "-m", "analysis", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        )
        until(lambda: len(list((tmp_path / ".t.parts").glob("*.jsonl"))) >= 1)
        victim.kill()
        until(lambda: len(client.nthreads()) == 1)
        process.communicate(timeout=300)
    assert process.returncode == 1
    code_into(tmp_path / "one", [folder])
    assert content(tmp_path / "t") == content(tmp_path / "one")


class Deadly(Skipped):
    """An input that ends every process to which it is sent but this one, where the scheduler is."""

    def __reduce__(self) -> tuple[object, ...]:
        return met, (os.getpid(), self.file)


def met(pid: int, file: str) -> Deadly:
    if os.getpid() != pid:
        os._exit(7)
    return Deadly(file, "")


def test_a_local_cluster_builds_its_pipeline_once_and_survives_an_input_that_ends_its_workers(tmp_path: Path) -> None:
    folder = fill(tmp_path / "texts", 2 * INPUTS)
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=":0") as cluster, Client(cluster) as client:
        cluster.scheduler.allowed_failures = 0  # instead of 3, to save time
        made = code_corpus([folder], client=client)
        built = client.run(lambda: tokenizer.cache_info().misses)
        first, *_ = next(batches([folder])).inputs
        lines = dict(on_cluster([Batch(0, (first, (Deadly("bad.txt", ""), None)))], client))
    one = code_corpus([folder])
    assert {n: t.to_dict("list") for n, t in made.items()} == {n: t.to_dict("list") for n, t in one.items()}
    assert list(built.values()) == [1, 1]
    reason = "ended the workers that coded it: please report it with the file"
    assert lines == {0: code_batch(Batch(0, (first, (Skipped("bad.txt", reason), None))))}


def test_a_worker_with_another_version_is_told(tmp_path: Path, address: str) -> None:
    from analysis.coding import cluster

    with Client(address) as client:
        future = client.submit(cluster._code, Batch(0, ()), "another", pure=False)
        with pytest.raises(ValueError, match="a worker of the cluster has another version of the library"):
            future.result()


def test_a_scheduler_that_is_not_there_gives_status_2(tmp_path: Path) -> None:
    arguments = [
        "code",
        str(fill(tmp_path / "texts", 1)),
        "--out",
        str(tmp_path / "t"),
        "--scheduler",
        "tcp://127.0.0.1:9",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith("standpunkt: ")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "t").exists()


def test_workers_and_scheduler_exclude_each_other(tmp_path: Path) -> None:
    arguments = [
        "code",
        str(tmp_path),
        "--out",
        str(tmp_path / "t"),
        "--workers",
        "2",
        "--scheduler",
        "tcp://127.0.0.1:9",
    ]
    done = subprocess.run([sys.executable, "-m", "analysis", *arguments], capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert b"not allowed with argument" in done.stderr
