"""Giving a person's secret to the one locked worker that holds the carrier, and what came of it.

The broker hands it over once and then has it no more: when that worker ends, the volume is
shut again. The answer is a stranger's and is held against its schema.

References: trust facts 6.4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from inzage.formats.encryption import EncryptionKind, SecretKind, Try
from inzage.formats.encryption.handover import lent
from inzage.formats.encryption.luks_keys import MEMORY_NEEDED
from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.archive_worker import ArchiveWorker
from inzage.sources.keys import Key
from inzage.worker import Garbage, Json, Reply, Request

Ask = Callable[[Request, Sequence[int]], Reply]

_KEYS = {"volume", "encryption", "how", "opened", "reason"}
_ENCRYPTIONS = {kind.value: kind for kind in EncryptionKind}
_REASONS = {
    reason.value: reason
    for reason in (
        *(Reason.ENCRYPTED, Reason.DAMAGED, Reason.TRUNCATED, Reason.READ_ERROR),
        *(Reason.TOO_SLOW, Reason.NO_MEMORY, Reason.OTHER_KIND),
    )
}


class NotTried(StrEnum):
    """Why a secret was held against nothing.

    ``NO_KEY_FILE``: what was given as a BitLocker key file holds no key.
    """

    NOT_LOCKED = "not_locked"
    SEVERAL_LOCKED = "several_locked"
    NO_SUCH_VOLUME = "no_such_volume"
    NO_KEY_FILE = "no_key_file"


@dataclass(frozen=True, slots=True)
class Tried:
    """One try on one volume."""

    volume: int
    result: Try


@dataclass(frozen=True, slots=True)
class Broken:
    """A try over which the worker ended: on which kind of encryption is not known, and nothing was opened."""

    secret: SecretKind
    reason: Reason


TryTold = Tried | NotTried | Broken
"""What came of one key: for the ledger, and for a sentence to who gave it."""


class Unlockable:
    """A carrier in a worker that may be locked. ``_keys``: what its owner gave; ``tried``: what came of each."""

    _worker: ArchiveWorker
    _keys: tuple[Key, ...] = ()
    tried: tuple[TryTold, ...] = ()

    def unlock(self) -> tuple[TryTold, ...]:
        """Hand each key over for its one try, before anything is listed; asked again, nothing is tried again."""
        keys, self._keys = self._keys, ()
        self.tried += give_all(self._worker, keys)
        return self.tried


def give_all(worker: ArchiveWorker, keys: Sequence[Key]) -> tuple[TryTold, ...]:
    """Hand each key over for one try, in order; what came of each. Every secret is wiped here."""
    if any(key.secret.kind is SecretKind.PASSWORD for key in keys):
        worker.widen(MEMORY_NEEDED)
    return tuple(_given(worker, key) for key in keys)


def tried_on(source: object, keys: Sequence[Key]) -> tuple[TryTold, ...]:
    """Have each key tried, and what came of each; on a carrier that knows no locks, nothing is tried."""
    tried = source.unlock() if isinstance(source, Unlockable) else ()
    for key in keys:
        key.secret.wipe()
    return tried + (NotTried.NOT_LOCKED,) * (len(keys) - len(tried))


def _given(worker: ArchiveWorker, key: Key) -> TryTold:
    with lent(key.secret) as memory:
        try:
            return worker.asked(_request(key), partial(told, key=key), memory)
        except Unopenable as fault:
            return Broken(key.secret.kind, fault.reason)


def give(ask: Ask, key: Key) -> Tried | NotTried:
    """Hand one secret over for one try. It is wiped here, whatever comes of it; raises ``WorkerDied``."""
    with lent(key.secret) as memory:
        return told(ask(_request(key), [memory]), key)


def _request(key: Key) -> dict[str, Json]:
    return {"do": "unlock", "volume": key.volume, "how": key.secret.kind.value}


def told(reply: Reply, key: Key) -> Tried | NotTried:
    """The worker's answer; ``Garbage`` where it fits neither the schema nor what was asked."""
    match reply:
        case {"not_tried": str(word)} if len(reply) == 1 and word in set(NotTried):
            return NotTried(word)
        case {"volume": int(volume), "encryption": str(kind), "how": how, "opened": bool(opened), "reason": why}:
            known = reply.keys() == _KEYS and kind in _ENCRYPTIONS and how == key.secret.kind.value
            if known and key.volume in (None, volume) and not isinstance(volume, bool) and volume >= 0:
                reason = _reason(why, opened=opened)
                return Tried(volume, Try(_ENCRYPTIONS[kind], key.secret.kind, opened, reason))
    raise Garbage(found="unlock")


def _reason(why: Json, *, opened: bool) -> Reason | None:
    if opened and why is None:
        return None
    if opened or not isinstance(why, str) or why not in _REASONS:
        raise Garbage(found="unlock")
    return _REASONS[why]
