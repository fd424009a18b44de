"""The cohort table: one row per unit that a question counts. Every caution is a test over it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Exposure:
    """Something that could help or harm was there from a day until before another (still: None)."""

    kind: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A check, a summons, a supervision: what is counted once.

    ``sources``: keys of the records behind it. ``zero``: its time zero; ``until``: the last day that it was followed,
    on which ``event`` happened ("" for nothing: censored; the outcome's code; or one of the protocol's ``competing``).
    ``group``: what it belonged to at time zero, known then. ``marks``: what is measured of it, numbers, truths and
    words of closed lists. ``checks``: how often it was looked at for the outcome while it was followed (detection).
    ``missing``: its outcome is not known. ``lists``: versions of the code lists that its outcome was coded in.
    """

    person: str
    sources: tuple[str, ...]
    zero: date
    until: date
    event: str = ""
    group: str = ""
    marks: Mapping[str, Any] = field(default_factory=dict)
    exposures: tuple[Exposure, ...] = ()
    checks: int = 0
    missing: bool = False
    lists: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How long it was followed."""
        return (self.until - self.zero).days


@dataclass(frozen=True, slots=True)
class Cohort:
    """The units in order of entry. ``left_out``: how many were not counted, by the reason's code."""

    units: tuple[Unit, ...]
    extracted_on: date
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The digest of the whole table: the same rows give the same digest."""
        told = json.dumps([asdict(unit) for unit in self.units], default=str, sort_keys=True, ensure_ascii=False)
        return sha256(f"{self.extracted_on}\n{told}".encode()).hexdigest()
