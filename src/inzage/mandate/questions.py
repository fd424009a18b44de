"""What a check answers, and what is decided about each door: permitted or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inzage.mandate.data_classes import DataClass


@dataclass(frozen=True, slots=True)
class Question:
    """What a check answers. Comes from a building block; named in every answer.

    ``opens``: data classes, least intrusive first. ``list_purpose``: which lists
    give it meaning (None: none needed). ``requires``: the families of sources
    without which the question cannot be answered (a reader names its family).
    ``whole``: families that may be missing (nobody has to own such a program), but of
    which what is there must have been read whole.
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
    whole: tuple[str, ...] = ()


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
