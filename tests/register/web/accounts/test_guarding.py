"""Guessing ends soon for who guesses, and never for somebody else."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from inzage.register.web.accounts import guarding
from tests.register.web.accounts.bench import KEY, account, first, lines

LOCKED = "te vaak een verkeerd wachtwoord"
THERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def tries(address: str, times: int, key: str = KEY, agent: str = "one") -> list[int]:
    browser = Client(REMOTE_ADDR=address, headers={"user-agent": agent})
    return [first(browser, key, "wrong").status_code for _ in range(times)]


def test_five_wrong_passwords_close_a_key_at_an_address_with_a_sentence() -> None:
    account()
    assert tries(THERE, settings.AXES_FAILURE_LIMIT) == [422] * 4 + [429]
    answer = first(Client(REMOTE_ADDR=THERE))
    assert answer.status_code == 429 and LOCKED in answer.content.decode()
    assert [action for action, _, _ in lines()] == ["mislukt"] * 4 + ["gesloten"]


def test_its_owner_still_gets_in_from_elsewhere() -> None:
    account()
    tries(THERE, 9)
    assert first(Client(REMOTE_ADDR=ELSEWHERE)).status_code == 302


def test_another_browser_is_the_same_guesser() -> None:
    account()
    assert 429 not in [status for agent in "abcd" for status in tries(THERE, 1, agent=agent)]
    assert tries(THERE, 1, agent="e") == [429]


def test_one_password_on_every_key_ends_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "PER_ADDRESS", 8)
    statuses = [status for number in range(9) for status in tries(THERE, 1, f"toezichthouder-{number}")]
    assert statuses == [422] * 7 + [429] * 2
    assert tries(ELSEWHERE, 1, "toezichthouder-1") == [422]


def test_an_unknown_key_is_closed_as_a_known_one() -> None:
    assert tries(THERE, 5, "nobody-9") == [422] * 4 + [429]


def test_an_hour_later_it_opens() -> None:
    account()
    tries(THERE, 6)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=61))
    assert first(Client(REMOTE_ADDR=THERE)).status_code == 302


def test_the_right_password_clears_what_was_wrong_before() -> None:
    account()
    tries(THERE, 3)
    first(Client(REMOTE_ADDR=THERE))
    assert tries(THERE, 4) == [422] * 4


def test_nothing_that_was_typed_is_kept() -> None:
    browser = Client(REMOTE_ADDR=THERE)
    first(browser, "mijn-wachtwoord", "geheim-woord", next="/persoon/P-0001")
    kept = " ".join(str(value) for row in AccessAttempt.objects.values() for value in row.values())
    assert AccessAttempt.objects.count() == 1 and not AccessLog.objects.exists()
    assert not any(word in kept for word in ("mijn-wachtwoord", "geheim-woord", "P-0001"))


@pytest.mark.parametrize(
    ("proxy", "forwarded", "found"),
    [
        (False, "203.0.113.9", THERE),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "", THERE),
    ],
)
def test_an_address_is_believed_only_of_our_own_proxy(proxy: bool, forwarded: str, found: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=THERE, headers={"x-forwarded-for": forwarded})
    with override_settings(PROXY=proxy):
        assert guarding.address(request) == found
