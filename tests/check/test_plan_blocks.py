"""Each building block opens the readers its questions need: by what the readers' cases yielded, not by what they say.

A reader that is thought to give nothing a question counts is not opened, and what it would have read stays shut without
a word. So this is held to cases recorded from files, and not to ``yields``, by which the plan itself goes.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from inzage.check.plan import ListsAtHand, make_plan
from inzage.indicators import all_indicators
from inzage.mandate import Condition, DataClass, Mandate
from inzage.mandate.building_block import BuildingBlock
from inzage.mandate.catalogue import current
from inzage.readers import all_readers

CASES = Path(__file__).parents[1] / "readers"
TODAY = date(2026, 11, 21)
OBSERVES = {made.name: made.observes for made in all_indicators()}
HISTORIES = {"chromium_history", "firefox_history", "safari_history", "webcache_history", "ie_history"}


@cache
def seen_of(reader: str) -> frozenset[str]:
    """The kinds that a reader's own cases recorded."""
    return frozenset(kind for case in (CASES / reader).glob("*/expected.json") for kind in _kinds(case))


def _kinds(case: Path) -> Iterator[str]:
    told = json.loads(case.read_text(encoding="utf-8"))
    rows = told if isinstance(told, list) else told.get("yields", [])
    return (row["kind"] for row in rows)


def opened(block: BuildingBlock, mandate: Mandate) -> dict[str, set[str]]:
    """Question → readers behind its doors, where the mandate asks this block and all its questions have their lists."""
    given = replace(mandate, conditions=(Condition(block.code, block.version),))
    plan = make_plan(given, None, block.questions, all_readers(), ListsAtHand({}, {}), on=TODAY, observes=OBSERVES)
    assert plan.refusals == ()
    return {asked.code: {door.reader for door in plan.doors if door.question == asked.code} for asked in plan.questions}


@pytest.mark.parametrize("block", current().blocks, ids=lambda one: f"{one.code}.v{one.version}")
def test_a_block_opens_every_reader_that_gave_what_its_questions_count(
    block: BuildingBlock, opening: Callable[..., Mandate]
) -> None:
    behind = opened(block, opening(*DataClass))
    for asked in block.questions:
        counted = {kind.__name__ for kind in OBSERVES[asked.indicator]}
        needed = {one.name for one in all_readers() if one.opens in asked.opens and counted & seen_of(one.name)}
        assert needed, f"{asked.code}: no reader at all gives what it counts"
        assert needed - behind[asked.code] == set()


@pytest.mark.parametrize(("code", "question"), [("ZO-1", "listed_places_visited"), ("CY-2", "listed_markets_visited"),
                                                ("ALG-5", None)])  # fmt: skip
def test_a_block_about_browsing_opens_every_history(
    code: str, question: str | None, opening: Callable[..., Mandate]
) -> None:
    block = next(one for one in current().newest() if one.code == code)
    behind = opened(block, opening(DataClass.BROWSING, DataClass.DOWNLOADS, DataClass.SOFTWARE))
    histories = {one.name for one in all_readers() if one.family == "browser_history"}
    assert histories >= HISTORIES
    assert histories - behind[question or block.questions[0].code] == set()


@pytest.mark.parametrize("block", current().blocks, ids=lambda one: f"{one.code}.v{one.version}")
def test_a_block_opens_nothing_that_its_questions_do_not_name(
    block: BuildingBlock, opening: Callable[..., Mandate]
) -> None:
    behind = opened(block, opening(*DataClass))
    classes = {one.name: one.opens for one in all_readers()}
    for asked in block.questions:
        assert {classes[name] for name in behind[asked.code]} <= set(asked.opens)
