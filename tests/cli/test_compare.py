"""``inzage compare``: only cases that verify; a difference is told and never called a trend."""

import json
import re

import pytest

from tests.check.beside import beside
from tests.cli.room import Room, run

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")


def test_a_case_beside_itself_is_the_same_throughout(room: Room) -> None:
    done = run(*room.words("compare {case} {case}"))
    assert done.exit_code == 0
    assert "Gegevensdragers: 1 dezelfde, 0 nieuw" in done.stdout
    assert "gewijzigd" not in done.stdout
    assert re.search(r"Toen: aanwijzing\. Nu: aanwijzing\. \(gelijk\) Geteld: (\d+) en \1\.", done.stdout)
    assert "geen ontwikkeling" in done.stdout


def test_the_same_as_json(room: Room) -> None:
    told = json.loads(run(*room.words("compare {case} {case} --json")).stdout)
    assert told["carriers"] == [1, 0, 0]
    assert {one["move"] for one in told["answers"]} == {"same"}


def test_a_case_that_does_not_verify_is_compared_with_nothing(room: Room) -> None:
    done = run(*room.words("compare {case} {root}/spoilt"))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "dossier" in done.stderr
