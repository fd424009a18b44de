"""What a bundle for the police says that does not come from the carrier: which check, under what, by whom, with what.

Made by the broker before a worker is asked anything, so it crosses into the worker as JSON.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Occasion:
    """One halt: everything about it that the mandate, the kit and the clock tell.

    ``reference``: the order's own (ECLI or parketnummer); ``title``: its legal title; ``order``: which check under
    it, None without a check order; ``official``: the officer's role, never a name. ``carrier``: ordinal, with
    ``kind``, ``size`` in bytes and the keyed ``serial`` where known; None where nothing had been opened.
    ``tool`` and ``instrument``: version, and digest of the program's fingerprint. Times are aware.
    """

    check_id: str
    reference: str
    mandate_sha256: str
    title: str
    order: int | None
    organisation: str
    official: str
    carrier: int | None
    kind: str
    size: int | None
    serial: str | None
    tool: str
    instrument: str
    begun: datetime
    halted: datetime

    def __post_init__(self) -> None:
        if self.begun.tzinfo is None or self.halted.tzinfo is None:
            raise ValueError("times are aware")

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Occasion":
        """The occasion that ``json`` described; ``ValueError`` where it is none."""
        if set(value) != {field.name for field in fields(cls)}:
            raise ValueError("not the fields of an occasion")
        times = {name: datetime.fromisoformat(value[name]) for name in ("begun", "halted")}
        return cls(**{**value, **times})

    @property
    def json(self) -> dict[str, Any]:
        """As JSON values; ``Occasion.of`` gives an equal one back."""
        times = {name: moment(getattr(self, name)) for name in ("begun", "halted")}
        return {**asdict(self), **times}


def moment(at: datetime) -> str:
    """An instant as text: UTC, and RFC 3339 wherever the calendar allows that."""
    try:
        return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (OverflowError, OSError):  # the first and last day that there are, in another zone
        return at.isoformat()
