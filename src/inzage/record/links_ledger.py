"""Links of a case's chain that hold its ledger, and what hangs on the ledger's root."""

from inzage.record import CHECKPOINT, DOCUMENTS, EntryKind
from inzage.record.card import read_regular
from inzage.record.casefile import papers_of
from inzage.record.digests import begun_facts, sha256
from inzage.record.evidence import Broken, CaseEvidence, Sentence
from inzage.record.note import code, same_code, well_typed
from inzage.record.reading import listed_documents, signed_json
from inzage.signing import PayloadType

_NOTE_LINES = len(("origin", "size", "root", "", "signature of the kit"))
"""A witness keeps a note of his own; in a case nobody signs but the kit."""


def ledger(evidence: CaseEvidence) -> Sentence:
    """The ledger is the one of which the result speaks."""
    lines, stated = evidence.lines, evidence.result.get("ledger")
    facts = {"entries": len(lines), "root": evidence.root.hex(), "code": code(evidence.root)}
    if stated != facts:
        raise Broken(
            "het inbreukregister is niet het register waarover het resultaat spreekt",
            "the ledger is not the one that the result speaks of",
        )
    erased = sum(line.entry is None for line in lines)
    return (
        f"het inbreukregister is ongewijzigd: {len(lines)} regels, waarvan {erased} gewist",
        f"the ledger is unchanged: {len(lines)} entries, {erased} of them erased",
    )


def checkpoint(evidence: CaseEvidence) -> Sentence:
    """The kit signed the checkpoint, and it states this ledger."""
    checkpoint = evidence.checkpoint
    if evidence.store.read(CHECKPOINT).count(b"\n") != _NOTE_LINES:
        raise Broken("bij het controlepunt staat een regel te veel", "the checkpoint has a line too many")
    if checkpoint.check_id != evidence.store.card.check_id:
        raise Broken("het controlepunt hoort bij een andere controle", "the checkpoint belongs to another check")
    if (checkpoint.size, checkpoint.root) != (len(evidence.lines) + 1, evidence.root):
        raise Broken("het controlepunt hoort bij een ander register", "the checkpoint belongs to another ledger")
    return "het controlepunt is ondertekend en klopt", "the checkpoint is signed and right"


def sequence(evidence: CaseEvidence) -> Sentence:
    """No entry is out of its place."""
    for number, line in enumerate(evidence.lines, 1):
        if line.entry is not None and line.entry.sequence != number:
            raise Broken(f"regel {number} staat niet op zijn plaats", f"entry {number} is not in its place")
    return "de regels volgen elkaar zonder gaten op", "the entries follow each other without gaps"


def begun(evidence: CaseEvidence) -> Sentence:
    """Mandate, order and plan are those of the beginning."""
    if not evidence.lines:
        return "het register is leeg: er is niets geopend", "the ledger is empty: nothing was opened"
    first = evidence.lines[0].entry
    if first is None or first.kind is not EntryKind.BEGUN:
        raise Broken("het register begint niet bij het begin", "the ledger does not begin at the beginning")
    wanted = begun_facts(evidence.store.card, papers_of(evidence.store))
    wrong = sorted(name for name, fact in wanted.items() if first.facts.get(name, "") != fact)
    if wrong:
        names = ", ".join(wrong)
        raise Broken(f"veranderd sinds het begin: {names}", f"changed since the beginning: {names}")
    return (
        "opdracht, controleopdracht en opzet zijn die van het begin",
        "mandate, order and plan are as at the beginning",
    )


def documents(evidence: CaseEvidence) -> Sentence:
    """The documents are those that the kit sealed."""
    evidence.signed_by_kit(DOCUMENTS, PayloadType.DOCUMENTS)
    sealed = signed_json(evidence.store, DOCUMENTS)
    if (sealed.get("check_id"), sealed.get("root")) != (evidence.store.card.check_id, evidence.root.hex()):
        raise Broken("de documentenlijst hoort bij een andere controle", "the list of documents is of another check")
    later_nl, later_en = _by_a_revoked_key(evidence)
    if evidence.documents is None:
        return (
            f"de documentenlijst is ondertekend; de documenten zelf zijn niet nagegaan (geef --documents){later_nl}",
            f"the list of documents is signed; the documents were not examined (give --documents){later_en}",
        )
    for name, digest in listed_documents(sealed).items():
        if sha256(read_regular(evidence.documents, name)) != digest:
            raise Broken(f"het document {name} is veranderd", f"the document {name} was altered")
    return f"de documenten zijn ongewijzigd{later_nl}", f"the documents are unchanged{later_en}"


def _by_a_revoked_key(evidence: CaseEvidence) -> Sentence:
    """The list of documents has no day of its own: who has the key can sign another one at any time."""
    if evidence.trust is None or evidence.trust.counts(evidence.kit_key):
        return "", ""
    return (
        "; de sleutel is later ingetrokken, en of deze lijst ouder is blijkt niet: vergelijk met het uitgereikte",
        "; the key was revoked later, and whether this list is older does not follow: compare with what was handed out",
    )


def printed(evidence: CaseEvidence) -> Sentence:
    """The code on paper is this case's."""
    typed = evidence.printed or ""
    if not well_typed(typed):
        raise Broken(
            "deze code is verkeerd overgenomen: vijf groepen van vijf letters, de laatste letter is een controle",
            "this code was copied wrongly: five groups of five letters, the last letter is a check",
        )
    if not same_code(typed, code(evidence.root)):
        raise Broken("de code op papier is niet die van dit dossier", "the printed code is not this case's")
    return "de code op papier is die van dit dossier", "the printed code is this case's"
