"""What may be opened: the court's order as a typed document, and one pure decision.

Implementations: ``data_classes`` is here (the doors); ``codec`` (documents to
values and back), ``decide`` (the one point where permission is enforced),
``catalogue`` (building blocks as data), ``lint``, ``admit`` (signatures,
period, person, frequency of one mandate with one check order).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Literal


class Level(IntEnum):
    """How deep a data class intrudes; also the order of work (stage A, B, C)."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class DataClass(StrEnum):
    """What a door opens onto. Each has one intrusion level."""

    DEVICE_FACTS = "device_facts"
    ACCOUNTS = "accounts"
    SOFTWARE = "software"
    CONNECTED_DEVICES = "connected_devices"
    HISTORY_EXTENT = "history_extent"
    BROWSING = "browsing"
    SEARCHES = "searches"
    DOWNLOADS = "downloads"
    FILES_TOUCHED = "files_touched"
    SHARING = "sharing"
    CONTACTS = "contacts"
    MESSAGE_METADATA = "message_metadata"
    MESSAGE_CONTENT = "message_content"
    MEDIA_DIGESTS = "media_digests"
    RECOVERED = "recovered"

    @property
    def level(self) -> Level:
        """Low, medium or high intrusion."""
        return _LEVELS[self]


_LEVELS: Mapping[DataClass, Level] = {
    DataClass.DEVICE_FACTS: Level.LOW,
    DataClass.ACCOUNTS: Level.LOW,
    DataClass.SOFTWARE: Level.LOW,
    DataClass.CONNECTED_DEVICES: Level.LOW,
    DataClass.HISTORY_EXTENT: Level.LOW,
    DataClass.BROWSING: Level.MEDIUM,
    DataClass.SEARCHES: Level.MEDIUM,
    DataClass.DOWNLOADS: Level.MEDIUM,
    DataClass.FILES_TOUCHED: Level.MEDIUM,
    DataClass.SHARING: Level.MEDIUM,
    DataClass.CONTACTS: Level.HIGH,
    DataClass.MESSAGE_METADATA: Level.HIGH,
    DataClass.MESSAGE_CONTENT: Level.HIGH,
    DataClass.MEDIA_DIGESTS: Level.HIGH,
    DataClass.RECOVERED: Level.HIGH,
}

CarrierKind = Literal["computer", "phone", "tablet", "disk", "stick", "backup", "image"]
Presented = Literal["aangereikt", "in-zicht"]
Owner = Literal["betrokkene", "gedeeld", "ander", "kind"]
HumanGrant = Literal["settings", "content"]
Per = Literal["month", "quarter", "half_year", "year", "period"]


@dataclass(frozen=True, slots=True)
class Period:
    """Both days inclusive, Amsterdam dates."""

    first: date
    last: date


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
    notice: Literal["announced", "unannounced", "either"] = "announced"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a check may take place. ``window_days``: how far back acts may be read."""

    carriers: tuple[CarrierKind, ...]
    presented: tuple[Presented, ...]
    owners: tuple[Owner, ...]
    data_classes: tuple[DataClass, ...]
    window_days: int
    human: tuple[HumanGrant, ...] = ()


@dataclass(frozen=True, slots=True)
class Officials:
    """Roles that may carry out the check, and roles that may not."""

    allowed: tuple[str, ...]
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What stays closed by name: tokens are HMAC-SHA-256(salt, folded name), hex."""

    salt: bytes = b""
    containers: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HitProcedure:
    """What the officer does when the check stops: texts from the mandate."""

    contact: str = ""
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Mandate:
    """What one court order lets one check open. Every absent field was read narrowly.

    ``narrowed`` names the fields that were missing and got the narrowest reading.
    ``sha256`` is the digest of the signed payload.
    """

    reference: str
    person: str
    title: str
    validation: bool
    conditions: tuple[Condition, ...]
    period: Period
    frequency: Frequency
    manner: Manner
    officials: Officials
    exclusions: Exclusions
    hit: HitProcedure
    retention_days: int
    verdict_quote: str
    narrowed: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """Single-use permission for one check under one mandate, signed by the register.

    ``number`` of ``at_most`` in the current period of frequency; ``previous`` is
    the previous check's code, so that recount and gap are visible offline.
    """

    mandate_sha256: str
    person: str
    number: int
    on: date
    valid_days: int
    officials: tuple[str, ...]
    previous: str | None
    nonce: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a check answers. Comes from a building block; named in every answer.

    ``opens``: data classes, least intrusive first. ``list_purpose``: which lists
    give it meaning (None: none needed). ``requires``: the families of sources
    without which the question cannot be answered (a reader names its family).
    """

    code: str
    block: str
    indicator: str
    opens: tuple[DataClass, ...]
    requires: tuple[str, ...]
    list_purpose: str | None
    nl: str
    en: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class RefusalReason(StrEnum):
    """Why a door stays closed."""

    NOT_IN_MANDATE = "not_in_mandate"
    NOT_FOR_QUESTION = "not_for_question"
    OUT_OF_PERIOD = "out_of_period"
    NO_CONDITION = "no_condition"


@dataclass(frozen=True, slots=True)
class Permit:
    """This data class may be read for this question."""

    question: str
    data_class: DataClass


@dataclass(frozen=True, slots=True)
class Refusal:
    """This data class stays closed for this question, and why."""

    question: str
    data_class: DataClass
    reason: RefusalReason
