"""A case as bytes in hand: for a locked process, which can open nothing by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inzage.record import CASE, FILES, NoCase
from inzage.record.card import card_in
from inzage.record.store import PLAIN_FILES, Store, file_key

NOWHERE = Path("dossier")
"""How a case that lies nowhere is named in a sentence."""


@dataclass(frozen=True, slots=True, repr=False)
class Handed(Store):
    """A case whose ``files`` (name to bytes) were handed over; ``keys``: of each encrypted one, for this case alone."""

    files: Mapping[str, bytes]
    keys: Mapping[str, bytes]

    @classmethod
    def of(cls, files: Mapping[str, bytes], keys: Mapping[str, bytes] | None = None) -> "Handed":
        """The case in these files; ``NoCase`` or ``CaseDamaged`` where they are none. ``keys``: None where plain."""
        if CASE not in files:
            raise NoCase(case=NOWHERE, found=(f"geen {CASE}", f"no {CASE}"))
        card = card_in(files[CASE], NOWHERE)
        return cls(NOWHERE, card, None if card.at_rest == "plain" else b"", files, keys or {})

    def has(self, name: str) -> bool:
        """Whether this file was handed over."""
        return name in self.files

    def names(self) -> list[str]:
        """The files that were handed over."""
        return list(self.files)

    def lying(self, name: str) -> bytes:
        """One file as it was handed over."""
        if name not in self.files:
            raise NoCase(case=self.directory, found=(f"een dossier zonder {name}", f"a case without {name}"))
        return self.files[name]

    def _cipher(self, label: str) -> AESGCM:
        return AESGCM(self.keys[label.partition("/")[0]])


def keys_for(secret: bytes, check_id: str) -> dict[str, bytes]:
    """The keys to one case's files: all that has to leave the hands of who holds the secret."""
    return {name: file_key(secret, check_id, name) for name in sorted(FILES - PLAIN_FILES)}
