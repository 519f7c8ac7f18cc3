"""The notebooks in a real JupyterLab: run all cells, look at the figures, save the PDF from the menu.

Needs Chromium (from the system) and the package playwright (`pip install playwright`; its own browsers are not used).
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pypdf
import pytest

from analysis.records import SCORES

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MINUTE = 60_000  # milliseconds

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A running JupyterLab on a copy of the notebooks, with an empty home."""
    home = tmp_path_factory.mktemp("home")
    for folder in ("notebooks", "figures", "seeds"):
        shutil.copytree(ROOT / folder, home / "project" / folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--expose-app-in-browser"]
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", *options]
    kept = {name: value for name, value in os.environ.items() if name not in ("MPLBACKEND", "STANDPUNKT_TABLES")}
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--IdentityProvider.token=secret", f"--ServerApp.root_dir={home / 'project'}"],
            stderr=log,
            env={**kept, "HOME": str(home), "STANDPUNKT_FIGURES": str(home / "project" / "figures")},
        )
        try:
            address = f"http://127.0.0.1:{port}"
            deadline = time.monotonic() + 60
            while not answers(f"{address}/api?token=secret"):
                assert time.monotonic() < deadline, (home / "log").read_text()
                time.sleep(0.5)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, lab):
    """An empty JupyterLab workspace."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1400, "height": 1000})
    opened = context.new_page()
    opened.set_default_timeout(MINUTE)
    yield opened
    context.close()


def entry(page, label):
    return page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{re.escape(label)}$"))


def choose(page, menu, *labels):
    page.locator(".lm-MenuBar-itemLabel", has_text=menu).first.click()
    for label in labels[:-1]:
        entry(page, label).hover()
    entry(page, labels[-1]).click()


def code(name):
    """The code cells of a committed notebook that hold any code."""
    cells = json.loads((ROOT / "notebooks" / name).read_text("utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]


PANEL = "window.jupyterapp.shell.currentWidget"
IDLE = f"{PANEL}?.sessionContext?.session?.kernel?.status === 'idle'"
# What JupyterLab holds, whether scrolled into view or not.
RUN = f"{PANEL}.content.model.sharedModel.toJSON().cells.filter(cell => cell.execution_count)"
FAILED = f"{RUN}.some(cell => cell.outputs.some(output => output.output_type === 'error'))"


def opened(page, lab, name):
    page.goto(f"{lab}/lab/workspaces/{name.split('.')[0]}/tree/notebooks/{name}?reset&token=secret")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.wait_for_function(IDLE)


def title(name):
    """The first heading of a committed notebook."""
    cells = json.loads((ROOT / "notebooks" / name).read_text("utf-8"))["cells"]
    return "".join(cells[0]["source"]).splitlines()[0].removeprefix("# ")


def described(node):
    """The alternative texts of all figures below a structure element."""
    node = node.get_object()
    if not isinstance(node, dict):
        return []
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    own = [node["/Alt"]] if node.get("/S") == "/Figure" else []
    return own + [text for child in children for text in described(child)]


def kinds(cells):
    return [[output["output_type"] for output in cell["outputs"]] for cell in cells]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_and_prints(page, lab, name, tmp_path):
    opened(page, lab, name)
    choose(page, "Edit", "Clear Outputs of All Cells")
    page.wait_for_function(f"{RUN}.length === 0")
    choose(page, "Run", "Run All Cells")
    page.wait_for_function(f"({RUN}.length === {len(code(name))} || {FAILED}) && {IDLE}", timeout=5 * MINUTE)
    assert kinds(page.evaluate(RUN)) == kinds(code(name))
    assert not any("error" in kind for kind in kinds(code(name)))

    drawn = page.locator(".jp-RenderedSVG img, .jp-RenderedSVG svg, .jp-RenderedImage img")
    figures = sum("image/svg+xml" in output.get("data", ()) for cell in code(name) for output in cell["outputs"])
    for place in range(figures):
        drawn.nth(place).scroll_into_view_if_needed()
        assert drawn.nth(place).bounding_box()["width"] > 100

    with page.expect_download() as download:
        choose(page, "File", "Save and Export Notebook As", "StandpunktPDF")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == name.replace(".ipynb", ".pdf")
    pdf = pypdf.PdfReader(file)
    assert len(pdf.pages) > 1
    assert pdf.metadata.title == title(name)
    assert len(described(pdf.trailer["/Root"]["/StructTreeRoot"])) == figures
    assert "Traceback" not in "".join(page.extract_text() for page in pdf.pages)


def test_a_click_on_a_head_sorts_the_evidence(page, lab):
    opened(page, lab, "03-positions.ipynb")
    choose(page, "Run", "Run All Cells")
    page.wait_for_function(
        f"({RUN}.length === {len(code('03-positions.ipynb'))} || {FAILED}) && {IDLE}", timeout=MINUTE
    )
    table = page.locator(".jp-RenderedHTML table", has=page.locator("th", has_text=re.compile("^decided by$")))
    table.scroll_into_view_if_needed()
    shown = [list(SCORES).index(word) for word in table.locator("td:nth-child(3)").all_text_contents()]
    assert shown != sorted(shown)
    table.locator("th", has_text=re.compile("^position$")).click()
    up = [list(SCORES).index(word) for word in table.locator("td:nth-child(3)").all_text_contents()]
    table.locator("th", has_text=re.compile("^position$")).press("Enter")
    down = [list(SCORES).index(word) for word in table.locator("td:nth-child(3)").all_text_contents()]
    assert (up, down) == (sorted(shown), sorted(shown, reverse=True))


def test_the_menu_offers_nothing_that_needs_tex_or_a_browser(page, lab):
    opened(page, lab, NOTEBOOKS[0])
    page.locator(".lm-MenuBar-itemLabel", has_text="File").first.click()
    entry(page, "Save and Export Notebook As").hover()
    entry(page, "StandpunktPDF").wait_for()
    offered = page.locator(".lm-Menu").last.locator(".lm-Menu-itemLabel").all_text_contents()
    assert sorted(filter(None, offered)) == [
        "Executable Script",
        "HTML",
        "Markdown",
        "Reveal.js Slides",
        "StandpunktPDF",
        "StandpunktPDFWithCode",
    ]
