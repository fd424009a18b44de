"""Two cases of one person side by side: what is new, gone or changed, and why it may be so. Pure.

A difference between two checks has many causes besides the person: another version of
the instrument or of a list, another mandate, a door that was shut, a reader that did
not exist, a history that reaches less far. Each is named. Counts stand beside each
other only where none of them lies between; a *trend* is never spoken of, for two
numbers are none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from inzage.errors import RefusedByMandate
from inzage.mandate.signed import any_mandate
from inzage.record import CaseFault
from inzage.record.reading import Case

Json = Mapping[str, Any]
_READ = ("read", "degraded")
_SHUT = ("closed", "excluded", "out_of_period")
_SILENT = ("absent", "not_needed")


class Ground(StrEnum):
    """Why two counts may not be laid beside each other."""

    INSTRUMENT = "instrument"
    METHOD = "method"
    LISTS = "lists"
    MANDATE = "mandate"
    CARRIERS = "carriers"
    KIT = "kit"
    ENDING = "ending"


class Move(StrEnum):
    """What became of an answer or a source."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class Cause(StrEnum):
    """Why a source is seen otherwise than before."""

    NEW_READER = "new_reader"
    DOOR_OPENED = "door_opened"
    DOOR_SHUT = "door_shut"
    APPEARED = "appeared"
    DISAPPEARED = "disappeared"
    READABLE_NOW = "readable_now"
    UNREADABLE_NOW = "unreadable_now"
    HISTORY_LATER = "history_later"


@dataclass(frozen=True, slots=True)
class AnswerMove:
    """One question in both cases. ``counts``: (before, after).

    None where ``grounds`` forbid to compare them, or where one of the two was not assessable.
    """

    question: str
    move: Move
    before: str | None
    after: str | None
    counts: tuple[int, int] | None
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class SourceMove:
    """One reader that saw another thing. ``unseen``: days between the last check and what its history still holds."""

    reader: str
    cause: Cause
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both cases side by side. ``carriers``: how many are the same, new and gone; None where nobody can tell."""

    grounds: tuple[Ground, ...]
    carriers: tuple[int, int, int] | None
    answers: tuple[AnswerMove, ...]
    sources: tuple[SourceMove, ...]


class CasesOfTwoPersons(CaseFault, RefusedByMandate):
    """The two cases concern two persons, or come in the wrong order."""

    nl = (
        "Verwacht: twee dossiers van één persoon, het oudste eerst. Gevonden: {found}. "
        "Geef ze zo op; er is niets vergeleken."
    )
    en = "Expected: two cases of one person, the older one first. Found: {found}. Give them so; nothing was compared."


def compare(before: Case, after: Case) -> Comparison:
    """Lay two cases of one person side by side; ``CasesOfTwoPersons`` where they are not."""
    _fit(before, after)
    carriers = _carriers(before, after)
    grounds = tuple(_grounds(before.result, after.result, carriers))
    return Comparison(grounds, carriers, tuple(_answers(before, after, grounds)), tuple(_sources(before, after)))


def _fit(before: Case, after: Case) -> None:
    if any_mandate(before.mandate).person != any_mandate(after.mandate).person:
        raise CasesOfTwoPersons(found=("dossiers van twee personen", "cases of two persons"))
    if _last(before) > _last(after):
        raise CasesOfTwoPersons(found=("het jongste dossier eerst", "the younger case first"))


def _last(case: Case) -> date:
    return date.fromisoformat(case.result["window"]["to"])


def _grounds(old: Json, new: Json, carriers: tuple[int, int, int] | None) -> Iterator[Ground]:
    if old["instrument"]["engine_sha256"] != new["instrument"]["engine_sha256"]:
        yield Ground.INSTRUMENT
    if old["method_version"] != new["method_version"]:
        yield Ground.METHOD
    if old["mandate_sha256"] != new["mandate_sha256"]:
        yield Ground.MANDATE
    if not old["status"] == new["status"] == "done":
        yield Ground.ENDING
    if carriers is None:
        yield Ground.KIT
    elif carriers[1:] != (0, 0):
        yield Ground.CARRIERS


def _carriers(before: Case, after: Case) -> tuple[int, int, int] | None:
    """Keys are made under the kit's own key: those of two kits say nothing of each other."""
    if before.kit_key.keyid != after.kit_key.keyid:
        return None
    old, new = ({one["key"] for one in case.result["carriers"]} for case in (before, after))
    return len(old & new), len(new - old), len(old - new)


def _answers(before: Case, after: Case, grounds: tuple[Ground, ...]) -> Iterator[AnswerMove]:
    old, new = ({one["question"]: one for one in case.result["answers"]} for case in (before, after))
    for question in dict.fromkeys([*new, *old]):
        one, other = old.get(question), new.get(question)
        if one and other:
            yield _both(question, one, other, grounds)
        elif one:
            yield AnswerMove(question, Move.GONE, one["answer"], None, None, grounds)
        elif other:
            yield AnswerMove(question, Move.NEW, None, other["answer"], None, grounds)


def _both(question: str, one: Json, other: Json, grounds: tuple[Ground, ...]) -> AnswerMove:
    same_lists = _lists(one) == _lists(other)
    mine = grounds if same_lists else (*grounds, Ground.LISTS)
    move = Move.SAME if one["answer"] == other["answer"] else Move.CHANGED
    unseen = "not_assessable" in (one["answer"], other["answer"])
    counts = None if mine or unseen else (one["count"], other["count"])
    return AnswerMove(question, move, one["answer"], other["answer"], counts, mine)


def _lists(answer: Json) -> list[tuple[str, str]]:
    return sorted((one["name"], one["version"]) for one in answer["lists"])


def _sources(before: Case, after: Case) -> Iterator[SourceMove]:
    old, new = (_by_reader(case.result["coverage"]) for case in (before, after))
    checked = _last(before)
    for reader in sorted(old.keys() | new.keys()):
        cause = _cause(old.get(reader, ()), new.get(reader, ()))
        if cause:
            yield SourceMove(reader, cause)
        unseen = max((_unseen(line, checked) for line in new.get(reader, ())), default=0)
        if unseen:
            yield SourceMove(reader, Cause.HISTORY_LATER, unseen)


def _by_reader(coverage: Iterable[Json]) -> dict[str, tuple[Json, ...]]:
    found: dict[str, tuple[Json, ...]] = {}
    for line in coverage:
        found[line["reader"]] = (*found.get(line["reader"], ()), line)
    return found


def _cause(old: tuple[Json, ...], new: tuple[Json, ...]) -> Cause | None:
    """The first of the causes that fits what was seen of one reader then and now."""
    was, now = {line["status"] for line in old}, {line["status"] for line in new}
    read_then, read_now = bool(was & set(_READ)), bool(now & set(_READ))
    if read_now and not read_then:
        if not was:
            return Cause.NEW_READER
        return _first(was, Cause.DOOR_OPENED, Cause.APPEARED, Cause.READABLE_NOW)
    if read_then and not read_now:
        return _first(now, Cause.DOOR_SHUT, Cause.DISAPPEARED, Cause.UNREADABLE_NOW)
    return None


def _first(statuses: set[str], shut: Cause, silent: Cause, other: Cause) -> Cause:
    if statuses - set(_SHUT) - set(_SILENT):
        return other
    return shut if statuses & set(_SHUT) else silent


def _unseen(line: Json, checked: date) -> int:
    """Days after the last check that this history no longer holds; 0 where it reaches back far enough."""
    if line["status"] not in _READ or not line["covers"]:
        return 0
    return max(0, (date.fromisoformat(line["covers"]["first"]) - checked).days - 1)
