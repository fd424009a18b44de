"""The trust store: a directory with a folder per role, a PEM file per trusted key.

``<dir>/<role>/<first 16 of the key id>.pem``. A key that is not there counts for nothing, and
neither does one that was revoked (``revocation``), but for what it is known to have signed before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from inzage.signing import KitFault, Role
from inzage.signing.files import PUBLIC, sync_directory, write_whole
from inzage.signing.keys import PublicKey
from inzage.signing.revocation import Revocation, read_revoked

SHORT = 16
"""Hex digits of a key id that name its file."""


@dataclass(frozen=True, slots=True)
class TrustStore:
    """Whose signature counts for what, as it was when loaded; ``revoked``: key id → its revocation."""

    by_role: Mapping[Role, tuple[PublicKey, ...]] = field(default_factory=dict)
    revoked: Mapping[str, Revocation] = field(default_factory=dict)

    @classmethod
    def load(cls, directory: Path) -> "TrustStore":
        """Read every key under ``directory``; a missing folder means nobody is trusted for it."""
        if not directory.is_dir():
            raise _fault(directory, ("een map met openbare sleutels", "a folder of public keys"), ("niets", "nothing"))
        return cls({role: _keys_in(directory / role) for role in Role}, read_revoked(directory))

    def keys(self, role: Role, at: datetime | None = None) -> tuple[PublicKey, ...]:
        """The keys whose signature counts for ``role``; ``at``: the moment at which it is known to have been there.

        The one point where a revocation is enforced.
        """
        return tuple(key for key in self.by_role.get(role, ()) if self.counts(key, at))

    def counts(self, key: PublicKey, at: datetime | None = None) -> bool:
        """Whether what ``key`` signed counts, as far as revocation goes."""
        revocation = self.revoked.get(key.keyid)
        return revocation is None or revocation.spares(at)

    def knows(self, keyid: str) -> bool:
        """Whether some role trusts the key with this id."""
        return any(key.keyid == keyid for keys in self.by_role.values() for key in keys)

    @staticmethod
    def add(directory: Path, role: Role, public: PublicKey) -> Path:
        """Trust ``public`` for ``role``; gives the file written."""
        file = directory / role / f"{public.keyid[:SHORT]}.pem"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, public.pem, PUBLIC)
        except OSError as error:
            raise _fault(directory, ("een map waarin geschreven kan worden", "a folder to write in"), error) from None
        return file

    @staticmethod
    def remove(directory: Path, role: Role, keyid: str) -> None:
        """Trust the key whose id begins with ``keyid`` (8 digits or more) no longer for ``role``."""
        matching = [key for key in _keys_in(directory / role) if key.keyid.startswith(keyid.lower())]
        if len(matching) != 1 or len(keyid) < SHORT // 2:
            count = str(len(matching))
            raise _fault(
                directory / role,
                (f"één sleutel waarvan het kenmerk begint met {keyid}", f"one key whose id begins with {keyid}"),
                (f"{count} sleutels", f"{count} keys"),
            )
        try:
            (directory / role / f"{matching[0].keyid[:SHORT]}.pem").unlink()
            sync_directory(directory / role)
        except OSError as error:
            raise _fault(directory, ("een map waarin geschreven kan worden", "a folder to write in"), error) from None


def _keys_in(folder: Path) -> tuple[PublicKey, ...]:
    return tuple(_key_at(file) for file in sorted(folder.glob("*.pem")))


def _key_at(file: Path) -> PublicKey:
    key = PublicKey.load(file)
    if file.stem != key.keyid[:SHORT]:
        raise _fault(
            file,
            ("een bestandsnaam die bij de sleutel hoort", "a file name that belongs to the key"),
            ("de sleutel van een ander", "somebody else's key"),
        )
    return key


def _fault(path: Path, expected: tuple[str, str], found: tuple[str, str] | OSError) -> KitFault:
    what = (str(found.strerror), str(found.strerror)) if isinstance(found, OSError) else found
    return KitFault(
        kit=str(path),
        expected=expected,
        found=what,
        todo=("Kijk met: inzage trust list.", "Look with: inzage trust list."),
    )
