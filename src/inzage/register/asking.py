"""What a person asks about their own data, in their own words, and by which day they must have an answer.

One month from the day of receipt, two more where it is complicated or there are many, and
the person told why (AVG, article 12(3)). A month ends on the same day of the next, or on the
last day of a shorter one.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from inzage.register import Catalogue
from inzage.register.due import is_open
from inzage.register.histories import current
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.retention import REQUEST
from inzage.register.values import Actor
from inzage.register.writing import Links, Times, correct, record
from inzage.register.zones import day_of

MONTHS, MORE = 1, 2
LONGER = "verlengd"


def receive(
    catalogue: Catalogue,
    by: Actor,
    trajectory: Record,
    data: Mapping[str, Any],
    happened: datetime,
    *,
    about: Record | None = None,
    key: UUID | None = None,
) -> Record:
    """Record a request with the day by which it must be answered. ``about``: the record that is disputed, if one is."""
    times = Times(happened, due=after(day_of(happened), MONTHS))
    return record(catalogue, REQUEST, by, data, times, links=Links(trajectory, about), key=key)


def extend(catalogue: Catalogue, request: Record, by: Actor, reason: str, happened: datetime) -> Record:
    """Take two months more, with the reason: a step, and a new version of the request with its new day."""
    with writing():
        move(catalogue, Asked(request.id, LONGER, by, happened, {"reason": reason}))
        times = Times(request.happened, request.ended, after(day_of(request.happened), MONTHS + MORE))
        return correct(catalogue, request, by, request.data, times)


def unanswered(catalogue: Catalogue, day: date) -> list[Record]:
    """Requests whose day is past and that are not answered yet, the longest past first."""
    late = current().filter(kind=REQUEST, due__lt=day).order_by("due", "id")
    return [each for each in late if is_open(catalogue, each)]


def after(day: date, months: int) -> date:
    """The day so many months on; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
