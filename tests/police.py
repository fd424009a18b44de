"""The police of the tests: a key to sign with, a key to open with, and a kit that seals to it."""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyrage

from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKey, add_sealing_key, make_sealing_key
from inzage.signing.trust import TrustStore


@dataclass(frozen=True)
class Police:
    """An invented police: ``key`` signs, ``identity`` (AGE-SECRET-KEY-1...) opens."""

    key: PrivateKey
    identity: str

    @classmethod
    def new(cls) -> "Police":
        """A police nobody knows yet."""
        return cls(PrivateKey.generate(), str(pyrage.x25519.Identity.generate()))

    @property
    def recipient(self) -> str:
        """To whom is sealed."""
        return str(pyrage.x25519.Identity.from_str(self.identity).to_public())

    def opened(self, ciphertext: bytes) -> bytes:
        """What was sealed."""
        return bytes(pyrage.decrypt(ciphertext, [pyrage.x25519.Identity.from_str(self.identity)]))

    def known_to(self, kit: Path, *, last: date | None = None) -> "Police":
        """Have a kit trust this police and seal to it, until ``last``."""
        TrustStore.add(kit / "trust", Role.POLICE, self.key.public)
        today = date.today()
        key = SealingKey(self.recipient, "Politie (verzonnen)", today - timedelta(30), last or today + timedelta(30))
        loaded = Kit.load(kit)
        add_sealing_key(kit, make_sealing_key(key, self.key), loaded.trust)
        return self

    def save(self, folder: Path) -> tuple[Path, Path]:
        """The two secret keys as files: (signs, opens)."""
        signs, opens = folder / "police.pem", folder / "police.age"
        self.key.save(signs)
        opens.write_text(self.identity + "\n", encoding="utf-8")
        os.chmod(opens, 0o600)  # noqa: PTH101
        return signs, opens
