"""The documents hold together: links lead somewhere, decisions name their price, and nobody's machine is in them."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import jsonschema
import pytest

import inzage
from tests.architecture.tree import ROOT

IGNORED = {".venv", ".git", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", "__pycache__"}
IGNORED |= {"build", "dist", "demo", "demo-halt", "demo-register"}
"""Folders that a command makes."""
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".sh",
    ".yml",
    ".yaml",
    ".json",
    ".typ",
    ".html",
    ".css",
    ".csv",
    ".sql",
    "",
}
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
HEADINGS = ["## Context", "## Drivers", "## Options", "## Decision", "## Negative consequences"]
MACHINE_PATH = re.compile(r"""(?<![\w./}*$-])/(?:root|work|opt|srv|home/\w+/\w|Users/\w+/\w)(?:/|\b(?=["'\s]))""")
REGISTRY = re.compile(
    r"https?://\S*(?:/simple\b|pythonhosted|registry\.npmjs)|--(?:extra-)?index-url|\"resolved\": *\"http"
)


def texts() -> list[Path]:
    """The project's own text files, whether or not git is there to list them."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in IGNORED]
        found += [Path(folder, name) for name in names if Path(name).suffix in TEXT]
    return sorted(file for file in found if file.is_file())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_a_decision_names_what_it_costs(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = [heading for heading in HEADINGS if heading in text]
    assert found == HEADINGS
    assert len(text.partition(HEADINGS[-1])[2].split()) > 20
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_no_file_names_a_machine_or_a_registry() -> None:
    me = Path(__file__)
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for file in texts()
        if file != me
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATH.search(line) or REGISTRY.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", ['data = "/opt/data"', "cd /root/x", "open('/home/anna/x')", "--index-url x"])
def test_such_a_line_would_be_found(line: str) -> None:
    assert MACHINE_PATH.search(line) or REGISTRY.search(line)


@pytest.mark.parametrize("line", ["Users/anna/AppData", "home/bram/.config", "a / srv", "src/opt/x", "**/home/x"])
def test_a_path_on_a_carrier_is_no_machine_path(line: str) -> None:
    assert not MACHINE_PATH.search(line)


@pytest.mark.parametrize("name", ["mandate", "order", "result"])
def test_a_schema_is_published_and_is_one(name: str) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"].endswith("/2020-12/schema")
    assert schema["title"]
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
    assert "require the production of a new EUPL version" in text


def test_the_papers_name_the_same_version_and_licence() -> None:
    paper = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f"softwareVersion: {inzage.__version__}\n" in paper
    assert "license: EUPL-1.2\n" in paper
    assert f"[{inzage.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"


def test_the_scripts_are_sound_shell() -> None:
    for script in [*(ROOT / "tools").glob("*.sh"), ROOT / ".ci" / "run"]:
        assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
