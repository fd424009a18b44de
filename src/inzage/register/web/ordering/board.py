"""The orders of an organisation as a list, each leading to its own page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from inzage.register import words
from inzage.register.models import Record
from inzage.register.values import Role
from inzage.register.web.acting import actor_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.ordering.entry import ORDER
from inzage.register.web.paging import SIZE, page_number
from inzage.register.web.reading import visible
from inzage.register.web.saying import say


@dataclass(frozen=True, slots=True)
class Line:
    """An order in the list. ``href``: its page on this screen."""

    row: Row
    href: str
    reference: str
    first: str
    last: str


def board(request: HttpRequest) -> dict[str, Any]:
    """For the template: a page of orders, how many stand where."""
    by, number, state = actor_of(request), page_number(request), request.GET.get("toestand", "")
    records = visible(by).filter(kind=ORDER)
    chosen = records.filter(state=state) if state else records
    listed = chosen.select_related("trajectory__about", "about").order_by("-recorded", "id")
    found = list(listed[(number - 1) * SIZE : number * SIZE + 1])
    counted = records.values_list("state").annotate(many=Count("id")).order_by("state")
    return {
        "lines": [_line(row) for row in rows(found[:SIZE])],
        "states": [(code, say(words.state(code, ORDER)), many) for code, many in counted],
        "state": state,
        "number": number,
        "more": len(found) > SIZE,
        "enters": by.role is Role.OFFICER,
    }


def _line(row: Row) -> Line:
    record: Record = row.record
    told = record.data
    return Line(row, reverse("order", args=[record.root]), told["reference"], told["from"], told["to"])
