"""What a field that points to another record or to staff can be filled with."""

from collections.abc import Callable

from inzage.register.models import Record
from inzage.register.values import Actor
from inzage.register.web.listing import rows
from inzage.register.web.reading import visible
from inzage.register.zones import day_of

References = Callable[[str], list[tuple[str, str]]]
STAFF = frozenset(["key", "person", "performer", "officer", "deputy"])
"""Fields that hold a key of staff."""
MOST = 200
"""Lines of a choice; who has more types the key."""


def references_of(by: Actor, trajectory: Record | None) -> References:
    """Choices by field: staff of the organisation, or records of the trajectory, newest first."""

    def choices(field: str) -> list[tuple[str, str]]:
        return _staff(by) if field in STAFF else _records(by, trajectory)

    return choices


def _staff(by: Actor) -> list[tuple[str, str]]:
    found = visible(by).filter(kind="medewerker", state="actief").order_by("data__key")[:MOST]
    return [(record.data["key"], record.data["key"]) for record in found]


def _records(by: Actor, trajectory: Record | None) -> list[tuple[str, str]]:
    found = visible(by).filter(trajectory=trajectory).order_by("-happened")[:MOST]
    return [(str(row.record.root), f"{row.title}, {day_of(row.happened):%d-%m-%Y}") for row in rows(found)]
