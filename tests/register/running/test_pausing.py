"""The queue as people steer it: what goes first, nothing new in a pause, a halt before all, each act in the log."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from inzage.register.faults import Refused, RegisterFault
from inzage.register.houses import acting
from inzage.register.log import now, verify
from inzage.register.models import Entry
from inzage.register.running import Asking, Priority, Running, State, Steer, pausing, runs, steering
from inzage.register.running.claims import Worker, claim, let_go
from inzage.register.running.faults import OrderSpent, PauseStands, ReasonWrong, RunElsewhere
from inzage.register.running.runs import Turn, machine
from inzage.register.running.tables import GivenOrder, Run, Steering
from inzage.register.values import Actor, Role
from inzage.register.zones import day_of
from tests.register.ground import ADMIN, EVALUATOR, EXPERT, KINDS, LEAD, LISTS, OFFICER, PLANNER, POLICE
from tests.register.running.desk import NOW, Desk, condition_at, make_desk, ordered, planned
from tests.register.running.test_claims import order_at, waits

WHY = "De machine is vannacht nodig voor onderhoud."
THERE = Actor("digitaal-deskundige-9", Role.EXPERT, "svg-1")
HERE = machine()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("pausing"))


def again(run: Run) -> Run:
    return Run.objects.get(id=run.id)


def taken() -> list[Run]:
    """What workers take up, one after another, until there is none."""
    found = []
    while (run := claim(Worker())) is not None:
        found.append(run)
    return found


def test_urgent_goes_first_then_what_must_begin_first_then_what_waits_longest(desk: Desk) -> None:
    given, of = order_at(desk)
    today, long_ago = day_of(now()), now() - timedelta(hours=9)
    room = waits(given, of, priority=Priority.ROOM.value, due=today, queued=long_ago)
    undated = waits(given, of, queued=long_ago)
    later = waits(given, of, due=today + timedelta(days=1), queued=long_ago)
    second = waits(given, of, due=today, queued=now())
    first = waits(given, of, due=today, queued=long_ago)
    urgent = waits(given, of, priority=Priority.URGENT.value, due=today + timedelta(days=9))
    sealing = waits(given, of, priority=Priority.ROOM.value, asked=Asking.STOP.value)
    assert taken() == [sealing, urgent, first, second, later, undated, room]


def test_a_check_waits_until_the_last_day_of_its_order(desk: Desk) -> None:
    given = ordered(desk, planned(condition_at(desk)), valid_days=3)
    run = runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)
    assert (run.due, run.priority) == (NOW.date() + timedelta(days=2), Priority.ORDINARY)
    assert not Steering.objects.exists()


def test_in_a_pause_nothing_begins_and_afterwards_all_of_it(desk: Desk) -> None:
    given, of = order_at(desk)
    under_way = waits(given, of)
    assert claim(Worker()) == under_way
    waiting = waits(given, of)
    pausing.pause(EXPERT, HERE, Running.FINISH, WHY)
    assert taken() == []
    assert again(under_way).asked == Asking.NOTHING
    pausing.go_on(LEAD, HERE)
    assert taken() == [waiting]


def test_a_pause_is_of_one_machine_and_one_organisation(desk: Desk) -> None:
    given, of = order_at(desk)
    theirs, ours = waits(given, of, organisation="svg-1"), waits(given, of)
    pausing.pause(THERE, HERE, Running.FINISH, WHY)
    pausing.pause(EXPERT, "elders", Running.FINISH, WHY)
    assert taken() == [ours]
    assert again(theirs).state == State.QUEUED


def test_what_a_pause_puts_back_keeps_its_turn_and_is_not_another_check(desk: Desk) -> None:
    given, of = order_at(desk)
    run, worker = waits(given, of), Worker()
    assert claim(worker) == run
    pausing.pause(ADMIN, HERE, Running.PUT_BACK, WHY)
    assert again(run).asked == Asking.PUT_BACK
    assert let_go(run, worker, State.QUEUED, attempt=0)
    assert (again(run).state, again(run).asked, taken()) == (State.QUEUED, "", [])
    pausing.go_on(ADMIN, HERE)
    assert taken() == [run]
    assert (Run.objects.count(), [one["state"] for one in again(run).sat]) == (1, ["queued", ""])


def test_what_is_to_be_sealed_is_taken_up_in_a_pause(desk: Desk) -> None:
    given, of = order_at(desk)
    pausing.pause(EXPERT, HERE, Running.PUT_BACK, WHY)
    sealing, _ = waits(given, of, asked=Asking.STOP.value), waits(given, of)
    assert taken() == [sealing]


def test_a_pause_takes_no_stop_back(desk: Desk) -> None:
    given, of = order_at(desk)
    run = waits(given, of)
    claim(Worker())
    runs.stop(run, OFFICER)
    pausing.pause(EXPERT, HERE, Running.PUT_BACK, WHY)
    assert again(run).asked == Asking.STOP
    with pytest.raises(RunElsewhere):
        runs.interrupt(run, OFFICER)
    assert again(run).asked == Asking.STOP


def test_a_run_that_waits_to_be_sealed_is_not_taken_out_of_the_queue(desk: Desk) -> None:
    given, of = order_at(desk)
    run = waits(given, of, asked=Asking.STOP.value)
    with pytest.raises(RunElsewhere):
        runs.interrupt(run, OFFICER)
    assert (again(run).state, again(run).asked) == (State.QUEUED, Asking.STOP)


@pytest.mark.parametrize("state", [State.INTERRUPTED, State.QUEUED])
def test_a_stop_that_came_while_the_check_was_ending_is_not_lost(desk: Desk, state: State) -> None:
    given, of = order_at(desk)
    run, worker = waits(given, of), Worker()
    claim(worker)
    Run.objects.filter(id=run.id).update(asked=Asking.STOP.value)
    assert let_go(run, worker, state)
    assert (again(run).state, again(run).asked) == (State.QUEUED, Asking.STOP)


@pytest.mark.parametrize("by", [OFFICER, PLANNER, LISTS, POLICE, EVALUATOR], ids=lambda by: by.role)
def test_others_pause_nothing(by: Actor) -> None:
    for act in (lambda: pausing.pause(by, HERE, Running.FINISH, WHY), lambda: pausing.go_on(by, HERE)):
        with pytest.raises(Refused, match="pauses the queue"):
            act()
    assert not Steering.objects.exists()


def test_a_queue_is_paused_once_and_goes_on_once() -> None:
    with pytest.raises(PauseStands, match="going"):
        pausing.go_on(EXPERT, HERE)
    pausing.pause(EXPERT, HERE, Running.FINISH, WHY)
    with pytest.raises(PauseStands, match="paused"):
        pausing.pause(LEAD, HERE, Running.PUT_BACK, WHY)
    pausing.go_on(EXPERT, HERE, "Het onderhoud is klaar.")
    assert pausing.pause_of(HERE, EXPERT.organisation) is None
    assert Steering.objects.count() == 2


WORDS = {"nothing": "", "blanks": "  \n  ", "too little": "nu a", "a novel": "a" * 501}


@pytest.mark.parametrize("what", WORDS)
def test_a_pause_without_a_reason_that_says_something_is_none(what: str) -> None:
    with pytest.raises(ReasonWrong):
        pausing.pause(EXPERT, HERE, Running.FINISH, WORDS[what])
    assert not Steering.objects.exists()


def queued(desk: Desk) -> Run:
    given = ordered(desk, planned(condition_at(desk)))
    return runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)


def test_urgent_is_given_by_who_may_with_a_reason(desk: Desk) -> None:
    urgent, given = Turn(Priority.URGENT, WHY), ordered(desk, planned(condition_at(desk)))
    queue = partial(runs.queue, KINDS, given, desk.laid, places=desk.places, at=NOW)
    with pytest.raises(Refused, match="makes a check urgent"):
        queue(by=OFFICER, turn=urgent)
    with pytest.raises(ReasonWrong):
        queue(by=EXPERT, turn=Turn(Priority.URGENT))
    assert not Run.objects.exists()
    run = queue(by=EXPERT, turn=urgent)
    assert run.priority == Priority.URGENT
    said = Steering.objects.get(run=run)
    assert (said.act, said.actor, said.reasons, said.told) == (Steer.PRIORITY, EXPERT.key, WHY, {"to": 1})


def test_another_priority_is_who_when_and_why(desk: Desk) -> None:
    run = queued(desk)
    with pytest.raises(Refused):
        pausing.prioritise(run, PLANNER, Priority.ROOM, WHY)
    pausing.prioritise(run, OFFICER, Priority.ROOM, WHY)
    pausing.prioritise(run, LEAD, Priority.URGENT, WHY)
    told = [one.told for one in Steering.objects.order_by("line")]
    assert (again(run).priority, told) == (Priority.URGENT, [{"from": 2, "to": 3}, {"from": 3, "to": 1}])
    claim(Worker())
    with pytest.raises(RunElsewhere):
        pausing.prioritise(run, LEAD, Priority.ROOM, WHY)


def steer(run: Run) -> None:
    """One of each act."""
    pausing.pause(EXPERT, HERE, Running.FINISH, WHY)
    pausing.go_on(EXPERT, HERE)
    pausing.prioritise(run, OFFICER, Priority.ROOM, WHY)
    runs.interrupt(run, OFFICER, WHY)
    runs.again(run, OFFICER)
    claim(Worker())
    runs.stop(run, OFFICER)


def test_every_act_has_its_line_in_the_log_that_stands_for_it(desk: Desk) -> None:
    run = queued(desk)
    steer(run)
    rows = list(Steering.objects.order_by("line"))
    assert {row.act for row in rows} == set(Steer)
    for row in rows:
        line = Entry.objects.get(number=row.line)
        assert (line.action, line.actor, line.recorded, line.digest) == (
            row.act,
            row.actor,
            row.at,
            steering.digest(row),
        )
        assert line.subject == (run.activity_id if row.run_id else row.id)
    assert verify()


def test_an_act_and_its_line_come_together_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run, lines = queued(desk), Entry.objects.count()

    def fails(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(steering, "digest", fails)
    acts: list[Callable[[], object]] = [
        lambda: pausing.pause(EXPERT, HERE, Running.PUT_BACK, WHY),
        lambda: pausing.prioritise(run, OFFICER, Priority.ROOM, WHY),
        lambda: runs.interrupt(run, OFFICER),
    ]
    for act in acts:
        with pytest.raises(RuntimeError):
            act()
    left = again(run)
    assert (left.state, left.priority, left.asked) == (State.QUEUED, Priority.ORDINARY, "")
    assert (Steering.objects.count(), Entry.objects.count()) == (0, lines)


def test_what_was_done_to_the_queue_is_not_changed_afterwards() -> None:
    pausing.pause(EXPERT, HERE, Running.FINISH, WHY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Steering.objects.update(reasons="Om een andere reden.")


def test_on_a_server_an_organisation_sees_its_own_pauses_alone(database: str) -> None:
    pausing.pause(THERE, HERE, Running.FINISH, WHY)
    with acting(EXPERT):
        pausing.pause(EXPERT, HERE, Running.FINISH, WHY)
        assert Steering.objects.count() == (1 if database else 2)
        assert [one.organisation for one in pausing.pauses(HERE).filter(organisation="rn-1")] == ["rn-1"]
        pausing.go_on(EXPERT, HERE)
    assert [one.organisation for one in pausing.pauses(HERE)] == ["svg-1"]


NOT_AGAIN: dict[str, tuple[Callable[[GivenOrder], object], type[RegisterFault] | None]] = {
    "the order is spent": (lambda given: GivenOrder.objects.filter(pk=given.pk).update(live=False), OrderSpent),
    "its day is over": (
        lambda given: GivenOrder.objects.filter(pk=given.pk).update(on=given.on - timedelta(days=1)),
        OrderSpent,
    ),
    "the order holds": (lambda _: None, None),
}


@pytest.mark.parametrize("what", NOT_AGAIN)
def test_what_failed_before_it_began_is_queued_again_where_its_order_holds(desk: Desk, what: str) -> None:
    act, fault = NOT_AGAIN[what]
    run = queued(desk)
    Run.objects.filter(id=run.id).update(state=State.FAILED.value)
    act(run.order)
    if fault:
        with pytest.raises(fault):
            runs.again(again(run), OFFICER)
    else:
        runs.again(again(run), OFFICER)
    assert again(run).state == (State.FAILED if fault else State.QUEUED)
