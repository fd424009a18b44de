"""The difference attack: two publications, one person more, subtract."""

from datetime import date

import pytest

from inzage.evaluation import Level
from inzage.evaluation.gate import NothingLeft
from inzage.evaluation.gate.layers import layers
from inzage.evaluation.gate.passing import audit, gate
from inzage.evaluation.gate.published import Published
from tests.evaluation.gate.bench import draft, grid, table

BEFORE = [[120, 30, 40], [50, 40, 33], [60, 70, 80]]
LATER = {"cohort": "twee", "extracted_on": date(2026, 12, 1)}
NEXT = LATER | {"until": date(2026, 12, 1)}


@pytest.fixture(scope="module")
def first() -> Published:
    return gate(draft(table(BEFORE)), Level.PUBLIC)


def apart(one: Published, two: Published) -> list[int]:
    """What a reader who subtracts the second from the first learns, cell by cell, where both are told."""
    pairs = [(a, b) for row, other in zip(grid(one), grid(two), strict=True) for a, b in zip(row, other, strict=True)]
    return [b - a for a, b in pairs if a is not None and b is not None]


def test_one_person_more_is_found_by_who_subtracts_where_earlier_publications_are_left_aside(first: Published) -> None:
    more = [[121, 30, 40], [50, 40, 33], [60, 70, 80]]
    alone = gate(draft(table(more), **LATER), Level.PUBLIC)
    assert 1 in apart(first, alone), "the control: the attack works"
    with pytest.raises(NothingLeft):
        gate(draft(table(more), **LATER), Level.PUBLIC, [first])


def test_one_person_less_neither(first: Published) -> None:
    """Somebody was taken out of the register since."""
    with pytest.raises(NothingLeft):
        gate(draft(table([[119, 30, 40], [50, 40, 33], [60, 70, 80]]), **LATER), Level.PUBLIC, [first])


def test_where_enough_came_everywhere_all_of_it_is_told(first: Published) -> None:
    more = [[140, 50, 60], [80, 60, 53], [80, 91, 100]]
    told = gate(draft(table(more), **NEXT), Level.PUBLIC, [first])
    assert None not in [count for row in grid(told) for count in row]
    assert min(apart(first, told)) >= 10


def test_where_too_few_came_that_cell_is_withheld_and_others_with_it(first: Published) -> None:
    more = [[140, 50, 60], [80, 60, 53], [63, 91, 100]]
    told = gate(draft(table(more), **NEXT), Level.PUBLIC, [first])
    assert grid(told)[2][0] is None
    assert min(apart(first, told)) >= 10
    audit(told, [first])


def test_another_table_of_the_same_people_on_the_same_day_is_no_later_one(first: Published) -> None:
    """Nothing differs, so nothing can be subtracted; what is shared must only be withheld alike."""
    other = table([[100, 90], [60, 63], [110, 100]], "twee", columns="jaar")
    told = gate(draft(other), Level.PUBLIC, [first])
    assert None not in [count for row in grid(told) for count in row]


def test_what_was_withheld_before_is_not_told_by_the_other_way_round() -> None:
    hidden = gate(draft(table([[120, 30, 40], [50, 40, 3], [60, 70, 80]])), Level.PUBLIC)
    assert grid(hidden)[1][2] is None
    told = gate(draft(table([[120, 30, 40], [50, 40, 3], [60, 70, 80]], "weer")), Level.PUBLIC, [hidden])
    both = {**hidden.counts(), **told.counts()}
    assert both == hidden.counts(), "what is told of the same people twice is told alike"


def test_three_years_and_the_three_together_do_not_give_the_one_that_was_withheld() -> None:
    """Every pair differs by enough; the three together would tell of three people."""
    years = [date(2020 + n, 1, 1) for n in range(4)]
    earlier: list[Published] = []
    for at, row in enumerate(([40, 60], [50, 70], [3, 90])):
        when = {"since": years[at], "until": years[at + 1], "extracted_on": date(2026, 1 + at, 1), "cohort": f"c{at}"}
        earlier.append(gate(draft(table([row, [80, 90]]), **when), Level.PUBLIC, earlier))
    assert grid(earlier[2])[0][0] is None
    whole = {"since": years[0], "until": years[3], "extracted_on": date(2026, 6, 1), "cohort": "alle"}
    alone = gate(draft(table([[93, 220], [240, 270]]), **whole), Level.PUBLIC)
    assert grid(alone)[0][0] == 93, "93 - 40 - 50 = 3: the control"
    told = gate(draft(table([[93 + 20, 220 + 20], [240 + 20, 270 + 20]]), **whole), Level.PUBLIC, earlier)
    audit(told, earlier)
    shown = grid(told)[0][0]
    assert shown is None or shown - 40 - 50 >= 10


def test_within_the_organisation_earlier_ones_are_not_laid_beside() -> None:
    before = gate(draft(table(BEFORE)), Level.ORGANISATION)
    more = [[121, 30, 40], [50, 40, 33], [60, 70, 80]]
    told = gate(draft(table(more), **LATER), Level.ORGANISATION, [before])
    assert grid(told)[0][0] == 121


def test_layers_lie_between_bounds_and_batches(first: Published) -> None:
    later = gate(draft(table([[140, 50, 60], [80, 60, 53], [80, 91, 100]]), **NEXT), Level.PUBLIC)
    strata = layers([first, later])
    assert [(each.until, each.batch) for each in strata.all] == [
        (date(2026, 10, 1), 0),
        (date(2026, 10, 1), 1),
        (date(2026, 12, 1), 1),
    ]
    assert strata.of == ((0,), (0, 1, 2))
