"""Which questions there are: what each decides, its rung, how often was looked; and those that can be adopted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inzage.evaluation import Protocol, Rung
from inzage.register import words
from inzage.register.evaluating.protocols import WHOLE, shipped
from inzage.register.models import Record
from inzage.register.values import Actor, Noun, Words
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, t

QUESTION, LOOK = "vraag", "blik"
ANY = Words("elk aantal", "any number")
UNBOUND = Words("geen grens", "no limit")
Looks = Mapping[UUID, list[datetime]]


@dataclass(frozen=True, slots=True)
class Line:
    """A question. ``rung``: empty for one of the old form; ``looks``: how often, and how often was planned."""

    row: Row
    code: str
    version: int
    title: str
    decision: str
    rung: str
    looks: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A protocol that comes with the program, and whether the organisation has a question of its code."""

    protocol: Protocol
    title: str
    decision: str
    rung: str
    adopted: bool


def questions(by: Actor) -> list[Record]:
    """The questions of the actor's own organisation, by code, the newest version first."""
    found = visible(by).filter(kind=QUESTION, noun=Noun.PROTOCOL.value, organisation=by.organisation)
    return sorted(found.order_by("-recorded"), key=lambda each: (_place(code_of(each)), -version_of(each)))


def _place(code: str) -> tuple[bool, int, str]:
    number = code.removeprefix("E")
    return number.isdecimal(), int(number) if number.isdecimal() else 0, code


def code_of(question: Record) -> str:
    """The code of a question; empty for one of the old form."""
    return str(question.data.get("code", ""))


def version_of(question: Record) -> int:
    """The version of a question among those of its code."""
    return int(question.data.get("version", 0))


def lines(by: Actor) -> list[Line]:
    """A line for each question."""
    found = questions(by)
    seen = looked(by, [each.root for each in found])
    return [_line(question, row, seen) for question, row in zip(found, rows(found), strict=True)]


def looked(by: Actor, roots: list[UUID]) -> Looks:
    """When each question was looked at, the first look first."""
    told = defaultdict[UUID, list[datetime]](list)
    found = visible(by).filter(kind=LOOK, about__in=roots).order_by("happened")
    for about, happened in found.values_list("about_id", "happened"):
        told[about].append(happened)
    return told


def _line(question: Record, row: Row, seen: Looks) -> Line:
    data, times = question.data, seen.get(question.root, [])
    return Line(
        row=row,
        code=code_of(question),
        version=version_of(question),
        title=said(data.get("title")) or said(data["population"]),
        decision=said(data["decision_served"]),
        rung=rung(data["rung"]) if "rung" in data else "",
        looks=counted(question, len(times)),
        last=times[-1] if times else None,
    )


def said(told: Any) -> str:  # noqa: ANN401 a text of the old form, or both languages
    """A text of a protocol in the reader's language."""
    return say(Words(told["nl"], told["en"])) if isinstance(told, Mapping) else str(told or "")


def rung(code: str) -> str:
    """A rung of the ladder, as the question that it is."""
    return f"{say(words.value('rung', code))}?"


def ladder(code: str) -> list[tuple[str, bool]]:
    """The rungs from the lowest, and which of them this is."""
    return [(rung(each.value), each.value == code) for each in Rung]


def counted(question: Record, done: int) -> str:
    """How often was looked, and how often that was planned."""
    if "looks" in question.data:
        return t(f"{done} van {question.data['looks']}", f"{done} of {question.data['looks']}")
    return f"{done} ({say(UNBOUND)})" if whole(question) else str(done)


def whole(question: Record) -> bool:
    """Whether a question holds a whole protocol."""
    return question.version >= WHOLE


def offers(found: list[Line]) -> list[Offer]:
    """The protocols that come with the program."""
    there = {line.code for line in found}
    return [
        Offer(each, say(each.title), say(each.decision_served), rung(each.rung.value), each.code in there)
        for each in shipped()
    ]
