"""The libraries load at first use, and where they are not installed a sentence says what to ask for."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from inzage.evaluation import StatisticsMissing
from inzage.evaluation.estimators import (
    anytime,
    cox,
    durations,
    pooling,
    process,
    proportions,
    rates,
    sensitivity,
    strata,
    stretches,
    survival,
)
from inzage.evaluation.estimators.libraries import column, library, matrices, normal

MODULES = (anytime, cox, durations, pooling, process, proportions, rates, sensitivity, strata, stretches, survival)
HEAVY = ("numpy", "pandas", "scipy", "statsmodels")


def test_importing_every_estimator_loads_no_library() -> None:
    names = ", ".join(module.__name__ for module in MODULES)
    told = f"import sys, {names}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


PEOPLE = [stretches.Stretch(str(n), 0, n + 1, n % 2 == 0, {"x": n % 3}) for n in range(12)]
CELLS = [pooling.Cell(name, 1, 4) for name in "abc"]
CALLS: dict[str, Callable[[], object]] = {
    "wilson": lambda: proportions.wilson(1, 2),
    "exact": lambda: proportions.exact(1, 2),
    "newcombe": lambda: proportions.newcombe(1, 2, 1, 2),
    "mcnemar": lambda: proportions.mcnemar(1, 2),
    "kaplan_meier": lambda: survival.kaplan_meier([1], [True]),
    "incidence": lambda: survival.incidence([1], ["a"], "a"),
    "median_time": lambda: survival.median_time([1], [True]),
    "log_rank": lambda: survival.log_rank([1, 2], [True, True], ["a", "b"]),
    "cox": lambda: cox.cox(PEOPLE),
    "rate": lambda: rates.rate(1, 2),
    "rate_ratio": lambda: rates.rate_ratio(1, 2, 1, 2),
    "segmented": lambda: rates.segmented([5] * 16, [1.0] * 16, 8),
    "median": lambda: durations.median([1, 2]),
    "ratio": lambda: durations.ratio([1, 2], [1, 2]),
    "common_odds": lambda: strata.common_odds([strata.Stratum(1, 3, 2, 5)]),
    "limits": lambda: process.limits(0.5, 9),
    "pool": lambda: pooling.pool(CELLS),
}
OWN = {
    "anytime": lambda: anytime.anytime(1, 2),
    "centre": lambda: process.centre([(1, 2)]),
    "e_value": lambda: sensitivity.e_value(proportions.Estimate(2.0, 1.1, 3.0, "")),
    "at": lambda: survival.at((survival.Moment(0, 1.0, 1.0, 1.0, 3, 0),), 0),
    "over_years": lambda: pooling.over_years(CELLS),
}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the extra."""
    loaded = [name for name in sys.modules if name.partition(".")[0] in HEAVY]
    wanted = (
        "duration.hazard_regression",
        "duration.survfunc",
        "stats.contingency_tables",
        "stats.proportion",
        "stats.rates",
    )
    for name in (*loaded, *HEAVY, *(f"statsmodels.{each}" for each in wanted)):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize("name", CALLS)
def test_without_the_libraries_a_sentence_says_what_to_ask_for(name: str, bare: None) -> None:
    with pytest.raises(StatisticsMissing) as said:
        CALLS[name]()
    assert "make serve" in said.value.sentence("nl")
    assert "Ask the administrator" in said.value.sentence("en")


@pytest.mark.parametrize("name", OWN)
def test_what_is_our_own_needs_none(name: str, bare: None) -> None:
    assert OWN[name]() is not None


@pytest.mark.parametrize("name", CALLS)
def test_with_them_each_of_these_answers(name: str) -> None:
    assert CALLS[name]() is not None


def test_a_library_is_named_in_full() -> None:
    assert library("scipy.stats").__name__ == "scipy.stats"
    assert column([True, False]).tolist() == matrices().asarray([1.0, 0.0]).tolist()
    assert normal(0.95) == pytest.approx(1.959964)
