"""Invented papers for the demo: keys for every role, a kit, a mandate, an order, two lists.

The path is the real one: two people sign the mandate, the register signs the
order, the issuer signs the lists. Only the court and the person are invented.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from inzage.cli._demo_carrier import DEMO_PLACES, DEMO_TERMS
from inzage.mandate import CheckOrder, Mandate
from inzage.mandate.exclusions import token
from inzage.mandate.signed import any_mandate, signed_mandate, signed_order
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from inzage.watchlists import ListKind, Manifest, Meaning
from inzage.watchlists.ingest import describe, import_list
from inzage.watchlists.manifest import sign

LEFT_SHUT = "chris"
"""The invented account that the mandate leaves shut."""

_DRAFT = """\
# Verzonnen opdracht voor de demo. Geen vonnis, geen persoon.
schema = 1
reference = "DEMO-2026-0001"
person = "P-demo"
title = "art. 14c lid 2 onder 14 Sr (verzonnen)"
verdict_quote = "Verzonnen tekst."
retention_days = 42

[period]
first = {first}
last = {last}

[frequency]
at_most = 4
per = "year"
notice = "announced"

[manner]
carriers = ["computer"]
presented = ["aangereikt"]
owners = ["betrokkene"]
data_classes = [{doors}]
window_days = 90
human = []

[officials]
allowed = ["toezichthouder"]
excluded = ["politie"]

[hit]
contact = "de officier van dienst (verzonnen nummer)"
instructions = "Leg het apparaat in de kluis van de locatie en noteer wie het daar legde (verzonnen voorschrift)."

[exclusions]
salt = "{salt}"
containers = ["{shut}"]
contacts = []

[[conditions]]
block = "ZO-1"
version = 1

[[conditions]]
block = "ZO-2"
version = 1

[[conditions]]
block = "ZO-3"
version = 1

[[conditions]]
block = "ALG-1"
version = 1
"""

_MATERIAL = """
[[conditions]]
block = "ZO-6"
version = 1
"""

_DOORS = ("software", "history_extent", "browsing", "searches", "downloads")


@dataclass(frozen=True, slots=True)
class DemoPapers:
    """Where the invented papers lie, and the invented roles' keys."""

    kit: Path
    mandate: Path
    order: Path
    lists: Path
    keys: Mapping[Role, PrivateKey]


def make_papers(root: Path, today: date, *, listed: bytes | None = None) -> DemoPapers:
    """Make everything below ``root``, as the roles would.

    ``listed``: a file that a list of known material is to hold; the mandate then opens the door of media digests.
    """
    keys: dict[Role, PrivateKey] = {role: PrivateKey.generate() for role in Role if role is not Role.KIT}
    kit = Kit.create(root / "kit", laboratory=True)
    for role, key in keys.items():
        TrustStore.add(kit.path / "trust", role, key.public)
    papers = DemoPapers(kit.path, root / "mandate.dsse.json", root / "order.dsse.json", root / "lists", keys)
    draft = _draft(today, material=listed is not None)
    (root / "mandate.toml").write_bytes(draft)
    once = signed_mandate(draft, keys[Role.MANDATE_ISSUER])
    papers.mandate.write_bytes(signed_mandate(once, keys[Role.SECOND_SIGNER]))
    order = _order(any_mandate(papers.mandate.read_bytes()), today)
    papers.order.write_bytes(signed_order(order, [keys[Role.REGISTER]]))
    brought = _brought_lists(root, listed)
    bring_lists(brought, papers.lists, Kit.load(kit.path), keys[Role.LIST_ISSUER], today)
    return papers


def _draft(today: date, *, material: bool) -> bytes:
    salt = secrets.token_bytes(16)
    doors = (*_DOORS, "media_digests") if material else _DOORS
    return (
        (_DRAFT + _MATERIAL * material)
        .format(
            doors=", ".join(f'"{door}"' for door in doors),
            first=today - timedelta(days=120),
            last=today + timedelta(days=600),
            salt=salt.hex(),
            shut=token(salt, LEFT_SHUT),
        )
        .encode()
    )


def _order(mandate: Mandate, today: date) -> CheckOrder:
    return CheckOrder(
        mandate_sha256=mandate.sha256,
        person=mandate.person,
        number=1,
        on=today,
        valid_days=1,
        officials=("toezichthouder",),
        previous=None,
        nonce=secrets.token_hex(16),
    )


def _brought_lists(root: Path, listed: bytes | None) -> list[tuple[Path, ListKind, str]]:
    """The lists as files: (file, kind, purpose)."""
    entries = {
        (root / "demo-plaatsen.txt", ListKind.ADDRESSES, "places"): DEMO_PLACES,
        (root / "demo-termen.txt", ListKind.TERMS, "search_terms"): DEMO_TERMS,
    }
    if listed is not None:
        entry = f"sha256:{hashlib.sha256(listed).hexdigest()} size:{len(listed)}"
        entries[root / "demo-materiaal.txt", ListKind.DIGESTS, "known_material"] = (entry,)
    for (file, _, _), lines in entries.items():
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(entries)


def bring_lists(
    brought: Sequence[tuple[Path, ListKind, str]], into: Path, kit: Kit, key: PrivateKey, today: date
) -> None:
    """Sign each file as a list of one invented class, called after it, and bring it in."""
    for file, kind, purpose in brought:
        digest, count = describe(file, kind, ("voorbeeld",))
        manifest = Manifest(
            name=file.stem,
            version="1",
            issuer="Verzonnen uitgever",
            kind=kind,
            meaning=Meaning.LISTED,
            purpose=purpose,
            classes=("voorbeeld",),
            issued=today,
            fresh_until=today + timedelta(days=365),
            file_sha256=digest,
            entries=count,
        )
        signed = file.with_suffix(".manifest.json")
        signed.write_bytes(sign(manifest, key))
        import_list(file, signed, into, kit, today=today)
