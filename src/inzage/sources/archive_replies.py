"""What a locked worker says of an archive, held against its schema: the worker may be somebody else's by now.

References: trust facts 6.4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, NoReturn, cast

from inzage.artefact import EntryKind
from inzage.result import Reason
from inzage.sources import MAX_NAME
from inzage.sources.archive_inside import CHUNK
from inzage.sources.member_names import from_wire
from inzage.sources.offers import Entry, moment
from inzage.sources.reading_inside import PIECE
from inzage.worker import Beside, Garbage, Json, Reply

_SHAPES = {(str, int, modified, str, int, str) for modified in (int, type(None))}
_KINDS = {kind.value: kind for kind in EntryKind}
OF_ENTRIES = {
    reason.value: reason
    for reason in (
        *(Reason.ARCHIVE_DAMAGED, Reason.NAME_TOO_LONG, Reason.ENCRYPTED),
        *(Reason.FILE_SYSTEM_DAMAGED, Reason.FILE_SYSTEM_UNKNOWN, Reason.READ_ERROR),
    )
}
CARRIER_PROBLEMS = {
    reason.value: reason
    for reason in (
        *(Reason.ARCHIVE_DAMAGED, Reason.ARCHIVE_BOMB, Reason.ENCRYPTED, Reason.READ_ERROR),
        *(Reason.TRUNCATED, Reason.TOO_SLOW, Reason.NO_MEMORY),
        *(Reason.IMAGE_DAMAGED, Reason.IMAGE_INCOMPLETE, Reason.PARTITION_TABLE),
        *(Reason.IMAGE_SNAPSHOT, Reason.IMAGE_ENCRYPTED, Reason.IMAGE_EX01, Reason.IMAGE_ZSTD, Reason.IMAGE_FORM),
        *(Reason.FILE_SYSTEM_UNKNOWN, Reason.FILE_SYSTEM_DAMAGED),
    )
}


class Told(NamedTuple):
    """An entry of an archive and where in it reading begins."""

    entry: Entry
    where: int


Pieces = Sequence[bytes | bytearray]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page: entries, the cursor of the next page, and why the list ends early."""

    entries: tuple[Told, ...]
    following: int | None
    problem: Reason | None


def problem_of(reply: Reply) -> Reason | None:
    """The carrier's defect that a reply names, if it does."""
    said = reply.get("problem")
    if said is None:
        return None
    return CARRIER_PROBLEMS.get(said) or _lie("problem") if isinstance(said, str) else _lie("problem")


def listed(reply: Reply, cursor: int) -> Listed:
    """A page of the list; the next cursor must lie further on, and every page but the last hold something."""
    _only(reply, {"rows", "next", "problem"})
    problem = problem_of(reply)
    rows = reply.get("rows", [] if problem else None)
    if not isinstance(rows, list):
        return _lie("rows")
    following = _following(reply.get("next"), cursor, ends=not rows or problem is not None)
    return Listed(tuple(_told(row) for row in rows), following, problem)


def chunk(reply: Reply) -> tuple[Pieces, bool]:
    """(bytes in pieces, was this the end?) of a member; a reply that is no end has some beside it."""
    _only(reply, {"done"})
    done = reply.get("done")
    pieces = reply.pieces if isinstance(reply, Beside) else ()
    size = sum(map(len, pieces))
    if not isinstance(done, bool) or size > CHUNK + PIECE or not (size or done):
        return _lie("bytes")
    return pieces, done


def _following(said: Json, cursor: int, *, ends: bool) -> int | None:
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int) or said <= cursor or ends:
        return _lie("next")
    return said


def _told(row: Json) -> Told:
    if not isinstance(row, list) or tuple(map(type, row)) not in _SHAPES:  # bool is not int here
        return _lie("row")
    text, size, modified, kind, where, reason = cast(tuple[str, int, int | None, str, int, str], row)
    if size < 0 or where < 0 or kind not in _KINDS or (reason and reason not in OF_ENTRIES):
        return _lie("row")
    return Told(
        Entry(_path(text, reason), _KINDS[kind], size, moment(modified), OF_ENTRIES.get(reason)),
        where,
    )


def _path(text: str, reason: str) -> str:
    """A path fit to be matched; one that is marked as damaged may also be none."""
    try:
        path = from_wire(text)
    except ValueError:
        return "" if reason else _lie("path")
    if len(path.encode("utf-8", "surrogateescape")) > MAX_NAME:
        return _lie("path")
    if not reason and ({".", ".."} & set(path.split("/")) or "\0" in path):
        return _lie("path")
    return path


def _only(reply: Mapping[str, Json], known: set[str]) -> None:
    if reply.keys() - known:
        _lie("key")


def _lie(what: str) -> NoReturn:
    raise Garbage(found=what)
