"""How many people a difference takes, against calculated tables."""

import pytest

from inzage.evaluation.power import needed_per_group, smallest_drop


@pytest.mark.parametrize(
    ("one", "other", "needed"),
    [(0.36, 0.31, 1398), (0.36, 0.26, 335), (0.36, 0.21, 141), (0.36, 0.16, 75), (0.10, 0.05, 435)],
)
def test_the_numbers_are_those_of_the_published_calculation(one: float, other: float, needed: int) -> None:
    assert needed_per_group(one, other) == needed
    assert needed_per_group(other, one) == needed


@pytest.mark.parametrize(("per_group", "points"), [(55, 0.23), (110, 0.17), (165, 0.14), (275, 0.11)])
def test_the_smallest_drop_is_that_of_the_table(per_group: int, points: float) -> None:
    drop = smallest_drop(0.36, per_group)
    assert drop is not None
    assert round(drop, 2) == points
    assert needed_per_group(0.36, 0.36 - drop) <= per_group
    assert needed_per_group(0.36, 0.36 - drop + 0.001) > per_group


def test_too_few_see_nothing_at_all_and_a_difference_of_none_is_refused() -> None:
    assert smallest_drop(0.36, 2) is None
    for one, other in ((0.3, 0.3), (1.2, 0.3), (0.3, -0.1)):
        with pytest.raises(ValueError, match="two different shares"):
            needed_per_group(one, other)
