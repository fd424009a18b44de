"""Readers under the lock give what they give outside it: no name, no new file, no late import is needed."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzage.check.job import parse_replies, request
from inzage.readers import all_readers
from inzage.result import Status
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS
from tests.readers.recipe import Case, artefact, build, cases

REMARKS = {"Opened", "Covers", "Degraded", "Beyond", "Columns", "Dirty"}
SHORT = 5
EVERY_CASE = [case for reader in all_readers() for case in cases(reader.name)]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(READERS) as one:
        yield one


def counts(expected: Any) -> tuple[int, Counter[str]]:
    """(rows, observations by kind) of an ``expected.json``."""
    if isinstance(expected, dict):
        return 0, Counter()
    rows = sum(seen["rows"] for seen in expected if seen["kind"] == "Opened")
    return rows, Counter(seen["kind"] for seen in expected if seen["kind"] not in REMARKS)


def of_the_carrier(expected: Any) -> set[str]:
    """Every text that an observation of the case takes from its file; shorter ones are in any reply by chance."""
    fields = [
        value for seen in expected if isinstance(seen, dict) for name, value in seen.items() if "untrusted" in name
    ]
    texts = {text for value in fields for text in (value if isinstance(value, list) else [value])}
    return {text for text in texts if isinstance(text, str) and len(text) > SHORT}


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.id)
def test_a_locked_worker_reads_each_case(case: Case, pool: Pool, tmp_path: Path) -> None:
    with artefact(build(case, tmp_path), case.facts) as opened:
        message, descriptors = request(case.reader, case.window, [opened], [], b"")
        reply = pool.run(message, descriptors)
    (outcome,) = parse_replies(reply, case.window, [], 1)
    assert [word for word in of_the_carrier(case.expected) if word in json.dumps(reply, ensure_ascii=False)] == []
    assert (outcome.rows, Counter(outcome.records)) == counts(case.expected)
    assert (outcome.status in (Status.READ, Status.DEGRADED)) == isinstance(case.expected, list)
