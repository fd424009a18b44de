"""No message or contact is lost in silence: a spoilt database gives the same, says so, or is refused.

As ``test_silent_loss`` for browsers: a reading may be called whole with another count only
where SQLite's own check finds no fault with the tables concerned either.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.readers.carried import READERS, blanks, cuts, flips, reading, suspected, swaps
from tests.readers.recipe import HERE, connect, sql

ROWS = 160
NUMBERS = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})"  # noqa: S608 - a number of ours

BODY = (
    "X'040b73747265616d747970656481e803840140848484124e5341747472696275746564537472696e67008484084e534f626a656374008592"
    "848484084e53537472696e67019484012b0e7261696e20746f6d6f72726f773f86'"
)
"""SQL: an archived text, as newer versions of iOS keep it."""

FILLED = {
    "ios_messages": (
        "ios_messages/schema.sql",
        [
            "INSERT INTO message (ROWID, handle_id, date, is_from_me, text) {n} SELECT i, 1 + i % 2,"
            " (unix_s('2026-03-01') - 978307200 + i * 3600) * 1000000000, i % 2, hex(zeroblob(40)) FROM n",
            "INSERT INTO chat_message_join (chat_id, message_id) {n} SELECT 1 + i % 2, i FROM n",
        ],
        ("message", "handle", "chat", "chat_message_join", "chat_recoverable_message_join"),
    ),
    "whatsapp_android": (
        "whatsapp_android/new.sql",
        [
            "INSERT INTO message (_id, chat_row_id, from_me, sender_jid_row_id, timestamp, message_type, text_data) {n}"
            " SELECT i, 10 + i % 6, i % 2, 4, unix_ms('2026-03-01') + i * 3600000, 7 * (i % 5 = 0),"
            " hex(zeroblob(40)) FROM n"
        ],
        ("message", "chat", "jid", "jid_map"),
    ),
    "android_sms": (
        "android_sms/schema.sql",
        [
            "INSERT INTO sms (_id, address, date, type, creator, body) {n} SELECT i, '+31600000001',"
            " unix_ms('2026-03-01') + i * 3600000, 1 + i % 3, 'com.android.mms', hex(zeroblob(40)) FROM n",
            "INSERT INTO pdu (_id, date, msg_box, m_type) {n} SELECT i, unix_s('2026-03-01') + i * 3600, 1, 132 FROM n",
            "INSERT INTO addr (msg_id, address, type) {n} SELECT i, '+31600000001', 137 FROM n",
        ],
        ("sms", "pdu", "addr", "threads"),
    ),
    "badoo_contacts": (
        "badoo_contacts/schema.sql",
        [
            "INSERT INTO conversation_info (user_id, age, encrypted_user_id) {n} SELECT i, 20, 'k' || i FROM n",
            "INSERT INTO message (sender_id, recipient_id, created_timestamp, payload) {n} SELECT 'k' || i, 'own',"
            " unix_ms('2026-03-01') + i * 3600000, hex(zeroblob(30)) FROM n",
        ],
        ("conversation_info", "message"),
    ),
    "ios_messages_texts": (
        "ios_messages/schema.sql",
        [
            "INSERT INTO message (ROWID, handle_id, date, is_from_me, text, attributedBody) {n} SELECT i, 1 + i % 2,"
            " (unix_s('2026-03-01') - 978307200 + i * 3600) * 1000000000, i % 2,"
            " CASE WHEN i % 2 THEN hex(zeroblob(40)) END, CASE WHEN i % 2 = 0 THEN {body} END FROM n",
            "INSERT INTO chat_message_join (chat_id, message_id) {n} SELECT 1 + i % 2, i FROM n",
        ],
        ("message", "handle", "chat", "chat_message_join", "chat_recoverable_message_join"),
    ),
    "android_sms_texts": (
        "android_sms/schema.sql",
        [
            "INSERT INTO sms (_id, address, date, type, creator, body) {n} SELECT i, '+31600000001',"
            " unix_ms('2026-03-01') + i * 3600000, 1 + i % 3, 'com.android.mms', hex(zeroblob(40)) FROM n",
            "INSERT INTO pdu (_id, date, msg_box, m_type) {n} SELECT i, unix_s('2026-03-01') + i * 3600, 1, 132 FROM n",
            "INSERT INTO part (mid, ct, text) {n} SELECT i, 'text/plain', hex(zeroblob(40)) FROM n",
        ],
        ("sms", "pdu", "part", "addr", "threads"),
    ),
    "google_messages": (
        "google_messages/schema.sql",
        [
            "INSERT INTO messages (_id, conversation_id, sender_id, received_timestamp, message_protocol, mms_subject,"
            " message_status) {n} SELECT i, 1 + i % 3, 2 + i % 2, unix_ms('2026-03-01') + i * 3600000, 3,"
            " hex(zeroblob(40)), CASE WHEN i % 2 THEN 1 ELSE 100 END FROM n",
        ],
        ("messages", "conversations", "participants"),
    ),
    "messenger": (
        "messenger/schema.sql",
        [
            "INSERT INTO messages (thread_key, timestamp_ms, message_id, sender_id, text) {n} SELECT 7000 + i % 3,"
            " unix_ms('2026-03-01') + i * 3600000, 'mid.' || i, 200000 + i % 5, hex(zeroblob(30)) FROM n",
            "INSERT INTO participants {n} SELECT 7000 + i % 3, 200000 + i FROM n",
            "INSERT INTO client_messages (pk, thread_pk, sender_contact_pk, display_ts_ms, text) {n} SELECT i, i % 3,"
            " i % 5, unix_ms('2026-03-01') + i * 3600000, hex(zeroblob(30)) FROM n",
            "INSERT INTO fb_transport_contacts {n} SELECT i, 200000 + i FROM n",
        ],
        ("messages", "participants", "client_messages", "fb_transport_contacts", "_user_info"),
    ),
    "viber_android": (
        "viber_android/schema.sql",
        [
            "INSERT INTO messages (_id, conversation_id, participant_id, msg_date, send_type, body) {n} SELECT i,"
            " 1 + i % 3, 10 + i % 7, unix_ms('2026-03-01') + i * 3600000, i % 2, hex(zeroblob(40)) FROM n",
        ],
        ("messages", "participants", "participants_info"),
    ),
}
"""Reader → schema, what fills it, and the tables it reads."""


def whole(reader: str, folder: Path) -> bytes:
    """An unspoilt database of many small pages."""
    schema, statements, _ = FILLED[reader]
    db = connect(folder / "whole")
    db.execute("PRAGMA page_size = 1024")
    db.executescript(sql(HERE / schema))
    for statement in statements:
        db.execute(statement.format(n=NUMBERS, body=BODY))
    db.close()
    return (folder / "whole").read_bytes()


def spoilt(content: bytes) -> Iterator[tuple[str, bytes]]:
    return itertools.chain(flips(content, 80, seed=7), swaps(content), blanks(content), cuts(content, 4096))


@pytest.mark.parametrize("name", FILLED)
def test_what_is_missing_is_said(name: str, tmp_path: Path) -> None:
    content = whole(name, tmp_path)
    file = tmp_path / "file"
    file.write_bytes(content)
    expected, faults, told = reading(READERS[name], file), [], 0
    assert expected.clear
    assert expected.rows >= ROWS
    for what, changed in spoilt(content):
        file.write_bytes(changed)
        given = reading(READERS[name], file)
        told += not given.clear
        if given.clear and given != expected and suspected(changed, tmp_path / "scratch", FILLED[name][2]):
            faults.append(what)
    assert faults == []
    assert told > 20
