"""A delivery goes out once, when a second person agreed: what it was for and to whom is in the log with its digest."""

from datetime import date, datetime

from inzage.evaluation import Rows
from inzage.register import Catalogue
from inzage.register.evaluating.keys import key_of
from inzage.register.evaluating.rows import Selection, selected
from inzage.register.inspection import EXPORT
from inzage.register.log import note, writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move, permitted
from inzage.register.researching import DELIVERED, Given, Terms
from inzage.register.researching.bundle import bundle
from inzage.register.researching.kinds import chosen
from inzage.register.values import Actor, Words
from inzage.register.writing import refuse
from inzage.register.zones import day_of

OVER = Words(
    "De laatste dag waarop deze gegevens mogen worden gebruikt, is voorbij. Stel een nieuwe levering voor.",
    "The last day on which these data may be used has passed. Propose a new delivery.",
)
TOLD = 64
"""Characters of a line's kind."""


def rows_of(catalogue: Catalogue, delivery: Record, by: Actor, at: datetime) -> Rows:
    """The rows that a delivery holds: own records of its kinds, as they were recorded by then."""
    kinds = chosen(catalogue, delivery.data["research_kinds"])
    return selected(Selection(kinds, by.organisation, at, key_of(by, delivery.root)))


def deliver(catalogue: Catalogue, delivery: Record, by: Actor, at: datetime) -> Given:
    """Make the zip, move the delivery and write down what left: all of it in one transaction.

    Raises:
        Refused: no second person agreed, not by this actor, or delivered before.
        StatisticsMissing: DuckDB is not installed.
    """
    kind = catalogue.kinds[delivery.kind, delivery.version]
    with writing() as moment:
        current = Record.objects.get(id=delivery.id)
        permitted(kind, current.state, DELIVERED, by, current.actor)
        if day_of(at) > date.fromisoformat(current.data["use_until"]):
            raise refuse(OVER)
        kinds = chosen(catalogue, current.data["research_kinds"])
        rows = rows_of(catalogue, current, by, moment.recorded)
        given = bundle(rows, kinds, key_of(by, current.root), _terms(current, rows.extracted_on))
        about = f"{current.data['purpose']}:{current.data['recipient']}"[:TOLD]
        note(EXPORT, current.root, by, moment, kind=about, told=given.sha256)
        move(catalogue, Asked(current.id, DELIVERED, by, at, _details(given), seen=current.state))
    return given


def _terms(delivery: Record, extracted_on: date) -> Terms:
    data = delivery.data
    until = date.fromisoformat(data["use_until"])
    return Terms(data["purpose"], data["recipient"], delivery.organisation, until, extracted_on)


def _details(given: Given) -> dict[str, str | int]:
    return {
        "zip_sha256": given.sha256,
        "zip_bytes": len(given.data),
        "event_rows": given.events,
        "span_rows": given.spans,
    }
