"""Inside the lock: one request to unlock, one try, one answer. The secret ends with the request."""

from collections.abc import Callable, Collection, Mapping, Sequence

from inzage.formats.encryption import Secret, SecretKind, Try
from inzage.formats.encryption.bek import external_key
from inzage.formats.encryption.handover import received
from inzage.result import Unreadable
from inzage.worker import Reply, Request

Locked = Mapping[int, Callable[[Secret], Try]]
"""The number of each volume that is still shut → one try on it, which also keeps what it opened."""


def unlock(request: Request, descriptors: Sequence[int], locked: Locked, known: Collection[int]) -> Reply:
    """Answer ``{"do": "unlock", "volume", "how"}`` with the secret's descriptor beside it.

    ``known``: the numbers of all volumes, locked or not.
    """
    wanted, how = request["volume"], request["how"]
    secret = received(str(how), descriptors[0])
    try:
        which = tuple(locked) if wanted is None else tuple(number for number in locked if number == wanted)
        problem = _not_tried(wanted in known or wanted is None, len(which), secret)
        return {"not_tried": problem} if problem else _reply(which[0], locked[which[0]](secret))
    finally:
        secret.wipe()


def _not_tried(known: bool, locked: int, secret: Secret) -> str | None:
    """Why this secret is held against nothing; None where there is one thing to hold it against."""
    if not known:
        return "no_such_volume"
    if locked != 1:
        return "several_locked" if locked else "not_locked"
    return "no_key_file" if secret.kind is SecretKind.BEK and not _is_key_file(secret) else None


def _is_key_file(secret: Secret) -> bool:
    """Does a file that was given as a key hold one at all? If not, the volume was not at fault."""
    try:
        external_key(bytes(secret.reveal()))
    except Unreadable:
        return False
    return True


def _reply(volume: int, result: Try) -> Reply:
    return {
        "volume": volume,
        "encryption": result.encryption.value,
        "how": result.secret.value,
        "opened": result.opened,
        "reason": result.reason.value if result.reason else None,
    }
