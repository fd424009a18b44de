"""ZIP's central directory, read inside the lock: records one by one, nothing kept.

Own reading of the format, because the standard library keeps every member in memory
at once, and a phone's extraction holds a million.

References: APPNOTE.TXT 6.3.10 (4.3.12, 4.3.14-4.3.16, 4.4, 4.5.3); Info-ZIP extra field "UT".
"""

import stat
import struct
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, NoReturn

from inzage.artefact import AMSTERDAM
from inzage.result import Reason, Unreadable
from inzage.sources.member_names import plain, to_wire
from inzage.sources.reading_inside import Page, Raw, Row

_END = struct.Struct("<IHHHHIIH")
_END64 = struct.Struct("<IQHHIIQQQQ")
_LOCATOR = struct.Struct("<IIQI")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_EXTRA = struct.Struct("<HH")
_SIGNATURES = (0x06054B50, 0x06064B50, 0x07064B50, 0x02014B50)
_COMMENT = _COUNT = 0xFFFF
_WINDOW = 256 * 1024  # holds the longest possible record, and makes a page that fits a message
_UNSET = 0xFFFFFFFF
_UTF8, _ENCRYPTED = 1 << 11, 1 << 0 | 1 << 6 | 1 << 13
_UNIX, _DOS = frozenset({3, 19}), frozenset({0, 10, 11, 14})
_KINDS = {stat.S_IFLNK: "link", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket",
          stat.S_IFDIR: "directory", stat.S_IFCHR: "device", stat.S_IFBLK: "device"}  # fmt: skip

"".encode("cp437")  # loaded now: behind the lock no module can be


class Record(NamedTuple):
    """One member as the directory states it; ``length`` of the record itself; bytes, seconds."""

    maker: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    attributes: int
    start: int
    name: bytes
    modified: int | None
    length: int

    @property
    def encrypted(self) -> bool:
        """Is the member, or the directory itself, under a password?"""
        return bool(self.flags & _ENCRYPTED)


class Directory:
    """Where the records lie: ``first`` to ``end``. ``shift``: bytes put before the archive."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        at, size, offset, self._stated = _end_record(raw)
        self._counted = 0
        self.first, self.end, self.shift = at - size, at, at - size - offset
        if self.first < 0 or self.shift < 0:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)

    def page(self, cursor: int) -> Page:
        """Rows from ``cursor`` (0: the beginning) on, as many as one message holds."""
        at = cursor or self.first
        if not self.first <= at <= self.end:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)
        rows: list[Row] = []
        try:
            for where, record in self.window(at):
                rows.append(_row(record, where))
                at = where + record.length
        except Unreadable as fault:
            return Page(rows, None, fault.reason)
        self._counted = len(rows) + (self._counted if cursor else 0)
        return Page(rows, at) if at < self.end else Page(rows, None, self._miscounted())

    def _miscounted(self) -> Reason | None:
        """Members that the end record counts and the directory does not hold (or the reverse)."""
        # old writers let the short count run over, and readers take that
        return Reason.ARCHIVE_DAMAGED if (self._counted - self._stated) & _COUNT else None

    def record(self, where: int) -> Record:
        """The record that lies at ``where``."""
        return next(self.window(where))[1] if self.first <= where < self.end else _damaged()

    def __iter__(self) -> Iterator[Record]:
        at = self.first
        while at < self.end:
            for where, record in self.window(at):
                yield record
                at = where + record.length

    def window(self, at: int) -> Iterator[tuple[int, Record]]:
        """(position, record) for those that lie whole in one stretch of bytes, at least one."""
        stretch = self._raw.at(at, min(_WINDOW, self.end - at))
        last = at + len(stretch) == self.end
        inside = 0
        while inside < len(stretch):
            record = _record(stretch, inside, self.shift)
            if record is None:
                if last or not inside:
                    _damaged()
                return
            yield at + inside, record
            inside += record.length


def _end_record(raw: Raw) -> tuple[int, int, int, int]:
    """(end of the directory, its size, its stated offset, stated members)."""
    tail = min(raw.size, _END.size + _COMMENT)
    bytes_at_end = raw.at(raw.size - tail, tail)
    found = bytes_at_end.rfind(struct.pack("<I", _SIGNATURES[0]))
    if found < 0 or found + _END.size > tail:
        _damaged()
    at = raw.size - tail + found
    _, disk, start_disk, _, count, size, offset, _ = _END.unpack_from(bytes_at_end, found)
    large = _end64(raw, at)
    if large is not None:
        return large
    if disk or start_disk:
        _damaged()
    return at, size, offset, count


def _end64(raw: Raw, at: int) -> tuple[int, int, int, int] | None:
    """The same out of the 64-bit record, where there is one."""
    if at < _LOCATOR.size:
        return None
    signature, _, offset, _ = _LOCATOR.unpack(raw.at(at - _LOCATOR.size, _LOCATOR.size))
    if signature != _SIGNATURES[2]:
        return None
    for here in (offset, at - _LOCATOR.size - _END64.size):  # as stated, or right before when bytes were put in front
        if 0 <= here <= raw.size - _END64.size:
            fields = _END64.unpack(raw.at(here, _END64.size))
            if fields[0] == _SIGNATURES[1]:
                return here, fields[8], fields[9], fields[7]
    return _damaged()


def _record(stretch: bytes, at: int, shift: int) -> Record | None:
    """The record at a place in a stretch of bytes; None where it is not whole or none."""
    if at + _CENTRAL.size > len(stretch):
        return None
    (signature, maker, _, flags, method, time, date, crc, packed, size, names, extras, comment, _, _, attributes,
     start) = _CENTRAL.unpack_from(stretch, at)  # fmt: skip
    length = _CENTRAL.size + names + extras + comment
    if signature != _SIGNATURES[3] or at + length > len(stretch):
        return None
    name = stretch[at + _CENTRAL.size : at + _CENTRAL.size + names]
    name_end = at + _CENTRAL.size + names
    extra = dict(_extras(stretch[name_end : name_end + extras])) if extras else {}
    if 1 in extra:
        size, packed, start = _large(extra[1], size, packed, start)
    modified = _modified(extra.get(0x5455, b""), date, time)
    return Record(maker >> 8, flags, method, crc, packed, size, attributes, start + shift, name, modified, length)


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + _EXTRA.size <= len(extra):
        tag, length = _EXTRA.unpack_from(extra, at)
        yield tag, extra[at + _EXTRA.size :][:length]
        at += _EXTRA.size + length


def _large(extra: bytes, *fields: int) -> list[int]:
    """Size, packed size and start, from the 64-bit field where the short one is unset."""
    values = iter(struct.unpack(f"<{len(extra) // 8}Q", extra[: len(extra) // 8 * 8]))
    return [next(values, field) if field == _UNSET else field for field in fields]


def _modified(extra: bytes, date: int, time: int) -> int | None:
    """Seconds since 1970: exact where the extra field has them, else a clock on a wall in Amsterdam."""
    if len(extra) >= 5 and extra[0] & 1:  # noqa: PLR2004  (flags, then four bytes of time)
        return int.from_bytes(extra[1:5], "little", signed=True)
    return _wall_clock(date, time)


@lru_cache(4096)
def _wall_clock(date: int, time: int) -> int | None:
    day = (1980 + (date >> 9), date >> 5 & 15, date & 31)
    try:
        return int(datetime(*day, time >> 11, time >> 5 & 63, time % 32 * 2, tzinfo=AMSTERDAM).timestamp())
    except ValueError:
        return None


def _row(record: Record, where: int) -> Row:
    path, reason = plain(_utf8(record))
    if not reason and record.encrypted:
        reason = Reason.ENCRYPTED.value
    return [to_wire(path), min(record.size, 2**63 - 1), record.modified, _kind(record), where, reason]


def _utf8(record: Record) -> bytes:
    """The name in UTF-8; what does not say that it is, and is not, is the old DOS alphabet."""
    name = record.name.replace(b"\\", b"/") if record.maker in _DOS else record.name
    if record.flags & _UTF8:
        return name
    try:
        name.decode()
    except UnicodeDecodeError:
        return name.decode("cp437").encode()
    return name


def _kind(record: Record) -> str:
    if _utf8(record).endswith(b"/"):
        return "directory"
    mode = record.attributes >> 16 if record.maker in _UNIX else 0
    return _KINDS.get(stat.S_IFMT(mode), "file")


def _damaged() -> NoReturn:
    raise Unreadable(Reason.ARCHIVE_DAMAGED)
