"""Links of a case's chain that hold its papers: who made it, under which mandate and order, and the signed result."""

from inzage.record import CASE, ORDER, RESULT
from inzage.record.digests import sha256
from inzage.record.evidence import Broken, CaseEvidence, Sentence
from inzage.result import Mark
from inzage.signing import PayloadType, Role
from inzage.signing.dsse import read, verify, verify_by


def case(evidence: CaseEvidence) -> Sentence:
    """``case.json`` is of this kit and this result."""
    card = evidence.store.card
    if card.kit != evidence.kit_key.keyid:
        raise Broken(f"{CASE} noemt een andere uitrusting dan kit.pem", f"{CASE} names another kit than kit.pem")
    if evidence.result.get("check_id") != card.check_id:
        raise Broken("het resultaat hoort bij een andere controle", "the result belongs to another check")
    return f"dossier van controle {card.check_id}", f"case of check {card.check_id}"


def kit(evidence: CaseEvidence) -> Sentence:
    """The kit is one that is known here."""
    known = (evidence.kit.own_keys() if evidence.kit else ()) + (
        evidence.trust.keys(Role.KIT) if evidence.trust else ()
    )
    if evidence.kit is None and evidence.trust is None:
        return (
            "wiens uitrusting dit is, is niet nagegaan (geef --kit)",
            "whose kit this is was not examined (give --kit)",
        )
    if evidence.kit_key not in known:
        raise Broken("de uitrusting van dit dossier is hier niet bekend", "the kit of this case is not known here")
    return "de uitrusting van dit dossier is bekend", "the kit of this case is known"


def mandate(evidence: CaseEvidence) -> Sentence:
    """The mandate was signed by those who may."""
    if evidence.marked(Mark.UNSIGNED):
        return (
            "de opdracht is niet ondertekend; het dossier zegt dat zelf",
            "the mandate is not signed; the case says so itself",
        )
    if evidence.mandate_json.get("validation") is True:
        verify_by(evidence.mandate, PayloadType.MANDATE, evidence.kit_key)
        return "validatieopdracht, ondertekend door de uitrusting", "validation mandate, signed by the kit"
    if evidence.trust is None:
        return (
            "de opdracht is een ondertekend document; de handtekeningen zijn niet nagegaan (geef --kit)",
            "the mandate is a signed document; its signatures were not examined (give --kit)",
        )
    verify(evidence.mandate, PayloadType.MANDATE, [Role.MANDATE_ISSUER, Role.SECOND_SIGNER], evidence.trust)
    return "de opdracht is door twee bevoegden ondertekend", "the mandate is signed by two who may"


def order(evidence: CaseEvidence) -> Sentence:
    """The check order is for this mandate, and signed."""
    if not evidence.store.has(ORDER):
        if evidence.mandate_json.get("validation") is True or evidence.marked(Mark.UNSIGNED):
            return "geen controleopdracht, en ook niet nodig", "no check order, and none needed"
        raise Broken("de controleopdracht ontbreekt", "the check order is missing")
    if evidence.order_json.get("mandate_sha256") != sha256(evidence.mandate.payload):
        raise Broken("de controleopdracht hoort bij een andere opdracht", "the check order is for another mandate")
    if evidence.trust is None:
        return (
            "de controleopdracht hoort bij de opdracht; wie haar ondertekende is niet nagegaan (geef --kit)",
            "the check order is for this mandate; who signed it was not examined (give --kit)",
        )
    verify(read(evidence.store.read(ORDER), file=ORDER), PayloadType.ORDER, [Role.REGISTER], evidence.trust)
    return (
        "de controleopdracht hoort bij de opdracht en is ondertekend",
        "the check order is for this mandate and is signed",
    )


def result(evidence: CaseEvidence) -> Sentence:
    """The kit signed the result, and it belongs to the mandate."""
    verify_by(read(evidence.store.read(RESULT), file=RESULT), PayloadType.RESULT, evidence.kit_key)
    if evidence.result.get("mandate_sha256") != sha256(evidence.mandate.payload):
        raise Broken("het resultaat hoort bij een andere opdracht", "the result belongs to another mandate")
    return "het resultaat is ondertekend en hoort bij de opdracht", "the result is signed and belongs to the mandate"
