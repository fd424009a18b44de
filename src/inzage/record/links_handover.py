"""The link of a case's chain that holds what was sealed when the check was halted, and what became of it.

After a halt either the handover lies there and is the one that the ledger names, or
it was erased on the word of the police: then their receipt lies there, and the line
that named the handover is its bare leaf. Anything else is broken.
"""

from inzage.record import HANDOVER, RECEIPT, EntryKind
from inzage.record.digests import sha256
from inzage.record.evidence import Broken, CaseEvidence, Sentence
from inzage.record.handover import read_handover
from inzage.record.receipt import Answer, Receipt, read_receipt
from inzage.record.receiving import Sealed, sealed_of
from inzage.result import CheckStatus
from inzage.signing import PayloadType, Role
from inzage.signing.dsse import revoked_signers, verify
from inzage.signing.trust import TrustStore

_ANSWERS: dict[Answer, Sentence] = {
    Answer.TAKEN_UP: ("in behandeling", "taken up"),
    Answer.CONFIRMED: ("bevestigd", "confirmed"),
    Answer.NOT_CONFIRMED: ("niet bevestigd", "not confirmed"),
}


def concerns(evidence: CaseEvidence) -> bool:
    """Whether the case says anything of a halt."""
    there = any(evidence.store.has(name) for name in (HANDOVER, RECEIPT))
    return there or evidence.result.get("status") == CheckStatus.HALTED or _sealed(evidence) is not None


def handover(evidence: CaseEvidence) -> Sentence:
    """What was sealed is there, or was erased as the police's answer demands."""
    if evidence.result.get("status") != CheckStatus.HALTED:
        raise Broken("een overdracht bij een controle die niet gestopt is", "a handover of a check not halted")
    sealed, receipt = _sealed(evidence), _receipt(evidence)
    if receipt is not None:
        _examine(evidence, receipt, sealed)
    if sealed is None:
        return _erased(evidence, receipt)
    if sealed.number is None:
        return _nothing_sealed(evidence, receipt)
    if not evidence.store.has(HANDOVER):
        return _half_erased(receipt)
    _of_this_case(evidence, sealed)
    said = (f"overdracht {sealed.number} is de verzegelde", f"handover {sealed.number} is the one sealed")
    return said if receipt is None else _with_answer(evidence, said, receipt)


def _sealed(evidence: CaseEvidence) -> Sealed | None:
    for sequence, line in enumerate(evidence.lines, 1):
        if line.entry is not None and line.entry.kind is EntryKind.SEALED:
            return sealed_of(sequence, line.entry.facts)
    return None


def _receipt(evidence: CaseEvidence) -> Receipt | None:
    return read_receipt(evidence.store.read(RECEIPT)) if evidence.store.has(RECEIPT) else None


def _examine(evidence: CaseEvidence, receipt: Receipt, sealed: Sealed | None) -> None:
    if receipt.check_id != evidence.store.card.check_id:
        raise Broken("het ontvangstbericht hoort bij een ander dossier", "the receipt belongs to another case")
    if sealed is not None and receipt.handover != sealed.number:
        raise Broken("het ontvangstbericht hoort bij een andere overdracht", "the receipt is of another handover")
    if len(receipt.envelope.signatures) != 1:
        raise Broken("het ontvangstbericht heeft niet één handtekening", "the receipt has not one signature")
    if evidence.trust is not None:
        # a key that was revoked later was good when the kit took the receipt in; the case does not say when that was
        everyone = TrustStore({Role.POLICE: evidence.trust.by_role.get(Role.POLICE, ())})
        verify(receipt.envelope, PayloadType.RECEIPT, [Role.POLICE], everyone)


def _of_this_case(evidence: CaseEvidence, sealed: Sealed) -> None:
    data = evidence.store.read(HANDOVER)
    there = read_handover(data)
    evidence.signed_by_kit(HANDOVER, PayloadType.HANDOVER)
    if (sha256(data), there.number) != (sealed.sha256, sealed.number):
        raise Broken("de overdracht is niet die van het register", "the handover is not the one in the ledger")
    stated = (evidence.store.card.check_id, sha256(evidence.mandate.payload))
    if (there.check_id, there.mandate_sha256) != stated:
        raise Broken("de overdracht hoort bij een andere controle", "the handover belongs to another check")


def _erased(evidence: CaseEvidence, receipt: Receipt | None) -> Sentence:
    gone = any(line.entry is None for line in evidence.lines)
    if evidence.store.has(HANDOVER) or not gone or receipt is None or receipt.answer is not Answer.NOT_CONFIRMED:
        raise Broken(
            "de controle is gestopt, en wat verzegeld werd is weg zonder dat de politie daarom vroeg",
            "the check was halted, and what was sealed is gone without the police's word",
        )
    return _with_answer(evidence, ("de overdracht is gewist", "the handover was erased"), receipt)


def _half_erased(receipt: Receipt | None) -> Sentence:
    """A kill fell between two steps of erasing: nothing is forged, but the work is not done."""
    if receipt is None or receipt.answer is not Answer.NOT_CONFIRMED:
        raise Broken("de overdracht ontbreekt", "the handover is missing")
    return _UNFINISHED


_UNFINISHED = (
    "niet bevestigd door de politie; het wissen is onderbroken: geef het ontvangstbericht nog eens",
    "not confirmed by the police; erasing was interrupted: give the receipt again",
)


def _nothing_sealed(evidence: CaseEvidence, receipt: Receipt | None) -> Sentence:
    if evidence.store.has(HANDOVER) or receipt is not None:
        raise Broken("een overdracht die het register niet noemt", "a handover that the ledger does not name")
    return (
        "gestopt; er was geen sleutel van de politie om voor te verzegelen",
        "halted; there was no key of the police to seal to",
    )


def _with_answer(evidence: CaseEvidence, said: Sentence, receipt: Receipt) -> Sentence:
    if receipt.answer is Answer.NOT_CONFIRMED and evidence.store.has(HANDOVER):
        return _UNFINISHED
    answer_nl, answer_en = _ANSWERS[receipt.answer]
    later_nl, later_en = _revoked_since(evidence, receipt)
    unseen = (
        ("", "") if evidence.trust else (" (wie antwoordde is niet nagegaan: geef --kit)", " (signer not examined)")
    )
    return (
        f"{said[0]}; de politie antwoordde: {answer_nl}, ontvangstnummer {receipt.number}{unseen[0]}{later_nl}",
        f"{said[1]}; the police answered: {answer_en}, receipt {receipt.number}{unseen[1]}{later_en}",
    )


def _revoked_since(evidence: CaseEvidence, receipt: Receipt) -> Sentence:
    """The kit took the receipt in while its key counted; that it did, the case's own holder alone can say."""
    revoked = revoked_signers(receipt.envelope, evidence.trust) if evidence.trust else ()
    if not revoked:
        return "", ""
    since = revoked[0].moment
    return (
        f"; die sleutel is ingetrokken (sinds {since}): of het bericht ouder is, blijkt uit dit dossier niet",
        f"; that key was revoked (as of {since}): whether the receipt is older does not follow from this case",
    )
