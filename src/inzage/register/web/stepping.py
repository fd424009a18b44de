"""A step from the state that somebody is looking at to another, with what the step asks to be said."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

from inzage.register import Arrow, Refused
from inzage.register import words as said_as
from inzage.register.faults import Overtaken
from inzage.register.models import Record
from inzage.register.moving import Asked, move, permitted
from inzage.register.values import Actor, Words
from inzage.register.web.acting import actor_of
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.making import page_of
from inzage.register.web.posting import posted
from inzage.register.web.references import references_of
from inzage.register.web.saying import say
from inzage.register.web.schema_forms import form_of
from inzage.register.web.times import TimesForm
from inzage.register.writing import refuse

STEPPED = Words(
    "De stap is gezet. Er staat een regel in het logboek.", "The step was taken. There is a line in the log."
)


ELSEWHERE = Words(
    "Deze stap zet u niet los. Voer de handeling zelf uit, op haar eigen pagina; de stap gaat dan mee.",
    "This step is not taken by itself. Carry the act out on its own page; the step goes along with it.",
)
CARRIED_OUT, OWN_PAGES = "uitgevoerd", frozenset({"controleopdracht", "lijst-invoeren", "wissen"})
"""Acts of two people that a page of their own carries out: to say so without doing it would be untrue."""
DONE_ELSEWHERE = frozenset(
    [
        ("onderzoekslevering", "geleverd"),
        ("vraag", "vergrendeld"),
        ("vraag", "afgesloten"),
        ("uitkomsten-inlezing", "ingelezen"),
        ("uitkomsten-inlezing", "nagekeken"),
        ("uitkomsten-inlezing", "vervallen"),
        ("uitkomstregel", "overgenomen"),
    ]
)
"""Likewise steps of other kinds that go along with what they say was done."""


@dataclass(frozen=True, slots=True)
class Way:
    """A step out of the present state: whether this actor may take it, and if not, what is said."""

    target: str
    label: str
    open: bool
    four_eyes: bool
    why_not: str


def ways(record: Record, by: Actor) -> list[Way]:
    """All steps out of a record's state."""
    arrows = kind_of(record).table.arrows
    return [_way(record, arrow, by) for (source, _), arrow in arrows.items() if source == record.state]


def _way(record: Record, arrow: Arrow, by: Actor) -> Way:
    label = say(said_as.state(arrow.target, record.kind))
    if _elsewhere(record, arrow.target):
        return Way(arrow.target, label, False, arrow.four_eyes, say(ELSEWHERE))
    try:
        permitted(kind_of(record), record.state, arrow.target, by, record.actor)
    except Refused as fault:
        why: Any = fault.facts["sentence"]  # without that nothing was saved: nobody tried
        return Way(arrow.target, label, False, arrow.four_eyes, say(Words(*why)))
    return Way(arrow.target, label, True, arrow.four_eyes, "")


def _elsewhere(record: Record, target: str) -> bool:
    act = target == CARRIED_OUT and record.data.get("act") in OWN_PAGES
    return act or (record.kind, target) in DONE_ELSEWHERE


class StepTime(TimesForm):
    """Of a step only its moment is asked."""

    def __init__(self, sent: QueryDict | None = None) -> None:
        super().__init__(sent)
        for name in ("ended_on", "due"):
            self.fields[name].widget = forms.HiddenInput()


def as_read(request: HttpRequest, record: Record) -> None:
    """Raises Overtaken where a record was corrected since the form was opened: nobody agrees to what they did not read.

    A form that does not say which version it showed is of before versions were asked.
    """
    if request.POST.get("_version", str(record.id)) != str(record.id):
        raise Overtaken(state=say(said_as.state(record.state, record.kind)))


def step(request: HttpRequest, record: Record, target: str, back: str = "") -> HttpResponseBase:
    """GET asks what the step asks; POST takes it, unless somebody was first or the catalogue refuses."""
    kind = kind_of(record)
    arrow = kind.table.arrows.get((record.state, target))
    if arrow is None:
        raise refuse(kind.table.states[record.state])
    if _elsewhere(record, target):
        raise refuse(ELSEWHERE)
    sent = request.POST if request.method == "POST" else None
    references = references_of(actor_of(request), record.trajectory)
    form = form_of(arrow.details, kind=kind.table.code, data=sent, references=references)
    times = StepTime(sent)

    def take() -> str:
        seen = sent.get("_seen", record.state) if sent is not None else record.state
        as_read(request, record)
        happened = times.value().happened
        move(catalogue(), Asked(record.id, target, actor_of(request), happened, form.value(), seen))
        return back or page_of(record)

    outcome = posted(request, form, times, take, STEPPED)
    if outcome.where:
        return redirect(outcome.where)
    label = say(said_as.state(target, record.kind))
    shown = {"record": record, "kind": kind, "arrow": arrow, "form": form, "times": times, "said": outcome.said}
    return render(request, "inzage/step.html", {**shown, "label": label, "back": back}, status=outcome.status)
