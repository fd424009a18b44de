"""Keys with which people sign orders: one file each, below a folder that the administrator chose.

``INZAGE_MANDATE_KEYS``: ``<organisation>/<key of the staff administration>.pem``, an Ed25519 key that the
register's own user alone may read, best shut with a passphrase that only its owner knows and that is
asked at each signature and kept nowhere. Whose key counts for which signature is said by the trust store
of the register's kit (``inzage trust add mandate_issuer|second_signer``). Who does not want keys on this
machine signs with ``inzage mandate sign`` elsewhere. A trial has two invented keys for everybody.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from inzage.register.running.places import Places
from inzage.register.values import Actor
from inzage.register.web.ordering.faults import KeyOpen, KeyShut, KeyWithoutRole, NoKeyHere
from inzage.signing import Role
from inzage.signing.files import others_may_read
from inzage.signing.keys import PrivateKey

SETTING = "INZAGE_MANDATE_KEYS"
TRIAL = "proef"
"""The folder in which a trial keeps its invented keys, by role."""
LARGEST = 16_384
SAID = {
    Role.MANDATE_ISSUER: ("eerste ondertekenaar van opdrachten", "first signer of orders"),
    Role.SECOND_SIGNER: ("tweede ondertekenaar van opdrachten", "second signer of orders"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A key that lies here. ``shut``: a passphrase opens it; ``shared``: it is a trial's, of nobody."""

    file: Path
    shut: bool
    shared: bool

    def open(self, passphrase: str) -> PrivateKey:
        """The key itself; ``KeyShut`` where the passphrase is another, ``KeyOpen`` where others may read it."""
        if others_may_read(self.file):
            raise KeyOpen(place=self.file.name)
        try:
            key = load_pem_private_key(_pem(self.file), passphrase.encode() if self.shut else None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise KeyShut() from None
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyShut()
        return PrivateKey(key.private_bytes_raw())


def key_of(by: Actor, role: Role) -> Held:
    """Where somebody's key lies; ``NoKeyHere`` where none does."""
    file = _file(by, role)
    if file is None or not file.is_file():
        raise NoKeyHere(place=file.name if file else SETTING)
    return Held(file, b"ENCRYPTED" in _pem(file), file.parent.name == TRIAL)


def signer(by: Actor, role: Role, passphrase: str, places: Places) -> PrivateKey:
    """Somebody's key, opened, where the register's kit counts it for this signature.

    Raises:
        NoKeyHere, KeyOpen, KeyShut, KeyWithoutRole: nothing can be signed.
    """
    key = key_of(by, role).open(passphrase)
    if key.public not in places.trust().keys(role):
        raise KeyWithoutRole(role=SAID[role])
    return key


def _file(by: Actor, role: Role) -> Path | None:
    told = getattr(settings, SETTING, "") or os.environ.get(SETTING, "")
    if told:
        return Path(told) / by.organisation / f"{by.key}.pem"
    return settings.HOME / TRIAL / f"{role.value}.pem" if settings.DEMO else None


def _pem(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST)
    except OSError:
        raise NoKeyHere(place=file.name) from None
