"""Beheer: what each role keeps in order, and where: kinds, lists, keys, users, logs, checks, terms of retention."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from inzage.register.values import Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.saying import say
from inzage.register.web.screens import screens

TITLE = Words("Beheer", "Administration")
PARTS = {
    "admin-kinds": Words(
        "Welke soorten gegevens er zijn, wie ze maakt en ziet, en hoe lang zij worden bewaard.",
        "Which kinds of records there are, who makes and sees them, and how long they are kept.",
    ),
    "admin-lists": Words(
        "Ingevoerde lijsten: van wie, hoeveel, hoe oud; quarantaine, intrekken en invoeren met twee personen.",
        "Imported lists: whose, how many, how old; quarantine, withdrawal, and importing with two people.",
    ),
    "admin-keys": Words("Wiens handtekening waarvoor telt.", "Whose signature counts for what."),
    "admin-users": Words(
        "Accounts maken en uitzetten; een tweede stap wissen met twee personen.",
        "Make and disable accounts; clear a second factor with two people.",
    ),
    "admin-machines": Words(
        "Sleutels waarmee uitrustingen en systemen gegevens ophalen, met twee personen.",
        "Keys with which kits and systems fetch data, with two people.",
    ),
    "admin-log": Words(
        "Wat er is vastgelegd en door wie; nagaan of de keten klopt.",
        "What was recorded and by whom; verify the chain.",
    ),
    "admin-access": Words("Wie zich aanmeldde, en wat niet lukte.", "Who signed in, and what failed."),
    "admin-runs": Words("De wachtrij van controles op deze machine.", "The queue of checks on this machine."),
    "admin-erasing": Words(
        "Wat voorbij zijn bewaartermijn is; wissen met twee personen en een bewijs.",
        "What is past its term; erasing with two people and a proof.",
    ),
    "inspection": Words(
        "Een uitdraai voor iemand die vraagt wat het register over hem of haar bevat.",
        "An export for somebody who asks what the register holds on them.",
    ),
}
"""Screens that stand on this page, by name, and what each is for."""


def overview(request: HttpRequest) -> HttpResponse:
    """The parts that this role may open."""
    role = actor_of(request).role
    by_name = {each.name: each for each in screens()}
    found = [by_name[name] for name in PARTS if name in by_name and role in by_name[name].roles]
    parts = [(reverse(each.name), say(each.title), say(PARTS[each.name])) for each in found]
    return render(request, "inzage/administration.html", {"parts": parts})


SCREENS = (
    Screen(
        "beheer", "administration", overview, TITLE, frozenset({Role.ADMINISTRATOR, Role.LISTS, Role.LEAD}), menu=140
    ),
)
