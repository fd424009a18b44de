"""What was said is not even selected, but behind the door of content: SQLite is asked which columns a query reads."""

import json
from collections.abc import Mapping
from pathlib import Path

import apsw
import pytest

from inzage.formats import hardening
from inzage.formats.sqlite import names
from inzage.mandate import DataClass
from inzage.readers import Reader, all_readers
from tests.readers.recipe import Case, build, cases, read

DOORS = (DataClass.MESSAGE_METADATA, DataClass.CONTACTS, DataClass.MESSAGE_CONTENT)
READERS = [reader for reader in all_readers() if reader.opens in DOORS]
CASES = [(reader, case) for reader in READERS for case in cases(reader.name) if case.is_database]

SAID = names("""
    body subject text attributedbody sub ztext zbody body_xml text_data data json content message_content
    raw_message_data payload mensagem snippet status_text zabouttext bio note media_caption ztitle archive
    name display_name displayname first last zname zfullname zpartnername zpushname zdisplayname dispname
    from_dispname user_name username apelido group_title system_display_name
""")
"""Columns that hold words: what was said, and what people are called."""

SPOKEN: Mapping[str, frozenset[tuple[str, str]]] = {
    "android_sms_texts": frozenset({("body", "sms"), ("text", "part")}),
    "badoo_messages_texts": frozenset({("payload", "message")}),
    "discord_texts": frozenset({("data", "messages0")}),
    "instagram_ios_texts": frozenset({("archive", "messages")}),
    "ios_messages_texts": frozenset({("text", "message"), ("attributedbody", "message")}),
    "kik_android_texts": frozenset({("body", "messagestable")}),
    "kik_ios_texts": frozenset({("zbody", "zkikmessage")}),
    "signal_android_texts": frozenset({("body", "message")}),
    "signal_desktop_texts": frozenset({("body", "messages")}),
    "skype_texts": frozenset({("body_xml", "messages")}),
    "tiktok_android_texts": frozenset({("content", "msg")}),
    "tiktok_ios_texts": frozenset({("content", "timmessageorm")}),
    "tinder_messages_texts": frozenset({("text", "message")}),
    "whatsapp_android_texts": frozenset(
        {("text_data", "message"), ("data", "messages"), ("media_caption", "messages")}
    ),
    "whatsapp_ios_texts": frozenset({("ztext", "zwamessage"), ("ztitle", "zwamediaitem")}),
}
"""The one exception, column by column: what is read behind the door of content, and by whom."""

SCHEMA = ("sqlite_master", "pragma_table_info")
"""Tables in which "name" is the name of a table or column."""


def words_read(reader: Reader, case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The columns with words, as (column, table), that SQLite is asked for while a case is read."""
    asked: set[tuple[str, str]] = set()
    allow = hardening._allow

    def listening(code: int, first: str | None, second: str | None, schema: str | None, source: str | None) -> int:
        if code == apsw.SQLITE_READ:
            asked.add(((second or "").lower(), (first or "").lower()))
        return allow(code, first, second, schema, source)

    monkeypatch.setattr(hardening, "_allow", listening)
    read(reader, build(case, folder), case)
    assert asked
    return {(column, table) for column, table in asked if column in SAID and table not in SCHEMA}


@pytest.mark.parametrize(("reader", "case"), CASES, ids=lambda value: getattr(value, "id", ""))
def test_no_column_with_words_is_read(
    reader: Reader, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert words_read(reader, case, tmp_path, monkeypatch) <= SPOKEN.get(reader.name, frozenset())


def test_the_exception_is_for_the_door_of_content_alone() -> None:
    assert set(SPOKEN) == {reader.name for reader in READERS if reader.opens is DataClass.MESSAGE_CONTENT}


@pytest.mark.parametrize("name", SPOKEN)
def test_every_exception_is_made_use_of(
    name: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = [(reader, case) for reader, case in CASES if reader.name == name]
    read_in_cases = [words_read(*one, tmp_path_factory.mktemp("made"), monkeypatch) for one in mine]
    assert frozenset().union(*read_in_cases) == SPOKEN[name]


@pytest.mark.parametrize(("reader", "case"), CASES, ids=lambda value: getattr(value, "id", ""))
def test_a_mark_in_every_text_does_not_come_out(reader: Reader, case: Case, tmp_path: Path) -> None:
    """Behind the door of content the mark stands in what is no message, no word or not in the window."""
    seen = json.dumps(read(reader, build(case, tmp_path), case), default=str)
    assert "TEXT-A" not in seen
    assert "NAME-" not in seen


SHUT = ("messengers_unread",)
"""Readers that look at the first bytes alone: there is no text in their cases to come out."""


@pytest.mark.parametrize("reader", [one for one in READERS if one.name not in SHUT], ids=lambda reader: reader.name)
def test_some_case_has_the_mark_where_words_stand(reader: Reader) -> None:
    """Otherwise the test above could not fail."""
    recipes = [
        file.read_text()
        for case in cases(reader.name)
        for file in (*case.folder.glob("*.sql"), *case.folder.parent.glob("*.sql"))
    ]
    assert any("TEXT-A" in recipe or "NAME-A" in recipe for recipe in recipes)
