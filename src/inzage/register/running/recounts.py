"""A finding that is disputed: somebody else has the same carriers counted again, then decides.

What came of it stands with the run (``outcome``). The finding itself goes on by the steps of its
kind, *bevestigd* or *vervallen*, which only somebody other than who recorded it may take.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from inzage.register import Catalogue
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import SECOND, Asked, move
from inzage.register.running import Laid
from inzage.register.running.faults import RunElsewhere
from inzage.register.running.orders import newest
from inzage.register.running.places import Places
from inzage.register.running.runs import may_operate, put
from inzage.register.running.tables import Intake, Run
from inzage.register.values import Actor
from inzage.register.writing import refuse
from inzage.result import AnswerKind

DISPUTED = "betwist"
OUTCOME = "outcome.json"
LARGEST = 1024 * 1024
_QUESTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_ANSWERS = {kind.value for kind in AnswerKind}
_OF_A_COUNT = 3


def dispute(catalogue: Catalogue, finding: Record, by: Actor, at: datetime) -> None:
    """The person checked disputes this finding."""
    move(catalogue, Asked(finding.id, DISPUTED, by, at, {}))


def queue(finding: Record, laid: Sequence[Laid], by: Actor, places: Places) -> Run:
    """Have the check of a disputed finding counted again on this machine, by somebody else than who recorded it.

    It is no check: it needs no order, and counts in no frequency.
    """
    may_operate(by)
    places.checking()
    with writing():
        found = newest(finding.id)
        if found.state != DISPUTED:
            raise RunElsewhere(state=found.state)
        if by.key == found.actor:
            raise refuse(SECOND)
        return put(intake_of(found).order, laid, by, places, finding=found)


def intake_of(finding: Record) -> Intake:
    """The case that a finding came with; ``RunElsewhere`` where it came without one."""
    taken = Intake.objects.filter(order__activity_id=finding.about_id).first()
    if taken is None:
        raise RunElsewhere(state="zonder dossier")
    return taken


def outcome_of(folder: Path) -> Mapping[str, Any] | None:
    """What a recount told, if it is of that form: per question whether it is the same, and both counts."""
    with (folder / OUTCOME).open("rb") as file:
        text = file.read(LARGEST)
    try:
        said = json.loads(text)
        return {"same": said["same"] is True, "questions": [_question(one) for one in said["questions"]]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _question(said: Mapping[str, Any]) -> dict[str, Any]:
    if not _QUESTION.fullmatch(said["question"]):
        raise ValueError("no question")
    return {"question": said["question"], "same": said["same"] is True, **{
        name: _count(said[name]) for name in ("then", "now")
    }}  # fmt: skip


def _count(said: Sequence[Any]) -> dict[str, Any]:
    answer, count, days = said
    if answer not in _ANSWERS or type(count) is not int or type(days) is not int:
        raise ValueError("no count")
    return {"answer": answer, "count": count, "days": days}
