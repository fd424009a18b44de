"""Errands on their way: a lost node is made up for, a lost scheduler ends the check, and who stops waits for nobody."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from inzage.check.ahead import StopAsked
from inzage.cluster import ClusterGone, crew
from inzage.cluster.crew import ALLOWED, Crew, HereStanding, Line, Over, Unsent
from inzage.cluster.errand import Elsewhere, said
from inzage.worker import Garbage, Json, Limits, OutOfMemory, WorkerDied

REPLY = said({"reply": {"outcomes": []}, "digests": []})


class KilledWorker(Exception):
    """As dask calls it."""


class Answers(Executor):
    """An executor of which each errand ends as the test wrote down; what is left out never ends."""

    def __init__(self, *ends: str | BaseException | None) -> None:
        self._ends = iter(ends)
        self.futures: list[Future[str]] = []

    def submit(self, *_: Any, **__: Any) -> Future[str]:  # type: ignore[override]
        future: Future[str] = Future()
        self.futures.append(future)
        end = next(self._ends, None)
        if isinstance(end, str):
            future.set_result(end)
        elif isinstance(end, BaseException):
            future.set_exception(end)
        return future


@dataclass
class Made(HereStanding):
    """A standing of which the test says how it is."""

    why: str | None = None
    there: bool = True
    stays: bool = True
    keeping: bool = True

    def keeps(self, _handles: object) -> bool:
        return self.keeping

    def where(self) -> Mapping[str, object] | None:  # type: ignore[override]
        return {} if self.there else None

    def holds(self, _where: Mapping[str, object]) -> bool:
        return self.stays

    def gone(self) -> str | None:  # type: ignore[override]
        return self.why


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PAUSE", 0.005)
    monkeypatch.setattr(crew, "NOBODY_SECONDS", 0.05)
    monkeypatch.setattr(crew, "KEPT_SECONDS", 0.05)


def ask(
    executor: Executor, standing: Made | None = None, heed: Callable[[], None] = lambda: None
) -> Mapping[str, Json]:
    return Line(Crew(executor, 2, standing or Made())).run({}, (), Limits(), heed).reply


def lost() -> Future[str]:
    future: Future[str] = Future()
    future.cancel()
    return future


class Cancelling(Answers):
    """Of an errand whose node is gone dask says that it was cancelled: the first so many."""

    def __init__(self, times: int, *ends: str) -> None:
        super().__init__(*ends)
        self._times = iter(range(times))

    def submit(self, *words: Any, **more: Any) -> Future[str]:  # type: ignore[override]
        if next(self._times, None) is None:
            return super().submit(*words, **more)
        future = lost()
        self.futures.append(future)
        return future


@pytest.mark.parametrize("times", range(ALLOWED + 1))
def test_an_errand_that_lost_its_node_is_carried_by_another(times: int) -> None:
    executor = Cancelling(times, REPLY)
    assert ask(executor) == {"outcomes": []}
    assert len(executor.futures) == times + 1


def test_an_errand_whose_chunk_went_with_its_node_is_not_waited_for_though_others_are_there() -> None:
    executor = Answers(None, REPLY)
    assert ask(executor, Made(keeping=False)) == {"outcomes": []}
    assert len(executor.futures) == 2
    assert executor.futures[0].cancelled()


def test_an_errand_whose_chunks_are_there_is_waited_for() -> None:
    executor = Answers(None, REPLY)
    threading.Timer(0.3, lambda: executor.futures[0].set_result(REPLY)).start()
    assert ask(executor) == {"outcomes": []}
    assert len(executor.futures) == 1


def test_an_errand_that_loses_node_after_node_counts_as_what_killed_them() -> None:
    executor = Cancelling(99)
    with pytest.raises(WorkerDied):
        ask(executor)
    assert len(executor.futures) == ALLOWED + 1


def test_what_dask_gave_up_is_tried_alone_and_then_no_more() -> None:
    assert ask(Answers(KilledWorker(), REPLY)) == {"outcomes": []}
    executor = Answers(KilledWorker(), KilledWorker())
    with pytest.raises(WorkerDied):
        ask(executor)
    assert len(executor.futures) == 2


def test_where_a_scheduler_allows_no_loss_it_is_tried_alone_all_the_same() -> None:
    executor = Answers(KilledWorker(), REPLY)
    crew_of_one = Crew(executor, 2, Made(), allowed=0)
    assert Line(crew_of_one).run({}, (), Limits(), lambda: None).reply == {"outcomes": []}
    assert len(executor.futures) == 2


def test_a_fault_of_dask_itself_is_a_worker_that_died() -> None:
    with pytest.raises(WorkerDied, match="ModuleNotFoundError"):
        ask(Answers(ModuleNotFoundError()))


class Deadly(Executor):
    """One node with room for everybody: an errand with the killer's chunk takes it down, with all that it has."""

    def __init__(self) -> None:
        self.had: list[Future[str]] = []
        self.deaths = 0

    def submit(self, _: object, errand: Any, *__: Any, **___: Any) -> Future[str]:  # type: ignore[override]
        future: Future[str] = Future()
        self.had.append(future)
        if b"killer" in errand.message:
            threading.Timer(0.02, self.die).start()
        else:
            threading.Timer(0.04, self.answer, [future]).start()
        return future

    def die(self) -> None:
        self.deaths += 1
        had, self.had = self.had, []
        for future in had:
            future.cancel()

    def answer(self, future: Future[str]) -> None:
        if not future.done():
            future.set_result(REPLY)


def test_whoever_was_beside_what_kills_nodes_is_read_all_the_same() -> None:
    executor = Deadly()
    line = Line(Crew(executor, 4, Made()))
    with ThreadPoolExecutor(4) as hands:
        told = [hands.submit(line.run, {"who": who}, (), Limits(), lambda: None) for who in ("a", "killer", "b", "c")]
        ends = [future.exception() for future in told]
    assert isinstance(ends.pop(1), WorkerDied)
    assert ends == [None, None, None]
    assert executor.deaths == ALLOWED + 1


def test_what_never_got_there_counts_for_no_loss() -> None:
    fails = iter(range(ALLOWED + 5))

    class Refusing(Made):
        def send(self, _name: str, _part: bytes) -> object:
            if next(fails, None) is not None:
                raise Unsent
            return b""

    descriptor = os.memfd_create("test")
    try:
        os.write(descriptor, b"content")
        line = Line(Crew(Answers(REPLY), 2, Refusing()))
        assert line.run({}, (descriptor,), Limits(), lambda: None).reply == {"outcomes": []}
    finally:
        os.close(descriptor)


def test_what_gets_nowhere_for_long_interrupts_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "NOWHERE_SECONDS", 0.05)

    class Never(Answers):
        def submit(self, *_: Any, **__: Any) -> Future[str]:  # type: ignore[override]
            raise ConnectionError

    with pytest.raises(ClusterGone):
        ask(Never())


def test_who_waits_to_be_alone_heeds_a_stop() -> None:
    company = crew.Company()

    def stopped() -> None:
        raise StopAsked

    with company.joined(lambda: None, alone=False), pytest.raises(StopAsked), company.joined(stopped, alone=True):
        pytest.fail("it was not alone")
    with company.joined(stopped, alone=True):
        pass
    with company.joined(stopped, alone=False), company.joined(stopped, alone=False):
        pass


def test_a_node_that_is_gone_is_not_waited_for() -> None:
    executor = Answers()
    with pytest.raises(WorkerDied):
        ask(executor, Made(stays=False))
    assert all(future.cancelled() for future in executor.futures)


@pytest.mark.parametrize("standing", [Made(why="scheduler"), Made(there=False)], ids=["scheduler", "nobody left"])
def test_without_a_scheduler_or_any_node_the_check_is_interrupted(standing: Made) -> None:
    with pytest.raises(ClusterGone):
        ask(Answers(), standing)


def test_once_one_waited_in_vain_no_other_waits_as_long_again(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(Crew(Answers(), 2, Made(there=False)))
    with pytest.raises(ClusterGone):
        line.run({}, (), Limits(), lambda: None)
    monkeypatch.setattr(crew, "NOBODY_SECONDS", 3600.0)
    with pytest.raises(ClusterGone):
        line.run({}, (), Limits(), lambda: None)


def test_an_errand_that_is_never_answered_is_tried_once_more_and_then_told_as_dead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crew, "SPARE_SECONDS", 0.02)
    executor = Answers()
    with pytest.raises(WorkerDied):
        Line(Crew(executor, 2, Made())).run({}, (), Limits(wall_seconds=0.0), lambda: None)
    assert [future.cancelled() for future in executor.futures] == [True, True]


def test_a_scheduler_that_goes_while_it_is_waited_for_interrupts_the_check() -> None:
    standing = Made()
    heard = iter(range(3))

    def heed() -> None:
        if next(heard, None) is None:
            standing.why = "scheduler"

    with pytest.raises(ClusterGone):
        ask(Answers(), standing, heed)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (said({"died": "OutOfMemory"}), OutOfMemory),
        (said({"elsewhere": True}), Elsewhere),
        (said({"unfit": True}), ClusterGone),
        ("nonsense", Garbage),
    ],
)
def test_what_a_node_says_reaches_who_asked(told: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        ask(Answers(told))


def test_a_stop_lets_go_of_what_is_on_its_way() -> None:
    def stopped() -> None:
        if executor.futures:
            raise StopAsked

    executor = Answers()
    with pytest.raises(StopAsked):
        ask(executor, heed=stopped)
    assert executor.futures[0].cancelled()


def test_who_waits_when_the_run_ends_waits_no_longer() -> None:
    executor = Answers()
    line = Line(Crew(executor, 2, Made()))
    with ThreadPoolExecutor(1) as waiting:
        future = waiting.submit(line.run, {}, (), Limits(), lambda: None)
        while not executor.futures:
            threading.Event().wait(0.005)
        line.end()
        assert isinstance(future.exception(10), Over)
    assert executor.futures[0].cancelled()


@dataclass
class Breaking(Answers):
    """A connection that ends at the very moment at which something is sent over it."""

    left: Iterator[int] = field(default_factory=lambda: iter(range(1)))

    def __post_init__(self) -> None:
        super().__init__(REPLY)

    def submit(self, *words: Any, **more: Any) -> Future[str]:  # type: ignore[override]
        if next(self.left, None) is not None:
            raise ConnectionError
        return super().submit(*words, **more)


def test_a_connection_that_ends_while_sending_is_a_lost_errand() -> None:
    assert ask(Breaking()) == {"outcomes": []}
