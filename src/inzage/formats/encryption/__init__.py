"""Encrypted volumes: what they are, and their plain bytes for whoever has the key.

Implementations: ``recognise`` (what is this?), ``unlock`` (one try with one secret), one
file per kind (``bitlocker``, ``luks1``, ``luks2``, ``filevault``, ``apfs``) over
``fve_metadata``, ``bek``, ``luks2_header``, ``luks_keys``, ``antiforensic``, ``sectors``
and ``library``; ``handover`` (how a secret reaches the one process that needs it);
``containers`` (could this file be an encrypted container?).

A secret is what a person gave, never a guess: one secret is one try, and a try is a
result that the ledger keeps. A volume that stays shut is an answer: ``Unreadable`` with
``ENCRYPTED``; one whose key would cost too much to derive is ``TOO_SLOW`` or ``NO_MEMORY``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from inzage.formats.blocks import Blocks
from inzage.result import Reason


class EncryptionKind(StrEnum):
    """How a volume is encrypted."""

    BITLOCKER = "bitlocker"
    LUKS1 = "luks1"
    LUKS2 = "luks2"
    FILEVAULT = "filevault"
    APFS = "apfs"
    IOS_BACKUP = "ios-backup"
    ANDROID_BACKUP = "android-backup"


class SecretKind(StrEnum):
    """What a person can give: words, a printed recovery key, a key file, or nothing but the wish to try.

    ``CLEAR_KEY``: a suspended BitLocker volume holds its key openly; using it is still a try.
    """

    PASSWORD = "password"  # noqa: S105  (the word for the kind, not one)
    RECOVERY_KEY = "recovery-key"
    BEK = "bek"
    CLEAR_KEY = "clear-key"


ACCEPTED: Mapping[EncryptionKind, frozenset[SecretKind]] = {
    EncryptionKind.BITLOCKER: frozenset(SecretKind),
    EncryptionKind.LUKS1: frozenset({SecretKind.PASSWORD}),
    EncryptionKind.LUKS2: frozenset({SecretKind.PASSWORD}),
    EncryptionKind.FILEVAULT: frozenset({SecretKind.PASSWORD, SecretKind.RECOVERY_KEY}),
    EncryptionKind.APFS: frozenset({SecretKind.PASSWORD, SecretKind.RECOVERY_KEY}),
    EncryptionKind.IOS_BACKUP: frozenset({SecretKind.PASSWORD}),
    EncryptionKind.ANDROID_BACKUP: frozenset({SecretKind.PASSWORD}),
}
"""Which secrets can open which kind at all; anything else is refused without a look at it."""


class Secret:
    """What a person gave to open one volume. It shows itself to nobody, is not copied, and can be wiped.

    ``value``: is taken over, not copied; do not keep it.
    """

    __slots__ = ("_value", "kind")

    def __init__(self, kind: SecretKind, value: bytearray) -> None:
        self.kind = kind
        self._value = value

    def __repr__(self) -> str:
        return f"Secret({self.kind.value})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not copied")

    def reveal(self) -> memoryview:
        """Its bytes where they lie."""
        return memoryview(self._value)

    def text(self) -> str:
        """Its bytes as text, for what takes nothing else; '' where they are none."""
        try:
            return self._value.decode()
        except UnicodeDecodeError:
            return ""

    def wipe(self) -> None:
        """Overwrite it; what has been wiped opens nothing."""
        self._value[:] = bytes(len(self._value))


@dataclass(frozen=True, slots=True)
class Encryption:
    """An encrypted volume as it lies there. ``locked`` False: encryption was switched off, so it needs no secret."""

    kind: EncryptionKind
    accepts: frozenset[SecretKind]
    locked: bool = True


@dataclass(frozen=True, slots=True)
class Try:
    """One try, as the ledger keeps it. ``reason``: why the volume stayed shut."""

    encryption: EncryptionKind
    secret: SecretKind
    opened: bool
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try and, where it opened the volume, its plain bytes."""

    result: Try
    plain: Blocks | None
