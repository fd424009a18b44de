"""A question of the evaluation, written down before anyone looks at a figure.

References: target trial emulation, Hernán and others, doi 10.1093/aje/kwv254: eligibility, assignment and time zero
stand on one day.
"""

from dataclasses import dataclass
from enum import StrEnum

from inzage.words import Words


class Rung(StrEnum):
    """The ladder: nobody asks for the next rung before the one below it is answered."""

    DELIVERED = "geleverd"
    INTENDED = "zoals-bedoeld"
    SHORT_TERM = "korte-termijn"
    RECIDIVISM = "recidive"


class Head(StrEnum):
    """What the pilot is judged on."""

    LAWFUL = "rechtmatig"
    METHODICAL = "methodisch"
    EFFECTIVE = "effectief"
    FEASIBLE = "uitvoerbaar"


class Level(StrEnum):
    """For whom a figure is, and so what the publication gate does with it."""

    WORK_FLOOR = "werkvloer"
    ORGANISATION = "organisatie"
    PUBLIC = "openbaar"


class Zero(StrEnum):
    """Time zero: the day from which each unit is followed."""

    CHECK = "controle"
    SUMMONS = "dagvaarding"
    SUPERVISION = "start-toezicht"
    RELEASE = "vrijlating"
    DETENTION = "start-detentie"
    CONDITION = "start-voorwaarde"
    COMMITMENT = "toezegging"


class Estimator(StrEnum):
    """How a figure is made. Each of them tells its uncertainty."""

    WILSON = "wilson"
    ANYTIME = "beta-binomiaal"
    MEDIAN = "mediaan-bootstrap"
    KAPLAN_MEIER = "kaplan-meier"
    AALEN_JOHANSEN = "aalen-johansen"
    COX = "cox"
    MCNEMAR = "mcnemar"
    POISSON = "poisson"
    SEGMENTED = "onderbroken-tijdreeks"
    STRATIFIED = "mantel-haenszel"
    POOLED = "partiele-pooling"
    FUNNEL = "trechter"
    COUNT = "telling"


@dataclass(frozen=True, slots=True)
class Protocol:
    """What is asked, of whom, from when, and what it is for. Texts are in Dutch with English beside them.

    ``estimators``: the first is that of the main figure. ``minimum``: fewer units than this, and no figure is given but
    their number. ``looks``: how often figures may be looked at; None for any number, which only an anytime-valid
    estimator bears. ``fixed_sample``: the number of units after which the question is closed, in order of entry.
    ``competing``: codes of events after which the outcome can no longer happen. ``follow_up_days``: None where nobody
    is followed. ``lag_days``: how long a source takes to register an outcome; what lies in it looks too good.
    """

    code: str
    version: int
    title: Words
    decision_served: Words
    decision_rule: Words
    population: Words
    compared: Words
    exposure_rule: Words
    outcome: Words
    source: Words
    time_zero: Zero
    estimators: tuple[Estimator, ...]
    minimum: int
    looks: int | None
    publication: Level
    rung: Rung
    heads: tuple[Head, ...]
    follow_up_days: int | None = None
    competing: tuple[str, ...] = ()
    fixed_sample: int | None = None
    lag_days: int = 0
    rollout_order: tuple[str, ...] = ()
