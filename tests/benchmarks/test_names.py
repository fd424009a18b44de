"""What benchmarks and tools take from the package is there: neither is read by the type checker."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def taken() -> Iterator[tuple[str, str, str]]:
    """(script, module, name) of each import from the package."""
    for script in sorted([*ROOT.glob("benchmarks/*.py"), *ROOT.glob("tools/*.py")]):
        for node in ast.walk(ast.parse(script.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("inzage"):
                yield from ((script.name, str(node.module), one.name) for one in node.names)


def is_there(module: str, name: str) -> bool:
    """Is it a name in the module, or a module in the package?"""
    found = importlib.import_module(module)
    if hasattr(found, name):
        return True
    try:
        importlib.import_module(f"{module}.{name}")
    except ImportError:
        return False
    return True


@pytest.mark.parametrize(("script", "module", "name"), sorted(set(taken())))
def test_what_a_script_takes_is_there(script: str, module: str, name: str) -> None:
    assert is_there(module, name), f"{script} takes {name}, which {module} does not have"


def test_what_is_not_there_is_seen() -> None:
    assert is_there("inzage.worker", "warm") and is_there("inzage.worker.warm", "READERS")
    assert not is_there("inzage.worker.warm", "HANDLER")
