"""RCS messages in Google Messages on Android (``bugle_db``).

Read are time, protocol, status, sender and conversation; never ``parts`` or a name. The program
keeps SMS and MMS here as well (``message_protocol`` 0, 1, 2); those stand in the telephony
provider too, where ``android_sms`` reads them: here they are rows and no acts. An observation
is an RCS message (3) that was sent (``message_status`` 1, 2 and what follows on delivery, up
to 99) or received (100 and what follows, up to 199). Rows and no acts: drafts, what waits, is
being sent or could not be (3 to 10), what was not fetched (101 to 107), and notices of the
program itself (200 and above).

**Direction**: by the status. **Which device.** *Unknown*: the program on the web and linked
devices send with the same account.

``received_timestamp`` is in milliseconds; of a sent message it is the moment of sending.
``rows``: rows of ``messages`` inside the window. In a group: the conversation has more than one
other participant; ``untrusted_group`` is its ``rcs_group_id``, as stored, and empty where that
is not kept. Has met no real file yet; the cases follow the schema to the column.

References: https://android.googlesource.com/platform/packages/apps/Messaging (``DatabaseHelper``,
``MessageData``), ALEAPP ``googleMessages.py``; artefact facts 4.9.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, messages, optional
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)
RCS = 3

_ROWS = """
    SELECT m._id, m.received_timestamp,
           CASE WHEN m.message_protocol = {rcs} THEN {direction} END,
           {contact}, CASE WHEN c.participant_count > 1 THEN coalesce({group}, 1) END, 'unknown'
    FROM messages AS m NOT INDEXED LEFT JOIN conversations AS c ON c._id = m.conversation_id
         LEFT JOIN participants AS p ON p._id = m.sender_id
    WHERE {inside}
"""
_DIRECTION = """
    CASE WHEN m.message_status IN (1, 2) OR m.message_status BETWEEN 11 AND 99 THEN 'outgoing'
         WHEN m.message_status = 100 OR m.message_status BETWEEN 108 AND 199 THEN 'incoming' END
"""
_CONTACT = """
    CASE WHEN m.message_status >= 100 THEN p.normalized_destination ELSE c.participant_normalized_destination END
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.google.android.apps.messaging/databases/bugle_db",),
    elsewhere=("**/bugle_db",),
)
def google_messages(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the RCS messages of the window that were sent or received."""
    with database(artefact) as db:
        used = ("_id", "conversation_id", "sender_id", "received_timestamp", "message_protocol", "message_status")
        db.need("messages", used)
        db.need("conversations", ("_id", "participant_count", "participant_normalized_destination"))
        db.need("participants", ("_id", "normalized_destination"))
        yield Opened((yield from messages(CLOCK, db.rows(_query(db, window)))))
        yield from covers(db, ("messages", "nullif(m.received_timestamp, 0)", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    return _ROWS.format(
        rcs=RCS,
        direction=_DIRECTION,
        contact=text(_CONTACT),
        group=text(f"nullif({optional(db, 'conversations', 'rcs_group_id', 'c')}, '')"),
        inside=CLOCK.inside("m.received_timestamp", window),
    )
