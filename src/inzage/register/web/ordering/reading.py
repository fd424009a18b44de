"""An order as it stands in the register: its newest version, its conditions, and the mandate that they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from inzage.mandate import Mandate
from inzage.register.faults import NoSuchRecord
from inzage.register.models import Record, Step
from inzage.register.running.papers import pseudonym_of
from inzage.register.running.tables import Paper
from inzage.register.values import Actor
from inzage.register.web.ordering.entry import CHECK, ORDER
from inzage.register.web.ordering.writing_down import Written, mandate_of
from inzage.register.web.reading import one

CONCEPT, PROPOSED, SIGNED = "concept", "wacht", "ondertekend"


@dataclass(frozen=True, slots=True)
class Order:
    """``record``: its newest version; ``conditions``: those in force or not executed, of every kind."""

    record: Record
    conditions: Sequence[Record]

    @property
    def checks(self) -> list[Record]:
        """Conditions for which carriers are checked."""
        return [each for each in self.conditions if each.kind == CHECK]

    @property
    def person(self) -> str:
        """The pseudonym."""
        return pseudonym_of(self.record) or ""

    def mandate(self) -> Mandate:
        """What the records come to; faults as ``writing_down.mandate_of`` has them."""
        return mandate_of(Written(self.person, self.record.data, [each.data for each in self.checks]))

    @property
    def proposal(self) -> Step | None:
        """The step with the first signature, where the order waits for the second."""
        steps = Step.objects.filter(record__root=self.record.root, target=PROPOSED)
        return steps.order_by("-recorded", "-place").first() if self.record.state == PROPOSED else None

    @property
    def paper(self) -> Paper | None:
        """The signed file, where there is one."""
        return Paper.objects.filter(about_id=self.record.root).first()


def order_of(by: Actor, key: UUID) -> Order:
    """The order that somebody may see; ``NoSuchRecord`` otherwise."""
    record = one(by, key)
    if record.kind != ORDER:
        raise NoSuchRecord(expected=ORDER, key=str(key))
    return order_with(record)


def order_with(record: Record) -> Order:
    """An order's newest version with its conditions, those that check carriers first, by their building blocks."""
    found = Record.objects.filter(noun="mandate", about_id=record.root, corrected_by__isnull=True)
    return Order(record, sorted(found, key=lambda each: (each.kind != CHECK, each.data["block"], each.root.hex)))
