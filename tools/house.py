"""The house numbers: prints them, and leaves with 1 where one is broken.

Modules and functions stay short because a reviewer, an accreditor and a client's
expert must each be able to read the part that concerns them.
"""

import ast
import io
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Number:
    """One house number: ``value`` may be at most (or, where ``least``, at least) ``bound``."""

    name: str
    value: float
    bound: float
    where: str = ""
    least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the house keeps this number."""
        return self.value >= self.bound if self.least else self.value <= self.bound

    def __str__(self) -> str:
        sign = ">=" if self.least else "<="
        mark = "  " if self.holds else "! "
        return f"{mark}{self.name:<28}{self.value:>8.4g} {sign} {self.bound:<6g} {self.where}".rstrip()


def modules(folder: Path) -> list[Path]:
    """The Python files below a folder, in a stable order."""
    return sorted(folder.rglob("*.py"))


def lines(file: Path) -> int:
    """Lines in a file."""
    return len(file.read_text(encoding="utf-8").splitlines())


SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
TESTS_TO_CODE = 1.2
"""Weighed by lines of code: see docs/adr/0012."""


def statements(file: Path) -> int:
    """Lines that hold code: no comment, no docstring, no blank line (docs/adr/0012 says why)."""
    text = file.read_text(encoding="utf-8")
    held: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SILENT:
            held.update(range(token.start[0], token.end[0] + 1))
    return len(held - set(_told(ast.parse(text))))


def _told(tree: ast.Module) -> Iterator[int]:
    """Lines of docstrings, also those below a constant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def functions(file: Path) -> Iterator[tuple[int, str]]:
    """(length in lines, place) of each function in a file, decorators not counted."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{file.name}:{node.lineno} {node.name}"


def sizes(source: Path) -> Iterator[Number]:
    """How long modules, contracts and functions are."""
    long = sorted((lines(file), str(file.relative_to(source))) for file in modules(source))
    yield Number("module, longest", *_split(long[-1], 500))
    yield Number("module, median", median(n for n, _ in long), 90)
    contracts = [(n, where) for n, where in long if where.endswith("__init__.py")]
    yield Number("contract (__init__), longest", *_split(contracts[-1], 150))
    bodies = sorted(found for file in modules(source) for found in functions(file))
    yield Number("function, longest", *_split(bodies[-1], 60))
    yield Number("function, median", median(n for n, _ in bodies), 8)


def cases(folder: Path) -> Iterator[Path]:
    """What tests are made of besides code: recipes and what is expected of them."""
    return (file for file in folder.rglob("*") if file.suffix in {".sql", ".toml", ".json"})


def _split(found: tuple[int, str], bound: int) -> tuple[int, int, str]:
    return found[0], bound, found[1]


def numbers(root: Path) -> Iterator[Number]:
    """Every house number of the tree at ``root``."""
    yield from sizes(root / "src")
    written = sum(map(statements, modules(root / "src")))
    tested = sum(map(statements, modules(root / "tests"))) + sum(map(lines, cases(root / "tests")))
    where = f"{tested} / {written} lines of code"
    yield Number("tests to source", tested / written, TESTS_TO_CODE, where, least=True)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield Number("core dependencies", len(project["dependencies"]), 12)


def main() -> int:
    """Print the numbers; 1 where one does not hold."""
    found = list(numbers(ROOT))
    print("\n".join(map(str, found)))
    return 0 if all(number.holds for number in found) else 1


if __name__ == "__main__":
    sys.exit(main())
