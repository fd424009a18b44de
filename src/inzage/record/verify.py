"""Verify a case: derive everything again and say which link of the chain broke.

What holds shows that nothing in the case was changed since the kit signed it. It
does not show that what was written was true, nor that whoever holds the kit's key
and the disk did not rewrite the whole case; against that helps only a witness
outside: the code on the client's copy, compared with ``printed``.
"""

from collections.abc import Callable
from pathlib import Path

from inzage.errors import InzageError
from inzage.record import CASE, DOCUMENTS, ORDER, RESULT, CaseDamaged, EntryKind, Link
from inzage.record.casefile import papers_of
from inzage.record.digests import begun_facts, sha256
from inzage.record.evidence import Broken, Evidence
from inzage.record.note import code, same_code, well_typed
from inzage.record.reading import listed_documents, signed_json
from inzage.record.store import Store, read_regular
from inzage.result import Mark
from inzage.signing import PayloadType, Role
from inzage.signing.canonical import NotCanonical
from inzage.signing.dsse import read, verify, verify_by
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore

Sentence = tuple[str, str]


def verify_case(
    path: Path,
    *,
    trust: TrustStore | None = None,
    kit: Kit | None = None,
    documents: Path | None = None,
    printed: str | None = None,
) -> list[Link]:
    """Every link of the case's chain, in order.

    Without ``trust`` and ``kit`` the case is held to its own words: then whose keys
    they are stays open, and the sentences say so.

    Raises:
        NoCase: there is no case.
        CaseEncrypted: it is encrypted at rest and ``kit`` was not given.
    """
    try:
        store = Store.open(path, kit)
    except CaseDamaged as error:
        return [Link("case", False, error.sentence("nl"), error.sentence("en"))]
    evidence = Evidence(store, trust or (kit.trust if kit else None), kit, documents, printed)
    return [_link(name, check, evidence) for name, check in _chain(evidence)]


def _chain(evidence: Evidence) -> list[tuple[str, Callable[[Evidence], Sentence]]]:
    chain = [*_LINKS]
    if evidence.store.has(DOCUMENTS) or evidence.documents:
        chain.append(("documents", _documents))
    if evidence.printed is not None:
        chain.append(("printed", _printed))
    return chain


def _link(name: str, check: Callable[[Evidence], Sentence], evidence: Evidence) -> Link:
    try:
        nl, en = check(evidence)
    except (Broken, NotCanonical) as broken:
        return Link(name, False, broken.nl, broken.en)
    except InzageError as error:
        return Link(name, False, error.sentence("nl"), error.sentence("en"))
    return Link(name, True, nl, en)


def _case(evidence: Evidence) -> Sentence:
    card = evidence.store.card
    if card.kit != evidence.kit_key.keyid:
        raise Broken(f"{CASE} noemt een andere uitrusting dan kit.pem", f"{CASE} names another kit than kit.pem")
    if evidence.result.get("check_id") != card.check_id:
        raise Broken("het resultaat hoort bij een andere controle", "the result belongs to another check")
    return f"dossier van controle {card.check_id}", f"case of check {card.check_id}"


def _kit(evidence: Evidence) -> Sentence:
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


def _mandate(evidence: Evidence) -> Sentence:
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


def _order(evidence: Evidence) -> Sentence:
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


def _result(evidence: Evidence) -> Sentence:
    verify_by(read(evidence.store.read(RESULT), file=RESULT), PayloadType.RESULT, evidence.kit_key)
    if evidence.result.get("mandate_sha256") != sha256(evidence.mandate.payload):
        raise Broken("het resultaat hoort bij een andere opdracht", "the result belongs to another mandate")
    return "het resultaat is ondertekend en hoort bij de opdracht", "the result is signed and belongs to the mandate"


def _ledger(evidence: Evidence) -> Sentence:
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


def _checkpoint(evidence: Evidence) -> Sentence:
    checkpoint = evidence.checkpoint
    if checkpoint.check_id != evidence.store.card.check_id:
        raise Broken("het controlepunt hoort bij een andere controle", "the checkpoint belongs to another check")
    if (checkpoint.size, checkpoint.root) != (len(evidence.lines), evidence.root):
        raise Broken("het controlepunt hoort bij een ander register", "the checkpoint belongs to another ledger")
    return "het controlepunt is ondertekend en klopt", "the checkpoint is signed and right"


def _sequence(evidence: Evidence) -> Sentence:
    for number, line in enumerate(evidence.lines, 1):
        if line.entry is not None and line.entry.sequence != number:
            raise Broken(f"regel {number} staat niet op zijn plaats", f"entry {number} is not in its place")
    return "de regels volgen elkaar zonder gaten op", "the entries follow each other without gaps"


def _begun(evidence: Evidence) -> Sentence:
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


def _documents(evidence: Evidence) -> Sentence:
    verify_by(read(evidence.store.read(DOCUMENTS), file=DOCUMENTS), PayloadType.DOCUMENTS, evidence.kit_key)
    sealed = signed_json(evidence.store, DOCUMENTS)
    if (sealed.get("check_id"), sealed.get("root")) != (evidence.store.card.check_id, evidence.root.hex()):
        raise Broken("de documentenlijst hoort bij een andere controle", "the list of documents is of another check")
    if evidence.documents is None:
        return (
            "de documentenlijst is ondertekend; de documenten zelf zijn niet nagegaan (geef --documents)",
            "the list of documents is signed; the documents were not examined (give --documents)",
        )
    for name, digest in listed_documents(sealed).items():
        if sha256(read_regular(evidence.documents, name)) != digest:
            raise Broken(f"het document {name} is veranderd", f"the document {name} was altered")
    return "de documenten zijn ongewijzigd", "the documents are unchanged"


def _printed(evidence: Evidence) -> Sentence:
    typed = evidence.printed or ""
    if not well_typed(typed):
        raise Broken(
            "deze code is verkeerd overgenomen: vijf groepen van vijf letters, de laatste letter is een controle",
            "this code was copied wrongly: five groups of five letters, the last letter is a check",
        )
    if not same_code(typed, code(evidence.root)):
        raise Broken("de code op papier is niet die van dit dossier", "the printed code is not this case's")
    return "de code op papier is die van dit dossier", "the printed code is this case's"


_LINKS: list[tuple[str, Callable[[Evidence], Sentence]]] = [
    ("case", _case),
    ("kit", _kit),
    ("mandate", _mandate),
    ("order", _order),
    ("result", _result),
    ("ledger", _ledger),
    ("checkpoint", _checkpoint),
    ("sequence", _sequence),
    ("begun", _begun),
]
