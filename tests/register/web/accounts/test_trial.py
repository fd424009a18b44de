"""A trial is easy to get into, and never opens anything but invented data."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client, override_settings

from inzage.register.faults import RegisterFault
from inzage.register.values import Role
from inzage.register.web import opening
from inzage.register.web.accounts import checks, trial
from inzage.register.web.accounts.models import Account, Mark
from tests.register.web.accounts.bench import KEY, account, code, first, telephone

DAY = date(2026, 1, 5)
SAID = "Proefomgeving: uw code is"


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[date]]:
    """What is invented, without inventing it."""
    made: list[date] = []
    monkeypatch.setattr(opening, "invent", lambda _, day: made.append(day))
    monkeypatch.setattr(opening.connections, "close_all", lambda: None)
    yield made


def half(browser: Client) -> str:
    telephone(account())
    first(browser)
    return str(browser.get("/aanmelden/code").content.decode())


@override_settings(DEMO=True)
def test_in_a_trial_the_code_is_on_the_page_and_lets_in() -> None:
    Mark.objects.create(word=trial.MARK)
    browser = Client()
    page = half(browser)
    shown = trial.code(trial.TOTPDevice.objects.get())
    assert SAID in page and shown in page
    browser.post("/aanmelden/code", {"code": shown})
    assert browser.get("/wachtwoord").status_code == 200


@override_settings(DEMO=True)
def test_a_code_that_was_used_is_followed_by_the_next() -> None:
    Mark.objects.create(word=trial.MARK)
    device = telephone(account())
    for _ in range(2):
        device.refresh_from_db()
        browser = Client()
        first(browser)
        browser.post("/aanmelden/code", {"code": trial.code(device)})
        assert browser.get("/wachtwoord").status_code == 200


@pytest.mark.parametrize(("demo", "mark"), [(False, True), (True, False), (False, False)])
def test_without_both_setting_and_mark_there_is_no_code_and_no_list(demo: bool, mark: bool) -> None:
    if mark:
        Mark.objects.create(word=trial.MARK)
    with override_settings(DEMO=demo):
        page = half(Client())
        assert SAID not in page and code(trial.TOTPDevice.objects.get()) not in page
        login = Client().get("/inloggen").content.decode()
        assert trial.PASSWORD not in login and f"<code>{KEY}</code>" not in login


@override_settings(DEMO=True)
def test_a_trial_says_who_there_is_to_be() -> None:
    Mark.objects.create(word=trial.MARK)
    account()
    login = Client().get("/inloggen").content.decode()
    assert trial.PASSWORD in login and f"<code>{KEY}</code>" in login and "alle gegevens" in login


def test_what_is_invented_is_invented_once(invented: list[date]) -> None:
    for _ in range(2):
        opening.prepare(DAY, demo=True)
    assert invented == [DAY] and trial.marked()


def test_a_register_that_is_in_use_becomes_no_trial(invented: list[date]) -> None:
    account()
    with pytest.raises(opening.NoTrialHere):
        opening.prepare(DAY, demo=True)
    assert invented == [] and not trial.marked()


def test_a_trial_opens_as_nothing_else(invented: list[date]) -> None:
    opening.prepare(DAY, demo=True)
    with pytest.raises(opening.OnlyTrialHere):
        opening.prepare(DAY, demo=False)


def test_an_empty_register_opens_and_its_first_account_is_an_administrator_s(invented: list[date]) -> None:
    opening.prepare(DAY, demo=False)
    assert opening.empty()
    opening.first("systeembeheerder-1", "rn-1")
    assert not opening.empty() and Account.objects.get().role == Role.ADMINISTRATOR.value
    assert opening.logins() == [("systeembeheerder-1", "systeembeheerder", "rn-1")]
    with pytest.raises(RegisterFault):
        opening.first("systeembeheerder-2", "rn-1")


@pytest.mark.parametrize(
    ("demo", "mark", "used", "found"),
    [
        (True, True, True, []),
        (True, False, True, [checks.NO_TRIAL]),
        (False, True, True, [checks.ONLY_TRIAL]),
        (False, False, True, []),
        (True, False, False, []),
    ],
)
def test_check_finds_a_trial_in_the_wrong_place(demo: bool, mark: bool, used: bool, found: list[object]) -> None:
    if mark:
        Mark.objects.create(word=trial.MARK)
    if used:
        account()
    with override_settings(DEMO=demo):
        assert checks.trial_where_marked(None, ["default"]) == found
        assert checks.trial_where_marked(None) == []
        assert checks.no_trial_deployed(None) == ([checks.TRIAL_DEPLOYED] if demo else [])
