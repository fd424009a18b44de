"""A re-check skips what has not changed since: byte for byte, by digests that only the person's key can make."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from inzage.check import earlier
from inzage.signing.kit import Kit
from tests.bench import Bench, inzage, make_bench
from tests.check.beside import give_order

ASK = ("--presented", "aangereikt", "--owner", "betrokkene")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = make_bench(tmp_path)
    made.result(tmp_path / "first", *ASK)
    give_order(made, number=2)
    return made


def again(bench: Bench) -> dict[str, Any]:
    """The second check, which knows the first."""
    return bench.result(bench.root / "second", "--previous", bench.root / "first", *ASK)


def reasons(result: dict[str, Any], reader: str) -> list[str | None]:
    return [line["reason"] for line in result["coverage"] if line["reader"] == reader and line["status"] == "read"]


def test_what_has_not_changed_is_not_read_again_and_answers_all_the_same(bench: Bench) -> None:
    told = again(bench)
    read = [line for line in told["coverage"] if line["status"] == "read"]
    assert read
    assert {line["reason"] for line in read} == {"unchanged"}
    assert sum(line["rows"] for line in read) == 0
    kinds = {one["question"]: one["answer"] for one in told["answers"]}
    assert kinds["listed_places_visited"] == "no_indication"
    assert all("history_short" not in one["reasons"] for one in told["answers"])
    assert inzage("verify", bench.root / "second", "--kit", bench.papers.kit).returncode == 0


def test_only_what_has_changed_is_read_again(bench: Bench) -> None:
    changed = next((bench.carrier / "Users/bram").rglob("History"))
    with closing(sqlite3.connect(changed)) as db, db:
        db.execute("UPDATE urls SET visit_count = visit_count + 1")
    told = again(bench)
    assert reasons(told, "chromium_history").count(None) == 1
    assert set(reasons(told, "firefox_history")) == {"unchanged"}


def test_a_file_that_was_moved_is_read(bench: Bench) -> None:
    shutil.move(bench.carrier / "Users", bench.carrier / "Documents and Settings")
    assert all(reason != "unchanged" for reason in reasons(again(bench), "chromium_history"))


def test_another_version_of_the_instrument_reads_all_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = Kit.load(bench.papers.kit)
    assert earlier.previous_check(bench.root / "first", kit).whole
    monkeypatch.setattr(earlier, "fingerprint", lambda: {"engine_sha256": "another"})
    assert earlier.previous_check(bench.root / "first", kit).whole == frozenset()
    assert earlier.previous_check(bench.root / "first", None).whole == frozenset()
