"""What somebody sees whose account is locked after too many wrong passwords."""

from django.http import HttpRequest, HttpResponse

from inzage.register.values import Words
from inzage.register.web.failing import page
from inzage.register.web.saying import say

LOCKED = Words(
    "Er is te vaak een verkeerd wachtwoord ingevoerd. Deze toegang is een uur gesloten. Bent u het niet zelf geweest, "
    "meld het dan aan de beheerder.",
    "A wrong password was entered too often. This access is closed for an hour. If it was not you, report it to the "
    "administrator.",
)


def locked(request: HttpRequest, credentials: object, *_: object) -> HttpResponse:
    """Called by the guard against guessing."""
    return page(request, say(LOCKED), 429)
