"""Training of staff and what they were exposed to; contacts of experience workers. Counts, by key, never by name."""

from dataclasses import dataclass
from datetime import date, datetime

from inzage.register.conditions import Share
from inzage.register.guards import has_training
from inzage.register.histories import current
from inzage.register.models import Record


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with an experience worker: who, when, and how long where it was said."""

    worker: str
    on: datetime
    minutes: int


def exposure(person: str, since: date, until: date) -> int:
    """Minutes that somebody looked at images, from ``since`` to ``until``, both inclusive."""
    found = current().filter(kind="beeldbelasting", data__person=person).values_list("data", flat=True)
    return sum(data["minutes"] for data in found if since.isoformat() <= data["on"] <= until.isoformat())


def trained(subject: str, day: date) -> Share:
    """Staff with a training in ``subject`` that counts on ``day``, of all active staff."""
    staff = [record.data["key"] for record in current().filter(kind="medewerker", state="actief")]
    return Share(sum(has_training(key, subject, day) for key in staff), len(staff))


def attendance(code: str, organisation: str, since: datetime, until: datetime) -> int:
    """How often a training or circle was followed in an organisation, from ``since`` until before ``until``."""
    followed = current().filter(kind=code, organisation=organisation, state="gevolgd")
    return followed.filter(happened__gte=since, happened__lt=until).count()


def contacts(trajectory: Record) -> list[Contact]:
    """Contacts with experience workers in a trajectory, in order: exposure in time, no yes or no about a person."""
    found = current(trajectory.root).filter(kind="ervaringscontact", steps__target="gedaan").order_by("happened")
    return [
        Contact(each["key"], record.happened, _minutes(record))
        for record in found
        for each in record.data["performers"]
    ]


def _minutes(record: Record) -> int:
    done = record.steps.get(target="gedaan")
    return int(done.details.get("minutes", 0))
