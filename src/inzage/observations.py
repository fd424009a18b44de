"""The closed vocabulary that readers speak: observations, and remarks on the reading.

An observation never leaves the locked worker. Every time is an aware UTC
``datetime``. Fields called ``untrusted_…`` hold what the carrier says. One field
name has one type throughout. A new kind of observation needs an ADR; a new
reader does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OnThisDevice(StrEnum):
    """Was the act done on this device, or synchronised from another?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ProgramKind(StrEnum):
    """Closed classes of ordinary programs."""

    WIPING = "wiping"


@dataclass(frozen=True, slots=True)
class Visit:
    """An address opened by the person: an act, not a sub-frame, reload or redirect hop."""

    at: datetime
    untrusted_url: str
    on_this_device: OnThisDevice


@dataclass(frozen=True, slots=True)
class Search:
    """Words given to a search engine or search bar."""

    at: datetime
    untrusted_text: str
    on_this_device: OnThisDevice


@dataclass(frozen=True, slots=True)
class Download:
    """A file fetched by a program; ``untrusted_urls`` is the chain, final address last."""

    at: datetime
    untrusted_urls: tuple[str, ...]
    on_this_device: OnThisDevice


@dataclass(frozen=True, slots=True)
class HistoryGap:
    """Records that were there and are not: ``missing`` of them between two kept ones."""

    at: datetime
    missing: int
    on_this_device: OnThisDevice


@dataclass(frozen=True, slots=True)
class HistoryEmptied:
    """A history younger than the profile's own use shows, not explained by expiry.

    ``at`` is the first moment that the history still covers (or of the last
    change of the file, where it holds nothing).
    """

    at: datetime
    on_this_device: OnThisDevice


@dataclass(frozen=True, slots=True)
class ProgramTrace:
    """A trace of a program of a closed class; ``at`` is its last known use."""

    at: datetime
    program: ProgramKind
    on_this_device: OnThisDevice


Observation = Visit | Search | Download | HistoryGap | HistoryEmptied | ProgramTrace


@dataclass(frozen=True, slots=True)
class Opened:
    """Remark: so many rows of the main table inside the window were opened."""

    rows: int


@dataclass(frozen=True, slots=True)
class Covers:
    """Remark: the time that the artefact really covers, whatever the window."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Degraded:
    """Remark: read, but not whole; what it yields is a lower bound."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Remark: of the reader's own columns ``missing`` are absent, ``unknown`` others present."""

    missing: tuple[str, ...]
    unknown: int


Remark = Opened | Covers | Degraded | Columns

Record = Mapping[str, int]
"""Observation kind (class name) to how many acts of it were yielded."""
