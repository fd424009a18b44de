"""The register's side of an examination: a locked worker looks at what was brought, and answers with a short JSON."""

import base64
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from inzage.record import FILES
from inzage.record.handed import keys_for
from inzage.register.running import UNPACKED, Brought
from inzage.register.running.faults import REFUSALS
from inzage.register.running.places import Places
from inzage.register.running.receiving import NotReceived, held_open, lay
from inzage.register.running.tables import GivenOrder
from inzage.signing.trust import TrustStore
from inzage.worker import Json, Limits, WorkerDied
from inzage.worker.pool import Pool
from inzage.worker.session import Session

HANDLER = "inzage.register.running.examine_inside:handle"
LIMITS = Limits(memory=3 * 1024**3, cpu_seconds=300, wall_seconds=300.0)
PIECE = 2 * 1024 * 1024
"""Bytes of a file in one message of the worker."""
_KEY_ID = 64


class Unfit(Exception):
    """What was brought is not the case that was waited for; ``code``: one of the closed list of refusals."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def examined(brought: Brought, given: GivenOrder, places: Places) -> tuple[Mapping[str, Any], Path]:
    """What the case says and where it lies, once every link of it holds and it is of this order; ``Unfit`` otherwise.

    The answer is a stranger's: whoever keeps it holds it against the schema of its kind.
    """
    try:
        with held_open(brought) as (names, descriptors), Pool(HANDLER, limits=LIMITS) as pool, pool.session() as asked:
            hold: dict[str, Json] = {"do": "hold", "form": brought.form, "names": list(names)}
            card = _sound(asked.ask(hold, descriptors))
            case = _examined(asked, card, given, places)
            return case, lay(brought, _files(asked, card), places)
    except NotReceived as fault:
        raise Unfit(fault.code) from None
    except WorkerDied:
        raise Unfit("reader_died") from None


def _examined(asked: Session, card: Mapping[str, Any], given: GivenOrder, places: Places) -> Mapping[str, Any]:
    request: dict[str, Json] = {
        "do": "examine",
        "keys": dict(_keys(card, places)),
        "trust": _said(places.trust()),
        "mandate_sha256": given.mandate_id,
        "nonce": given.nonce,
    }
    case = _sound(asked.ask(request)).get("case")
    if not isinstance(case, dict):
        raise Unfit("reader_died")
    return case


def _said(trust: TrustStore) -> dict[str, Json]:
    """A trust store as the request carries it."""
    keys: dict[str, Json] = {role.value: [key.pem.decode() for key in one] for role, one in trust.by_role.items()}
    return {"keys": keys, "revoked": [dict(one.json) for one in trust.revoked.values()]}


def _files(asked: Session, card: Mapping[str, Any]) -> dict[str, Iterator[bytes]]:
    """The files of the case, piece by piece from the worker: nothing is unpacked here."""
    sizes = card.get("sizes")
    if not isinstance(sizes, dict) or not sizes.keys() <= FILES:
        raise Unfit("reader_died")
    if not all(type(size) is int and size >= 0 for size in sizes.values()) or sum(sizes.values()) > UNPACKED:
        raise Unfit("reader_died")
    return {name: _pieces(asked, name, size) for name, size in sizes.items()}


def _pieces(asked: Session, name: str, size: int) -> Iterator[bytes]:
    for place in range(0, size, PIECE):
        wanted = min(PIECE, size - place)
        piece = asked.ask({"do": "give", "name": name, "from": place, "bytes": wanted}).get("piece")
        yield _bytes_of(piece, wanted)


def _bytes_of(piece: object, wanted: int) -> bytes:
    try:
        data = base64.b64decode(piece, validate=True) if isinstance(piece, str) else b""
    except ValueError:
        data = b""
    if len(data) != wanted:
        raise Unfit("reader_died")
    return data


def _sound(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    code = reply.get("refused")
    if code is not None:
        raise Unfit(code if code in REFUSALS else "reader_died")
    return reply


def _keys(card: Mapping[str, Any], places: Places) -> dict[str, str]:
    """The keys of this one case, where it is encrypted; the secret that they come from stays here."""
    match card:
        case {"encrypted": bool(encrypted), "kit": str(kit), "check_id": str(check_id)} if len(kit) == _KEY_ID:
            if not encrypted:
                return {}
            secret = places.case_secret(kit) if kit.isalnum() else None
            if secret is None:
                raise Unfit("encrypted")
            return {name: base64.b64encode(key).decode() for name, key in keys_for(secret, check_id).items()}
    raise Unfit("reader_died")


def moment(said: str) -> datetime:
    """A moment of the ledger, as the case tells it."""
    return datetime.fromisoformat(said)
