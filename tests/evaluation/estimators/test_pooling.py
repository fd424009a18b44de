"""Small groups that lean on one another: ends by hand, truths about all, and how often the intervals hold."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import dblquad
from scipy.special import betaln

from inzage.evaluation.estimators.pooling import Cell, Pooled, over_years, pool
from inzage.evaluation.estimators.proportions import wilson
from tests.evaluation.estimators.refusals import refused

PROFILES = (Cell("a", 2, 10), Cell("b", 5, 12), Cell("c", 0, 6), Cell("d", 60, 200))


def test_every_cell_stands_beside_its_own_share_in_the_order_given() -> None:
    found = pool(PROFILES)
    assert tuple(each.cell for each in found) == PROFILES
    assert [each.own for each in found] == [wilson(cell.k, cell.n) for cell in PROFILES]
    assert {each.shrunk.method for each in found} == {"beta-binomiaal, partieel gepoold"}


def test_a_share_is_drawn_between_its_own_and_the_common_the_more_so_the_fewer_it_counts() -> None:
    found = {each.cell.group: each for each in pool(PROFILES)}
    assert 0 < found["c"].shrunk.value < 0.3
    assert 0.2 < found["a"].shrunk.value < 0.3
    assert 0.3 < found["b"].shrunk.value < 5 / 12
    assert found["d"].shrunk.value == pytest.approx(0.3, abs=0.01)
    assert 1 > found["c"].shrinkage > found["a"].shrinkage > found["b"].shrinkage > found["d"].shrinkage > 0


def by_integral(cells: Sequence[Cell], of: Cell) -> float:
    """The pooled share of one cell by the library's own integration, over centre and shrinkage."""

    def likely(drawn: float, angle: float) -> float:
        centre, worth = np.sin(angle) ** 2, drawn / (1 - drawn)
        a, b = centre * worth, (1 - centre) * worth
        return float(np.exp(sum(betaln(a + c.k, b + c.n - c.k) - betaln(a, b) for c in cells) + 25))

    def share(drawn: float, angle: float) -> float:
        worth = drawn / (1 - drawn)
        return (np.sin(angle) ** 2 * worth + of.k) / (worth + of.n) * likely(drawn, angle)

    ends = (1e-4, np.pi / 2 - 1e-4, 1e-4, 1 - 1e-4)
    above, below = (dblquad(each, *ends, epsabs=1e-7, epsrel=1e-4)[0] for each in (share, likely))
    return float(above / below)


def test_the_grid_is_fine_enough() -> None:
    cells = (Cell("a", 3, 9), Cell("b", 6, 11), Cell("c", 1, 7))
    assert [each.shrunk.value for each in pool(cells)] == pytest.approx(
        [by_integral(cells, c) for c in cells], abs=2e-3
    )


def test_groups_that_are_alike_lean_wholly_and_groups_apart_hardly() -> None:
    alike = pool([Cell(str(n), 30, 100) for n in range(8)])
    apart = pool([Cell(str(n), 2 + 96 * (n % 2), 100) for n in range(8)])
    assert min(each.shrinkage for each in alike) > 0.65
    assert max(each.shrinkage for each in apart) < 0.1
    assert width(alike[0]) < 0.7 * (alike[0].own.high - alike[0].own.low)
    assert apart[1].shrunk.value > 0.95


def width(one: Pooled) -> float:
    return one.shrunk.high - one.shrunk.low


def test_alike_by_chance_is_not_taken_for_sure() -> None:
    """Three small groups with the very same share: the common way would give them all the interval of one big one."""
    three = pool([Cell(name, 3, 10) for name in "abc"])
    assert width(three[0]) > 1.2 * (wilson(9, 30).high - wilson(9, 30).low)


def test_a_group_of_nobody_gets_the_common_share_and_the_widest_interval() -> None:
    *others, nobody = pool([*PROFILES, Cell("nobody", 0, 0)])
    assert nobody.own is None
    assert nobody.shrinkage == pytest.approx(1)
    assert nobody.shrunk.low < 0.1
    assert width(nobody) > max(width(each) for each in others)


CELLS = st.lists(st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3, max_size=5)


@given(CELLS)
@settings(deadline=None, max_examples=8)
def test_values_stay_inside_their_intervals_and_mirror(counts: list[tuple[int, int]]) -> None:
    hits = pool([Cell(str(place), k, n) for place, (k, n) in enumerate(counts)])
    misses = pool([Cell(str(place), n - k, n) for place, (k, n) in enumerate(counts)])
    for one, other in zip(hits, misses, strict=True):
        assert 0 <= one.shrunk.low < one.shrunk.value < one.shrunk.high <= 1
        assert 0 <= one.shrinkage <= 1
        assert one.shrunk.value == pytest.approx(1 - other.shrunk.value, abs=1e-9)
        assert one.shrunk.low == pytest.approx(1 - other.shrunk.high, abs=1e-6)


def test_the_order_of_the_groups_does_not_matter() -> None:
    there, back = pool(PROFILES), pool(PROFILES[::-1])[::-1]
    assert [each.shrunk.value for each in there] == pytest.approx([each.shrunk.value for each in back])


@cache
def simulated(worth: float) -> tuple[float, float, float]:
    """Of thirty times six groups: how often the interval holds, and the mean square error, pooled and on its own."""
    drawn, held, errors, own = np.random.default_rng(6), [], [], []
    for _ in range(30):
        truth = drawn.beta(0.3 * worth, 0.7 * worth, 6)
        sizes = drawn.integers(4, 25, 6)
        counts = drawn.binomial(sizes, truth)
        cells = [Cell(str(n), int(k), int(size)) for n, (k, size) in enumerate(zip(counts, sizes, strict=True))]
        for each, share in zip(pool(cells), truth, strict=True):
            held.append(each.shrunk.low <= share <= each.shrunk.high)
            errors.append((each.shrunk.value - share) ** 2)
            own.append((each.own.value - share) ** 2)
    return float(np.mean(held)), float(np.mean(errors)), float(np.mean(own))


@pytest.mark.parametrize("worth", [5.0, 20.0])
def test_the_intervals_hold_as_often_as_they_say_whether_groups_differ_or_not(worth: float) -> None:
    assert simulated(worth)[0] >= 0.9


def test_where_groups_are_somewhat_alike_pooled_shares_are_nearer_the_truth() -> None:
    _, pooled, own = simulated(20.0)
    assert pooled < 0.6 * own


def test_years_are_added_per_group_before_groups_lean_on_one_another() -> None:
    cells = (Cell("a", 1, 4, "2023"), Cell("b", 0, 3, "2023"), Cell("a", 2, 5, "2024"), Cell("b", 2, 2, "2024"))
    assert over_years(cells) == (Cell("a", 3, 9), Cell("b", 2, 5))
    assert over_years(()) == ()


DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "no group": (lambda: pool([]), "ten minste 3 groepen", "3 groups with counts"),
    "two groups": (lambda: pool([Cell("a", 1, 2), Cell("b", 1, 2)]), "ten minste 3 groepen", "3 groups"),
    "three groups of which one counts nobody": (
        lambda: pool([Cell("a", 1, 2), Cell("b", 1, 2), Cell("c", 0, 0)]),
        "ten minste 3 groepen",
        "3 groups with counts",
    ),
    "more than all": (lambda: pool([Cell("a", 3, 2), *PROFILES]), "binnen het geheel", "within the whole"),
    "fewer than none": (lambda: pool([Cell("a", -1, 2), *PROFILES]), "binnen het geheel", "within the whole"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])


@pytest.mark.parametrize("k", [0, 6])
def test_groups_of_which_nobody_or_everybody_had_it_are_still_counted(k: int) -> None:
    found = pool([Cell(name, k, 6) for name in "abc"])[0].shrunk
    assert abs(found.value - k / 6) < 0.1
    assert found.high - found.low > 0.05
