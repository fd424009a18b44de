"""The acts behind both doors are the same: each reader of content beside that of circumstances, over all its cases.

The readers share no query, so this holds them together. A case of the reader of circumstances
is taken as it lies, then every row is given a text, then those with an even number, then the
others: what comes out of the two halves must together be every message, once.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inzage.observations import Covers, Message, MessageText, Opened
from inzage.readers import all_readers
from inzage.result import Unreadable
from tests.readers.recipe import Case, artefact, build, cases

READERS = {reader.name: reader for reader in all_readers()}


@dataclass(frozen=True)
class Place:
    """Where a program keeps what was said: a column of a table, written as ``text`` (SQL)."""

    table: str
    column: str
    text: str = "'rain on day ' || rowid"
    number: str = "rowid"
    kinds: str = ""
    """SQL: rows whose kind holds no words become one that does; both readers see the change."""


_JSON = """'{"text": "rain on day ' || rowid || '"}'"""
_SKYPE = "UPDATE messages SET type = 61 WHERE type IN (63, 68, 201)"
_CARDS = "UPDATE messages SET media_wa_type = '0' WHERE media_wa_type NOT IN ('7', '8', '10', '11')"
_BOXES = "DELETE FROM part; INSERT INTO part (mid, ct) SELECT _id, 'text/plain' FROM pdu"

PLACES: dict[str, tuple[Place, ...]] = {
    "android_sms": (Place("sms", "body"), Place("part", "text", "'rain on day ' || mid", "mid", _BOXES)),
    "badoo_messages": (Place("message", "payload", _JSON),),
    "ios_messages": (Place("message", "text"),),
    "kik_android": (Place("messagesTable", "body"),),
    "kik_ios": (Place("ZKIKMESSAGE", "ZBODY"),),
    "signal_android": (Place("message", "body"),),
    "signal_desktop": (Place("messages", "body"),),
    "skype": (Place("messages", "body_xml", kinds=_SKYPE),),
    "tiktok_android": (Place("msg", "content", _JSON),),
    "tiktok_ios": (Place("TIMMessageORM", "content", _JSON),),
    "tinder_messages": (Place("message", "text"),),
    "whatsapp_android": (Place("message", "text_data"), Place("messages", "data", kinds=_CARDS)),
    "whatsapp_ios": (Place("ZWAMESSAGE", "ZTEXT"),),
}
CASES = [case for name in PLACES for case in cases(name) if case.is_database]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


def test_every_reader_of_content_is_held_to_its_reader_of_circumstances() -> None:
    of_content = {name for name in READERS if MessageText in READERS[name].yields}
    only_there = {"discord", "instagram_ios"}  # say that a store is there, and count nothing in it
    assert set(PLACES) == {name for name in READERS if f"{name}_texts" in of_content} - only_there
    assert len(PLACES) >= 13


@dataclass(frozen=True)
class Told:
    """What one reader says of one file: acts by their circumstances, and the remarks that both must make."""

    acts: Counter[tuple[Any, ...]]
    remarks: list[Any]
    reason: str | None = None


def told(name: str, made: Path, case: Case) -> Told:
    acts: Counter[tuple[Any, ...]] = Counter()
    remarks = []
    with artefact(made, case.facts) as opened:
        try:
            for seen in READERS[name].read(opened, case.window):
                if isinstance(seen, Message | MessageText):
                    acts[seen.at, seen.direction, seen.untrusted_contact, seen.in_group, seen.on_this_device] += 1
                elif isinstance(seen, Opened | Covers):
                    remarks.append(seen)
        except Unreadable as fault:
            return Told(acts, remarks, str(fault.reason))
    return Told(acts, remarks)


def both(made: Path, case: Case) -> tuple[Told, Told]:
    """(circumstances, what was said)"""
    return told(case.reader, made, case), told(f"{case.reader}_texts", made, case)


def write(made: Path, places: tuple[Place, ...], condition: str) -> None:
    """Give the rows for which the condition holds a text, and take it from all others."""
    with closing(sqlite3.connect(made, isolation_level=None)) as db:
        tables = {name.lower() for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for place in places:
            if place.table.lower() in tables:
                for statement in statements(db, place, condition):
                    db.executescript(statement)


def statements(db: sqlite3.Connection, place: Place, condition: str) -> Iterator[str]:
    chosen = condition.format(number=place.number)
    columns = {row[1].lower() for row in db.execute(f"PRAGMA table_info({place.table})")}
    if place.column.lower() not in columns:
        yield f"ALTER TABLE {place.table} ADD COLUMN {place.column} TEXT"
    if not place.kinds or "media_wa_type" not in place.kinds or "media_wa_type" in columns:
        yield place.kinds
    yield f"UPDATE {place.table} SET {place.column} = CASE WHEN {chosen} THEN {place.text} END"  # noqa: S608


@each_case
def test_where_every_message_has_words_the_acts_are_the_same(case: Case, tmp_path: Path) -> None:
    made = build(case, tmp_path)
    write(made, PLACES[case.reader], "1")
    circumstances, said = both(made, case)
    assert said == circumstances


@each_case
def test_where_none_has_words_nothing_was_said_and_as_much_was_opened(case: Case, tmp_path: Path) -> None:
    made = build(case, tmp_path)
    write(made, PLACES[case.reader], "0")
    circumstances, said = both(made, case)
    assert said.acts == Counter()
    assert (said.remarks, said.reason) == (circumstances.remarks, circumstances.reason)


@each_case
def test_two_halves_with_words_are_all_messages_once(case: Case, tmp_path: Path) -> None:
    made = build(case, tmp_path)
    write(made, PLACES[case.reader], "{number} % 2")
    _, odd = both(made, case)
    write(made, PLACES[case.reader], "{number} % 2 = 0")
    circumstances, even = both(made, case)
    assert odd.acts + even.acts == circumstances.acts


@each_case
def test_as_it_lies_nothing_is_said_that_is_no_message(case: Case, tmp_path: Path) -> None:
    made = build(case, tmp_path)
    circumstances, said = both(made, case)
    assert said.acts <= circumstances.acts
    assert said.reason in (circumstances.reason, "columns_missing")


@pytest.mark.parametrize("name", PLACES)
def test_the_halves_of_some_case_are_told_apart(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Otherwise the tests above could not fail."""
    counts = []
    for case in (one for one in CASES if one.reader == name):
        made = build(case, tmp_path_factory.mktemp("made"))
        write(made, PLACES[name], "{number} % 2")
        circumstances, said = both(made, case)
        counts.append((said.acts.total(), circumstances.acts.total()))
    assert any(0 < half < whole for half, whole in counts)


WITHOUT_WORDS = {
    ("whatsapp_android_texts", "new_schema_words_and_no_words"): 3,
    ("whatsapp_android_texts", "old_schema_captions_and_cards"): 1,
    ("whatsapp_android_texts", "both_schemas_filled_are_read_once"): 0,
    ("whatsapp_ios_texts", "words_captions_and_titles"): 2,
    ("android_sms_texts", "words_parts_and_near_misses"): 2,
    ("ios_messages_texts", "words_in_either_column"): 2,
    ("ios_messages_texts", "no_act_says_nothing"): 0,
    ("ios_messages_texts", "bodies_that_are_no_stream"): 3,
    ("kik_android_texts", "words_and_near_misses"): 1,
    ("kik_ios_texts", "words_and_near_misses"): 1,
    ("signal_android_texts", "decrypted_by_the_person"): 1,
    ("signal_desktop_texts", "decrypted_by_the_person"): 1,
    ("skype_texts", "words_marks_and_near_misses"): 3,
    ("tiktok_android_texts", "words_cards_and_near_misses"): 2,
    ("tiktok_android_texts", "content_that_is_no_object"): 3,
    ("tiktok_ios_texts", "words_cards_and_near_misses"): 2,
    ("tinder_messages_texts", "words_and_near_misses"): 1,
    ("badoo_messages_texts", "words_pictures_and_near_misses"): 1,
    ("badoo_messages_texts", "a_payload_cut_short"): 1,
}
"""A case of a reader of content → messages in it that say nothing, as counted in its recipe."""


@pytest.mark.parametrize(("name", "folder"), WITHOUT_WORDS, ids=str)
def test_in_its_own_cases_what_is_missing_are_the_messages_without_words(
    name: str, folder: str, tmp_path: Path
) -> None:
    (case,) = [one for one in cases(name) if one.folder.name == folder]
    made = build(case, tmp_path)
    circumstances, said = told(name.removesuffix("_texts"), made, case), told(name, made, case)
    assert said.acts <= circumstances.acts
    assert circumstances.acts.total() - said.acts.total() == WITHOUT_WORDS[name, folder]
