"""A budget ends in a reason; progress never says more than there is."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from inzage.artefact import EntryKind, Found
from inzage.check import Budget, Progress
from inzage.check import meter as meters
from inzage.check.answers import Read
from inzage.check.batch import Batch
from inzage.check.meter import Meter
from inzage.check.spots import Spot
from inzage.mandate import DataClass, Level
from inzage.result import Coverage, Reason, Status
from tests.check.scripted import reads


def spot(size: int) -> Spot:
    found = Found("a", 0, size, None, EntryKind.FILE, sure=True)
    return Spot(1, reads("r", DataClass.BROWSING), 1, 0, found, "k")


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


def test_progress_counts_up_to_its_total() -> None:
    told: list[Progress] = []
    meter = Meter(Budget(), told.append)
    stage = meter.stage(Level.MEDIUM, total=3)
    for _ in range(3):
        meter.took(read(7))
        stage.step(spot(10))
    meter.answered = ("a",)
    stage.over()
    counted = [(p.stage, p.done, p.total, p.rows, p.answered) for p in told]
    assert counted == [("B", 1, 3, 7, ()), ("B", 2, 3, 14, ()), ("B", 3, 3, 21, ()), ("B", 3, 3, 21, ("a",))]
    assert meter.seen == 3
    assert set(meter.seconds) == {"stage_b"}


def test_without_ground_there_is_no_estimate_instead_of_a_wrong_one() -> None:
    told: list[Progress] = []
    meter = Meter(Budget(), told.append)
    meter.forecast.expect([spot(10)])
    meter.stage(Level.LOW, total=2).skip(spot(10))
    assert told[0].left is None


@pytest.fixture
def even(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that goes on by a millisecond each time that it is looked at, whatever else the machine does."""
    ticks = itertools.count()
    monkeypatch.setattr(meters, "time", SimpleNamespace(monotonic=lambda: next(ticks) / 1000))


@pytest.mark.usefixtures("even")
def test_what_is_timed_is_behind_us_also_where_it_goes_wrong() -> None:
    meter = Meter(Budget(), lambda _: None)
    meter.forecast.expect([spot(10)] * 3)
    with pytest.raises(ZeroDivisionError):
        meter.timing(Batch.of(spot(10)), lambda: 1 / 0)
    assert meter.timing(Batch.of(spot(10)), lambda: 7) == 7
    before = meter.left
    assert meter.timing(Batch.of(spot(10)), lambda: 7) == 7
    assert before is not None
    assert meter.left is not None
    assert meter.left < before


@pytest.mark.usefixtures("even")
def test_in_as_many_threads_as_there_are_hands_every_batch_is_behind_us_once() -> None:
    meter = Meter(Budget(), lambda _: None, hands=8)
    meter.forecast.expect([spot(10)] * 400)
    with ThreadPoolExecutor(8) as hands:
        for n in hands.map(lambda n: meter.timing(Batch.of(spot(10)), lambda: n), range(399)):
            assert meter.left is None or meter.left > 0, n
    nearly = meter.left
    meter.passed(spot(10))
    assert nearly is not None
    assert meter.left is not None
    assert meter.left < nearly
