"""Digests of the documents made from a case, signed last and bound to that case."""

import re
from collections.abc import Mapping
from pathlib import Path

from inzage.record import DOCUMENTS, CaseOfAnother
from inzage.record.reading import DOCUMENT_NAME, read_case
from inzage.record.store import Store
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.kit import Kit

_DIGEST = re.compile(r"[0-9a-f]{64}")


def write_documents(case_path: Path, kit: Kit, digests: Mapping[str, str]) -> None:
    """Sign ``digests`` (file name → hex SHA-256) into ``documents.json``, replacing an earlier one.

    Raises:
        CaseOfAnother: the case was made with another kit, or before this kit's key was renewed.
        ValueError: a name that is a path, or a digest that is none.
    """
    case = read_case(case_path, kit)
    if case.kit_key != kit.key.public:
        raise CaseOfAnother(case=case_path, what=("uitrusting", "kit"))
    for name, digest in digests.items():
        if not DOCUMENT_NAME.fullmatch(name) or not _DIGEST.fullmatch(digest):
            raise ValueError("a document is named without folders, its digest is 64 hex digits")
    payload = {
        "check_id": case.check_id,
        "root": case.result["ledger"]["root"],
        "documents": [{"name": name, "sha256": digest} for name, digest in sorted(digests.items())],
    }
    envelope = sign(canonical(payload), PayloadType.DOCUMENTS, [kit.key])
    store = Store.open(case_path, kit)
    store.sweep()
    store.write(DOCUMENTS, envelope)
