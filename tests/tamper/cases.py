"""The cases that are tampered with: plain and encrypted, finished, halted, validation, with an erased entry.

Each has its documents beside it, a twin of the same kit under another mandate, and earlier states of
itself, each of which was consistent at its time: an earlier check with the same name that was thrown
away (signed throughout by the kit's own key: only the code on paper tells), the same check before it
was finished, and the case before its documents were signed again.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from inzage.record import HANDOVER, LEDGER, EntryKind
from inzage.record.casefile import CaseWriter
from inzage.record.documents import write_documents
from inzage.record.erasure import erase
from inzage.record.handover import make_handover, number
from inzage.record.place import part_of
from inzage.record.reading import read_case
from inzage.record.store import Store
from inzage.result import CheckStatus
from inzage.signing.kit import Kit
from tests.record.making import Office, Papers, begin, kit_at, result_of, validation, work
from tests.tamper.changes import Files, Ground

ARTEFACTS = 9
OUT = "out/"
RECIPIENT = "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0szwwwph"


@dataclass(frozen=True)
class Scene:
    """A case with what its examiner holds: the kit that says whom to trust, the code on the client's copy."""

    name: str
    ground: Ground
    kit: Kit
    code: str
    erased: int = 0
    unerased: Files = field(default_factory=dict)


def scenes(root: Path) -> dict[str, Scene]:
    """Every kind of case, made below ``root``."""
    office = Office.new()
    kit = office.trusted_by(kit_at(root / "kit"))
    hidden = replace(kit, policy=replace(kit.policy, encrypt_at_rest=True))
    papers, others = office.papers(), office.papers("ECLI:NL:RBXXX:2026:2")
    made: Mapping[str, Scene] = {
        "finished": _scene(root / "finished", kit, papers, others),
        "encrypted": _scene(root / "encrypted", hidden, papers, others),
        "halted": _scene(root / "halted", kit, papers, others, halted=True),
        "halted_encrypted": _scene(root / "halted_encrypted", hidden, papers, others, halted=True),
        "validation": _scene(root / "validation", kit, validation(kit), validation(kit)),
        "erased": _scene(root / "erased", kit, papers, others, then=lambda case: erase(case, 7, kit)),
        "erased_encrypted": _scene(root / "hidden", hidden, papers, others, then=lambda case: erase(case, 7, hidden)),
    }
    return {name: replace(scene, name=name, erased=int("erased" in name)) for name, scene in made.items()}


def _scene(
    root: Path,
    kit: Kit,
    papers: Papers,
    others: Papers,
    *,
    halted: bool = False,
    then: Callable[[Path], object] = lambda _: None,
) -> Scene:
    root.mkdir()
    earlier = _finished(root / "earlier", kit, papers, artefacts=ARTEFACTS - 2, halted=halted)
    other = _finished(root / "other", kit, others, check_id="check-2", halted=halted)
    unfinished = _unfinished(root / "unfinished", kit, papers)
    _close(root / "case", kit, papers, "check-1", ARTEFACTS, halted=halted)
    whole = files_in(root / "case")
    then(root / "case")
    before = _with_documents(root / "case", kit, b"first")
    case = _with_documents(root / "case", kit, b"second")
    # an examiner brings today's documents: an earlier set with its own signed list is an earlier truth, not a change
    before = {**before, **{name: data for name, data in case.items() if name.startswith(OUT)}}
    store = Store.open(root / "case", kit)
    earlier = _unless_encrypted_anew(earlier, case, Store.open(root / "earlier", kit), store)
    unfinished = _unless_encrypted_anew(unfinished, case, Store.open(part_of(root / "unfinished"), kit), store)
    code = read_case(root / "case", kit).code
    unerased = {**case, LEDGER: whole[LEDGER]}
    return Scene(root.name, Ground(case, other, (earlier, unfinished, before)), kit, code, unerased=unerased)


def _unless_encrypted_anew(there: Files, here: Files, of_there: Store, of_here: Store) -> Files:
    """What says the same, encrypted by the kit at another moment, is no change: it is taken as it lies here."""
    same = [name for name in there if of_here.has(name) and name in here and of_there.has(name)]
    return {**there, **{name: here[name] for name in same if of_there.read(name) == of_here.read(name)}}


def _finished(
    path: Path, kit: Kit, papers: Papers, *, check_id: str = "check-1", artefacts: int = ARTEFACTS, halted: bool
) -> Files:
    _close(path, kit, papers, check_id, artefacts, halted=halted)
    return _with_documents(path, kit, b"first")


def _close(path: Path, kit: Kit, papers: Papers, check_id: str, artefacts: int, *, halted: bool) -> None:
    with begin(path, kit, papers, check_id) as case:
        work(case, artefacts)
        envelope = _seal(case, kit, papers) if halted else None
        status = CheckStatus.HALTED if halted else CheckStatus.DONE
        case.finish(lambda _: replace(result_of(papers, check_id), status=status))
    if envelope:
        Store.open(path, kit).write(HANDOVER, envelope)


def _seal(case: CaseWriter, kit: Kit, papers: Papers) -> bytes:
    """Hand something over to a police key that nobody holds."""
    envelope = make_handover(
        secrets.token_bytes(300),
        check_id=case.check_id,
        mandate_sha256=papers.mandate_sha256,
        recipient=RECIPIENT,
        kit_key=kit.key,
        at=datetime.now(UTC),
    )
    facts = {"number": number(envelope), "sha256": hashlib.sha256(envelope).hexdigest()}
    case.append(EntryKind.SEALED, facts, outcome={"envelope": base64.b64encode(envelope).decode()})
    return envelope


def _unfinished(path: Path, kit: Kit, papers: Papers) -> Files:
    """What lies there while the check still runs."""
    with begin(path, kit, papers) as case:
        case.append(EntryKind.BEGUN, case.begun)
        _keep_open(case)
    return files_in(part_of(path))


def _keep_open(case: CaseWriter) -> None:
    case.append(EntryKind.OPENED, {"ordinal": 1, "name": "0" * 32})


def _with_documents(case: Path, kit: Kit, content: bytes) -> Files:
    documents = {"officer.pdf": b"officer " + content, "client.pdf": b"client " + content}
    write_documents(case, kit, {name: hashlib.sha256(data).hexdigest() for name, data in documents.items()})
    return {**files_in(case), **{OUT + name: data for name, data in documents.items()}}


def files_in(case: Path) -> Files:
    """The files of a case directory."""
    return {file.name: file.read_bytes() for file in sorted(case.iterdir())}
