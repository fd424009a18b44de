"""What the evaluation is given: events and spans, without a name, a text or a member of staff."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to a person on a day.

    ``person``: a key that means nothing elsewhere; empty where a record is on nobody (a commitment, a training).
    ``kind``: the kind with its version, ``controle@1``. ``attributes``: numbers, days and values of closed lists,
    nested as the kind has them. ``source``, ``about``, ``trajectory``: keys of the record, of the record that it is
    about and of its trajectory; empty where there is none. Inside the register they lead back to the record; what
    leaves it carries other keys.
    """

    person: str
    on: date
    kind: str
    attributes: Mapping[str, Any]
    source: str = ""
    about: str = ""
    trajectory: str = ""

    @property
    def code(self) -> str:
        """The kind without its version."""
        return self.kind.partition("@")[0]


@dataclass(frozen=True, slots=True)
class Span:
    """A record was in a state from a day until before another (still: None). ``reasons``: what was said at its begin.

    A record that corrects another bears the source of the first version; keys as of :class:`Event`.
    """

    person: str
    since: date
    until: date | None
    kind: str
    state: str
    reasons: Mapping[str, Any]
    source: str = ""

    @property
    def code(self) -> str:
        """The kind without its version."""
        return self.kind.partition("@")[0]


@dataclass(frozen=True, slots=True)
class Rows:
    """All that a question may see. ``extracted_on``: the day of the extraction, on which everything is cut off."""

    events: tuple[Event, ...]
    spans: tuple[Span, ...]
    extracted_on: date

    def of(self, *codes: str) -> Iterator[Event]:
        """The events of some kinds, in order of time."""
        return (event for event in self.events if event.code in codes)

    def spans_of(self, *codes: str) -> Iterator[Span]:
        """The spans of some kinds, in order of time."""
        return (span for span in self.spans if span.code in codes)
