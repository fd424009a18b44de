"""What the forms of Windows keep so that damage can be told: marks, sizes that must add up, checksums.

References: https://github.com/msuhanov/regf; libevtx' and libesedb's documentation of the formats
"""

import struct
import zlib
from typing import Any

_BASE, _CHUNK = 4096, 65536


def bins_hold(content: bytes) -> bool:
    """Do the bins of a hive follow one another, and the cells of each fill it?"""
    (told,) = struct.unpack_from("<I", content, 40)
    at = _BASE
    while at < _BASE + told:
        mark, place, size = struct.unpack_from("<4sII", content.ljust(at + 12, b"\0"), at)
        if mark != b"hbin" or place != at - _BASE or not size or at + size > len(content):
            return False
        if not _cells_fill(content, at + 32, at + size):
            return False
        at += size
    return True


def _cells_fill(content: bytes, at: int, end: int) -> bool:
    while at < end:
        size = abs(struct.unpack_from("<i", content, at)[0]) if at + 4 <= end else 0
        if size < 8 or size % 8:
            return False
        at += size
    return at == end


def events_hold(content: bytes) -> bool:
    """Are the checksums of an event log's header and chunks right?"""
    if len(content) < _BASE or zlib.crc32(content[:120]) != struct.unpack_from("<I", content, 124)[0]:
        return False
    (chunks,) = struct.unpack_from("<H", content, 42)
    return all(_chunk_holds(content[_BASE + n * _CHUNK : _BASE + (n + 1) * _CHUNK]) for n in range(chunks))


def _chunk_holds(chunk: bytes) -> bool:
    if len(chunk) < _CHUNK or not chunk.startswith(b"ElfChnk\0"):
        return False
    free, records, head = (struct.unpack_from("<I", chunk, at)[0] for at in (48, 52, 124))
    return bool(zlib.crc32(chunk[:120] + chunk[128:512]) == head and zlib.crc32(chunk[512:free]) == records)


def walked(name: str, held: Any) -> bool:
    """Everything that a library gives of a file can be reached; whatever it refuses is raised."""
    if name == "pyregf":
        _key(held.get_root_key(), 0)
    elif name == "pyolecf":
        _item(held.get_root_item(), 0)
    return True


def _key(key: Any, depth: int) -> None:
    if depth > 60:
        raise ValueError
    for value in key.values:
        _ = value.name, value.type, value.data
    for below in key.sub_keys:
        _ = below.name, below.get_last_written_time_as_integer()
        _key(below, depth + 1)


def _item(item: Any, depth: int) -> None:
    if depth > 20:
        raise ValueError
    _ = item.name
    if item.size:
        item.read_buffer(item.size)
    for below in item.sub_items:
        _item(below, depth + 1)
