"""LUKS1, through the library; its cost is bounded here first, because a header names it itself.

References: LUKS On-Disk Format Specification 1.2.3, 3; libluksde.
"""

import struct

from inzage.formats.blocks import Blocks, FileObject
from inzage.formats.encryption import Secret
from inzage.formats.encryption.antiforensic import known_hash
from inzage.formats.encryption.library import LibraryBlocks, library
from inzage.formats.encryption.luks_keys import Derivation, KeyDigest, Keyslot, check_cost
from inzage.result import Reason, Unreadable

_HEADER = struct.Struct(">6sH32s32s32sII20s32sI40s")
_SLOT = struct.Struct(">II32sII")
_SLOTS = 8
_ACTIVE = 0x00AC71F3
_SIZE = _HEADER.size + _SLOTS * _SLOT.size
_KEY_MOST = 64
_STRIPES_MOST = 16_000


def unlocked(blocks: Blocks, secret: Secret) -> Blocks:
    """The plain volume; raises ``Unreadable``."""
    _check(blocks)
    file = FileObject(blocks)
    volume = library("pyluksde").volume()
    # Before it is opened: after a password that was wrong, this library refuses the right one.
    volume.set_password(secret.text())
    volume.open_file_object(file)
    if volume.is_locked():
        raise Unreadable(Reason.ENCRYPTED)
    return LibraryBlocks(volume, file)


def _check(blocks: Blocks) -> None:
    """Raise where the header is not whole, or one try would cost too much."""
    head = blocks.read_at(0, _SIZE)
    if len(head) < _SIZE:
        raise Unreadable(Reason.TRUNCATED)
    _, _, cipher, mode, hashed, payload, key_size, digest, salt, rounds, _ = _HEADER.unpack_from(head)
    hash_name = known_hash(_word(hashed))
    if not 0 < key_size <= _KEY_MOST or payload * 512 > blocks.size:
        raise Unreadable(Reason.DAMAGED)
    named = f"{_word(cipher)}-{_word(mode)}"
    slots = []
    for number in range(_SLOTS):
        state, iterations, slot_salt, place, stripes = _SLOT.unpack_from(head, _HEADER.size + number * _SLOT.size)
        if state == _ACTIVE:
            if not 0 < stripes <= _STRIPES_MOST or place * 512 + key_size * stripes > blocks.size:
                raise Unreadable(Reason.DAMAGED)
            derivation = Derivation("pbkdf2", slot_salt, iterations, hash_name)
            slots.append(Keyslot(key_size, derivation, place * 512, named, key_size, stripes, hash_name))
    if not slots:
        raise Unreadable(Reason.ENCRYPTED)
    check_cost(slots, KeyDigest(hash_name, salt, rounds, digest))


def _word(padded: bytes) -> str:
    return padded.partition(b"\0")[0].decode("latin-1")
