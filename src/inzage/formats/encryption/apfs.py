"""An encrypted volume in an APFS container, through the library's own volume object.

The file system and its encryption are one here: there are no plain blocks, only a volume
that reads as plain once it is unlocked.

References: Apple File System Reference, "Encryption"; libfsapfs.
"""

from typing import Any

from inzage.formats.encryption import ACCEPTED, Encryption, EncryptionKind, Secret, Try
from inzage.formats.encryption.filevault import give
from inzage.result import Reason

APFS = Encryption(EncryptionKind.APFS, ACCEPTED[EncryptionKind.APFS])


def encryption_of_volume(volume: Any) -> Encryption | None:  # noqa: ANN401 - the libraries are not typed
    """Of a ``pyfsapfs.volume``: what it takes to open it, or None where it lies open."""
    return APFS if volume.is_locked() else None


def unlock_volume(volume: Any, secret: Secret) -> Try:  # noqa: ANN401
    """One try on a ``pyfsapfs.volume``, which from then on reads as plain where it was opened."""
    if secret.kind not in APFS.accepts:
        return Try(APFS.kind, secret.kind, opened=False, reason=Reason.ENCRYPTED)
    try:
        give(volume, secret)
        opened = bool(volume.unlock()) and not volume.is_locked()
    except OSError:
        return Try(APFS.kind, secret.kind, opened=False, reason=Reason.DAMAGED)
    except MemoryError:
        return Try(APFS.kind, secret.kind, opened=False, reason=Reason.NO_MEMORY)
    finally:
        secret.wipe()
    return Try(APFS.kind, secret.kind, opened=opened, reason=None if opened else Reason.ENCRYPTED)
