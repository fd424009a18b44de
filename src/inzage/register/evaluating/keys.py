"""What persons are called in rows: a key for one question of one organisation, that means nothing elsewhere."""

import hmac
from uuid import UUID

from django.conf import settings

from inzage.register.values import Actor


def key_of(by: Actor, question: UUID) -> bytes:
    """What persons are keyed with, for one question of one organisation."""
    about = f"export:{by.organisation}:{question}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), about, "sha256")


def keyed(key: bytes, who: str) -> str:
    """A pseudonym or a key of staff, under that key; empty for nobody."""
    return hmac.digest(key, who.encode(), "sha256").hex() if who else ""
