"""A LevelDB from a recipe: ``CURRENT`` is the file, the numbered files come beside it.

``[[table]]`` and ``[[log]]`` with ``number`` and ``entry``: ``key``, ``sequence`` and a protocol buffer
(``field``, as in ``protobuf``; a value ``{moment = "…"}`` is milliseconds since 1970), or ``gone = true``.
Of a table ``snappy`` packs its blocks and ``old`` gives the older ending. ``absent``: names that are left
out; ``stops`` and ``spoilt``: name → so many bytes of it, or the place of a byte that is turned.

References: ``doc/log_format.md``, ``doc/table_format.md`` and ``doc/impl.md`` of LevelDB.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from inzage.formats.crc32c import masked
from inzage.formats.leveldb_table import MAGIC
from tests.readers.makers.protobuf import message, varint

MANIFEST = 4
BLOCK = 32 * 1024
BYTEWISE = b"leveldb.BytewiseComparator"


class Put(NamedTuple):
    """One key at one sequence; ``value`` None takes it out."""

    key: bytes
    sequence: int
    value: bytes | None


def counted(raw: bytes) -> bytes:
    return varint(len(raw)) + raw


def internal(put: Put) -> bytes:
    """A key as a table has it."""
    return put.key + struct.pack("<Q", put.sequence << 8 | (put.value is not None))


def log(records: Iterable[bytes], block: int = BLOCK) -> bytes:
    """Records in pieces, each in one block."""
    made = bytearray()
    for record in records:
        first, left = True, record
        while first or left:
            room = block - len(made) % block
            if room < 7:
                made += bytes(room)
                continue
            piece, left = left[: room - 7], left[room - 7 :]
            kind = bytes([(1 if first else 4) if not left else (2 if first else 3)])
            made += struct.pack("<IH", masked(kind + piece), len(piece)) + kind + piece
            first = False
    return bytes(made)


def batch(puts: Sequence[Put]) -> bytes:
    """One write: entries with sequences that follow each other."""
    told = b"".join(
        b"\0" + counted(put.key) if put.value is None else b"\1" + counted(put.key) + counted(put.value) for put in puts
    )
    return struct.pack("<QI", puts[0].sequence, len(puts)) + told


def batches(puts: Sequence[Put]) -> list[bytes]:
    """One write for each entry."""
    return [batch([put]) for put in puts]


def packed(raw: bytes) -> bytes:
    """Snappy in its plainest form: what repeats the last byte as copies, the rest as it is."""
    made = bytearray(varint(len(raw)))
    place = 0
    while place < len(raw):
        run = len(raw[place : place + 64]) - len(raw[place : place + 64].lstrip(raw[place - 1 : place])) if place else 0
        if run >= 4:
            made += bytes([run - 1 << 2 | 2]) + struct.pack("<H", 1)
        else:
            run = min(60, len(raw) - place)
            made += bytes([run - 1 << 2]) + raw[place : place + run]
        place += run
    return bytes(made)


def pairs(told: Sequence[tuple[bytes, bytes]], every: int = 16) -> bytes:
    """A block: keys without what they share with the one before, but for each sixteenth."""
    made, restarts, before = bytearray(), [0], b""
    for n, (key, value) in enumerate(told):
        if n % every == 0 and n:
            restarts.append(len(made))
        shared = 0
        while n % every and shared < min(len(key), len(before)) and key[shared] == before[shared]:
            shared += 1
        made += varint(shared) + varint(len(key) - shared) + varint(len(value)) + key[shared:] + value
        before = key
    return bytes(made) + struct.pack(f"<{len(restarts) + 1}I", *restarts, len(restarts))


def sealed(block: bytes, *, snappy: bool = False) -> bytes:
    """A block as it is stored."""
    stored = packed(block) + b"\1" if snappy else block + b"\0"
    return stored + struct.pack("<I", masked(stored))


def table(puts: Sequence[Put], *, snappy: bool = False, each: int = 4) -> bytes:
    """A whole table, ``each`` entries to a block."""
    ordered = sorted(puts, key=lambda put: (put.key, -put.sequence))
    made, index = bytearray(), []
    for n in range(0, len(ordered), each):
        some = ordered[n : n + each]
        block = sealed(pairs([(internal(put), put.value or b"") for put in some]), snappy=snappy)
        index.append((internal(some[-1]), varint(len(made)) + varint(len(block) - 5)))
        made += block
    return closed(bytes(made), index)


def closed(blocks: bytes, index: Sequence[tuple[bytes, bytes]], magic: int = MAGIC) -> bytes:
    """Blocks of data with an index over them and a footer."""
    meta, told = sealed(pairs([])), sealed(pairs(index, 1))
    handles = varint(len(blocks)) + varint(len(meta) - 5)
    handles += varint(len(blocks) + len(meta)) + varint(len(told) - 5)
    return blocks + meta + told + handles.ljust(40, b"\0") + struct.pack("<Q", magic)


def edit(tables: Mapping[int, tuple[bytes, Sequence[Put]]], first_log: int, comparator: bytes = BYTEWISE) -> bytes:
    """What the MANIFEST says: number → (file, entries) of each table, and the first log."""
    made = b"\1" + counted(comparator) + b"\2" + varint(first_log) + b"\x09\0\3" + varint(99) + b"\4" + varint(999)
    for number, (file, puts) in tables.items():
        ordered = sorted(puts, key=lambda put: (put.key, -put.sequence))
        made += b"\7\0" + varint(number) + varint(len(file)) + counted(internal(ordered[0]))
        made += counted(internal(ordered[-1]))
    return made


def folder(tables: Mapping[int, tuple[bytes, Sequence[Put]]], logs: Mapping[int, bytes]) -> dict[str, bytes]:
    """All the files, by name."""
    files = {"CURRENT": f"MANIFEST-{MANIFEST:06}\n".encode()}
    files[f"MANIFEST-{MANIFEST:06}"] = log([edit(tables, min(logs, default=0))])
    files |= {f"{number:06}.ldb": file for number, (file, _) in tables.items()}
    return files | {f"{number:06}.log": file for number, file in logs.items()}


def make(facts: dict[str, Any]) -> bytes:
    """``CURRENT``."""
    return beside(facts | {"absent": []})["CURRENT"]


def beside(facts: dict[str, Any]) -> dict[str, bytes]:
    """Every file, by name."""
    tables = {}
    for one in facts.get("table", []):
        puts = [_put(entry) for entry in one["entry"]]
        tables[one["number"]] = (table(puts, snappy=one.get("snappy", False)), puts)
    logs = {one["number"]: log(batches([_put(entry) for entry in one["entry"]])) for one in facts.get("log", [])}
    files = folder(tables, logs)
    for name, kept in facts.get("stops", {}).items():
        files[name] = files[name][:kept]
    for name, place in facts.get("spoilt", {}).items():
        files[name] = files[name][:place] + bytes([files[name][place] ^ 0x55]) + files[name][place + 1 :]
    for one in facts.get("table", []):
        if one.get("old"):
            files[f"{one['number']:06}.sst"] = files.pop(f"{one['number']:06}.ldb")
    return {name: held for name, held in files.items() if name not in facts.get("absent", [])}


def _put(entry: dict[str, Any]) -> Put:
    value = None if entry.get("gone") else message([_field(one) for one in entry["field"]])
    return Put(entry["key"].encode(), entry["sequence"], value)


def _field(told: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(told["value"], dict):
        return told
    at = datetime.fromisoformat(told["value"]["moment"]).replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return told | {"value": at // timedelta(milliseconds=1)}
