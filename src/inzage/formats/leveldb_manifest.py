"""A MANIFEST of LevelDB: which tables and which logs hold what counts now. The rest is left over.

A log of edits. Strict: where one edit is lost nobody knows any more which files count, and an
old table could bring back what was taken out; so the whole is refused.

References: https://github.com/google/leveldb (``db/version_edit.cc``, ``db/version_set.cc``)
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from inzage.formats.leveldb_base import Broken, Cursor, parted
from inzage.formats.leveldb_log import records

BYTEWISE = b"leveldb.BytewiseComparator"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that counts: its size in bytes, and the first and last key in it."""

    size: int
    first: bytes
    last: bytes


@dataclass(slots=True)
class Version:
    """How things stand after the last edit. ``log``: the first log that counts, 0 where all
    do; ``before``: an older one, or 0."""

    comparator: bytes = b""
    log: int = 0
    before: int = 0
    tables: dict[int, Table] = field(default_factory=dict)


def version(untrusted: bytes) -> Version:
    """How things stand at the end of a MANIFEST. Raises ``Broken``."""
    made = Version()
    for record in records(untrusted):
        if record is None:
            raise Broken
        _edit(made, Cursor(record))
    if not made.comparator:
        raise Broken
    return made


def _edit(made: Version, cursor: Cursor) -> None:
    gone: list[int] = []
    come: dict[int, Table] = {}
    while cursor.left:
        tag = cursor.varint()
        if tag == _DELETED_FILE:
            cursor.varint()
            gone.append(cursor.varint())
        elif tag == _NEW_FILE:
            number, table = _table(cursor)
            come[number] = table
        elif tag in _TAGS:
            _TAGS[tag](made, cursor)
        else:
            raise Broken
    for number in gone:
        made.tables.pop(number, None)
    made.tables.update(come)


def _table(cursor: Cursor) -> tuple[int, Table]:
    cursor.varint()
    number, size = cursor.varint(), cursor.varint()
    first, last = parted(cursor.counted())[0], parted(cursor.counted())[0]
    return number, Table(size, first, last)


def _comparator(made: Version, cursor: Cursor) -> None:
    made.comparator = cursor.counted()


def _log(made: Version, cursor: Cursor) -> None:
    made.log = cursor.varint()


def _before(made: Version, cursor: Cursor) -> None:
    made.before = cursor.varint()


def _number(_made: Version, cursor: Cursor) -> None:
    cursor.varint()


def _pointer(_made: Version, cursor: Cursor) -> None:
    cursor.varint()
    cursor.counted()


_DELETED_FILE, _NEW_FILE = 6, 7
_TAGS: dict[int, Callable[[Version, Cursor], None]] = {
    1: _comparator,
    2: _log,
    3: _number,  # the next file's number
    4: _number,  # the last sequence
    5: _pointer,  # where compaction goes on
    9: _before,
}
