"""One check: a plan (pure), then a run (the only shell).

Implementations: ``plan`` (mandate and order to doors), ``job`` (what crosses into
the worker and back, with its schema), ``inside`` (what happens inside the lock),
``batch`` (what is read together), ``crew`` (who reads), ``run`` (the shell), ``answers``
(tallies and coverage to answers), ``forecast`` (how long it will take).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inzage.mandate import CarrierKind, CheckOrder, DataClass, Level, Mandate, Owner, Presented, Question, Refusal
from inzage.result import Mark, Reason

VALIDATION = "validation"
"""The question that a validation mandate asks of every reader: what do you read?"""

DIGEST = "digest"
"""The stage, after A, B and C, in which whole carriers are digested; its steps are megabytes."""


@dataclass(frozen=True, slots=True)
class Door:
    """One reader that may be used for one question."""

    question: str
    reader: str
    data_class: DataClass

    @property
    def stage(self) -> Level:
        """When it is read: stage A (low), B (medium), C (high)."""
        return self.data_class.level


@dataclass(frozen=True, slots=True)
class Budget:
    """What one check may cost; what lies beyond ends in honest coverage."""

    minutes: int = 120
    artefacts: int = 20_000
    rows: int = 50_000_000
    entries: int = 5_000_000


@dataclass(frozen=True, slots=True)
class Similar:
    """What these questions may decode: at most ``pictures`` (none: 0), against ``entries``; ``nl``, ``en`` say why."""

    questions: tuple[str, ...]
    pictures: int
    entries: int
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be read and what stays closed: printable, signable, nothing opened yet.

    ``on``: the Amsterdam day of the check. ``window``: (first, last) Amsterdam dates, None where nothing opens.
    ``lists``: list name → version that give the questions meaning.
    ``moot``: questions that cannot be answered whatever is read (no list, say), so
    that nothing is opened for them. ``exception``: why the lock may be left off. ``similar``: None where no
    question asks what pictures look like.
    """

    mandate: Mandate
    order: CheckOrder | None
    on: date
    questions: tuple[Question, ...]
    doors: tuple[Door, ...]
    refusals: tuple[Refusal, ...]
    moot: Mapping[str, Reason]
    window: tuple[date, date] | None
    budget: Budget
    lists: Mapping[str, str]
    marks: tuple[Mark, ...]
    exception: Mapping[str, object] | None = None
    similar: Similar | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A carrier as the officer lays it on the table."""

    path: str
    kind: CarrierKind
    presented: Presented
    owner: Owner


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running check is: a stage and counts, no verdict and no name.

    ``left``: seconds until all is read, None where there is no ground to say so. ``answered``: questions for which
    every stage that the plan opens for them is behind us, whatever was found (ADR 0039).
    """

    stage: str
    carrier: int
    done: int
    total: int
    rows: int
    seconds: float
    left: float | None
    answered: tuple[str, ...] = ()
