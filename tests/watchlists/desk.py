"""A kit that trusts one list issuer, and a way to bring it lists."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from inzage.watchlists import ListKind, Manifest, Meaning, ingest, manifest
from inzage.watchlists.store import Lists

TODAY = date(2026, 11, 1)

PLAIN = Manifest(
    name="places",
    version="1",
    issuer="issuer",
    kind=ListKind.ADDRESSES,
    meaning=Meaning.LISTED,
    purpose="places",
    classes=("class-a",),
    issued=date(2026, 10, 1),
    fresh_until=date(2026, 12, 31),
    file_sha256="0" * 64,
    entries=1,
)


@dataclass
class Desk:
    """Where lists arrive: a kit, its lists, and an issuer's key."""

    home: Path
    kit: Kit
    issuer: PrivateKey

    @property
    def lists(self) -> Path:
        return self.home / "lists"

    def write(self, data: str | bytes, file_name: str = "list.txt", /, **said: object) -> tuple[Path, Path]:
        """A list's file and its signed manifest (true to the file unless ``said`` differs)."""
        raw = data.encode() if isinstance(data, str) else data
        file = self.home / file_name
        file.write_bytes(raw)
        lines = [line for line in raw.splitlines() if line.strip() and not line.startswith(b"#")]
        true = {"file_sha256": hashlib.sha256(raw).hexdigest(), "entries": len(lines)}
        signed = manifest.sign(replace(PLAIN, **(true | said)), self.issuer)  # type: ignore[arg-type]
        (self.home / "manifest.json").write_bytes(signed)
        return file, self.home / "manifest.json"

    def bring(self, data: str | bytes, file_name: str = "list.txt", /, **said: object) -> ingest.Imported:
        """Write, sign and import."""
        file, signed = self.write(data, file_name, **said)
        return ingest.import_list(file, signed, self.lists, self.kit, today=TODAY)

    def bring_files(
        self, data: str | bytes, file_name: str = "list.txt", /, *, against: Sequence[Path] = (), **said: object
    ) -> ingest.Imported:
        """Write, sign and import a list of digests in any format, with as many entries as it has."""
        raw = data.encode() if isinstance(data, str) else data
        file = self.home / file_name
        file.write_bytes(raw)
        about = {"kind": ListKind.DIGESTS} | said
        meaning, categories = about.get("meaning", Meaning.LISTED), about.get("categories", ())
        classes = about.get("classes", PLAIN.classes)
        told = ingest.describe(file, about["kind"], classes, meaning=meaning, categories=categories)  # type: ignore[arg-type]
        file, signed = self.write(raw, file_name, **({"entries": told[1]} | about))
        return ingest.import_list(file, signed, self.lists, self.kit, today=TODAY, against=against)

    def open(self) -> Lists:
        return Lists.open(self.lists, self.kit)

    def classes(self, name: str, entry: str) -> frozenset[str]:
        """What a list says of an address or text."""
        stored = next(one for one in self.open().stored if one.name == name)
        with stored.look_up(self.kit.list_key()) as opened:
            if stored.manifest.kind == ListKind.ADDRESSES:
                return opened.classes_of_address(entry)
            if stored.manifest.kind == ListKind.DIGESTS:
                return opened.classes_of_file(entry)
            return opened.classes_of_text(entry)


def make_desk(home: Path) -> Desk:
    Kit.create(home / "kit", laboratory=True)
    issuer = PrivateKey.generate()
    TrustStore.add(home / "kit" / "trust", Role.LIST_ISSUER, issuer.public)
    return Desk(home, Kit.load(home / "kit"), issuer)
