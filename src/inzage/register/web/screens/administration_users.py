"""Beheer, gebruikers: make and disable accounts; who lost a telephone or becomes administrator takes two people."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inzage.register.rights import may_do
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.accounts import services
from inzage.register.web.accounts.faults import AccountFault, NotAllowed
from inzage.register.web.acting import actor_of
from inzage.register.web.administering import members
from inzage.register.web.flash import tell
from inzage.register.web.paging import paged
from inzage.register.web.saying import sentence

KEEPERS = frozenset(role for role in Role if may_do(role, "gebruikers-beheren"))
SECONDS = KEEPERS | frozenset(services.SECONDS)
TITLE = Words("Gebruikers", "Users")
DONE = Words("Gedaan. Er staat een regel bij de aanmeldingen.", "Done. There is a line among the sign-ins.")
ASKED = Words(
    "Gevraagd. Een tweede persoon (beheerder of teamleider) beslist hierover.",
    "Asked. A second person (administrator or team leader) decides on it.",
)


def users(request: HttpRequest, said: str = "", status: int = 200) -> HttpResponse:
    """The accounts, what waits for a second person, and a form for a new one."""
    by = actor_of(request)
    shown = {
        "page": paged(request, services.accounts(by), members.members),
        "asked": members.asked(by),
        "keeper": by.role in KEEPERS,
        "roles": list(Role),
        "typed": request.POST,
        "said": said,
    }
    return render(request, "inzage/administration_users.html", shown, status=status)


def user(request: HttpRequest, key: str, said: str = "", status: int = 200) -> HttpResponse:
    """One account and what can be done with it."""
    by = actor_of(request)
    shown = {"member": members.member(by, key), "own": by.key == key, "said": said}
    return render(request, "inzage/administration_user.html", shown, status=status)


@require_POST
def new(request: HttpRequest) -> HttpResponseBase:
    """An account; of an administrator the proposal."""
    by, key, role = actor_of(request), request.POST.get("key", "").strip(), request.POST.get("role", "")
    if role not in set(Role):
        return users(request, sentence(NotAllowed(why=("kies een rol", "choose a role"))), 400)
    try:
        if role == Role.ADMINISTRATOR.value:
            services.propose_administrator(by, key)
            return _told(request, ASKED, "admin-users")
        return _password(request, key, services.make(by, key, Role(role)))
    except AccountFault as fault:
        return users(request, sentence(fault), 400)


def _disable(by: Actor, key: str, _: HttpRequest) -> None:
    services.disable(by, key)


def _enable(by: Actor, key: str, _: HttpRequest) -> None:
    services.enable(by, key)


def _link(by: Actor, key: str, request: HttpRequest) -> None:
    services.link(by, key, request.POST.get("subject", "").strip()[:255])


ACTS: dict[str, Callable[[Actor, str, HttpRequest], None]] = {
    "uitzetten": _disable,
    "aanzetten": _enable,
    "koppelen": _link,
}


@require_POST
def act(request: HttpRequest, key: str, what: str) -> HttpResponseBase:
    """One act on an account."""
    by = actor_of(request)
    try:
        if what == "wachtwoord":
            return _password(request, key, services.new_password(by, key))
        if what == "tweede-stap":
            services.propose_clearing(by, key)
            return _told(request, ASKED, "admin-user", key)
        ACTS[what](by, key, request)
    except AccountFault as fault:
        return user(request, key, sentence(fault), 403 if isinstance(fault, NotAllowed) else 400)
    except KeyError:
        return user(request, key, status=404)
    return _told(request, DONE, "admin-user", key)


@require_POST
def decide(request: HttpRequest, number: int, answer: str) -> HttpResponseBase:
    """The second person's yes or no."""
    by = actor_of(request)
    try:
        asked = members.proposal(by, number)
        if answer != "ja":
            services.decline(by, asked)
            return _told(request, DONE, "admin-users")
        made = services.agree(by, asked)
    except AccountFault as fault:
        return users(request, sentence(fault), 403 if isinstance(fault, NotAllowed) else 404)
    return _password(request, asked.subject, made) if made else _told(request, DONE, "admin-users")


def _told(request: HttpRequest, words: Words, *where: str) -> HttpResponseBase:
    tell(request, words)
    return redirect(*where)


def _password(request: HttpRequest, key: str, password: str) -> HttpResponse:
    """The only page that ever shows it."""
    told: dict[str, Any] = {"key": key, "password": password}
    return render(request, "inzage/administration_password.html", told)


SCREENS = (
    Screen("beheer/gebruikers", "admin-users", users, TITLE, SECONDS),
    Screen("beheer/gebruikers/nieuw", "admin-user-new", new, TITLE, KEEPERS),
    Screen("beheer/gebruikers/besluit/<int:number>/<slug:answer>", "admin-user-decide", decide, TITLE, SECONDS),
    Screen("beheer/gebruikers/<slug:key>", "admin-user", user, TITLE, KEEPERS),
    Screen("beheer/gebruikers/<slug:key>/<slug:what>", "admin-user-act", act, TITLE, KEEPERS),
)
