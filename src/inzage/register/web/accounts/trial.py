"""The trial environment: what makes it easy to get in, and what keeps that out of a real register.

``INZAGE_DEMO=1`` alone opens nothing: the database must carry the mark that
``inzage serve --demo`` put there before anything else was in it.
"""

import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.web.accounts.models import Account, Mark

MARK = "demo"
PASSWORD = "proef-zonder-gegevens"  # noqa: S105 opens invented data only
"""Of every account of the trial environment."""


def marked() -> bool:
    """Whether this database was made as a trial; one without tables was not."""
    try:
        return Mark.objects.filter(word=MARK).exists()
    except DatabaseError:
        return False


def is_trial() -> bool:
    """Whether all here is invented, by the settings and by the database."""
    return bool(settings.DEMO) and marked()


def logins() -> dict[str, Any]:
    """For the first page: who there is to be, and the password of all."""
    if not is_trial():
        return {}
    return {"trial_accounts": Account.objects.filter(is_active=True).order_by("pk"), "trial_password": PASSWORD}


def code(device: TOTPDevice | None) -> str:
    """The code that a telephone would show now, or its next one where that was used; empty outside a trial."""
    if device is None or not is_trial():
        return ""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = time.time()
    if clock.t() <= device.last_t:
        clock.time += device.step
    return f"{clock.token():0{device.digits}d}"
