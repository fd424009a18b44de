"""BitLocker: the volume's key from what a person gave, and then the library's plain view.

The way from secret to key is ours, the sectors are the library's. So a try is exactly what
it says: the library alone would open a suspended volume under any password, and takes a
key file only by its path. All keys on the way carry a tag, so that a wrong secret is known.

Met real volumes of Windows 7 to 10 (password, recovery key, key file, clear key; AES with
and without diffuser, XTS) and one of Vista.

References: as ``fve_metadata``; libbde.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator

from inzage.formats.blocks import Blocks, FileObject, within
from inzage.formats.encryption import Encryption, EncryptionKind, Secret, SecretKind
from inzage.formats.encryption.bek import external_key
from inzage.formats.encryption.bindings import LibraryBlocks, library
from inzage.formats.encryption.fve_metadata import (
    DECIPHERED,
    Metadata,
    Protection,
    Protector,
    deciphered,
    metadata_of,
    places,
    with_clear_key,
)
from inzage.result import Reason, Unreadable

_ROUNDS = 1 << 20
_TRIED_MOST = 16
"""Protectors of one kind that one secret is held against."""
_RECOVERY = re.compile(r"\d{6}(-\d{6}){7}", re.ASCII)
_ELEVENTH = 11
_WORD_MOST = 0xFFFF

_OPENED_BY = {
    Protection.PASSWORD: SecretKind.PASSWORD,
    Protection.RECOVERY: SecretKind.RECOVERY_KEY,
    Protection.STARTUP: SecretKind.BEK,
    Protection.CLEAR: SecretKind.CLEAR_KEY,
}


def is_bitlocker(head: bytes) -> bool:
    """Does a volume begin so?"""
    return bool(places(head))


def described(blocks: Blocks) -> Encryption:
    """What can open it; nothing can where the metadata do not hold."""
    try:
        metadata = metadata_of(blocks)
    except Unreadable:
        return Encryption(EncryptionKind.BITLOCKER, frozenset())
    kinds = {_OPENED_BY.get(protector.protection) for protector in metadata.protectors}
    known = frozenset(kind for kind in kinds if kind is not None)
    return Encryption(EncryptionKind.BITLOCKER, known, locked=metadata.state != DECIPHERED)


def unlocked(blocks: Blocks, secret: Secret | None) -> Blocks:
    """The plain volume; raises ``Unreadable``. No secret: only where encryption was switched off."""
    metadata = metadata_of(blocks)
    if metadata.state == DECIPHERED:
        return _opened(blocks, metadata, metadata.raw)
    if secret is None:
        raise Unreadable(Reason.ENCRYPTED)
    for protector, key in _candidates(metadata, secret):
        master = deciphered(key, protector.enciphered)
        if master is not None and deciphered(master, metadata.volume_key) is not None:
            return _opened(blocks, metadata, with_clear_key(metadata, master))
    raise Unreadable(Reason.ENCRYPTED)


def _candidates(metadata: Metadata, secret: Secret) -> Iterator[tuple[Protector, bytes]]:
    """Each protector that this kind of secret opens, and the key that the secret then is."""
    wanted = [one for one in metadata.protectors if _OPENED_BY.get(one.protection) is secret.kind][:_TRIED_MOST]
    if secret.kind is SecretKind.BEK:
        given = external_key(bytes(secret.reveal()))
        yield from ((one, given.key) for one in wanted if one.identifier == given.identifier)
    elif secret.kind is SecretKind.CLEAR_KEY:
        yield from ((one, one.clear_key) for one in wanted if one.clear_key)
    else:
        begin = _from_password(secret) if secret.kind is SecretKind.PASSWORD else from_recovery_key(secret.text())
        yield from ((one, stretched(begin, one.salt)) for one in wanted if one.salt)


def _from_password(secret: Secret) -> bytes:
    return hashlib.sha256(hashlib.sha256(secret.text().encode("utf-16-le")).digest()).digest()


def from_recovery_key(text: str) -> bytes:
    """What 48 digits stand for: eight numbers of 16 bits, each written eleven times as large."""
    numbers = [int(group) for group in text.split("-")] if _RECOVERY.fullmatch(text) else []
    if not numbers or any(number % _ELEVENTH or number // _ELEVENTH > _WORD_MOST for number in numbers):
        raise Unreadable(Reason.ENCRYPTED)
    return hashlib.sha256(b"".join((number // _ELEVENTH).to_bytes(2, "little") for number in numbers)).digest()


def stretched(begin: bytes, salt: bytes) -> bytes:
    """A key that takes a million digests to make: each of the last one, the first one, the salt and the round."""
    last, fixed = bytes(32), begin + salt
    digest = hashlib.sha256
    for number in range(_ROUNDS):
        last = digest(last + fixed + number.to_bytes(8, "little")).digest()
    return last


def _opened(blocks: Blocks, metadata: Metadata, copy: bytes) -> Blocks:
    """The library's view, with ``copy`` for metadata: given only the volume's key, it fails on most volumes."""
    file = FileObject(Mended(blocks, metadata.places, copy))
    volume = library("pybde").volume()
    volume.open_file_object(file)
    if volume.is_locked():
        raise Unreadable(Reason.ENCRYPTED)
    return LibraryBlocks(volume, file)


class Mended:
    """The volume with one and the same copy of its metadata in every place where one belongs.

    The library asks for all three; an image that was cut off, or a bad sector, then
    need not keep the whole volume shut. Nothing is written: the copy is laid over what is read.
    """

    def __init__(self, blocks: Blocks, copies: Iterable[int], raw: bytes) -> None:
        self._blocks = blocks
        self._copies = tuple(copies)
        self._raw = raw

    @property
    def size(self) -> int:
        """Bytes up to the end of the last copy, or of the volume."""
        return max(self._blocks.size, *(place + len(self._raw) for place in self._copies))

    def read_at(self, offset: int, size: int) -> bytes:
        """The volume's bytes, under the copies; beyond its end there are only those."""
        size = within(self.size, offset, size)
        made = bytearray(self._blocks.read_at(offset, size) if offset < self._blocks.size else b"")
        for place in self._copies:
            begin, end = max(offset, place), min(offset + size, place + len(self._raw))
            if begin < end:
                made.extend(bytes(max(0, end - offset - len(made))))
                made[begin - offset : end - offset] = self._raw[begin - place : end - place]
        return bytes(made)
