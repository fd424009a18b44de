"""The officer's own stop: asked for from outside the running check, in a file beside its journal.

The file says nothing but that it is there. It stays until the case is finished, so that a check
that was killed in between still stops first when it goes on.
"""

from pathlib import Path

from inzage.record import CASE, CaseExists, NoCase
from inzage.record.place import part_of
from inzage.record.store import cannot_write
from inzage.signing.files import write_whole

STOP = "stop"


def refuse_unasked(case: Path) -> None:
    """Say so where there is nothing to stop.

    Raises:
        CaseExists: it is finished already.
        NoCase: no check is writing there, running or interrupted.
    """
    if (part_of(case) / CASE).exists():
        return
    if (case / CASE).exists():
        raise CaseExists(case=case)
    raise NoCase(case=case, found=("geen lopende of onderbroken controle", "no running or interrupted check"))


def ask(case: Path) -> None:
    """Ask the check that writes ``case`` to stop and seal; safe to ask twice. Raises as ``refuse_unasked`` does."""
    refuse_unasked(case)
    part = part_of(case)
    try:
        write_whole(part / STOP, b"")
    except OSError as error:
        raise cannot_write(part, error) from None


def asked(case: Path) -> bool:
    """Was the check that writes ``case`` asked to stop?"""
    return (part_of(case) / STOP).exists()
