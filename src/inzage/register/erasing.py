"""Erasing what is past its term, or what a person was granted to have erased, on a decision of two people.

Records go with their corrections and steps, and with what other tables keep of them; the lines
of the log stay, and one more says which are empty now. All of it in one transaction, or nothing.
Each decision serves once.
"""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import ForeignObjectRel, Model, QuerySet

from inzage.register import Catalogue
from inzage.register.erasure_proof import Proof, as_file, proof_of
from inzage.register.faults import NoSuchRecord, RegisterFault
from inzage.register.histories import current
from inzage.register.houses import everywhere
from inzage.register.log import ERASE, digest_of, head, note, writing
from inzage.register.models import Erasure, Gone, Record, Step
from inzage.register.moving import Asked, move
from inzage.register.retention import HELD, REQUEST, Due, due_of, ended_on, holding, kept_until, members_of, person_with
from inzage.register.values import Actor, Noun, Words
from inzage.register.writing import refuse
from inzage.signing.keys import PrivateKey

DECISION, ACT = "tweepersoonsbesluit", "wissen"
AGREED, DONE = "vastgesteld", "uitgevoerd"
GRANTED = ("toegewezen",)
RIGHTS = ("wissing", "bezwaar")
"""Requests that lead to erasure before the term, once granted."""
TWO = Words(
    "Wissen vraagt een besluit waarmee een tweede persoon instemde en dat nog niet is uitgevoerd. Stel het eerst voor.",
    "Erasing needs a decision that a second person agreed to and that was not carried out yet. Propose it first.",
)
OTHERS = Words(
    "Wissen is niet aan uw rol. Vraag een teamleider of de beheerder om dit besluit uit te voeren.",
    "Erasing is not for your role. Ask a team leader or the administrator to carry this decision out.",
)


class NotErasable(RegisterFault):
    """Nothing of it may be erased on that day. ``why``: a pair (Dutch, English)."""

    nl = "Er is niets gewist: {why}. Probeer het na die dag of na dat besluit opnieuw."
    en = "Nothing was erased: {why}. Try again after that day or that decision."


@dataclass(frozen=True, slots=True)
class Erased:
    """``file``: the proof as a file with this ``name``, signed where there is a key; ``folders``: that went with it."""

    proof: Proof
    file: bytes
    name: str
    folders: tuple[Path, ...]


def needs(decision: UUID) -> Record:
    """A decision to erase that still serves; refused unless two people agreed to it as it stands."""
    found = current().filter(id=decision, kind=DECISION, state=AGREED).first()
    if found is None or found.data["act"] != ACT or "subject" not in found.data:
        raise refuse(TWO)
    if not found.steps.filter(target=AGREED, four_eyes=True).exists():
        raise refuse(TWO)
    return found


def erase(
    catalogue: Catalogue,
    decision: UUID,
    by: Actor,
    day: date,
    key: PrivateKey | None = None,
    *,
    files: Path | None = None,
) -> Erased:
    """Erase what a decision is about, as far as it is due on ``day``; all of a trajectory on a granted request.

    ``key``: signs the proof; ``files``: the register's own files, below which folders of cases go too.
    Looks over the whole register, so that nothing of elsewhere is left pointing at what goes.

    Raises:
        Refused: no decision of two people, or not by this role.
        NoSuchRecord: what it is about is not there, or of another organisation.
        NotErasable: nothing of it may go on that day.
    """
    with everywhere(), writing() as at:
        agreed = needs(decision)
        if by.role not in catalogue.kinds[agreed.kind, agreed.version].acts[ACT].execute:
            raise refuse(OTHERS)
        subject = _of(agreed, by)
        going, request = _going(catalogue, subject, day)
        erasure = _entered(decision, going, request)
        folders = [each for each in _take_away(erasure) if files and is_below(each, files)]
        note(ERASE, subject.root, by, at, kind=going.kind, told=digest_of(erasure))
        move(catalogue, Asked(decision, DONE, by, at.recorded, {}))
        transaction.on_commit(lambda: clear(folders))
    proof = proof_of(erasure)
    return Erased(proof, as_file(proof, key), f"bewijs-van-wissen-{erasure.line_id}.json", tuple(folders))


def _of(decision: Record, by: Actor) -> Record:
    """What a decision is about, in the organisation that decides and carries out."""
    found = current().filter(root=decision.data["subject"]).first()
    if found is None or {found.organisation, decision.organisation} != {by.organisation}:
        raise NoSuchRecord(expected="subject", key=decision.data["subject"])
    return found


def _going(catalogue: Catalogue, record: Record, day: date) -> tuple[Due, UUID | None]:
    """What goes, and the request that asked for it where it goes before its term."""
    request = _granted(record)
    if request and (early := _all_of(catalogue, record, request, day)):
        return early, request.root
    found = due_of(catalogue, record.root, day)
    if found is None:
        raise NotErasable(why=why_kept(catalogue, record))
    return found, None


def _granted(trajectory: Record) -> Record | None:
    asked = current(trajectory.root).filter(kind=REQUEST, state__in=GRANTED, data__right__in=RIGHTS)
    return asked.order_by("happened", "id").first()


def _all_of(catalogue: Catalogue, trajectory: Record, request: Record, day: date) -> Due | None:
    """All of a trajectory that has ended and that nothing but the request itself holds."""
    others = [each for each in holding(catalogue, trajectory) if each.root != request.root]
    disputed = members_of(trajectory).filter(state__in=HELD).exists()
    outside = Record.objects.filter(about_id__in=members_of(trajectory).values("root"))
    outside = outside.exclude(root__in=members_of(trajectory).values("root"))
    if ended_on(catalogue, trajectory) is None or others or disputed or outside.exists():
        return None
    person = person_with(catalogue, trajectory)
    going = [*members_of(trajectory), *([person] if person else [])]
    kinds = {record.root: f"{record.kind}@{record.version}" for record in going}
    return Due(trajectory.root, kinds[trajectory.root], tuple(kinds), dict(Counter(kinds.values())), True, day)


def why_kept(catalogue: Catalogue, record: Record) -> tuple[str, str]:
    """Why nothing of it goes yet, in Dutch and in English."""
    if record.noun == Noun.TRAJECTORY and holding(catalogue, record):
        return "er loopt een verzoek of een plicht om te bewaren", "a request or a duty to keep is open"
    if record.noun != Noun.TRAJECTORY:
        return "de bewaartermijn is niet voorbij, of iets anders hangt eraan", "its term is not past, or it is needed"
    days = [until for until in kept_until(catalogue, record.root).values() if until]
    if not days:
        return "het traject loopt nog, of er is iets betwist", "the trajectory has not ended, or something is disputed"
    return f"de eerste bewaartermijn loopt tot en met {min(days)}", f"the first term runs until {min(days)} inclusive"


def _entered(decision: UUID, going: Due, request: UUID | None) -> Erasure:
    versions = Record.objects.filter(root__in=going.roots)
    steps = Step.objects.filter(record__root__in=going.roots).count()
    counts = {"kinds": dict(going.counts), "versions": versions.count(), "steps": steps}
    erasure = Erasure(line_id=head()[0] + 1, decision=decision, subject=going.subject, request=request, counts=counts)
    erasure.save(force_insert=True)
    Gone.objects.bulk_create(Gone(record=key, erasure=erasure) for key in versions.values_list("id", flat=True))
    return erasure


def _take_away(erasure: Erasure) -> list[Path]:
    """Delete the rows; the folders of files that hung on them."""
    gone = erasure.gone.values("record")
    beside = [rows for rows in _beside(gone) if rows.exists()]
    folders = [row.folder for rows in beside for row in rows if hasattr(row, "folder")]
    for rows in beside:
        rows.delete()
    # what protects a record from mistakes in our own code would stand in the way; the database's rules stay
    Step.objects.filter(record__in=gone)._raw_delete(connection.alias)
    Record.objects.filter(id__in=gone)._raw_delete(connection.alias)
    return sorted({Path(folder) for folder in folders})


def _beside(gone: QuerySet[Gone, Any]) -> list[QuerySet[Model]]:
    """Rows of other tables with a key to what goes."""
    pointing = [each for each in Record._meta.get_fields(include_hidden=True) if isinstance(each, ForeignObjectRel)]
    return [
        each.related_model._default_manager.filter(**{f"{each.field.name}__in": gone})
        for each in pointing
        if each.related_model not in (Record, Step)
    ]


def is_below(folder: Path, files: Path) -> bool:
    """Whether a folder lies among the register's files, itself not them; a link that leads elsewhere does not."""
    return files.resolve() in folder.resolve().parents


def clear(folders: list[Path]) -> None:
    """Remove folders, and empty SQLite's write-ahead log."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    if connection.vendor == "sqlite":
        sweep()


def sweep() -> bool:
    """Take the bytes of what was erased out of the database's own files; whether that was done.

    SQLite: the write-ahead log is emptied (rows were overwritten already, ``secure_delete``), unless
    somebody is reading. PostgreSQL: both tables are written anew, which locks them for that long.
    What the disk, its copies and the server's own journal still hold is not in the register's hands.
    """
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)
        for table in ("register_record", "register_step"):
            cursor.execute(f"VACUUM FULL {table}")
        return True
