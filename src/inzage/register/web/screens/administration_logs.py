"""Beheer, logboek en aanmeldingen: what was recorded and who came in. Each look is itself entered first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from inzage.register.faults import ChainBroken
from inzage.register.log import head, verify
from inzage.register.overseeing import looked
from inzage.register.rights import may_do
from inzage.register.values import Role, Words
from inzage.register.visibility import LOG
from inzage.register.web import Screen
from inzage.register.web.accounts import access
from inzage.register.web.acting import actor_of
from inzage.register.web.administering import logs
from inzage.register.web.paging import page_number, paged
from inzage.register.web.saying import say, sentence, t

WHO = frozenset(role for role in Role if may_do(role, LOG))
TITLE = Words("Logboek", "Log")
ACCESS = Words("Aanmeldingen", "Sign-ins")


def log(request: HttpRequest, said: str = "", broken: str = "", status: int = 200) -> HttpResponse:
    """The last two hundred lines of one's own organisation; ``?handeling=``, ``?wie=``, ``?soort=``, days."""
    by, asked = actor_of(request), logs.asked_of(request.GET)
    page = paged(request, logs.chosen(by, asked), lambda found: logs.shown(by, found), logs.SHOWN)
    number, digest = head()
    shown = {
        "page": page,
        "asked": asked,
        "did": [(code, say(word)) for code, word in logs.DID.items()],
        "number": number,
        "digest": digest,
        "said": said,
        "broken": broken,
    }
    looked(by, "log", asked.told | {"page": page_number(request), "lines": len(page.lines)})
    return render(request, "inzage/administration_log.html", shown, status=status)


def stand(request: HttpRequest) -> HttpResponse:
    """Number and hash of the last line, as a file for a witness outside. The line of this look comes after it."""
    number, digest = head()
    looked(actor_of(request), "log-head", {"number": number, "hash": digest})
    answer = HttpResponse(f"{number} {digest}\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="logboek-{number}.txt"'
    return answer


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Verify both chains from their first line; where one is broken the page says at which."""
    try:
        lines, entrances = verify(), access.verify()
    except ChainBroken as fault:
        looked(actor_of(request), "log-verify", {"broken": True})
        return log(request, broken=sentence(fault), status=500)
    looked(actor_of(request), "log-verify", {"lines": lines, "entrances": entrances})
    nl = f"De keten klopt: {lines} regels van het logboek en {entrances} van de aanmeldingen."
    en = f"The chain holds: {lines} lines of the log and {entrances} of sign-ins."
    return log(request, said=t(nl, en))


def entrances(request: HttpRequest) -> HttpResponse:
    """Who signed in, what failed, and what was done to accounts, of one's own organisation."""
    by = actor_of(request)
    page = paged(request, logs.entrances(by), lambda found: logs.entered(by, found), logs.SHOWN)
    looked(by, "access", {"page": page_number(request), "lines": len(page.lines)})
    return render(request, "inzage/administration_access.html", {"page": page, "strangers": logs.strangers()})


SCREENS = (
    Screen("beheer/logboek", "admin-log", log, TITLE, WHO),
    Screen("beheer/logboek/stand", "admin-log-head", stand, TITLE, WHO),
    Screen("beheer/logboek/nagaan", "admin-log-verify", check, TITLE, WHO),
    Screen("beheer/aanmeldingen", "admin-access", entrances, ACCESS, WHO),
)
