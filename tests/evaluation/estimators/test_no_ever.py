"""There is no way but one from an exposure to a hazard, and on it an exposure has days."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from inzage.evaluation import Exposure, NothingToCount, Unit, estimators
from inzage.evaluation.estimators.cox import cox
from inzage.evaluation.estimators.stretches import time_varying
from tests.architecture.tree import FILES, parsed

ZERO = date(2020, 1, 1)
FILES_HERE = [file for file in FILES if "evaluation" in file.parts and "register" not in file.parts]


def public() -> Iterator[tuple[str, object]]:
    """Everything public of the estimators, by its name."""
    for found in pkgutil.iter_modules(estimators.__path__):
        module = importlib.import_module(f"{estimators.__name__}.{found.name}")
        for name, value in vars(module).items():
            if getattr(value, "__module__", "") == module.__name__ and not name.startswith("_"):
                yield name, value


FORBIDDEN = ("ever", "never", "exposed", "treated", "naive", "compare_groups")


def test_no_estimator_is_named_after_ever_or_never() -> None:
    found = dict(public())
    assert {"cox", "time_varying", "kaplan_meier", "anytime"} <= found.keys()
    assert [name for name in found if any(word in name.lower().split("_") for word in FORBIDDEN)] == []


def test_no_estimator_takes_who_was_exposed_as_one_word_per_person() -> None:
    parameters = {
        name: set(inspect.signature(value).parameters) for name, value in public() if inspect.isfunction(value)
    }
    assert len(parameters) > 20
    assert {
        name for name, taken in parameters.items() if any(word in each for each in taken for word in FORBIDDEN)
    } == set()


def test_estimators_look_at_exposures_in_one_place_where_they_have_days() -> None:
    reading = {
        file.name
        for file in FILES_HERE
        if "estimators" in file.parts
        and any(isinstance(node, ast.Attribute) and node.attr == "exposures" for node in ast.walk(parsed(file)))
    }
    assert reading == {"stretches.py"}


def truths(tree: ast.AST) -> Iterator[ast.AST]:
    """What is used as a plain yes or no, or counted: conditions, ``not``, ``bool``, ``any``, ``len`` and so on."""
    for node in ast.walk(tree):
        match node:
            case ast.If(test=test) | ast.IfExp(test=test):
                yield test
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield operand
            case ast.BoolOp(values=values):
                yield from values
            case ast.Call(func=ast.Name(id="bool" | "len" | "float" | "int"), args=[argument, *_]):
                yield argument


def asks_ever(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "exposures" for node in truths(tree))


@pytest.mark.parametrize("file", FILES_HERE, ids=lambda file: file.stem)
def test_nothing_in_the_evaluation_asks_whether_there_was_ever_an_exposure(file: Path) -> None:
    assert not asks_ever(parsed(file))


@pytest.mark.parametrize(
    "naive", ["bool(unit.exposures)", "1 if unit.exposures else 0", "not unit.exposures", "len(unit.exposures)"]
)
def test_that_test_can_fail(naive: str) -> None:
    assert asks_ever(ast.parse(naive))
    assert not asks_ever(ast.parse("[each.since for each in unit.exposures]"))


def test_one_who_is_only_ever_exposed_gives_no_hazard() -> None:
    """All exposed from time zero on, or none: there is no time to compare with, and so no number."""
    for exposures in ((), (Exposure("help", ZERO),)):
        units = [Unit(str(n), (), ZERO, ZERO + timedelta(days=n + 5), "again", exposures=exposures) for n in range(20)]
        with pytest.raises(NothingToCount, match="that help differs"):
            cox(time_varying(units, "help", "again"))
