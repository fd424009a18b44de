"""From a number on a page to the rows that it counts: of a look, or of the invented rows of practice."""

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from inzage.evaluation.invented import CALIBRATED
from inzage.register.evaluating.looking import question_of, result_of
from inzage.register.evaluating.practice import Practice, practise, sizes
from inzage.register.evaluating.protocols import data_of
from inzage.register.evaluating.tracing import TRACED, Line, again, trace
from inzage.register.log import canonical, note, now, writing
from inzage.register.models import Record
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.evaluating.showing import shown
from inzage.register.web.kinds import catalogue
from inzage.register.web.paging import paged
from inzage.register.web.questions import traces
from inzage.register.web.questions.lines import ladder, said
from inzage.register.web.questions.pages import link, numbered
from inzage.register.web.questions.protocols import table_of
from inzage.register.web.saying import say
from inzage.register.zones import day_of

SEES = frozenset({Role.EVALUATOR, Role.LEAD})
ROWS = Words("Gegevens achter een cijfer", "Data behind a figure")


def rows(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """``?figuur=``, ``?deel=``: the units that a number of a look counts. That they were shown stands in the log."""
    by, (figure, part) = actor_of(request), _asked(request)
    question = question_of(catalogue(), by, key)
    look = numbered(by, question, number)
    result = result_of(look)
    found = trace(again(catalogue(), question, look, by), look, traces.asked(result, figure, part))
    _note(by, look, figure, part, len(found.lines))
    shown_of = {
        "title": said(question.data["title"]),
        "label": traces.label_of(result, figure),
        "back": reverse("evaluation-look-of", args=[question.root, number]),
        "look": look,
        "screened": by.role is Role.EVALUATOR,
        "trace": found,
        "gone": [place + 1 for place in found.gone],
        "total": len(found.lines),
        "part": part,
        "page": paged(request, found.lines, lambda some: traces.lines(by, some)),
    }
    return render(request, "inzage/evaluation_rows.html", shown_of)


def _asked(request: HttpRequest) -> tuple[str, str]:
    return request.GET.get("figuur", ""), request.GET.get("deel", "units")


def _note(by: Actor, look: Record, figure: str, part: str, many: int) -> None:
    told = sha256(canonical({"figure": figure, "part": part, "units": many})).hexdigest()
    with writing() as at:
        note(TRACED, look.root, by, at, kind="blik@1", told=told)


def practice(request: HttpRequest, code: str) -> HttpResponse:
    """A question over invented rows, ``?n=`` of them: the same page, and nothing of it is kept."""
    made = _practised(request, code)
    at = reverse("evaluation-practice-rows", args=[code])
    shown_of: dict[str, Any] = {
        "code": code,
        "title": say(made.protocol.title),
        "decision": say(made.protocol.decision_served),
        "ladder": ladder(made.protocol.rung.value),
        "fields": table_of(data_of(made.protocol)),
        "n": made.n,
        "sizes": sizes(code),
        "calibrated": CALIBRATED,
        "checks": code == "pilot-50",
        "answer": shown(made.result, made.protocol, lambda figure, side: link(at, figure, side, n=str(made.n))),
    }
    return render(request, "inzage/evaluation_practice.html", shown_of)


def practice_rows(request: HttpRequest, code: str) -> HttpResponse:
    """The invented units behind a number."""
    made, (figure, part) = _practised(request, code), _asked(request)
    found = [Line(place, made.cohort.units[place]) for place in traces.asked(made.result, figure, part)]
    shown_of = {
        "title": say(made.protocol.title),
        "label": traces.label_of(made.result, figure),
        "back": f"{reverse('evaluation-practice', args=[code])}?n={made.n}",
        "calibrated": CALIBRATED,
        "total": len(found),
        "part": part,
        "page": paged(request, found, lambda some: traces.lines(actor_of(request), some)),
    }
    return render(request, "inzage/evaluation_rows.html", shown_of)


def _practised(request: HttpRequest, code: str) -> Practice:
    """``?n=`` is one of the numbers to choose from; anything else is the last but one of them."""
    known, asked = sizes(code), request.GET.get("n", "")
    return practise(code, int(asked) if asked in map(str, known) else known[-2], _today())


def _today() -> date:
    return day_of(now())


PRACTICE = Words("Oefenen met verzonnen gegevens", "Practise with invented data")
SCREENS = (
    Screen("evaluatie/<uuid:key>/blik/<int:number>/rijen", "evaluation-rows", rows, ROWS, SEES),
    Screen("evaluatie/oefenen/<str:code>", "evaluation-practice", practice, PRACTICE, SEES),
    Screen("evaluatie/oefenen/<str:code>/rijen", "evaluation-practice-rows", practice_rows, PRACTICE, SEES),
)
