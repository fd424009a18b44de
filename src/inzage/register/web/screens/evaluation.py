"""Evaluatie: questions that are asked beforehand, locked by a second evaluator, and looked at in the open."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.evaluation.catalogue import protocol
from inzage.register.evaluating.looking import look as take_look
from inzage.register.evaluating.looking import looks, question_of
from inzage.register.evaluating.protocols import CLOSED, LOCKED, checked, data_of, next_version
from inzage.register.faults import NoSuchRecord
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.making import Made, make
from inzage.register.web.questions import lines
from inzage.register.web.questions.pages import page
from inzage.register.web.reading import one
from inzage.register.web.saying import sentence
from inzage.register.web.stepping import as_read
from inzage.register.writing import Times, record

EVALUATES = frozenset({Role.EVALUATOR})
SEES = EVALUATES | {Role.LEAD}
TITLE = Words("Evaluatie", "Evaluation")
ADOPTED = Words(
    "De vraag is opgenomen als concept. Een tweede evaluator leest en vergrendelt haar.",
    "The question was adopted as a draft. A second evaluator reads and locks it.",
)
THERE = Words("Deze vraag was al zo opgenomen. Dit is zij.", "This question was adopted already. This is it.")
DONE = {
    "vergrendelen": Words("De vraag ligt nu vast. U kunt kijken.", "The question is locked now. You can look."),
    "kijken": Words("Deze blik is vastgelegd.", "This look was recorded."),
    "afsluiten": Words("De vraag is afgesloten.", "The question is closed."),
}


def evaluation(request: HttpRequest) -> HttpResponse:
    """A line for each question, and the protocols that come with the program."""
    by = actor_of(request)
    found = lines.lines(by)
    shown = {"lines": found, "offers": lines.offers(found), "adopts": by.role in EVALUATES, "key": uuid4()}
    return render(request, "inzage/evaluation.html", shown)


@require_POST
def adopt(request: HttpRequest, code: str) -> HttpResponseBase:
    """A protocol that comes with the program, as a draft of one's own; a second time leads to the first."""
    by, wanted = actor_of(request), protocol(code)
    found = lines.questions(by)
    same = [each for each in found if each.state != CLOSED and each.data == data_of(wanted, lines.version_of(each))]
    if same:
        tell(request, THERE)
        return redirect("evaluation-question", same[0].root)
    data = data_of(wanted, next_version(code, found))
    made = record(catalogue(), "vraag", by, data, Times(now()), key=_key(request))
    tell(request, ADOPTED)
    return redirect("evaluation-question", made.root)


def _key(request: HttpRequest) -> UUID:
    """Of the form, so that posting twice is once."""
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return uuid4()


def question(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a question decides, its protocol, and the figures of its last look."""
    return _page(request, key)


def one_look(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """The same with the figures of an earlier look."""
    return _page(request, key, number)


def look(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The page on which a look stands, from the key of its record."""
    found = one(actor_of(request), key)
    if found.kind != "blik" or found.about is None:
        raise NoSuchRecord(expected="blik", key=str(key))
    return redirect("evaluation-look-of", found.about.root, found.data["number"])


def _page(request: HttpRequest, key: UUID, number: int | None = None, fault: InzageError | None = None) -> HttpResponse:
    by = actor_of(request)
    shown = page(by, question_of(catalogue(), by, key), number, sentence(fault) if fault else "")
    return render(request, "inzage/evaluation_question.html", shown, status=status_of(fault) if fault else 200)


def act(request: HttpRequest, key: UUID, doing: str) -> HttpResponseBase:
    """Lock, look or close: asked first, done when posted; what is refused is said on the page of the question."""
    by = actor_of(request)
    found = question_of(catalogue(), by, key)
    if request.method != "POST":
        return render(request, "inzage/evaluation_confirm.html", page(by, found) | {"step": doing})
    try:
        as_read(request, found)
        ACTS[doing](by, found, request.POST.get("_seen", found.state))
    except InzageError as fault:
        return _page(request, key, None, fault)
    tell(request, DONE[doing])
    return redirect("evaluation-question", found.root)


def _lock(by: Actor, found: Record, seen: str) -> None:
    checked(found)
    move(catalogue(), Asked(found.id, LOCKED, by, now(), {}, seen))


def _look(by: Actor, found: Record, _: str) -> None:
    take_look(catalogue(), by, found.root)


def _close(by: Actor, found: Record, seen: str) -> None:
    last = looks(catalogue(), by, found).first()
    if last is None:
        raise NoSuchRecord(expected="blik", key=str(found.root))
    said: dict[str, Any] = {"result_sha256": last.data["result_sha256"]}
    move(catalogue(), Asked(found.id, CLOSED, by, now(), said, seen))


ACTS = {"vergrendelen": _lock, "kijken": _look, "afsluiten": _close}


def lock(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The second evaluator's."""
    return act(request, key, "vergrendelen")


def take(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A look at the figures."""
    return act(request, key, "kijken")


def close(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """With the result of the last look."""
    return act(request, key, "afsluiten")


def change(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A new version beside this one, from a form with what stands here already."""
    by = actor_of(request)
    found = question_of(catalogue(), by, key)
    code = checked(found).code
    fixed = {"code": code, "version": next_version(code, lines.questions(by))}
    made = Made("vraag", initial=found.data, fixed=fixed, back=_address)
    return make(request, made, "inzage/evaluation_change.html", question=found, code=code, version=fixed["version"])


def _address(made: Record) -> str:
    return reverse("evaluation-question", args=[made.root])


QUESTION = Words("Vraag van de evaluatie", "Question of the evaluation")
SCREENS = (
    Screen("evaluatie", "evaluation", evaluation, TITLE, SEES, menu=132),
    Screen("evaluatie/opnemen/<str:code>", "evaluation-adopt", adopt, QUESTION, EVALUATES),
    Screen("evaluatie/blik/<uuid:key>", "evaluation-look", look, QUESTION, SEES),
    Screen("evaluatie/<uuid:key>", "evaluation-question", question, QUESTION, SEES),
    Screen("evaluatie/<uuid:key>/vergrendelen", "evaluation-lock", lock, QUESTION, EVALUATES),
    Screen("evaluatie/<uuid:key>/kijken", "evaluation-take", take, QUESTION, EVALUATES),
    Screen("evaluatie/<uuid:key>/afsluiten", "evaluation-close", close, QUESTION, EVALUATES),
    Screen("evaluatie/<uuid:key>/wijzigen", "evaluation-change", change, QUESTION, EVALUATES),
    Screen("evaluatie/<uuid:key>/blik/<int:number>", "evaluation-look-of", one_look, QUESTION, SEES),
)
