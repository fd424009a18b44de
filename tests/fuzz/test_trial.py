"""One input: read in the lock, compared, counted; and a reader that loses in silence is caught."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from inzage.check.job import Tallied
from inzage.result import Reason, Status
from inzage.worker import Garbage, OutOfMemory, OutOfTime, WorkerDied
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS
from tests.fuzz.counted import Counted, table
from tests.fuzz.edits import Edit
from tests.fuzz.run import Plan, chosen
from tests.fuzz.trial import Base, Bench, End, Loss, Result, based, bases, lost
from tests.readers.recipe import HERE, Case

WHOLE = Tallied(Status.READ, rows=5, records={"Visit": 3, "Search": 2})

LOST = [
    (Tallied(Status.READ, rows=5, records={"Visit": 3, "Search": 2}), None),
    (Tallied(Status.READ, rows=0, records={"Visit": 3, "Search": 2}), None),
    (Tallied(Status.READ, rows=5, records={}), Loss.ZERO),
    (Tallied(Status.READ, rows=5, records={"Visit": 2, "Search": 2}), Loss.FEWER),
    (Tallied(Status.READ, rows=5, records={"Visit": 2, "Search": 3}), Loss.FEWER),
    (Tallied(Status.READ, rows=5, records={"Visit": 4, "Search": 2}), Loss.MORE),
    (Tallied(Status.DEGRADED, rows=0, records={}), None),
    (Tallied(Status.UNREADABLE, Reason.DAMAGED), None),
    (Tallied(Status.ABSENT, Reason.OTHER_KIND), None),
]


@pytest.mark.parametrize(("outcome", "loss"), LOST)
def test_what_is_a_loss(outcome: Tallied, loss: Loss | None) -> None:
    assert lost(WHOLE, outcome) is loss


def test_a_file_that_was_not_whole_to_begin_with_loses_nothing() -> None:
    assert lost(replace(WHOLE, status=Status.DEGRADED), Tallied(Status.READ)) is None


FAULTS = [
    (Result(Status.READ), False),
    (Result(Status.READ, Loss.ZERO, True), True),
    (Result(Status.READ, Loss.ZERO, False), False),
    (Result(Status.READ, Loss.FEWER, None), False),
    (Result(Status.UNREADABLE), False),
    *((Result(end), True) for end in End),
]


@pytest.mark.parametrize(("result", "fault"), FAULTS)
def test_what_must_be_looked_into(result: Result, fault: bool) -> None:
    assert result.fault is fault


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(READERS) as one:
        yield one


@pytest.fixture
def bench(pool: Pool) -> Iterator[Bench]:
    one = Bench(pool)
    yield one
    one.close()


@pytest.fixture
def base(bench: Bench) -> Iterator[Base]:
    with ExitStack() as stack:
        yield based(Case("linux_users", HERE / "linux_users" / "people_and_services"), bench, stack)


def test_the_unspoilt_file_is_read_as_its_case_says(base: Base, bench: Bench) -> None:
    assert base.outcome.records == {"Account": 3}
    assert bench.result(base, "", []) == Result(Status.READ)


def test_a_changed_word_is_a_loss_that_nobody_can_tell(base: Base, bench: Bench) -> None:
    at = base.parts[""].index(b"/bin/zsh")
    assert bench.result(base, "", [Edit(at, 8, b"/nologin")]) == Result(Status.READ, Loss.FEWER, False)


def test_a_reader_that_would_keep_silent_is_caught(base: Base, bench: Bench) -> None:
    whole = replace(base, outcome=replace(base.outcome, records={"Account": 4}), parts={"": base.parts[""] + b"\0"})
    seen = bench.result(replace(whole, parts=base.parts), "", [])
    assert seen == Result(Status.READ, Loss.FEWER, False)
    assert not seen.fault


class Falling(Bench):
    """A bench whose worker ends as it is told."""

    def __init__(self, pool: Pool, fault: BaseException) -> None:
        super().__init__(pool)
        self._fault = fault

    def outcome(self, *_: object, **__: object) -> Tallied:
        raise self._fault


DEATHS = [
    (OutOfTime(found="30 s"), End.HANG),
    (OutOfMemory(found="1"), End.MEMORY),
    (Garbage(found="schema"), End.GARBAGE),
    (WorkerDied(found="SIGSEGV"), End.DIED),
    (ValueError("in the broker"), End.CRASH),
]


@pytest.mark.parametrize(("fault", "end"), DEATHS, ids=[end.value for _, end in DEATHS])
def test_each_death_has_its_name(fault: BaseException, end: End, pool: Pool, base: Base) -> None:
    assert Falling(pool, fault).result(base, "", []) == Result(end)


def test_after_a_death_the_next_input_has_a_worker(base: Base, bench: Bench) -> None:
    bench.close()
    assert bench.result(base, "", [], fresh=True) == Result(Status.READ)


def test_tables_that_bear_on_a_reading_are_found_out(bench: Bench) -> None:
    with ExitStack() as stack:
        made = bases("firefox_history", bench, stack)
        assert all({"moz_historyvisits", "moz_places"} <= set(one.tables) for one in made if not one.opened.sidecars)
        assert any(one.fields[""] for one in made)


def test_the_same_seed_gives_the_same_inputs(base: Base) -> None:
    first = [chosen([base], "7", number) for number in range(50)]
    assert first == [chosen([base], "7", number) for number in range(50)]
    assert first != [chosen([base], "8", number) for number in range(50)]


def test_every_reader_has_its_turn_before_one_has_its_second() -> None:
    plan = Plan(("a", "b"), each=120, slice=50, until=0)
    assert list(plan.slices) == [
        *(("a", range(0, 50)), ("b", range(0, 50)), ("a", range(50, 100)), ("b", range(50, 100))),
        *(("a", range(100, 120)), ("b", range(100, 120))),
    ]
    assert not plan.over(49)
    assert plan.over(50)


def test_counts_add_up_and_are_shown() -> None:
    one, other = Counted(), Counted()
    for result in (Result(Status.READ), Result(Status.READ, Loss.ZERO, True), Result(End.HANG)):
        one.take(result, 5)
    other.take(Result(Status.READ, Loss.MORE, None), 9)
    one += other
    assert (one.tried, one.faults, one.slowest) == (4, 2, 9)
    assert one.silent == Counter({"zero told": 1, "more unchecked": 1})
    lines = table({"b_reader": one, "a_reader": Counted()}).splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["reader", "a_reader", "b_reader", "all"]
    row = dict(zip(lines[0].split(), lines[2].split(), strict=True))
    assert (row["tried"], row["read"], row["hang"], row["zero!"], row["more-"], row["zero?"]) == (
        "4",
        "3",
        "1",
        "1",
        "1",
        ".",
    )
