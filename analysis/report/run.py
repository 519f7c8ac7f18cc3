"""Runs notebooks so that the same inputs always leave the same bytes."""

# mypy: allow-untyped-calls

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from tqdm import tqdm

AT_ONCE = 2
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_VOLATILE = ("execution", "ExecuteTime", "trusted")


class NotebookFailed(ValueError):
    """A cell raised; the message names the notebook, the cell and the error."""


def run_notebooks(
    folder: Path,
    tables: Path | None = None,
    *,
    out: Path | None = None,
    about: Mapping[str, str | int] | None = None,
    each: Callable[[Path], None] | None = None,
) -> list[Path]:
    """Runs every notebook of `folder`, two at a time, each in `folder` as its working directory.

    The notebooks are written back over themselves; with `out`, the executed copies go to out/notebooks and their
    figures to out/figures (environment variable STANDPUNKT_FIGURES). tables: the folder of coded tables or texts that
    they read (STANDPUNKT_TABLES). `about` is stored as `metadata.standpunkt`, which the PDF's cover shows. each: is
    called with every notebook that has run and is written.

    Returns the executed notebooks in the order of their names. Raises NotebookFailed at the first cell that does, and
    FileNotFoundError where there is no notebook.
    """
    sources = sorted(folder.resolve().glob("*.ipynb"))
    if not sources:
        raise FileNotFoundError(f"no notebooks in {folder.resolve()}")
    targets, environment = sources, _environment()
    if tables is not None:
        environment["STANDPUNKT_TABLES"] = str(tables.resolve())
    if out is not None:
        targets = [out.resolve() / "notebooks" / source.name for source in sources]
        environment["STANDPUNKT_FIGURES"] = str(out.resolve() / "figures")
        for made in ("notebooks", "figures"):
            (out / made).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="standpunkt-") as scratch:
        environment["IPYTHONDIR"] = scratch  # no start-up files of whoever runs this
        try:
            pairs = list(zip(sources, targets, strict=True))
            asyncio.run(_run_all(pairs, environment, Path(scratch), about, each))
        except* NotebookFailed as failed:
            raise failed.exceptions[0] from None
    return list(targets)


def _environment() -> dict[str, str]:
    """Ours without what would change the notebooks: other tables, and a drawing backend other than the notebook's."""
    ours = ("STANDPUNKT_TABLES", "STANDPUNKT_FIGURES", "MPLBACKEND")
    return {name: value for name, value in os.environ.items() if name not in ours}


async def _run_all(
    pairs: list[tuple[Path, Path]],
    environment: dict[str, str],
    scratch: Path,
    about: Mapping[str, str | int] | None,
    each: Callable[[Path], None] | None,
) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    with tqdm(total=len(pairs), desc="notebooks", unit="notebook", disable=None) as bar:

        async def run(source: Path, target: Path) -> None:
            async with gate:
                notebook = await _executed(source, environment, scratch)
            if about is not None:
                notebook.metadata["standpunkt"] = dict(about)
            _write(notebook, target)
            if each is not None:
                each(target)
            bar.update()

        async with asyncio.TaskGroup() as group:
            # Those first that left the most when they last ran: a long one that comes last runs alone.
            for source, target in sorted(pairs, key=lambda pair: -pair[0].stat().st_size):
                group.create_task(run(source, target))


async def _executed(source: Path, environment: dict[str, str], scratch: Path) -> NotebookNode:
    notebook = read_notebook(source)
    client = NotebookClient(
        notebook,
        kernel_name=_KERNEL["name"],
        timeout=None,
        startup_timeout=180,
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",  # the notebook is over; asked politely, a kernel takes half a second to go
        resources={"metadata": {"path": str(source.parent)}},
    )
    kernel = client.create_kernel_manager()
    kernel.connection_file = str(scratch / f"{source.stem}.json")
    if os.name == "posix":
        kernel.transport = "ipc"  # sockets in the scratch folder: no port that another user could read or take
    try:
        await client.async_execute(env=environment)
    except CellExecutionError as error:
        number, cell = _failing(notebook)
        raise NotebookFailed(
            f"{source.name}, cell {number} (id {cell.id}): {error.ename}: {error.evalue}\n{cell.source}"
        ) from None
    except DeadKernelError:
        raise NotebookFailed(f"{source.name}: its Python process ended, perhaps for want of memory") from None
    return settled(notebook)


def _failing(notebook: NotebookNode) -> tuple[int, NotebookNode]:
    """The cell that stopped the run, counted from 1 over all cells as a reader of the notebook would."""
    for number, cell in enumerate(notebook.cells, start=1):
        if any(output.output_type == "error" for output in cell.get("outputs", ())):
            return number, cell
    raise ValueError("no cell failed")


def read_notebook(path: Path) -> NotebookNode:
    """The notebook as nbformat 4.5; a cell without an id gets one from the file's name and its place."""
    content = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(content["cells"], start=1):
        cell.setdefault("id", f"{path.stem}-{number}")
    content["nbformat_minor"] = max(5, content["nbformat_minor"])
    notebook: NotebookNode = nbformat.reads(json.dumps(content), as_version=4)
    return notebook


def settled(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs between two runs or two machines: times, widget state, the patch release."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = dict(_KERNEL)
    notebook.metadata.get("language_info", {}).pop("version", None)
    count = 0
    for cell in notebook.cells:
        for key in _VOLATILE:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code" and cell.source.strip():
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    return notebook


def _write(notebook: NotebookNode, target: Path) -> None:
    """Beside the target, then switched, so that a run that is stopped leaves no half notebook."""
    beside = target.with_suffix(".ipynb.part")
    beside.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    beside.replace(target)
