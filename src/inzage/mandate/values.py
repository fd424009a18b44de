"""The parts of a mandate: period, conditions, frequency, manner, officials, exclusions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from inzage.mandate.data_classes import DataClass

CarrierKind = Literal["computer", "phone", "tablet", "disk", "stick", "backup", "image"]
Presented = Literal["aangereikt", "in-zicht"]
Owner = Literal["betrokkene", "gedeeld", "ander", "kind"]
HumanGrant = Literal["settings", "content"]
Per = Literal["month", "quarter", "half_year", "year", "period"]
Notice = Literal["announced", "unannounced", "either"]


@dataclass(frozen=True, slots=True)
class Period:
    """Both days inclusive, Amsterdam dates."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


NEVER = Period(date.max, date.min)
"""The period of a mandate that names none: it holds no day."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A special condition the court imposed, as a pinned building block."""

    block: str
    version: int
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frequency:
    """At most ``at_most`` checks per ``per``; ``notice``: announced beforehand or not."""

    at_most: int
    per: Per
    notice: Notice = "announced"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a check may take place. ``window_days``: how far back acts may be read.

    ``human_items``: how many items a human may look at for one question, where ``human`` grants content.
    """

    carriers: tuple[CarrierKind, ...]
    presented: tuple[Presented, ...]
    owners: tuple[Owner, ...]
    data_classes: tuple[DataClass, ...]
    window_days: int
    human: tuple[HumanGrant, ...] = ()
    human_items: int = 0


@dataclass(frozen=True, slots=True)
class Officials:
    """Roles that may carry out the check, and roles that may not."""

    allowed: tuple[str, ...]
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What stays closed by name: tokens are HMAC-SHA-256(salt, folded name), hex.

    ``contacts``: numbers, addresses and accounts of lawyers, doctors and others, in one
    spelling (``handles``); what passed between them and the person counts nowhere.
    """

    salt: bytes = b""
    containers: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HitProcedure:
    """What the officer does when the check stops: texts from the mandate."""

    contact: str = ""
    instructions: str = ""
