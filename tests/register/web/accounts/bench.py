"""What the tests of signing in stand on: an account, its telephone, a clock that stands still."""

from dataclasses import dataclass
from time import time

import pytest
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.values import Role
from inzage.register.web import middleware
from inzage.register.web.accounts import signing
from inzage.register.web.accounts.models import Access, Account

PASSWORD = "een-lang-wachtwoord-1"  # noqa: S105 of nobody
KEY = "toezichthouder-1"


def account(key: str = KEY, role: Role = Role.OFFICER, organisation: str = "rn-1") -> Account:
    return Account.objects.create_user(key, role, organisation, PASSWORD)


def telephone(who: Account) -> TOTPDevice:
    return TOTPDevice.objects.create(user=who, name="app", confirmed=True)


def code(device: TOTPDevice, steps: int = 0) -> str:
    """What the telephone shows, so many half minutes from now."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time() + steps * device.step
    return f"{clock.token():06d}"


def first(browser: Client, key: str = KEY, password: str = PASSWORD, **more: str) -> HttpResponse:
    """The first factor, as the form sends it."""
    answer: HttpResponse = browser.post("/inloggen", {"key": key, "password": password} | more)
    return answer


def lines() -> list[tuple[str, str, str]]:
    return list(Access.objects.order_by("number").values_list("action", "subject", "by"))


@dataclass
class Clock:
    """What the sessions take for the time."""

    now: float

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock(time())
    monkeypatch.setattr(middleware, "time", standing)
    monkeypatch.setattr(signing, "time", standing)
    return standing
