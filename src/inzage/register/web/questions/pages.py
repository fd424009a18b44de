"""One question as a page: what it decides, its rung, its protocol, the figures of a look, and what may be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from inzage.errors import InzageError
from inzage.register.evaluating.looking import looked_elsewhere, looks, next_number, result_of
from inzage.register.evaluating.protocols import DRAFT, LOCKED, protocol_of
from inzage.register.faults import NoSuchRecord
from inzage.register.models import Record
from inzage.register.values import Actor, Role
from inzage.register.web.evaluating.showing import shown
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import rows
from inzage.register.web.questions.lines import code_of, counted, ladder, said, version_of, whole
from inzage.register.web.questions.protocols import beside, table
from inzage.register.web.saying import sentence, t

EVALUATES = Role.EVALUATOR


@dataclass(frozen=True, slots=True)
class Doing:
    """What this actor may do with a question now; where they may not, why not is on the page."""

    locks: bool
    waits: bool
    looks: bool
    changes: bool
    closes: bool


def doing(by: Actor, question: Record, done: int) -> Doing:
    """``waits``: a second evaluator must lock it, and this is not the one."""
    able = by.role is EVALUATES and whole(question)
    second = by.key != question.actor
    draft, locked = question.state == DRAFT, question.state == LOCKED
    return Doing(
        able and draft and second, draft and not (able and second), able and locked, able, able and done > 0 and locked
    )


def page(by: Actor, question: Record, number: int | None = None, said_of: str = "") -> dict[str, Any]:
    """The page's context. ``number``: of the look to show, the last where none is asked; raises NoSuchRecord."""
    seen = glances(by, question)
    look = numbered(by, question, seen[0].number if number is None else number) if seen or number else None
    done, before = len(seen), looked_elsewhere(catalogue(), by, question)
    return {
        "question": question,
        "row": rows([question])[0],
        "code": code_of(question),
        "version": version_of(question),
        "title": said(question.data.get("title")) or t("Vraag in een oude vorm", "Question of an old form"),
        "decision": said(question.data["decision_served"]),
        "ladder": ladder(str(question.data.get("rung", ""))),
        "fields": table(question) if whole(question) else [],
        "whole": whole(question),
        "doing": doing(by, question, done),
        "more": more_than_planned(question, done + 1 + before),
        "before": before,
        "next": next_number(catalogue(), by, question),
        "counted": counted(question, done),
        "planned": question.data.get("looks"),
        "look": look,
        "last": look is not None and look.data["number"] == seen[0].number,
        "looks": seen,
        "beside": beside(by, question),
        "said": said_of,
        **figures(question, look),
    }


@dataclass(frozen=True, slots=True)
class Glance:
    """A look as a line, without its result."""

    number: int
    happened: datetime
    actor: str
    counted: int
    version: str


def glances(by: Actor, question: Record) -> list[Glance]:
    """All looks at a question, the last first."""
    fields = ("data__number", "happened", "actor", "data__counted", "data__code_version")
    return [Glance(*told) for told in looks(catalogue(), by, question).values_list(*fields)]


def numbered(by: Actor, question: Record, number: int) -> Record:
    """The look of that number. Raises NoSuchRecord where there is none."""
    found = looks(catalogue(), by, question).filter(data__number=number).first()
    if found is None:
        raise NoSuchRecord(expected="blik", key=str(number))
    return found


def figures(question: Record, look: Record | None) -> Mapping[str, Any]:
    """What the figures of a look need on the page; a sentence where they are of a form that is not read any more."""
    if look is None:
        return {"answer": None}
    at = reverse("evaluation-rows", args=[question.root, look.data["number"]])
    try:
        result, protocol = result_of(look), protocol_of(question)
    except InzageError as fault:
        return {"answer": None, "unreadable": sentence(fault)}
    return {"answer": shown(result, protocol, lambda figure, side: link(at, figure, side))}


def link(at: str, figure: str, side: str, **more: str) -> str:
    """The address of the rows behind a number."""
    return f"{at}?{urlencode({**more, 'figuur': figure, 'deel': side})}"


def more_than_planned(question: Record, number: int) -> bool:
    """Whether this would be one look more than was planned."""
    return "looks" in question.data and number > question.data["looks"]
