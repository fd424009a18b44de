"""What becomes of a line that was set apart: corrected and taken in, or dropped with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from inzage.register import Catalogue, words
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.outcomes import Line
from inzage.register.outcomes.faults import StillWrong
from inzage.register.outcomes.judging import Judging
from inzage.register.outcomes.taking import taken_in
from inzage.register.values import Actor
from inzage.register.zones import day_of

TAKEN_OVER, DROPPED = "overgenomen", "vervallen"
UNBORN, YEAR = "voor-geboorte", 4


def correct(catalogue: Catalogue, apart: Record, given: Mapping[str, Any], by: Actor, at: datetime) -> Record:
    """Judge the line again with what was corrected in it, and take it in; the outcome.

    Raises:
        StillWrong: it cannot be taken in like this either.
        Refused, Overtaken: not by this actor, or decided on before.
    """
    with writing():  # judged with the chain to itself, so that two at once are not both the first
        verdict = Judging(by, day_of(at)).judge(line_of(apart.data | given))
        if fault := verdict.fault or _unborn(apart.data, given):
            said = words.value("fault", fault)
            raise StillWrong(why=(said.nl, said.en))
        key = verdict.key(by.organisation)
        outcome = Record.objects.get(id=key) if verdict.known else taken_in(catalogue, verdict, by)
        move(catalogue, Asked(apart.id, TAKEN_OVER, by, at, {"taken_as": str(outcome.root)}, seen="apart"))
    return outcome


def _unborn(told: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    """The year of birth was compared and not kept: on the same person a day no later is as wrong as it was."""
    if told["fault"] != UNBORN or given.get("pseudonym", told["pseudonym"]) != told["pseudonym"]:
        return ""
    before = told.get("day_as_written", "")
    return UNBORN if given.get("day_as_written", before)[:YEAR] <= before[:YEAR] else ""


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
