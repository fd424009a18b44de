"""Uitkomsten: a file of re-offending from outside is examined, taken in, and decided on where it was set apart."""

from collections import Counter
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.outcomes import APART, COLUMNS, INTAKE
from inzage.register.outcomes.arriving import examine
from inzage.register.outcomes.deciding import correct, drop
from inzage.register.outcomes.faults import refused
from inzage.register.outcomes.judging import Judged
from inzage.register.outcomes.taking import EXAMINED, bring, lapse, looked_at, take_in
from inzage.register.running.places import Places
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import rows
from inzage.register.web.paging import paged
from inzage.register.web.reading import visible
from inzage.register.web.saying import sentence
from inzage.register.web.schema_forms import SchemaForm, form_of
from inzage.register.zones import day_of

WHO = frozenset({Role.EVALUATOR})
TITLE = Words("Uitkomsten", "Outcomes")
WAITS = "apart"
CORRECTED = (
    "pseudonym",
    "definition",
    "definition_version",
    "day_as_written",
    "classification",
    "source",
    "extracted_on",
)
EXPLAINED = {
    "pseudoniem": Words(
        "Van de persoon, zoals in dit register: hoofdletters, cijfers en streepjes, zoals P-0001.",
        "Of the person, as in this register: capitals, digits and hyphens, such as P-0001.",
    ),
    "definitie": Words(
        "algemeen, ernstig, zeer-ernstig of speciaal: de zwaarste waar de zaak onder valt.",
        "algemeen, ernstig, zeer-ernstig or speciaal: the heaviest that the case falls under.",
    ),
    "definitieversie": Words("Van de definitie: een getal, nu 1.", "Of the definition: a number, now 1."),
    "gepleegd_op": Words("Jaar, maand en dag, zoals 2026-03-01.", "Year, month and day, such as 2026-03-01."),
    "indeling": Words("SCM1993 of SCM2010, één voor de hele reeks.", "SCM1993 or SCM2010, one for the whole series."),
    "bron": Words("OBJD of met-de-hand.", "OBJD or met-de-hand."),
    "uittreksel_van": Words("De dag van het uittreksel.", "The day of the extract."),
    "geboortejaar": Words(
        "Mag weg. Alleen om te vergelijken; het wordt niet bewaard.",
        "May be left out. Only to compare; it is not kept.",
    ),
}
TAKEN = Words("Ingelezen. Wat niet kon worden overgenomen, staat apart.", "Taken in. What could not be is set apart.")
LAPSED = Words("Er is niets ingelezen; de regels zijn gewist.", "Nothing was taken in; the lines were erased.")
THERE = Words(
    "Dit bestand is al eens ingelezen. Er is niets veranderd.", "This file was taken in before. Nothing has changed."
)
CARRIED_OVER = Words("De verbeterde regel is overgenomen.", "The corrected line was taken in.")
DROPPED = Words("De regels zijn vervallen, met uw reden.", "The lines were dropped, with your reason.")


def outcomes(request: HttpRequest) -> HttpResponse:
    """The files that were brought, and the lines that wait for a decision; ``?reden=`` narrows those."""
    return _overview(request)


def _overview(request: HttpRequest, drops: SchemaForm | None = None, said: str = "", status: int = 200) -> HttpResponse:
    by = actor_of(request)
    waiting = _waiting(by)
    faults = Counter(waiting.values_list("data__fault", flat=True))
    fault = request.GET.get("reden", "")
    chosen = waiting.filter(data__fault=fault) if fault in faults else waiting
    shown = {
        "files": [*rows(visible(by).filter(kind=INTAKE).order_by("-happened", "id")[:20])],
        "page": paged(request, chosen.order_by("recorded", "data__file_line", "id"), list),
        "faults": sorted(faults.items()),
        "fault": fault if fault in faults else "",
        "drops": drops or _drops(),
        "said": said,
    }
    return render(request, "inzage/outcomes.html", shown, status=status)


def _waiting(by: Actor) -> QuerySet[Record]:
    return visible(by).filter(kind=APART, state=WAITS)


def bring_file(request: HttpRequest) -> HttpResponseBase:
    """Bring a file: the locked worker examines it; nothing is taken in yet."""
    said, status = "", 200
    if request.method == "POST":
        try:
            return _brought(request)
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = {"columns": [(name, EXPLAINED[name]) for name in COLUMNS], "said": said}
    return render(request, "inzage/outcomes_bring.html", shown, status=status)


def _brought(request: HttpRequest) -> HttpResponseBase:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise refused("empty")
    made = bring(catalogue(), examine(cast(BinaryIO, file)), actor_of(request), Places.from_settings(), now())
    if made.state != EXAMINED:
        tell(request, THERE)
    return redirect("outcomes-file", made.root)


def one_file(request: HttpRequest, key: UUID, said: str = "", status: int = 200) -> HttpResponse:
    """What would become of each line, or what became of them."""
    by = actor_of(request)
    found = _one(by, key, INTAKE)
    shown: dict[str, Any] = {"row": rows([found])[0], "said": said, "waits": found.state == EXAMINED}
    if found.state == EXAMINED:
        try:
            judged = looked_at(found, by, Places.from_settings(), now())
            shown |= {"judged": judged, "page": paged(request, _lines(judged), list)}
        except InzageError as fault:
            shown["said"] = said or sentence(fault)
    else:
        steps = {step.target: step.details for step in found.steps.all()}
        shown |= {"counts": steps.get(found.state, {})}
        apart = visible(by).filter(kind=APART, about__root=found.root)
        shown["page"] = paged(request, apart.order_by("data__file_line", "id"), list)
    return render(request, "inzage/outcomes_file.html", shown, status=status)


def _lines(judged: Judged) -> list[tuple[str, Any]]:
    """Every line with what becomes of it; what asks for attention first."""
    parts = (("apart", judged.apart), ("good", judged.good), ("known", judged.known))
    return [(what, verdict) for what, verdicts in parts for verdict in verdicts]


def _one(by: Actor, key: UUID, kind: str) -> Record:
    found = visible(by).filter(root=key, kind=kind).first()
    if found is None:
        raise Http404
    return found


@require_POST
def do(request: HttpRequest, key: UUID, doing: str) -> HttpResponseBase:
    """Take the file in, or let it lapse."""
    by = actor_of(request)
    found, act = _one(by, key, INTAKE), {"inlezen": take_in, "laten-vervallen": lapse}.get(doing)
    if act is None:
        raise Http404
    try:
        act(catalogue(), found, by, Places.from_settings(), now())
    except InzageError as fault:
        return one_file(request, key, sentence(fault), status_of(fault))
    tell(request, TAKEN if doing == "inlezen" else LAPSED)
    return redirect("outcomes-file" if doing == "inlezen" else "outcomes", *([key] if doing == "inlezen" else []))


def line(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A line that was set apart: corrected and taken in, or dropped."""
    by = actor_of(request)
    found = _one(by, key, APART)
    drops = request.POST.get("_do") == "drop"
    form = _corrects(request, found, sent=request.method == "POST" and not drops)
    reason = _drops(request if drops else None)
    said, status = "", 200
    if request.method == "POST":
        try:
            if _decided(found, by, reason if drops else form, drops=drops):
                tell(request, DROPPED if drops else CARRIED_OVER)
                return redirect("outcomes")
            status = 400
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = {"record": found, "form": form, "drops": reason, "said": said, "open": found.state == WAITS}
    return render(request, "inzage/outcomes_line.html", shown, status=status)


def _decided(found: Record, by: Actor, form: SchemaForm, *, drops: bool) -> bool:
    """Whether the form was in order and is carried out."""
    if not form.is_valid():
        return False
    if drops:
        drop(catalogue(), [found], form.value()["reason"], by, now())
    else:
        correct(catalogue(), found, form.value(), by, now())
    return True


@require_POST
def drop_all(request: HttpRequest, fault: str) -> HttpResponseBase:
    """Drop all lines that wait for one reason."""
    by, form = actor_of(request), _drops(request)
    found = list(_waiting(by).filter(data__fault=fault))
    if not found:
        raise Http404
    if not form.is_valid():
        return _overview(request, form, status=400)
    try:
        drop(catalogue(), found, form.value()["reason"], by, now())
    except InzageError as refusal:
        return _overview(request, form, sentence(refusal), status_of(refusal))
    tell(request, DROPPED)
    return redirect("outcomes")


def _corrects(request: HttpRequest, found: Record, *, sent: bool) -> SchemaForm:
    fields: Any = kind_of(found).data["properties"]
    schema = {"type": "object", "required": list(CORRECTED), "properties": {name: fields[name] for name in CORRECTED}}
    return form_of(schema, kind=APART, data=request.POST if sent else None, initial=found.data)


def _drops(request: HttpRequest | None = None) -> SchemaForm:
    table = catalogue().on(APART, day_of(now())).table
    schema = table.arrows[WAITS, "vervallen"].details
    return form_of(schema, kind=table.code, prefix="drop", data=request.POST if request else None)


SCREENS = (
    Screen("uitkomsten", "outcomes", outcomes, TITLE, WHO, menu=133),
    Screen("uitkomsten/aanbieden", "outcomes-bring", bring_file, TITLE, WHO),
    Screen("uitkomsten/bestand/<uuid:key>", "outcomes-file", one_file, TITLE, WHO),
    Screen("uitkomsten/bestand/<uuid:key>/<slug:doing>", "outcomes-do", do, TITLE, WHO),
    Screen("uitkomsten/regel/<uuid:key>", "outcomes-line", line, TITLE, WHO),
    Screen("uitkomsten/vervallen/<slug:fault>", "outcomes-drop", drop_all, TITLE, WHO),
)
