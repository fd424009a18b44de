"""A LUKS2 header as it lies on the disk: twice, each a binary part and then JSON, with a digest over both.

The JSON is a stranger's: bounded in size and depth, every number within the volume, key
material outside the headers and no two areas over each other. What asks for more than
is known here (integrity, re-encryption under way, tokens of other systems) is *encrypted*,
not damaged.

References: LUKS2 On-Disk Format Specification 1.1.1.
"""

import base64
import hashlib
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from inzage.formats.blocks import Blocks
from inzage.formats.encryption.antiforensic import known_hash
from inzage.formats.encryption.luks_keys import Derivation, KeyDigest, Keyslot
from inzage.formats.encryption.sectors import SECTOR_SIZES, UNIT
from inzage.result import Reason, Unreadable

_BINARY = struct.Struct(">6sHQQ48s32s64s40s48sQ184s64s")
_BINARY_SIZE = 4096
_DIGEST = slice(448, 512)
_FIRST, _SECOND = b"LUKS\xba\xbe", b"SKUL\xba\xbe"
_SIZES = tuple(0x4000 << n for n in range(9))
"""The sizes that a header may have, 16 KiB to 4 MiB; the second lies right behind the first."""

_DEPTH_MOST = 12
_SLOTS_MOST = 32
_KEYS = range(16, 65)
_STRIPES = range(1, 16_001)
_SALT_MOST = 64
_NUMBERS = range(2**63)

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Segment:
    """The enciphered part of the volume. ``size`` None: to the volume's end. ``first``: its first sector's number."""

    offset: int
    size: int | None
    cipher: str
    sector: int
    first: int


@dataclass(frozen=True, slots=True)
class Header:
    """What is needed to open the volume: slots in the order in which they are to be tried."""

    slots: tuple[Keyslot, ...]
    digest: KeyDigest
    segment: Segment


def header_of(blocks: Blocks) -> Header:
    """The first header, or the second where the first does not hold; raises ``Unreadable``."""
    try:
        return _header(blocks, 0, _FIRST)
    except Unreadable as fault:
        second = second_place(blocks) if fault.reason is Reason.DAMAGED else None
        if second is None:
            raise
        return _header(blocks, second, _SECOND)


def second_place(blocks: Blocks) -> int | None:
    """Where a second header begins."""
    return next((size for size in _SIZES if blocks.read_at(size, len(_SECOND)) == _SECOND), None)


def _header(blocks: Blocks, place: int, magic: bytes) -> Header:
    size, body = _binary(blocks, place, magic)
    made = _json(body)
    try:
        header = _parsed(made)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise Unreadable(Reason.DAMAGED) from None
    _check_places(header, 2 * size, blocks.size)
    return header


def _binary(blocks: Blocks, place: int, magic: bytes) -> tuple[int, bytes]:
    """(size of one header, its JSON)."""
    head = blocks.read_at(place, _BINARY_SIZE)
    if len(head) < _BINARY_SIZE:
        raise Unreadable(Reason.TRUNCATED)
    said, version, size, _, _, algorithm, *_, offset, _, _ = _BINARY.unpack_from(head)
    if said != magic or version != 2 or size not in _SIZES or offset != place:  # noqa: PLR2004  (LUKS2)
        raise Unreadable(Reason.DAMAGED)
    whole = bytearray(blocks.read_at(place, size))
    if len(whole) < size:
        raise Unreadable(Reason.TRUNCATED)
    digest = bytes(whole[_DIGEST])
    whole[_DIGEST] = bytes(64)
    made = hashlib.new(known_hash(algorithm.rstrip(b"\0").decode("latin-1")), whole).digest()
    if digest[: len(made)] != made:
        raise Unreadable(Reason.DAMAGED)
    return size, bytes(whole[_BINARY_SIZE:]).partition(b"\0")[0]


def _json(body: bytes) -> Json:
    if _too_deep(body):
        raise Unreadable(Reason.DAMAGED)
    try:
        made = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable(Reason.DAMAGED) from None
    if not isinstance(made, dict):
        raise Unreadable(Reason.DAMAGED)
    return made


def _too_deep(body: bytes) -> bool:
    """More levels than a header has. Brackets inside words count as well: a header has none there."""
    depth = deepest = 0
    for byte in body:
        if byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest > _DEPTH_MOST


def _parsed(made: Json) -> Header:
    if made["config"].get("requirements", {}).get("mandatory"):
        raise Unreadable(Reason.ENCRYPTED)
    name, segment = _segment(made["segments"])
    digest = next((one for one in made["digests"].values() if name in one["segments"]), None)
    if digest is None:
        raise Unreadable(Reason.DAMAGED)
    wanted = [made["keyslots"][slot] for slot in digest["keyslots"]]
    if len(wanted) > _SLOTS_MOST:
        raise Unreadable(Reason.DAMAGED)
    # A slot of priority 0 is kept for special use: its owner asks for it by number.
    usual = [slot for slot in wanted if slot["type"] == "luks2" and slot.get("priority", 1) != 0]
    if not usual:
        raise Unreadable(Reason.ENCRYPTED)
    slots = sorted(usual, key=lambda slot: -_number(slot.get("priority", 1)))
    return Header(tuple(map(_slot, slots)), _digest(digest), segment)


def _segment(segments: Json) -> tuple[str, Segment]:
    """The only segment, which must be of the plain kind."""
    if len(segments) != 1:
        raise Unreadable(Reason.ENCRYPTED)
    ((name, said),) = segments.items()
    if said["type"] != "crypt" or "integrity" in said or said.get("flags"):
        raise Unreadable(Reason.ENCRYPTED)
    size = None if said["size"] == "dynamic" else _number(said["size"])
    sector = _number(said["sector_size"])
    if sector not in SECTOR_SIZES:
        raise ValueError("no size of a sector")
    return name, Segment(_number(said["offset"]), size, _word(said["encryption"]), sector, _number(said["iv_tweak"]))


def _slot(said: Json) -> Keyslot:
    area, splitter = said["area"], said["af"]
    if area["type"] != "raw" or splitter["type"] != "luks1":
        raise Unreadable(Reason.ENCRYPTED)
    made = Keyslot(
        key_size=_number(said["key_size"], _KEYS),
        derivation=_derivation(said["kdf"]),
        offset=_number(area["offset"]),
        cipher=_word(area["encryption"]),
        cipher_key_size=_number(area["key_size"], _KEYS),
        stripes=_number(splitter["stripes"], _STRIPES),
        hash_name=_word(splitter["hash"]),
    )
    if made.key_size * made.stripes > _number(area["size"]):
        raise ValueError("more key material than room for it")
    return made


def _derivation(said: Json) -> Derivation:
    kind, salt = said["type"], _bytes(said["salt"])
    if kind == "pbkdf2":
        return Derivation("pbkdf2", salt, _number(said["iterations"], _NUMBERS[1:]), _word(said["hash"]))
    if kind not in ("argon2i", "argon2id"):
        raise Unreadable(Reason.ENCRYPTED)
    passes, memory, lanes = (_number(said[name], _NUMBERS[1:]) for name in ("time", "memory", "cpus"))
    return Derivation(kind, salt, passes, memory=memory, lanes=lanes)


def _digest(said: Json) -> KeyDigest:
    if said["type"] != "pbkdf2":
        raise Unreadable(Reason.ENCRYPTED)
    rounds = _number(said["iterations"], _NUMBERS[1:])
    made = KeyDigest(_word(said["hash"]), _bytes(said["salt"]), rounds, _bytes(said["digest"]))
    if not made.digest:
        raise ValueError("a digest of nothing fits every key")
    return made


def _number(said: object, among: range = _NUMBERS) -> int:
    """A number, or one written in digits: JSON's own are too short for a large disk."""
    if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 20:  # noqa: PLR2004  (64 bits)
        said = int(said)
    if type(said) is not int or said not in among:
        raise ValueError("no such number")
    return said


def _word(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError("no word")
    return said


def _bytes(said: object) -> bytes:
    made = base64.b64decode(_word(said), validate=True)
    if len(made) > _SALT_MOST:
        raise ValueError("more bytes than these have")
    return made


def _check_places(header: Header, begin: int, end: int) -> None:
    """Key material behind the headers, inside the volume, before the segment, and never twice the same."""
    areas = sorted((slot.offset, slot.offset + slot.key_size * slot.stripes) for slot in header.slots)
    if any(area[0] < begin for area in areas) or _overlap(areas) or header.segment.offset % UNIT:
        raise Unreadable(Reason.DAMAGED)
    if header.segment.offset < max(area[1] for area in areas):
        raise Unreadable(Reason.DAMAGED)
    if header.segment.offset > end:
        raise Unreadable(Reason.TRUNCATED)


def _overlap(areas: Iterable[tuple[int, int]]) -> bool:
    return any(one[1] > other[0] for one, other in pairwise(areas))
