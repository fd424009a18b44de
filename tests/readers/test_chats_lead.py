"""Messages found by way of their chats: the same messages as the other way round, and only where each has its one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.formats.sqlite import Database, database
from inzage.observations import Alike
from inzage.readers import ios_messages
from tests.readers.carried import READERS, moment
from tests.readers.recipe import artefact
from tests.readers.test_together import each, read

SCHEMA = (Path(__file__).parent / "ios_messages" / "schema.sql").read_text(encoding="utf-8")
_COCOA = int(datetime(2001, 1, 1, tzinfo=UTC).timestamp())
Line = tuple[Any, Any]
"""(chat, message)."""


def made(file: Path, messages: int, lines: list[Line], binned: list[int] | None = None) -> Path:
    """Messages 1 to ``messages``, and the table that says in which chat each is."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(SCHEMA)
        for n in range(1, messages + 1):
            at = (moment(n // 3) // 10**6 - _COCOA) * 10**9
            db.execute(
                "INSERT INTO message (ROWID, handle_id, date, is_from_me) VALUES (?, ?, ?, ?)", (n, n % 3, at, n % 2)
            )
        db.executemany("INSERT OR IGNORE INTO chat_message_join (chat_id, message_id) VALUES (?, ?)", lines)
        binned_lines = [(1, number) for number in binned or []]
        db.executemany("INSERT INTO chat_recoverable_message_join (chat_id, message_id) VALUES (?, ?)", binned_lines)
    return file


@contextmanager
def opened(file: Path) -> Iterator[Database]:
    with artefact(file, {}) as held, database(held) as db:
        db.need("message", ("date",))
        yield db


CHATS = st.sampled_from([1, 2, 9, None, "1", "chat", b"2", 1.0])
NUMBERS = st.sampled_from([1, 2, 3, 4, 5, 6, 7, None, "3", "words", 2.0, 99])


@given(st.integers(0, 6), st.lists(st.tuples(CHATS, NUMBERS), max_size=8), st.lists(st.integers(1, 6), unique=True))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_chats_hold_both_ways_are_one(
    tmp_path: Path, messages: int, lines: list[Line], binned: list[int]
) -> None:
    file = made(tmp_path / "sms.db", messages, lines, binned)
    one_by_one, together = (read(READERS["ios_messages"], file, together=way) for way in (False, True))
    assert isinstance(one_by_one, list)
    assert together == "OneByOne()" or each(together) == each(one_by_one)  # type: ignore[arg-type]


WHOLE: list[Line] = [(1 + n % 2, n) for n in range(1, 7)]


@pytest.mark.parametrize(
    ("lines", "leads"),
    [
        (WHOLE, True),
        ([(1, number) for _, number in reversed(WHOLE)], True),
        ([*WHOLE[:-1]], False),
        ([*WHOLE, (9, 6)], False),
        ([*WHOLE[:-1], (1, 5)], False),
        ([*WHOLE[:-1], (1, 99)], False),
        ([*WHOLE[:-1], (1, None)], False),
        ([*WHOLE, (1, 99)], False),
    ],
    ids=["one each", "in another order", "one without", "one in two", "a twin for one", "one of none", "none", "more"],
)
def test_chats_lead_only_where_each_message_has_its_one(tmp_path: Path, lines: list[Line], leads: bool) -> None:
    with opened(made(tmp_path / "sms.db", 6, lines)) as db:
        assert ios_messages._one_chat_each(db) is leads


MANY: list[Line] = [(1 + n % 2, n) for n in range(1, 31)]


def test_where_chats_lead_messages_are_told_together(tmp_path: Path) -> None:
    seen = read(READERS["ios_messages"], made(tmp_path / "sms.db", 30, MANY), together=True)
    one_by_one = read(READERS["ios_messages"], tmp_path / "sms.db", together=False)
    assert isinstance(seen, list)
    assert isinstance(one_by_one, list)
    assert each(seen) == each(one_by_one)
    assert sum(one.acts for one in seen if isinstance(one, Alike)) > 1


def test_a_table_of_chats_that_does_not_hold_together_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "sound", lambda self, *tables: "chat_message_join" not in tables)
    with opened(made(tmp_path / "sms.db", 6, WHOLE)) as db:
        assert not ios_messages._one_chat_each(db)
