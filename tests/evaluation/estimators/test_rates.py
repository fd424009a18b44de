"""Rates against printed limits, ratios against exact chances, and series of which the truth is known."""

from collections.abc import Callable
from math import comb, exp, factorial, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation.estimators.rates import Segments, rate, rate_ratio, segmented
from tests.evaluation.estimators.refusals import refused

GARWOOD = [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (20, 12.217, 30.888)]


@pytest.mark.parametrize(("events", "low", "high"), GARWOOD)
def test_a_count_has_the_limits_that_garwood_printed(events: int, low: float, high: float) -> None:
    found = rate(events, 1)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)
    assert found.method == "Poisson, exact"


@given(st.integers(1, 60), st.floats(0.5, 500))
def test_each_limit_leaves_two_and_a_half_per_cent(events: int, years: float) -> None:
    found = rate(events, years)
    assert found.value == events / years
    assert below(events + 1, found.high * years) == pytest.approx(0.025, abs=1e-6)
    assert 1 - below(events, found.low * years) == pytest.approx(0.025, abs=1e-6)


def below(events: int, expected: float) -> float:
    """The chance of fewer than so many events."""
    return sum(exp(-expected) * expected**each / factorial(each) for each in range(events))


RATIOS = [(5, 100.0, 10, 100.0), (12, 80.0, 4, 120.0), (0, 50.0, 6, 40.0), (1, 1.0, 1, 1.0)]


@pytest.mark.parametrize(("k1", "years1", "k2", "years2"), RATIOS)
def test_a_ratio_ends_where_its_events_would_be_as_rare_as_that(k1: int, years1: float, k2: int, years2: float) -> None:
    found, n = rate_ratio(k1, years1, k2, years2), k1 + k2
    assert found.value == pytest.approx(k1 * years2 / (k2 * years1))

    def share(ratio: float) -> float:
        return ratio * years1 / (ratio * years1 + years2)

    def chance(counts: range, ratio: float) -> float:
        return sum(comb(n, k) * share(ratio) ** k * (1 - share(ratio)) ** (n - k) for k in counts)

    assert chance(range(k1 + 1), found.high) == pytest.approx(0.025, abs=1e-6)
    assert found.low == 0 if k1 == 0 else chance(range(k1, n + 1), found.low) == pytest.approx(0.025, abs=1e-6)


def test_groups_turned_round_turn_the_ratio_round() -> None:
    one, other = rate_ratio(5, 100, 10, 80), rate_ratio(10, 80, 5, 100)
    assert (one.value, one.low, one.high) == pytest.approx((1 / other.value, 1 / other.high, 1 / other.low))


def test_time_in_another_unit_does_not_change_a_ratio() -> None:
    assert rate_ratio(5, 100, 10, 80).high == pytest.approx(rate_ratio(5, 1200, 10, 960).high)


# A series that was interrupted.


def series(step: float, slope: float, before: float = 1.0, level: float = 400.0) -> tuple[list[int], list[float]]:
    """Twelve periods and twelve, without any chance in them but rounding."""
    years = [1.0 + 0.1 * (t % 3) for t in range(24)]
    rates = [level * before**t * (step * slope ** (t - 12) if t >= 12 else 1) for t in range(24)]
    return [round(rate * each) for rate, each in zip(rates, years, strict=True)], years


@pytest.mark.parametrize(("step", "slope", "before"), [(1, 1, 1), (0.6, 1, 1), (1, 0.95, 1), (0.8, 1.03, 0.97)])
def test_a_change_without_chance_is_found_as_it_was_put_in(step: float, slope: float, before: float) -> None:
    found = segmented(*series(step, slope, before), 12)
    assert (found.step.value, found.slope.value, found.before.value) == pytest.approx((step, slope, before), abs=0.02)
    assert found.dispersion == 1
    assert found.step.low < step < found.step.high
    assert found.without[:12] == found.fitted[:12]
    assert found.fitted[12] / found.without[12] == pytest.approx(found.step.value)
    assert found.fitted[23] / found.without[23] == pytest.approx(found.step.value * found.slope.value**11)


def drawn(seed: int, spread: float | None) -> Segments:
    """A series in which nothing changed: Poisson, or with ``spread`` more varied than that."""
    chance = np.random.default_rng(seed)
    means = np.full(24, 30.0) if spread is None else chance.gamma(1 / spread, 30.0 * spread, 24)
    return segmented(chance.poisson(means).tolist(), [1.0] * 24, 12)


@pytest.mark.parametrize("spread", [None, 0.2])
def test_where_nothing_changed_it_rarely_says_so_also_when_periods_vary_much(spread: float | None) -> None:
    steps = [drawn(seed, spread).step for seed in range(150)]
    missed = sum(not step.low <= 1 <= step.high for step in steps) / len(steps)
    assert 0.0 < missed <= 0.1
    assert abs(sum(log(step.value) for step in steps) / len(steps)) < 0.1


def test_periods_that_vary_more_widen_the_interval() -> None:
    calm, wild = drawn(3, None).step, drawn(3, 0.2).step
    assert drawn(3, 0.2).dispersion > 2
    assert log(wild.high / wild.low) > log(calm.high / calm.low)


EIGHT = [5] * 8
DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "nobody followed": (lambda: rate(0, 0), "gevolgde tijd boven 0", "time followed above 0"),
    "fewer than no events": (lambda: rate(-1, 5), "gevolgde tijd", "time followed"),
    "first group not followed": (lambda: rate_ratio(1, 0, 1, 1), "in beide groepen", "in both groups"),
    "second group not followed": (lambda: rate_ratio(1, 1, 1, 0), "in beide groepen", "in both groups"),
    "nothing to divide by": (lambda: rate_ratio(3, 1, 0, 1), "waarmee is vergeleken", "compared with"),
    "no event at all": (lambda: rate_ratio(0, 1, 0, 1), "waarmee is vergeleken", "compared with"),
    "no series": (lambda: segmented([], [], 0), "ten minste één geval", "at least one case"),
    "periods without a denominator": (lambda: segmented([1] * 16, [1.0] * 15, 8), "beide gegevens", "both data"),
    "seven periods before": (lambda: segmented([5] * 15, [1.0] * 15, 7), "ten minste 8 perioden", "at least 8 periods"),
    "seven periods after": (lambda: segmented([5] * 15, [1.0] * 15, 8), "ten minste 8 perioden", "at least 8 periods"),
    "a period of nobody": (lambda: segmented([5] * 16, [0.0] + [1.0] * 15, 8), "een noemer boven 0", "a denominator"),
    "no event before": (lambda: segmented([0] * 8 + EIGHT, [1.0] * 16, 8), "aan beide kanten", "on both sides"),
    "no event after": (lambda: segmented(EIGHT + [0] * 8, [1.0] * 16, 8), "aan beide kanten", "on both sides"),
    "one event, at the very end": (
        lambda: segmented(EIGHT + [0] * 7 + [1], [1.0] * 16, 8),
        "meer gebeurtenissen per periode",
        "more events per period",
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])


def test_eight_periods_on_each_side_are_enough() -> None:
    assert segmented(EIGHT + EIGHT, [1.0] * 16, 8).step.value == pytest.approx(1)
