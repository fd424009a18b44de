"""Verify a case: derive everything again and say which link of the chain broke.

What holds shows that nothing in the case was changed since the kit signed it. It
does not show that what was written was true, nor that whoever holds the kit's key
and the disk did not rewrite the whole case; against that helps only a witness
outside: the code on the client's copy, compared with ``printed``.
"""

from collections.abc import Callable
from pathlib import Path

from inzage.errors import InzageError
from inzage.record import (
    DOCUMENTS,
    TIMESTAMP,
    CaseDamaged,
    Link,
    links_handover,
    links_ledger,
    links_papers,
    links_timestamp,
)
from inzage.record.evidence import Broken, CaseEvidence, Sentence
from inzage.record.store import Store
from inzage.signing.canonical import NotCanonical
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore

Check = Callable[[CaseEvidence], Sentence]

_LINKS: list[tuple[str, Check]] = [
    ("case", links_papers.case),
    ("kit", links_papers.kit),
    ("mandate", links_papers.mandate),
    ("order", links_papers.order),
    ("result", links_papers.result),
    ("ledger", links_ledger.ledger),
    ("checkpoint", links_ledger.checkpoint),
    ("sequence", links_ledger.sequence),
    ("begun", links_ledger.begun),
]


def verify_case(
    path: Path,
    *,
    trust: TrustStore | None = None,
    kit: Kit | None = None,
    documents: Path | None = None,
    printed: str | None = None,
    tsa: Path | None = None,
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
    return links_of(CaseEvidence(store, trust or (kit.trust if kit else None), kit, documents, printed, tsa))


def links_of(evidence: CaseEvidence) -> list[Link]:
    """Every link of a case that was opened already."""
    return [_link(name, check, evidence) for name, check in _chain(evidence)]


def _chain(evidence: CaseEvidence) -> list[tuple[str, Check]]:
    chain = [*_LINKS]
    if _halted(evidence):
        chain.append(("handover", links_handover.handover))
    if evidence.store.has(DOCUMENTS) or evidence.documents:
        chain.append(("documents", links_ledger.documents))
    if evidence.store.has(TIMESTAMP) or evidence.tsa:
        chain.append(("timestamp", links_timestamp.timestamp))
    if evidence.printed is not None:
        chain.append(("printed", links_ledger.printed))
    return chain


def _halted(evidence: CaseEvidence) -> bool:
    try:
        return links_handover.concerns(evidence)
    except (Broken, NotCanonical, InzageError):
        return False  # result or ledger is broken, and their own links say so


def _link(name: str, check: Check, evidence: CaseEvidence) -> Link:
    try:
        nl, en = check(evidence)
    except (Broken, NotCanonical) as broken:
        return Link(name, False, broken.nl, broken.en)
    except InzageError as error:
        return Link(name, False, error.sentence("nl"), error.sentence("en"))
    return Link(name, True, nl, en)
