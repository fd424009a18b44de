"""Beheer, sleutels van machines: asked by an administrator, agreed to by a second person, shown once, ended by one."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.register.api import keys
from inzage.register.api.models import LONGEST, Token, Use
from inzage.register.rights import may_do
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.accounts.services import SECONDS
from inzage.register.web.acting import actor_of
from inzage.register.web.flash import tell
from inzage.register.web.paging import paged
from inzage.register.web.saying import say, sentence

NUMBER = re.compile(r"[0-9]{1,3}")
KEEPERS = frozenset(role for role in Role if may_do(role, keys.MANAGE))
DECIDERS = KEEPERS | frozenset(SECONDS)
TITLE = Words("Sleutels van machines", "Keys of machines")
USES = {
    Use.KIT: Words("Uitrusting in het veld", "Kit in the field"),
    Use.EVALUATION: Words("Evaluatie zonder personen", "Evaluation without persons"),
    Use.READING: Words("Alleen lezen", "Reading only"),
}
ASKED = Words("Gevraagd. Een tweede persoon beslist hierover.", "Asked. A second person decides on it.")
DONE = Words("Gedaan. Er staat een regel bij de aanmeldingen.", "Done. There is a line among the sign-ins.")
STATES = {
    "asked": ("info", Words("wacht op een tweede persoon", "waits for a second person")),
    "open": ("ok", Words("geldig", "valid")),
    "declined": ("closed", Words("niet ingestemd", "not agreed to")),
    "closed": ("closed", Words("ingetrokken of verlopen", "revoked or over")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A key in the list. ``decides``: whether this actor is the second person of it."""

    token: Token
    use: str
    tone: str
    state: str
    decides: bool
    revokes: bool


def _line(by: Actor, token: Token) -> Line:
    state = _state(token)
    tone, said = STATES[state]
    second = by.key not in (token.requested_by, token.account_id) and by.role in SECONDS
    return Line(token, say(USES[Use(token.use)]), tone, say(said), state == "asked" and second, state == "open")


def _state(token: Token) -> str:
    if token.decided_by is None:
        return "asked"
    if not token.agreed:
        return "declined"
    return "open" if keys.opens(token) else "closed"


def machines(request: HttpRequest, said: str = "", status: int = 200) -> HttpResponse:
    """The keys, and a form to ask for one."""
    by = actor_of(request)
    shown = {
        "page": paged(request, keys.tokens(by), lambda found: [_line(by, token) for token in found]),
        "uses": [(use.value, say(words)) for use, words in USES.items()],
        "keeper": by.role in KEEPERS,
        "longest": LONGEST,
        "typed": request.POST,
        "said": said,
    }
    return render(request, "inzage/administration_machines.html", shown, status=status)


@require_POST
def ask(request: HttpRequest) -> HttpResponseBase:
    """The proposal."""
    told = {name: request.POST.get(name, "").strip() for name in ("account", "name", "use", "days")}
    days = int(told["days"]) if NUMBER.fullmatch(told["days"]) else 0
    use = Use(told["use"]) if told["use"] in set(Use) else Use.READING
    try:
        keys.propose(actor_of(request), keys.Wanted(told["account"], told["name"], use, days))
    except InzageError as fault:
        return machines(request, sentence(fault), 400)
    tell(request, ASKED)
    return redirect("admin-machines")


@require_POST
def decide(request: HttpRequest, key: UUID, what: str) -> HttpResponseBase:
    """The second person's yes, whose page alone shows the key; the no; or the end of one."""
    by = actor_of(request)
    token = keys.tokens(by).filter(pk=key).first()
    if token is None or what not in {"ja", "nee", "intrekken"}:
        raise Http404
    try:
        if what == "ja":
            told = {"name": token.machine, "secret": keys.agree(by, token)}
            return render(request, "inzage/administration_machine_key.html", told)
        (keys.decline if what == "nee" else keys.revoke)(by, token)
    except InzageError as fault:
        return machines(request, sentence(fault), 403)
    tell(request, DONE)
    return redirect("admin-machines")


SCREENS = (
    Screen("beheer/machines", "admin-machines", machines, TITLE, DECIDERS),
    Screen("beheer/machines/vragen", "admin-machine-ask", ask, TITLE, KEEPERS),
    Screen("beheer/machines/<uuid:key>/<slug:what>", "admin-machine-decide", decide, TITLE, DECIDERS),
)
