"""Sets the stage for an invented visit: a carrier, papers, and the check that the officer watches.

The papers are those of the demo, with a mandate that also opens a backup and pictures, so
that one set serves every visit. The picture that is listed is a square of one colour.
"""

import hashlib
import secrets
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pyrage

from inzage.artefact import AMSTERDAM
from inzage.check import Offer
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.cli._demo_carrier import CHROMIUM, make_carrier
from inzage.cli._demo_papers import DemoPapers, bring_lists, make_papers
from inzage.mandate import CarrierKind, CheckOrder, Condition, DataClass, Mandate
from inzage.mandate.codec import mandate_payload, with_digest
from inzage.mandate.signed import any_mandate, signed_order
from inzage.result import CheckResult
from inzage.signing import PayloadType, Role
from inzage.signing.dsse import sign
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKey, add_sealing_key, make_sealing_key
from inzage.watchlists import ListKind

_LOCKED = b"ANDROID BACKUP\n5\n1\nAES-256\n"
_HIT_BLOCK = Condition("ZO-6", 1)


def stage(root: Path, visit: str, *, unconfined: bool = False) -> tuple[CheckResult, Mandate] | None:
    """Carry out the check of a visit below ``root``; None where the visit has none (a refusal)."""
    lay = _CARRIERS.get(visit)
    if lay is None:
        return None
    now = datetime.now(AMSTERDAM)
    papers = make_papers(root, now.date())
    mandate = _widened(papers, now.date(), pictures=visit == "hit")
    kit = Kit.load(papers.kit)
    _know_the_police(papers, kit, now.date())
    kind, carrier = lay(root, now)
    if visit == "hit":
        _list_the_picture(root, papers, kit, now.date())
    table = Table((Offer(str(carrier), kind, "aangereikt", "betrokkene"),), root / "case", unconfined=unconfined)
    brought = Papers(papers.mandate.read_bytes(), papers.order.read_bytes(), papers.lists)
    return check(brought, kit, table, now.date()), mandate


def _nothing(root: Path, now: datetime) -> tuple[CarrierKind, Path]:
    make_carrier(root / "carrier", now, chromium=[replace(one, listed=0) for one in CHROMIUM])
    return "computer", root / "carrier"


def _indication(root: Path, now: datetime) -> tuple[CarrierKind, Path]:
    make_carrier(root / "carrier", now)
    return "computer", root / "carrier"


def _locked(root: Path, _: datetime) -> tuple[CarrierKind, Path]:
    head = [secrets.token_hex(64), secrets.token_hex(64), "10000", secrets.token_hex(16), secrets.token_hex(96)]
    (root / "telefoon.ab").write_bytes(_LOCKED + "\n".join([*head, ""]).encode() + secrets.token_bytes(4096))
    return "backup", root / "telefoon.ab"


def _hit(root: Path, now: datetime) -> tuple[CarrierKind, Path]:
    make_carrier(root / "carrier", now)
    pictures = root / "carrier/Users/anna/Pictures"
    pictures.mkdir(parents=True)
    for shade in range(4):
        (pictures / f"vlak{shade}.png").write_bytes(square(shade))
    return "computer", root / "carrier"


_CARRIERS: Mapping[str, Callable[[Path, datetime], tuple[CarrierKind, Path]]] = {
    "nothing": _nothing,
    "indication": _indication,
    "locked": _locked,
    "hit": _hit,
}


def square(shade: int) -> bytes:
    """A grey square of one shade, as PNG: a geometric stand-in."""
    side = 8

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + bytes([shade * 60]) * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _widened(papers: DemoPapers, today: date, *, pictures: bool) -> Mandate:
    """The demo's mandate, signed anew with a backup among its carriers, and pictures where a visit needs them."""
    plain = any_mandate(papers.mandate.read_bytes())
    manner = replace(plain.manner, carriers=("computer", "backup"))
    made = replace(plain, manner=manner)
    if pictures:
        opened = (*manner.data_classes, DataClass.MEDIA_DIGESTS)
        made = replace(made, manner=replace(manner, data_classes=opened), conditions=(*plain.conditions, _HIT_BLOCK))
    made = with_digest(made)
    both = (papers.keys[Role.MANDATE_ISSUER], papers.keys[Role.SECOND_SIGNER])
    papers.mandate.write_bytes(sign(mandate_payload(made), PayloadType.MANDATE, both))
    order = CheckOrder(made.sha256, made.person, 1, today, 1, ("toezichthouder",), None, secrets.token_hex(16))
    papers.order.write_bytes(signed_order(order, [papers.keys[Role.REGISTER]]))
    return made


def _know_the_police(papers: DemoPapers, kit: Kit, today: date) -> None:
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    key = SealingKey(recipient, "Verzonnen politie", today, today + timedelta(days=1))
    add_sealing_key(kit.path, make_sealing_key(key, papers.keys[Role.POLICE]), kit.trust)


def _list_the_picture(root: Path, papers: DemoPapers, kit: Kit, today: date) -> None:
    file, listed = root / "demo-beelden.txt", square(2)
    digest = hashlib.sha1(listed).hexdigest()  # noqa: S324 - as such lists are
    file.write_text(f"sha1:{digest} size:{len(listed)}\n", encoding="utf-8")
    brought = [(file, ListKind.DIGESTS, "known_material")]
    bring_lists(brought, papers.lists, kit, papers.keys[Role.LIST_ISSUER], today)
