"""What holds for each reader, whoever adds it: one file and one case folder, and it is tested here."""

import dataclasses
import hashlib
import os
import random
import re
import typing
from pathlib import Path

import pytest

from inzage.mandate import DataClass
from inzage.observations import Observation, Remark
from inzage.readers import Reader, all_readers
from inzage.result import Reason, Unreadable
from inzage.sources.patterns import Matcher, Patterns
from tests.readers.recipe import Case, artefact, build, cases, connect, read

READERS = all_readers()
EVERY_CASE = [(reader, case) for reader in READERS for case in cases(reader.name)]
SPEAKS = (*typing.get_args(Observation), *typing.get_args(Remark))
OF_DATABASES = [reader for reader in READERS if any(case.is_database for case in cases(reader.name))]

every_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
every_case = pytest.mark.parametrize(("reader", "case"), EVERY_CASE, ids=lambda value: getattr(value, "id", ""))
each_of_databases = pytest.mark.parametrize("reader", OF_DATABASES, ids=lambda reader: reader.name)


def worked(reader: Reader) -> Case:
    """A case of a reader that yields an observation or at least can be read."""
    good = [case for case in cases(reader.name) if isinstance(case.expected, list)]
    assert good, f"readers/{reader.name}.py: expected a case in tests/readers/{reader.name}/<case>/, found none"
    return max(good, key=lambda case: len(case.expected))


def outcome(reader: Reader, made: Path, case: Case) -> tuple[list[str], Reason | None]:
    """(kinds yielded, reason) where the file is damaged."""
    with artefact(made, case.facts | {"sure": True}) as opened:
        kinds = []
        try:
            for seen in reader.read(opened, case.window):
                kinds.append(type(seen).__name__)
        except Unreadable as fault:
            return kinds, fault.reason
    return kinds, None


def fingerprints(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


@every_reader
def test_a_reader_has_a_worked_case(reader: Reader) -> None:
    assert any(isinstance(case.expected, list) and len(case.expected) > 1 for case in cases(reader.name))


def test_every_case_belongs_to_a_reader() -> None:
    folders = {path.parent.parent.name for path in Path(__file__).parent.glob("*/*/expected.json")}
    assert folders == {reader.name for reader in READERS}


@every_case
def test_a_case_gives_what_it_promises(reader: Reader, case: Case, tmp_path: Path) -> None:
    assert read(reader, build(case, tmp_path), case) == case.expected


@every_case
def test_reading_twice_gives_the_same_and_leaves_the_copy_untouched(reader: Reader, case: Case, tmp_path: Path) -> None:
    made = build(case, tmp_path)
    before = fingerprints(tmp_path)
    assert read(reader, made, case) == read(reader, made, case)
    assert fingerprints(tmp_path) == before


@every_reader
def test_a_reader_yields_only_the_closed_vocabulary(reader: Reader, tmp_path: Path) -> None:
    case = worked(reader)
    with artefact(build(case, tmp_path), case.facts) as opened:
        for seen in reader.read(opened, case.window):
            assert type(seen) in SPEAKS
            times = [value for value in map(seen.__getattribute__, _fields(seen)) if hasattr(value, "tzinfo")]
            assert all(str(time.tzinfo) == "UTC" for time in times)


@every_reader
def test_what_is_yielded_lies_inside_the_window(reader: Reader, tmp_path: Path) -> None:
    case = worked(reader)
    with artefact(build(case, tmp_path), case.facts) as opened:
        acts = [seen for seen in reader.read(opened, case.window) if isinstance(seen, typing.get_args(Observation))]
    assert all(case.window.start <= act.at < case.window.end for act in acts)


@every_reader
def test_a_reader_says_what_it_is(reader: Reader) -> None:
    assert reader.opens in DataClass
    assert re.fullmatch(r"[a-z_]+", reader.family)
    assert reader.at or reader.elsewhere
    assert "References:" in reader.doc
    assert reader.doc.splitlines()[0].endswith(".")


@every_reader
def test_the_patterns_of_a_reader_can_be_matched(reader: Reader) -> None:
    matcher = Matcher([Patterns(reader.name, reader.at, reader.elsewhere, reader.beside)])
    for glob in reader.at:
        path = glob.replace("**", "a/b").replace("*", "x").replace("?", "y")
        assert list(matcher.match(f"Users/somebody/{path}")) == [(reader.name, True)]


@each_of_databases
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (bytes(10_000), Reason.ZEROED),
        (b"<html>no database</html>" * 100, Reason.NOT_A_DATABASE),
        (b"SQLite format 3\0", Reason.TRUNCATED),
        (b"SQLite format 3\0" + bytes(5104), Reason.DAMAGED),
    ],
    ids=["empty", "zeroed", "not_a_database", "cut_after_16_bytes", "header_of_zeros"],
)
def test_what_is_no_database_is_refused(reader: Reader, content: bytes, reason: Reason, tmp_path: Path) -> None:
    made = tmp_path / "file"
    made.write_bytes(content)
    assert outcome(reader, made, worked(reader)) == ([], reason)


@each_of_databases
def test_a_sparse_file_of_ten_gigabytes_is_refused_at_once(reader: Reader, tmp_path: Path) -> None:
    made = tmp_path / "file"
    with made.open("wb") as file:
        file.truncate(10 * 2**30)
    assert outcome(reader, made, worked(reader)) == ([], Reason.ZEROED)


@each_of_databases
def test_a_database_stretched_to_ten_gigabytes_is_read_as_it_was(reader: Reader, tmp_path: Path) -> None:
    case = worked(reader)
    made = build(case, tmp_path)
    os.truncate(made, 10 * 2**30)
    assert read(reader, made, case) == case.expected


@each_of_databases
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_database_is_refused_or_a_lower_bound(reader: Reader, part: float, tmp_path: Path) -> None:
    case = worked(reader)
    made = build(case, tmp_path)
    whole, _ = outcome(reader, made, case)
    os.truncate(made, int(made.stat().st_size * part))
    kinds, reason = outcome(reader, made, case)
    assert reason in (Reason.TRUNCATED, Reason.TABLE_MISSING) or "Degraded" in kinds
    assert len(kinds) <= len(whole) + 1


@each_of_databases
@pytest.mark.parametrize("seed", range(6))
def test_two_hundred_flipped_bits_end_in_an_answer(reader: Reader, seed: int, tmp_path: Path) -> None:
    case = worked(reader)
    made = build(case, tmp_path)
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(made.read_bytes())
    for _ in range(200):
        content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
    made.write_bytes(content)
    kinds, reason = outcome(reader, made, case)
    assert reason is not None or "Opened" in kinds


@each_of_databases
@pytest.mark.parametrize(
    "body",
    [
        "SELECT 1 AS id, 1 AS url, 1 AS visit_time, 0x30000000 AS transition",
        "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n",
    ],
    ids=["plain", "recursive_without_end"],
)
def test_a_table_that_is_a_view_is_refused(reader: Reader, body: str, tmp_path: Path) -> None:
    case = worked(reader)
    made = build(case, tmp_path)
    db = connect(made)
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        if not table.startswith("sqlite_"):
            db.execute(f"ALTER TABLE {table} RENAME TO was_{table}")
            db.execute(f"CREATE VIEW {table} AS {body}")
    db.close()
    assert outcome(reader, made, case) == ([], Reason.TABLE_IS_A_VIEW)


@each_of_databases
def test_a_database_without_the_table_is_refused(reader: Reader, tmp_path: Path) -> None:
    made = tmp_path / "file"
    db = connect(made)
    db.execute("CREATE TABLE notes(id INTEGER PRIMARY KEY)")
    db.close()
    case = worked(reader)
    assert outcome(reader, made, case) == ([], Reason.TABLE_MISSING)
    assert read(reader, made, case, sure=False) == {"unreadable": "other_kind"}


def _fields(seen: object) -> list[str]:
    return [field.name for field in dataclasses.fields(seen)]  # type: ignore[arg-type]


def test_every_kind_of_observation_has_a_case() -> None:
    kinds = {
        seen["kind"] for _, case in EVERY_CASE for seen in (case.expected if isinstance(case.expected, list) else [])
    }
    assert kinds >= {kind.__name__ for kind in typing.get_args(Observation)}


def test_every_reader_says_what_it_can_give() -> None:
    """One that says nothing is of use to no question, and what it reads stays shut without a word."""
    assert [reader.name for reader in all_readers() if not reader.yields] == []
