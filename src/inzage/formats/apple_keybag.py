"""The keybag of an encrypted iTunes or Finder backup, opened with the owner's password.

::

    keybag = Keybag(manifest["BackupKeyBag"])
    keys = keybag.unlock("password")          # Unreadable(ENCRYPTED) where it is another's
    keys.unwrap(manifest["ManifestKey"])      # → the AES key of Manifest.db

A keybag is a row of (tag of 4 letters, length, value). What comes before the first
class is its head: salts, rounds, type. Then, for each protection class, its number
and its key, wrapped under what the password gives (twice PBKDF2 since iOS 10.2, once
before). One call is one try; nothing here goes through a list of passwords.

It has not met a real encrypted backup: none is public. The tests write theirs by the
same published description.

References: iphone-dataprotection wiki "Backup keybag"; Apple Platform Security guide,
"Keybags for Data Protection"; RFC 3394; RFC 8018 5.2; artefact facts 2.3.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from inzage.result import Reason, Unreadable

KEY = 32
"""Bytes in every key here."""

WRAPPED = KEY + 8
ROUNDS_MOST = 50_000_000
"""Five times what a phone asks for; more would only keep a computer busy."""

TAGS_MOST = 1000
_BACKUP = 1
_BY_PASSWORD = 2
_HEADER = 8


@dataclass(slots=True)
class _ClassKey:
    wrap: int = 0
    wrapped: bytes = b""


class Keybag:
    """A parsed keybag; still shut. Raises ``Unreadable(DAMAGED)`` for what is none."""

    def __init__(self, untrusted: bytes) -> None:
        self._head: dict[bytes, bytes] = {}
        self._classes: dict[int, _ClassKey] = {}
        last: _ClassKey | None = None
        for tag, value in _tags(untrusted):
            if tag == b"CLAS":
                last = self._classes.setdefault(_number(value), _ClassKey())
            elif last is None:
                self._head.setdefault(tag, value)
            elif tag == b"WRAP":
                last.wrap = _number(value)
            elif tag == b"WPKY":
                last.wrapped = value
        if self._of(b"TYPE") != _BACKUP or not self._classes:
            raise Unreadable(Reason.DAMAGED)

    def unlock(self, secret: str) -> "ClassKeys":
        """One try; ``Unreadable(ENCRYPTED)`` where the password is another."""
        opener = self._opener(secret.encode("utf-8", "surrogateescape"))
        opened = {
            number: _unwrapped(opener, key.wrapped)
            for number, key in self._classes.items()
            if key.wrap & _BY_PASSWORD and len(key.wrapped) == WRAPPED
        }
        if not opened:
            raise Unreadable(Reason.ENCRYPTED)
        return ClassKeys(opened)

    def _opener(self, password: bytes) -> bytes:
        if b"DPSL" in self._head:
            password = _stretched("sha256", password, self._head[b"DPSL"], self._of(b"DPIC"))
        return _stretched("sha1", password, self._head.get(b"SALT", b""), self._of(b"ITER"))

    def _of(self, tag: bytes) -> int:
        return _number(self._head.get(tag, b""))


@dataclass(frozen=True, slots=True)
class ClassKeys:
    """Protection class → key, as long as the locked process lives."""

    _keys: Mapping[int, bytes] = field(repr=False)

    def unwrap(self, wrapped: bytes) -> bytes:
        """The key that four bytes of class number and a wrapped key hold; ``Unreadable(ENCRYPTED)`` if closed."""
        key = self._keys.get(int.from_bytes(wrapped[:4], "little"))
        if key is None or len(wrapped) != 4 + WRAPPED:
            raise Unreadable(Reason.ENCRYPTED)
        return _unwrapped(key, wrapped[4:])


def _tags(untrusted: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for _ in range(TAGS_MOST):
        if at == len(untrusted):
            return
        tag, size = untrusted[at : at + 4], int.from_bytes(untrusted[at + 4 : at + _HEADER], "big")
        at += _HEADER + size
        if at > len(untrusted):
            break
        yield tag, untrusted[at - size : at]
    raise Unreadable(Reason.DAMAGED)


def _number(value: bytes) -> int:
    return int.from_bytes(value[:4], "big")


def _stretched(digest: str, password: bytes, salt: bytes, rounds: int) -> bytes:
    if not 1 <= rounds <= ROUNDS_MOST:
        raise Unreadable(Reason.DAMAGED)
    return hashlib.pbkdf2_hmac(digest, password, salt, rounds, KEY)


def _unwrapped(key: bytes, wrapped: bytes) -> bytes:
    try:
        return aes_key_unwrap(key, wrapped)
    except (InvalidUnwrap, ValueError):
        raise Unreadable(Reason.ENCRYPTED) from None


# Now: a locked process can no longer load what the libraries load at first use.
aes_key_unwrap(bytes(KEY), aes_key_wrap(bytes(KEY), bytes(KEY)))
for _digest in ("sha1", "sha256"):
    _stretched(_digest, b"", b"", 1)
