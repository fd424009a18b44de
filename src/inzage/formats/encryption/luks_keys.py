"""A volume's key out of a keyslot and a password, at a bounded cost.

A header says itself how costly its key is to derive; a hostile one says a year, or all
the memory there is. So the cost is summed up beforehand: beyond the bounds the answer
is ``TOO_SLOW`` or ``NO_MEMORY``, and nothing is derived.

References: LUKS2 On-Disk Format 1.1, 3.2; RFC 8018 (PBKDF2), RFC 9106 (Argon2).
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from inzage.formats.blocks import Blocks
from inzage.formats.encryption import Secret
from inzage.formats.encryption.antiforensic import known_hash, merge
from inzage.formats.encryption.argon import derived as argon2_derived
from inzage.formats.encryption.sectors import UNIT, SectorCipher
from inzage.result import Reason, Unreadable

ITERATIONS_MOST = 64_000_000
"""PBKDF2 rounds in all of one try: some forty seconds; cryptsetup asks for one to six million a slot."""
MEMORY_MOST = 1024 * 1024
"""KiB of Argon2: the most that cryptsetup itself asks for unless told otherwise."""
PASSES_MOST = 64 * MEMORY_MOST
"""KiB times passes of Argon2 in all of one try: about eighty seconds."""

MEMORY_NEEDED = 2_560 * 1024**2
"""Bytes of address space that a process needs to derive the costliest key that is allowed here."""

_LANES_MOST = 16


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a password becomes a key. ``memory``: KiB; ``iterations``: rounds, or passes over memory."""

    kind: Literal["pbkdf2", "argon2i", "argon2id"]
    salt: bytes
    iterations: int
    hash_name: str = ""
    memory: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Keyslot:
    """One place where the volume's key lies, under a password of its own. Offsets in bytes from the volume's start."""

    key_size: int
    derivation: Derivation
    offset: int
    cipher: str
    cipher_key_size: int
    stripes: int
    hash_name: str


@dataclass(frozen=True, slots=True)
class KeyDigest:
    """By which a key is known to be the right one."""

    hash_name: str
    salt: bytes
    iterations: int
    digest: bytes


def check_cost(slots: Iterable[Keyslot], digest: KeyDigest) -> None:
    """Raise ``TOO_SLOW`` or ``NO_MEMORY`` where one try on all these slots would cost more than is allowed."""
    rounds = passes = 0
    for slot in slots:
        derivation = slot.derivation
        rounds += digest.iterations
        if derivation.kind == "pbkdf2":
            rounds += derivation.iterations * -(-slot.cipher_key_size // _digest_size(derivation.hash_name))
        elif derivation.memory > MEMORY_MOST:
            raise Unreadable(Reason.NO_MEMORY)
        else:
            passes += derivation.iterations * derivation.memory
    if rounds > ITERATIONS_MOST or passes > PASSES_MOST:
        raise Unreadable(Reason.TOO_SLOW)


def volume_key(blocks: Blocks, slots: Iterable[Keyslot], digest: KeyDigest, secret: Secret) -> bytes:
    """The volume's key from the first slot that the password fits; ``ENCRYPTED`` where it fits none."""
    for slot in slots:
        key = _slot_key(blocks, slot, secret)
        if hmac.compare_digest(_pbkdf2(digest, key), digest.digest):
            return key
    raise Unreadable(Reason.ENCRYPTED)


def _slot_key(blocks: Blocks, slot: Keyslot, secret: Secret) -> bytes:
    length = slot.key_size * slot.stripes
    enciphered = blocks.read_at(slot.offset, -(-length // UNIT) * UNIT)
    if len(enciphered) < length:
        raise Unreadable(Reason.TRUNCATED)
    cipher = SectorCipher(slot.cipher, derive(slot.derivation, secret, slot.cipher_key_size))
    return merge(cipher.decipher(enciphered, 0, UNIT)[:length], slot.stripes, slot.hash_name)


def derive(derivation: Derivation, secret: Secret, length: int) -> bytes:
    """The password's own key, ``length`` bytes."""
    if derivation.kind == "pbkdf2":
        hash_name = known_hash(derivation.hash_name)
        return hashlib.pbkdf2_hmac(hash_name, secret.reveal(), derivation.salt, derivation.iterations, length)
    if derivation.lanes > _LANES_MOST:
        raise Unreadable(Reason.ENCRYPTED)
    return argon2_derived(
        derivation.kind,
        secret.reveal(),
        derivation.salt,
        length=length,
        passes=derivation.iterations,
        memory=derivation.memory,
        lanes=derivation.lanes,
    )


def _pbkdf2(digest: KeyDigest, key: bytes) -> bytes:
    return hashlib.pbkdf2_hmac(known_hash(digest.hash_name), key, digest.salt, digest.iterations, len(digest.digest))


def _digest_size(hash_name: str) -> int:
    return hashlib.new(known_hash(hash_name), usedforsecurity=False).digest_size
