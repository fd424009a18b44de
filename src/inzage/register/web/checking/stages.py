"""Where a check is: what there is of it, and which of five steps comes next."""

from dataclasses import dataclass
from typing import Any

from inzage.register.models import Record
from inzage.register.running import Purpose
from inzage.register.running.orders import live_order
from inzage.register.running.tables import GivenOrder, Run
from inzage.register.values import Actor, Words
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible

STEPS = (
    Words("Plannen", "Plan"),
    Words("Controleopdracht", "Check order"),
    Words("Uitvoeren", "Carry out"),
    Words("Antwoorden", "Answers"),
    Words("Besluit", "Decision"),
)
BEFORE, UNDER_WAY, ENDED = ("voorgenomen", "gepland"), "onderweg", ("gedaan", "gestopt", "beoordeeld")


@dataclass(frozen=True, slots=True)
class Check:
    """All that there is of one check. ``at``: the place in ``STEPS`` of what comes next."""

    activity: Record
    row: Row
    order: GivenOrder | None
    consents: list[Record]
    run: Run | None
    recount: Run | None
    intake: Record | None
    refused: list[Record]
    findings: list[Record]
    decisions: list[Row]
    comments: list[Record]
    at: int


def check_of(activity: Record, by: Actor) -> Check:
    """Read once per page."""
    about = visible(by).filter(about__root=activity.root).order_by("recorded")
    found = list(about)
    intakes = [each for each in found if each.kind == "inname"]
    taken = next((each for each in intakes if each.state == "ingenomen"), None)
    order = live_order(activity)
    decisions = [each for each in found if each.kind == "vervolg"]
    told: dict[str, Any] = {
        "activity": activity,
        "row": rows([activity])[0],
        "order": order,
        "consents": [each for each in found if each.kind == "tweepersoonsbesluit"],
        "run": _last(activity, Purpose.CHECK),
        "recount": _last(activity, Purpose.RECOUNT),
        "intake": taken,
        "refused": [each for each in intakes if each.state == "geweigerd"],
        "findings": [each for each in found if each.kind == "gedraging"],
        "decisions": rows(decisions),
        "comments": [each for each in found if each.kind == "reactie-betrokkene"],
    }
    return Check(**told, at=_at(activity, order, taken, bool(decisions)))


def _last(activity: Record, purpose: Purpose) -> Run | None:
    return Run.objects.filter(activity_id=activity.root, purpose=purpose.value).order_by("-queued").first()


def _at(activity: Record, order: GivenOrder | None, taken: Record | None, decided: bool) -> int:
    if activity.state == "voorgenomen":
        return 0
    if activity.state == "gepland":
        return 2 if order else 1
    if activity.state == UNDER_WAY:
        return 2
    if taken is None or decided:
        return 4
    return 3
