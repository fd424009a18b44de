"""Readers under the lock give what they give outside it: no name, no new file, no late import is needed."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzage.check.job import parse_reply, request
from inzage.check.reading import HANDLER
from inzage.readers import all_readers
from inzage.result import Status
from inzage.worker.pool import Pool
from tests.readers.recipe import Case, artefact, build, cases

REMARKS = {"Opened", "Covers", "Degraded", "Columns", "Dirty"}
EVERY_CASE = [case for reader in all_readers() for case in cases(reader.name)]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(HANDLER) as one:
        yield one


def counts(expected: Any) -> tuple[int, Counter[str]]:
    """(rows, observations by kind) of an ``expected.json``."""
    if isinstance(expected, dict):
        return 0, Counter()
    rows = sum(seen["rows"] for seen in expected if seen["kind"] == "Opened")
    return rows, Counter(seen["kind"] for seen in expected if seen["kind"] not in REMARKS)


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.id)
def test_a_locked_worker_reads_each_case(case: Case, pool: Pool, tmp_path: Path) -> None:
    with artefact(build(case, tmp_path), case.facts) as opened:
        message, descriptors = request(case.reader, case.window, opened, [], b"")
        outcome = parse_reply(pool.run(message, descriptors), case.window, [])
    assert (outcome.rows, Counter(outcome.records)) == counts(case.expected)
    assert (outcome.status in (Status.READ, Status.DEGRADED)) == isinstance(case.expected, list)
