"""A folder of tables that is replaced as a whole: at every moment it holds one complete run, the old or the new."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

from analysis.columns import COLUMNS

FORMATS = ("csv", "parquet")
INPUTS = "inputs.json"
_OURS = {f"{name}.{ending}" for name in COLUMNS for ending in FORMATS} | {INPUTS}
#: RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS; AT_FDCWD of Linux: paths count from the working directory.
_EXCHANGE, _HERE = 2, -100


def claim(folder: Path) -> None:
    """Make sure that tables may be written to a folder, which need not exist.

    Raises FileExistsError where it holds anything that is not one of these tables, so that nothing of the user's is
    lost. Where a run was ended between the two renames of `switch`, its old folder comes back.
    """
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    strange = sorted(p.name for p in folder.iterdir() if p.name not in _OURS) if folder.is_dir() else []
    if strange or folder.is_file():
        what = strange[0] if strange else "a file of that name"
        raise FileExistsError(f"{folder} holds {what}, which is no table of this program: name an empty or new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)


def switch(beside: Path, folder: Path) -> None:
    """Put a finished folder, on the same file system, in the place of another one, which is then deleted.

    In one step on Linux and macOS. A file system that cannot do that (some network drives) takes two renames.
    """
    old = _old(folder)
    shutil.rmtree(old, ignore_errors=True)
    if not folder.exists():
        beside.rename(folder)
    elif _exchanged(beside, folder):
        shutil.rmtree(beside)
    else:
        folder.rename(old)
        beside.rename(folder)
        shutil.rmtree(old)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders could be exchanged in one step."""
    system = ctypes.CDLL(None)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return bool(system.renamex_np(first, second, _EXCHANGE) == 0)
    try:
        return bool(system.renameat2(_HERE, first, _HERE, second, _EXCHANGE) == 0)
    except AttributeError:  # a C library older than 2018
        return False
