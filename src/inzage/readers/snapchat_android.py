"""Messages of Snapchat on Android (``arroyo.db``), and on iOS where the same table is found.

Read are time, sender, conversation and origin; never ``message_content``. An observation is a
row of ``conversation_message``. ``content_type`` has no published meaning, so service events
cannot be told from messages: the count is an upper bound.

**Direction.** The account's own number stands in another file; here it is the only sender of
messages that were made on this device. Where there is none, or more than one: *unknown*.

**Which device.** ``created_on_device`` (older: ``local_message_content_id``) marks what was made
here: *yes*. All else was fetched from the server, where every device of the account may have
put it: *unknown*.

``creation_timestamp`` is in milliseconds. ``rows``: rows inside the window. In a group: more
than two senders in the conversation, oneself included, whatever the window; ``untrusted_group``
is ``client_conversation_id``, as stored. Has met no real file yet; the cases follow the facts to
the column.

References: ALEAPP ``snapchat.py``, artefact facts 4.5.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, messages
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH own AS MATERIALIZED (
        SELECT min(m.sender_id) AS who FROM conversation_message AS m NOT INDEXED WHERE {here}
        HAVING count(DISTINCT m.sender_id) = 1
    ), g AS MATERIALIZED (
        SELECT client_conversation_id AS id, count(DISTINCT sender_id) AS others
        FROM conversation_message NOT INDEXED
        WHERE sender_id NOT IN (SELECT who FROM own) GROUP BY client_conversation_id
    )
    SELECT m.rowid, m.creation_timestamp,
           CASE WHEN m.sender_id IN (SELECT who FROM own) THEN 'outgoing'
                WHEN (SELECT count(*) FROM own) THEN 'incoming' ELSE 'unknown' END,
           {contact}, CASE WHEN g.others > (SELECT 2 - count(*) FROM own) THEN {group} END,
           CASE WHEN {here} THEN 'yes' ELSE 'unknown' END
    FROM conversation_message AS m NOT INDEXED LEFT JOIN g ON g.id = m.client_conversation_id
    WHERE {inside}
"""
_CONTACT = "CASE WHEN m.sender_id IN (SELECT who FROM own) THEN m.client_conversation_id ELSE m.sender_id END"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.snapchat.android/databases/arroyo.db",),
    elsewhere=("**/arroyo.db",),
)
def snapchat_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        found = db.need("conversation_message", ("client_conversation_id", "creation_timestamp", "sender_id"))
        yield from db.compare("conversation_message", found, ("created_on_device",))
        query = _ROWS.format(
            here=_made_here(db),
            contact=text(_CONTACT),
            group=text("m.client_conversation_id"),
            inside=CLOCK.inside("m.creation_timestamp", window),
        )
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("conversation_message", "nullif(m.creation_timestamp, 0)", CLOCK))
        yield from db.remarks()


def _made_here(db: Database) -> str:
    if db.has("conversation_message", "created_on_device"):
        return "m.created_on_device = 1"
    return (
        "m.local_message_content_id IS NOT NULL" if db.has("conversation_message", "local_message_content_id") else "0"
    )
