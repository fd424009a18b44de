"""What an officer may ask of a check, and when: queue, interrupt, stop, go on; a sentence otherwise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import override_settings

from inzage.register.faults import Refused, RegisterFault
from inzage.register.models import Record
from inzage.register.running import Laid, State, examine_inside, orders, runs
from inzage.register.running.faults import AlreadyRunning, NoCarrier, NotSetUp, OrderSpent, RunElsewhere
from inzage.register.running.places import Places
from inzage.register.running.tables import Run
from inzage.signing import Role as Signer
from inzage.signing.kit import Kit
from tests.register.ground import ADMIN, COLLEAGUE, EXPERT, KINDS, LEAD, OFFICER, PLANNER, go, state
from tests.register.running.desk import NOW, TODAY, Desk, condition_at, make_desk, ordered, planned


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("runs"))


def queued(desk: Desk, **more: Any) -> Run:
    given = ordered(desk, planned(condition_at(desk)))
    return runs.queue(KINDS, given, more.pop("laid", desk.laid), more.pop("by", OFFICER), desk.places, at=NOW)


def test_a_run_keeps_who_began_it_and_what_lies_there(desk: Desk) -> None:
    run = queued(desk, by=EXPERT)
    assert (run.state, run.attempt, run.owner, run.machine) == (State.QUEUED, 0, "", runs.machine())
    assert runs.actor_of(run) == EXPERT
    assert [Laid(**one) for one in run.carriers] == desk.laid
    assert Path(run.folder).is_relative_to(desk.places.files)
    assert (state(run.activity), runs.begun(run)) == ("onderweg", False)


@pytest.mark.parametrize("by", [PLANNER, LEAD, ADMIN], ids=lambda by: by.role)
def test_only_an_officer_or_expert_operates_a_check(desk: Desk, by: Any) -> None:
    given = ordered(desk, planned(condition_at(desk)))
    with pytest.raises(Refused):
        runs.queue(KINDS, given, desk.laid, by, desk.places, at=NOW)
    run = runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)
    for act in (runs.interrupt, runs.stop, runs.again):
        with pytest.raises(Refused, match="officer or digital expert"):
            act(run, by)
    assert Run.objects.get(id=run.id).state == State.QUEUED


NOT_NOW: dict[str, tuple[timedelta, type[RegisterFault]]] = {
    "the day before": (timedelta(days=-1), OrderSpent),
    "the day after": (timedelta(days=1), OrderSpent),
}


@pytest.mark.parametrize("when", NOT_NOW)
def test_an_order_begins_nothing(desk: Desk, when: str) -> None:
    later, fault = NOT_NOW[when]
    given = ordered(desk, planned(condition_at(desk)))
    with pytest.raises(fault):
        runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW + later)
    assert not Run.objects.exists()


def test_an_order_that_was_withdrawn_begins_nothing(desk: Desk) -> None:
    given = ordered(desk, planned(condition_at(desk)))
    orders.withdraw(KINDS, given, OFFICER, NOW)
    with pytest.raises(OrderSpent):
        runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)


def test_one_check_is_begun_once(desk: Desk) -> None:
    run = queued(desk)
    with pytest.raises(AlreadyRunning):
        runs.queue(KINDS, run.order, desk.laid, COLLEAGUE, desk.places, at=NOW)
    assert Run.objects.count() == 1


@pytest.mark.parametrize("laid", [[], ["carrier"], ["/x"] * (runs.MOST_CARRIERS + 1)], ids=["none", "relative", "many"])
def test_carriers_are_named_in_full_and_not_without_end(desk: Desk, laid: list[str]) -> None:
    with pytest.raises(NoCarrier):
        queued(desk, laid=[Laid(path, "computer", "aangereikt", "betrokkene") for path in laid])
    assert state(Record.objects.get(kind="controle")) == "gepland"


def test_where_no_check_can_be_carried_out_none_is_begun(desk: Desk) -> None:
    with pytest.raises(NotSetUp, match="INZAGE_CHECK_KIT"):
        queued(replace(desk, places=replace(desk.places, tool=None)))


def test_guards_are_asked_again_when_it_begins(desk: Desk) -> None:
    given = ordered(desk, planned(condition_at(desk)))
    go(Record.objects.get(kind="voorwaarde-controle"), "beeindigd", OFFICER, TODAY)
    with pytest.raises(Refused, match="does not hold"):
        runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)


def test_a_run_that_waits_is_taken_out_of_the_queue_and_put_back(desk: Desk) -> None:
    run = queued(desk)
    runs.interrupt(run, OFFICER)
    assert Run.objects.get(id=run.id).state == State.INTERRUPTED
    runs.again(run, OFFICER)
    assert Run.objects.get(id=run.id).state == State.QUEUED


ELSEWHERE: dict[str, tuple[Callable[[Run, Any], None], State]] = {
    "interrupted is interrupted": (runs.interrupt, State.INTERRUPTED),
    "taken in is interrupted": (runs.interrupt, State.TAKEN_IN),
    "not begun is stopped": (runs.stop, State.QUEUED),
    "failed before it began is stopped": (runs.stop, State.FAILED),
    "taken in goes on": (runs.again, State.TAKEN_IN),
    "stopped goes on": (runs.again, State.STOPPED),
    "finished goes on": (runs.again, State.FINISHED),
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_nothing_changes_where_one_that_is(desk: Desk, what: str) -> None:
    act, where = ELSEWHERE[what]
    run = queued(desk)
    Run.objects.filter(id=run.id).update(state=where.value)
    with pytest.raises(RunElsewhere, match="look again"):
        act(run, OFFICER)
    assert Run.objects.get(id=run.id).state == where


def test_one_goes_on_only_where_no_other_is_in_hand(desk: Desk) -> None:
    first = queued(desk)
    runs.interrupt(first, OFFICER)
    second = runs.queue(KINDS, first.order, desk.laid, OFFICER, desk.places, at=NOW)
    with pytest.raises(AlreadyRunning):
        runs.again(first, OFFICER)
    assert second.state == State.QUEUED


@override_settings(INZAGE_REGISTER_KIT="", INZAGE_REGISTER_FILES="")
def test_folders_that_nobody_set_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("INZAGE_REGISTER_KIT", "INZAGE_REGISTER_FILES", "INZAGE_CHECK_KIT", "INZAGE_LISTS"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NotSetUp, match="INZAGE_REGISTER_KIT"):
        Places.from_settings()
    monkeypatch.setenv("INZAGE_REGISTER_KIT", str(tmp_path))
    monkeypatch.setenv("INZAGE_REGISTER_FILES", str(tmp_path / "absent"))
    with pytest.raises(NotSetUp, match="INZAGE_REGISTER_FILES"):
        Places.from_settings()
    monkeypatch.setenv("INZAGE_REGISTER_FILES", str(tmp_path))
    assert Places.from_settings() == Places(tmp_path, tmp_path, None, None)


def test_the_register_trusts_its_own_orders_also_of_a_key_it_had_before(desk: Desk, tmp_path: Path) -> None:
    kit = Kit.create(tmp_path / "kit", laboratory=True)
    before = kit.key.public
    kit.rotate()
    trust = Places(tmp_path / "kit", tmp_path).trust()
    assert before in trust.by_role[Signer.REGISTER]
    assert Places(tmp_path / "kit", tmp_path).key().public in trust.by_role[Signer.REGISTER]


@pytest.mark.parametrize(
    ("status", "marks", "fits"),
    [
        ("done", ["validation"], True),
        ("halted", [], True),
        ("done", ["recount"], False),
        ("done", ["look"], False),
        ("refused", [], False),
        ("interrupted", [], False),
    ],
)
def test_a_case_is_of_a_check_that_came_to_its_end(status: str, marks: list[str], *, fits: bool) -> None:
    assert examine_inside._of_a_check({"status": status, "marks": marks}) is fits


def test_every_sentence_comes_in_two_languages() -> None:
    facts = SimpleNamespace(setting="X", found=("een", "one"), state="s", most=3, said=("Zo.", "So."), least=5)
    from inzage.register.running import faults  # noqa: PLC0415

    for kind in vars(faults).values():
        if isinstance(kind, type) and issubclass(kind, RegisterFault) and kind.__module__ == faults.__name__:
            fault = kind(**vars(facts), sha256="ab", bytes=1)
            assert fault.sentence("nl").rstrip(".")[-1].isalnum() or fault.sentence("nl")[-1] in ")."
            assert fault.sentence("nl") != fault.sentence("en")
