"""Digests that bind the papers of a check into its ledger."""

import hashlib
from collections.abc import Mapping

from inzage.record import MANDATE, ORDER, PLAN
from inzage.record.card import Card
from inzage.record.merkle import leaf_hash
from inzage.signing.canonical import canonical, joined
from inzage.signing.dsse import read


def begun_facts(card: Card, papers: Mapping[str, bytes | None]) -> dict[str, object]:
    """What the first entry says: which check and kit, under which mandate, order (or null) and plan.

    ``files`` holds the digest of each file as it lies there; mandate and order are
    also named by their signed payload, as they name each other.
    """
    order = papers[ORDER]
    return {
        "check_id": card.check_id,
        "kit": card.kit,
        "mandate_sha256": payload_sha256(papers[MANDATE] or b"", MANDATE),
        "order_sha256": None if order is None else payload_sha256(order, ORDER),
        "plan_sha256": sha256(papers[PLAN] or b""),
        "files": {name: None if data is None else sha256(data) for name, data in sorted(papers.items())},
    }


def result_leaf(result: Mapping[str, object]) -> bytes:
    """The last leaf of a case's tree: all that the result says, but for the ledger's root and code over it.

    So the code on the client's copy is over the answers as well as over what was opened.
    """
    return leaf_of_result({name: canonical(said) for name, said in result.items()})


def leaf_of_result(fields: Mapping[str, bytes]) -> bytes:
    """As ``result_leaf``, from the canonical bytes of what stands in each field."""
    return leaf_hash(joined({name: said for name, said in fields.items() if name != "ledger"}))


def payload_sha256(envelope: bytes, file: str) -> str:
    """Hex SHA-256 of an envelope's payload; ``NotAnEnvelope`` where it is none."""
    return sha256(read(envelope, file=file).payload)


def sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()
