"""Signing in with key and password, and out. What was wrong is never said: key and password have one sentence."""

from time import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from inzage.register.values import Words
from inzage.register.web.accounts import provider, trial
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.guarding import keyed
from inzage.register.web.accounts.models import Account
from inzage.register.web.middleware import LANGUAGE, LOGIN, SEEN, STARTED, whole
from inzage.register.web.saying import language, say

BACK = "back_to"
LONGEST = 1024
"""Characters of a password that are looked at: a hash of more is work for an attacker's pleasure."""
WRONG = Words(
    "Deze sleutel en dit wachtwoord horen niet bij elkaar. Controleer allebei en probeer het opnieuw.",
    "This key and this password do not belong together. Check both and try again.",
)
REASONS = {
    "stil": Words(
        "U bent uitgelogd omdat er 15 minuten niets is gedaan. Meld u opnieuw aan.",
        "You were signed out because nothing was done for 15 minutes. Sign in again.",
    ),
    "verlopen": Words("Uw sessie is verlopen. Meld u opnieuw aan.", "Your session has ended. Sign in again."),
    "uit": Words("U bent uitgelogd.", "You are signed out."),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first factor."""
    if request.method == "POST":
        return _tried(request)
    if isinstance(request.user, Account):
        return redirect(kept(request) if whole(request) else "second")
    return _page(request, safe(request.GET.get("next", "")))


def _tried(request: HttpRequest) -> HttpResponse:
    key, password = (bounded(request, name) for name in ("key", "password"))
    account = authenticate(request, username=key.strip(), password=password)
    if not isinstance(account, Account):
        if not getattr(request, "axes_locked_out", False):  # what is closed has its line already
            note("mislukt", keyed(key.strip()))
        return _page(request, safe(request.POST.get("next", "")), wrong=say(WRONG), typed=key)
    begin(request, account, safe(request.POST.get("next", "")))
    note("wachtwoord", account.key)
    return redirect("second")


def bounded(request: HttpRequest, name: str) -> str:
    """What was typed as it was typed; nothing where it is longer than is looked at, or holds what no text holds."""
    typed = str(request.POST.get(name, ""))
    return "" if len(typed) > LONGEST or "\0" in typed else typed


def _page(request: HttpRequest, back: str, wrong: str = "", typed: str = "") -> HttpResponse:
    reason = REASONS.get(request.GET.get("reden", ""))
    told = {"back": back, "wrong": wrong, "typed": typed, "reason": reason, "sign_on": provider.named()}
    return render(request, "inzage/accounts/login.html", told | trial.logins(), status=422 if wrong else 200)


def begin(request: HttpRequest, account: Account, back: str, backend: str | None = None) -> None:
    """A session of its own for this account, with a new number, that knows when it began."""
    spoken = language()
    login(request, account, backend)
    moment = int(time())
    request.session.update({STARTED: moment, SEEN: moment, BACK: back, LANGUAGE: spoken})


def kept(request: HttpRequest) -> str:
    """Where somebody was going before they had to sign in."""
    return safe(str(request.session.pop(BACK, "")))


def safe(address: str) -> str:
    """An address of our own, or the first page. Never another host, nor signing in and out itself."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if ours and not urlsplit(address).path.startswith((LOGIN, "/uitloggen", "/aanmelden/")) else "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session is gone, here and on the server."""
    spoken = language()
    if isinstance(request.user, Account):
        note("afgemeld", request.user.key)
    logout(request)
    request.session[LANGUAGE] = spoken
    answer = redirect(f"{LOGIN}?reden=uit")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """The other language, on the page where somebody is."""
    if (chosen := request.POST.get("language")) in dict(settings.LANGUAGES):
        request.session[LANGUAGE] = chosen
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return redirect(address if ours else "/")
