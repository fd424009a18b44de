"""The records of an ISO 9660 folder, and what Rock Ridge hangs on them: names, kinds, times of Unix.

A record never crosses a sector; one that would is damage, and the rest of its sector is
passed over. What Rock Ridge says may go on elsewhere on the disc: so far and no further
than ``_AREAS`` times.

References: ECMA-119 9.1 (directory record); IEEE P1281 (SUSP) 5: CE, SP, ST; IEEE P1282
(RRIP) 4: PX, SL, NM, CL, RE, TF, ZF.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from inzage.artefact import EntryKind
from inzage.result import Reason, Unreadable

SECTOR = 2048
_RECORD = struct.Struct("<BBI4xI4x7sBBB4xB")
_DIRECTORY, _ASSOCIATED, _MORE = 0x02, 0x04, 0x80

_AREAS = 64
_AREA_MOST = 16 * SECTOR
_SP = b"SP\x07\x01\xbe\xef"
_MODES = {0o04: EntryKind.DIRECTORY, 0o10: EntryKind.FILE, 0o12: EntryKind.LINK, 0o01: EntryKind.PIPE,
          0o14: EntryKind.SOCKET, 0o02: EntryKind.DEVICE, 0o06: EntryKind.DEVICE}  # fmt: skip
_GOES_ON = 1
_MADE, _CHANGED, _LONG = 0x01, 0x02, 0x80


class Record(NamedTuple):
    """One record. ``place``: where it stands, in bytes; ``block``: where its content begins; ``use``: Rock Ridge's."""

    place: int
    length: int
    block: int
    size: int
    stamp: bytes
    flags: int
    interleaved: bool
    name: bytes
    use: bytes

    @property
    def is_folder(self) -> bool:
        """Is it a folder's?"""
        return bool(self.flags & _DIRECTORY)

    @property
    def goes_on(self) -> bool:
        """Does the file go on in the next record?"""
        return bool(self.flags & _MORE)

    @property
    def is_beside(self) -> bool:
        """A folder's own record or its parent's, or what an old Macintosh keeps beside a file under the same name."""
        return self.name in (b"\0", b"\1") or bool(self.flags & _ASSOCIATED)


def records(content: bytes, place: int) -> Iterator[Record | None]:
    """The records in whole sectors that lie at ``place``; None for what is none."""
    for begin in range(0, len(content), SECTOR):
        at, end = begin, min(begin + SECTOR, len(content))
        while at < end and content[at]:
            made = record(content[at:end], place + at)
            yield made
            if made is None:
                break
            if not agrees(content[at:end]):  # it is told, and given as it always was
                yield None
            at += made.length
        else:
            if any(content[at:end]):  # behind the last record stand zeros
                yield None


def agrees(record: bytes) -> bool:
    """Do the numbers, which stand in a record in either order, say the same twice?"""
    return all(record[at : at + 4] == record[at + 4 : at + 8][::-1] for at in (2, 10))


def record(content: bytes, place: int) -> Record | None:
    """The record that these bytes begin with; None where they hold none that is whole."""
    if len(content) < _RECORD.size:
        return None
    length, further, block, size, stamp, flags, unit, gap, named = _RECORD.unpack_from(content)
    use = _RECORD.size + named + (named + 1) % 2
    if not named or not _RECORD.size + named <= length <= len(content):
        return None
    name = content[_RECORD.size : _RECORD.size + named]
    return Record(place, length, block + further, size, stamp, flags, bool(unit or gap), name, content[use:length])


@dataclass(slots=True)
class Unix:
    """What Rock Ridge says of one name. ``moved``: it belongs elsewhere; ``child``: the block of a moved folder."""

    name: bytes = b""
    kind: EntryKind | None = None
    modified: int | None = None
    moved: bool = False
    child: int | None = None
    packed: bool = False


def bytes_before(use: bytes) -> int | None:
    """Of a disc's topmost folder: how many bytes come before Rock Ridge in each record; None where it is not used."""
    return use[6] if len(use) >= len(_SP) + 1 and use.startswith(_SP) else None


def unix_of(use: bytes, more: Callable[[int, int, int], bytes]) -> Unix:
    """What Rock Ridge says; ``more``: gives the bytes of (block, offset, size). Raises ``Unreadable``."""
    said = Unix()
    for sign, data in _fields(use, more):
        if sign == b"NM" and data:
            said.name += data[1:] if not data[0] & ~_GOES_ON else b"\0"  # a name that stands for another folder
        elif sign == b"PX":
            said.kind = _MODES.get(_number(data) >> 12, EntryKind.DEVICE)
        elif sign == b"TF":
            said.modified = _changed(data)
        elif sign == b"CL":
            said.child = _number(data)
        said.moved |= sign == b"RE"
        said.packed |= sign == b"ZF"
    return said


def moment(stamp: bytes) -> int | None:
    """Seconds since 1970 of a time in seven bytes; None where it names none."""
    return _moment([1900 + stamp[0], *stamp[1:6]], stamp[6])


def _fields(use: bytes, more: Callable[[int, int, int], bytes]) -> Iterator[tuple[bytes, bytes]]:
    """(sign, data) of each field, also of those that stand elsewhere."""
    for _ in range(_AREAS):
        further: tuple[int, int, int] | None = None
        while len(use) >= 4 and any(use[:2]):  # noqa: PLR2004  (sign, length, version)
            length = use[2]
            if not 4 <= length <= len(use):  # noqa: PLR2004
                raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
            sign, data, use = use[:2], use[4:length], use[length:]
            if sign == b"ST":
                break
            if sign == b"CE":
                further = _number(data), _number(data[8:]), _number(data[16:])
            yield sign, data
        if further is None:
            return
        if further[2] > _AREA_MOST:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
        use = more(*further)
    raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)


def _number(data: bytes) -> int:
    return int.from_bytes(data[:4], "little")


def _changed(data: bytes) -> int | None:
    """The time of change among those of a TF field, which stand one behind the other as far as its flags name them."""
    flags = data[0] if data else 0
    size = 17 if flags & _LONG else 7
    stamp = data[1:][size if flags & _MADE else 0 :][:size]
    if not flags & _CHANGED or len(stamp) != size:
        return None
    return _long(stamp) if flags & _LONG else moment(stamp)


def _long(stamp: bytes) -> int | None:
    digits = stamp[:14]
    if not digits.isdigit():
        return None
    return _moment([int(digits[:4]), *(int(digits[at : at + 2]) for at in range(4, 14, 2))], stamp[16])


def _moment(parts: Sequence[int], quarters: int) -> int | None:
    """``parts``: year, month, day, hour, minute, second; ``quarters``: of an hour east of UTC, a signed byte."""
    year, month, day, hour, minute, second = parts
    east = int.from_bytes(bytes((quarters,)), signed=True)
    try:
        told = datetime(year, month, day, hour, minute, second, tzinfo=UTC) - timedelta(minutes=15 * east)
    except (ValueError, OverflowError):
        return None
    return int(told.timestamp())
