"""The register's side of an examination: a locked worker looks at what was brought, and answers with a short JSON."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inzage.record.handed import keys_for
from inzage.register.running import Brought
from inzage.register.running.examine import trust_said
from inzage.register.running.faults import REFUSALS
from inzage.register.running.places import Places
from inzage.register.running.receiving import NotReceived, held_open
from inzage.register.running.tables import GivenOrder
from inzage.worker import Json, Limits, WorkerDied
from inzage.worker.pool import Pool
from inzage.worker.session import Session

HANDLER = "inzage.register.running.examine:handle"
LIMITS = Limits(memory=3 * 1024**3, cpu_seconds=300, wall_seconds=300.0)
_KEY_ID = 64


class Unfit(Exception):
    """What was brought is not the case that was waited for; ``code``: one of the closed list of refusals."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def examined(brought: Brought, given: GivenOrder, places: Places) -> Mapping[str, Any]:
    """What the case says, once every link of it holds and it is of this order; ``Unfit`` otherwise.

    The answer is a stranger's: whoever keeps it holds it against the schema of its kind.
    """
    try:
        with held_open(brought) as (names, descriptors), Pool(HANDLER, limits=LIMITS) as pool, pool.session() as asked:
            hold: dict[str, Json] = {"do": "hold", "form": brought.form, "names": list(names)}
            card = _sound(asked.ask(hold, descriptors))
            return _examined(asked, card, given, places)
    except NotReceived as fault:
        raise Unfit(fault.code) from None
    except WorkerDied:
        raise Unfit("reader_died") from None


def _examined(asked: Session, card: Mapping[str, Any], given: GivenOrder, places: Places) -> Mapping[str, Any]:
    request: dict[str, Json] = {
        "do": "examine",
        "keys": dict(_keys(card, places)),
        "trust": trust_said(places.trust()),
        "mandate_sha256": given.mandate_id,
        "nonce": given.nonce,
    }
    case = _sound(asked.ask(request)).get("case")
    if not isinstance(case, dict):
        raise Unfit("reader_died")
    return case


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
