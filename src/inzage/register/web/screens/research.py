"""Onderzoek: data without persons for one purpose: proposed by one, agreed to by another, given once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.register import words
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.researching import AGREED, DELIVERED, DELIVERY, PROPOSED
from inzage.register.researching.giving import deliver
from inzage.register.researching.kinds import chosen, offered
from inzage.register.values import Actor, Noun, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import rows
from inzage.register.web.paging import paged
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, sentence
from inzage.register.web.schema_forms import SchemaForm, describe, form_of
from inzage.register.web.stepping import ways
from inzage.register.writing import Times, record
from inzage.register.zones import day_of

GIVES = frozenset({Role.EVALUATOR})
WHO = GIVES | {Role.LEAD}
TITLE = Words("Onderzoek", "Research")
KINDS = "research_kinds"
WAITS = Words(
    "Voorgesteld. Een tweede persoon (evaluator of teamleider) beslist erover; tot dan gaat er niets weg.",
    "Proposed. A second person (evaluator or team leader) decides on it; until then nothing leaves.",
)

DOES = {
    "ingestemd": Words("Instemmen", "Agree"),
    "niet_ingestemd": Words("Niet instemmen", "Do not agree"),
    "vervallen": Words("Laten vervallen", "Let it lapse"),
}
"""What one does to bring a delivery where it is to be."""


def research(request: HttpRequest) -> HttpResponse:
    """The deliveries of one's organisation, the latest first."""
    by = actor_of(request)
    page = paged(request, _deliveries(by).order_by("-happened", "id"), rows)
    return render(request, "inzage/research.html", {"page": page, "gives": by.role in GIVES})


def _deliveries(by: Actor) -> Any:  # noqa: ANN401 a query of records
    return visible(by).filter(kind=DELIVERY, organisation=by.organisation)


def propose(request: HttpRequest) -> HttpResponseBase:
    """What it is for, for whom, until when and which kinds: none is chosen beforehand."""
    form, picked = _form(request), _picked(request)
    said, status = "", 200
    if request.method == "POST":
        try:
            if form.is_valid() and picked:
                return _proposed(request, form, picked)
            status = 400
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = {
        "form": form,
        "groups": _groups(picked),
        "none": status == 400 and not picked,  # noqa: PLR2004 of HTTP
        "key": request.POST.get("_key") or uuid4(),
        "said": said,
    }
    return render(request, "inzage/research_new.html", shown, status=status)


def _groups(picked: Sequence[str]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Kinds by their noun, each with its code, its name and whether it was ticked."""
    kinds = offered(catalogue())
    found = {noun: [kind for kind in kinds if kind.noun is noun] for noun in Noun}
    return [
        (say(words.noun(noun)), [(kind.code, say(kind.words), kind.code in picked) for kind in group])
        for noun, group in found.items()
        if group
    ]


def _form(request: HttpRequest) -> SchemaForm:
    schema: Any = catalogue().on(DELIVERY, day_of(now())).data
    fields = {name: inner for name, inner in schema["properties"].items() if name != KINDS}
    asked = {"type": "object", "required": list(fields), "properties": fields}
    return form_of(asked, kind=DELIVERY, data=request.POST if request.method == "POST" else None)


def _picked(request: HttpRequest) -> list[str]:
    """Kinds that were ticked, as far as they can be chosen."""
    wanted = set(request.POST.getlist(KINDS))
    return [kind.code for kind in offered(catalogue()) if kind.code in wanted]


def _proposed(request: HttpRequest, form: SchemaForm, picked: Sequence[str]) -> HttpResponseBase:
    by, key = actor_of(request), _key(request)
    before = _deliveries(by).filter(root=key).first()
    times = Times(before.happened if before else now())
    made = record(catalogue(), DELIVERY, by, form.value() | {KINDS: sorted(picked)}, times, key=key)
    tell(request, WAITS)
    return redirect("research-one", made.root)


def _key(request: HttpRequest) -> UUID:
    """Of the form, so that posting twice is once."""
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return uuid4()


def one(request: HttpRequest, key: UUID, said: str = "", status: int = 200) -> HttpResponse:
    """What was asked, who may do what, and what left."""
    by = actor_of(request)
    found = _one(by, key)
    kinds = {kind.code: say(kind.words) for kind in chosen(catalogue(), found.data[KINDS])}
    gone = found.steps.filter(target=DELIVERED).first()
    shown = {
        "row": rows([found])[0],
        "data": found.data,
        "kinds": sorted(kinds.values()),
        "ways": [(way, say(DOES[way.target])) for way in ways(found, by) if way.target in DOES and way.open],
        "decides": found.state == PROPOSED,
        "gives": by.role in GIVES and found.state == AGREED,
        "gone": gone,
        "left": describe(_details(), gone.details, kind="levering") if gone else (),
        "said": said,
    }
    return render(request, "inzage/research_one.html", shown, status=status)


def _details() -> Any:  # noqa: ANN401 a schema
    return catalogue().on(DELIVERY, day_of(now())).table.arrows[AGREED, DELIVERED].details


def _one(by: Actor, key: UUID) -> Record:
    found: Record | None = _deliveries(by).filter(root=key).first()
    if found is None:
        raise Http404
    return found


@require_POST
def give(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The zip, once; its digest and purpose are in the log."""
    by = actor_of(request)
    found = _one(by, key)
    try:
        given = deliver(catalogue(), found, by, now())
    except InzageError as fault:
        return one(request, key, sentence(fault), status_of(fault))
    answer = HttpResponse(given.data, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="onderzoek-{given.sha256[:12]}.zip"'
    return answer


SCREENS = (
    Screen("onderzoek", "research", research, TITLE, WHO, menu=134),
    Screen("onderzoek/nieuw", "research-new", propose, TITLE, GIVES),
    Screen("onderzoek/<uuid:key>", "research-one", one, TITLE, WHO),
    Screen("onderzoek/<uuid:key>/leveren", "research-give", give, TITLE, GIVES),
)
