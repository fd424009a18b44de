"""Property lists, mutated: every one ends in an answer, whoever reads it."""

from collections import Counter
from pathlib import Path

import pytest

from inzage.readers import Reader, all_readers
from inzage.result import Unreadable
from tests.readers.mutations import mutated
from tests.readers.recipe import Case, artefact, build, cases

LISTS = [
    (reader, case)
    for reader in all_readers()
    for case in cases(reader.name)
    if str(case.facts.get("content", "")).startswith("<?xml") and isinstance(case.expected, list)
]


def test_the_readers_of_lists_are_among_them() -> None:
    assert {"safari_downloads", "macos_users", "apple_bluetooth", "macos_installed"} <= {one.name for one, _ in LISTS}


@pytest.mark.parametrize(("reader", "case"), LISTS, ids=[case.id for _, case in LISTS])
def test_a_mutated_list_ends_in_an_answer(reader: Reader, case: Case, tmp_path: Path) -> None:
    made = build(case, tmp_path)
    content, ends = made.read_bytes(), Counter[str]()
    for seed in range(60):
        made.write_bytes(mutated(content, seed))
        with artefact(made, case.facts) as one:
            try:
                acts = [seen for seen in reader.read(one, case.window) if hasattr(seen, "at")]
            except Unreadable:
                ends["unreadable"] += 1
            else:
                assert all(case.window.start <= act.at < case.window.end for act in acts)
                ends["read"] += 1
    assert ends["unreadable"]
    assert sum(ends.values()) == 60
