"""Handmatige telefooncontrole: by the condition's questions; each look is recorded before it is taken."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.register import phone
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.phone import Ask
from inzage.register.values import Noun, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.board import Board, board
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import rows
from inzage.register.web.reading import one, visible
from inzage.register.web.saying import sentence
from inzage.register.web.schema_forms import SchemaForm, form_of
from inzage.register.web.stepping import ways

LOOKERS = frozenset({Role.OFFICER, Role.EXPERT})
TITLE = Words("Handmatige telefooncontrole", "Manual phone check")
BOARD = Board(
    ("telefooncontrole",),
    TITLE,
    Words(
        "Is uitlezen niet mogelijk of niet toegestaan, dan kijkt een mens stap voor stap naar wat de voorwaarde "
        "vraagt. Elke blik komt in het logboek, ook voor de betrokkene.",
        "Where reading out is impossible or not allowed, a person looks step by step at what the condition asks. "
        "Every look is recorded, for the person concerned too.",
    ),
    columns=("platform", "grants"),
    new=("telefooncontrole",),
)
BEFORE = ("voorgenomen", "gepland", "onderweg")
LOOKED = Words("Vastgelegd dat u kijkt. Kijk alleen naar wat hier staat.", "Recorded that you look. Look only at this.")
ANSWERED = Words("Het antwoord is vastgelegd.", "The answer was recorded.")
FINISHED = Words("De controle is afgerond.", "The check was finished.")


def phones(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return board(request, BOARD)


def overview(request: HttpRequest, key: UUID, said: str = "", status: int = 200) -> HttpResponse:
    """The questions of the condition, which step answers each, and how far each is."""
    activity = _activity(request, key)
    asks, by = phone.asks(activity), actor_of(request)
    about = list(visible(by).filter(about__root=activity.root).order_by("recorded"))
    shown: dict[str, Any] = {
        "activity": activity,
        "row": rows([activity])[0],
        "asks": [{"ask": ask, "why_not": ask.step and phone.why_not(activity, ask.step)} for ask in asks],
        "ways": ways(activity, by),
        "before": activity.state in BEFORE,
        "operates": by.role in LOOKERS,
        "decides": by.role is Role.OFFICER,
        "comments": [each for each in about if each.kind == "reactie-betrokkene"],
        "decisions": rows([each for each in about if each.kind == "vervolg"]),
        "ready": activity.state == "onderweg" and all(ask.answer or ask.step is None for ask in asks),
        "said": said,
    }
    return render(request, "inzage/phone.html", shown, status=status)


def step(request: HttpRequest, key: UUID, question: str) -> HttpResponseBase:
    """One question: where to look, a button that records the look, then the answer."""
    activity = _activity(request, key)
    ask = next((each for each in phone.asks(activity) if each.code == question), None)
    if ask is None or ask.step is None:
        raise Http404
    form = _answer_form(request, skip=not ask.looks)
    if request.method == "POST" and "look" in request.POST:
        phone.look(catalogue(), activity, question, actor_of(request), now())
        tell(request, LOOKED)
        return redirect("phone-step", key, question)
    if request.method == "POST" and form.is_valid():
        told = {"count_band": "0", **form.value(), "at": now()}
        phone.answer(catalogue(), activity, question, told, actor_of(request))
        tell(request, ANSWERED)
        return redirect("phone", key)
    return render(request, "inzage/phone_step.html", _shown(activity, ask, form), status=400 if form.is_bound else 200)


def _shown(activity: Record, ask: Ask, form: SchemaForm) -> dict[str, Any]:
    platform = activity.data["platform"]
    return {
        "activity": activity,
        "ask": ask,
        "step": ask.step,
        "platform": platform,
        "path": ask.step.path[platform] if ask.step else (),
        "why_not": ask.step and phone.why_not(activity, ask.step),
        "form": form,
    }


def _answer_form(request: HttpRequest, *, skip: bool) -> SchemaForm:
    """Answer and band; without a look the only answer is that it cannot be assessed."""
    kind = catalogue().kinds["gedraging", 1]
    schema: dict[str, Any] = dict(kind.data)
    names = ("answer",) if skip else ("answer", "count_band")
    properties = {name: schema["properties"][name] for name in names}
    if skip:
        properties["answer"] = {"enum": ["not_assessable"]}
    asked = {"type": "object", "required": list(names), "properties": properties}
    sent = request.POST if request.method == "POST" and "look" not in request.POST else None
    return form_of(asked, kind="gedraging", data=sent)


@require_POST
def finish(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The end of the check, with its minutes."""
    activity = _activity(request, key)
    asked = request.POST.get("minutes", "")
    minutes = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len("1440") else 0
    try:
        phone.finish(catalogue(), activity, actor_of(request), now(), minutes)
    except InzageError as fault:
        return overview(request, key, sentence(fault), status_of(fault))
    tell(request, FINISHED)
    return redirect("phone", key)


def _activity(request: HttpRequest, key: UUID) -> Record:
    found = one(actor_of(request), key, Noun.ACTIVITY)
    if found.kind != "telefooncontrole":
        raise Http404
    return found


SCREENS = (
    Screen("telefoon", "phones", phones, TITLE, LOOKERS | {Role.PLANNER, Role.LEAD}, menu=45),
    Screen("telefoon/<uuid:key>", "phone", overview, TITLE, LOOKERS | {Role.PLANNER, Role.LEAD}),
    Screen("telefoon/<uuid:key>/vraag/<slug:question>", "phone-step", step, TITLE, LOOKERS),
    Screen("telefoon/<uuid:key>/afronden", "phone-finish", finish, TITLE, LOOKERS),
)
