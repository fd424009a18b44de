"""What happens to a phone's backup inside the lock. What an archive's worker can, this one can too.

Requests beside those of ``archive_inside``: ``{"do": "open", "kind": "ab"}`` with the file;
``{"do": "open", "kind": "ios", "names"}`` with the backup's papers; ``{"do": "unlock"}`` with the
owner's password (``unlocking_inside``); then of the latter kind
``{"do": "how"}``: is the backup ``encrypted``, and how many bytes has an index that is sealed?
Such an index is read from place 0 and brought back decrypted with ``{"do": "index"}``.
``{"do": "part", "where"}``: under which name lie a file's bytes, and are they sealed? Those
are handed over with ``{"do": "take", "where"}``, which tells how many come out, and read.

References: trust facts 6.2, 6.4.
"""

from collections.abc import Callable, Sequence

from inzage.result import Reason, Unreadable
from inzage.sources import archive_inside
from inzage.sources.backup_ab_inside import AbInside
from inzage.sources.backup_ios_inside import WHOLE, IosInside
from inzage.sources.reading_inside import Raw
from inzage.sources.unlocking_inside import unlock
from inzage.worker import Json, Reply, Request

_SAID = frozenset(
    {Reason.ENCRYPTED, Reason.TRUNCATED, Reason.READ_ERROR, Reason.ARCHIVE_BOMB, Reason.TOO_SLOW, Reason.NO_MEMORY}
)


class _Bench:
    """The one backup that this worker may have open."""

    backup: IosInside | AbInside | None = None


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """Answer one request; a backup's defect is an answer."""
    return _plainly(lambda: _handle(request, descriptors))


def _handle(request: Request, descriptors: Sequence[int]) -> Reply:
    match request:
        case {"do": "open"}:
            _Bench.backup = _opened(request, descriptors)
            archive_inside.opened(_Bench.backup)
            return {}
        case {"do": "unlock"}:
            return unlock(request, descriptors, _backup().locked, (WHOLE,))
        case {"do": "how" | "index" | "part" | "take"}:
            backup = _backup()
            if isinstance(backup, IosInside):
                return _of_ios(backup, request, descriptors)
    return archive_inside.handle(request, descriptors)


def _opened(request: Request, descriptors: Sequence[int]) -> IosInside | AbInside:
    match request:
        case {"kind": "ab"}:
            return AbInside(Raw(descriptors[0]))
        case {"kind": "ios", "names": list(names)}:
            return IosInside(dict(zip(map(str, names), descriptors, strict=True)))
    raise ValueError("no request")


def _of_ios(backup: IosInside, request: Request, descriptors: Sequence[int]) -> Reply:
    match request:
        case {"do": "how"}:
            return {"encrypted": backup.encrypted, "sealed": backup.sealed}
        case {"do": "index"}:
            backup.index(descriptors[0])
            return {}
        case {"do": "part", "where": int(where)}:
            number, sealed = backup.part(where)
            return {"id": number, "sealed": sealed}
        case {"do": "take", "where": int(where)}:
            return {"size": backup.take(where, descriptors[0])}
    raise ValueError("no request")


def _backup() -> IosInside | AbInside:
    if _Bench.backup is None:
        raise Unreadable(Reason.READ_ERROR)
    return _Bench.backup


def _plainly(answer: Callable[[], Reply]) -> Reply:
    """The answer, its defect in the few words that are said of an archive."""
    try:
        reply = answer()
    except Unreadable as fault:
        reply = {"problem": fault.reason.value}
    problem: Json = reply.get("problem")
    if problem is None or problem in {reason.value for reason in _SAID}:
        return reply
    return {**reply, "problem": Reason.ARCHIVE_DAMAGED.value}
