"""Messages of Instagram on Android (``direct.db``).

Read are time, kind, thread and recipients; never ``text`` or ``message``, the record that holds
the whole message. An observation is a row of ``messages``. Rows and no acts: video calls
(``video_call_event``) and what the program notes in a thread (``action_log``).

**Direction.** *Unknown*: who wrote stands only inside the record. **Which device.** *Unknown*:
the server keeps all messages for every device of the account.

``timestamp`` is in microseconds. ``rows``: rows of ``messages`` inside the window. In a group:
``recipient_ids`` names more than one; ``untrusted_group`` is ``thread_id``, as stored: the
service's own number for the thread, the same for all members.

Newer programs keep messages elsewhere and leave this database empty, so that a table without any row is a
lower bound and never "no messages". Has met no real file yet;
the cases follow the facts to the column.

References: ALEAPP ``instagram.py``; artefact facts 4.6.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MICROSECONDS, Clock
from inzage.formats.correspondence import covers, messages
from inzage.formats.sqlite import Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MICROSECONDS)

_ROWS = """
    SELECT m._id, m.timestamp,
           CASE WHEN coalesce(m.message_type, '') NOT IN ('video_call_event', 'action_log') THEN 'unknown' END,
           {thread}, {recipients}, 'unknown'
    FROM messages AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.instagram.android/databases/direct.db",),
    elsewhere=("**/direct.db",),
)
def instagram_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        db.need("messages", ("_id", "thread_id", "recipient_ids", "timestamp", "message_type"))
        query = _ROWS.format(
            thread=text("m.thread_id"), recipients=text("m.recipient_ids"), inside=CLOCK.inside("m.timestamp", window)
        )
        yield Opened((yield from messages(CLOCK, map(_grouped, db.rows(query)))))
        if not db.one("SELECT count(*) FROM messages AS m NOT INDEXED")[0]:
            db.doubt()
        yield from covers(db, ("messages", "nullif(m.timestamp, 0)", CLOCK))
        yield from db.remarks()


def _grouped(row: Row) -> Row:
    """Recipients are listed with a comma between them, whatever stands around."""
    number, time, act, thread, recipients, origin = row
    several = isinstance(recipients, str) and "," in recipients
    return number, time, act, thread, (thread or 1) if several else None, origin
