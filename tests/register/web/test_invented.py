"""What a trial invents: a register that holds, with everything that a screen has to show."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from inzage.register import log
from inzage.register.due import overdue, warnings
from inzage.register.models import Record
from inzage.register.values import Role
from inzage.register.web import invented
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.trial import PASSWORD
from inzage.register.web.invented import cast
from inzage.register.web.kinds import catalogue

DAY = date(2026, 6, 1)
SHOWN = {
    "advies": {"gedagvaard", "niet_aangevraagd", "aangevraagd", "in_behandeling", "geweigerd", "retour", "opgelegd"},
    "controle": {
        "voorgenomen",
        "gepland",
        "onderweg",
        "gedaan",
        "niet_verschenen",
        "verlopen",
        "beoordeeld",
        "afgezegd",
    },
    "telefooncontrole": {"gestopt", "beoordeeld"},
    "opdracht": {"concept", "ondertekend"},
    "voorwaarde-behandelverplichting": {"lopend", "niet_uitgevoerd"},
    "schulden": {"bekend", "complex", "verwezen", "aangenomen", "niet_aangenomen", "geregeld"},
    "overdracht-politie": {"verzonden", "ontvangen"},
    "overdracht-dji-3ro": {"verzonden", "afgerond"},
    "gedraging": {"vastgesteld", "betwist"},
    "oordeel": {"vastgesteld", "te_herzien"},
    "interventie-vaardigheden": {"voorgenomen", "onderweg"},
    "ervaringscontact": {"voorgenomen", "gedaan"},
    "toezegging": {"openstaand", "voldaan"},
    "detentie-re-integratie": {"open"},
    "opleiding": {"gevolgd"},
    "kenniscirkel": {"gepland", "gevolgd"},
    "beeldbelasting": {"vastgelegd"},
}


@pytest.fixture(scope="module")
def whole(tables: None) -> Iterator[None]:
    """All of it, once, and gone afterwards."""
    with transaction.atomic():
        invented.invent(catalogue(), DAY)
        yield
        transaction.set_rollback(True)


def states(kind: str) -> set[str]:
    return set(Record.objects.filter(kind=kind).values_list("state", flat=True))


def test_the_log_holds_over_all_of_it(whole: None) -> None:
    assert log.verify() > 1000


@pytest.mark.parametrize("kind", SHOWN)
def test_every_state_that_a_screen_shows_is_there(whole: None, kind: str) -> None:
    assert states(kind) >= SHOWN[kind]


def test_every_role_and_three_organisations_have_accounts_with_one_password(whole: None) -> None:
    assert set(Account.objects.filter(organisation="rn-1").values_list("role", flat=True)) == set(Role)
    assert set(Account.objects.values_list("organisation", flat=True)) == {"rn-1", "rn-2", "rn-3"}
    assert all(each.check_password(PASSWORD) for each in Account.objects.all())
    for role in (Role.OFFICER, Role.LEAD):
        assert Account.objects.filter(organisation="rn-1", role=role).count() == 2


def test_there_is_work_that_is_late_and_work_that_comes(whole: None) -> None:
    assert len(overdue(catalogue(), DAY)) > 5 and len(warnings(catalogue(), DAY)) > 5


def test_nobody_has_a_name(whole: None) -> None:
    people = Record.objects.filter(kind="persoon").values_list("data", flat=True)
    assert len(people) >= 25 and all(each["source"] == "proefbron" for each in people)


def test_the_same_day_invents_the_same_and_another_day_moves_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invented, "TEAMS", (cast.Team("rn-8", 81, 1),))

    def told(day: date) -> list[tuple[object, ...]]:
        with transaction.atomic():
            invented.invent(catalogue(), day)
            found = (
                Record.objects.filter(organisation="rn-8")
                .order_by("id")
                .values_list("id", "kind", "state", "happened", "data", "due")
            )
            rows = [tuple(row) for row in found]
            transaction.set_rollback(True)
        return rows

    monkeypatch.setattr(invented, "open_accounts", lambda: None)
    first, again, later = told(DAY), told(DAY), told(date(2026, 6, 2))
    assert first == again != later and [row[:3] for row in first] == [row[:3] for row in later]
