"""What messages of Badoo and Bumble on Android said (``ChatComDatabase``): behind the door of content.

The acts are those of ``badoo_messages``, which says who sent them; here they come with their
text, and those without one (pictures, sounds) do not come. ``payload`` is JSON; the words are its
member ``text``. A payload that is no JSON makes the reading a lower bound.

**Which device.** *Unknown*, as there. ``rows``: rows of ``message`` inside the window. Has met no real
file yet; the cases follow the facts to the column.

References: ALEAPP ``BadooChat.py``, ``bumble.py``; artefact facts 4.12.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers
from inzage.formats.message_texts import from_json, texts
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH c AS MATERIALIZED (SELECT encrypted_user_id AS id FROM conversation_info NOT INDEXED)
    SELECT m.rowid, m.created_timestamp,
           CASE WHEN m.sender_id IN (SELECT id FROM c) THEN 'incoming'
                WHEN m.recipient_id IN (SELECT id FROM c) THEN 'outgoing' ELSE 'unknown' END,
           {contact}, 0, {said}, 'unknown'
    FROM message AS m NOT INDEXED WHERE {inside}
"""
_CONTACT = """
    CASE WHEN m.sender_id IN (SELECT id FROM c) THEN m.sender_id
         WHEN m.recipient_id IN (SELECT id FROM c) THEN m.recipient_id END
"""


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("com.badoo.mobile/databases/ChatComDatabase", "com.bumble.app/databases/ChatComDatabase"),
    elsewhere=("**/ChatComDatabase",),
)
def badoo_messages_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        db.need("message", ("sender_id", "recipient_id", "created_timestamp", "payload"))
        db.need("conversation_info", ("encrypted_user_id",))
        query = _ROWS.format(
            contact=text(_CONTACT), said=text("m.payload"), inside=CLOCK.inside("m.created_timestamp", window)
        )
        yield Opened((yield from texts(db, CLOCK, from_json(db, db.rows(query)))))
        yield from covers(db, ("message", "m.created_timestamp", CLOCK))
        yield from db.remarks()
