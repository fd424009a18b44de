"""Digests that bind the papers of a check into its ledger."""

import hashlib

from inzage.record.store import Card
from inzage.signing.dsse import read


def begun_facts(card: Card, mandate: bytes, order: bytes | None, plan: bytes) -> dict[str, object]:
    """What the first entry says: which check, kit, mandate, order (or null) and plan.

    Mandate and order count by their signed payload, the plan by its file: so a
    second signature added later changes nothing.
    """
    return {
        "check_id": card.check_id,
        "kit": card.kit,
        "mandate_sha256": payload_sha256(mandate),
        "order_sha256": None if order is None else payload_sha256(order),
        "plan_sha256": sha256(plan),
    }


def payload_sha256(envelope: bytes) -> str:
    """Hex SHA-256 of an envelope's payload; ``NotAnEnvelope`` where it is none."""
    return sha256(read(envelope, file="envelope").payload)


def sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()
