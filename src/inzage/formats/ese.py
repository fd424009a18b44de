"""An ESE database (Extensible Storage Engine): the tables of Internet Explorer and of Windows' own records of use.

Through libesedb, over a descriptor, never mapped; its logs are not replayed. ``degraded`` is
True where the database was not closed cleanly (what its logs still hold is not in it), or
where a table that was asked for is not whole. The library passes over a page that is not
there as if it were empty, so that is asked here: each page of the table must carry its own
number's checksum (in pages of up to 8 KiB; larger ones keep several sums), name a neighbour
that names it, and one of them must be the root.

References: libesedb, "Extensible Storage Engine (ESE) Database File (EDB) format specification"
"""

import codecs
import struct
from collections.abc import Callable, Iterator
from typing import Any

from inzage.artefact import Artefact
from inzage.formats.blocks import DescriptorBlocks, FileObject, ReadFault
from inzage.formats.content import first_bytes, refused
from inzage.formats.extras import FAULTS, library
from inzage.result import Reason, Unreadable

MOST = 1024 * 1024 * 1024
"""Bytes of a database; Windows keeps those read here under 100 million."""

MOST_ROWS = 2_000_000
"""Rows of one table."""

MOST_VALUE = 1024 * 1024
"""Bytes of one value."""

_SIGNATURE, _PAGES = b"\xef\xcd\xab\x89", frozenset({2048, 4096, 8192, 16384, 32768})
_STATE, _PAGE_SIZE, _CLEAN = 52, 236, 3
_HEAD, _ROOT, _EMPTY, _NEW = 40, 0x1, 0x8, 0x2000
_OLD_SEED, _SUMMED = 0x89ABCDEF, 8192
_FAULTS_MOST, _PACKED = 1000, 0x2
_NEVER_SET = frozenset({b"\x2a" * 4, b"\x2a" * 8})
"""What stands where a number was never filled in; the library gives it as if it were one."""


codecs.lookup("utf-16-le")  # a locked process can no longer load a codec

Page = tuple[int, int, int, int]
"""(table's number, page before, page after, marks)."""


class Row:
    """Values of one row by column name; None or empty where there is none, or none that can be read."""

    # The library has no types.
    def __init__(self, record: Any, columns: dict[str, int], doubt: Callable[[], None]) -> None:  # noqa: ANN401
        self._record, self._columns, self._doubt = record, columns, doubt

    def data(self, column: str) -> bytes | None:
        """The bytes of a value."""
        found = self._value(column, "get_value_data", "get_data")
        return found if isinstance(found, bytes) and len(found) <= MOST_VALUE else None

    def number(self, column: str) -> int | None:
        """A whole number, of any width, with its sign."""
        found = self.data(column)
        small = found is not None and 0 < len(found) <= 8 and found not in _NEVER_SET  # noqa: PLR2004 (bytes of it)
        return int.from_bytes(found or b"", "little", signed=True) if small else None

    def real(self, column: str) -> float | None:
        """A number with a fraction: a date of the kind OLE keeps."""
        found = self.data(column)
        held = found is not None and len(found) == 8 and found not in _NEVER_SET  # noqa: PLR2004
        return float(struct.unpack("<d", found or b"")[0]) if held else None

    def text(self, column: str) -> str:
        """A text, up to its first zero; the library unpacks it where it is packed."""
        found = self._value(column, "get_value_data_as_string", "get_data_as_string")
        return found.partition("\0")[0] if isinstance(found, str) else ""

    def _value(self, column: str, asked: str, asked_long: str) -> object:
        """A value that stands in the row, or one that the row only names."""
        place = self._columns.get(column.lower())
        if place is None:
            return None
        try:
            if not self._record.is_long_value(place):
                self._too_much(bool(self._record.get_value_data_flags(place) & _PACKED) and asked == "get_value_data")
                return getattr(self._record, asked)(place)
            long = self._record.get_value_data_as_long_value(place)
            self._too_much(long.get_data_size() > MOST_VALUE)
            return getattr(long, asked_long)() if long.get_data_size() else None
        except FAULTS:
            self._doubt()
            return None

    @staticmethod
    def _too_much(it_is: bool) -> None:
        """A packed value that would have to be unpacked here, or one that is too large, is out of reach."""
        if it_is:
            raise ValueError


class Database:
    """One database, open for reading. Raises ``Unreadable``."""

    def __init__(self, artefact: Artefact) -> None:
        first = first_bytes(artefact, MOST)
        self._size = int.from_bytes(first[_PAGE_SIZE : _PAGE_SIZE + 4], "little")
        if first[4:8] != _SIGNATURE or self._size not in _PAGES:
            raise refused(artefact)
        self._artefact = artefact
        self._blocks = DescriptorBlocks(artefact.file, artefact.size)
        self.degraded = int.from_bytes(first[_STATE : _STATE + 4], "little") != _CLEAN
        self.degraded |= artefact.size % self._size != 0
        self._file = library("pyesedb").file()
        try:
            self._file.open_file_object(FileObject(self._blocks))
            self._pages = dict(self._heads())
            self.tables = self._tables()
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None
        except FAULTS:
            raise Unreadable(Reason.TRUNCATED if self._cut_off() else Reason.DAMAGED) from None

    def need(self, *tables: str) -> None:
        """Raise ``Unreadable`` where a table is not there."""
        if not set(tables) <= self.tables.keys():
            raise refused(self._artefact, Reason.TABLE_MISSING)

    def rows(self, table: str, *needed: str) -> Iterator[Row]:
        """Rows of a table, each that can be read once. Raises where a needed column is not there."""
        try:
            opened = self._file.get_table(self.tables[table])
            columns = {str(column.get_name()).lower(): place for place, column in enumerate(opened.columns)}
            count, whole = int(opened.get_number_of_records()), self._whole(int(opened.get_identifier()))
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None
        except FAULTS:
            raise Unreadable(Reason.DAMAGED) from None
        if not {name.lower() for name in needed} <= columns.keys():
            raise Unreadable(Reason.COLUMNS_MISSING)
        self.degraded |= count > MOST_ROWS or not whole
        yield from self._each(opened, columns, min(count, MOST_ROWS))

    def _each(self, opened: Any, columns: dict[str, int], count: int) -> Iterator[Row]:  # noqa: ANN401
        faults = 0
        for place in range(count):
            try:
                row = Row(opened.get_record(place), columns, self._in_doubt)
            except FAULTS:
                self.degraded, faults = True, faults + 1
                if faults > _FAULTS_MOST:
                    return
                continue
            yield row

    def _in_doubt(self) -> None:
        self.degraded = True

    def _tables(self) -> dict[str, int]:
        count = int(self._file.get_number_of_tables())
        self.degraded |= not self._whole(2)  # the catalogue itself
        return {str(self._file.get_table(place).get_name()): place for place in range(count)}

    def _heads(self) -> Iterator[tuple[int, Page]]:
        """Page number, to what its head says, of all pages that hold something."""
        for number in range(1, self._blocks.size // self._size - 1):
            head = self._blocks.read_at((number + 1) * self._size, _HEAD)
            before, after, table = struct.unpack_from("<III", head, 16)
            marks = int.from_bytes(head[36:40], "little")
            if any(head) and not marks & _EMPTY:
                yield number, (table, before, after, marks)

    def _whole(self, table: int) -> bool:
        """Are all pages of a table there, and as they were written?"""
        mine = {number: page for number, page in self._pages.items() if page[0] == table}
        linked = all(
            (not before or mine.get(before, (0, 0, 0, 0))[2] == number)
            and (not after or mine.get(after, (0, 0, 0, 0))[1] == number)
            for number, (_, before, after, _) in mine.items()
        )
        rooted = any(marks & _ROOT for *_, marks in mine.values())
        return linked and rooted and all(self._sound(number, page[3]) for number, page in mine.items())

    def _sound(self, number: int, marks: int) -> bool:
        if self._size > _SUMMED:
            return True
        page = self._blocks.read_at((number + 1) * self._size, self._size)
        body, seed = (page[8:], number) if marks & _NEW else (page[4:], _OLD_SEED)
        return folded(body) ^ seed == int.from_bytes(page[:4], "little")

    def _cut_off(self) -> bool:
        return self._blocks.size < 6 * self._size or self._blocks.size % self._size != 0


def folded(content: bytes) -> int:
    """All words of four bytes, each XORed with the others."""
    width = 1 << max(2, (len(content) - 1).bit_length())
    found = int.from_bytes(content, "little")
    while width > 4:  # noqa: PLR2004 (bytes of a word)
        width //= 2
        found = (found >> (8 * width)) ^ (found & ((1 << (8 * width)) - 1))
    return found
