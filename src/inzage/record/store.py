"""Files of a case directory, plain or encrypted at rest; whole or absent, never half.

``case.json`` and ``kit.pem`` are always plain: they say how to read the rest. An
encrypted file is ``MAGIC``, a 12-byte nonce, and AES-256-GCM with the file's name
and the check's id as associated data. Each file has its own key, derived by HKDF
from the kit's case secret and the check's id, so that files cannot change places.

References: NIST SP 800-38D (GCM), RFC 5869 (HKDF).
"""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inzage.record import CASE, KIT_KEY, CannotWrite, CaseDamaged, CaseEncrypted
from inzage.record.card import Card, read_card, read_regular
from inzage.signing.canonical import NotCanonical, canonical
from inzage.signing.dsse import decode, encode
from inzage.signing.files import sync_directory, write_whole
from inzage.signing.kit import Kit

MAGIC = b"inzage-at-rest-1\n"
PLAIN_FILES = frozenset({CASE, KIT_KEY})
_NONCE = 12


@dataclass(frozen=True, slots=True, repr=False)
class Store:
    """One case directory; ``secret``: the kit's case secret, None where files are plain."""

    directory: Path
    card: Card
    secret: bytes | None
    _ciphers: dict[str, AESGCM] = field(default_factory=dict, init=False, compare=False)

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

    def keep_room(self, name: str, size: int) -> None:
        """Take ``size`` bytes of the disk under a name, so that removing it gives them back."""
        try:
            with (self.directory / name).open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, size)
        except OSError as error:
            self.remove(name)
            raise cannot_write(self.directory, error) from None

    def read(self, name: str) -> bytes:
        """One file's content; ``NoCase`` where it is absent, ``CaseDamaged`` where it does not decrypt."""
        data = self.lying(name)
        if self.secret is None or name in PLAIN_FILES:
            return data
        if not data.startswith(MAGIC):
            raise CaseDamaged(
                case=self.directory, file=name, found=("een bestand dat niet versleuteld is", "a plain file")
            )
        return self._unseal(name, data[len(MAGIC) :])

    def lying(self, name: str) -> bytes:
        """One file as it lies there, encrypted or not."""
        return read_regular(self.directory, name)

    def names(self) -> list[str]:
        """The files in the case's directory, but for half-written ones."""
        return [file.name for file in self.directory.glob("[!.]*")]

    def remove(self, name: str) -> None:
        """Remove one file, if it is there."""
        try:
            (self.directory / name).unlink(missing_ok=True)
            sync_directory(self.directory)
        except OSError as error:
            raise cannot_write(self.directory, error) from None

    def sweep(self) -> None:
        """Remove half-written files that a kill left behind: they may hold what was to be gone."""
        for file in self.directory.glob(".*"):
            self.remove(file.name)

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
        name = label.partition("/")[0]
        if name not in self._ciphers:  # derived once, and not for each line
            self._ciphers[name] = AESGCM(file_key(self.secret or b"", self.card.check_id, name))
        return self._ciphers[name]

    def _bound(self, label: str) -> bytes:
        return canonical([self.card.check_id, label])


def file_key(secret: bytes, check_id: str, name: str) -> bytes:
    """The key of one file of one case, from the kit's case secret."""
    info = b"inzage case file v1/" + name.encode("utf-8")
    return HKDF(algorithm=SHA256(), length=32, salt=check_id.encode("utf-8"), info=info).derive(secret)


def cannot_write(directory: Path, error: OSError) -> CannotWrite:
    """The disk's refusal in our words."""
    return CannotWrite(case=directory, found=error.strerror or type(error).__name__)
