"""What the police tell the issuer of a list when it was wrong: which entry, of which list, and nothing of anybody.

It goes from police to issuer and never passes through probation; no check, person or
place stands in it.
"""

from datetime import datetime

from inzage.record.handover_faults import NothingMatched
from inzage.record.occasion import moment
from inzage.record.statement import Statement
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey


def make_report(told: Statement, *, at: datetime, police: PrivateKey) -> bytes:
    """The signed report of a match that was not confirmed; ``NothingMatched`` where the officer stopped the check."""
    if told.match is None:
        raise NothingMatched(check=told.check_id)
    payload = {
        "version": 1,
        "answer": "not_confirmed",
        "at": moment(at),
        "class": told.label,
        "digests": list(told.digests),
        "distance": told.distance,
        "lists": [{"name": name, "version": version} for name, version in told.lists],
        "match": told.match,
    }
    return sign(canonical(payload), PayloadType.LIST_REPORT, [police])
