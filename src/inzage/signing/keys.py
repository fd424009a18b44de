"""Ed25519 keys: the only kind Inzage signs with, in PEM files.

References: RFC 8032 (Ed25519), RFC 8410 (PKCS #8 and SubjectPublicKeyInfo).
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from inzage.signing import KeyUnreadable
from inzage.signing.files import others_may_read, write_new

_LARGEST_PEM = 16_384


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: ``raw`` is its 32 bytes."""

    raw: bytes

    @classmethod
    def load(cls, path: Path) -> "PublicKey":
        """Read a PEM file; ``KeyUnreadable`` where no Ed25519 public key lies there."""
        return cls.from_pem(_read(path), file=str(path))

    @classmethod
    def from_pem(cls, pem: bytes, *, file: str = "PEM") -> "PublicKey":
        """Read PEM bytes; ``file`` names them in the error."""
        try:
            key = load_pem_public_key(pem)
        except (ValueError, UnsupportedAlgorithm):
            raise KeyUnreadable(file=file, found=("geen openbare sleutel", "no public key")) from None
        if not isinstance(key, Ed25519PublicKey):
            raise KeyUnreadable(file=file, found=("een sleutel van een andere soort", "a key of another kind"))
        return cls(key.public_bytes(Encoding.Raw, PublicFormat.Raw))

    @property
    def pem(self) -> bytes:
        """The key as a PEM file holds it."""
        key = Ed25519PublicKey.from_public_bytes(self.raw)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def keyid(self) -> str:
        """Hex SHA-256 of the raw key: how signatures and files name it."""
        return hashlib.sha256(self.raw).hexdigest()

    def verify(self, sig: bytes, data: bytes) -> bool:
        """Whether ``sig`` is this key's signature over ``data``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(sig, data)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """A private key: ``seed`` is its 32 secret bytes, never printed."""

    seed: bytes

    @classmethod
    def generate(cls) -> "PrivateKey":
        """A fresh key from the system's randomness."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def load(cls, path: Path) -> "PrivateKey":
        """Read a PEM file that its owner alone may read; ``KeyUnreadable`` otherwise."""
        pem = _read(path)
        if others_may_read(path):
            raise KeyUnreadable(
                file=str(path),
                found=(
                    "een sleutel die anderen kunnen lezen (herstel met: chmod 600)",
                    "a key that others may read (repair with: chmod 600)",
                ),
            )
        try:
            key = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise KeyUnreadable(file=str(path), found=("geen geheime sleutel", "no private key")) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyUnreadable(file=str(path), found=("een sleutel van een andere soort", "a key of another kind"))
        return cls(key.private_bytes_raw())

    def save(self, path: Path) -> None:
        """Write a PEM file (mode 0600); an existing file is never overwritten."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        write_new(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    @property
    def public(self) -> PublicKey:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, data: bytes) -> bytes:
        """A 64-byte signature over ``data``."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(data)

    def __repr__(self) -> str:
        return f"PrivateKey(of {self.public.keyid[:16]})"


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            pem = file.read(_LARGEST_PEM + 1)
    except OSError as error:
        raise KeyUnreadable(
            file=str(path), found=(f"onleesbaar ({error.strerror})", f"unreadable ({error.strerror})")
        ) from None
    if len(pem) > _LARGEST_PEM:
        raise KeyUnreadable(file=str(path), found=("een te groot bestand", "a file too large"))
    return pem
