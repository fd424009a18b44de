"""The narrowest reading: what a mandate means where it is silent (ADR 0003).

Narrow is what opens least and still lets a check have meaning. Where nothing
could be opened with meaning, nothing opens.

==============================  ================================================
a mandate without               is read as
==============================  ================================================
``period``                      no day at all; with one day given, that day alone
``frequency``                   one announced check in the whole period
``manner.carriers``             computers: the least personal kind on which the
                                questions have an answer at all
``manner.presented``            handed over by the person, not merely in sight
``manner.owners``               the person's own carriers
``manner.data_classes``         classes of low intrusion that its questions need
``manner.window_days``          thirty days back
``manner.human``                nothing is shown to anybody
``officials.allowed``           the supervisor (*toezichthouder*) alone
``hit``                         stop and seal, which always happens
``retention_days``              six weeks: as long as a complaint can be made
==============================  ================================================

A silent ``officials.excluded`` or ``exclusions`` closes nothing more: there the
lint asks, because nobody but the court can know what it would have excluded.
"""

from collections.abc import Iterable
from datetime import date

from inzage.mandate import NEVER, CarrierKind, Condition, DataClass, Frequency, Level, Owner, Period, Presented
from inzage.mandate.catalogue import current
from inzage.mandate.refusals import UnknownBlock, UnknownVersion

FREQUENCY = Frequency(at_most=1, per="period", notice="announced")
CARRIERS: tuple[CarrierKind, ...] = ("computer",)
PRESENTED: tuple[Presented, ...] = ("aangereikt",)
OWNERS: tuple[Owner, ...] = ("betrokkene",)
WINDOW_DAYS = 30
OFFICIALS = ("toezichthouder",)
RETENTION_DAYS = 42

NARROWABLE = (
    "period.first", "period.last", "frequency.at_most", "frequency.per", "frequency.notice", "manner.carriers",
    "manner.presented", "manner.owners", "manner.data_classes", "manner.window_days", "manner.human",
    "officials.allowed", "hit.contact", "hit.instructions", "retention_days",
)  # fmt: skip
"""Fields that may be missing and then get the narrowest reading."""


def period(first: date | None, last: date | None) -> Period:
    """The period as far as it is given."""
    if first is None and last is None:
        return NEVER
    return Period(first or last or date.max, last or first or date.min)


def data_classes(conditions: Iterable[Condition]) -> tuple[DataClass, ...]:
    """The classes of low intrusion that the conditions' questions need; an unknown block needs none."""
    needed = {data_class for one in conditions for data_class in _classes_of(one)}
    return tuple(one for one in DataClass if one in needed and one.level == Level.LOW)


def _classes_of(condition: Condition) -> tuple[DataClass, ...]:
    try:
        return current().block(condition.block, condition.version).data_classes
    except (UnknownBlock, UnknownVersion):
        return ()
