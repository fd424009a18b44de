"""A finished case, read: one frozen view for reports. Reading is not verifying."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inzage.record import (
    CHECKPOINT,
    DOCUMENTS,
    KIT_KEY,
    LEDGER,
    MANDATE,
    ORDER,
    PLAN,
    RECEIPT,
    RESULT,
    CaseDamaged,
    Entry,
)
from inzage.record.handover_faults import NotAReceipt
from inzage.record.ledger import Line, read_ledger
from inzage.record.receipt import read_receipt
from inzage.record.store import Store
from inzage.signing import SigningError
from inzage.signing.canonical import NotCanonical, parse
from inzage.signing.dsse import read
from inzage.signing.keys import PublicKey
from inzage.signing.kit import Kit
from inzage.signing.shortly import shortly

Json = Mapping[str, Any]

DOCUMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
"""A document is named without folders, in letters that a terminal shows as they are."""


@dataclass(frozen=True, slots=True)
class Case:
    """What lies in a case directory. ``erased``: sequence numbers of erased ledger lines.

    ``mandate`` and ``order`` are envelopes as they lie there; ``documents`` maps
    file names to hex SHA-256, None where no documents were sealed yet. ``answered``: after a halt the number
    of the police's receipt and their answer, None until it comes.
    """

    path: Path
    check_id: str
    kit_key: PublicKey
    mandate: bytes
    order: bytes | None
    plan: Json
    result: Json
    entries: tuple[Entry, ...]
    erased: tuple[int, ...]
    checkpoint: bytes
    code: str
    documents: Mapping[str, str] | None
    answered: tuple[str, str] | None = None


def read_case(path: Path, kit: Kit | None = None) -> Case:
    """Read the case in ``path``; ``kit`` is needed where it is encrypted at rest.

    Raises:
        NoCase, CaseEncrypted, CaseDamaged: what stands in the way.
    """
    store = Store.open(path, kit)
    lines = [(number, line.entry) for number, line in enumerate(ledger_of(store), 1)]
    result = signed_json(store, RESULT)
    return Case(
        path=path,
        check_id=store.card.check_id,
        kit_key=_kit_key(store),
        mandate=store.read(MANDATE),
        order=store.read(ORDER) if store.has(ORDER) else None,
        plan=_object(store, PLAN, store.read(PLAN)),
        result=result,
        entries=tuple(entry for _, entry in lines if entry is not None),
        erased=tuple(number for number, entry in lines if entry is None),
        checkpoint=store.read(CHECKPOINT),
        code=_code(store, result),
        documents=_documents(store) if store.has(DOCUMENTS) else None,
        answered=_answered(store) if store.has(RECEIPT) else None,
    )


def signed_json(store: Store, name: str) -> Json:
    """The payload of one of the case's envelopes, as JSON; its signature is not looked at."""
    try:
        payload = read(store.read(name), file=name).payload
    except SigningError as error:
        raise CaseDamaged(case=store.directory, file=name, found=shortly(error)) from None
    return _object(store, name, payload)


def listed_documents(sealed: Json) -> Mapping[str, str]:
    """File name → hex SHA-256 in a payload of ``documents.json``; ``NotCanonical`` where it holds something else."""
    listed = sealed.get("documents")
    if not isinstance(listed, list):
        raise NotCanonical("geen lijst van documenten", "no list of documents")
    return dict(_document(one) for one in listed)


def _document(one: object) -> tuple[str, str]:
    match one:
        case {"name": str(name), "sha256": str(digest)} if DOCUMENT_NAME.fullmatch(name):
            return name, digest
    raise NotCanonical("een document zonder naam of kenmerk", "a document without name or digest")


def ledger_of(store: Store) -> list[Line]:
    """The case's ledger; ``CaseDamaged`` where a line is not as it was written."""
    try:
        return list(read_ledger(store.read(LEDGER)))
    except NotCanonical as error:
        raise CaseDamaged(case=store.directory, file=LEDGER, found=(error.nl, error.en)) from None


def _object(store: Store, name: str, data: bytes) -> Json:
    try:
        value = parse(data)
    except NotCanonical as error:
        raise CaseDamaged(case=store.directory, file=name, found=(error.nl, error.en)) from None
    if not isinstance(value, dict):
        raise CaseDamaged(case=store.directory, file=name, found=("geen object", "no object"))
    return value


def _kit_key(store: Store) -> PublicKey:
    try:
        return PublicKey.from_pem(store.read(KIT_KEY), file=KIT_KEY)
    except SigningError:
        raise CaseDamaged(case=store.directory, file=KIT_KEY, found=("geen sleutel", "no key")) from None


def _code(store: Store, result: Json) -> str:
    match result.get("ledger"):
        case {"code": str(code)}:
            return code
    raise CaseDamaged(case=store.directory, file=RESULT, found=("geen code", "no code"))


def _answered(store: Store) -> tuple[str, str]:
    try:
        receipt = read_receipt(store.read(RECEIPT))
    except NotAReceipt as error:
        raise CaseDamaged(
            case=store.directory, file=RECEIPT, found=(error.sentence("nl"), error.sentence("en"))
        ) from None
    return receipt.number, receipt.answer.value


def _documents(store: Store) -> Mapping[str, str]:
    try:
        return listed_documents(signed_json(store, DOCUMENTS))
    except NotCanonical as error:
        raise CaseDamaged(case=store.directory, file=DOCUMENTS, found=(error.nl, error.en)) from None
