"""What a kit takes along: planned checks with an open order, and the mandate and order of one of them."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from uuid import uuid4

import pytest

from inzage.mandate.signed import any_mandate
from inzage.register.api import keys
from inzage.register.api.keys import Wanted
from inzage.register.api.models import Use
from inzage.register.log import verify
from inzage.register.models import Entry, Record
from inzage.register.running import orders, runs
from inzage.register.running.orders import live_order
from inzage.register.running.tables import GivenOrder, Run
from inzage.register.values import Actor, Role
from inzage.register.web.accounts.models import Access
from tests.register.api.callers import Machine, account, kit, problem, told
from tests.register.ground import KINDS, OFFICER, trajectory
from tests.register.running.desk import NOW, TODAY, Desk, around, condition_at, make_desk, ordered, planned


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, tables: None) -> Desk:
    return make_desk(tmp_path_factory.mktemp("api"))


@pytest.fixture(params=[Role.OFFICER, Role.EXPERT], ids=str)
def device(request: pytest.FixtureRequest) -> Iterator[Machine]:
    yield kit(request.param)


def ready(desk: Desk) -> Record:
    activity = planned(condition_at(desk))
    ordered(desk, activity)
    return activity


def test_the_list_holds_planned_checks_with_an_open_order(desk: Desk, device: Machine) -> None:
    of = condition_at(desk)
    activity, other = planned(of), planned(of, around(1))
    given = ordered(desk, activity)
    said = told(device("checks"))
    assert said == {
        "page": 1,
        "pageSize": 50,
        "results": [
            {
                "id": str(activity.root),
                "plannedAt": f"{activity.happened.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "state": "gepland",
                "notice": "aangekondigd",
                "carriers": ["computer"],
                "mandateSha256": desk.mandate_sha256,
                "orderSha256": given.record.data["order_sha256"],
                "number": 1,
                "validFrom": TODAY,
                "validUntil": TODAY,
            }
        ],
    }
    assert told(device(f"checks/{activity.root}")) == said["results"][0]
    problem(device(f"checks/{other.root}"), 404)


def test_nothing_in_the_list_tells_who_it_is_about(desk: Desk) -> None:
    activity = ready(desk)
    answer = kit()("checks")
    assert str(activity.root).encode() in answer.content
    for word in (b"P-0001", b"toezichthouder-1", str(activity.trajectory_id).encode()):
        assert word not in answer.content


def test_what_is_used_or_withdrawn_is_not_in_it(desk: Desk) -> None:
    activity, device = ready(desk), kit()
    given = live_order(activity)
    assert given is not None
    orders.withdraw(KINDS, given, OFFICER, NOW)
    assert told(device("checks"))["results"] == []
    assert problem(device(f"checks/{activity.root}/bundle"), 409)["type"] == "urn:inzage:probleem:NoOrderOut"


def test_a_bundle_is_mandate_and_order_and_stands_in_the_log(desk: Desk, device: Machine) -> None:
    activity = ready(desk)
    answer = device(f"checks/{activity.root}/bundle")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert answer["Content-Disposition"] == f'attachment; filename="check-{activity.root}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    given = live_order(activity)
    assert given is not None
    assert files == {"mandate.dsse.json": desk.mandate, "order.dsse.json": bytes(given.envelope)}
    assert any_mandate(files["mandate.dsse.json"]).sha256 == desk.mandate_sha256
    line = Entry.objects.order_by("-number").first()
    assert line is not None and device.token is not None
    said = (line.action, line.subject, line.kind, line.actor, line.digest)
    digest = hashlib.sha256(answer.content).hexdigest()
    assert said == ("bundle", activity.root, "controle@2", device.token.account_id, digest)
    assert verify() == line.number


def test_an_order_of_yesterday_is_not_taken_along(desk: Desk) -> None:
    activity = ready(desk)
    GivenOrder.objects.update(on=around(-1))
    problem(kit()(f"checks/{activity.root}/bundle"), 409)
    GivenOrder.objects.update(valid_days=2)
    assert kit(Role.EXPERT)(f"checks/{activity.root}/bundle").status_code == 200


def test_a_check_that_began_is_not_taken_along(desk: Desk) -> None:
    activity = ready(desk)
    given = live_order(activity)
    assert given is not None
    runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)
    problem(kit()(f"checks/{activity.root}/bundle"), 409)
    problem(kit(Role.EXPERT)(f"checks/{activity.root}"), 404)


@pytest.mark.parametrize("path", ["", "/bundle", "/case-files", "/runs"])
def test_what_is_no_check_of_ours_is_not_there(desk: Desk, path: str) -> None:
    device, place = kit(), trajectory()
    for key in (uuid4(), place.id):
        assert problem(device(f"checks/{key}{path}"), 404)["type"] == "urn:inzage:probleem:NoSuchRecord"
    problem(device("checks/none" + path), 400)


def test_each_call_is_a_line_in_the_log_of_access(desk: Desk) -> None:
    activity, device = ready(desk), kit()
    assert device.token is not None
    begun = Access.objects.count()
    for path in ("checks", f"checks/{activity.root}/bundle", f"checks/{activity.root}/case-files", "checks?page=0"):
        device(path)
    found = Access.objects.order_by("number")[begun:]
    by = f"{device.token.machine}:{device.token.id.hex[:8]}"
    said = ["machine-controles", "machine-opdracht", "machine-dossiers", "machine-controles"]
    assert [(line.action, line.subject, line.by) for line in found] == [
        (action, device.token.account_id, by) for action in said
    ]


def test_how_a_run_goes_is_told_without_where_it_runs(desk: Desk) -> None:
    activity, device = ready(desk), kit()
    given = live_order(activity)
    assert given is not None
    run = runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)
    told_of = {"stage": "A", "carrier": 1, "done": 3, "total": 8, "rows": 84, "fraction": 0.375, "seconds": 2.1}
    Run.objects.filter(id=run.id).update(progress=told_of | {"left": None, "lights": {"A": "running"}})
    said = told(device(f"runs/{run.id}"))
    assert said.pop("queuedAt").endswith("Z")
    assert said == {
        "id": str(run.id),
        "checkId": str(activity.root),
        "purpose": "check",
        "state": "queued",
        "priority": "ordinary",
        "dueOn": TODAY,
        "progress": {name: told_of[name] for name in told_of if name != "rows"},
    }
    listed = device(f"checks/{activity.root}/runs")
    assert told(listed)["results"][0]["id"] == str(run.id)
    assert str(Path(desk.root)).encode() not in listed.content
    problem(device(f"runs/{uuid4()}"), 404)


def test_what_went_wrong_in_a_run_is_told(desk: Desk) -> None:
    activity = ready(desk)
    given = live_order(activity)
    assert given is not None
    run = runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)
    Run.objects.filter(id=run.id).update(state="failed", exit_code=1, said={"nl": "Mislukt.", "en": "Failed."})
    said = told(kit()(f"runs/{run.id}"))
    assert (said["state"], said["exitCode"], said["said"]) == ("failed", 1, {"nl": "Mislukt.", "en": "Failed."})


def elsewhere() -> Machine:
    """A kit of another organisation."""
    asks, agrees = (Actor(f"{role.value}-9", role, "svg-1") for role in (Role.ADMINISTRATOR, Role.LEAD))
    account(Role.OFFICER, 9, "svg-1")
    token = keys.propose(asks, Wanted("toezichthouder-9", "uitrusting-9", Use.KIT, 30))
    return Machine(keys.agree(agrees, token), token)


def test_a_kit_of_another_organisation_sees_and_brings_nothing_here(desk: Desk) -> None:
    activity, stranger = ready(desk), elsewhere()
    given = live_order(activity)
    assert given is not None
    assert told(stranger("checks"))["results"] == [] and len(told(kit()("checks"))["results"]) == 1
    run = runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=NOW)
    before = verify()
    for path in ("", "/bundle", "/case-files", "/runs", f"/case-files/{activity.id}"):
        problem(stranger(f"checks/{activity.root}{path}"), 404)
    problem(stranger(f"runs/{run.id}"), 404)
    number = {"Idempotency_Key": str(uuid4())}
    problem(stranger.bring(f"checks/{activity.root}/case-files", b"no zip", **number), 404)
    assert verify() == before
