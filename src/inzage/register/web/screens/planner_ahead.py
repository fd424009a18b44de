"""Vooruit: how many pairs the orders ask, what waiting does, and how sure that is; every number can be changed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from inzage.evaluation.capacity.inputs import FIELDS, SOURCE, Field, Inputs, inputs_of
from inzage.evaluation.capacity.simulation import YEARS, runs_for
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.planning import ahead, checks, pages
from inzage.register.web.saying import say

MAIN = ("orders", "often", "middle", "hours", "no_show", "pairs")
"""What is moved most; the rest stands below, closed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An input in the form: what it is, its value, its bounds, where it comes from."""

    field: Field
    label: str
    unit: str
    note: str
    value: str
    source: bool
    wrong: bool

    @property
    def main(self) -> bool:
        """Whether it stands above, always open."""
        return self.field.code in MAIN

    @property
    def changed(self) -> bool:
        """Whether it is other than usual."""
        return self.value != plain(self.field.usual)


def looking(request: HttpRequest) -> HttpResponse:
    """The form (GET, so that an address can be kept and sent), the sum, the simulation."""
    by, today = actor_of(request), pages.today()
    inputs, wrong = inputs_of({code: str(value) for code, value in request.GET.items()})
    told = ahead.ahead(inputs)
    asked = [_asked(each, inputs, each in wrong) for each in FIELDS]
    shown = {
        "main": [each for each in asked if each.main],
        "other": [each for each in asked if not each.main],
        "open": any(each.wrong or each.changed for each in asked if not each.main),
        "wrong": [each.label for each in asked if each.wrong],
        "lines": ahead.lines(told.need),
        "sentences": ahead.sentences(told),
        "charts": ahead.charts(told),
        "runs": runs_for(inputs),
        "years": YEARS,
        "running": checks.conditions(by, today).count(),
    }
    return pages.page(request, "planner-ahead", "planner_ahead", shown)


def _asked(field: Field, inputs: Inputs, wrong: bool) -> Asked:
    value = plain(getattr(inputs, field.code))
    return Asked(field, say(field.label), say(field.unit), say(field.note), value, field.status == SOURCE, wrong)


def plain(value: float) -> str:
    """As a field of numbers takes it: with a point, and without one where it is whole."""
    return f"{value:g}"


SCREENS = (Screen("planner/vooruit", "planner-ahead", looking, pages.TITLE, pages.PLANNERS),)
