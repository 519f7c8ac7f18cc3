"""What of a notebook's cells is printed: one form of each output, as HTML or plain text, with its figures as files."""

# mypy: allow-untyped-calls

from __future__ import annotations

import base64
import html
import re
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

_ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_SVG_TEXT = re.compile(r"<(?:\w+:)?(?:desc|title)\b[^>]*>([^<]+)</(?:\w+:)?(?:desc|title)>")
_IMAGES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


def printable(cell: NotebookNode, number: int, folder: Path, *, show_code: bool) -> NotebookNode:
    """The cell as it goes to paper: its source or none, and every output in exactly one form.

    Figures are written to `folder` as figure-<number>-<output>.<ending>. Standard error is dropped: it holds
    warnings and progress bars, which speak to whoever runs the notebook, not to the reader.
    """
    if cell.cell_type != "code":
        return cell
    if not show_code:
        cell.source = ""
    kept = []
    for index, output in enumerate(cell.outputs):
        if output.output_type == "stream" and output.name == "stderr":
            continue
        kept.append(_one_form(output, cell.metadata, folder / f"figure-{number}-{index}"))
    cell.outputs = [output for output in kept if output is not None]
    return cell


def _one_form(output: NotebookNode, cell_metadata: NotebookNode, stem: Path) -> NotebookNode | None:
    """Vector before pixels before HTML before Markdown before text: the best that prints."""
    if output.output_type == "stream":
        return _text(output.text)
    if output.output_type == "error":
        return _text("\n".join([*output.traceback]) or f"{output.ename}: {output.evalue}")
    for kind, ending in _IMAGES.items():
        if kind in output.data:
            return _figure(output, cell_metadata, kind, stem.with_suffix(f".{ending}"))
    for kind in ("text/html", "text/markdown"):
        if _joined(output.data.get(kind, "")).strip():
            return _display({kind: _joined(output.data[kind])})
    return _text(_joined(output.data.get("text/plain", "")))


def _figure(output: NotebookNode, cell_metadata: NotebookNode, kind: str, file: Path) -> NotebookNode:
    content = _joined(output.data[kind])
    file.write_bytes(content.encode() if kind == "image/svg+xml" else base64.b64decode(content))
    own = output.metadata.get(kind, {})
    said = [where.get("alt") for where in (own, output.metadata, cell_metadata)]
    if kind == "image/svg+xml":
        said += [html.unescape(text.strip()) for text in _SVG_TEXT.findall(content)[:1]]
    alt = next((text for text in said if text), "")
    caption = next((where["caption"] for where in (output.metadata, cell_metadata) if where.get("caption")), "")
    width = own.get("width", "")
    return _display(
        {
            "text/html": f'<figure><img src="{file.name}" alt="{html.escape(alt)}" width="{width}">'
            f"<figcaption>{html.escape(caption)}</figcaption></figure>"
        }
    )


def _display(data: dict[str, str]) -> NotebookNode:
    return NotebookNode(output_type="display_data", data=NotebookNode(data), metadata=NotebookNode())


def _text(text: str) -> NotebookNode | None:
    plain = _ESCAPE_SEQUENCE.sub("", _joined(text)).rstrip()
    return NotebookNode(output_type="stream", name="stdout", text=plain) if plain.strip() else None


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)
