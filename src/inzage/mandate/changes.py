"""What moved in the catalogue since a mandate pinned its building blocks.

A running order keeps its own text; this only tells what a new one would say.

References: the idea of comparing a pinned version with the current policy is that of
https://github.com/ministryofjustice/create-and-vary-a-licence-api (LicencePolicyService).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from inzage.mandate import Condition, Mandate
from inzage.mandate.building_block import BuildingBlock
from inzage.mandate.catalogue import Catalogue, current
from inzage.mandate.refusals import UnknownBlock, UnknownVersion


class Move(StrEnum):
    """What happened to a block."""

    UNKNOWN_BLOCK = "unknown_block"
    UNKNOWN_VERSION = "unknown_version"
    NEW_VERSION = "new_version"
    TEXT = "text"
    PARAMETERS = "parameters"
    QUESTIONS = "questions"
    WIDER = "wider"
    NARROWER = "narrower"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one pinned block. ``current``: the newest version known, None where there is none."""

    block: str
    version: int
    current: int | None
    move: Move
    nl: str
    en: str


def compare(mandate: Mandate, catalogue: Catalogue | None = None) -> tuple[Change, ...]:
    """Every change since the mandate's blocks were pinned, condition by condition."""
    known = catalogue or current()
    return tuple(change for condition in mandate.conditions for change in _changes(condition, known))


def _changes(condition: Condition, catalogue: Catalogue) -> Iterator[Change]:
    newest = next((block for block in catalogue.newest() if block.code == condition.block), None)
    now = newest.version if newest else None
    for move, nl, en in _moves(condition, catalogue, newest):
        yield Change(condition.block, condition.version, now, move, nl, en)


def _moves(condition: Condition, catalogue: Catalogue, newest: BuildingBlock | None) -> Iterator[tuple[Move, str, str]]:
    try:
        pinned = catalogue.block(condition.block, condition.version)
    except UnknownBlock as error:
        yield Move.UNKNOWN_BLOCK, error.sentence("nl"), error.sentence("en")
    except UnknownVersion as error:
        yield Move.UNKNOWN_VERSION, error.sentence("nl"), error.sentence("en")
    else:
        if newest and newest.version > pinned.version:
            now = newest.version
            yield Move.NEW_VERSION, f"Er is een nieuwere versie: {now}.", f"There is a newer version: {now}."
            yield from _differences(pinned, newest)


def _differences(old: BuildingBlock, new: BuildingBlock) -> Iterator[tuple[Move, str, str]]:
    if old.nl != new.nl:
        yield Move.TEXT, f"De tekst luidt nu: {new.nl}", f"The text now reads: {new.en}"
    if old.parameters != new.parameters:
        names = ", ".join(parameter.name for parameter in new.parameters) or "—"
        yield Move.PARAMETERS, f"De invullingen zijn gewijzigd: {names}.", f"The parameters changed: {names}."
    if old.questions != new.questions:
        codes = ", ".join(question.code for question in new.questions)
        yield Move.QUESTIONS, f"De vragen zijn gewijzigd: {codes}.", f"The questions changed: {codes}."
    more = ", ".join(one for one in new.data_classes if one not in old.data_classes)
    less = ", ".join(one for one in old.data_classes if one not in new.data_classes)
    if more:
        yield Move.WIDER, f"De nieuwe versie opent meer: {more}.", f"The new version opens more: {more}."
    if less:
        yield Move.NARROWER, f"De nieuwe versie opent minder: {less}.", f"The new version opens less: {less}."
    if old.status != new.status:
        yield Move.STATUS, f"De status is nu: {new.status}.", f"Its status is now: {new.status}."
