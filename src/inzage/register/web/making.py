"""A new record, or a better one in the place of a wrong one, from a form that the kind itself describes.

Any screen calls ``make`` or ``correct`` and says where it leads back to; the form, its errors, posting
twice and the refusals of the catalogue are the same everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from inzage.register import writing
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.values import Words
from inzage.register.web.acting import actor_of
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.posting import posted
from inzage.register.web.references import References, references_of
from inzage.register.web.schema_forms import form_of
from inzage.register.web.times import TimesForm
from inzage.register.writing import NOWHERE, Links
from inzage.register.zones import day_of

SAVED = Words("Opgeslagen. Er staat een regel in het logboek.", "Saved. There is a line in the log.")


def page_of(record: Record) -> str:
    """The address of a record's own page."""
    return reverse("record", args=[record.root])


@dataclass(frozen=True, slots=True)
class Made:
    """What ``make`` is asked: the kind's code, what it hangs on, what is filled in already.

    ``fixed``: data that the screen sets itself and the form does not show. ``back``: where the page
    leads when done, given the new record. ``day``: when it is to happen, filled in already. ``offered``: choices
    for fields that point to others, in the place of all.
    """

    code: str
    links: Links = NOWHERE
    initial: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    back: Callable[[Record], str] = page_of
    day: date | None = None
    offered: References | None = None


def make(request: HttpRequest, asked: Made, template: str = "inzage/make.html", **more: object) -> HttpResponseBase:
    """GET shows the form, POST saves and leads on; a refusal shows the form again with all that was typed."""
    kind = catalogue().on(asked.code, day_of(now()))
    sent = request.POST if request.method == "POST" else None
    references = asked.offered or references_of(actor_of(request), asked.links.trajectory)
    schema = _without(kind.data, asked.fixed)
    form = form_of(schema, kind=kind.code, data=sent, initial=asked.initial, references=references)
    times = TimesForm(sent, day=asked.day)
    key = _key(sent)

    def save() -> str:
        data = {**form.value(), **asked.fixed}
        by, when = actor_of(request), times.value()
        return asked.back(writing.record(catalogue(), asked.code, by, data, when, links=asked.links, key=key))

    outcome = posted(request, form, times, save, SAVED)
    if outcome.where:
        return redirect(outcome.where)
    shown = {"kind": kind, "form": form, "times": times, "said": outcome.said, "asked": asked, "key": key, **more}
    return render(request, template, shown, status=outcome.status)


def _without(schema: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    properties = {name: inner for name, inner in schema.get("properties", {}).items() if name not in fixed}
    required = [name for name in schema.get("required", []) if name not in fixed]
    return {**schema, "properties": properties, "required": required}


def _key(sent: Any) -> UUID:  # noqa: ANN401 a QueryDict, or None
    """The form's own key, so that posting twice is once; a broken one is as none."""
    try:
        return UUID(sent["_key"]) if sent is not None else uuid4()
    except (KeyError, ValueError):
        return uuid4()


def correct(request: HttpRequest, wrong: Record) -> HttpResponseBase:
    """The same with a record's own data in it; what is saved is a new row in its place."""
    kind = kind_of(wrong)
    sent = request.POST if request.method == "POST" else None
    references = references_of(actor_of(request), wrong.trajectory)
    form = form_of(kind.data, kind=kind.code, data=sent, initial=wrong.data, references=references)
    times = TimesForm(sent, record=wrong)

    def save() -> str:
        return page_of(writing.correct(catalogue(), wrong, actor_of(request), form.value(), times.value()))

    outcome = posted(request, form, times, save, SAVED)
    if outcome.where:
        return redirect(outcome.where)
    shown = {"kind": kind, "form": form, "times": times, "said": outcome.said, "wrong": wrong}
    return render(request, "inzage/correct.html", shown, status=outcome.status)
