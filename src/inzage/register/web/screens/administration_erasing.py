"""Beheer, bewaren en wissen: what is past its term, decisions of two people on it, erasing, and the proof of that."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.register import erasing
from inzage.register.erasing import ACT
from inzage.register.erasure_proof import as_file, proof_of
from inzage.register.log import now
from inzage.register.models import Erasure
from inzage.register.overseeing import due_here, due_of_here
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.administering import due, proposing
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import rows
from inzage.register.web.paging import SIZE, paged
from inzage.register.web.saying import sentence
from inzage.register.web.stepping import ways
from inzage.register.zones import day_of

WHO = frozenset({Role.ADMINISTRATOR, Role.LEAD})
TITLE = Words("Bewaren en wissen", "Keeping and erasing")
PROPOSED = Words(
    "Voorgesteld. Een teamleider die dit niet zelf voorstelde, beslist erover.",
    "Proposed. A team leader who did not propose it decides on it.",
)
ERASED = Words("Gewist. Het bewijs staat hieronder.", "Erased. The proof is below.")


def keeping(request: HttpRequest) -> HttpResponse:
    """What may be erased today, what was due first in front; and the latest decisions."""
    by = actor_of(request)
    found = due_here(catalogue(), by, day_of(now()))
    shown = {
        "page": paged(request, found, lambda some: due.going(by, some)),
        "many": len(found),
        "decisions": due.decided(by, list(due.decisions(by)[:SIZE])),
    }
    return render(request, "inzage/administration_erasing.html", shown)


def propose(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A decision to erase what is due of this; its reasons are asked."""
    by = actor_of(request)
    going = due_of_here(catalogue(), by, key, day_of(now()))
    asked = proposing.asked(request)
    said, status = "", 200
    if request.method == "POST":
        try:
            if asked.ready:
                made = proposing.propose(request, asked, {"act": ACT, "subject": str(key)})
                tell(request, PROPOSED)
                return redirect("admin-erase", made.root)
            status = 400
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = {"going": due.told(going), "proposal": asked, "form": asked.form, "said": said}
    return render(request, "inzage/administration_erasing_propose.html", shown, status=status)


def decision(request: HttpRequest, key: UUID, said: str = "", status: int = 200) -> HttpResponse:
    """One decision: what it is on, what would go now, who may do what, and the proof once it was carried out."""
    by = actor_of(request)
    found = get_object_or_404(due.decisions(by), root=key)
    line = due.decided(by, [found])[0]
    shown = {
        "line": line,
        "row": rows([found])[0],
        "reasons": found.data["reasons"],
        "going": None if line.erasure else _going(by, line.subject),
        "counts": due.counts_of(line.erasure.counts["kinds"]) if line.erasure else [],
        "ways": [way for way in ways(found, by) if way.target != erasing.DONE and way.open],
        "said": said,
    }
    return render(request, "inzage/administration_erase.html", shown, status=status)


def _going(by: Actor, subject: UUID) -> due.Going | None:
    try:
        return due.told(due_of_here(catalogue(), by, subject, day_of(now())))
    except InzageError:
        return None


@require_POST
def erase(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Carry a decision out. Nothing goes where it may not; the sentence says why."""
    by, places = actor_of(request), due.places()
    found = get_object_or_404(due.decisions(by), root=key)
    secret, files = (places.key(), places.files) if places else (None, None)
    try:
        erasing.erase(catalogue(), found.id, by, day_of(now()), secret, files=files)
    except InzageError as fault:
        return decision(request, key, sentence(fault), status_of(fault))
    tell(request, ERASED)
    return redirect("admin-erase", key)


def proof(request: HttpRequest, key: UUID) -> HttpResponse:
    """The proof as a file, signed where the register has a key; ``?voor=buiten``: without keys of staff."""
    found = get_object_or_404(due.decisions(actor_of(request)), root=key)
    done = get_object_or_404(Erasure, decision=found.id)
    places, outward = due.places(), request.GET.get("voor") == "buiten"
    whole = as_file(proof_of(done), places.key() if places else None, outward=outward)
    answer = HttpResponse(whole, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="bewijs-van-wissen-{done.line_id}.json"'
    return answer


SCREENS = (
    Screen("beheer/bewaren", "admin-erasing", keeping, TITLE, WHO),
    Screen("beheer/bewaren/<uuid:key>", "admin-erasing-propose", propose, TITLE, WHO),
    Screen("beheer/wissen/<uuid:key>", "admin-erase", decision, TITLE, WHO),
    Screen("beheer/wissen/<uuid:key>/uitvoeren", "admin-erase-do", erase, TITLE, WHO),
    Screen("beheer/wissen/<uuid:key>/bewijs", "admin-erase-proof", proof, TITLE, WHO),
)
