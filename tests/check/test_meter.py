"""A budget ends in a reason; progress never says more than there is."""

import pytest

from inzage.check import Budget, Progress
from inzage.check.answers import Read
from inzage.check.meter import Meter
from inzage.mandate import DataClass, Level
from inzage.result import Coverage, Reason, Status


def read(rows: int) -> Read:
    return Read(Coverage("r", 1, 1, 0, DataClass.BROWSING, Status.READ, rows=rows))


@pytest.mark.parametrize(
    ("artefacts", "rows", "took", "over"),
    [
        (2, 100, [10], None),
        (2, 100, [10, 10], Reason.COUNT_BUDGET),
        (9, 100, [99], None),
        (9, 100, [100], Reason.COUNT_BUDGET),
        (0, 100, [], Reason.COUNT_BUDGET),
    ],
)
def test_the_count_budget(artefacts: int, rows: int, took: list[int], over: Reason | None) -> None:
    meter = Meter(Budget(artefacts=artefacts, rows=rows), lambda _: None)
    for n in took:
        meter.took(read(n))
    assert meter.over_budget() is over


def test_no_minutes_is_over_at_once() -> None:
    assert Meter(Budget(minutes=-1), lambda _: None).over_budget() is Reason.TIME_BUDGET


def test_progress_counts_up_to_its_total_and_ends_with_nothing_left() -> None:
    told: list[Progress] = []
    meter = Meter(Budget(), told.append)
    stage = meter.stage(Level.MEDIUM, total=3, size=30)
    for _ in range(3):
        meter.took(read(7))
        stage.step(carrier=1, size=10)
    stage.over()
    assert [(p.stage, p.done, p.total, p.rows) for p in told] == [("B", 1, 3, 7), ("B", 2, 3, 14), ("B", 3, 3, 21)]
    assert told[-1].left == 0
    assert meter.seen == 3
    assert set(meter.seconds) == {"stage_b"}


def test_empty_files_give_no_estimate_instead_of_a_wrong_one() -> None:
    told: list[Progress] = []
    Meter(Budget(), told.append).stage(Level.LOW, total=2, size=0).step(carrier=1, size=0)
    assert told[0].left is None
