"""Inspection exports: whom somebody may mean, which requests wait, what concerns a third person, one file of it all."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from inzage.register.inspection import Capacity, Purpose, Recipient, concerning
from inzage.register.models import Record
from inzage.register.retention import REQUEST
from inzage.register.values import Actor, Noun, Words
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.report import Document

RIGHT = "inzage"
WAITING = ("ontvangen", "in_behandeling", "verlengd", "toegewezen", "deels_toegewezen")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Of every file in a zip: when it was made stands in the export itself."""


PURPOSES = {
    Purpose.INSPECTION: Words("Inzage in de eigen gegevens", "Access to one's own data"),
    Purpose.OBJECTION: Words("Bezwaar", "Objection"),
    Purpose.COMPLAINT: Words("Klacht", "Complaint"),
    Purpose.LAWSUIT: Words("Rechtszaak", "Lawsuit"),
}
RECIPIENTS = {
    Recipient.PERSON: Words("De betrokkene zelf", "The person concerned"),
    Recipient.REPRESENTATIVE: Words("Een gemachtigde", "A representative"),
}
CAPACITIES = {
    Capacity.SHARED: Words("Deelt een gegevensdrager", "Shares a data carrier"),
    Capacity.OTHER: Words("Eigenaar van een gegevensdrager", "Owner of a data carrier"),
    Capacity.CHILD: Words("Kind van wie een gegevensdrager is", "Child whose data carrier it is"),
    Capacity.OUTSIDE_EXPERT: Words("Aanwezig als extern deskundige", "Present as an outside expert"),
    Capacity.VOLUNTEER: Words("Aanwezig als vrijwilliger", "Present as a volunteer"),
    Capacity.EXPERIENCE: Words("Aanwezig als ervaringswerker", "Present as an experience worker"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request to see one's own data, and whose."""

    row: Row
    person: Record | None


def persons(by: Actor, asked: str) -> QuerySet[Record]:
    """Persons of one's own organisation with exactly this pseudonym or source key."""
    found = visible(by).filter(Q(data__pseudonym=asked) | Q(data__source_key=asked), kind="persoon")
    return found.filter(organisation=by.organisation).order_by("id")


def waiting(by: Actor) -> QuerySet[Record]:
    """Requests to see one's own data that are not answered yet, by the day of the answer."""
    found = visible(by).filter(organisation=by.organisation, kind=REQUEST, data__right=RIGHT, state__in=WAITING)
    return found.select_related("trajectory__about").order_by("due", "id")


def lines(found: list[Record]) -> list[Waiting]:
    """Those with whose they are."""
    return [Waiting(row, row.record.trajectory.about if row.record.trajectory else None) for row in rows(found)]


def mentions(by: Actor, person: Record, capacity: Capacity) -> list[Row]:
    """Records on a person that say something of somebody in a capacity, in order."""
    places = visible(by).filter(noun=Noun.TRAJECTORY.value, about=person.root).values("root")
    found = visible(by).filter(trajectory__in=places).order_by("happened", "id")
    return rows(each for each in found if any(concerning(each.data, capacity)))


def packed(documents: Iterable[Document]) -> bytes:
    """All files of an export as one."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for each in documents:
            made.writestr(zipfile.ZipInfo(each.name, EPOCH), each.content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
