"""A refusal: what happened, whether it was explained, the reasons given, and the notice that follows at once."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from inzage.register import writing as core
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.values import Actor, Noun, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.kinds import catalogue
from inzage.register.web.onward import page_of
from inzage.register.web.posting import posted
from inzage.register.web.reading import one
from inzage.register.web.schema_forms import form_of
from inzage.register.web.stepping import StepTime
from inzage.register.writing import Links, Times
from inzage.register.zones import day_of

TITLE = Words("De betrokkene werkt niet mee", "The person does not cooperate")
SAVED = Words(
    "Vastgelegd. De melding aan het OM staat klaar en moet onverwijld worden verzonden.",
    "Recorded. The notice to the prosecutor is ready and must be sent without delay.",
)
REFUSABLE = {"controle", "telefooncontrole"}
WITHOUT_DELAY = timedelta(days=1)
ABSENT, STILL_WORKS = "niet-thuis", "deels"


def refuse(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The form; saving it writes refusal and notice, and ends the check, all or none."""
    activity = one(actor_of(request), key, Noun.ACTIVITY)
    if activity.kind not in REFUSABLE:
        raise Http404
    kind = catalogue().kinds["weigering", 1]
    sent = request.POST if request.method == "POST" else None
    form, times = form_of(kind.data, kind=kind.code, data=sent), StepTime(sent)

    def save() -> str:
        with writing():
            _recorded(activity, actor_of(request), form.value(), Times(times.value().happened))
        return page_of(activity, actor_of(request))

    outcome = posted(request, form, times, save, SAVED)
    if outcome.where:
        return redirect(outcome.where)
    back = page_of(activity, actor_of(request))
    shown = {"activity": activity, "back": back, "form": form, "times": times, "said": outcome.said}
    return render(request, "inzage/refusal.html", shown, status=outcome.status)


def _recorded(activity: Record, by: Actor, told: dict[str, object], when: Times) -> None:
    links = Links(activity.trajectory, activity)
    core.record(catalogue(), "weigering", by, told, when, links=links)
    due = Times(when.happened, due=day_of(when.happened) + WITHOUT_DELAY)
    core.record(catalogue(), "melding-om", by, {"reason": "weigering"}, due, links=links)
    if told["manner"] == ABSENT and activity.state == "gepland":
        _go(activity, "niet_verschenen", by, when, reason="niet-aanvaardbaar")
    elif told["manner"] != STILL_WORKS and activity.state == "onderweg":
        _go(activity, "gestopt", by, when, reason="medewerking-gestopt")


def _go(activity: Record, target: str, by: Actor, when: Times, **details: str) -> None:
    move(catalogue(), Asked(activity.id, target, by, when.happened, details, activity.state))


OPERATORS = frozenset({Role.OFFICER, Role.EXPERT})
SCREENS = (Screen("controle/<uuid:key>/weigering", "refusal", refuse, TITLE, OPERATORS),)
