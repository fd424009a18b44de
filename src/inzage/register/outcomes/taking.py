"""A file that was examined becomes outcomes and lines that are set apart: all of it in one transaction, or nothing."""

from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from inzage.register import Catalogue
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.outcomes import APART, INTAKE, OUTCOME, Line
from inzage.register.outcomes.arriving import Examined, keep, let_go, waiting
from inzage.register.outcomes.judging import Judged, Verdict, day, judge
from inzage.register.running.places import Places
from inzage.register.values import Actor
from inzage.register.writing import Links, Times, record
from inzage.register.zones import AMSTERDAM, day_of

EXAMINED, TAKEN, LAPSED = "nagekeken", "ingelezen", "vervallen"


def bring(catalogue: Catalogue, examined: Examined, by: Actor, places: Places, at: datetime) -> Record:
    """The file's record, the same one when it is brought again: what was taken in stays, what lapsed waits again."""
    key = _key(by, "file", examined.sha256)
    before = Record.objects.filter(id=key).first()
    if before is not None and before.state == TAKEN:
        return before
    with transaction.atomic():
        if before is None:
            before = record(catalogue, INTAKE, by, _told(examined), Times(at), key=key)
        elif before.state == LAPSED:
            move(catalogue, Asked(before.id, EXAMINED, by, at, {}))
        keep(examined, by.organisation, places)
    return before


def _told(examined: Examined) -> dict[str, Any]:
    told: dict[str, Any] = {"file_sha256": examined.sha256, "bytes": examined.size, "file_lines": len(examined.lines)}
    days = [line.extracted for line in examined.lines if day(line.extracted)]
    return told | ({"extracted_on": max(days)} if days else {})


def looked_at(file: Record, by: Actor, places: Places, at: datetime) -> Judged:
    """What would become of each line today. Raises FileGone."""
    return judge(waiting(str(file.data["file_sha256"]), by.organisation, places), by, day_of(at))


def take_in(catalogue: Catalogue, file: Record, by: Actor, places: Places, at: datetime) -> Judged:
    """Take in what is good, set apart what is not, and leave what was there.

    Raises:
        FileGone: its lines are not there any more.
        Refused: not by this actor, or taken in before.
    """
    with writing():  # judged with the chain to itself: of two files at once the second sees what the first took in
        judged = looked_at(file, by, places, at)
        for verdict in judged.good:
            taken_in(catalogue, verdict, by)
        for verdict in judged.apart:
            _set_apart(catalogue, file, verdict, by, at)
        counts = {"taken": len(judged.good), "known": len(judged.known), "apart": len(judged.apart)}
        move(catalogue, Asked(file.id, TAKEN, by, at, counts))
    let_go(str(file.data["file_sha256"]), by.organisation, places)
    return judged


def lapse(catalogue: Catalogue, file: Record, by: Actor, places: Places, at: datetime) -> None:
    """Take nothing in; the lines go."""
    move(catalogue, Asked(file.id, LAPSED, by, at, {}))
    let_go(str(file.data["file_sha256"]), by.organisation, places)


def taken_in(catalogue: Catalogue, verdict: Verdict, by: Actor) -> Record:
    """A line without a fault as an outcome, on the day that it happened."""
    line = verdict.line
    told = {
        "definition": line.definition,
        "definition_version": line.version,
        "occurred_on": line.occurred,
        "classification": line.classification,
        "source": line.source,
        "extracted_on": line.extracted,
    }
    noon = datetime.combine(date.fromisoformat(line.occurred), time(12), AMSTERDAM)
    return record(catalogue, OUTCOME, by, told, Times(noon), links=Links(verdict.on), key=verdict.key(by.organisation))


def _set_apart(catalogue: Catalogue, file: Record, verdict: Verdict, by: Actor, at: datetime) -> None:
    links = Links(verdict.on, file)
    record(catalogue, APART, by, line_told(verdict.line, verdict.fault), Times(at), links=links, key=verdict.apart)


def line_told(line: Line, fault: str) -> dict[str, Any]:
    """What of a line is kept while it is apart: what fits. The year of birth is not."""
    told: dict[str, Any] = {"file_line": line.number, "fault": fault, "pseudonym": line.pseudonym}
    found = {
        "definition": line.definition,
        "definition_version": line.version,
        "day_as_written": line.occurred,
        "classification": line.classification,
        "source": line.source,
        "extracted_on": line.extracted if day(line.extracted) else "",
    }
    return told | {name: value for name, value in found.items() if value}


def _key(by: Actor, what: str, which: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"inzage:outcomes:{what}:{by.organisation}:{which}")
