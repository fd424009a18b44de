"""What BitLocker writes beside a volume: who can open it, and the keys, each under another key.

Three copies lie on the volume; the first that holds is used. An entry is size, type, kind
of value, version and then the value, in which entries may lie again.

References: https://github.com/libyal/libbde/blob/main/documentation, "BitLocker Drive
Encryption (BDE) format"; NIST SP 800-38C (CCM).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from inzage.formats.blocks import Blocks
from inzage.result import Reason, Unreadable

SIGNATURE = b"-FVE-FS-"
TO_GO = b"MSWIN4.1"
_IDENTIFIERS = (
    bytes.fromhex("3bd66749292ed84a8399f6a339e3d001"),
    bytes.fromhex("3b4da89280dd0e4d9e4eb1e3284eaed8"),
)
"""Of a volume enciphered whole, and of one enciphered only where something was written."""
_AT, _AT_TO_GO = 160, 424
"""Where the identifier stands, and 16 bytes behind it the places of the three copies."""

_BLOCK = struct.Struct("<8s4HQII3QQ")
_HEADER = struct.Struct("<4I16sIIQ")
_ENTRY = struct.Struct("<4H")
_VISTA = 1
_SIZE_MOST = 1 << 16
_SIZE_AT, _V2_UNIT = 8, 16
"""Where a copy says its size; after Vista in units."""
_LENGTHS_AT = (_BLOCK.size, _BLOCK.size + 12)
_KEY_SIZE = 32

DECIPHERED = 1
"""State of a volume whose encryption was switched off."""

NONCE, TAG = 12, 16
_KEY_BEGINS = 4
"""A key's value: the method, then the key."""


class Value:
    """Kinds of value that an entry may hold."""

    KEY, STRETCH, USE, ENCIPHERED, MASTER, EXTERNAL = 1, 3, 4, 5, 8, 9


class Type:
    """Types of entry that are looked for."""

    PROPERTY, MASTER, VOLUME_KEY, EXTERNAL = 0, 2, 3, 6


class Protection:
    """By what a master key is protected."""

    CLEAR, STARTUP, RECOVERY, PASSWORD = 0x0000, 0x0200, 0x0800, 0x2000


class Entry(NamedTuple):
    """One entry: its type, its kind of value, and the value."""

    type: int
    value: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Protector:
    """A master key under one protection. ``enciphered``: nonce, tag and key; ``salt``: of a stretched password."""

    identifier: bytes
    protection: int
    enciphered: bytes
    salt: bytes | None
    clear_key: bytes | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """One copy that holds. ``places``: where all three should lie; ``raw``: this one's bytes, up to its last entry."""

    places: tuple[int, int, int]
    raw: bytes
    state: int
    protectors: tuple[Protector, ...]
    volume_key: bytes


def places(head: bytes) -> tuple[int, ...]:
    """Where the volume's header says that copies lie; empty where it is no such header."""
    signature = head[3:11]
    for at in (_AT, _AT_TO_GO):
        if signature in (SIGNATURE, TO_GO) and head[at : at + 16] in _IDENTIFIERS:
            return struct.unpack_from("<3Q", head, at + 16)
    return _vista(head) if signature == SIGNATURE else ()


def _vista(head: bytes) -> tuple[int, ...]:
    """Windows Vista put the place where NTFS has that of its second file table, in clusters."""
    sector, cluster = struct.unpack_from("<HB", head, 11)
    (place,) = struct.unpack_from("<Q", head, 56)
    return (place * sector * cluster,) if place and sector and cluster else ()


def metadata_of(blocks: Blocks) -> Metadata:
    """The first copy that holds; raises ``Unreadable``."""
    for place in places(blocks.read_at(0, 512)):
        try:
            return _copy(blocks, place)
        except (Unreadable, struct.error):
            continue
    raise Unreadable(Reason.DAMAGED)


def _copy(blocks: Blocks, place: int) -> Metadata:
    raw = blocks.read_at(place, _SIZE_MOST) if place < blocks.size else b""
    signature, _, _, state, _, _, _, _, *others, _ = _BLOCK.unpack_from(raw)
    length, _, header, *_ = _HEADER.unpack_from(raw, _BLOCK.size)
    if signature != SIGNATURE or header != _HEADER.size or not header <= length <= len(raw) - _BLOCK.size:
        raise Unreadable(Reason.DAMAGED)
    found = tuple(entries(raw[_BLOCK.size + header : _BLOCK.size + length]))
    return Metadata(
        places=(others[0], others[1], others[2]),
        raw=raw[: _BLOCK.size + length],
        state=state,
        protectors=tuple(_protector(entry.data) for entry in found if entry.value == Value.MASTER),
        volume_key=next((e.data for e in found if (e.type, e.value) == (Type.VOLUME_KEY, Value.ENCIPHERED)), b""),
    )


def entries(data: bytes) -> Iterator[Entry]:
    """Entries one behind another, up to the first that has no length; one that is too long is damage."""
    at = 0
    while at + _ENTRY.size <= len(data):
        size, kind, value, _ = _ENTRY.unpack_from(data, at)
        if size == 0:
            return
        if size < _ENTRY.size or at + size > len(data):
            raise Unreadable(Reason.DAMAGED)
        yield Entry(kind, value, data[at + _ENTRY.size : at + size])
        at += size


def _protector(data: bytes) -> Protector:
    """Identifier (16), time (8), unknown (2), protection (2), then entries."""
    (protection,) = struct.unpack_from("<H", data, 26)
    inside = tuple(entries(data[28:]))
    stretch = next((entry.data for entry in inside if entry.value == Value.STRETCH), None)
    return Protector(
        identifier=data[:16],
        protection=protection,
        enciphered=next((entry.data for entry in inside if entry.value == Value.ENCIPHERED), b""),
        salt=None if stretch is None else stretch[4:20],
        clear_key=next((key_in(entry.data) for entry in inside if entry.value == Value.KEY), None),
    )


def key_in(data: bytes) -> bytes:
    """The key out of a key's value."""
    return data[_KEY_BEGINS:]


def deciphered(key: bytes, enciphered: bytes) -> bytes | None:
    """The key that lies enciphered under ``key``; None where that is not the right one."""
    nonce, tag, data = enciphered[:NONCE], enciphered[NONCE : NONCE + TAG], enciphered[NONCE + TAG :]
    try:
        plain = AESCCM(key, tag_length=TAG).decrypt(nonce, data + tag, None)
    except (InvalidTag, ValueError):
        return None
    found = next((entry.data for entry in entries(plain) if entry.value == Value.KEY), None)
    return None if found is None else key_in(found)


def with_clear_key(metadata: Metadata, master: bytes) -> bytes:
    """A copy of the metadata as if its owner had suspended protection: the master key under a key that lies open."""
    begin = _BLOCK.size + _HEADER.size
    kept = b"".join(_entry(one) for one in entries(metadata.raw[begin:]) if one.value != Value.MASTER)
    made = bytearray(metadata.raw[:begin] + kept + _entry(Entry(Type.MASTER, Value.MASTER, _clear(master))))
    length = len(made) - _BLOCK.size
    for at in _LENGTHS_AT:
        struct.pack_into("<I", made, at, length)
    _, _, version, *_ = _BLOCK.unpack_from(made)
    struct.pack_into("<H", made, _SIZE_AT, len(made) if version == _VISTA else -(-len(made) // _V2_UNIT))
    return bytes(made)


def _clear(master: bytes) -> bytes:
    key, nonce = bytes(_KEY_SIZE), bytes(NONCE)
    plain = _entry(Entry(Type.PROPERTY, Value.KEY, bytes(_KEY_BEGINS) + master))
    sealed = AESCCM(key, tag_length=TAG).encrypt(nonce, plain, None)
    enciphered = nonce + sealed[-TAG:] + sealed[:-TAG]
    inside = (
        Entry(Type.PROPERTY, Value.KEY, bytes(_KEY_BEGINS) + key),
        Entry(Type.PROPERTY, Value.ENCIPHERED, enciphered),
    )
    return bytes(26) + struct.pack("<H", Protection.CLEAR) + b"".join(map(_entry, inside))


def _entry(entry: Entry) -> bytes:
    return _ENTRY.pack(_ENTRY.size + len(entry.data), entry.type, entry.value, 1) + entry.data
