"""The link of a case's chain that says by when it existed at the latest, in the word of somebody outside."""

from inzage.record import TIMESTAMP
from inzage.record.evidence import Broken, CaseEvidence, Sentence
from inzage.record.timestamp import digest, examined


def timestamp(evidence: CaseEvidence) -> Sentence:
    """A time-stamping authority saw this checkpoint and this result."""
    if not evidence.store.has(TIMESTAMP):
        raise Broken("het tijdstempel ontbreekt", "there is no time stamp")
    response, over = evidence.store.read(TIMESTAMP), digest(evidence.store)
    if over not in response:
        raise Broken("het tijdstempel gaat niet over dit dossier", "the time stamp is not about this case")
    if evidence.tsa is None:
        return (
            "er ligt een tijdstempel; van wie het is, is niet nagegaan (geef --tsa)",
            "there is a time stamp; whose it is was not examined (give --tsa)",
        )
    at = examined(response, over, evidence.tsa).at
    said = (
        f"dit dossier bestond uiterlijk op {at:%Y-%m-%d %H:%M:%S} UTC",
        f"this case existed not later than {at:%Y-%m-%d %H:%M:%S} UTC",
    )
    if evidence.ended_at is None or evidence.ended_at.replace(microsecond=0) <= at:
        return said
    return (
        f"{said[0]}; de klok van de uitrusting liep voor, want het register zegt later",
        f"{said[1]}; the kit's clock was ahead, because the ledger says later",
    )
