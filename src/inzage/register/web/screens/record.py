"""One record, of any kind: what it says, where it came from, what may be done with it now."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from inzage import __version__
from inzage.register import Kind, words
from inzage.register.faults import NoSuchRecord
from inzage.register.histories import spans
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.rights import computed
from inzage.register.values import Actor, Noun, Scope, Words
from inzage.register.visibility import versions
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import may_correct, may_make
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import rows
from inzage.register.web.making import Made, correct, make
from inzage.register.web.onward import CONDITION, OWN, belongs, onward, page_of
from inzage.register.web.reading import one, visible
from inzage.register.web.references import references_of
from inzage.register.web.saying import say
from inzage.register.web.schema_forms import describe
from inzage.register.web.stepping import step, ways
from inzage.register.web.trajectories import trajectories
from inzage.register.writing import Links, refuse
from inzage.register.zones import day_of

OWN_FORMS = {"opdracht": "order-new"}
"""Kinds that have a screen to make them."""
MOST = 50
"""Lines of a choice."""
NO_FORM = Words(
    "Dit berekent het programma zelf; er is geen formulier voor. Open de vraag onder Evaluatie en kijk daar.",
    "The program computes this itself; there is no form for it. Open the question under Evaluation and look there.",
)


def show(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page of a record."""
    by = actor_of(request)
    record = one(by, key)
    kind = kind_of(record)
    shown: dict[str, Any] = {
        "record": record,
        "kind": kind,
        "row": rows([record])[0],
        "said_of_state": say(kind.table.states[record.state]),
        "lines": describe(kind.data, record.data, kind.code, references_of(by, record.trajectory)),
        "ways": ways(record, by),
        "onward": onward(record, by),
        "belongs": belongs(record, by),
        "may_correct": may_correct(by, record),
        "history": _history(record),
        "versions": versions(catalogue(), by, record.root),
        "hanging": rows(visible(by).filter(about__root=record.root).order_by("happened")),
    }
    return render(request, "inzage/record.html", shown)


def _history(record: Record) -> list[dict[str, Any]]:
    """Each state that the record was in, with who brought it there and when that was written down."""
    steps = {(step.target, step.happened): step for version in _versions(record) for step in version.steps.all()}
    arrows = {to: arrow.details for (_, to), arrow in kind_of(record).table.arrows.items()}
    return [
        {
            "state": say(words.state(span.state, record.kind)),
            "since": span.since,
            "step": steps.get((span.state, span.since)),
            "lines": describe(arrows.get(span.state, {}), span.details, kind=kind_of(record).table.code),
        }
        for span in spans(record)
    ]


def _versions(record: Record) -> list[Record]:
    return list(Record.objects.filter(root=record.root).prefetch_related("steps"))


def take_step(request: HttpRequest, key: UUID, target: str) -> HttpResponseBase:
    """A step of a record; one of or about a check or an order leads back to that page."""
    by = actor_of(request)
    record = one(by, key)
    return step(request, record, target, _back(record, by) or _back(record.about, by))


def _back(to: Record | None, by: Actor) -> str:
    return page_of(to, by) if to is not None and to.kind in OWN else ""


def better(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A correction."""
    return correct(request, one(actor_of(request), key))


def new(request: HttpRequest, code: str) -> HttpResponseBase:
    """A new record of any kind: ``?traject=`` and ``?over=`` say what it hangs on; what is missing is asked first.

    ``?onderwerp=``: the record that a decision of two people is on; ``?handeling=``: which act.
    """
    links, kind = _links(request), catalogue().on(code, day_of(now()))
    if computed(kind):
        raise refuse(NO_FORM)
    if code in OWN_FORMS and links.trajectory is not None:
        return redirect(f"{reverse(OWN_FORMS[code])}?traject={links.trajectory.root}")
    if _needs_trajectory(kind) and links.trajectory is None:
        return _whom(request, kind)
    wanted = (Noun.MANDATE,) if kind.needs_condition else kind.about
    if wanted and links.about is None:
        return _what(request, kind, wanted, links.trajectory)
    subject = _subject(request, kind)
    initial = {"act": request.GET["handeling"]} if "handeling" in request.GET else _method(kind)
    made = Made(code, links, initial, {"subject": str(subject.root)} if subject else {})
    by = actor_of(request)
    if back := _back(links.about, by):
        made = replace(made, back=lambda _: back)
    elif code in OWN:
        made = replace(made, back=lambda record: page_of(record, by))
    return make(request, made, trajectory=links.trajectory, about=links.about, subject=subject)


def _method(kind: Kind) -> dict[str, str]:
    """What a check is carried out with here, filled in already."""
    schema: dict[str, Any] = dict(kind.data)
    return {"method_version": f"inzage-{__version__}"} if "method_version" in schema.get("properties", {}) else {}


def _subject(request: HttpRequest, kind: Kind) -> Record | None:
    asked = _key(request.GET.get("onderwerp", ""))
    schema: dict[str, Any] = dict(kind.data)
    return one(actor_of(request), asked) if asked and "subject" in schema.get("properties", {}) else None


def _needs_trajectory(kind: Kind) -> bool:
    return kind.scope is Scope.PERSON and kind.noun not in (Noun.TRAJECTORY, Noun.PARTY)


def _links(request: HttpRequest) -> Links:
    by = actor_of(request)
    return Links(*(one(by, key) if (key := _key(request.GET.get(name, ""))) else None for name in ("traject", "over")))


def _key(asked: str) -> UUID | None:
    try:
        return UUID(asked) if asked else None
    except ValueError:
        raise NoSuchRecord(expected="record", key="?") from None


def _whom(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Ask on whose trajectory, by pseudonym or source key."""
    asked = request.GET.get("zoek", "").strip()
    found = rows(trajectories(actor_of(request), asked, "allen")[:MOST]) if asked else []
    return render(request, "inzage/whom.html", {"kind": kind, "asked": asked, "rows": found})


def _what(request: HttpRequest, kind: Kind, wanted: tuple[Noun, ...], trajectory: Record | None) -> HttpResponse:
    """Ask what it is about: records of the trajectory, or parties where there is none yet."""
    found = visible(actor_of(request)).filter(noun__in=[noun.value for noun in wanted]).order_by("-happened")
    if kind.opens:  # a check: only what a condition of checking opens can be under it
        found = found.filter(kind=CONDITION)
    if trajectory is not None:
        found = found.filter(Q(trajectory=trajectory.root) | Q(root=trajectory.root))
    listed = rows(found.select_related("trajectory__about", "about")[:MOST])
    nouns = [say(words.noun(noun)) for noun in wanted]
    return render(request, "inzage/what.html", {"kind": kind, "rows": listed, "nouns": nouns, "trajectory": trajectory})


def choose(request: HttpRequest) -> HttpResponse:
    """Which kind of record: those that this role makes, under their nouns."""
    by = actor_of(request)
    today = day_of(now())
    codes = {kind.code for kind in catalogue().kinds.values() if kind.valid_on(today)}
    kinds = [kind for code in sorted(codes) if may_make(by, kind := catalogue().on(code, today))]
    nouns = [(say(words.noun(noun)), [kind for kind in kinds if kind.noun is noun]) for noun in Noun]
    shown = {"nouns": [(name, found) for name, found in nouns if found], "query": request.GET.urlencode()}
    return render(request, "inzage/choose.html", shown)


SCREENS = (
    Screen("gegeven/<uuid:key>", "record", show, Words("Gegeven", "Record")),
    Screen("gegeven/<uuid:key>/stap/<slug:target>", "step", take_step, Words("Stap", "Step")),
    Screen("gegeven/<uuid:key>/verbeteren", "correct", better, Words("Verbeteren", "Correct")),
    Screen("nieuw", "choose", choose, Words("Nieuw", "New")),
    Screen("nieuw/<slug:code>", "make", new, Words("Nieuw gegeven", "New record")),
)
