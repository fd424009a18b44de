"""Clients that are signed in with both factors, one for each role that a test asks."""

from collections.abc import Callable
from time import time

import pytest
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.values import Role
from inzage.register.web.accounts.models import Account
from inzage.register.web.middleware import SEEN, STARTED
from tests.register.ground import ORG

SignedIn = Callable[..., Client]


@pytest.fixture
def signed_in() -> SignedIn:
    """``signed_in(Role.OFFICER)``: as ``toezichthouder-1`` of ``rn-1``, who is ``ground.OFFICER``.

    ``number=2``, ``organisation=``: somebody else.
    """
    return client


def account(role: Role, number: int = 1, organisation: str = ORG) -> Account:
    """The account of one of ``ground``'s actors, made where it is not there."""
    key = f"{role.value}-{number}"
    found = Account.objects.filter(key=key, organisation=organisation).first()
    return found or Account.objects.create_user(key, role, organisation, "een-lang-wachtwoord-1")


def client(role: Role = Role.OFFICER, *, number: int = 1, organisation: str = ORG, language: str = "nl") -> Client:
    """Both factors are there, and the session is fresh."""
    who = account(role, number, organisation)
    device, _ = TOTPDevice.objects.get_or_create(user=who, defaults={"name": "app"})
    browser = Client()
    browser.force_login(who, "django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session.update({DEVICE_ID_SESSION_KEY: device.persistent_id, SEEN: int(time()), STARTED: int(time())})
    session["language"] = language
    session.save()
    return browser
