"""Cases that a kit brings: the same ways in and the same refusals as on the screen, each number answered once."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import UnreadablePostError

from inzage.record import RESULT
from inzage.register.api.bringing import Measured
from inzage.register.api.faults import BytesMissing
from inzage.register.api.models import Answered
from inzage.register.log import now, verify
from inzage.register.models import Record
from inzage.register.running import receiving
from inzage.register.running.tables import Intake
from inzage.register.values import Role
from tests.register.api.callers import Machine, browser, kit, problem, told
from tests.register.ground import state
from tests.register.running.desk import condition_at, ordered, planned
from tests.register.running.test_intake import (  # noqa: F401 fixtures: one real check, and a warm locked worker
    Ready,
    made,
    one_warm_process,
    ready,
    spoilt,
    warm,
    zipped,
)


@pytest.fixture(autouse=True)
def places(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: F811 the fixture
    monkeypatch.setattr(settings, "INZAGE_REGISTER_KIT", str(ready.desk.places.kit), raising=False)
    monkeypatch.setattr(settings, "INZAGE_REGISTER_FILES", str(ready.desk.places.files), raising=False)
    monkeypatch.setattr(settings, "INZAGE_CHECK_KIT", str(ready.desk.places.tool), raising=False)
    yield


def brings(device: Machine, activity: Record, data: bytes, number: str = "", **headers: str) -> Any:
    return device.bring(f"checks/{activity.root}/case-files", data, Idempotency_Key=number or str(uuid4()), **headers)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EXPERT])
def test_a_case_comes_in_and_is_found_again(ready: Ready, role: Role) -> None:  # noqa: F811
    activity, device, data = ready.planned(), kit(role), zipped(ready.case)
    answer = brings(device, activity, data)
    said = told(answer, 201)
    taken = Intake.objects.get()
    assert (state(activity), said["state"]) == ("gedaan", "ingenomen")
    assert said == {
        "id": str(taken.record_id),
        "checkId": str(activity.root),
        "state": "ingenomen",
        "sha256": taken.record.data["upload_sha256"],
        "bytes": len(data),
        "receivedAt": said["receivedAt"],
    }
    assert answer["Location"] == f"/api/v1/checks/{activity.root}/case-files/{said['id']}"
    assert told(device(answer["Location"])) == said
    assert told(device(f"checks/{activity.root}/case-files"))["results"] == [said]
    assert device.token is not None and taken.record.actor == device.token.account_id
    assert verify()


def test_an_answer_tells_nothing_of_what_a_case_says(ready: Ready) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    answer = brings(device, activity, zipped(ready.case))
    listed = device(f"checks/{activity.root}/case-files")
    for word in (b"answers", b"browsing", b"intrusion", b"indication", b"P-0001"):
        assert word not in answer.content + listed.content


def test_the_same_again_has_the_same_answer_and_counts_once(ready: Ready) -> None:  # noqa: F811
    activity, device, number, data = ready.planned(), kit(), str(uuid4()), zipped(ready.case)
    first, second = (brings(device, activity, data, number) for _ in range(2))
    assert (first.status_code, first.content, first["Location"]) == (201, second.content, second["Location"])
    assert second.status_code == 201
    assert (Intake.objects.count(), Record.objects.filter(kind="inname").count()) == (1, 1)


def test_a_refusal_too_is_answered_once(ready: Ready) -> None:  # noqa: F811
    activity, device, number = ready.planned(), kit(), str(uuid4())
    first, second = (brings(device, activity, b"no zip", number) for _ in range(2))
    assert problem(first, 400) == problem(second, 400)
    assert problem(first, 400)["type"] == "urn:inzage:probleem:form"
    assert Record.objects.filter(kind="inname", state="geweigerd").count() == 1


def test_an_answer_is_kept_for_a_month(ready: Ready) -> None:  # noqa: F811
    activity, device, number = ready.planned(), kit(), str(uuid4())
    brings(device, activity, b"no zip", number)
    for days, kept in ((29, 2), (31, 2)):
        Answered.objects.filter(number=number).update(at=now() - timedelta(days=days))
        brings(device, activity, f"no zip {days}".encode())
        assert Answered.objects.count() == kept
        assert Answered.objects.filter(number=number).exists() is (days < 30)


def test_whose_answer_got_lost_and_who_took_a_new_number_has_it_too(ready: Ready) -> None:  # noqa: F811
    activity, device, data = ready.planned(), kit(), zipped(ready.case)
    first, second = (told(brings(device, activity, data), 201) for _ in range(2))
    assert first == second and Intake.objects.count() == 1


def test_a_number_that_was_for_something_else_is_refused(ready: Ready) -> None:  # noqa: F811
    activity, device, number = ready.planned(), kit(), str(uuid4())
    brings(device, activity, b"no zip", number)
    assert problem(brings(device, activity, b"another", number), 409)["type"].endswith("NumberUsed")
    other = planned(condition_at(ready.desk))
    assert problem(brings(device, other, b"no zip", number), 409)["type"].endswith("NumberUsed")
    assert Record.objects.filter(kind="inname").count() == 1


def test_numbers_of_two_accounts_are_apart(ready: Ready) -> None:  # noqa: F811
    activity, number = ready.planned(), str(uuid4())
    problem(brings(kit(), activity, b"no zip", number), 400)
    problem(brings(kit(Role.EXPERT), activity, b"another", number), 400)
    assert Answered.objects.count() == 2


def test_without_a_number_nothing_is_read(ready: Ready) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    said = problem(device.bring(f"checks/{activity.root}/case-files", zipped(ready.case)), 400)
    assert said["errors"] == [{"in": "header", "name": "Idempotency-Key", "code": "missing"}]
    assert not Record.objects.filter(kind="inname").exists()


def altered(case: Path) -> bytes:
    return zipped(case, result__dsse__json=spoilt((case / RESULT).read_bytes()))


REFUSED: dict[str, Callable[[Path], bytes]] = {
    "altered": altered,
    "strange_file": lambda case: zipped(case, extra__txt=b"x"),
    "form": lambda _: b"%PDF-1.7",
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_case_that_is_not_whole_is_refused_and_written_down(ready: Ready, code: str) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    said = problem(brings(device, activity, REFUSED[code](ready.case)), 400)
    written = Record.objects.get(kind="inname")
    assert (said["type"], written.state, written.data["refused"]) == (f"urn:inzage:probleem:{code}", "geweigerd", code)
    listed = told(device(f"checks/{activity.root}/case-files"))["results"]
    assert [(one["id"], one["state"], one["refused"]) for one in listed] == [(str(written.id), "geweigerd", code)]
    assert (state(activity), verify() > 0) == ("gepland", True)


def test_a_case_of_another_order_does_not_fit(ready: Ready) -> None:  # noqa: F811
    activity = planned(condition_at(ready.desk))
    ordered(ready.desk, activity)
    assert problem(brings(kit(), activity, zipped(ready.case)), 409)["type"].endswith(":other_order")


def test_a_case_without_an_order_does_not_fit(ready: Ready) -> None:  # noqa: F811
    activity = planned(condition_at(ready.desk))
    assert problem(brings(kit(), activity, zipped(ready.case)), 409)["type"].endswith(":no_order")


def test_what_is_announced_too_large_is_not_read(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    monkeypatch.setattr(receiving, "MOST", 10)
    assert problem(brings(device, activity, b"x" * 11), 413)["type"].endswith(":too_large")
    assert Record.objects.get(kind="inname").data == {"bytes": 11, "refused": "too_large"}
    assert not (ready.desk.places.files / "quarantine").exists()


def test_less_than_was_announced_is_not_taken_in(ready: Ready) -> None:  # noqa: F811
    activity, device, data = ready.planned(), kit(), zipped(ready.case)
    answer = browser().generic(
        "POST",
        f"/api/v1/checks/{activity.root}/case-files",
        data,
        content_type="application/zip",
        headers=device.headers | {"Idempotency-Key": str(uuid4())},
        **{"CONTENT_LENGTH": str(len(data)), "wsgi.input": io.BytesIO(data[:-10])},  # type: ignore[arg-type]
    )
    assert problem(answer, 400)["type"].endswith(":BytesMissing")
    assert not Record.objects.filter(kind="inname").exists() and not Answered.objects.exists()
    kept = Path(ready.desk.places.files) / "quarantine"
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize("said", ["", "many", "-1", "1.5", "²"])
def test_without_a_length_nothing_is_read(ready: Ready, said: str) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    answer = browser().generic(
        "POST",
        f"/api/v1/checks/{activity.root}/case-files",
        b"x",
        content_type="application/zip",
        headers=device.headers | {"Idempotency-Key": str(uuid4())},
        CONTENT_LENGTH=said,
    )
    assert problem(answer, 411)


@pytest.mark.parametrize("media", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_only_a_zip_is_a_case(ready: Ready, media: str) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    path = f"checks/{activity.root}/case-files"
    problem(device.bring(path, b"{}", media, Idempotency_Key=str(uuid4())), 415)
    assert not Record.objects.filter(kind="inname").exists()


def test_where_the_register_was_not_set_up_it_says_so(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    monkeypatch.setattr(settings, "INZAGE_REGISTER_KIT", "")
    assert problem(brings(device, activity, zipped(ready.case)), 503)["type"].endswith(":NotSetUp")


def test_who_stopped_a_check_is_one_of_two(ready: Ready) -> None:  # noqa: F811
    activity, device = ready.planned(), kit()
    said = problem(brings(device, activity, b"", Stopped_By="iemand"), 400)
    assert said["errors"][0]["name"] == "Stopped-By" and b"iemand" not in str(said).encode()


def test_a_body_is_measured_to_its_end() -> None:
    body = Measured(io.BytesIO(b"abc"), 3)
    assert (body.read(2), body.read(2), body.read(2), body.found) == (b"ab", b"c", b"", 3)
    short = Measured(io.BytesIO(b"abc"), 4)
    assert short.read(4) == b"abc"
    with pytest.raises(BytesMissing, match="3 of 4"):
        short.read(4)


def test_a_line_that_goes_dead_is_a_case_broken_off() -> None:
    class Dead(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise UnreadablePostError("gone")

    with pytest.raises(BytesMissing, match="0 of 4"):
        Measured(Dead(), 4).read(4)
