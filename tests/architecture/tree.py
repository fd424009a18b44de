"""What the architecture tests look at: the source tree, as text and as loaded modules."""

import ast
import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import django

import inzage

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "inzage"
STAGES = sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file())
FILES = sorted(PACKAGE.rglob("*.py"))


def place(file: Path) -> str:
    """A file as the tests name it."""
    return str(file.relative_to(SRC))


def module_name(file: Path) -> str:
    """``inzage.stage.module`` of a file."""
    parts = file.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def stage_of(file: Path) -> str:
    """The stage that a file belongs to, wherever the tree itself lies."""
    return file.relative_to(PACKAGE).parts[0]


def parsed(file: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[str]:
    """Every module or name that a file imports, at whatever depth of the code."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_modules(file: Path) -> Iterator[str]:
    """The modules of the package that a file imports."""
    known = {module_name(other) for other in FILES}
    for name in imports(file):
        found = name if name in known else name.rpartition(".")[0]
        if found in known:
            yield found


def loaded() -> Iterator[ModuleType]:
    """Every module of the package, loaded; the register's tables exist only where Django stands."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.register.web.settings"
    django.setup()
    yield inzage
    for found in pkgutil.walk_packages(inzage.__path__, "inzage."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)
