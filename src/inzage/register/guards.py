"""What is looked at before a state is entered, by the names that kinds give it.

Each takes the kind, the record, who acts and when, and says why not, or nothing.
The three parameters of a condition are frequency, manner and officials (HR 29
November 2022): outside any of them a check does not start.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from inzage.register import Kind
from inzage.register.models import Record, Step
from inzage.register.publishing.standing import withstands
from inzage.register.values import Actor, Words
from inzage.register.zones import day_of

Guard = Callable[[Kind, Record, Actor, datetime], Words | None]

CHECKS = ("controle", "telefooncontrole")
PLANNED = "gepland"
"""The state whose guards look at the moment that was planned, not at the moment of planning."""
MONTHS: Mapping[str, int] = {"maand": 1, "kwartaal": 3, "halfjaar": 6, "jaar": 12}


def trained(kind: Kind, record: Record, _: Actor, happened: datetime) -> Words | None:
    """Every performer has finished the training that the kind asks, and it is valid that day."""
    day = day_of(happened)
    without = [key for key in performers(record) if not has_training(key, kind.needs_training, day)]
    if not without:
        return None
    return Words(
        f"Wie dit uitvoert, heeft een geldige opleiding '{kind.needs_training}' nodig. Zonder: {', '.join(without)}.",
        f"Who performs this needs a valid training '{kind.needs_training}'. Without: {', '.join(without)}.",
    )


def performers(record: Record) -> list[str]:
    """Keys of the staff who carry an activity out."""
    return [each["key"] for each in record.data.get("performers", [])]


def has_training(key: str, subject: str, day: date) -> bool:
    """Whether somebody finished a training that counts on ``day``."""
    finished = Record.objects.filter(kind="opleiding", state="gevolgd", data__person=key, data__subject=subject)
    terms = finished.filter(corrected_by__isnull=True).values_list("data", flat=True)
    return any(data["valid_from"] <= day.isoformat() <= data["valid_until"] for data in terms)


def in_force(_: Kind, record: Record, __: Actor, happened: datetime) -> Words | None:
    """The condition is there, in execution, and holds on that day."""
    condition = condition_of(record)
    day = day_of(happened)
    if condition and condition.state in {"lopend", "niet_uitgevoerd"} and holds_on(condition, day):
        return None
    return Words(
        "De voorwaarde geldt op deze dag niet. Kies een dag binnen de termijn, of vraag een nieuwe opdracht.",
        "The condition does not hold on that day. Choose a day within its term, or ask for a new order.",
    )


def condition_of(record: Record) -> Record | None:
    """The newest version of the condition that an activity is about."""
    return Record.objects.filter(root=record.about.root, corrected_by__isnull=True).first() if record.about else None


def holds_on(condition: Record, day: date) -> bool:
    """Whether a condition's own term has this day, both ends inclusive."""
    return bool(condition.data["from"] <= day.isoformat() <= condition.data["to"])


def _parameters(record: Record) -> dict[str, Any]:
    condition = condition_of(record)
    return dict(condition.data.get("parameters", {})) if condition else {}


def officials(_: Kind, record: Record, by: Actor, __: datetime) -> Words | None:
    """Nobody takes part whose function the condition does not name, or shuts out."""
    parameters = _parameters(record)
    allowed, shut = set(parameters.get("officials", [])), set(parameters.get("excluded", []))
    acting = {by.role.value} if record.state == PLANNED else set()  # who begins it takes part
    present = {each["function"] for each in record.data.get("performers", []) + record.data.get("attendees", [])}
    strangers = sorted((present & shut) | ((_functions(record) | acting) - allowed))
    if not strangers:
        return None
    return Words(
        f"De voorwaarde laat deze functie niet toe: {', '.join(strangers)}. Plan met wie de voorwaarde noemt.",
        f"The condition does not allow this function: {', '.join(strangers)}. Plan with those whom it names.",
    )


def _functions(record: Record) -> set[str]:
    return {each["function"] for each in record.data.get("performers", [])}


def manner(_: Kind, record: Record, __: Actor, ___: datetime) -> Words | None:
    """The check is announced or not as the condition says, and of carriers that it names."""
    allowed = _parameters(record).get("manner", {})
    asked = record.data
    if asked["notice"] in allowed.get("notice", []) and set(asked["carriers"]) <= set(allowed.get("carriers", [])):
        return None
    return Words(
        "De voorwaarde laat deze manier niet toe (aankondiging of soort gegevensdrager). Pas het plan aan.",
        "The condition does not allow this manner of checking (notice or kind of carrier). Change the plan.",
    )


def frequency(_: Kind, record: Record, __: Actor, happened: datetime) -> Words | None:
    """One more check fits in the period of the condition that holds this day."""
    terms = _parameters(record).get("frequency")
    if not terms:
        return NO_FREQUENCY
    per, most = terms["per"], terms["at_most"]
    if used(record, day_of(happened), per) < most:
        return None
    return Words(
        f"In deze periode ({per}) zijn alle {most} controles gebruikt. Plan in de volgende periode.",
        f"All {most} checks of this period ({per}) are used. Plan in the next period.",
    )


def granted(_: Kind, record: Record, __: Actor, ___: datetime) -> Words | None:
    """What a person looks at by hand is what the condition grants: settings and content are two grants."""
    if set(record.data["grants"]) <= set(_parameters(record).get("human", [])):
        return None
    return Words(
        "De voorwaarde staat niet toe dat een mens dit zelf bekijkt (instellingen of inhoud). Laat dit deel weg.",
        "The condition does not grant that a person looks at this (settings or content). Leave this part out.",
    )


NO_FREQUENCY = Words(
    "De voorwaarde noemt geen frequentie; dan is geen controle toegestaan. Vraag de officier om aanvulling.",
    "The condition names no frequency; then no check is allowed. Ask the public prosecutor to complete it.",
)


def used(record: Record, day: date, per: str) -> int:
    """Checks under the same condition that began, or are planned, in the period which ends on ``day``."""
    since = back(day, MONTHS[per])
    others = Step.objects.filter(record__about_id=record.about_id, record__kind__in=CHECKS).exclude(record=record)
    begun = [day_of(step.happened) for step in others.filter(target="onderweg")]
    planned = [day_of(step.record.happened) for step in others.filter(target="gepland", record__state="gepland")]
    return sum(since < each <= day for each in begun + planned)


def back(day: date, months: int) -> date:
    """The day so many months before; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


GUARDS: Mapping[str, Guard] = {
    "trained": trained,
    "in_force": in_force,
    "officials": officials,
    "manner": manner,
    "frequency": frequency,
    "granted": granted,
    "withstands": withstands,
}
