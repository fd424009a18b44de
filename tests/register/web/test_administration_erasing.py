"""Erasing from a screen: what is due, two people, nothing else, and the proof as a file; nothing of what was held."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client

from inzage.register.erasure_proof import read_proof
from inzage.register.log import verify
from inzage.register.models import Erasure, Record
from inzage.register.values import Role
from inzage.signing.kit import Kit
from tests.register.ground import ADMIN, LEAD, SECOND, WHY, go, make, trajectory
from tests.register.privacy.cases import agreed, ask, closed, full, grant, proposed
from tests.register.web.conftest import SignedIn

AFTER = datetime(2036, 12, 1, 12, tzinfo=UTC)
LEAD_2 = SECOND[Role.LEAD]


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Long after every term."""
    with (
        patch("inzage.register.web.screens.administration_erasing.now", lambda: AFTER),
        patch("inzage.register.web.administering.proposing.now", lambda: AFTER),
    ):
        yield


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    (tmp_path / "files").mkdir()
    for name, place in (("KIT", "kit"), ("FILES", "files")):
        monkeypatch.setenv(f"INZAGE_REGISTER_{name}", str(tmp_path / place))
    return Kit.create(tmp_path / "kit", laboratory=True)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_what_is_due_stands_with_counts_and_without_content(signed_in: SignedIn) -> None:
    place, running = closed(full()), trajectory(pseudonym="P-0002")
    shown = page(signed_in(Role.ADMINISTRATOR), "/beheer/bewaren")
    first = shown[: shown.index("Besluiten om te wissen</h2>")]
    assert f"/beheer/bewaren/{place.root}" in first and str(running.root) not in first
    assert "Toezicht 1" in first and "alles" in first
    assert "P-0001" not in shown


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.LEAD}))
def test_other_roles_open_nothing_of_it(role: Role, signed_in: SignedIn) -> None:
    place = closed(full())
    decision = agreed(place.root)
    client = signed_in(role)
    for address in ("bewaren", f"bewaren/{place.root}"):
        assert client.get(f"/beheer/{address}").status_code == 403
    assert client.post(f"/beheer/wissen/{decision.root}/uitvoeren").status_code == 403
    assert client.get(f"/beheer/wissen/{decision.root}/bewijs").status_code == 403
    assert Record.objects.filter(root=place.root).exists()


def test_from_a_proposal_to_a_proof_by_three_people(signed_in: SignedIn, kit: Kit) -> None:
    place = closed(full())
    admin, lead = signed_in(Role.ADMINISTRATOR), signed_in(Role.LEAD)
    form = page(admin, f"/beheer/bewaren/{place.root}")
    key = re.search(r'name="_key" value="(.*?)"', form)
    assert key
    sent = {"_key": key[1], "reasons": WHY}
    for _ in range(2):
        answer = admin.post(f"/beheer/bewaren/{place.root}", sent)
        assert (answer.status_code, answer["Location"]) == (302, f"/beheer/wissen/{key[1]}")
    decision = Record.objects.get(kind="tweepersoonsbesluit")
    assert decision.data == {"act": "wissen", "subject": str(place.root), "reasons": WHY}
    assert f"/beheer/wissen/{decision.root}" in page(admin, "/beheer/bewaren")
    assert admin.post(f"/beheer/wissen/{decision.root}/uitvoeren").status_code == 403
    assert "Nu wissen" not in page(admin, f"/beheer/wissen/{decision.root}")
    assert f"/gegeven/{decision.root}/stap/vastgesteld" in page(lead, f"/beheer/wissen/{decision.root}")
    go(decision, "vastgesteld", LEAD, "2036-12-01")
    assert "Nu wissen" not in page(lead, f"/beheer/wissen/{decision.root}")
    assert lead.post(f"/beheer/wissen/{decision.root}/uitvoeren").status_code == 403
    assert Record.objects.filter(root=place.root).exists()
    assert "Nu wissen" in page(admin, f"/beheer/wissen/{decision.root}")
    answer = admin.post(f"/beheer/wissen/{decision.root}/uitvoeren")
    assert (answer.status_code, answer["Location"]) == (302, f"/beheer/wissen/{decision.root}")
    assert not Record.objects.filter(root=place.root).exists()
    verify()
    shown = page(admin, f"/beheer/wissen/{decision.root}")
    assert "Bewijs van wissen" in shown and "Toezicht" in shown
    assert admin.post(f"/beheer/wissen/{decision.root}/uitvoeren").status_code == 403
    assert Erasure.objects.count() == 1


def test_the_proof_is_signed_by_the_register_and_tells_no_staff_outside(signed_in: SignedIn, kit: Kit) -> None:
    place = closed(full())
    decision = agreed(place.root)
    admin = signed_in(Role.ADMINISTRATOR)
    assert admin.get(f"/beheer/wissen/{decision.root}/bewijs").status_code == 404
    admin.post(f"/beheer/wissen/{decision.root}/uitvoeren")
    inside, outside = (admin.get(f"/beheer/wissen/{decision.root}/bewijs{q}") for q in ("", "?voor=buiten"))
    assert inside["Content-Disposition"] == outside["Content-Disposition"]
    assert "bewijs-van-wissen-" in inside["Content-Disposition"]
    told = [read_proof(each.content, [kit.key.public]) for each in (inside, outside)]
    assert [each["by"] for each in told] == [
        {"key": ADMIN.key, "role": ADMIN.role.value, "organisation": ADMIN.organisation},
        {"role": ADMIN.role.value},
    ]
    assert all(each["subject"] == str(place.root) for each in told)


def test_without_a_kit_the_proof_is_plain(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INZAGE_REGISTER_KIT", "INZAGE_REGISTER_FILES"):
        monkeypatch.delenv(name, raising=False)
    decision = agreed(closed(full()).root)
    admin = signed_in(Role.ADMINISTRATOR)
    admin.post(f"/beheer/wissen/{decision.root}/uitvoeren")
    told = json.loads(admin.get(f"/beheer/wissen/{decision.root}/bewijs").content)
    assert told["decision"] == str(decision.id)


def test_what_is_not_due_is_not_proposed_and_says_why(signed_in: SignedIn) -> None:
    place = full()
    answer = signed_in(Role.LEAD).get(f"/beheer/bewaren/{place.root}")
    assert answer.status_code == 400 and "het traject loopt nog" in answer.content.decode()
    assert signed_in(Role.LEAD).get(f"/beheer/bewaren/{uuid4()}").status_code == 404


def test_a_decision_on_what_is_not_due_erases_nothing(signed_in: SignedIn, kit: Kit) -> None:
    place = full()
    decision = agreed(place.root)
    admin = signed_in(Role.ADMINISTRATOR)
    assert "niets voorbij zijn termijn" in page(admin, f"/beheer/wissen/{decision.root}")
    answer = admin.post(f"/beheer/wissen/{decision.root}/uitvoeren")
    assert answer.status_code == 400 and "Er is niets gewist" in answer.content.decode()
    assert Record.objects.filter(root=place.root).exists()


def test_a_granted_request_is_erased_before_its_term(signed_in: SignedIn, kit: Kit) -> None:
    place = trajectory()
    request = grant(ask(place))
    closed(place)
    decision = proposed(place.root)
    go(decision, "vastgesteld", LEAD, "2036-11-02")
    early = datetime(2026, 4, 1, 12, tzinfo=UTC)
    with patch("inzage.register.web.screens.administration_erasing.now", lambda: early):
        answer = signed_in(Role.ADMINISTRATOR).post(f"/beheer/wissen/{decision.root}/uitvoeren")
    assert answer.status_code == 302
    assert Erasure.objects.get().request == request.root


def test_reasons_are_asked(signed_in: SignedIn) -> None:
    place = closed(full())
    answer = signed_in(Role.LEAD).post(f"/beheer/bewaren/{place.root}", {"reasons": "kort"})
    assert answer.status_code == 400
    assert not Record.objects.filter(kind="tweepersoonsbesluit").exists()


def test_another_organisation_sees_and_erases_nothing_here(signed_in: SignedIn) -> None:
    place = closed(full())
    decision = agreed(place.root)
    there = signed_in(Role.ADMINISTRATOR, number=9, organisation="rn-2")
    assert str(place.root) not in page(there, "/beheer/bewaren")
    assert there.get(f"/beheer/bewaren/{place.root}").status_code == 404
    assert there.get(f"/beheer/wissen/{decision.root}").status_code == 404
    assert there.post(f"/beheer/wissen/{decision.root}/uitvoeren").status_code == 404
    assert Record.objects.filter(root=place.root).exists()


def test_a_decision_on_another_act_is_none_to_erase(signed_in: SignedIn) -> None:
    other = make("tweepersoonsbesluit", data={"act": "venster-verruimen"})
    assert signed_in(Role.LEAD).get(f"/beheer/wissen/{other.root}").status_code == 404
    assert LEAD_2.key != LEAD.key
