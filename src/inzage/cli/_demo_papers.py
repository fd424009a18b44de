"""Invented papers for the demo: keys for every role, a kit, a mandate, an order, two lists.

The path is the real one: two people sign the mandate, the register signs the
order, the issuer signs the lists. Only the court and the person are invented.
"""

import secrets
from collections.abc import Mapping
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
data_classes = ["software", "history_extent", "browsing", "searches", "downloads"]
window_days = 90
human = []

[officials]
allowed = ["toezichthouder"]
excluded = ["politie"]

[hit]
contact = "verzonnen"
instructions = "Laat het apparaat zoals het is."

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


@dataclass(frozen=True, slots=True)
class DemoPapers:
    """Where the invented papers lie, and the invented roles' keys."""

    kit: Path
    mandate: Path
    order: Path
    lists: Path
    keys: Mapping[Role, PrivateKey]


def make_papers(root: Path, today: date) -> DemoPapers:
    """Make everything below ``root``, as the roles would."""
    keys: dict[Role, PrivateKey] = {role: PrivateKey.generate() for role in Role if role is not Role.KIT}
    kit = Kit.create(root / "kit", laboratory=True)
    for role, key in keys.items():
        TrustStore.add(kit.path / "trust", role, key.public)
    papers = DemoPapers(kit.path, root / "mandate.dsse.json", root / "order.dsse.json", root / "lists", keys)
    draft = _draft(today)
    (root / "mandate.toml").write_bytes(draft)
    once = signed_mandate(draft, keys[Role.MANDATE_ISSUER])
    papers.mandate.write_bytes(signed_mandate(once, keys[Role.SECOND_SIGNER]))
    order = _order(any_mandate(papers.mandate.read_bytes()), today)
    papers.order.write_bytes(signed_order(order, [keys[Role.REGISTER]]))
    _lists(root, papers.lists, Kit.load(kit.path), keys[Role.LIST_ISSUER], today)
    return papers


def _draft(today: date) -> bytes:
    salt = secrets.token_bytes(16)
    return _DRAFT.format(
        first=today - timedelta(days=120),
        last=today + timedelta(days=600),
        salt=salt.hex(),
        shut=token(salt, LEFT_SHUT),
    ).encode()


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


def _lists(root: Path, into: Path, kit: Kit, key: PrivateKey, today: date) -> None:
    for name, kind, purpose, entries in (
        ("demo-plaatsen", ListKind.ADDRESSES, "places", DEMO_PLACES),
        ("demo-termen", ListKind.TERMS, "search_terms", DEMO_TERMS),
    ):
        file = root / f"{name}.txt"
        file.write_text("\n".join(entries) + "\n", encoding="utf-8")
        digest, count = describe(file, kind, ("voorbeeld",))
        manifest = Manifest(
            name=name,
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
        signed = root / f"{name}.manifest.json"
        signed.write_bytes(sign(manifest, key))
        import_list(file, signed, into, kit, today=today)
