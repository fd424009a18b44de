"""Looking over the register as a whole: its log, each look with a line of its own, and what may be erased here.

Who oversees others is overseen: that somebody looked at the log, asked for its head or had it verified
stands in the log itself, with a digest of what was asked and shown.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from uuid import UUID

from inzage.register import Catalogue
from inzage.register.erasing import NotErasable, why_kept
from inzage.register.faults import NoSuchRecord
from inzage.register.histories import current
from inzage.register.houses import everywhere
from inzage.register.log import canonical, note, writing
from inzage.register.models import Entry, Record
from inzage.register.retention import Due, due, due_of
from inzage.register.rights import may_do
from inzage.register.values import Actor, Words
from inzage.register.visibility import LOG
from inzage.register.writing import refuse

LOOK = "look"
WHOLE = UUID(int=0)
"""What a line is about that is about no record: the log itself."""
NOT_YOURS = Words(
    "Het logboek inzien is niet aan uw rol. Vraag een systeembeheerder of teamleider.",
    "Looking at the log is not for your role. Ask an administrator or team leader.",
)


def looked(by: Actor, what: str, told: Mapping[str, object]) -> Entry:
    """Enter that somebody looked; refused for a role that may not. ``what``: which log, or its head or proof.

    ``told``: what was asked and how much was shown; only its digest is kept.
    """
    if not may_do(by.role, LOG):
        raise refuse(NOT_YOURS)
    with writing() as at:
        return note(LOOK, WHOLE, by, at, kind=what, told=sha256(canonical(dict(told))).hexdigest())


def due_here(catalogue: Catalogue, by: Actor, day: date) -> list[Due]:
    """What of the actor's own organisation may be erased on ``day``: keys and counts, what was due first in front."""
    with everywhere():  # so that what points here from elsewhere is seen
        found = due(catalogue, day)
    subjects = [each.subject for each in found]
    own = Record.objects.filter(id__in=subjects, organisation=by.organisation).values_list("id", flat=True)
    here = set(own)
    return [each for each in found if each.subject in here]


def due_of_here(catalogue: Catalogue, by: Actor, subject: UUID, day: date) -> Due:
    """What of one trajectory or record of the actor's own organisation may be erased on ``day``.

    Raises:
        NoSuchRecord: it is not there, or of another organisation.
        NotErasable: nothing of it may go yet, and why.
    """
    with everywhere():
        record = current().filter(root=subject, organisation=by.organisation).first()
        if record is None:
            raise NoSuchRecord(expected="subject", key=str(subject))
        found = due_of(catalogue, subject, day)
        if found is None:
            raise NotErasable(why=why_kept(catalogue, record))
        return found
