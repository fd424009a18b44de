"""Signing in through the organisation's own sign-on: out with a question, back with an answer that is used once."""

from hmac import compare_digest
from time import time

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from inzage.register.web.accounts import exchange
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.claims import account, told
from inzage.register.web.accounts.faults import AccountFault, SignOnRefused
from inzage.register.web.accounts.guarding import keyed
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.provider import Provider, configured
from inzage.register.web.accounts.signing import begin, kept, safe
from inzage.register.web.middleware import BOTH

ASKED = "sign_on"
MINUTES = 10
"""How long an answer may take."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """To the sign-on, with a question that only this session can have answered.

    A link and no form: our own policy lets no form end at another host.
    """
    provider = _provider()
    address, question = exchange.asked(provider)
    back = safe(request.GET.get("next", ""))
    request.session[ASKED] = question | {"back": back, "at": int(time())}
    return HttpResponseRedirect(address)


@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """From the sign-on. The question is gone from the session before its answer is looked at."""
    provider = _provider()
    question = request.session.pop(ASKED, None) or {}
    try:
        _fits(request, provider, question)
        person = told(provider, exchange.answered(provider, request.GET.get("code", ""), question))
        who = account(person)
    except AccountFault:
        if question:  # else anybody could fill the log
            note("organisatie-geweigerd", keyed(question["state"]))
        raise
    return _in(request, who, question["back"], both=person.both)


def _provider() -> Provider:
    if (found := configured()) is None:
        raise Http404
    return found


def _fits(request: HttpRequest, provider: Provider, question: dict[str, str]) -> None:
    """The answer is to our question, not an old one, and from whom we asked."""
    said = request.GET.get("state", "")
    if not question or not compare_digest(said.encode(), question["state"].encode()):
        raise _refused("dit antwoord hoort niet bij een vraag van hier", "this answers no question from here")
    if time() - int(question["at"]) > MINUTES * 60:
        raise _refused("het duurde te lang", "it took too long")
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise _refused("het antwoord komt van een ander", "the answer comes from somebody else")
    if "error" in request.GET:
        raise _refused("u bent daar niet aangemeld", "you were not signed in there")


def _in(request: HttpRequest, who: Account, back_to: str, *, both: bool) -> HttpResponse:
    """Both factors there are both factors here; otherwise ours is asked."""
    begin(request, who, back_to, BACKEND)
    note("aangemeld-organisatie", who.key)
    if not both:
        return redirect("second")
    request.session[BOTH] = True
    rotate_token(request)
    return redirect(kept(request))


def _refused(nl: str, en: str) -> SignOnRefused:
    return SignOnRefused(why=(nl, en))
