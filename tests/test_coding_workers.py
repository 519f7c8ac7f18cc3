"""Many processes give the tables of one; a process that dies costs time and no row."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis import tables
from analysis.coding import code_corpus, code_into, runs
from analysis.coding.batches import INPUTS, Batch, batches, code_batch
from analysis.coding.workers import on_workers
from analysis.records import Skipped

ROOT = Path(__file__).parents[1]


def fill(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = f"Polen schickt keine Soldaten in die Ukraine, sagte Tusk am {number % 28 + 1}. März. Nummer {number}.\n"
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
    return folder


def mixed(folder: Path) -> Path:
    """More than two batches, among them inputs that are set aside, an empty batch's worth, and copies."""
    fill(folder, 2 * INPUTS)
    for number in range(4):
        (folder / f"000{number}b.txt").write_bytes(b"")
    (folder / "copy.txt").write_bytes((folder / "0007.txt").read_bytes())
    (folder / "sources.csv").write_text("file,outlet,url,date,note\n0005.txt,Musterblatt,,2025-03-07,\n", "utf-8")
    return folder


def same(one: tables.Tables, other: tables.Tables) -> bool:
    return {n: t.to_dict("list") for n, t in one.items()} == {n: t.to_dict("list") for n, t in other.items()}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_workers_give_the_tables_of_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 16)  # so that a copy is written apart from its original
    folder = mixed(tmp_path / "texts")
    one = code_into(tmp_path / "one", [folder])
    two = code_into(tmp_path / "two", [folder], workers=2)
    assert one == two
    assert (one.counts["articles"], one.counts["skipped"]) == (2 * INPUTS + 1, 4)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert same(code_corpus([folder]), tables.read(tmp_path / "one"))


def started(folder: Path, out: Path) -> subprocess.Popen[str]:
    """A run with two workers that has coded something."""
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", "code", str(folder), "--out", str(out), "--workers", "2", "--resume"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )
    parts = out.with_name(f".{out.name}.parts")
    before = len(list(parts.glob("*.jsonl")))
    while len(list(parts.glob("*.jsonl"))) == before:
        assert process.poll() is None
        time.sleep(0.001)
    return process


def test_a_worker_that_is_killed_costs_no_row_and_workers_end_with_their_caller(tmp_path: Path) -> None:
    folder = fill(tmp_path / "texts", 8 * INPUTS)
    for number in (signal.SIGKILL, signal.SIGINT):
        process = started(folder, tmp_path / "two")
        children = children_of(process.pid)
        assert len(workers_of(process.pid)) == 2
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)  # ends when all that hold the pipe have ended
        assert "Traceback" not in errors
        limit = time.monotonic() + 60
        while set(children) & set(processes()):
            assert time.monotonic() < limit, "a worker lives on"
            time.sleep(0.1)
    process = started(folder, tmp_path / "two")
    victim, *_ = workers_of(process.pid)
    os.kill(victim, signal.SIGKILL)
    _, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")
    code_into(tmp_path / "one", [folder])
    assert content(tmp_path / "two") == content(tmp_path / "one")


def processes() -> dict[int, tuple[int, str]]:
    """All processes of the machine: parent and command line by number."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, encoding="utf-8", check=True
    )
    rows = (line.split(maxsplit=2) for line in listed.stdout.splitlines())
    return {int(pid): (int(parent), "".join(command)) for pid, parent, *command in rows}


def children_of(pid: int) -> dict[int, str]:
    return {child: command for child, (parent, command) in processes().items() if parent == pid}


def workers_of(pid: int) -> list[int]:
    return [child for child, command in children_of(pid).items() if "spawn_main" in command]


class Deadly(Skipped):
    """An input that ends the process to which it is sent: what a fault in a library's own memory would do."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (7,)


def test_an_input_that_ends_its_process_is_set_aside_and_the_others_are_coded(tmp_path: Path) -> None:
    (batch,) = batches([fill(tmp_path / "texts", 3)])
    first, second, third = batch.inputs
    bad = (Deadly("bad.txt", ""), None)
    lines = dict(on_workers([Batch(0, (first, bad, second)), Batch(1, (third,))], 2))
    reason = "ended the process that coded it, twice (exit status 7): please report it with the file"
    expected = Batch(0, (first, (Skipped("bad.txt", reason), None), second))
    assert lines == {0: code_batch(expected), 1: code_batch(Batch(1, (third,)))}


def test_a_script_that_cannot_start_workers_is_told(tmp_path: Path) -> None:
    """The usual mistake: without the guard every worker would run the script again."""
    script = tmp_path / "script.py"
    fill(tmp_path / "texts", 1)
    script.write_text(
        "from pathlib import Path\nfrom analysis.coding import code_corpus\ncode_corpus([Path('texts')], workers=2)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "ChildProcessError: a worker process could not start (exit status 1)"
    )
