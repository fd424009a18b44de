"""Every requirement of ASVS 5.0.0, levels 1 and 2, has one answer; what an answer rests on is there."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools import asvs_table

ROOT = Path(__file__).parents[2]
FOUND = asvs_table.requirements()
COUNTS = {
    **{1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 9: (4, 3)},
    **{10: (5, 24), 11: (3, 11), 12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16), 17: (0, 7)},
}
"""How many the standard has in each chapter, of level 1 and of level 2."""


def test_each_chapter_has_as_many_as_the_standard_and_none_twice() -> None:
    levels = Counter((asvs_table.chapter_of(each), each["level"]) for each in FOUND)
    assert {number: (levels[number, 1], levels[number, 2]) for number in asvs_table.CHAPTERS} == COUNTS
    assert [each for each, many in Counter(each["id"] for each in FOUND).items() if many > 1] == []
    assert len(FOUND) == sum(map(sum, COUNTS.values())) == 253


def test_they_stand_in_the_order_of_the_standard() -> None:
    order = [tuple(map(int, each["id"].split("."))) for each in FOUND]
    assert order == sorted(order) and {len(each) for each in order} == {3}


@pytest.mark.parametrize("each", FOUND, ids=[each["id"] for each in FOUND])
def test_an_answer_rests_on_tests_or_names_its_reason(each: dict[str, Any]) -> None:
    assert set(each) == {"id", "level", "summary", "answer", "reason", "tests"}
    assert each["answer"] in asvs_table.ANSWERS
    assert each["reason"] or (each["answer"] == "holds" and each["tests"])
    assert missing(each["tests"]) == []


def test_whoever_says_no_more_than_that_it_holds_names_a_test() -> None:
    without = [each["id"] for each in FOUND if each["answer"] == "holds" and not each["tests"]]
    assert without == []


def missing(tests: list[str]) -> list[str]:
    """Names that are no tests."""
    return [each for each in tests if each.partition("::")[2] not in functions(each.partition("::")[0])]


@cache
def functions(file: str) -> frozenset[str]:
    """The tests of a file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return frozenset(each.name for each in body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"))


def test_a_test_that_is_not_there_would_be_found() -> None:
    gone = ["tests/register/test_asvs.py::missing", "tests/nowhere.py::test_x", "tests/register/test_asvs.py"]
    assert missing([*gone, "tests/register/test_asvs.py::test_the_page_is_what_its_generator_makes"]) == gone


def test_the_page_is_what_its_generator_makes() -> None:
    assert asvs_table.PAGE.read_text(encoding="utf-8") == asvs_table.page()


def test_the_words_are_our_own_and_short() -> None:
    for each in FOUND:
        assert len(each["summary"]) <= 80 and "Verify" not in each["summary"], each["id"]
        assert each["summary"].endswith(".") and "|" not in each["summary"] + each["reason"], each["id"]
