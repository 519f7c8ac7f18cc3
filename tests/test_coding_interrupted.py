"""Runs that are ended before their end: the folder of tables stays whole, and what was coded is not lost.

All of these are real processes, ended by real signals or by a real limit of the system.
"""

from __future__ import annotations

import errno
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from analysis import tables
from analysis.coding import code_into, inputs_hash
from analysis.coding.batches import INPUTS
from analysis.coding.parts import Parts
from analysis.records import DateRange

ROOT = Path(__file__).parents[1]
TEXT = "Polen schickt keine Soldaten in die Ukraine, sagte Regierungschef Tusk am {day}. März 2025. Nummer {number}.\n"
ANOTHER = "Norwegen ist bereit, Soldaten in die Ukraine zu schicken.\n"


def fill(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(TEXT.format(day=number % 28 + 1, number=number), "utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def start(*arguments: str | Path, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "analysis", "code", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        preexec_fn=before,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, errors = process.communicate(timeout=120)
    return process.returncode, out, errors


def until(there: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for something that the process does; fail where it ends without having done it."""
    while not there():
        assert process.poll() is None, "the process ended too early"
        time.sleep(0.001)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A complete folder of tables from an earlier run."""
    place = tmp_path / "t"
    code_into(place, [fill(tmp_path / "before", 1)])
    return place


def test_a_run_that_is_ended_leaves_the_old_folder_and_is_resumed(tmp_path: Path, old: Path) -> None:
    """By a request to end, then, resumed, by force, then by Ctrl-C, until it is left to finish."""
    folder, before = fill(tmp_path / "texts", 15 * INPUTS), content(old)
    parts = tmp_path / ".t.parts"
    told = "standpunkt: interrupted; `code` goes on from here with --resume\n"
    kept: dict[str, int] = {}
    for number, status, said in ((signal.SIGTERM, -15, ""), (signal.SIGKILL, -9, ""), (signal.SIGINT, 130, told)):
        process = start(folder, "--out", old, "--resume")
        until(partial((parts / f"{len(kept):08}.jsonl").exists), process)
        process.send_signal(number)
        assert ended(process) == (status, "", said)
        assert content(old) == before
        now = {path.name: path.stat().st_mtime_ns for path in parts.glob("*.jsonl")}
        assert {name: now[name] for name in kept} == kept  # none was coded again
        assert len(kept) < len(now) < 5
        kept = now
    process = start(folder, "--out", old, "--resume")
    until(lambda: len(list(parts.glob("*.jsonl"))) == 5, process)
    assert {name: (parts / name).stat().st_mtime_ns for name in kept} == kept
    assert ended(process)[::2] == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before", "t", "texts"]
    code_into(tmp_path / "whole", [folder])
    assert content(old) == content(tmp_path / "whole")


EVERY_MOMENT = """
import datasketch, os, pyarrow.parquet, shutil, signal, sys  # what every run would import for itself
from pathlib import Path
from analysis.coding import code_article, code_into, batches, inputs
from analysis.records import Article

*places, exchange, first = sys.argv[1:]
texts, before, place = map(Path, places)
batches.INPUTS = 1
code_article(Article("a", "a.txt", "Polen schickt keine Soldaten in die Ukraine.", "utf-8", ""))
inputs.library_hash()
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "ctypes.dlsym")

def unable(event, arguments):
    if event == "ctypes.dlsym" and arguments[1] == "renameat2":
        raise AttributeError

if exchange == "no":
    sys.addaudithook(unable)

def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None

def run(inputs, out, moment=0, resume=False):
    # The exit status of a process that codes, killed before it touches the files for the so-many-th time.
    pid = os.fork()
    if not pid:
        left = moment
        def hook(event, arguments):
            nonlocal left
            if event in CHANGES or (event == "open" and str(arguments[1]).startswith("w")):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
        if moment:
            sys.addaudithook(hook)
        code_into(out, [inputs], resume=resume)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

assert run(texts, place.with_name("whole")) == 0
assert run(before, place.with_name("old")) == 0
shutil.copytree(place.with_name("old"), place)
old, new = content(place), content(place.with_name("whole"))
found = ""
while not found.endswith("-nnn"):
    status = run(texts, place, int(first) + len(found))
    if status == 0:
        break
    assert status == -9, status
    found += {str(old): "o", str(new): "n", "None": "-"}.get(str(content(place)), "?")
    assert found[-1] != "-" or content(place.with_name(".t.old")) == old
    assert run(texts, place, resume=True) == 0
    assert content(place) == new, found
    assert not [p for p in place.parent.iterdir() if p.name.startswith(".")], found
    shutil.rmtree(place)
    shutil.copytree(place.with_name("old"), place)
print(found)
"""


@pytest.mark.parametrize(
    ("exchange", "first", "moments"),
    [
        ("yes", 1, "o{20,}n{9,}"),
        # A file system that cannot exchange two folders: for a moment the old one has another name, the next run knows.
        ("no", 20, "o*-nnn"),
    ],
)
def test_at_every_moment_one_complete_folder_is_there(tmp_path: Path, exchange: str, first: int, moments: str) -> None:
    """A process that is killed before the first, second, third ... time that it touches a file."""
    texts, before = fill(tmp_path / "texts", 2), fill(tmp_path / "before", 1)
    done = subprocess.run(
        [sys.executable, "-c", EVERY_MOMENT, texts, before, tmp_path / "t", exchange, str(first)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(moments, done.stdout.strip()), done.stdout


def test_a_full_disk_is_told_and_made_good(tmp_path: Path, old: Path) -> None:
    """No file may grow beyond a limit: first a part does not fit, then one of the tables does not, in each format."""
    folder, before = fill(tmp_path / "texts", 2 * INPUTS), content(old)
    parts = tmp_path / ".t.parts"
    code_into(tmp_path / "whole", [folder])

    def limited(most: int, format: str) -> None:
        process = start(
            *(folder, "--out", old, "--format", format, "--resume"),
            before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )
        status, out, errors = ended(process)
        assert (status, out, content(old) == before) == (2, "", True)
        said = r"standpunkt: \[Errno 27\] .+: make room, then run the same command with --resume\n"
        assert re.fullmatch(said, errors)

    limited(5_000, "csv")
    assert list(parts.glob("*.jsonl")) == []
    process = start(folder, "--out", old)
    until((parts / "00000001.jsonl").exists, process)
    process.kill()
    ended(process)
    limited(max(len(file) for file in content(tmp_path / "whole").values()) - 1, "csv")
    limited(5_000, "parquet")
    assert ended(start(folder, "--out", old, "--resume"))[::2] == (0, "")
    assert content(old) == content(tmp_path / "whole")


@pytest.mark.parametrize("format", tables.FORMATS)
def test_tables_that_do_not_fit_on_the_disk_leave_nothing(tmp_path: Path, old: Path, format: str) -> None:
    before, large = content(old), tables.read(old)
    large["skipped"] = pd.DataFrame({"file": [f"{n}.txt" for n in range(5_000)], "reason": "is empty"}, dtype="str")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(OSError) as error:
            tables.write(large, old, format=format)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert error.value.errno == errno.EFBIG
    assert content(old) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before", "t"]


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path, old: Path) -> None:
    before = content(old)
    with Parts(old, {}, resume=False):
        status, out, errors = ended(start(fill(tmp_path / "texts", 1), "--out", old))
    assert (status, out) == (2, "")
    assert errors == f"standpunkt: another run is writing to {old}: wait for it, or name another folder\n"
    assert content(old) == before


RUN = {"paths": "[]", "options": "[]", "inputs": "1", "library": "2", "version": "3"}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"inputs": "x"}, "the inputs have changed"),
        ({"paths": "x"}, "other inputs were named, or in another order"),
        ({"options": "x"}, "other columns or another window were named"),
        ({"library": "x"}, "the program has changed"),
        ({"version": "x"}, "the program has changed"),
    ],
)
def test_parts_of_another_run_are_kept_and_it_is_said_why(tmp_path: Path, changed: dict[str, str], why: str) -> None:
    with Parts(tmp_path / "t", RUN, resume=False) as parts:
        parts.keep(3, b"null\n{}\n")
    with pytest.raises(ValueError) as error:
        Parts(tmp_path / "t", RUN | changed, resume=True)
    assert str(error.value) == f"cannot resume the run for {tmp_path / 't'}, {why}: begin anew without --resume"
    with Parts(tmp_path / "t", RUN, resume=True) as parts:
        assert parts.done() == {3}


def test_resume_without_an_interrupted_run_begins_one(tmp_path: Path) -> None:
    with Parts(tmp_path / "t", RUN, resume=True) as parts:
        assert parts.done() == set()
        parts.keep(0, b"")
    with Parts(tmp_path / "t", RUN, resume=True) as parts:
        assert parts.done() == {0}


@pytest.mark.parametrize("notes", [None, b"", b'{"inputs"'])
def test_parts_without_notes_belong_to_no_run(tmp_path: Path, notes: bytes | None) -> None:
    with Parts(tmp_path / "t", RUN, resume=False) as parts:
        parts.keep(0, b"")
        (parts.place / "run.json").unlink()
        if notes is not None:
            (parts.place / "run.json").write_bytes(notes)
    with Parts(tmp_path / "t", RUN, resume=True) as parts:
        assert parts.done() == set()


def test_a_run_without_resume_starts_anew(tmp_path: Path) -> None:
    with Parts(tmp_path / "t", RUN, resume=False) as parts:
        parts.keep(0, b"")
    with Parts(tmp_path / "t", RUN, resume=False) as parts:
        assert parts.done() == set()


def test_a_changed_text_or_option_is_told_and_the_run_can_begin_anew(tmp_path: Path) -> None:
    folder = fill(tmp_path / "texts", 1)
    process = start(folder, "--out", tmp_path / "t")
    until((tmp_path / ".t.parts" / "00000000.jsonl").exists, process)
    process.kill()
    ended(process)
    with pytest.raises(ValueError, match="other columns or another window were named: begin anew without --resume"):
        code_into(tmp_path / "t", [folder], window=DateRange(date(2024, 1, 1), date(2024, 12, 31)), resume=True)
    (folder / "0000.txt").write_text(ANOTHER, "utf-8")
    with pytest.raises(ValueError, match="the inputs have changed: begin anew without --resume"):
        code_into(tmp_path / "t", [folder], resume=True)
    code_into(tmp_path / "t", [folder])
    assert tables.read(tmp_path / "t")["positions"]["country"].tolist() == ["NOR"]


def test_a_file_that_moved_to_another_folder_is_another_input(tmp_path: Path) -> None:
    """It is read at another place, so that the parts would hold other articles."""
    folder = fill(tmp_path / "texts", 2)
    for name in ("b", "c"):
        (folder / name).mkdir()
    (folder / "0001.txt").rename(folder / "b" / "0001.txt")
    before = inputs_hash([folder])
    (folder / "b" / "0001.txt").rename(folder / "c" / "0001.txt")
    assert inputs_hash([folder])["inputs"] != before["inputs"]


def test_standard_input_is_not_resumed(tmp_path: Path) -> None:
    assert ended(start("-", "--out", tmp_path / "t", "--resume")) == (
        2,
        "",
        "standpunkt: standard input cannot be read a second time: save it in a file to be able to resume\n",
    )


def test_tables_behind_a_link_are_replaced_where_they_are(tmp_path: Path, old: Path) -> None:
    (tmp_path / "link").symlink_to(old)
    folder = fill(tmp_path / "texts", 2)
    for _ in range(2):
        code_into(tmp_path / "link", [folder])
    assert (tmp_path / "link").is_symlink()
    assert tables.read(old)["articles"]["article_id"].tolist() == ["0000", "0001"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before", "link", "t", "texts"]
