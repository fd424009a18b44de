"""An Android backup's (``adb backup``) own layers: its header of text lines, its encryption, its packing.

::

    ANDROID BACKUP\\n <version 1-5>\\n <packed 0|1>\\n <none|AES-256>\\n
    salt of the password\\n salt of the checksum\\n rounds\\n IV\\n sealed master key\\n     (AES-256 only)
    then a tar, packed with zlib, under AES-256-CBC

The sealed master key holds IV, key and a checksum (each after its length), and opens
with what PBKDF2-SHA1 makes of the password. The checksum is PBKDF2 over the master key
*as Java characters*: each byte sign-extended to 16 bits and written as UTF-8. Version 1
may have been made with the low 8 bits of each character instead; both are tried with
the one password given.

It has not met a real backup; the tests write theirs by the same published source.

References: AOSP frameworks/base ``services/backup/.../fullbackup``,
``PasswordUtils.java``; RFC 8018 5.2; artefact facts 2.5.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from inzage.formats.blocks import Blocks, Slice
from inzage.formats.cbc import BLOCK, CbcBlocks, decrypted, padding
from inzage.result import Reason, Unreadable

MAGIC = b"ANDROID BACKUP\n"
VERSIONS = (1, 2, 3, 4, 5)
KEY = 32
ROUNDS_MOST = 10_000_000
"""A thousand times what Android asks for."""

_LINES = 4096
_PLAIN = 4
_SEALED = 9

Spelling = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the body. ``sealed``: the five further lines of an encrypted backup, or none."""

    version: int
    packed: bool
    sealed: tuple[bytes, ...]
    size: int


def header(blocks: Blocks) -> Header:
    """The header; raises ``Unreadable(DAMAGED)`` for what is none or of an unknown version."""
    lines = blocks.read_at(0, _LINES).split(b"\n", _SEALED)
    if len(lines) <= _PLAIN or lines[0] + b"\n" != MAGIC or lines[2] not in (b"0", b"1"):
        raise Unreadable(Reason.DAMAGED)
    version = _number(lines[1])
    if version not in VERSIONS or lines[3] not in (b"none", b"AES-256"):
        raise Unreadable(Reason.DAMAGED)
    count = _PLAIN if lines[3] == b"none" else _SEALED
    if len(lines) <= count:
        raise Unreadable(Reason.DAMAGED)
    size = sum(len(line) + 1 for line in lines[:count])
    return Header(version, lines[2] == b"1", tuple(lines[_PLAIN:count]), size)


def body(blocks: Blocks, told: Header, secret: str | None) -> Blocks:
    """The tar (perhaps packed) under the header; ``Unreadable(ENCRYPTED)`` without the owner's password."""
    inside = Slice(blocks, told.size, blocks.size)
    if not told.sealed:
        return inside
    if secret is None:
        raise Unreadable(Reason.ENCRYPTED)
    key, iv = _master(told, secret)
    plain = CbcBlocks(inside, key, iv)
    return Slice(plain, 0, plain.size - padding(plain.read_at(max(0, plain.size - BLOCK), BLOCK)))


def _master(told: Header, secret: str) -> tuple[bytes, bytes]:
    """(key, IV) of the body: one try of one password."""
    salt, check_salt, rounds, iv, sealed = told.sealed
    count = _number(rounds)
    if not 1 <= count <= ROUNDS_MOST:
        raise Unreadable(Reason.DAMAGED)
    for password, spelled in _spellings(told.version, secret):
        opener = hashlib.pbkdf2_hmac("sha1", password, _unhex(salt), count, KEY)
        found = _opened(decrypted(_blocks(_unhex(sealed)), opener, _iv(_unhex(iv))))
        if found is None:
            continue
        key, inner, checksum = found
        if hmac.compare_digest(hashlib.pbkdf2_hmac("sha1", spelled(key), _unhex(check_salt), count, KEY), checksum):
            return key, inner
    raise Unreadable(Reason.ENCRYPTED)


def _spellings(version: int, secret: str) -> list[tuple[bytes, Spelling]]:
    """(password, how the checksum spells a key): Java's characters as UTF-8, or their low 8 bits."""
    both: list[tuple[bytes, Spelling]] = [(secret.encode("utf-8", "surrogateescape"), as_characters)]
    if version == 1:
        both.append((secret.encode("utf-16-le", "surrogatepass")[::2], bytes))
    return both


def as_characters(key: bytes) -> bytes:
    """Bytes as Java widens them to characters, in UTF-8."""
    return "".join(chr(byte | (byte >> 7) * 0xFF00) for byte in key).encode()


def _opened(blob: bytes) -> tuple[bytes, bytes, bytes] | None:
    """(key, IV, checksum) if a decrypted blob holds them."""
    parts, at = [], 0
    for _ in range(3):
        size = blob[at] if at < len(blob) else 0
        parts.append(blob[at + 1 : at + 1 + size])
        at += 1 + size
    iv, key, checksum = parts
    fits = len(iv) == BLOCK and len(key) == KEY and len(checksum) == KEY and len(blob) - at == padding(blob)
    return (key, iv, checksum) if fits else None


def _number(line: bytes) -> int:
    return int(line) if line.isdigit() and len(line) <= len(str(ROUNDS_MOST)) else 0


def _unhex(line: bytes) -> bytes:
    try:
        return bytes.fromhex(line.decode("ascii"))
    except ValueError:
        raise Unreadable(Reason.DAMAGED) from None


def _iv(iv: bytes) -> bytes:
    if len(iv) != BLOCK:
        raise Unreadable(Reason.DAMAGED)
    return iv


def _blocks(sealed: bytes) -> bytes:
    if not sealed or len(sealed) % BLOCK:
        raise Unreadable(Reason.DAMAGED)
    return sealed


"".encode("utf-16-le")  # now: a locked process can load no codec
hashlib.pbkdf2_hmac("sha1", b"", b"", 1)
