"""One question's detector each: from observations to a tally, from a tally to an answer.

The folder is the registry: ``<name>.py`` holds one class under ``@indicator``. ``observe`` runs
inside the lock; ``judge`` outside, on counts alone; ``judge_acts`` is the rule for counted acts.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol, runtime_checkable

from inzage.artefact import Window
from inzage.judging import UNSEEN, Evidence, judge_acts, only_named, share_seen
from inzage.observations import Observation, OnThisDevice
from inzage.result import Verdict
from inzage.watchlists import ListKind, Lookup
from inzage.watchlists.hosts import Hosts

Lookups = Sequence[Lookup]
Counted = tuple[str, datetime, OnThisDevice]
"""(class, when, origin): one act that counts."""


class Indicator(Protocol):
    """A detector, made per artefact inside the lock. ``lookups``: listed and benign, each tells its ``meaning``."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None: ...

    def observe(self, seen: Any) -> Iterator[Counted]:  # noqa: ANN401 - each detector observes its own kinds
        """The acts that this observation counts for (usually none or one)."""
        ...

    def conclude(self) -> Iterator[Counted]:
        """The acts that show only when the whole artefact was seen."""
        ...

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """The answer to the question, from counts alone."""


@runtime_checkable
class Heeding(Protocol):
    """A detector for which a visit counts only where ``hosts`` know its address; it need not see the others."""

    hosts: Hosts


class Detector:
    """What most detectors have alike: nothing to add at the end, and the rule for counted acts."""

    def conclude(self) -> Iterator[Counted]:
        """Nothing more: every act was counted when it was seen."""
        return iter(())

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """As every question about acts is judged."""
        return judge_acts(evidence)


@dataclass(frozen=True, slots=True)
class Registered:
    """One indicator as the rest of the house knows it."""

    name: str
    observes: tuple[type[Observation], ...]
    needs: ListKind | None
    may_use: ListKind | None
    labels: tuple[str, ...]
    make: type[Indicator]
    doc: str
    timeless: bool = False
    hourly: bool = False


def indicator(
    *,
    observes: tuple[type[Any], ...],
    needs: ListKind | None = None,
    may_use: ListKind | None = None,
    labels: tuple[str, ...] = (),
    timeless: bool = False,
    hourly: bool = False,
) -> Callable[[type[Any]], type[Any]]:
    """Declare what a detector observes, which kind of list it needs or may use, and its own closed classes.

    ``timeless``: what an act counts for hangs neither on its moment nor on the acts before it, so that of
    acts alike it is asked of one. Without it each act is given by itself, in no promised order. ``hourly``: what a
    visit counts for hangs on its hour and origin alone, so that of all in one hour it is asked of one without address.
    """

    def declare(made: type[Any]) -> type[Any]:
        module = importlib.import_module(made.__module__)
        name = made.__module__.rpartition(".")[2]
        doc = module.__doc__ or ""
        made.registered = Registered(name, observes, needs, may_use, labels, made, doc, timeless, hourly)
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


__all__ = [
    "UNSEEN", "Counted", "Detector", "Evidence", "Heeding", "Indicator", "Lookups", "Registered", "all_indicators",
    "indicator", "judge_acts", "only_named", "share_seen",
]  # fmt: skip
