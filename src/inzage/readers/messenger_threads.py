"""Messages of Messenger (Facebook) on Android up to about 2021 (``threads_db2``).

Read are time, kind, thread and, out of the small record about the sender, the number alone;
never ``text``, ``snippet`` or a name. An observation is a row of ``messages``. Rows and no acts:
empty marks (``msg_type`` -1), people who left (2), and calls and other notices
(``generic_admin_message_extensible_data`` is not empty).

**Direction**: sent where the sender is the account, which every thread between two people names
(``ONE_TO_ONE:<other>:<account>``); where there is no such thread, or they differ, *unknown*.
**Which device.** *Unknown*: all devices of the account share it.

``timestamp_ms`` is in milliseconds. ``rows``: rows of ``messages`` inside the window. In a group:
the thread is a ``GROUP``; ``untrusted_group`` is the number behind it, which stands in
``messenger.com/t/<number>`` too. Has met no real file yet; the cases follow the facts.

References: ALEAPP ``FacebookMessenger.py``, HPI ``fbmessenger/android.py``; artefact facts 4.6.
"""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, messages
from inzage.formats.sqlite import Database, Row, Value, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)
LONGEST = 65_536
"""Characters of a record about a sender that are still looked into."""

_ROWS = """
    SELECT m.rowid, m.timestamp_ms,
           CASE WHEN coalesce(m.msg_type, 0) NOT IN (-1, 2) AND m.generic_admin_message_extensible_data IS NULL
           THEN 'unknown' END,
           {thread}, {sender}, 'unknown'
    FROM messages AS m NOT INDEXED WHERE {inside}
"""
_THREADS = "SELECT min(m.rowid) AS id, {thread} FROM messages AS m NOT INDEXED GROUP BY m.thread_key ORDER BY 1"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.facebook.orca/databases/threads_db2",),
    elsewhere=("**/threads_db2",),
)
def messenger_threads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        used = ("thread_key", "sender", "timestamp_ms", "msg_type", "generic_admin_message_extensible_data")
        db.need("messages", used)
        query = _ROWS.format(
            thread=text("m.thread_key"), sender=text("m.sender"), inside=CLOCK.inside("m.timestamp_ms", window)
        )
        rows = map(_told(_account(db)), db.rows(query))
        yield Opened((yield from messages(CLOCK, rows)))
        yield from covers(db, ("messages", "nullif(m.timestamp_ms, 0)", CLOCK))
        yield from db.remarks()


def _account(db: Database) -> str:
    """The account's number: the third part of every thread between two; empty where they do not agree."""
    threads = (_parts(thread) for _, thread in db.rows(_THREADS.format(thread=text("m.thread_key"))))
    found = {number for kind, _, number in threads if kind == "ONE_TO_ONE" and number}
    return found.pop() if len(found) == 1 else ""


def _told(own: str) -> Callable[[Row], Row]:
    """(id, time, act, thread, sender, origin) → as ``correspondence.messages`` takes it."""

    def told(row: Row) -> Row:
        number, time, act, thread, sender, origin = row
        kind, other, _ = _parts(thread)
        who = _number(sender)
        known = act and own and who
        direction = ("outgoing" if who == own else "incoming") if known else act
        return number, time, direction, other if direction == "outgoing" else who or other, _place(kind, other), origin

    return told


def _place(kind: str, number: str) -> Value:
    return (number or 1) if kind == "GROUP" else None


def _parts(thread: Value) -> tuple[str, str, str]:
    parts = thread.split(":") if isinstance(thread, str) else []
    kind, other, own, *_ = (*parts, "", "", "")
    return kind, other, own


@lru_cache(4096)
def _number(untrusted_sender: Value) -> str:
    """``FACEBOOK:<number>`` out of the record about a sender, without the word."""
    if not isinstance(untrusted_sender, str) or len(untrusted_sender) > LONGEST:
        return ""
    try:
        record = json.loads(untrusted_sender)
    except (ValueError, RecursionError):
        return ""
    key = record.get("user_key") if isinstance(record, dict) else None
    return key.rpartition(":")[2] if isinstance(key, str) else ""
