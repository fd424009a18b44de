"""A reader gives no other kinds of observation than it is known for: plans rest on that."""

import json
from pathlib import Path
from typing import get_args

import pytest

from inzage.observations import Observation
from inzage.readers import all_readers

KINDS = {kind.__name__ for kind in get_args(Observation)}
CASES = [
    (one, case)
    for one in all_readers()
    for case in sorted((Path(__file__).parent / one.name).iterdir())
    if case.is_dir()
]


@pytest.mark.parametrize("reader", all_readers(), ids=lambda one: one.name)
def test_every_reader_is_known_for_something(reader: object) -> None:
    assert reader.yields  # type: ignore[attr-defined]


@pytest.mark.parametrize(("reader", "case"), CASES, ids=lambda one: getattr(one, "name", ""))
def test_a_case_holds_nothing_that_its_reader_is_not_known_for(reader: object, case: Path) -> None:
    told = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    rows = told if isinstance(told, list) else told.get("yields", [])
    seen = {row["kind"] for row in rows if isinstance(row, dict) and row.get("kind") in KINDS}
    assert seen <= {kind.__name__ for kind in reader.yields}  # type: ignore[attr-defined]
