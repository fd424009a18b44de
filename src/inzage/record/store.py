"""Files of a case directory, plain or encrypted at rest; whole or absent, never half.

``case.json`` and ``kit.pem`` are always plain: they say how to read the rest. An
encrypted file is ``MAGIC``, a 12-byte nonce, and AES-256-GCM with the file's name
and the check's id as associated data. Each file has its own key, derived by HKDF
from the kit's case secret and the check's id, so that files cannot change places.

References: NIST SP 800-38D (GCM), RFC 5869 (HKDF).
"""

import contextlib
import os
import re
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inzage.record import CASE, KIT_KEY, CannotWrite, CaseDamaged, CaseEncrypted, NoCase
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import decode, encode
from inzage.signing.files import sync_directory, write_whole
from inzage.signing.kit import Kit

MAGIC = b"inzage-at-rest-1\n"
PLAIN_FILES = frozenset({CASE, KIT_KEY})
AtRest = Literal["plain", "aes-256-gcm"]

_NONCE = 12
_CHECK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KEY_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Card:
    """What ``case.json`` says: which check, signed by which kit's key, and how its files lie there."""

    check_id: str
    kit: str
    at_rest: AtRest

    def __post_init__(self) -> None:
        if not _CHECK_ID.fullmatch(self.check_id) or not _KEY_ID.fullmatch(self.kit):
            raise ValueError("a check's id is 1 to 64 letters, digits, dots, hyphens")

    @property
    def bytes(self) -> bytes:
        """The card as its file holds it."""
        return canonical({"at_rest": self.at_rest, "check_id": self.check_id, "kit": self.kit, "version": 1}) + b"\n"


@dataclass(frozen=True, slots=True, repr=False)
class Store:
    """One case directory; ``secret``: the kit's case secret, None where files are plain."""

    directory: Path
    card: Card
    secret: bytes | None

    @classmethod
    def open(cls, directory: Path, kit: Kit | None) -> "Store":
        """The store of an existing case; ``CaseEncrypted`` where its kit is needed and was not given."""
        card = read_card(directory)
        if card.at_rest == "plain":
            return cls(directory, card, None)
        if kit is None:
            raise CaseEncrypted(case=directory)
        return cls(directory, card, kit.case_key())

    def has(self, name: str) -> bool:
        """Whether the case has this file."""
        return (self.directory / name).exists()

    def write(self, name: str, data: bytes) -> None:
        """Write one file, whole or not at all; ``CannotWrite`` where the disk refuses."""
        if self.secret is not None and name not in PLAIN_FILES:
            data = MAGIC + self._seal(name, data)
        try:
            write_whole(self.directory / name, data)
        except OSError as error:
            raise cannot_write(self.directory, error) from None

    def read(self, name: str) -> bytes:
        """One file's content; ``NoCase`` where it is absent, ``CaseDamaged`` where it does not decrypt."""
        data = read_regular(self.directory, name)
        if self.secret is None or name in PLAIN_FILES:
            return data
        if not data.startswith(MAGIC):
            raise CaseDamaged(
                case=self.directory, file=name, found=("een bestand dat niet versleuteld is", "a plain file")
            )
        return self._unseal(name, data[len(MAGIC) :])

    def remove(self, name: str) -> None:
        """Remove one file, if it is there."""
        try:
            (self.directory / name).unlink(missing_ok=True)
            sync_directory(self.directory)
        except OSError as error:
            raise cannot_write(self.directory, error) from None

    def seal_line(self, name: str, index: int, line: bytes) -> bytes:
        """A line of an append-only file, encrypted where the case is; never holds a newline."""
        return line if self.secret is None else encode(self._seal(f"{name}/{index}", line)).encode("ascii")

    def open_line(self, name: str, index: int, line: bytes) -> bytes:
        """A line back; ``NotCanonical`` where it is torn or stands elsewhere than it was written."""
        if self.secret is None:
            return line
        try:
            return self._unseal(f"{name}/{index}", decode(line.decode("ascii")))
        except (CaseDamaged, UnicodeDecodeError):
            raise NotCanonical("een regel die niet te ontsleutelen is", "a line that does not decrypt") from None

    def _seal(self, label: str, data: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher(label).encrypt(nonce, data, self._bound(label))

    def _unseal(self, label: str, data: bytes) -> bytes:
        try:
            return self._cipher(label).decrypt(data[:_NONCE], data[_NONCE:], self._bound(label))
        except (InvalidTag, ValueError):
            raise CaseDamaged(
                case=self.directory,
                file=label,
                found=("iets dat met deze uitrusting niet te ontsleutelen is", "what this kit cannot decrypt"),
            ) from None

    def _cipher(self, label: str) -> AESGCM:
        info = b"inzage case file v1/" + label.partition("/")[0].encode("utf-8")
        derive = HKDF(algorithm=SHA256(), length=32, salt=self.card.check_id.encode("utf-8"), info=info)
        return AESGCM(derive.derive(self.secret or b""))

    def _bound(self, label: str) -> bytes:
        return canonical([self.card.check_id, label])


def read_card(directory: Path) -> Card:
    """``case.json`` of a case; ``NoCase`` where there is none, ``CaseDamaged`` where it is not ours."""
    data = read_regular(directory, CASE)
    with contextlib.suppress(ValueError):
        match parse(data):
            case {"at_rest": "plain" | "aes-256-gcm" as at_rest, "check_id": str(check_id), "kit": str(kit)}:
                card = Card(check_id, kit, at_rest)
                if card.bytes == data:
                    return card
    raise CaseDamaged(case=directory, file=CASE, found=("iets anders", "something else"))


def read_regular(directory: Path, name: str) -> bytes:
    """A regular file of the directory, following no link and waiting for no pipe."""
    try:
        descriptor = os.open(directory / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise CaseDamaged(case=directory, file=name, found=("geen gewoon bestand", "no regular file"))
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        raise NoCase(case=directory, found=(f"een map zonder {name}", f"a directory without {name}")) from None
    except OSError as error:
        found = (f"onleesbaar ({error.strerror})", f"unreadable ({error.strerror})")
        raise CaseDamaged(case=directory, file=name, found=found) from None


def cannot_write(directory: Path, error: OSError) -> CannotWrite:
    """The disk's refusal in our words."""
    return CannotWrite(case=directory, found=error.strerror or type(error).__name__)
