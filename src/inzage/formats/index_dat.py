"""Internet Explorer's cache file (``index.dat``, version 5.2): the records that its own tables still name.

The file is made of blocks of 128 bytes. A chain of ``HASH`` tables names the blocks at
which records begin; a removed or replaced record stays in the file but is named by no
table, and is not read here (recovered content is another door). Of a ``URL`` record the
second time and the location are taken.

References: libmsiecf, "MSIE Cache File (index.dat) format specification" (Joachim Metz)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from inzage.artefact import Artefact
from inzage.formats.content import content, refused
from inzage.formats.moments import filetime_at
from inzage.result import Reason, Unreadable

MAGIC = b"Client UrlCache MMF Ver "
VERSION = b"5.2\0"
BLOCK = 128

_SIZE, _FIRST_TABLE = 0x1C, 0x20
_TABLE_HEAD, _SLOT = 16, 8
_TIME, _LOCATION = 0x10, 0x34
_EMPTY = frozenset({0, 1, 3, 0xDEADBEEF, 0x0BADF00D})
_REMOVED = frozenset({1, 3})
_FLAGS = 0x3F
_OTHERS = (b"REDR", b"LEAK", b"HASH")


@dataclass(frozen=True, slots=True)
class Record:
    """One ``URL`` record: its second time (None where it names no moment) and its location."""

    at: datetime | None
    untrusted_location: bytes


class IndexDat:
    """One file, read whole. ``degraded``: a table or record named in it is not there."""

    def __init__(self, artefact: Artefact) -> None:
        self._data = content(artefact)
        if not self._data.startswith(MAGIC):
            raise refused(artefact)
        if self._data[len(MAGIC) : _SIZE] != VERSION:
            raise Unreadable(Reason.NOT_A_DATABASE)
        self.degraded = self._number(_SIZE) > len(self._data)
        if not self._is_table(self._number(_FIRST_TABLE)):
            raise Unreadable(Reason.TRUNCATED if self.degraded else Reason.DAMAGED)

    def records(self) -> Iterator[Record]:
        """Every record that a table names, in the tables' order, each once."""
        seen: set[int] = set()
        for place in self._named():
            kind = self._data[place : place + 4]
            if kind == b"URL " and place not in seen:
                seen.add(place)
                yield self._record(place)
            elif kind not in _OTHERS:
                self.degraded = True

    def _named(self) -> Iterator[int]:
        table, tables = self._number(_FIRST_TABLE), set[int]()
        while table and table not in tables:
            tables.add(table)
            if not self._is_table(table):
                self.degraded = True
                return
            yield from self._slots(table)
            table = self._number(table + 8)

    def _slots(self, table: int) -> Iterator[int]:
        end = table + self._number(table + 4) * BLOCK
        self.degraded |= end > len(self._data)
        for slot in range(table + _TABLE_HEAD, min(end, len(self._data) - _SLOT + 1), _SLOT):
            mark, place = self._number(slot), self._number(slot + 4)
            if place not in _EMPTY and mark & _FLAGS not in _REMOVED:
                yield place

    def _record(self, place: int) -> Record:
        end = place + self._number(place + 4) * BLOCK
        begins = place + self._number(place + _LOCATION)
        location, closed, _ = self._data[begins:end].partition(b"\0")
        at = filetime_at(self._data, place + _TIME)
        self.degraded |= not (closed and location and at)
        return Record(at, location)

    def _is_table(self, place: int) -> bool:
        return self._data[place : place + 4] == b"HASH"

    def _number(self, place: int) -> int:
        return int.from_bytes(self._data[place : place + 4], "little")
