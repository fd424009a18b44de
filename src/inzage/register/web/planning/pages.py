"""What all pages of the planner share: who opens them, their tabs, and the kinds that a check is of."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from inzage.register import Kind
from inzage.register.log import now
from inzage.register.values import Role, Words
from inzage.register.web.kinds import catalogue
from inzage.register.web.saying import say, t
from inzage.register.zones import day_of

PLANNERS = frozenset({Role.PLANNER, Role.LEAD})
TITLE = Words("Planner", "Planner")
CHECK = "controle"
TABS = (
    ("planner", Words("Week", "Week")),
    ("planner-due", Words("Te doen", "To do")),
    ("planner-ahead", Words("Vooruit", "Ahead")),
    ("planner-gaps", Words("Zonder uitvoering", "Not executed")),
    ("planner-assign", Words("Toewijzen", "Assign")),
    ("planner-staff", Words("Medewerkers", "Staff")),
)


def page(request: HttpRequest, name: str, template: str, told: dict[str, Any]) -> HttpResponse:
    """A page of the planner under its tab."""
    tabs = [{"href": reverse(each), "title": say(title), "here": each == name} for each, title in TABS]
    return render(request, f"inzage/{template}.html", {**told, "tabs": tabs, "tabs_label": t("Planner", "Planner")})


def today() -> date:
    """In Amsterdam."""
    return day_of(now())


def kind(code: str) -> Kind:
    """A kind as it is valid today."""
    return catalogue().on(code, today())


def training() -> str:
    """The subject of the training that a check asks."""
    return kind(CHECK).needs_training
