"""Inside the lock: one request to unlock, one try, one answer. The secret ends with the request."""

from collections.abc import Callable, Mapping, Sequence

from inzage.formats.encryption import Secret, Try
from inzage.formats.encryption.handover import received
from inzage.worker import Reply, Request

Locked = Mapping[int, Callable[[Secret], Try]]
"""The number of each volume that is still shut → one try on it, which also keeps what it opened."""


def unlock(request: Request, descriptors: Sequence[int], locked: Locked) -> Reply:
    """Answer ``{"do": "unlock", "volume", "how"}`` with the secret's descriptor beside it."""
    wanted, how = request["volume"], request["how"]
    secret = received(str(how), descriptors[0])
    try:
        which = tuple(locked) if wanted is None else tuple(number for number in locked if number == wanted)
        if len(which) != 1:
            return {"not_tried": "several_locked" if which else "not_locked"}
        return _reply(which[0], locked[which[0]](secret))
    finally:
        secret.wipe()


def _reply(volume: int, result: Try) -> Reply:
    return {
        "volume": volume,
        "encryption": result.encryption.value,
        "how": result.secret.value,
        "opened": result.opened,
        "reason": result.reason.value if result.reason else None,
    }
