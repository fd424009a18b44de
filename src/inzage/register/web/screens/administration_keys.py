"""Beheer, sleutels: public keys by what their signature counts for, and those that were revoked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.register.rights import may_do
from inzage.register.running.places import Places
from inzage.register.values import Role, Words
from inzage.register.web import Screen
from inzage.register.web.administering.keys import shelves


def keys(request: HttpRequest) -> HttpResponse:
    """Both kits; where none is set up, the sentence that says so."""
    return render(request, "inzage/administration_keys.html", {"shelves": shelves(Places.from_settings())})


SCREENS = (
    Screen(
        "beheer/sleutels",
        "admin-keys",
        keys,
        Words("Sleutels", "Keys"),
        frozenset(role for role in Role if may_do(role, "sleutels-beheren")),
    ),
)
