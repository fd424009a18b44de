"""The attack model promises nothing on the word of a test that is not there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", (ROOT / "docs" / "attack-model.md").read_text(), re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def missing(held_by: str) -> list[str]:
    """Names in one cell that are no tests."""
    return [
        f"{file}::{name}"
        for file, name in NAMED.findall(held_by)
        if not (ROOT / file).exists() or f"def {name}(" not in (ROOT / file).read_text()
    ]


def test_the_promises_are_numbered_without_a_gap() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) > 10


@pytest.mark.parametrize(("number", "held_by"), ROWS)
def test_each_promise_names_tests_that_exist_or_says_that_it_has_none(number: str, held_by: str) -> None:
    assert missing(held_by) == []
    assert bool(NAMED.search(held_by)) != (held_by == "none yet"), number


def test_a_test_that_is_not_there_would_be_found() -> None:
    assert missing("`tests/worker/test_wire.py::test_nothing` `tests/nowhere.py::test_x`") == [
        "tests/worker/test_wire.py::test_nothing",
        "tests/nowhere.py::test_x",
    ]
