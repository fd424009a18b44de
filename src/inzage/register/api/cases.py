"""Cases of a check: bring one, and see what became of those that were brought."""

import json
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import HeaderEx, P, Query, Router

from inzage.register.api import BASE, bringing, forms, problems
from inzage.register.api.checks import own
from inzage.register.api.guarding import actor_of
from inzage.register.api.paging import paged
from inzage.register.api.routing import CONFLICT, MISSING, PAGES, route
from inzage.register.faults import NoSuchRecord
from inzage.register.models import Record
from inzage.register.running.faults import IntakeRefused
from inzage.register.running.intake import INTAKE, Upload, take_upload
from inzage.register.running.places import Places
from inzage.register.running.receiving import Stopped
from inzage.register.running.tables import Intake
from inzage.register.values import Actor
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import visible

router = Router(tags=["Dossiers"])
MADE, TAKEN_BEFORE = 201, "taken_in_before"
BODY = {
    "requestBody": {
        "required": True,
        "description": "De map die inzage check achterliet, als zip zonder wachtwoord, ten hoogste 128 MB.",
        "content": {bringing.ZIP: {"schema": {"type": "string", "format": "binary"}}},
    }
}
NUMBER = "Een nieuw UUID voor elk aanbod: hetzelfde nummer met hetzelfde dossier geeft hetzelfde antwoord."
STOPPED = "Alleen bij een gestopte controle: was het bekend materiaal, of stopte de toezichthouder?"
Number = HeaderEx[UUID, P(alias="Idempotency-Key", description=NUMBER)]
StoppedBy = HeaderEx[Stopped | None, P(alias="Stopped-By", description=STOPPED)]


@route(
    router,
    "POST",
    "/checks/{check}/case-files",
    "bringCaseFile",
    says=(
        "Dossier aanbieden",
        "Het dossier wordt in een afgesloten proces nagegaan en daarna ingenomen, of geweigerd. Beide staan in het "
        "register; wat werd aangeboden, blijft ongewijzigd bewaard.",
    ),
    answers={MADE: forms.CaseFile},
    faults=(MISSING, CONFLICT, 411, 413, 415, 503),
    more=BODY,
)
def bring(
    request: HttpRequest,
    check: UUID,
    idempotency_key: Number,
    stopped: StoppedBy = None,
) -> HttpResponse:
    """Take it in, or refuse it, or give the answer that this number had."""
    activity = own(actor_of(request), check)
    brought, declared = bringing.body(request)
    if had := bringing.before(request, idempotency_key, activity.root, brought, declared):
        return _answer(request, had.status, had.told)
    upload = Upload(cast(BinaryIO, brought), declared, stopped)
    status, told = _taken(request, upload, activity, brought)
    bringing.remember(request, idempotency_key, activity.root, brought, (status, told))
    return _answer(request, status, told)


@route(
    router,
    "GET",
    "/checks/{check}/case-files",
    "listCaseFiles",
    says=("Aangeboden dossiers", "Wat voor een controle is aangeboden en wat ervan werd, het laatste eerst."),
    answers={200: forms.CaseFiles},
    asks=PAGES,
    faults=(MISSING,),
)
def cases(request: HttpRequest, check: UUID, paging: Query[forms.Paging]) -> dict[str, object]:
    """The newest first."""
    by = actor_of(request)
    return paged(request, paging, _of(by, own(by, check)), lambda found: [_line(record) for record in found])


@route(
    router,
    "GET",
    "/checks/{check}/case-files/{case}",
    "getCaseFile",
    says=("Eén aangeboden dossier", "Wat van een aangeboden dossier werd."),
    answers={200: forms.CaseFile},
    faults=(MISSING,),
)
def case(request: HttpRequest, check: UUID, case: UUID) -> dict[str, Any]:
    """One of those in the list."""
    by = actor_of(request)
    found = _of(by, own(by, check)).filter(id=case).first()
    if found is None:
        raise NoSuchRecord(expected=INTAKE, key=str(case))
    return _line(found)


def _taken(
    request: HttpRequest, upload: Upload, activity: Record, brought: bringing.Measured
) -> tuple[int, dict[str, Any]]:
    """Status and members of the answer. What was taken in before, the very same, is told as it was then."""
    by = actor_of(request)
    try:
        made = take_upload(catalogue(), upload, activity.id, by, Places.from_settings()).record
    except IntakeRefused as fault:
        again = _same(activity, brought.digest) if fault.code == TAKEN_BEFORE else None
        if again is None:
            return problems.told(request, fault)
        made = again
    return MADE, _json(_line(Record.objects.get(pk=made.pk)))


def _same(activity: Record, digest: str) -> Record | None:
    """The intake of exactly this case: it was brought before, and the answer did not arrive."""
    taken = Intake.objects.filter(order__activity_id=activity.root, record__data__upload_sha256=digest)
    found = taken.select_related("record").first()
    return found.record if found else None


def _answer(request: HttpRequest, status: int, told: dict[str, Any]) -> HttpResponse:
    if status != MADE:
        return problems.response(request, status, told)
    answer = HttpResponse(json.dumps(told, sort_keys=True), status=status, content_type="application/json")
    answer["Location"] = f"{BASE}/checks/{told['checkId']}/case-files/{told['id']}"
    return answer


def _of(by: Actor, activity: Record) -> QuerySet[Record]:
    return visible(by).filter(kind=INTAKE, about=activity.root).order_by("-recorded", "id")


def _line(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "check_id": record.about_id,
        "state": record.state,
        "sha256": record.data.get("upload_sha256"),
        "bytes": record.data["bytes"],
        "refused": record.data.get("refused"),
        "received_at": record.recorded,
    }


def _json(line: dict[str, Any]) -> dict[str, Any]:
    """A line as it goes out, and as it can be kept."""
    whole = forms.CaseFile(**line).model_dump(by_alias=True, exclude_none=True)
    told: dict[str, Any] = json.loads(json.dumps(whole, cls=DjangoJSONEncoder))
    return told
