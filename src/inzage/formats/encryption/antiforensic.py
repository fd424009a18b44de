"""The splitter that LUKS puts between a key and the disk, undone.

A key is stored as many stripes, all of which are needed to get it back, so that a key
can be destroyed where a disk keeps old sectors.

References: LUKS On-Disk Format Specification 1.2.3, 2.4; LUKS2 On-Disk Format 1.1, 3.2.1.
"""

import hashlib

from inzage.result import Reason, Unreadable

HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")
"""Digests that OpenSSL's default provider always has; a locked process can load no other."""


def merge(stripes: bytes, count: int, hash_name: str) -> bytes:
    """The key out of ``count`` stripes of its own length."""
    if count < 1 or len(stripes) % count:
        raise Unreadable(Reason.DAMAGED)
    known_hash(hash_name)
    size = len(stripes) // count
    mixed = bytes(size)
    for start in range(0, len(stripes) - size, size):
        mixed = diffuse(_xor(mixed, stripes[start : start + size]), hash_name)
    return _xor(mixed, stripes[len(stripes) - size :])


def known_hash(name: str) -> str:
    """The name, where it is of a digest that is at hand; else ``ENCRYPTED``."""
    if name not in HASHES:
        raise Unreadable(Reason.ENCRYPTED)
    return name


def diffuse(block: bytes, hash_name: str) -> bytes:
    """Each piece of a digest's length becomes the digest of its number and itself; the last one is cut."""
    step = hashlib.new(hash_name, usedforsecurity=False).digest_size
    made = bytearray()
    for number, start in enumerate(range(0, len(block), step)):
        piece = block[start : start + step]
        told = number.to_bytes(4) + piece
        made += hashlib.new(hash_name, told, usedforsecurity=False).digest()[: len(piece)]
    return bytes(made)


def _xor(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one))
