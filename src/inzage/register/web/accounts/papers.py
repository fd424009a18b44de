"""New recovery codes for who is signed in: the old ones are lost, used up, or were seen by somebody.

The password is asked again, because a code lets in whoever has it long after a session that was left open.
"""

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from inzage.register.web.accounts import recovery
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.passwords import NOT_YOURS
from inzage.register.web.accounts.signing import bounded
from inzage.register.web.saying import say


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest) -> HttpResponse:
    """What they are for, and a press for ten others in the place of all earlier ones."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 no other gets past the middleware
    asked = account.has_usable_password()  # who only comes in through the organisation has none
    if request.method == "GET":
        return render(request, "inzage/accounts/papers.html", {"asked": asked})
    if asked and authenticate(request, username=account.key, password=bounded(request, "present")) is None:
        note("mislukt", account.key, account.key)
        told = {"asked": asked, "wrong": say(NOT_YOURS)}
        return render(request, "inzage/accounts/papers.html", told, status=422)
    note("herstelcodes", account.key)
    told = {"codes": recovery.fresh(account), "following": "/", "again": True}
    return render(request, "inzage/accounts/recovery.html", told)
