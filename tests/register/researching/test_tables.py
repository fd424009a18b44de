"""Parquet says what CSV says, and both what the rows say, whatever stands in them; DuckDB reaches one folder alone."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import StatisticsMissing
from inzage.evaluation.invented import rows as invented
from inzage.register.evaluating.keys import keyed
from inzage.register.researching import parquet
from inzage.register.researching.kinds import chosen, offered
from inzage.register.researching.parquet import shut_in, to_parquet
from inzage.register.researching.tables import EVENT, SPAN, Cell, Column, csv_lines, event_rows, record_key, span_rows
from inzage.register.values import Scope
from tests.register.ground import KINDS

KEY = b"k" * 32
COLUMNS = (Column("text", "VARCHAR", "", ""), Column("n", "BIGINT", "", ""), Column("on", "DATE", "", ""))
ODD = [
    "",
    '"',
    '""',
    ",",
    "\r\n",
    "\n",
    "\r",
    "a\nb",
    "NULL",
    "null",
    "'",
    "\\",
    "\\n",
    " ",
    "é",
    "𝄞",
    "=1+1",
    "#",
    "0",
    "\t",
]
TEXTS = st.one_of(st.sampled_from(ODD), st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
ROWS = st.lists(
    st.tuples(st.none() | TEXTS, st.none() | st.integers(-(2**63), 2**63 - 1), st.none() | DAYS), max_size=12
)


def both(folder: Path, rows: list[tuple[Cell, ...]]) -> tuple[list[tuple[Any, ...]], list[list[str]]]:
    """What is read back of the Parquet file by DuckDB, and of the CSV file by the standard library."""
    import duckdb  # noqa: PLC0415 where it is asked for

    file = folder / "t.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(csv_lines(COLUMNS, rows))
    made = to_parquet(file, COLUMNS)
    found = duckdb.connect().execute(f"FROM read_parquet('{made}')").fetchall()
    with file.open(encoding="utf-8", newline="") as told:
        csv.field_size_limit(10_000_000)
        return found, list(csv.reader(told))[1:]


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_parquet_and_csv_say_what_the_rows_say(tmp_path_factory: pytest.TempPathFactory, rows: Any) -> None:
    parquet_rows, csv_rows = both(tmp_path_factory.mktemp("t"), rows)
    assert parquet_rows == rows
    assert csv_rows == [["" if cell is None else str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("text", ODD)
def test_every_odd_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    assert both(tmp_path, [(text, 1, None), (None, None, None)])[0] == [(text, 1, None), (None, None, None)]


def test_a_very_long_text_and_many_rows_come_back(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [("x" * 3_000_000, 1, None), *((str(n), n, date(2026, 1, 1)) for n in range(5000))]
    assert both(tmp_path, rows)[0] == rows


REACHING = [
    "SELECT * FROM read_text('/etc/passwd')",
    "COPY (SELECT 1) TO '/tmp/inzage-out.csv'",
    "ATTACH '/tmp/inzage-out.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FROM 'https://listed.example/a.parquet'",
    "FROM glob('/etc/*')",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET autoinstall_known_extensions = true",
]


@pytest.mark.parametrize("query", REACHING)
def test_the_database_reaches_its_own_folder_alone(tmp_path: Path, query: str) -> None:
    import duckdb  # noqa: PLC0415 where it is asked for

    with shut_in(tmp_path) as connection:
        connection.execute(f"COPY (SELECT 1 AS n) TO '{tmp_path}/in.csv'")
        with pytest.raises(duckdb.Error):
            connection.execute(query)


def test_a_variable_of_the_program_is_no_table(tmp_path: Path) -> None:
    import duckdb  # noqa: PLC0415 where it is asked for

    secret = [(1,)]
    with shut_in(tmp_path) as connection, pytest.raises(duckdb.Error):
        connection.execute("FROM secret")
    assert secret


def test_without_the_library_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(StatisticsMissing):
        shut_in(tmp_path)
    assert "duckdb" not in vars(parquet)


def test_rows_of_a_service_keep_to_their_columns_and_join_by_their_keys() -> None:
    kinds = tuple(KINDS.kinds.values())
    made = invented(1, checks=20, supervisions=15, on=date(2026, 11, 22))
    events, spans = list(event_rows(made, kinds, KEY)), list(span_rows(made, KEY))
    assert {len(row) for row in events} == {len(EVENT)} and {len(row) for row in spans} == {len(SPAN)}
    keys = {row[1] for row in events}
    assert {row[1] for row in spans} == keys
    assert {row[2] for row in events} - {""} <= keys
    found = json.loads(str(next(row[8] for row in events if row[6] == "controle")))
    assert found.keys() == {"notice", "carriers", "enrolment"} or found.keys() == {"notice", "carriers"}
    advice = json.loads(str(next(row[8] for row in events if row[6] == "advies")))
    assert advice.keys() == {"summons_on", "category"}


def test_no_key_of_the_register_leaves_as_it_is() -> None:
    assert record_key(KEY, "abc") not in ("abc", keyed(KEY, "abc"))
    assert record_key(KEY, "") == ""
    assert record_key(b"other", "abc") != record_key(KEY, "abc")


def test_only_kinds_on_persons_that_are_counted_are_offered() -> None:
    codes = {kind.code for kind in offered(KINDS)}
    assert codes >= {"toezicht", "recidive", "onderzoekskenmerken", "oordeel", "advies"}
    assert codes.isdisjoint({"opleiding", "toezegging", "beeldbelasting", "overdracht-politie", "uitkomstregel"})
    assert codes.isdisjoint({"persoon", "verzoek-betrokkene", "toewijzing", "trekking"})
    assert all(kind.scope is Scope.PERSON for kind in offered(KINDS))
    assert [kind.version for kind in chosen(KINDS, ["recidive", "opleiding"])] == [1, 2]
