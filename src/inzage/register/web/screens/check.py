"""Controle: order, plan, progress, answers, decision, on one page that grows with the check."""

from typing import Any, get_args
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from inzage.errors import InzageError
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.running import Laid, Purpose, bundles, orders, pausing, plans, recounts, runs
from inzage.register.running.intake import Upload, take_upload
from inzage.register.running.places import Places
from inzage.register.running.receiving import Stopped
from inzage.register.running.tables import GivenOrder, Run, Steering
from inzage.register.values import Noun, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, board
from inzage.register.web.checking import telling
from inzage.register.web.checking.carriers import MOST, CarrierForm, carrier_forms
from inzage.register.web.checking.documents import NAMES, document
from inzage.register.web.checking.recounting import disputed, recounted
from inzage.register.web.checking.stages import STEPS, check_of
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import one
from inzage.register.web.saying import language, say, sentence
from inzage.register.web.stepping import ways
from inzage.register.web.uploading import BROKEN_OFF

TITLE = Words("Controle", "Check")
OPERATORS = frozenset({Role.OFFICER, Role.EXPERT})
BOARD = Board(
    ("controle",),
    Words("Controles", "Checks"),
    Words(
        "Elke controle van gegevensdragers: van plan tot besluit. Wat open gaat, bepaalt de opdracht van de rechter.",
        "Every check of data carriers, from plan to decision. What opens is decided by the court's order.",
    ),
    columns=("notice", "carriers"),
    new=("controle",),
)
GOING = ("queued", "running")
ORDERED, ASKED_FOR = orders.ACT, ("wacht", orders.AGREED)
DOCUMENTS = (
    Words("Rapport voor het dossier", "Report for the file"),
    Words("Afschrift voor de betrokkene", "Copy for the person concerned"),
)
ASKED = Words("Gevraagd. Een collega beslist hierover.", "Asked. A colleague decides on this.")
ISSUED = Words("De controleopdracht is afgegeven.", "The check order was given out.")
WITHDRAWN = Words("De controleopdracht is ingetrokken.", "The check order was withdrawn.")
QUEUED = Words("De controle staat klaar en begint vanzelf.", "The check is queued and begins by itself.")
DONE = Words("Het is doorgegeven aan de controle.", "The check was told.")
TAKEN = Words("Het dossier is nagegaan en ingenomen.", "The case was examined and taken in.")
DISPUTED = Words("Vastgelegd dat de betrokkene dit betwist.", "Recorded that the person disputes this.")
RECOUNTING = Words("De hertelling staat klaar en begint vanzelf.", "The recount is queued and begins by itself.")
OVERNIGHT = 2
"""Days that an order holds for a check which may begin after midnight."""
TOO_LARGE = 1 << 40
"""Bytes that stand for: it was broken off because it was too large."""


def checks(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return board(request, BOARD)


def show(request: HttpRequest, key: UUID, said: str = "", status: int = 200) -> HttpResponse:
    """The page of a check. ``?plan=1``: with what would open."""
    activity = _activity(request, key)
    by = actor_of(request)
    check = check_of(activity, by)
    case = check.intake.data["case"] if check.intake else None
    shown: dict[str, Any] = {
        "check": check,
        "activity": activity,
        "row": check.row,
        "steps": list(enumerate(STEPS)),
        "ways": ways(activity, by),
        "operates": by.role in OPERATORS,
        "carriers": carrier_forms(request.POST if {"start", "recount"} & request.POST.keys() else None),
        "asking": [each for each in check.consents if each.data["act"] == ORDERED and each.state in ASKED_FOR],
        "more_carriers": any(request.POST.get(f"drager-{place}-path") for place in range(1, MOST)),
        "plan": _plan(activity) if "plan" in request.GET else None,
        "said": said,
        "documents": list(zip(NAMES[language()], map(say, DOCUMENTS), strict=True)),
        "goes": check.run is not None and check.run.state in GOING,
        "pause": _pause(check.run or check.recount),
    }
    if case:
        shown |= {
            "case": case,
            "answers": telling.answers(case, check.findings),
            "intrusion": telling.intrusion(case),
            "coverage": telling.coverage(case),
            "unread": telling.unread(case),
            "marks": telling.marks(case),
            "disputed": disputed(check.findings, by),
            "recounted": recounted(check.recount),
        }
    return render(request, "inzage/check.html", shown, status=status)


def _pause(run: Run | None) -> Steering | None:
    """What keeps a run that waits from beginning, other than that there is no place."""
    return pausing.pause_of(run.machine, run.organisation) if run else None


def _plan(activity: Record) -> dict[str, Any]:
    try:
        plan = plans.plan(activity, (), Places.from_settings())
    except InzageError as fault:
        return {"said": sentence(fault)}
    opened, closed = telling.doors(plan)
    return {"opened": opened, "closed": closed, "moot": telling.moot(plan)}


def act(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What a button of the page asks. A fault is shown on the page itself."""
    activity = _activity(request, key)
    asked = next((name for name in ACTS if name in request.POST), None)
    if BROKEN_OFF in request.META:
        asked = "bring"  # of what was too large the rest of the form is not read
    if asked is None:
        raise Http404
    try:
        done = ACTS[asked](request, activity)
    except InzageError as fault:
        return show(request, key, sentence(fault), status_of(fault))
    tell(request, done)
    return redirect("check", key)


def _ask(request: HttpRequest, activity: Record) -> Words:
    orders.ask(catalogue(), activity, actor_of(request), request.POST.get("reasons", "").strip(), now())
    return ASKED


def _issue(request: HttpRequest, activity: Record) -> Words:
    consent = one(actor_of(request), _uuid(request.POST["issue"]), Noun.DECISION)
    days = OVERNIGHT if request.POST.get("days") == str(OVERNIGHT) else 1
    wanted = orders.Wanted(activity.id, actor_of(request), consent.id, now(), days)
    orders.issue(catalogue(), wanted, Places.from_settings())
    return ISSUED


def _withdraw(request: HttpRequest, activity: Record) -> Words:
    orders.withdraw(catalogue(), _live(activity), actor_of(request), now())
    return WITHDRAWN


def _live(activity: Record) -> GivenOrder:
    given = orders.live_order(activity)
    if given is None:
        raise Http404
    return given


def _start(request: HttpRequest, activity: Record) -> Words:
    runs.queue(catalogue(), _live(activity), _laid(request), actor_of(request), Places.from_settings(), at=now())
    return QUEUED


def _laid(request: HttpRequest) -> list[Laid]:
    """Carriers of the form; a row that is not in order makes none of them."""
    forms: list[CarrierForm] = carrier_forms(request.POST)
    if not all(form.is_valid() for form in forms):
        return []
    return [laid for form in forms if (laid := form.laid())]


def _told(request: HttpRequest, activity: Record) -> Words:
    """Interrupt, stop or go on: the last run of this check, or of its recount."""
    of = Purpose.RECOUNT if request.POST.get("of") == Purpose.RECOUNT else Purpose.CHECK
    run = Run.objects.filter(activity_id=activity.root, purpose=of.value).order_by("-queued").first()
    told = {"interrupt": runs.interrupt, "stop": runs.stop, "again": runs.again}.get(request.POST["run"])
    if run is None or told is None:
        raise Http404
    told(run, actor_of(request))
    return DONE


def _bring(request: HttpRequest, activity: Record) -> Words:
    """A case file from a laptop. What was broken off because of its size is refused, and logged, as such."""
    sent = request.FILES.get("dossier")
    over = BROKEN_OFF in request.META
    if sent is None and not over:
        raise Http404
    said = request.POST.get("stopped")
    stopped = next((one for one in get_args(Stopped) if one == said), None)
    stream: Any = sent.file if sent is not None else None
    declared = TOO_LARGE if over or sent is None else sent.size
    upload = Upload(stream, declared, stopped)
    take_upload(catalogue(), upload, activity.id, actor_of(request), Places.from_settings())
    return TAKEN


def _dispute(request: HttpRequest, activity: Record) -> Words:
    finding = one(actor_of(request), _uuid(request.POST["dispute"]), Noun.FINDING)
    recounts.dispute(catalogue(), finding, actor_of(request), now())
    return DISPUTED


def _recount(request: HttpRequest, activity: Record) -> Words:
    """Somebody else than who recorded it has the same carrier counted again."""
    finding = one(actor_of(request), _uuid(request.POST["recount"]), Noun.FINDING)
    if finding.about is None or finding.about.root != activity.root:
        raise Http404
    recounts.queue(finding, _laid(request), actor_of(request), Places.from_settings())
    return RECOUNTING


ACTS = {
    "ask": _ask,
    "issue": _issue,
    "withdraw": _withdraw,
    "start": _start,
    "run": _told,
    "bring": _bring,
    "dispute": _dispute,
    "recount": _recount,
}


def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """The part of the page that a running check renews every second; ``?van=recount``: its recount."""
    activity, by = _activity(request, key), actor_of(request)
    check = check_of(activity, by)
    run = check.recount if request.GET.get("van") == Purpose.RECOUNT else check.run
    shown = {"run": run, "activity": activity, "operates": by.role in OPERATORS, "pause": _pause(run)}
    answer = render(request, "inzage/check_progress.html", shown)
    if run is None or run.state not in GOING:
        answer["HX-Refresh"] = "true"
    return answer


def take_along(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mandate and order for a laptop without network."""
    activity = _activity(request, key)
    answer = HttpResponse(bundles.out(_live(activity)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="controle-{activity.root}.zip"'
    return answer


def paper(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """One document of the case that was taken in."""
    check = check_of(_activity(request, key), actor_of(request))
    if check.intake is None or name not in NAMES[language()]:
        raise Http404
    answer = HttpResponse(document(check.intake, name, language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _activity(request: HttpRequest, key: UUID) -> Record:
    found = one(actor_of(request), key, Noun.ACTIVITY)
    if found.kind != "controle":
        raise Http404
    return found


def _uuid(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError:
        raise Http404 from None


SEERS = readers_of(BOARD.kinds)
SCREENS = (
    Screen("controle", "checks", checks, BOARD.title, SEERS, menu=40),
    Screen("controle/<uuid:key>", "check", show, TITLE, SEERS),
    Screen("controle/<uuid:key>/doen", "check-act", act, TITLE, SEERS),
    Screen("controle/<uuid:key>/voortgang", "check-progress", progress, TITLE, SEERS),
    Screen("controle/<uuid:key>/meenemen", "check-bundle", take_along, TITLE, OPERATORS),
    Screen("controle/<uuid:key>/document/<str:name>", "check-document", paper, TITLE, SEERS),
)
