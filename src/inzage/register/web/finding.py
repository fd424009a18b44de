"""A page of a long list: first the keys of its lines, from parts that each have an index, then the lines themselves."""

from collections.abc import Iterable

from django.db.models import QuerySet

from inzage.register import visibility
from inzage.register.models import Record
from inzage.register.values import Actor, Noun
from inzage.register.web.kinds import catalogue
from inzage.register.web.paging import SIZE
from inzage.register.web.reading import by_key, with_person


def apart(
    by: Actor, found: QuerySet[Record], nouns: frozenset[Noun] | set[Noun] = frozenset(Noun)
) -> list[QuerySet[Record]]:
    """What was found as parts that share nothing, each with an index of its own."""
    return visibility.apart(catalogue(), by, found, nouns)


def page(parts: Iterable[QuerySet[Record]], order: str, number: int) -> tuple[list[Record], bool]:
    """Lines of a page, by a field (``-``: the last first) and then by key; and whether there are more.

    Of each part as many keys are read as could stand up to the end of this page; related records only for its lines.
    """
    first = (number - 1) * SIZE
    field, last_first = order.removeprefix("-"), order.startswith("-")
    keys = [key for part in parts for key in part.order_by(order, "id").values_list(field, "id")[: first + SIZE + 1]]
    keys.sort(key=lambda key: key[1])
    keys.sort(key=lambda key: key[0], reverse=last_first)
    wanted = [key for _, key in keys[first : first + SIZE]]
    return with_person(by_key(wanted)), len(keys) > first + SIZE
