"""What moved in the catalogue since a mandate pinned its blocks."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inzage.mandate import Condition, DataClass
from inzage.mandate.building_block import BlockStatus, BuildingBlock
from inzage.mandate.catalogue import Catalogue, block, current
from inzage.mandate.changes import Move, compare
from tests.mandate.made import a_mandate

OLD = block("ALG-1", 1)
PINNED = a_mandate(conditions=(Condition("ALG-1", 1),))


def moves(new: BuildingBlock) -> list[Move]:
    """What a mandate that pinned version 1 is told once ``new`` stands beside it."""
    return [change.move for change in compare(PINNED, Catalogue((OLD, replace(new, version=2))))]


def test_nothing_moved_where_the_newest_version_is_pinned() -> None:
    newest = current().newest()[0]
    assert compare(a_mandate(conditions=(Condition(newest.code, newest.version),))) == ()
    assert compare(a_mandate(conditions=())) == ()


EDITS: list[tuple[Callable[[BuildingBlock], BuildingBlock], list[Move]]] = [
    (lambda old: old, []),
    (lambda old: replace(old, nl=old.nl + " Nader."), [Move.TEXT]),
    (lambda old: replace(old, parameters=()), [Move.PARAMETERS]),
    (lambda old: replace(old, parameters=(replace(old.parameters[0], high=60),)), [Move.PARAMETERS]),
    (lambda old: replace(old, questions=(replace(old.questions[0], nl="Anders?"),)), [Move.QUESTIONS]),
    (lambda old: replace(old, data_classes=(*old.data_classes, DataClass.BROWSING)), [Move.WIDER]),
    (lambda old: replace(old, data_classes=old.data_classes[:1]), [Move.NARROWER]),
    (lambda old: replace(old, data_classes=(DataClass.BROWSING,)), [Move.WIDER, Move.NARROWER]),
    (lambda old: replace(old, status=BlockStatus.SETTLED), [Move.STATUS]),
    (lambda old: replace(old, nl="Anders.", status=BlockStatus.SETTLED), [Move.TEXT, Move.STATUS]),
]


@pytest.mark.parametrize(("edit", "told"), EDITS)
def test_each_kind_of_change_is_told(edit: Callable[[BuildingBlock], BuildingBlock], told: list[Move]) -> None:
    assert moves(edit(OLD)) == [Move.NEW_VERSION, *told]


def test_a_change_names_the_block_both_versions_and_itself_in_two_languages() -> None:
    wider = replace(OLD, version=3, data_classes=(*OLD.data_classes, DataClass.BROWSING))
    newer, opens_more = compare(PINNED, Catalogue((OLD, wider)))
    assert (newer.block, newer.version, newer.current) == ("ALG-1", 1, 3)
    assert "browsing" in opens_more.nl
    assert "browsing" in opens_more.en


def test_what_was_not_changed_in_between_is_not_told() -> None:
    middle, newest = replace(OLD, version=2, nl="Tussendoor."), replace(OLD, version=3)
    assert [one.move for one in compare(PINNED, Catalogue((OLD, middle, newest)))] == [Move.NEW_VERSION]


@pytest.mark.parametrize(
    ("condition", "move", "newest"),
    [(Condition("XX-1", 1), Move.UNKNOWN_BLOCK, None), (Condition("ALG-1", 99), Move.UNKNOWN_VERSION, 2)],
)
def test_what_is_not_known_here_is_told_and_refuses_nothing(
    condition: Condition, move: Move, newest: int | None
) -> None:
    (change,) = compare(a_mandate(conditions=(condition,)), current())
    assert (change.move, change.current) == (move, newest)
    assert str(condition.version) in change.nl or condition.block in change.nl


def test_each_condition_is_compared_on_its_own() -> None:
    both = a_mandate(conditions=(Condition("XX-1", 1), Condition("ZO-1", 1), Condition("ZO-9", 1)))
    assert [change.block for change in compare(both)] == ["XX-1", "ZO-9"]
