"""One question's detector each: from observations to a tally, from a tally to an answer.

The folder is the registry: ``<name>.py`` holds one class under ``@indicator``.
``observe`` runs inside the lock; ``judge`` runs outside, on counts alone.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from inzage.observations import Observation, OnThisDevice
from inzage.result import AnswerKind, Coverage, Reason, Status, Tally, Verdict
from inzage.watchlists import ListKind, Lookup

Counted = tuple[str, datetime, OnThisDevice]
"""(class, when, origin): one act that counts."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ``judge`` may weigh beside the tally: counts and circumstances, no content.

    ``coverage``: of the sources that the question may read. ``required``: families
    that must have been seen. ``families``: reader name → family. ``history_short``:
    the window starts before what some history still holds. ``shared``: carriers
    whose profile several people use; their acts alone carry no indication.
    ``list_reason``: ``NO_LIST``, ``STALE_LIST`` or None.
    """

    coverage: Sequence[Coverage]
    families: Mapping[str, str]
    required: tuple[str, ...]
    history_short: bool
    list_reason: Reason | None
    from_own: Tally
    from_shared: Tally


class Indicator(Protocol):
    """A detector. Made once per artefact, inside the lock."""

    def __init__(self, lookups: Sequence[Lookup], parameters: Mapping[str, object]) -> None: ...

    def observe(self, seen: Any) -> Iterator[Counted]:  # noqa: ANN401 - each detector observes its own kinds
        """The acts that this observation counts for (usually none or one)."""
        ...

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """The answer to the question, from counts alone."""
        ...


@dataclass(frozen=True, slots=True)
class Registered:
    """One indicator as the rest of the house knows it."""

    name: str
    observes: tuple[type[Observation], ...]
    needs: ListKind | None
    labels: tuple[str, ...]
    make: type[Indicator]
    doc: str


def indicator(
    *, observes: tuple[type[Any], ...], needs: ListKind | None = None, labels: tuple[str, ...] = ()
) -> Callable[[type[Any]], type[Any]]:
    """Declare what a detector observes, which kind of list it needs, and its own closed classes."""

    def declare(made: type[Any]) -> type[Any]:
        module = importlib.import_module(made.__module__)
        name = made.__module__.rpartition(".")[2]
        made.registered = Registered(name, observes, needs, labels, made, module.__doc__ or "")
        return made

    return declare


@cache
def all_indicators() -> tuple[Registered, ...]:
    """Every indicator in this folder, by name."""
    return tuple(_load(module.name) for module in pkgutil.iter_modules(__path__))


def _load(name: str) -> Registered:
    module = importlib.import_module(f"{__name__}.{name}")
    found = [r for v in vars(module).values() if isinstance(r := getattr(v, "registered", None), Registered)]
    if len(found) != 1 or found[0].name != name:
        raise TypeError(f"indicators/{name}.py: expected one class under @indicator, found {len(found)}")
    return found[0]


UNSEEN = frozenset({Status.UNREADABLE, Status.DEGRADED, Status.ENCRYPTED, Status.OVER_BUDGET, Status.NOT_REACHED})
"""Statuses of a source that was there and was not read whole."""


def share_seen(coverage: Sequence[Coverage]) -> float:
    """Artefacts read whole, over the artefacts there were (1.0 where there were none to read)."""
    read = sum(1 for c in coverage if c.status == Status.READ)
    unseen = sum(1 for c in coverage if c.status in UNSEEN)
    return read / (read + unseen) if read + unseen else 1.0


__all__ = [
    "UNSEEN", "AnswerKind", "Counted", "Evidence", "Indicator", "Reason", "Registered", "Verdict",
    "all_indicators", "indicator", "share_seen",
]  # fmt: skip
