"""The metadata door: what was said is not even selected. SQLite itself is asked which columns a query reads."""

import json
from pathlib import Path

import apsw
import pytest

from inzage.formats import hardening
from inzage.formats.sqlite import names
from inzage.mandate import DataClass
from inzage.readers import Reader, all_readers
from tests.readers.recipe import Case, build, cases, read

DOORS = (DataClass.MESSAGE_METADATA, DataClass.CONTACTS)
READERS = [reader for reader in all_readers() if reader.opens in DOORS]
CASES = [(reader, case) for reader in READERS for case in cases(reader.name) if case.is_database]

SAID = names("""
    body subject text attributedbody sub ztext zbody body_xml text_data data json content message_content
    raw_message_data payload mensagem snippet status_text zabouttext bio note
    name display_name displayname first last zname zfullname zpartnername zpushname zdisplayname dispname
    from_dispname user_name username apelido group_title system_display_name
""")
"""Columns that hold words: what was said, and what people are called."""

SCHEMA = ("sqlite_master", "pragma_table_info")
"""Tables in which "name" is the name of a table or column."""


@pytest.mark.parametrize(("reader", "case"), CASES, ids=lambda value: getattr(value, "id", ""))
def test_no_column_with_words_is_read(
    reader: Reader, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[tuple[str, str]] = set()
    allow = hardening._allow

    def listening(code: int, first: str | None, second: str | None, schema: str | None, source: str | None) -> int:
        if code == apsw.SQLITE_READ:
            asked.add(((second or "").lower(), (first or "").lower()))
        return allow(code, first, second, schema, source)

    monkeypatch.setattr(hardening, "_allow", listening)
    read(reader, build(case, tmp_path), case)
    assert {(column, table) for column, table in asked if column in SAID and table not in SCHEMA} == set()
    assert asked


@pytest.mark.parametrize(("reader", "case"), CASES, ids=lambda value: getattr(value, "id", ""))
def test_a_mark_in_every_text_does_not_come_out(reader: Reader, case: Case, tmp_path: Path) -> None:
    seen = json.dumps(read(reader, build(case, tmp_path), case), default=str)
    assert "TEXT-A" not in seen
    assert "NAME-" not in seen


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_some_case_has_the_mark_where_words_stand(reader: Reader) -> None:
    """Otherwise the test above could not fail."""
    recipes = [
        file.read_text()
        for case in cases(reader.name)
        for file in (*case.folder.glob("*.sql"), *case.folder.parent.glob("*.sql"))
    ]
    assert any("TEXT-A" in recipe or "NAME-A" in recipe for recipe in recipes)
