"""Messages of Badoo and Bumble on Android (``ChatComDatabase``).

Read are time, sender and receiver; never ``payload``. An observation is a row of ``message``. It was
received where the sender is a known counterpart (``conversation_info``), sent where the receiver
is one; otherwise the direction is unknown.

**Which device.** *Unknown*: messages belong to the account, whichever device was used.

``created_timestamp`` is in milliseconds. ``rows``: rows of ``message`` inside the window. Has met no
real file yet; the cases follow the facts to the column.

References: ALEAPP ``BadooChat.py``, ``bumble.py``; artefact facts 4.12.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, messages
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH c AS MATERIALIZED (SELECT encrypted_user_id AS id FROM conversation_info NOT INDEXED)
    SELECT m.rowid, m.created_timestamp,
           CASE WHEN m.sender_id IN (SELECT id FROM c) THEN 'incoming'
                WHEN m.recipient_id IN (SELECT id FROM c) THEN 'outgoing' ELSE 'unknown' END,
           {contact}, 0, 'unknown'
    FROM message AS m NOT INDEXED WHERE {inside}
"""
_CONTACT = """
    CASE WHEN m.sender_id IN (SELECT id FROM c) THEN m.sender_id
         WHEN m.recipient_id IN (SELECT id FROM c) THEN m.recipient_id END
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.badoo.mobile/databases/ChatComDatabase", "com.bumble.app/databases/ChatComDatabase"),
    elsewhere=("**/ChatComDatabase",),
)
def badoo_messages(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        db.need("message", ("sender_id", "recipient_id", "created_timestamp"))
        db.need("conversation_info", ("encrypted_user_id",))
        query = _ROWS.format(contact=text(_CONTACT), inside=CLOCK.inside("m.created_timestamp", window))
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("message", "m.created_timestamp", CLOCK))
        yield from db.remarks()
