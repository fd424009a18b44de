"""Links of a case's chain that hold its papers: who made it, under which mandate and order, and the signed result."""

from inzage.record import CASE, FILES, KIT_KEY, ORDER, RESULT
from inzage.record.digests import sha256
from inzage.record.evidence import Broken, CaseEvidence, Sentence
from inzage.result import Mark
from inzage.signing import Envelope, PayloadType, Role
from inzage.signing.dsse import read, revoked_signers, verify, verify_by
from inzage.signing.revocation import CAUSES, Revocation
from inzage.signing.trust import TrustStore


def case(evidence: CaseEvidence) -> Sentence:
    """``case.json`` is of this kit and this result."""
    card = evidence.store.card
    if card.kit != evidence.kit_key.keyid:
        raise Broken(f"{CASE} noemt een andere uitrusting dan kit.pem", f"{CASE} names another kit than kit.pem")
    if evidence.store.read(KIT_KEY) != evidence.kit_key.pem:
        raise Broken(f"{KIT_KEY} is anders geschreven", f"{KIT_KEY} is spelt otherwise")
    strange = sum(name not in FILES for name in evidence.store.names())
    if strange:
        raise Broken(
            f"bestanden die niet in een dossier horen: {strange}", f"files that have no place in a case: {strange}"
        )
    if evidence.result.get("check_id") != card.check_id:
        raise Broken("het resultaat hoort bij een andere controle", "the result belongs to another check")
    return f"dossier van controle {card.check_id}", f"case of check {card.check_id}"


def kit(evidence: CaseEvidence) -> Sentence:
    """The kit is one that is known here."""
    known = (evidence.kit.own_keys() if evidence.kit else ()) + (
        evidence.trust.by_role.get(Role.KIT, ()) if evidence.trust else ()
    )
    if evidence.kit is None and evidence.trust is None:
        return (
            "wiens uitrusting dit is, is niet nagegaan (geef --kit)",
            "whose kit this is was not examined (give --kit)",
        )
    if evidence.kit_key not in known:
        raise Broken("de uitrusting van dit dossier is hier niet bekend", "the kit of this case is not known here")
    return _unless_revoked(evidence)


def _unless_revoked(evidence: CaseEvidence) -> Sentence:
    """The kit's key may have been revoked since; its own ledger alone says that the case is older."""
    revocation = evidence.trust.revoked.get(evidence.kit_key.keyid) if evidence.trust else None
    if revocation is None:
        return "de uitrusting van dit dossier is bekend", "the kit of this case is known"
    why_nl, why_en = CAUSES[revocation.why]
    if not revocation.spares(evidence.ended_at):
        raise Broken(
            f"de sleutel van deze uitrusting was al ingetrokken (sinds {revocation.moment}, {why_nl})",
            f"this kit's key had been revoked already (as of {revocation.moment}, {why_en})",
        )
    return (
        f"de uitrusting is bekend; haar sleutel is later ingetrokken (sinds {revocation.moment}, {why_nl}): alleen de "
        "code op papier bewijst dat dit dossier er toen al was",
        f"the kit is known; its key was revoked later (as of {revocation.moment}, {why_en}): the code on paper alone "
        "proves that this case was there by then",
    )


def _with_mark(said: Sentence, envelope: Envelope, trust: TrustStore) -> Sentence:
    """What holds, with a remark where a key that signed was revoked since."""
    marks = [_mark(revocation) for revocation in revoked_signers(envelope, trust)]
    return ("; ".join([said[0], *(nl for nl, _ in marks)]), "; ".join([said[1], *(en for _, en in marks)]))


def _mark(revocation: Revocation) -> Sentence:
    nl, en = CAUSES[revocation.why]
    return (
        f"een sleutel is daarna ingetrokken (sinds {revocation.moment}, {nl})",
        f"a key was revoked afterwards (as of {revocation.moment}, {en})",
    )


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
    roles = [Role.MANDATE_ISSUER, Role.SECOND_SIGNER]
    verify(evidence.mandate, PayloadType.MANDATE, roles, evidence.trust, at=evidence.begun_at)
    said = ("de opdracht is door twee bevoegden ondertekend", "the mandate is signed by two who may")
    return _with_mark(said, evidence.mandate, evidence.trust)


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
    envelope = read(evidence.store.read(ORDER), file=ORDER)
    verify(envelope, PayloadType.ORDER, [Role.REGISTER], evidence.trust, at=evidence.begun_at)
    said = (
        "de controleopdracht hoort bij de opdracht en is ondertekend",
        "the check order is for this mandate and is signed",
    )
    return _with_mark(said, envelope, evidence.trust)


def result(evidence: CaseEvidence) -> Sentence:
    """The kit signed the result, and it belongs to the mandate."""
    evidence.signed_by_kit(RESULT, PayloadType.RESULT)
    if evidence.result.get("mandate_sha256") != sha256(evidence.mandate.payload):
        raise Broken("het resultaat hoort bij een andere opdracht", "the result belongs to another mandate")
    return "het resultaat is ondertekend en hoort bij de opdracht", "the result is signed and belongs to the mandate"
