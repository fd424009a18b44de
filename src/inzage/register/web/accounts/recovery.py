"""Codes on paper for when the telephone is lost: shown once, good for once, kept as digests.

A code is a hundred and twenty random bits, so that its plain digest is enough (ASVS 5.0, 6.5.2).
"""

from base64 import b32encode
from hashlib import sha256
from secrets import token_bytes

from django.db import transaction
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from inzage.register.web.accounts.models import Account

HOW_MANY = 10
BYTES = 15
KEPT = 10
"""Bytes of a digest that the table has room for."""


def written(secret: bytes) -> str:
    """Bytes in letters and figures that are not taken for each other."""
    return b32encode(secret).decode().rstrip("=")


def spaced(text: str) -> str:
    """In groups of four, to be copied by hand."""
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def _kept(code: str) -> str:
    """What the table holds of a code."""
    return written(sha256(code.encode()).digest()[:KEPT])


def fresh(account: Account) -> list[str]:
    """New codes in the place of all earlier ones, to be shown this once."""
    codes = [written(token_bytes(BYTES)) for _ in range(HOW_MANY)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=account).delete()
        device = StaticDevice.objects.create(user=account, name="papier", confirmed=True)
        StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code)) for code in codes)
    return [spaced(code) for code in codes]


def spend(account: Account, typed: str) -> StaticDevice | None:
    """The device of a code that was right; it is used up then."""
    device = StaticDevice.objects.filter(user=account, confirmed=True).first()
    if device is None:
        return None
    found: StaticDevice | None = verify_token(account, device.persistent_id, _kept(typed.upper()))
    return found
