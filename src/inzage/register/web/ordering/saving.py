"""An order and its conditions into the register: all of them or none."""

from dataclasses import dataclass
from datetime import datetime

from inzage.register import Catalogue
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.values import Actor
from inzage.register.web.ordering.entry import ORDER, Entry
from inzage.register.web.ordering.first import day_in
from inzage.register.writing import Links, Times, record


@dataclass(frozen=True, slots=True)
class Saved:
    """Who enters it, on whose trajectory, and when the form was opened."""

    by: Actor
    trajectory: Record
    at: datetime


def save(catalogue: Catalogue, entry: Entry, how: Saved) -> Record:
    """The order's record, its conditions beside it. The same form twice is one order.

    Raises:
        DataWrong: the form is not in order.
        Refused, Overtaken: this actor may not, or the same form came with other words before.
    """
    data, times = entry.value(), Times(how.at)
    with writing():
        order = record(catalogue, ORDER, how.by, data, times, links=Links(how.trajectory), key=entry.key)
        for place, (kind, key, condition) in enumerate(entry.conditions()):
            due = None if place else day_in(entry.first)  # a check answers all conditions, so it is planned once
            links = Links(how.trajectory, order)
            record(catalogue, kind, how.by, condition, Times(how.at, due=due), links=links, key=key)
    return order
