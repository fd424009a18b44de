"""Lists that programs keep on Windows, against files that nobody here wrote."""

import dataclasses
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inzage.observations import Degraded, Opened
from tests.real.test_browsers import OPEN, READERS, artefact

LISTS = "plaso/test_data/customDestinations-ms"
WRITTEN = datetime(2024, 1, 15, 9, tzinfo=UTC)
KNOWN = {"368d807282ccde9d": 2, "5afe4de1b92fc382": 0, "c98dce577f884ef8": 0}
"""List → shortcuts in categories that the program named. The first holds a third as a task, the second nine tasks."""


@pytest.mark.parametrize("name", KNOWN)
def test_a_real_list_of_a_program_is_read_whole_and_holds_no_file(name: str, real_data: Path) -> None:
    """The two are folders; the nine of the second list are what Windows can do."""
    with artefact(real_data / LISTS / f"{name}.customDestinations-ms") as opened:
        dated = dataclasses.replace(opened, modified=WRITTEN)
        seen = list(READERS["custom_destinations"].read(dated, OPEN))
    assert [one.rows for one in seen if isinstance(one, Opened)] == [KNOWN[name]]
    assert Counter(type(one).__name__ for one in seen)["FileTouched"] == 0
    assert not any(isinstance(one, Degraded) for one in seen)
