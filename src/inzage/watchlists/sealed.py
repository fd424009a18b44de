"""A list of PDQ hashes at rest: encrypted under the kit's key, decrypted into memory alone.

A keyed digest finds equals only, so a list for similarity must hold the hashes themselves;
and out of a hash a blurred picture can be guessed. So on disk there are only
ciphertext and the header that every list has, with its signed manifest::

    magic · salt (16) · length · header (JSON) · chunks of AES-256-GCM

Each file has a key of its own (HKDF of the kit's key and a random salt), so that a
chunk's number can be its nonce; the last chunk says that it is the last, and each is
bound to the header. A changed, shortened or reordered file is not opened.

References: NIST SP 800-38D; RFC 5869; Hoang and others, Online Authenticated-Encryption
and its Nonce-Reuse Misuse-Resistance (2015; STREAM).
"""

import os
import secrets
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inzage.watchlists.layout import Header, damaged, header_of, packed
from inzage.watchlists.likeness import HASH

MAGIC = b"INZPICT1"
RECORD = HASH + 1
CHUNK = 1024 * 1024
"""Bytes before encryption."""

LARGEST_HEADER = 1024 * 1024
_SALT = 16
_TAG = 16
_LENGTH = struct.Struct(">I")
_NONCE = struct.Struct(">QI")
_PURPOSE = b"inzage similar 1"


@dataclass(frozen=True, slots=True)
class Opened:
    """A list in memory: 32 bytes per entry one after another, and of each the place of its class."""

    header: Header
    hashes: bytes
    places: bytes


def seal(entries: Iterable[tuple[bytes, int]], key: bytes, header: Header) -> tuple[bytes, Header]:
    """The bytes of a sealed file, and its header with what could be known only now.

    Equal entries count once. An entry is a hash and the place of its class.
    """
    ordered = sorted({hash_ + bytes((place,)) for hash_, place in entries})
    whole = replace(header, count=len(ordered))
    front = packed(whole)
    salt = secrets.token_bytes(_SALT)
    cipher = _cipher(key, salt)
    plain = b"".join(one[:HASH] for one in ordered) + b"".join(one[HASH:] for one in ordered)
    chunks = [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)] or [b""]
    last = len(chunks) - 1
    sealed = [cipher.encrypt(_NONCE.pack(n, n == last), chunk, front) for n, chunk in enumerate(chunks)]
    return b"".join((MAGIC, salt, _LENGTH.pack(len(front)), front, *sealed)), whole


def open_sealed(descriptor: int, key: bytes) -> Opened:
    """The list at a descriptor, which stays the caller's; ``StoreFault`` where it is damaged or of another kit."""
    salt, front, body = _front(descriptor)
    plain = b"".join(_chunks(descriptor, body, _cipher(key, salt), front))
    header = header_of(front)
    hashes, places = plain[: header.count * HASH], plain[header.count * HASH :]
    if len(plain) != header.count * RECORD or max(places, default=0) >= len(header.classes):
        raise damaged("een gewijzigd bestand", "a changed file")
    return Opened(header, hashes, places)


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, _PURPOSE).derive(key))


def _front(descriptor: int) -> tuple[bytes, bytes, int]:
    """Salt, header and where the chunks begin."""
    start = len(MAGIC) + _SALT + _LENGTH.size
    front = os.pread(descriptor, start, 0)
    if len(front) < start or not front.startswith(MAGIC):
        raise damaged("een ander bestand", "another file")
    (size,) = _LENGTH.unpack(front[-_LENGTH.size :])
    header = os.pread(descriptor, min(size, LARGEST_HEADER), start)
    return front[len(MAGIC) : -_LENGTH.size], header, start + size


def _chunks(descriptor: int, body: int, cipher: AESGCM, header: bytes) -> Iterator[bytes]:
    number, at, step = 0, body, CHUNK + _TAG
    chunk = os.pread(descriptor, step, at)
    while True:
        following = os.pread(descriptor, step, at + step)
        try:
            yield cipher.decrypt(_NONCE.pack(number, not following), chunk, header)
        except (InvalidTag, ValueError):
            found = "een gewijzigd bestand, of een lijst van een andere uitrusting"
            raise damaged(found, "a changed file, or a list of another kit") from None
        if not following:
            return
        number, at, chunk = number + 1, at + step, following
