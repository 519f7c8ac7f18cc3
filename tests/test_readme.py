"""README and codebook say what the project does: tables, figures, reasons, commands, modules, and coded examples."""

from __future__ import annotations

import csv
import json
import re
import shlex
import tomllib
from argparse import _SubParsersAction
from pathlib import Path

import pandas as pd
import pytest

from analysis.__main__ import main, parser
from analysis.coding import code_article
from analysis.columns import COLUMNS
from analysis.records import SCORES, Article

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CODEBOOK = (ROOT / "CODEBOOK.md").read_text("utf-8")
BOILERPLATE = list(csv.DictReader((ROOT / "analysis/lexicon/boilerplate.csv").read_text("utf-8").splitlines()))


def section(title: str) -> str:
    """README between a heading and the next one of its level or above."""
    level, _ = title.split(" ", 1)
    found = re.search(rf"^{re.escape(title)}$\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", README, flags=re.M | re.S)
    assert found, f"README has no section {title!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The cells of a Markdown table's rows, without its header."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.replace(r"\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for i, row in enumerate(cells) if not any(set("".join(r)) <= set("-:") for r in cells[i : i + 2])]


def code(cell: str) -> str:
    return cell.removeprefix("`").removesuffix("`")


def test_the_table_dictionary_is_the_contract():
    dictionary = section("## Table dictionary")
    headings = re.findall(r"^### `(\w+)`: (.+)$", dictionary, flags=re.M)
    assert headings == [(name, grain) for name, (grain, _) in COLUMNS.items()]
    for name, grain in headings:
        found = rows(section(f"### `{name}`: {grain}"))
        assert {code(column): meaning for column, meaning in found} == COLUMNS[name][1]


def test_every_reason_for_removing_is_listed_with_an_example_of_its_own():
    listed = {code(reason): code(example) for reason, _, example in rows(section("## Why something was removed"))}
    examples: dict[str, set[str]] = {}
    for row in BOILERPLATE:
        if row["match"] != "word":  # a word alone removes nothing: patterns name it
            examples.setdefault(row["kind"], set()).add(row["example"])
    assert set(listed) == set(examples)
    assert {reason: example for reason, example in listed.items() if example not in examples[reason]} == {}


def test_the_gallery_holds_every_figure_with_the_notebook_that_draws_it():
    gallery = section("## Figures")
    shown: dict[str, str] = {}
    for notebook in re.findall(r"^### .*\(notebooks/(.+)\)$", gallery, flags=re.M):
        heading = next(
            line for line in gallery.splitlines() if f"(notebooks/{notebook})" in line and line.startswith("###")
        )
        for name in re.findall(r"!\[[^\]]+\]\(figures/([\w-]+)\.png\)", section(heading)):
            shown[name] = notebook
    drawn: dict[str, str] = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for name in re.findall(r'charts\.save\(.*"([\w-]+)"\)', "".join(cell["source"]), flags=re.S):
                drawn[name] = path.name
    assert shown == drawn
    files = {path.name for path in (ROOT / "figures").iterdir()}
    assert files == {f"{name}.{ending}" for name in drawn for ending in ("png", "svg")}


@pytest.mark.parametrize("name", ["README.md", "CODEBOOK.md", "CONTRIBUTING.md", "seeds/README.md"])
def test_every_path_in_a_link_exists(name):
    page = ROOT / name
    targets = re.findall(r"\]\((?!https?://)([^)#]*)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_heading_in_a_link_exists():
    headings = re.findall(r"^#+ (.+)$", README, flags=re.M)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert [anchor for anchor in re.findall(r"\]\(#([^)]+)\)", README) if anchor not in anchors] == []


def test_the_scale_has_the_numbers_of_the_code():
    listed = {code(row[0]): int(row[1].replace("−", "-")) for row in rows(section("### The scale"))}
    assert listed == SCORES


def test_the_scores_are_all_of_the_first_sight():
    columns = "date set articles detection_precision detection_recall exact ordinal_alpha joint_f1".split()
    history = csv.DictReader((ROOT / "tests/evaluation_history.csv").read_text("utf-8").splitlines())
    first = [[row[column] for column in columns] for row in history if row["sight"] in ("first", "unread")]
    assert rows(section("### How well it reads")) == first


def test_every_command_and_every_option_is_explained():
    (commands,) = [action for action in parser()._actions if isinstance(action, _SubParsersAction)]
    for name, command in commands.choices.items():
        assert f"-m analysis {name}" in README
        options = [
            o for action in command._actions for o in action.option_strings if o.startswith("--") and o != "--help"
        ]
        assert [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", README)] == []


@pytest.fixture
def my_articles(tmp_path, monkeypatch):
    """A folder as README describes it, with the article of its example."""
    monkeypatch.chdir(tmp_path)
    title, sentence = re.findall(r"^      “(.+)”$", README, flags=re.M)
    folder = tmp_path / "my_articles"
    folder.mkdir()
    (folder / "oslo.txt").write_text(f"{title}\n\n{sentence}\n", "utf-8")
    (folder / "sources.csv").write_text("file,outlet,url,date,note\noslo.txt,Musterblatt,,2025-03-12,\n", "utf-8")


def test_the_commands_run_as_they_stand(my_articles, capsys):
    lines = re.findall(r"^    \.venv/bin/python -m analysis ((?:code|terms) .+)$", README, flags=re.M)
    assert len(lines) == 3
    assert [main(shlex.split(line)) for line in lines] == [0, 0, 0]
    printed = capsys.readouterr().out
    (explained,) = re.findall(r"^```text\n(.+?)^```$", README, flags=re.M | re.S)
    assert explained.strip() in printed
    assert {path.stem for path in Path("my_tables").iterdir()} == {*COLUMNS, "inputs"}
    assert pd.read_csv("my_tables/articles.csv")[["outlet", "date_source"]].values.tolist() == [
        ["Musterblatt", "sidecar"]
    ]


def test_the_python_examples_run_as_they_stand(my_articles, capsys):
    assert main(["code", "my_articles", "--out", "my_tables"]) == 0
    capsys.readouterr()
    for block in re.findall(r"^```python\n(.+?)^```$", README, flags=re.M | re.S):
        exec(block, {})
        promised = [line.split("# ")[1] for line in block.splitlines() if line.startswith("print(")]
        assert capsys.readouterr().out.splitlines() == promised


def test_every_module_is_in_the_map():
    listed = {name for row in rows(section("## How it works")) for name in re.findall(r"`(\w+)`", row[0])}
    modules = {
        path.stem for path in (ROOT / "analysis").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert listed == modules - {"__init__"}


def test_names_that_a_reader_types_are_those_of_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for group in project["entry-points"].values():
        assert [name for name in group if name not in README] == []
    lowest = project["requires-python"].removeprefix(">=")
    assert f"Python {lowest} or newer" in README


def examples() -> list[tuple[str, str, bool]]:
    """The codebook's examples: text, code, and whether a dagger says that the program codes it otherwise."""
    found = re.findall(r"^\| († )?([^|]+[.?!]) \| `([^`]+)` \|$", CODEBOOK, flags=re.M)
    return [(text, wanted, bool(dagger)) for dagger, text, wanted in found]


def coded(text: str, wanted: str) -> str:
    """The labels of a text in the codebook's notation; contributions only where the codebook names one."""
    one = code_article(Article("example", "example.txt", text + "\n", "utf-8", ""), {"date": "2025-06-15"})
    labels = []
    for position in one.positions:
        parts = [position.country, position.position]
        parts += [position.certainty] if position.certainty != "asserted" else []
        parts += ["contradictory"] if position.contradictory else []
        given = {s.contribution for s in one.statements if s.country == position.country} - {"ground", "none_stated"}
        parts += sorted(given & set(wanted.split()))
        labels.append(" ".join(parts))
    return "; ".join(labels) or "no row"


def test_the_codebook_has_no_example_in_another_notation():
    assert len(examples()) == len(re.findall(r"^\| .+[.?!] \| .+\|$", CODEBOOK, flags=re.M))


@pytest.mark.parametrize(("text", "wanted", "dagger"), examples(), ids=[text[:50] for text, _, _ in examples()])
def test_an_example_is_coded_as_the_codebook_says(text, wanted, dagger):
    assert (coded(text, wanted) == wanted) is not dagger
