"""A log of LevelDB: what was written since the last table, as batches; a MANIFEST is a log too.

Blocks of 32 kB; a record lies in one (FULL) or over several (FIRST, MIDDLE, LAST), each piece
behind its checksum, length and kind. LevelDB itself passes over a piece that was not finished;
here each loss is told, because what was lost may have been an act.

References: https://github.com/google/leveldb/blob/main/doc/log_format.md, ``db/write_batch.cc``
"""

from collections.abc import Iterator

from inzage.formats.crc32c import masked
from inzage.formats.leveldb_base import DELETED, KEPT, Broken, Cursor, Entry

BLOCK = 32 * 1024
_HEAD = 7
_FULL, _FIRST, _MIDDLE, _LAST = 1, 2, 3, 4


def records(untrusted: bytes) -> Iterator[bytes | None]:
    """Each record in order; None for each place where something is lost."""
    begun: bytearray | None = None
    for kind, piece in _pieces(untrusted):
        if begun is not None and kind not in (_MIDDLE, _LAST):
            yield None
            begun = None
        if kind == _FULL:
            yield piece
        elif kind == _FIRST:
            begun = bytearray(piece)
        elif begun is None:
            yield None
        else:
            begun += piece
            if kind == _LAST:
                yield bytes(begun)
                begun = None
    if begun is not None:
        yield None


def _pieces(untrusted: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, bytes) of each piece; kind 0 for a rest of a block that is none."""
    place = 0
    while place < len(untrusted):
        left = BLOCK - place % BLOCK
        if left < _HEAD:
            place += left
            continue
        piece = _piece(untrusted[place : place + left])
        yield piece or (0, b"")
        place += left if piece is None else _HEAD + len(piece[1])


def _piece(untrusted: bytes) -> tuple[int, bytes] | None:
    length, kind = int.from_bytes(untrusted[4:6], "little"), untrusted[6:7]
    end = _HEAD + length
    if kind not in (b"\1", b"\2", b"\3", b"\4") or end > len(untrusted):
        return None
    sound = masked(untrusted[6:end]) == int.from_bytes(untrusted[:4], "little")
    return (kind[0], untrusted[_HEAD:end]) if sound else None


def batch(untrusted: bytes) -> Iterator[Entry]:
    """What one record of a log puts and takes out, in order. Raises ``Broken``."""
    cursor = Cursor(untrusted)
    sequence, count = cursor.fixed(8), cursor.fixed(4)
    for n in range(count):
        kind = cursor.fixed(1)
        if kind not in (DELETED, KEPT):
            raise Broken
        key = cursor.counted()
        yield Entry(key, sequence + n, cursor.counted() if kind == KEPT else None)
    if cursor.left:
        raise Broken
