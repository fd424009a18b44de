"""New recovery codes for who is signed in: the old ones are lost, used up, or were seen by somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from inzage.register.web.accounts import recovery
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.models import Account


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest) -> HttpResponse:
    """What they are for, and a press for ten others in the place of all earlier ones."""
    if request.method == "GET":
        return render(request, "inzage/accounts/papers.html")
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 no other gets past the middleware
    note("herstelcodes", account.key)
    told = {"codes": recovery.fresh(account), "following": "/", "again": True}
    return render(request, "inzage/accounts/recovery.html", told)
