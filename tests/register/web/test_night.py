"""Nachtronde in the browser: laid ready in one go, paused and let go on, and told in the morning to who may know."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.running import Priority, State, Steer, runs, working
from inzage.register.running.claims import Worker, claim
from inzage.register.running.nights import night_of
from inzage.register.running.runs import machine
from inzage.register.running.tables import GivenOrder, Machine, Run, Steering
from inzage.register.values import Role
from inzage.register.web.nights.laying import NightForm
from tests.register.ground import EXPERT, KINDS, OFFICER, state
from tests.register.running import desk as desks
from tests.register.running.desk import NOW, Desk, agreed, condition_at, make_desk, ordered, planned, settle
from tests.register.web.conftest import SignedIn
from tests.register.web.test_check import do, page

WHY = "Het lab heeft de machine vannacht nodig."
OPENERS = (Role.OFFICER, Role.EXPERT, Role.LEAD, Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("night"))


@pytest.fixture(autouse=True)
def places(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(desk, monkeypatch)


@dataclass(frozen=True)
class Checks:
    """Planned checks of one person with an order each."""

    all: list[Record]


@pytest.fixture
def checks(desk: Desk) -> Checks:
    """Two, of which the order of the second holds longer."""
    of = condition_at(desk, frequency={"at_most": 9, "per": "maand"})
    made = [planned(of) for _ in range(2)]
    for days, one in enumerate(made, 1):
        ordered(desk, one, valid_days=days)
    return Checks(made)


def told(page_address: str, client: Client) -> str:
    answer = client.get(page_address)
    assert answer.status_code == 200
    return answer.content.decode()


def row(check: Record, path: Path | str, priority: Priority = Priority.ORDINARY) -> dict[str, str]:
    """One check of the form, filled in."""
    prefix = NightForm(check.root, OFFICER).prefix
    told = {"path": str(path), "kind": "computer", "presented": "aangereikt", "owner": "betrokkene"}
    return {f"{prefix}-{name}": value for name, value in (told | {"priority": str(priority.value)}).items()}


def lay(client: Client, *rows: dict[str, str], **more: str) -> tuple[int, str]:
    answer = client.post("/nachtronde/klaarzetten", {k: v for each in rows for k, v in each.items()} | more)
    return answer.status_code, answer.content.decode()


def test_checks_are_laid_ready_in_one_go_the_first_to_begin_first(
    desk: Desk, checks: Checks, signed_in: SignedIn
) -> None:
    expert = signed_in(Role.EXPERT)
    shown = told("/nachtronde/klaarzetten", expert)
    first, second = (shown.index(str(each.root)) for each in checks.all)
    assert first < second
    assert shown.count("Na middernacht begint deze controle niet meer") == 1
    other = desk.root / "mandate.toml"  # another thing that lies there
    rows = row(checks.all[0], desk.carrier), row(checks.all[1], other, Priority.URGENT)
    assert lay(expert, *rows, reasons=WHY)[0] == 302
    assert [run.priority for run in Run.objects.order_by("queued")] == [Priority.ORDINARY, Priority.URGENT]
    assert {state(each) for each in checks.all} == {"onderweg"}
    queue = told("/nachtronde/rij", expert)
    assert queue.index(str(checks.all[1].root)) < queue.index(str(checks.all[0].root))
    assert "met spoed" in queue and str(desk.root) not in queue
    assert "Er is geen geplande controle" in told("/nachtronde/klaarzetten", expert)


def test_what_is_wrong_with_one_row_keeps_none_of_the_others(desk: Desk, checks: Checks, signed_in: SignedIn) -> None:
    bad, good = checks.all
    status, shown = lay(signed_in(), row(bad, "/etc/passwd"), row(good, desk.carrier))
    assert (status, Run.objects.get().activity_id) == (400, good.root)
    assert "Deze controles staan niet klaar" in shown and "Klaargezet: 1" in shown
    assert str(bad.root) in shown and f"/controle/{good.root}" not in shown


def test_one_carrier_lies_with_one_check(desk: Desk, checks: Checks, signed_in: SignedIn) -> None:
    status, shown = lay(signed_in(), *(row(each, desk.carrier) for each in checks.all))
    assert (status, Run.objects.count()) == (400, 0)
    assert "bij meer dan één controle gekozen" in shown
    assert {state(each) for each in checks.all} == {"gepland"}


def test_an_officer_is_not_offered_urgent_and_gets_none(desk: Desk, checks: Checks, signed_in: SignedIn) -> None:
    assert "met spoed" not in told("/nachtronde/klaarzetten", signed_in())
    status, _ = lay(signed_in(), row(checks.all[0], desk.carrier, Priority.URGENT), reasons=WHY)
    assert (status, Run.objects.count()) == (400, 0)
    status, shown = lay(signed_in(Role.EXPERT), row(checks.all[0], desk.carrier, Priority.URGENT))
    assert (status, "Schrijf waarom" in shown, Run.objects.count()) == (400, True, 0)


def test_no_carrier_at_all_is_said(checks: Checks, signed_in: SignedIn) -> None:
    status, shown = lay(signed_in())
    assert (status, "bij geen controle een gegevensdrager gekozen" in shown) == (400, True)


def test_an_order_that_was_used_or_is_not_of_today_offers_nothing(checks: Checks, signed_in: SignedIn) -> None:
    GivenOrder.objects.filter(activity_id=checks.all[0].root).update(on=NOW.date() + timedelta(days=1))
    GivenOrder.objects.filter(activity_id=checks.all[1].root).update(live=False)
    assert "Er is geen geplande controle" in told("/nachtronde/klaarzetten", signed_in())


def test_an_order_for_the_night_holds_the_day_after_as_well(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    consent = agreed(check)
    assert "Ook de dag erna, voor een nachtronde" in page(signed_in(), check)
    assert do(signed_in(), check, issue=str(consent.root), days="2")[0] == 302
    assert GivenOrder.objects.get().valid_days == 2


def queued(desk: Desk) -> Run:
    given = ordered(desk, planned(condition_at(desk)))
    return runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)


def pause(client: Client, **said: str) -> tuple[int, str]:
    answer = client.post("/nachtronde/rij/doen", {"machine": machine(), "do": "pause", "reasons": WHY} | said)
    return answer.status_code, answer.content.decode()


def test_the_queue_is_paused_with_a_reason_and_goes_on(desk: Desk, signed_in: SignedIn) -> None:
    run, lead = queued(desk), signed_in(Role.LEAD)
    status, shown = pause(lead, reasons="")
    assert (status, "Schrijf waarom" in shown, Steering.objects.exists()) == (400, True, False)
    assert pause(lead, running="put_back")[0] == 302
    assert claim(Worker()) is None
    shown = told("/nachtronde/rij", lead)
    assert WHY in shown and "wat liep, is teruggezet" in shown and "Weer laten lopen" in shown
    assert WHY in told("/nachtronde", lead)
    part = told(f"/controle/{run.activity_id}/voortgang", signed_in())
    assert "de wachtrij van deze machine staat stil" in part and WHY in part
    assert "Weer laten lopen" not in told("/nachtronde/rij", signed_in())
    assert pause(signed_in(), do="go-on")[0] == 403
    assert pause(lead, do="go-on")[0] == 302
    assert claim(Worker()) == run
    assert "Wachtrij weer laten lopen" in told("/nachtronde", lead)


def test_a_machine_that_nobody_knows_is_not_paused(signed_in: SignedIn) -> None:
    assert pause(signed_in(Role.LEAD), machine="elders")[0] == 404


def test_one_run_is_put_back_goes_on_and_gets_its_turn(desk: Desk, signed_in: SignedIn) -> None:
    run, officer = queued(desk), signed_in()
    address = f"/nachtronde/rij/{run.id}"
    assert officer.post(address, {"do": "interrupt", "reasons": ""}).status_code == 400
    assert officer.post(address, {"do": "interrupt", "reasons": WHY}).status_code == 302
    assert Run.objects.get().state == State.INTERRUPTED
    shown = told(address, officer)
    assert WHY in shown and "Weer in de rij" in shown
    assert officer.post(address, {"do": "again"}).status_code == 302
    assert officer.post(address, {"do": "priority", "priority": "1", "reasons": WHY}).status_code == 403
    assert officer.post(address, {"do": "priority", "priority": "3", "reasons": WHY}).status_code == 302
    assert officer.post(address, {"do": "priority", "priority": "4", "reasons": WHY}).status_code == 404
    assert (Run.objects.get().state, Run.objects.get().priority) == (State.QUEUED, Priority.ROOM)
    acts = [Steer.INTERRUPT, Steer.AGAIN, Steer.PRIORITY]
    assert list(Steering.objects.order_by("line").values_list("act", flat=True)) == acts


def test_a_run_of_another_organisation_is_not_there(desk: Desk, signed_in: SignedIn) -> None:
    run = queued(desk)
    stranger = signed_in(Role.EXPERT, number=9, organisation="svg-1")
    assert stranger.get(f"/nachtronde/rij/{run.id}").status_code == 404
    for address in ("/nachtronde", "/nachtronde/rij"):
        assert str(run.activity_id) not in told(address, stranger)


def test_in_the_morning_a_broken_one_has_its_reason_and_a_done_one_no_answer(
    desk: Desk, checks: Checks, signed_in: SignedIn
) -> None:
    gone = desk.root / "weg"
    gone.mkdir()
    lay(signed_in(), row(checks.all[0], gone), row(checks.all[1], desk.carrier, Priority.ROOM))
    gone.rmdir()
    while working.work_once(working.Bench(KINDS, desk.places, Worker(beat=0.1))) is not None:
        pass
    assert sorted(Run.objects.values_list("state", flat=True)) == [State.FAILED, State.TAKEN_IN]
    shown = told("/nachtronde", signed_in())
    asking, machines = shown.split("Wat iemand vandaag moet doen")[1].split("De machines")
    failed, not_assessable = asking.split("Klaar, met een vraag")
    assert str(checks.all[0].root) in failed and Run.objects.get(state=State.FAILED).said["nl"][:40] in failed
    assert str(checks.all[1].root) in not_assessable
    assert re.search(r"<dt>Bezet.*?<dd>\d+ %", machines)
    assert "Aanwijzing" not in shown and str(desk.root) not in shown
    administrator = told("/nachtronde", signed_in(Role.ADMINISTRATOR))
    assert "niet te beoordelen" not in administrator and desks.PERSON not in administrator
    assert f"/controle/{checks.all[0].root}" not in administrator
    assert "<h3>Mislukt (1)</h3>" in administrator and "<h3>Klaar (1)</h3>" in administrator


@pytest.mark.parametrize("role", Role)
def test_who_has_a_part_in_it_opens_it(role: Role, signed_in: SignedIn) -> None:
    client = signed_in(role)
    opened = 200 if role in OPENERS else 403
    assert [client.get(address).status_code for address in ("/nachtronde", "/nachtronde/rij")] == [opened, opened]
    assert client.get("/nachtronde/klaarzetten").status_code == (200 if role in runs.BEGINNERS else 403)


def test_a_night_without_work_and_a_machine_that_is_away_are_said(signed_in: SignedIn) -> None:
    client, moment = signed_in(Role.EXPERT), now()
    assert "In deze nacht is niets uitgevoerd en er wacht niets" in told("/nachtronde", client)
    Machine.objects.create(machine="nacht-1", seen=moment - timedelta(hours=2), seats=1, cores=1, lacks="disk")
    shown = told("/nachtronde", client)
    assert "Deze machine is er niet. Haar laatste teken was op" in shown and "te weinig schijfruimte" in shown
    before = night_of(moment).before.day
    assert "Hier staat wat in deze nacht is geëindigd" in told(f"/nachtronde?nacht={before}", client)
    for wrong in ("gisteren", "9999-12-31", "0001-01-01", "2026-02-30"):
        assert client.get(f"/nachtronde?nacht={wrong}").status_code == 404


def test_erased_with_its_check_nothing_of_the_queue_is_left(desk: Desk) -> None:
    run = queued(desk)
    runs.interrupt(run, EXPERT, WHY)
    Run.objects.all().delete()
    assert not Steering.objects.exists()
