"""What becomes of a line that was set apart: corrected and taken in, or dropped with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from inzage.register import Catalogue, words
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.outcomes import Line
from inzage.register.outcomes.faults import StillWrong
from inzage.register.outcomes.judging import Judging
from inzage.register.outcomes.taking import taken_in
from inzage.register.values import Actor
from inzage.register.zones import day_of

TAKEN_OVER, DROPPED = "overgenomen", "vervallen"


def correct(catalogue: Catalogue, apart: Record, given: Mapping[str, Any], by: Actor, at: datetime) -> Record:
    """Judge the line again with what was corrected in it, and take it in; the outcome.

    Raises:
        StillWrong: it cannot be taken in like this either.
        Refused, Overtaken: not by this actor, or decided on before.
    """
    verdict = Judging(by, day_of(at)).judge(line_of(apart.data | given))
    if verdict.fault:
        said = words.value("fault", verdict.fault)
        raise StillWrong(why=(said.nl, said.en))
    with transaction.atomic():
        key = verdict.key(by.organisation)
        outcome = Record.objects.get(id=key) if verdict.known else taken_in(catalogue, verdict, by)
        move(catalogue, Asked(apart.id, TAKEN_OVER, by, at, {"taken_as": str(outcome.root)}, seen="apart"))
    return outcome


def drop(catalogue: Catalogue, apart: list[Record], reason: str, by: Actor, at: datetime) -> None:
    """Drop lines for one reason: all of them or none."""
    with transaction.atomic():
        for each in apart:
            move(catalogue, Asked(each.id, DROPPED, by, at, {"reason": reason}, seen="apart"))


def line_of(data: Mapping[str, Any]) -> Line:
    """A line that was set apart, in the form of the file."""
    return Line(
        number=data["file_line"],
        pseudonym=data["pseudonym"],
        definition=data.get("definition", ""),
        version=data.get("definition_version", 0),
        occurred=data.get("day_as_written", ""),
        classification=data.get("classification", ""),
        source=data.get("source", ""),
        extracted=data.get("extracted_on", ""),
    )
