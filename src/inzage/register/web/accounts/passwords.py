"""Another password: asked of who got theirs from somebody else, offered to everybody."""

from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from inzage.register.values import Words
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.signing import bounded, kept
from inzage.register.web.saying import say

NOT_YOURS = Words(
    "Uw huidige wachtwoord klopt niet. Er is niets gewijzigd. Typ het opnieuw.",
    "Your present password is not right. Nothing was changed. Enter it again.",
)
DIFFER = Words(
    "De twee nieuwe wachtwoorden zijn niet gelijk. Er is niets gewijzigd. Typ ze opnieuw.",
    "The two new passwords differ. Nothing was changed. Enter them again.",
)
SAME = Words(
    "Het nieuwe wachtwoord is gelijk aan het huidige. Kies een ander.",
    "The new password is the present one. Choose another.",
)
REFUSED = {
    "password_too_short": Words("Neem 14 tot 1024 tekens.", "Take 14 to 1024 characters."),
    "password_too_common": Words(
        "Dit wachtwoord wordt te vaak gebruikt. Kies een ander.", "This password is used too often. Choose another."
    ),
    "password_too_similar": Words(
        "Dit wachtwoord lijkt te veel op uw sleutel. Kies een ander.",
        "This password is too much like your key. Choose another.",
    ),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """For who is signed in with both factors; other sessions of the account end with it."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 no other gets past the middleware
    if request.method == "GET":
        return _page(request, [])
    present, new, again = (bounded(request, name) for name in ("present", "new", "again"))
    if wrong := _wrong(request, account, present, new) or ([say(DIFFER)] if new != again else []):
        return _page(request, wrong)
    account.set_password(new)
    account.fresh = False
    account.save(update_fields=["password", "fresh"])
    note("wachtwoord-gewijzigd", account.key)
    update_session_auth_hash(request, account)
    return render(request, "inzage/accounts/password_done.html", {"following": kept(request)})


def _wrong(request: HttpRequest, account: Account, present: str, new: str) -> list[str]:
    """All that is wrong with it. The present one is asked as at signing in, so that guessing ends there too."""
    if authenticate(request, username=account.key, password=present) is None:
        note("mislukt", account.key, account.key)
        return [say(NOT_YOURS)]
    return [say(SAME)] if present == new else faults(account, new)


def faults(account: Account, password: str) -> list[str]:
    """What the rules say against a password."""
    try:
        validate_password(password, account)
    except ValidationError as refused:
        return [say(REFUSED[str(each.code)]) for each in refused.error_list]
    return []


def _page(request: HttpRequest, wrong: list[str]) -> HttpResponse:
    told = {"wrong": wrong, "fresh": getattr(request.user, "fresh", False)}
    return render(request, "inzage/accounts/password.html", told, status=422 if wrong else 200)
