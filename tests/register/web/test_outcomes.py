"""Outcomes on the screen: from a file in a browser to outcomes, and what was set apart decided on by a person."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client

from inzage.register.models import Entry, Record
from inzage.register.outcomes.faults import REFUSALS
from inzage.register.values import Role
from tests.register.ground import WHY, make
from tests.register.outcomes.lines import GOOD, OTHER, supervised, text
from tests.register.web.conftest import SignedIn

STRANGE = "P-0009;algemeen;1;2026-03-01;SCM2010;OBJD;2026-06-01;"
LATE = "P-0001;algemeen;1;2026-06-02;SCM2010;OBJD;2026-06-01;"
CORRECT = {
    "pseudonym": "P-0002",
    "definition": "algemeen",
    "definition_version": "1",
    "day_as_written": "2026-03-01",
    "classification": "SCM2010",
    "source": "OBJD",
    "extracted_on": "2026-06-01",
}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KIT", "FILES"):
        monkeypatch.setenv(f"INZAGE_REGISTER_{name}", str(tmp_path))
    supervised("P-0001")
    supervised("P-0002")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def brought(client: Client, *told: str) -> str:
    """The address of the file's page."""
    answer = client.post("/uitkomsten/aanbieden", {"file": SimpleUploadedFile("u.csv", text(*told))})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_from_a_browser_to_outcomes(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    address = brought(client, GOOD, OTHER, STRANGE)
    shown = page(client, address)
    assert not Record.objects.filter(kind="recidive").exists()
    assert "Dit pseudoniem is hier niet bekend" in shown and "Nu inlezen" in shown
    assert shown.index("P-0009") < shown.index("P-0001") < shown.index("P-0002")
    assert client.post(f"{address}/inlezen").status_code == 302
    assert Record.objects.filter(kind="recidive").count() == 2
    after = page(client, address)
    assert "Nu inlezen" not in after and "P-0009" in after
    assert re.search(r"Overgenomen</dt><dd>2<", after) and re.search(r"Apart gezet</dt><dd>1<", after)
    assert client.post(f"{address}/inlezen").status_code in (400, 403, 404)


def test_the_same_file_again_is_said_and_changes_nothing(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    address = brought(client, GOOD)
    client.post(f"{address}/inlezen")
    before = Entry.objects.count()
    assert brought(client, GOOD) == address
    assert "al eens ingelezen" in page(client, address)
    assert Entry.objects.count() == before


def test_a_file_that_is_not_taken_in_leaves_nothing(signed_in: SignedIn, tmp_path: Path) -> None:
    client = signed_in(Role.EVALUATOR)
    address = brought(client, GOOD)
    assert client.post(f"{address}/laten-vervallen").status_code == 302
    assert not Record.objects.filter(kind="recidive").exists()
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]
    assert "Nu inlezen" not in page(client, address)


@pytest.mark.parametrize(
    ("data", "code"),
    [(text("Jansen" + GOOD[6:]), "name"), (text(GOOD, head="naam"), "column"), (b"\xff\xfe\x00", "encoding")],
)
def test_a_file_that_is_refused_is_said_why_and_nothing_is_kept(
    signed_in: SignedIn, tmp_path: Path, data: bytes, code: str
) -> None:
    client, before = signed_in(Role.EVALUATOR), Entry.objects.count()
    answer = client.post("/uitkomsten/aanbieden", {"file": SimpleUploadedFile("u.csv", data)})
    assert answer.status_code == 400
    assert REFUSALS[code][0].partition("{place}")[0][:20] in answer.content.decode()
    assert "Jansen" not in answer.content.decode()
    assert Entry.objects.count() == before
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]


def test_no_file_at_all_is_said(signed_in: SignedIn) -> None:
    answer = signed_in(Role.EVALUATOR).post("/uitkomsten/aanbieden", {})
    assert answer.status_code == 400 and "kies een bestand" in answer.content.decode()


def test_a_line_is_corrected_and_taken_in(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    client.post(f"{brought(client, STRANGE)}/inlezen")
    line = Record.objects.get(kind="uitkomstregel")
    address = f"/uitkomsten/regel/{line.root}"
    assert "P-0009" in page(client, address)
    wrong = client.post(address, CORRECT | {"_do": "correct", "pseudonym": "P-0008"})
    assert wrong.status_code == 400 and "niet bekend" in wrong.content.decode()
    assert client.post(address, CORRECT | {"_do": "correct", "pseudonym": "Jansen"}).status_code == 400
    assert client.post(address, CORRECT | {"_do": "correct"}).status_code == 302
    assert Record.objects.get(kind="recidive").trajectory.about.data["pseudonym"] == "P-0002"  # type: ignore[union-attr]
    done = page(client, address)
    assert "Overgenomen" in done and 'name="_do"' not in done
    assert client.post(address, CORRECT | {"_do": "correct"}).status_code in (403, 409)


def test_a_line_is_dropped_with_a_reason_and_not_without(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    client.post(f"{brought(client, STRANGE)}/inlezen")
    line = Record.objects.get(kind="uitkomstregel")
    address = f"/uitkomsten/regel/{line.root}"
    assert client.post(address, {"_do": "drop", "drop.reason": ""}).status_code == 400
    assert client.post(address, {"_do": "drop", "drop.reason": WHY}).status_code == 302
    line.refresh_from_db()
    assert line.state == "vervallen"
    assert "Er staat niets apart" in page(client, "/uitkomsten")


def test_all_lines_of_one_reason_are_dropped_at_once_and_others_stay(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    client.post(f"{brought(client, STRANGE, STRANGE.replace('9;', '8;'), LATE)}/inlezen")
    assert "Dit pseudoniem is hier niet bekend (2)" in page(client, "/uitkomsten")
    narrowed = page(client, "/uitkomsten?reden=onbekend-pseudoniem")
    assert "P-0008" in narrowed and "P-0009" in narrowed and "P-0001" not in narrowed
    assert client.post("/uitkomsten/vervallen/onbekend-pseudoniem", {"drop.reason": "kort"}).status_code == 400
    assert client.post("/uitkomsten/vervallen/onbekend-pseudoniem", {"drop.reason": WHY}).status_code == 302
    states = Record.objects.filter(kind="uitkomstregel").order_by("data__file_line").values_list("state", flat=True)
    assert list(states) == ["vervallen", "vervallen", "apart"]
    assert client.post("/uitkomsten/vervallen/onbekend-pseudoniem", {"drop.reason": WHY}).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EVALUATOR}))
def test_only_an_evaluator_comes_here(signed_in: SignedIn, role: Role) -> None:
    client = signed_in(role)
    for address in ("/uitkomsten", "/uitkomsten/aanbieden"):
        assert client.get(address).status_code == 403


def test_another_organisation_sees_none_of_it(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    address = brought(client, STRANGE)
    client.post(f"{address}/inlezen")
    line = Record.objects.get(kind="uitkomstregel")
    other = signed_in(Role.EVALUATOR, number=21, organisation="rn-2")
    assert "P-0009" not in page(other, "/uitkomsten")
    for gone in (address, f"/uitkomsten/regel/{line.root}"):
        assert other.get(gone).status_code == 404
    assert other.post(f"{address}/inlezen").status_code == 404


def test_the_pages_speak_english_too(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR, language="en")
    address = brought(client, STRANGE)
    assert "This pseudonym is not known here" in page(client, address)
    assert "Citizen" in page(client, "/uitkomsten/aanbieden") or "citizen" in page(client, "/uitkomsten/aanbieden")


def test_an_upload_lies_on_the_disk_before_anything_looks_at_it() -> None:
    from django.conf import settings  # noqa: PLC0415 with the tests' own settings

    assert settings.FILE_UPLOAD_HANDLERS == ["inzage.register.web.uploading.Bounded"]
    held = TemporaryUploadedFile("u.csv", "text/csv", 3, None)
    held.write(b"abc")
    assert held.fileno() > 2
    held.close()


def test_someone_known_without_supervision_is_said(signed_in: SignedIn) -> None:
    make("persoon", data={"pseudonym": "P-0009"})
    client = signed_in(Role.EVALUATOR)
    assert "Deze persoon heeft hier geen toezicht" in page(client, brought(client, STRANGE))
