"""One try with one secret on one volume. The secret is wiped when the try is over, whatever came of it."""

from collections.abc import Callable, Mapping

from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.encryption import Attempt, Encryption, EncryptionKind, Secret, Try
from inzage.formats.encryption.bitlocker import unlocked as open_bitlocker
from inzage.formats.encryption.filevault import unlocked as open_filevault
from inzage.formats.encryption.luks1 import unlocked as open_luks1
from inzage.formats.encryption.luks2 import unlocked as open_luks2
from inzage.formats.encryption.recognise import encryption_of
from inzage.result import Reason, Unreadable

_UNLOCKED: Mapping[EncryptionKind, Callable[[Blocks, Secret], Blocks]] = {
    EncryptionKind.BITLOCKER: open_bitlocker,
    EncryptionKind.LUKS1: open_luks1,
    EncryptionKind.LUKS2: open_luks2,
    EncryptionKind.FILEVAULT: open_filevault,
}


def unlock(blocks: Blocks, secret: Secret | None) -> Blocks:
    """The plain volume; raises ``Unreadable``. No secret: only where encryption was switched off."""
    found = encryption_of(blocks)
    if found is None:
        raise Unreadable(Reason.OTHER_KIND)
    if not found.locked:
        return _told(lambda: open_bitlocker(blocks, None))
    if secret is None:
        raise Unreadable(Reason.ENCRYPTED)
    result = attempt(blocks, found, secret)
    if result.plain is None:
        raise Unreadable(result.result.reason or Reason.ENCRYPTED)
    return result.plain


def attempt(blocks: Blocks, found: Encryption, secret: Secret) -> Attempt:
    """One try, as the ledger keeps it, and what it opened."""
    try:
        if secret.kind not in found.accepts:
            raise Unreadable(Reason.ENCRYPTED)
        plain = _told(lambda: _UNLOCKED[found.kind](blocks, secret))
    except Unreadable as fault:
        return Attempt(Try(found.kind, secret.kind, opened=False, reason=fault.reason), None)
    finally:
        secret.wipe()
    return Attempt(Try(found.kind, secret.kind, opened=True), plain)


def _told(opening: Callable[[], Blocks]) -> Blocks:
    """Whatever goes wrong, as a reason and nothing else: no text of a library may carry a secret on."""
    try:
        return opening()
    except Unreadable:
        raise
    except ReadFault:
        reason = Reason.READ_ERROR
    except MemoryError:
        reason = Reason.NO_MEMORY
    except (OSError, ValueError, OverflowError):
        reason = Reason.DAMAGED
    raise Unreadable(reason)
