"""The files that describe the environment say one thing, and what they promise is installed."""

import ast
import importlib.metadata
import json
import re
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlparse

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
UV_LOCK = tomllib.loads((ROOT / "uv.lock").read_text())
REQUIREMENTS = (ROOT / "requirements.txt").read_text()
ENVIRONMENT = (ROOT / "environment.yml").read_text()

LOCKED = {
    (package["name"], package["version"]): {
        file["hash"] for file in [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
    }
    for package in UV_LOCK["package"]
    if package["name"] != PYPROJECT["project"]["name"]
}


def exported() -> dict[tuple[str, str], set[str]]:
    """(name, version) to hashes, from requirements.txt."""
    pins: dict[tuple[str, str], set[str]] = {}
    for entry in re.sub(r"\\\n", " ", REQUIREMENTS).splitlines():
        if entry.strip() and not entry.lstrip().startswith("#"):
            name, version = re.match(r"([\w.-]+)==([\w.!+]+)", entry).groups()
            pins[name, version] = set(re.findall(r"--hash=(\S+)", entry))
    return pins


EXTRAS = PYPROJECT["project"]["optional-dependencies"]


def declared(*groups: str) -> list[str]:
    ours = [*PYPROJECT["project"]["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]
    return [*ours, *(line for group in groups for line in PYPROJECT["dependency-groups"][group])]


def test_requirements_are_the_lock_with_the_same_hashes():
    assert exported() == LOCKED


def test_every_package_of_the_export_has_a_hash():
    assert [pin for pin, hashes in exported().items() if not hashes] == []


@pytest.mark.parametrize("line", declared(*PYPROJECT["dependency-groups"]))
def test_the_lock_satisfies_pyproject(line):
    requirement = Requirement(line)
    versions = [version for name, version in LOCKED if name == canonicalize_name(requirement.name)]
    assert versions
    assert [version for version in versions if version not in requirement.specifier] == []


def test_the_lock_was_made_for_the_python_of_pyproject():
    assert SpecifierSet(UV_LOCK["requires-python"]) == SpecifierSet(PYPROJECT["project"]["requires-python"])


def test_the_lock_was_made_from_the_dependencies_of_pyproject():
    (project,) = [p for p in UV_LOCK["package"] if p["name"] == PYPROJECT["project"]["name"]]

    def recorded(rows):
        return sorted((row["name"], SpecifierSet(row.get("specifier", ""))) for row in rows)

    def written(lines):
        return sorted((canonicalize_name(r.name), r.specifier) for r in map(Requirement, lines))

    assert recorded(project["metadata"]["requires-dist"]) == written(declared())
    assert {group: recorded(rows) for group, rows in project["metadata"]["requires-dev"].items()} == {
        group: written(lines) for group, lines in PYPROJECT["dependency-groups"].items()
    }


def test_the_tests_run_with_every_extra():
    assert {line for lines in EXTRAS.values() for line in lines} <= set(PYPROJECT["dependency-groups"]["dev"])


def test_the_build_backend_is_locked():
    assert set(PYPROJECT["build-system"]["requires"]) <= set(PYPROJECT["dependency-groups"]["build"])


def test_the_conda_environment_is_the_same_environment():
    minors = [int(m) for m in re.findall(r"Python :: 3\.(\d+)", "\n".join(PYPROJECT["project"]["classifiers"]))]
    assert minors == list(range(minors[0], minors[-1] + 1))
    assert SpecifierSet(PYPROJECT["project"]["requires-python"]) == SpecifierSet(f">=3.{minors[0]}")
    assert yaml.safe_load(ENVIRONMENT) == {
        "name": PYPROJECT["project"]["name"],
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python>=3.{minors[0]},<3.{minors[-1] + 1}", "pip", {"pip": ["-r requirements.txt"]}],
    }


@pytest.mark.parametrize("name", ["uv.lock", "requirements.txt", "pyproject.toml", "environment.yml", "Makefile"])
def test_packages_come_from_pypi_alone(name):
    urls = re.findall(r"\b\w+://[^\s\"']+", (ROOT / name).read_text())
    assert {urlparse(url).netloc for url in urls} <= {"pypi.org", "files.pythonhosted.org"}


#: tests/fuzz runs in an environment of its own.
ELSEWHERE = {"atheris"}


def imported(folder: str) -> set[str]:
    """Top-level names of everything that the modules below a folder import, also inside functions."""
    nodes = [node for path in (ROOT / folder).rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0]
    ours = {"analysis", "tests", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - ours - ELSEWHERE


@pytest.mark.parametrize(("folder", "groups"), [("analysis", ()), ("tests", ("dev",))])
def test_every_package_that_is_imported_is_declared(folder, groups):
    distributions = importlib.metadata.packages_distributions()
    known = {canonicalize_name(Requirement(line).name) for line in declared(*groups)}
    assert {
        name
        for name in imported(folder)
        if not known & {canonicalize_name(distribution) for distribution in distributions.get(name, [])}
    } == set()


def test_the_version_in_the_changelog_is_the_package_version():
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    assert newest.group(1) == PYPROJECT["project"]["version"]


@pytest.mark.parametrize("group", ["console_scripts", "nbconvert.exporters", "spacy_factories"])
def test_installed_entry_points_load(group):
    entries = importlib.metadata.distribution(PYPROJECT["project"]["name"]).entry_points.select(group=group)
    assert [entry.name for entry in entries if callable(entry.load())] == [entry.name for entry in entries] != []


def test_jupyter_settings_are_installed_beside_the_interpreter():
    name = "jupyter_server_config.json"
    installed = Path(sys.prefix, "etc", "jupyter", name)
    assert json.loads(installed.read_text("utf-8")) == json.loads((ROOT / "jupyter-config" / name).read_text("utf-8"))
