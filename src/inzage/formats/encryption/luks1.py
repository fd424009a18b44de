"""LUKS1, by a small reader of our own, on the parts that LUKS2 needs as well.

The library is not used: it gives wrong bytes, without a word, for reads that begin inside a
sector and end in another, and refuses the right password after a wrong one.

References: LUKS On-Disk Format Specification 1.2.3, 3.
"""

import struct
from dataclasses import dataclass
from typing import Any

from inzage.formats.blocks import Blocks, Slice
from inzage.formats.encryption import Secret
from inzage.formats.encryption.antiforensic import known_hash
from inzage.formats.encryption.luks_keys import Derivation, KeyDigest, Keyslot, check_cost, volume_key
from inzage.formats.encryption.sectors import UNIT, Deciphered, SectorCipher
from inzage.result import Reason, Unreadable

_HEADER = struct.Struct(">6sH32s32s32sII20s32sI40s")
_SLOT = struct.Struct(">II32sII")
_SLOTS = 8
_ACTIVE = 0x00AC71F3
_SIZE = _HEADER.size + _SLOTS * _SLOT.size
_KEY_MOST = 64
_STRIPES_MOST = 16_000


@dataclass(frozen=True, slots=True)
class _Header:
    slots: tuple[Keyslot, ...]
    digest: KeyDigest
    cipher: str
    payload: int


def unlocked(blocks: Blocks, secret: Secret) -> Blocks:
    """The plain volume; raises ``Unreadable``."""
    header = _header(blocks)
    check_cost(header.slots, header.digest)
    cipher = SectorCipher(header.cipher, volume_key(blocks, header.slots, header.digest, secret))
    return Deciphered(Slice(blocks, header.payload, blocks.size), cipher)


def _header(blocks: Blocks) -> _Header:
    head = blocks.read_at(0, _SIZE)
    if len(head) < _SIZE:
        raise Unreadable(Reason.TRUNCATED)
    _, _, cipher, mode, hashed, payload, key_size, digest, salt, rounds, _ = _HEADER.unpack_from(head)
    hash_name, named = known_hash(_word(hashed)), f"{_word(cipher)}-{_word(mode)}"
    if not 0 < key_size <= _KEY_MOST or rounds == 0 or payload * UNIT < _SIZE:
        raise Unreadable(Reason.DAMAGED)
    if payload * UNIT > blocks.size:
        raise Unreadable(Reason.TRUNCATED)
    slots = tuple(
        _slot(numbers, key_size, named, hash_name)
        for numbers in _SLOT.iter_unpack(head[_HEADER.size :])
        if numbers[0] == _ACTIVE
    )
    if not slots:
        raise Unreadable(Reason.ENCRYPTED)
    return _Header(slots, KeyDigest(hash_name, salt, rounds, digest), named, payload * UNIT)


def _slot(numbers: tuple[Any, ...], key_size: int, cipher: str, hash_name: str) -> Keyslot:
    _, iterations, salt, place, stripes = numbers
    if iterations == 0 or not 0 < stripes <= _STRIPES_MOST or place * UNIT < _SIZE:
        raise Unreadable(Reason.DAMAGED)
    derivation = Derivation("pbkdf2", salt, iterations, hash_name)
    return Keyslot(key_size, derivation, place * UNIT, cipher, key_size, stripes, hash_name)


def _word(padded: bytes) -> str:
    return padded.partition(b"\0")[0].decode("latin-1")
