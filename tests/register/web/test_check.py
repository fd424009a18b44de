"""Controle in the browser: order, plan, run, answers, decision; and every way in which a case is refused."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inzage.register.models import Record
from inzage.register.running import State, working
from inzage.register.running.claims import Worker, beat, claim
from inzage.register.running.progress import lit
from inzage.register.running.tables import GivenOrder, Run
from inzage.register.values import Role
from inzage.register.zones import day_of
from tests.register.ground import COLLEAGUE, KINDS, WHY, go, state
from tests.register.running.desk import NOW, Desk, agreed, condition_at, make_desk, ordered, planned, settle
from tests.register.web.conftest import SignedIn
from tests.register.web.test_records import fields


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("screen"))


@pytest.fixture(autouse=True)
def places(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(desk, monkeypatch)


def page(client: Client, check: Record) -> str:
    answer = client.get(f"/controle/{check.root}")
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, check: Record, **said: object) -> tuple[int, str]:
    answer = client.post(f"/controle/{check.root}/doen", said)
    return answer.status_code, answer.content.decode()


def laid(desk: Desk) -> dict[str, str]:
    """The form of carriers with the first row filled in."""
    rows = {f"drager-{n}-{name}": value for n in range(4) for name, value in FIRST.items()}
    return rows | {f"drager-{n}-path": "" for n in range(1, 4)} | {"drager-0-path": str(desk.carrier)}


FIRST = {"kind": "computer", "presented": "aangereikt", "owner": "betrokkene"}


def test_from_the_question_for_consent_to_the_decision(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    officer, colleague = signed_in(), signed_in(number=2)
    assert do(officer, check, ask="1", reasons=WHY)[0] == 302
    asked = Record.objects.get(kind="tweepersoonsbesluit")
    step = f"/gegeven/{asked.root}/stap/vastgesteld"
    assert colleague.post(step, fields(colleague, step)).status_code == 302
    assert "Controleopdracht afgeven" in page(officer, check)
    assert do(officer, check, issue=str(asked.root))[0] == 302
    assert "Controle beginnen" in page(officer, check)
    assert do(officer, check, start="1", **laid(desk))[0] == 302
    assert "hx-get" in page(officer, check)
    assert "Dossier innemen" not in page(officer, check)
    working.work_once(working.Bench(KINDS, desk.places, Worker(beat=0.1)))
    shown = page(officer, check)
    for said in ("Antwoorden", "Wat is geopend", "Waar is gekeken", "rapport.pdf", "De betrokkene betwist dit"):
        assert said in shown, said
    answer = officer.get(f"/controle/{check.root}/document/rapport.pdf")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    address = f"/nieuw/vervolg?traject={check.trajectory_id}&over={check.root}"
    sent = fields(officer, address) | {"outcome": ["gesprek"], "reasons": [WHY]}
    assert officer.post(address, sent).status_code == 302
    assert "Besluit na een activiteit" in page(officer, check)


def test_the_plan_says_what_opens_and_what_stays_closed(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    shown = signed_in().get(f"/controle/{check.root}?plan=1").content.decode()
    opened, closed = shown.split("Gaat open")[1].split("Blijft dicht")
    assert "Omvang van de geschiedenis" in opened or "geschiedenis" in opened.lower()
    assert "Contacten" in closed and "Contacten" not in opened


def test_nobody_agrees_to_their_own_question_and_no_order_goes_out_without(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    officer = signed_in()
    assert do(officer, check, ask="1", reasons=WHY)[0] == 302
    asked = Record.objects.get(kind="tweepersoonsbesluit")
    step = f"/gegeven/{asked.root}/stap/vastgesteld"
    sent = fields(signed_in(number=2), step)
    assert officer.post(step, sent).status_code == 403
    status, shown = do(officer, check, issue=str(asked.root))
    assert status in {400, 403}
    assert 'role="alert"' in shown
    assert not GivenOrder.objects.exists()


def test_reasons_that_say_nothing_are_refused_on_the_page(desk: Desk, signed_in: SignedIn) -> None:
    status, shown = do(signed_in(), planned(condition_at(desk)), ask="1", reasons="kort")
    assert (status, 'role="alert"' in shown) == (400, True)


@pytest.mark.parametrize("place", ["/etc", "../carrier", "carrier"])
def test_only_what_lies_ready_can_be_chosen(place: str, desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    ordered(desk, check)
    status, shown = do(signed_in(), check, start="1", **laid(desk) | {"drager-0-path": place})
    assert status == 400
    assert "Kies een van de genoemde" in shown
    assert not Run.objects.exists()


def test_an_order_can_be_withdrawn_and_taken_along(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    given = ordered(desk, check)
    officer = signed_in()
    bundle = officer.get(f"/controle/{check.root}/meenemen")
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as held:
        assert len(held.namelist()) >= 2
    assert do(officer, check, withdraw="1")[0] == 302
    assert state(given.record) == "ingetrokken"
    assert officer.get(f"/controle/{check.root}/meenemen").status_code == 404


def test_the_lights_of_a_running_check_tell_its_stages(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    ordered(desk, check)
    officer = signed_in()
    do(officer, check, start="1", **laid(desk))
    at = lit({"stage": "B", "done": 3, "total": 8, "rows": 0, "seconds": 2.0, "left": 4.0, "fraction": 0.375})
    worker = Worker()
    run = claim(worker)
    assert run
    assert beat(run, worker, progress=at)
    part = officer.get(f"/controle/{check.root}/voortgang").content.decode()
    assert re.findall(r"iz-light--(\w+)\">([^<]+)<", part) == [
        ("done", "Gegevens over het apparaat: klaar"),
        ("on", "Gebruik: bezig"),
        ("off", "Bestanden vergelijken: wacht"),
    ]
    assert 'hx-trigger="every 1s"' in part
    assert 'value="0.375"' in part


def test_a_running_check_is_interrupted_goes_on_and_says_so(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    ordered(desk, check)
    officer = signed_in()
    do(officer, check, start="1", **laid(desk))
    assert do(officer, check, run="interrupt")[0] == 302
    assert Run.objects.get().state == State.INTERRUPTED
    part = officer.get(f"/controle/{check.root}/voortgang")
    assert part["HX-Refresh"] == "true"
    assert "onderbroken" in part.content.decode()
    assert do(officer, check, run="again")[0] == 302
    assert Run.objects.get().state == State.QUEUED
    assert "HX-Refresh" not in officer.get(f"/controle/{check.root}/voortgang")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("no zip at all", b"geen zip", "dossier"),
        ("an empty file", b"", "dossier"),
        ("a zip of something else", None, "dossier"),
    ],
)
def test_what_is_no_case_is_refused_in_words_and_written_down(
    name: str, content: bytes | None, said: str, desk: Desk, signed_in: SignedIn
) -> None:
    check = planned(condition_at(desk))
    ordered(desk, check)
    if content is None:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as made:
            made.writestr("brief.txt", "niets")
        content = held.getvalue()
    status, shown = do(signed_in(), check, bring="1", dossier=SimpleUploadedFile("dossier.zip", content))
    assert status == 400, name
    assert 'role="alert"' in shown and said in shown
    refused = Record.objects.get(kind="inname")
    assert (refused.state, state(check)) == ("geweigerd", "gepland")
    assert f"/gegeven/{refused.root}" in page(signed_in(), check)


def test_two_gigabytes_are_refused_by_their_declared_size(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    ordered(desk, check)
    client = signed_in()
    head = b'--x\r\nContent-Disposition: form-data; name="dossier"; filename="d.zip"\r\n\r\nPK' + bytes(1 << 20)
    answer = client.generic(
        "POST",
        f"/controle/{check.root}/doen",
        head,
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2 * 1024**3),
    )
    assert answer.status_code in {400, 413}
    refused = Record.objects.get(kind="inname")
    assert (refused.data["refused"], refused.state) == ("too_large", "geweigerd")
    assert not list(Path(desk.places.files).rglob(".*"))


def test_a_disputed_finding_says_so_on_the_page(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    ordered(desk, check)
    officer = signed_in()
    do(officer, check, start="1", **laid(desk))
    working.work_once(working.Bench(KINDS, desk.places, Worker(beat=0.1)))
    finding = Record.objects.filter(kind="gedraging").first()
    assert finding is not None
    assert do(officer, check, dispute=str(finding.root))[0] == 302
    assert "Betwist" in page(officer, check)
    assert do(officer, check, dispute=str(finding.root))[0] in {403, 409}


def test_a_colleague_has_a_disputed_finding_recounted_and_says_what_came_of_it(desk: Desk, signed_in: SignedIn) -> None:
    condition = condition_at(desk)
    check, other = planned(condition), planned(condition)
    ordered(desk, check)
    officer, colleague = signed_in(), signed_in(number=2)
    do(officer, check, start="1", **laid(desk))
    working.work_once(working.Bench(KINDS, desk.places, Worker(beat=0.1)))
    finding = Record.objects.get(kind="gedraging", data__question="listed-places-visited")
    do(officer, check, dispute=str(finding.root))
    assert "Een collega laat hertellen" in page(officer, check)
    assert "Hertelling beginnen" not in page(officer, check)
    status, said = do(officer, check, recount=str(finding.root), **laid(desk))
    assert (status, 'role="alert"' in said) == (403, True)
    assert do(colleague, other, recount=str(finding.root), **laid(desk))[0] == 404
    assert Run.objects.count() == 1
    assert do(colleague, check, recount=str(finding.root), **laid(desk))[0] == 302
    assert "/voortgang?van=recount" in page(colleague, check)
    working.work_once(working.Bench(KINDS, desk.places, Worker(beat=0.1)))
    assert colleague.get(f"/controle/{check.root}/voortgang?van=recount")["HX-Refresh"] == "true"
    shown = page(colleague, check)
    assert "De hertelling is klaar" in shown and "Aanwijzing (geteld: 6; dagen: 6)" in shown
    step = f"/gegeven/{finding.root}/stap/bevestigd"
    assert step in shown
    answer = colleague.post(step, fields(colleague, step))
    assert (answer.status_code, answer["Location"]) == (302, f"/controle/{check.root}")
    assert state(finding) == "bevestigd"


def test_who_asked_is_not_asked_again_and_before_an_order_the_plan_says_that_lists_wait(
    desk: Desk, signed_in: SignedIn
) -> None:
    check = planned(condition_at(desk))
    officer = signed_in()
    assert "Vraag een collega om instemming" in page(officer, check)
    do(officer, check, ask="1", reasons=WHY)
    assert "Vraag een collega om instemming" not in page(officer, check)
    shown = officer.get(f"/controle/{check.root}?plan=1").content.decode()
    assert "Hiervoor gaat nu niets open" in shown and "pas geladen als er een controleopdracht is" in shown


def test_after_the_decision_the_check_says_it_and_can_be_closed(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    ordered(desk, check)
    officer = signed_in()
    do(officer, check, start="1", **laid(desk))
    working.work_once(working.Bench(KINDS, desk.places, Worker(beat=0.1)))
    assert "Controle afsluiten" not in page(officer, check)
    address = f"/nieuw/vervolg?traject={check.trajectory_id}&over={check.root}"
    sent = fields(officer, address) | {"outcome": ["hercontrole"], "reasons": [WHY], "due": [NOW.date().isoformat()]}
    assert officer.post(address, sent)["Location"] == f"/controle/{check.root}"
    shown = page(officer, check)
    for said in ("Nieuwe controle.", "Uiterlijk", WHY, "Controle afsluiten", "hoeveel werktijd zij kostte"):
        assert said in shown, said
    closing = f"/gegeven/{check.root}/stap/beoordeeld"
    assert closing in shown
    asked = officer.get(closing).content.decode()
    for said in (
        "Duur van de controle, in minuten",
        "Werktijd van alle uitvoerders samen, in minuten",
        "nooit als nul",
    ):
        assert said in asked, said
    sent = fields(officer, closing) | {"staff_minutes": ["130"]}
    assert officer.post(closing, sent)["Location"] == f"/controle/{check.root}"
    closed = Record.objects.get(id=check.id).steps.get(target="beoordeeld")
    assert closed.details == {"staff_minutes": 130}


@pytest.mark.parametrize(
    ("manner", "before", "after"),
    [
        ("niet-thuis", "gepland", "niet_verschenen"),
        ("code-geweigerd", "gepland", "gepland"),
        ("code-geweigerd", "onderweg", "gestopt"),
        ("deels", "onderweg", "onderweg"),
    ],
)
def test_a_refusal_readies_the_notice_by_tomorrow_and_ends_the_check(
    manner: str, before: str, after: str, desk: Desk, signed_in: SignedIn
) -> None:
    check = planned(condition_at(desk))
    if before == "onderweg":
        go(check, "onderweg", COLLEAGUE, NOW.date().isoformat())
    client, address = signed_in(), f"/controle/{check.root}/weigering"
    sent = fields(client, address) | {"manner": [manner], "explained": ["true"], "reasons_given": ["eerst-advocaat"]}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    notice = Record.objects.get(kind="melding-om")
    assert notice.due is not None and (notice.due - day_of(notice.happened)).days in {0, 1}
    assert (notice.state, state(check)) == ("klaar", after)
    assert Record.objects.get(kind="weigering").data["manner"] == manner


def test_who_does_not_operate_checks_has_no_buttons(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    consent = agreed(check)
    assert "Controleopdracht afgeven" not in page(signed_in(Role.PLANNER), check)
    assert do(signed_in(Role.PLANNER), check, issue=str(consent.root))[0] in {400, 403, 404}
    assert not GivenOrder.objects.exists()
    assert signed_in(Role.PLANNER).get(f"/controle/{check.root}/weigering").status_code == 403


def test_another_organisation_sees_no_check(desk: Desk, signed_in: SignedIn) -> None:
    check = planned(condition_at(desk))
    stranger = signed_in(Role.OFFICER, number=9, organisation="svg-1")
    assert stranger.get(f"/controle/{check.root}").status_code == 404
    assert do(stranger, check, ask="1", reasons=WHY)[0] == 404
