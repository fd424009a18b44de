"""The house: contracts are small and import no implementation; nothing turns in circles; all is said."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.tree import (
    FILES,
    PACKAGE,
    ROOT,
    STAGES,
    imported_modules,
    imports,
    module_name,
    parsed,
    place,
)


def _house() -> ModuleType:
    spec = importlib.util.spec_from_file_location("house", ROOT / "tools" / "house.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


house = _house()


def grown(root: Path, body: str, tests: int = 200) -> list[str]:
    """Names of the numbers that a small made-up house breaks."""
    (root / "src" / "inzage").mkdir(parents=True)
    (root / "tests").mkdir()
    (root / "src" / "inzage" / "__init__.py").write_text("")
    (root / "src" / "inzage" / "noun.py").write_text(body)
    (root / "tests" / "test_noun.py").write_text("pass\n" * tests)
    (root / "pyproject.toml").write_text('[project]\ndependencies = ["a", "b"]\n')
    return [number.name for number in house.numbers(root) if not number.holds]


def a_function(lines: int) -> str:
    return "def act():\n" + "    pass\n" * (lines - 1)


def test_a_small_house_keeps_its_numbers(tmp_path: Path) -> None:
    assert grown(tmp_path, a_function(8)) == []


@pytest.mark.parametrize(
    ("body", "tests", "broken"),
    [
        (a_function(61), 400, ["function, longest", "function, median"]),
        (a_function(9), 400, ["function, median"]),
        (a_function(8) + "x = 1\n" * 493, 700, ["module, longest", "module, median"]),
        (a_function(8) + "x = 1\n" * 92, 119, ["tests to source"]),
        (a_function(8) + "x = 1\n" * 92, 120, []),
        ('"""What it is."""\n# why\n\n' + a_function(8) + "x = 1\n" * 92, 120, []),  # only code is weighed
    ],
)
def test_a_broken_number_is_named(tmp_path: Path, body: str, tests: int, broken: list[str]) -> None:
    found = [name for name in grown(tmp_path, body, tests) if name != "module, median"]
    assert found == [name for name in broken if name != "module, median"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_contract_is_at_most_150_lines(stage: str) -> None:
    assert house.lines(PACKAGE / stage / "__init__.py") <= 150


def acts(file: Path) -> list[str]:
    """Public functions at the top of a module: what makes it more than a noun."""
    return [node.name for node in parsed(file).body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_contract_imports_values_and_no_implementation(stage: str) -> None:
    contract = PACKAGE / stage / "__init__.py"
    of_stage = {module_name(file): file for file in FILES if file != contract}
    implementations = {
        name: acts(of_stage[name])
        for name in imported_modules(contract)
        if name in of_stage and name.count(".") > 1 and acts(of_stage[name])
    }
    assert implementations == {}


def circles() -> Iterator[list[str]]:
    """Import cycles between modules, found by taking away whatever imports nothing that is left."""
    graph = {module_name(file): set(imported_modules(file)) - {module_name(file)} for file in FILES}
    while leaves := {name for name, uses in graph.items() if not uses & graph.keys()}:
        graph = {name: uses for name, uses in graph.items() if name not in leaves}
    if graph:
        yield sorted(graph)


def test_no_module_imports_itself_by_a_detour() -> None:
    assert list(circles()) == []


@pytest.mark.parametrize("file", FILES, ids=place)
def test_no_import_hides_behind_type_checking(file: Path) -> None:
    assert "typing.TYPE_CHECKING" not in set(imports(file))


def unsaid(file: Path) -> Iterator[str]:
    """Public things of a module without a docstring."""
    tree = parsed(file)
    if not ast.get_docstring(tree):
        yield "the module"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_" and not ast.get_docstring(node):
            yield node.name


@pytest.mark.parametrize("file", FILES, ids=place)
def test_every_public_thing_says_what_it_is(file: Path) -> None:
    assert list(unsaid(file)) == []


@pytest.mark.parametrize(
    "file", [f for f in FILES if f.parts[-2] in ("readers", "indicators") and f.name[0] != "_"], ids=place
)
def test_a_reader_and_an_indicator_name_their_references(file: Path) -> None:
    assert re.search(r"^References:", ast.get_docstring(parsed(file)) or "", re.MULTILINE)


@pytest.mark.parametrize("file", FILES, ids=place)
def test_each_lint_exception_of_a_file_gives_its_reason_once(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = re.findall(r"^(.*)\n.*# noqa: ([A-Z0-9, ]*[0-9])(.*)$", text, re.MULTILINE)
    reasoned = {code for above, code, reason in found if re.search(r"\w{3}", reason) or above.strip().startswith("#")}
    assert {code for _, code, _ in found} - reasoned == set()
