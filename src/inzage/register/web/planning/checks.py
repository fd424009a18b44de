"""Conditions in force whose next check falls due: the earliest day first, whoever it is on; and those without a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from inzage.register import words
from inzage.register.faults import NoSuchRecord
from inzage.register.models import Record
from inzage.register.rechecks import Turn, turns
from inzage.register.values import Actor, Noun, Words
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import one, visible, with_person
from inzage.register.web.saying import say, t
from inzage.register.web.workload import PER_EN
from inzage.register.writing import refuse

CONDITION, RUNNING = "voorwaarde-controle", "lopend"
UNSIGNED = Words(
    "De opdracht is nog niet door twee personen ondertekend. Tot dan wordt er geen controle gepland of getrokken.",
    "The order was not signed by two people yet. Until then no check is planned and no day is drawn.",
)


@dataclass(frozen=True, slots=True)
class Recheck:
    """A condition with its next check. ``reason``: why that day; ``says``: what the court's number leaves."""

    row: Row
    turn: Turn
    region: str
    reason: str
    says: str
    missed: str

    @property
    def due(self) -> date | None:
        """By which day the check must be done."""
        return self.turn.due


def conditions(by: Actor, today: date) -> QuerySet[Record]:
    """Those in execution and within their term."""
    found = visible(by).filter(organisation=by.organisation, kind=CONDITION, state=RUNNING)
    day = today.isoformat()
    return found.filter(data__from__lte=day, data__to__gte=day).order_by("happened", "id")


def all_turns(by: Actor, today: date) -> list[Turn]:
    """The next check of each of them."""
    return turns(list(conditions(by, today)), today)


def falling_due(found: Iterable[Turn]) -> list[Turn]:
    """Those with a day, the earliest first."""
    return sorted((each for each in found if each.due), key=lambda each: (each.due or date.max, each.condition.id))


def without_day(found: Iterable[Turn]) -> list[Turn]:
    """One for each order without a day for any of its conditions: a check answers all of them, so one day is enough."""
    found = list(found)
    known = {each.condition.about_id for each in found if each.due}
    first: dict[UUID, Turn] = {}
    for each in found:
        if each.condition.about_id not in known:
            first.setdefault(each.condition.about_id or each.condition.root, each)
    return list(first.values())


def regions(by: Actor, found: Iterable[Turn]) -> dict[UUID, str]:
    """The region of each trajectory that conditions are in, by the trajectory's root."""
    places = {each.condition.trajectory_id for each in found if each.condition.trajectory_id}
    told = visible(by).filter(noun=Noun.TRAJECTORY.value, root__in=places).values_list("root", "data")
    return {root: str(data.get("region", "")) for root, data in told}


def turn_of(by: Actor, key: UUID, today: date) -> Turn:
    """The next check under a condition of which checks are planned. Refused while its order is not signed."""
    condition = one(by, key, Noun.MANDATE)
    if condition.kind != CONDITION or condition.trajectory is None:
        raise NoSuchRecord(expected=CONDITION, key=str(key))
    [turn] = turns([condition], today)
    if not turn.signed:
        raise refuse(UNSIGNED)
    return turn


def rechecks(by: Actor, found: list[Turn]) -> list[Recheck]:
    """Lines for conditions."""
    places = regions(by, found)
    lines = rows(with_person([each.condition for each in found]))
    return [
        Recheck(row, turn, _place(turn, places), reason(turn), leaves(turn), missed(turn))
        for row, turn in zip(lines, found, strict=True)
    ]


def _place(turn: Turn, places: dict[UUID, str]) -> str:
    return places.get(turn.condition.trajectory_id, "") if turn.condition.trajectory_id else ""


def reason(turn: Turn) -> str:
    """Why that day: the frequency or the officer's choice, the check before, the window's end."""
    last, due = turn.last, turn.due
    before = t(f", vorige {spoken(last)}", f", last {spoken(last)}") if last else ""
    if turn.why == "frequency" and turn.frequency and due:
        nl, en = f"{turn.frequency.times}x per {turn.frequency.per}", f"{turn.frequency.times}x a {_per(turn)}"
        return t(nl, en) + before + t(f", venster tot {spoken(due)}", f", window until {spoken(due)}")
    if turn.why == "first":
        return t("eerste controle, dag van de toezichthouder", "first check, day of the officer")
    if turn.why == "officer":
        return t("dag van de toezichthouder", "day of the officer") + before
    return t("niemand koos een dag of frequentie", "nobody chose a day or frequency") + before


def spoken(day: date) -> str:
    """A day in figures, short enough for a reason."""
    return f"{day.day}-{day.month}-{day.year}"


def _per(turn: Turn) -> str:
    return PER_EN[turn.frequency.per] if turn.frequency else ""


def leaves(turn: Turn) -> str:
    """How many checks the court's number still allows in the period up to today, in words."""
    if turn.court is None:
        return t("noemt geen frequentie", "names no frequency")
    most, per = turn.court.times, turn.court.per
    capped = t("; de rechter laat niet vaker toe", "; the court allows no more") if turn.capped else ""
    return t(f"nog {turn.left} van {most} per {per}", f"{turn.left} left of {most} a {PER_EN[per]}") + capped


def missed(turn: Turn) -> str:
    """The last no-show since the last check, with its reason."""
    if turn.missed is None:
        return ""
    day, why = turn.missed
    return t(f"niet verschenen op {spoken(day)}", f"no-show on {spoken(day)}") + f" ({say(words.value('reason', why))})"
