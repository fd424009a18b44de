"""A page per subject: who may open it, what stands on it, and counts that nobody drops out of."""

import re

import pytest

from inzage.register import words
from inzage.register.rights import sees
from inzage.register.values import Role
from inzage.register.web.screens import screens
from tests.register.ground import EXAMPLES, KINDS, LEAD, OFFICER, go, hanging, make, trajectory
from tests.register.web.conftest import SignedIn

BOARDS = {
    "advies": "advies",
    "schulden": "schulden",
    "oordeel": "oordeel",
    "ervaringswerk": "ervaringscontact",
    "detentie": "detentie-re-integratie",
    "opleiding": "opleiding",
    "toezeggingen": "toezegging",
    "overdrachten": "overdracht-politie",
}


def counted(page: str) -> set[tuple[str, int]]:
    """Rows of the charts' tables."""
    found = re.findall(r'<th[^>]*scope="row"[^>]*>(?:<span[^>]*></span>)?(.*?)</th><td[^>]*>(\d+)</td>', page)
    return {(name, int(many)) for name, many in found}


@pytest.mark.parametrize(("address", "code"), BOARDS.items())
def test_a_board_lists_its_kinds_for_roles_that_may_open_it_and_refuses_others(
    address: str, code: str, signed_in: SignedIn
) -> None:
    record = hanging(code)
    screen = next(each for each in screens() if each.route == address)
    readers = {role for role in Role if sees(role, KINDS.kinds[code, 1])}
    for role in Role:
        answer = signed_in(role).get(f"/{address}")
        assert answer.status_code == (200 if role in screen.roles else 403), role
        assert (str(record.root) in answer.content.decode()) is (role in screen.roles & readers), role


def test_the_menu_holds_just_what_a_role_may_open(signed_in: SignedIn) -> None:
    for role in Role:
        page = signed_in(role).get("/").content.decode()
        menu = re.findall(r'class="iz-nav__link" href="/([a-z-]*)"', page)
        assert set(menu) == {each.route for each in screens() if each.menu is not None and role in each.roles}


def test_who_refuses_stays_in_the_first_number_of_the_funnel(signed_in: SignedIn) -> None:
    advised, refused = trajectory("advies"), trajectory("advies")
    for each in (advised, refused):
        go(each, "aangevraagd", OFFICER, requester="OM", requested_on="2026-01-06")
        go(each, "in_behandeling", OFFICER)
    go(refused, "geweigerd", OFFICER, still_advised=["meldplicht"], basis="alleen-dossier")
    page = signed_in().get("/advies").content.decode()
    assert counted(page) >= {(words.state(state, "advies").nl, n) for state, n in (("gedagvaard", 2), ("geweigerd", 1))}
    assert "Meldplicht" in page


def test_a_commitment_without_a_day_is_never_late_and_a_met_one_neither(signed_in: SignedIn) -> None:
    from datetime import date  # noqa: PLC0415

    late, open_ended, met = (make("toezegging", due=day) for day in (date(2024, 3, 1), None, date(2024, 3, 1)))
    go(met, "voldaan", LEAD, evidence="kst-29270-156")
    page = signed_in(Role.LEAD).get("/toezeggingen").content.decode()
    first = page[page.index("<h2>Te laat") : page.index("Alle gegevens")]
    assert [str(each.root) in first for each in (late, open_ended, met)] == [True, False, False]


def test_a_transfer_without_a_receipt_stays_on_top(signed_in: SignedIn) -> None:
    sent = hanging("overdracht-dji-3ro")
    go(sent, "verzonden", OFFICER)
    client = signed_in()
    top = client.get("/overdrachten").content.decode().split("Alle gegevens")[0]
    assert str(sent.root) in top
    go(sent, "ontvangen", OFFICER, receipt="DJI-2026-1")
    assert str(sent.root) not in client.get("/overdrachten").content.decode().split("Alle gegevens")[0]


def test_training_that_runs_out_and_minutes_of_exposure_are_shown(signed_in: SignedIn) -> None:
    make("beeldbelasting", data={"person": "digitaal-deskundige-1", "minutes": 30, "on": "2026-11-01"})
    assert "Opleidingen die binnen zestig dagen aflopen" in signed_in(Role.LEAD).get("/opleiding").content.decode()


def test_a_faulty_version_flags_the_decisions_that_rest_on_it_and_no_other(signed_in: SignedIn) -> None:
    place = trajectory()
    rests = make("oordeel", trajectory=place)
    other = make(
        "oordeel", trajectory=place, data={"instrument": EXAMPLES["oordeel"]["instrument"] | {"version": "6.0"}}
    )
    client = signed_in(Role.LEAD)
    answer = client.post("/oordeel/instrument-onjuist", {"code": "RISC", "version": "5.1"})
    assert answer.status_code == 302
    rests.refresh_from_db()
    other.refresh_from_db()
    assert (rests.state, other.state) == ("te_herzien", "vastgesteld")
    assert "1 besluiten" in client.get("/oordeel").content.decode()
    assert signed_in().post("/oordeel/instrument-onjuist", {}).status_code == 403


def test_an_incomplete_version_flags_nothing(signed_in: SignedIn) -> None:
    rests = make("oordeel", trajectory=trajectory())
    assert signed_in(Role.LEAD).post("/oordeel/instrument-onjuist", {"code": "RISC"}).status_code == 400
    rests.refresh_from_db()
    assert rests.state == "vastgesteld"
