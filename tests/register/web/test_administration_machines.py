"""Keys of machines in the browser: two people, shown once, ended by one."""

import re

from inzage.register.api import keys
from inzage.register.api.models import Token
from inzage.register.values import Role
from tests.register.web.conftest import SignedIn, account

FORM = {"account": "toezichthouder-1", "name": "uitrusting-7", "use": "uitrusting", "days": "90"}


def test_a_key_is_asked_by_one_agreed_to_by_another_and_shown_once(signed_in: SignedIn) -> None:
    account(Role.OFFICER)
    admin, lead = signed_in(Role.ADMINISTRATOR), signed_in(Role.LEAD)
    assert admin.post("/beheer/machines/vragen", FORM).status_code == 302
    token = Token.objects.get()
    assert "Instemmen" not in admin.get("/beheer/machines").content.decode().split("Een sleutel vragen")[0]
    assert admin.post(f"/beheer/machines/{token.pk}/ja").status_code == 403
    shown = lead.post(f"/beheer/machines/{token.pk}/ja").content.decode()
    (secret,) = re.findall(r"<code>(inzage_[^<]+)</code>", shown)
    known = keys.known(secret)
    assert known is not None and keys.opens(known)
    assert secret not in lead.get("/beheer/machines").content.decode()
    assert lead.post(f"/beheer/machines/{token.pk}/ja").status_code == 403
    assert admin.post(f"/beheer/machines/{token.pk}/intrekken").status_code == 302
    ended = keys.known(secret)
    assert ended is not None and not keys.opens(ended)


def test_what_does_not_fit_is_said_and_what_was_typed_is_kept(signed_in: SignedIn) -> None:
    account(Role.OFFICER)
    for wrong in (
        {"days": "0"},
        {"days": "999"},
        {"days": "²"},
        {"account": "niemand-1"},
        {"account": "systeembeheerder-1"},
    ):
        answer = signed_in(Role.ADMINISTRATOR).post("/beheer/machines/vragen", FORM | wrong)
        assert answer.status_code == 400, wrong
        assert 'role="alert"' in answer.content.decode() and "uitrusting-7" in answer.content.decode()
    assert not Token.objects.exists()


def test_who_has_no_part_in_it_sees_and_does_nothing(signed_in: SignedIn) -> None:
    account(Role.OFFICER)
    signed_in(Role.ADMINISTRATOR).post("/beheer/machines/vragen", FORM)
    token = Token.objects.get()
    assert signed_in(Role.OFFICER).get("/beheer/machines").status_code == 403
    stranger = signed_in(Role.LEAD, number=9, organisation="svg-1")
    assert "uitrusting-7" not in stranger.get("/beheer/machines").content.decode()
    assert stranger.post(f"/beheer/machines/{token.pk}/ja").status_code == 404
    assert signed_in(Role.LEAD).post(f"/beheer/machines/{token.pk}/iets").status_code == 404
    assert signed_in(Role.LEAD).post("/beheer/machines/vragen", FORM).status_code == 403
