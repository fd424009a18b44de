"""What goes out: rounded counts, percentages that tell no more than they do, and the same again from its JSON."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation import Level
from inzage.evaluation.gate.passing import gate
from inzage.evaluation.gate.published import Published, percentage
from inzage.evaluation.gate.rules import ORGANISATION, PUBLIC, RULES
from inzage.evaluation.told import read, told
from tests.evaluation.gate.bench import draft, grid, table
from tests.evaluation.gate.reader import narrowest


@pytest.mark.parametrize(("count", "said"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (55, 55), (0, 0)])
def test_counts_are_rounded_to_fives(count: int, said: int) -> None:
    assert PUBLIC.rounded(count) == said
    assert ORGANISATION.rounded(count) == count


@given(st.integers(0, 500))
def test_a_rounded_count_lies_within_two_of_the_true_one(count: int) -> None:
    assert abs(PUBLIC.rounded(count) - count) <= 2
    assert PUBLIC.rounded(count) % 5 == 0


@pytest.mark.parametrize("count", [0, 1, 9, 10])
def test_small_is_below_ten_in_public_and_one_to_four_within_the_organisation(count: int) -> None:
    assert PUBLIC.small(count) is (count < 10)
    assert ORGANISATION.small(count) is (count in (1, 2, 3, 4))


@given(st.integers(10, 99), st.integers(10, 99))
def test_a_percentage_tells_nothing_that_the_rounded_counts_do_not(count: int, more: int) -> None:
    """The rounding attack on it: every pair of true counts behind the same print has the same percentage."""
    printed = PUBLIC.rounded(count), PUBLIC.rounded(count + more)
    said = percentage(*printed, PUBLIC)
    behind = product(range(printed[0] - 2, printed[0] + 3), range(printed[1] - 2, printed[1] + 3))
    assert {percentage(PUBLIC.rounded(a), PUBLIC.rounded(b), PUBLIC) for a, b in behind} == {said}


@pytest.mark.parametrize(("count", "of"), [(None, 50), (20, None), (5, 5), (0, 0)])
def test_there_is_no_percentage_of_too_few(count: int | None, of: int | None) -> None:
    assert percentage(count, of, PUBLIC) is None


def test_where_the_rounding_can_be_undone_the_withheld_cells_still_keep_their_span() -> None:
    """Four twelves print as tens with a total of fifty, which only four twelves can give."""
    counts = [[12, 12, 12, 12], [30, 3, 40, 50], [60, 70, 80, 90]]
    printed = grid(gate(draft(table(counts)), Level.PUBLIC))
    assert PUBLIC.rounded(48) - 4 * PUBLIC.rounded(12) == 10
    assert printed[1][1] is None
    assert narrowest([printed]) >= 10


def test_a_publication_comes_back_from_its_json() -> None:
    made = gate(draft(table([[120, 30, 40], [50, 40, 3], [60, 70, 80]])), Level.PUBLIC)
    assert read(Published, told(made)) == made
    assert "null" not in str(told(made))


def test_each_level_says_in_both_languages_what_it_does() -> None:
    assert RULES.keys() == set(Level)
    assert len({rule.said for rule in RULES.values()}) == 3
    assert all(rule.said.nl.endswith(".") and rule.said.en.endswith(".") for rule in RULES.values())
