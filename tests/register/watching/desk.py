"""Where lists arrive at a register: its own kit and files, the kit of this machine, and an issuer who is known."""

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inzage.register.models import Record
from inzage.register.running.places import Places
from inzage.register.watching.arriving import Arrived, arrive
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from inzage.watchlists import ListKind, Manifest, Meaning, manifest
from tests.register.ground import LEAD, LISTS, WHY, go, make

PLAIN = Manifest(
    name="plaatsen",
    version="1",
    issuer="uitgever",
    kind=ListKind.ADDRESSES,
    meaning=Meaning.LISTED,
    purpose="places",
    classes=("klasse-a",),
    issued=date(2026, 1, 1),
    fresh_until=date(2099, 12, 31),
    file_sha256="0" * 64,
    entries=1,
)
ENTRIES = b"listed.example\nother.listed.example/path\n"


@dataclass
class Desk:
    """Its places, and who issues lists."""

    places: Places
    issuer: PrivateKey

    @property
    def lists(self) -> Path:
        assert self.places.lists
        return self.places.lists

    @property
    def kit(self) -> Kit:
        assert self.places.tool
        return Kit.load(self.places.tool)

    def signed(self, data: bytes = ENTRIES, key: PrivateKey | None = None, **said: object) -> bytes:
        """A manifest that is true to the file unless ``said`` differs."""
        true = {"file_sha256": hashlib.sha256(data).hexdigest(), "entries": len(data.splitlines())}
        return manifest.sign(replace(PLAIN, **(true | said)), key or self.issuer)  # type: ignore[arg-type]

    def bring(self, data: bytes = ENTRIES, **said: object) -> Arrived:
        """As a browser does."""
        return arrive(io.BytesIO(data), io.BytesIO(self.signed(data, **said)), self.places)

    def kept(self) -> list[str]:
        """Names of all that lies among the files."""
        return sorted(each.name for each in self.places.files.rglob("*") if each.is_file())


def make_desk(home: Path) -> Desk:
    """All of it, in a folder."""
    for name in ("files", "lists"):
        (home / name).mkdir()
    for name in ("kit", "tool"):
        Kit.create(home / name, laboratory=True)
    issuer = PrivateKey.generate()
    TrustStore.add(home / "tool" / "trust", Role.LIST_ISSUER, issuer.public)
    return Desk(Places(home / "kit", home / "files", home / "tool", home / "lists"), issuer)


def agreed(whole: str) -> Record:
    """A decision on a list that a second person agreed to."""
    decision = make("tweepersoonsbesluit", by=LISTS, data={"act": "lijst-invoeren", "object": whole, "reasons": WHY})
    go(decision, "vastgesteld", LEAD)
    return decision
