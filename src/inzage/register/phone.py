"""The manual check of a telephone: what a person may look at, where, and a record of every look before it.

The steps are data (``phone_protocol``). What is asked are the questions of
the condition's building block; each leads to a step, or to the reason why no person looks
for it. A step is open only where the condition and this check grant it; looking at content takes
two people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inzage.mandate.catalogue import block as building_block
from inzage.register import Catalogue
from inzage.register.guards import condition_of
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import Asked as AskedStep
from inzage.register.moving import move
from inzage.register.phone_protocol import Step, protocol
from inzage.register.values import Actor, Words
from inzage.register.writing import Links, Times, record, refuse

LOOK, FOUND, OPENED = "handmatige-blik", "gedraging", "inbreuktelling"
CONTENT = "inhoud"
NOT_BEGUN = Words(
    "Deze controle is nog niet begonnen of al voorbij. Kijken kan alleen tussen beginnen en afronden.",
    "This check was not begun yet, or is over. One looks only between beginning and finishing it.",
)
NOT_GRANTED = Words(
    "De voorwaarde of deze controle staat niet toe dat een mens dit bekijkt. Sla deze stap over.",
    "The condition or this check does not grant that a person looks at this. Leave this step out.",
)
TWO = Words(
    "Naar inhoud kijkt niemand alleen. Plan deze controle met twee uitvoerders.",
    "Nobody looks at content alone. Plan this check with two performers.",
)
LOOK_FIRST = Words(
    "Er is voor deze stap nog geen blik vastgelegd. Leg eerst vast dat u gaat kijken.",
    "No look was recorded for this step yet. First record that you are going to look.",
)
NOT_ALL = Words(
    "Nog niet elke vraag heeft een antwoord. Geef bij elke vraag een antwoord, ook 'niet te beoordelen'.",
    "Not every question has an answer yet. Give each an answer, also where it is 'not assessable'.",
)
ANSWERED = Words(
    "Deze vraag heeft al een antwoord. Verbeter dat antwoord als het niet klopt.",
    "This question has an answer already. Correct that answer where it is not right.",
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the condition: the step that answers it, or ``closed``: why no person looks for it."""

    code: str
    words: Words
    step: Step | None
    closed: Words | None
    looks: int
    answer: Record | None


def asks(activity: Record) -> list[Ask]:
    """What the condition asks of this check, in the order of its building block, with how far each is."""
    said = _said(activity)
    return [_ask(code, words, said) for code, words in _questions(activity)]


def _questions(activity: Record) -> Iterator[tuple[str, Words]]:
    condition = condition_of(activity)
    if condition is not None:
        block = building_block(condition.data["block"].upper(), condition.data["block_version"])
        yield from ((question.code, Words(question.nl, question.en)) for question in block.questions)


def _said(activity: Record) -> list[Record]:
    found = Record.objects.filter(about_id=activity.root, kind__in=(LOOK, FOUND), corrected_by__isnull=True)
    return list(found.order_by("recorded"))


def _ask(code: str, words: Words, said: list[Record]) -> Ask:
    about = [each for each in said if each.data["question"] == hyphened(code)]
    looks = sum(each.kind == LOOK for each in about)
    answer = next((each for each in about if each.kind == FOUND), None)
    return Ask(code, words, protocol().step_for(code), protocol().closed.get(code), looks, answer)


def why_not(activity: Record, step: Step) -> Words | None:
    """What stands in the way of a look, or nothing."""
    condition = condition_of(activity)
    human = condition.data.get("parameters", {}).get("human", []) if condition else []
    if activity.state != "onderweg":
        return NOT_BEGUN
    if step.grant not in human or step.grant not in activity.data["grants"]:
        return NOT_GRANTED
    return TWO if step.grant == CONTENT and len(activity.data["performers"]) < len(("one", "two")) else None


def look(catalogue: Catalogue, activity: Record, question: str, by: Actor, at: datetime) -> Record:
    """Record that somebody is about to look, before they do. Each time again is a look of its own."""
    step = _open(activity, question)
    data = {
        "step": step.code,
        "protocol": protocol().name,
        "question": hyphened(question),
        "data_class": hyphened(step.data_class),
        "grant": step.grant,
        "platform": activity.data["platform"],
    }
    return record(catalogue, LOOK, by, data, Times(at), links=Links(activity.trajectory, activity))


def answer(catalogue: Catalogue, activity: Record, question: str, told: Mapping[str, Any], by: Actor) -> Record:
    """Record what a look came to: ``told`` holds answer, count_band, ``at``. Without a look only *not assessable*."""
    ask = _asked(activity, question)
    if ask.answer is not None:
        raise refuse(ANSWERED)
    if told["answer"] != "not_assessable" and not ask.looks:
        raise refuse(LOOK_FIRST)
    if activity.state != "onderweg":
        raise refuse(NOT_BEGUN)
    data = {
        "question": hyphened(question),
        "answer": told["answer"],
        "count_band": told["count_band"],
        "announced": activity.data["notice"] == "aangekondigd",
    }
    return record(catalogue, FOUND, by, data, Times(told["at"]), links=Links(activity.trajectory, activity))


def finish(catalogue: Catalogue, activity: Record, by: Actor, at: datetime, minutes: int) -> None:
    """Close the questions that nobody looks for, add up looks per class of data, end the check. All or none."""
    with writing():
        for ask in asks(activity):
            if ask.answer is None and ask.step is None:
                told = {"answer": "not_assessable", "count_band": "0", "at": at}
                answer(catalogue, activity, ask.code, told, by)
        if any(ask.answer is None for ask in asks(activity)):
            raise refuse(NOT_ALL)
        for data_class, many in _looks(activity).items():
            data = {"data_class": data_class, "machine_rows": 0, "human_looks": many}
            record(catalogue, OPENED, by, data, Times(at), links=Links(activity.trajectory, activity))
        move(catalogue, AskedStep(activity.id, "gedaan", by, at, {"minutes": minutes}, activity.state))


def _looks(activity: Record) -> dict[str, int]:
    classes = [each.data["data_class"] for each in _said(activity) if each.kind == LOOK]
    return {name: classes.count(name) for name in dict.fromkeys(classes)}


def _open(activity: Record, question: str) -> Step:
    ask = _asked(activity, question)
    if ask.step is None:
        raise refuse(ask.closed or NOT_GRANTED)
    if said := why_not(activity, ask.step):
        raise refuse(said)
    return ask.step


def _asked(activity: Record, question: str) -> Ask:
    found = next((ask for ask in asks(activity) if ask.code == question), None)
    if found is None:
        raise refuse(NOT_GRANTED)
    return found


def hyphened(code: str) -> str:
    """A code of the check as the register spells it."""
    return code.replace("_", "-")
