"""Messages of Viber on Android (``viber_messages``).

Read are time, direction and who takes part; never ``body`` or a name. An observation is a row of
``messages`` that was received (``send_type`` 0) or sent (1).

**Which device.** *Unknown*: computers share the account, and a restored backup looks the same.

``msg_date`` is in milliseconds. ``rows``: rows of ``messages`` inside the window. In a group: more
than two take part in the conversation, oneself included. The number of a conversation belongs
to this one file and identifies no group elsewhere, so ``untrusted_group`` is empty.

Has met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``Viber.py``; artefact facts 4.12.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, messages
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH r AS MATERIALIZED (
        SELECT conversation_id AS id, count(*) AS people, min(_id) AS low, max(_id) AS high
        FROM participants NOT INDEXED GROUP BY conversation_id
    )
    SELECT m._id, m.msg_date, {direction}, {contact}, r.people > 2, 'unknown'
    FROM messages AS m NOT INDEXED LEFT JOIN r ON r.id = m.conversation_id
         LEFT JOIN participants AS p
             ON p._id = CASE WHEN m.send_type = 0 THEN m.participant_id WHEN r.people > 2 THEN NULL
                             WHEN m.participant_id = r.low THEN r.high ELSE r.low END
         LEFT JOIN participants_info AS i ON i._id = p.participant_info_id
    WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.viber.voip/databases/viber_messages",),
    elsewhere=("**/viber_messages",),
)
def viber_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        db.need("messages", ("_id", "conversation_id", "participant_id", "msg_date", "send_type"))
        db.need("participants", ("_id", "conversation_id", "participant_info_id"))
        db.need("participants_info", ("_id", "number"))
        query = _ROWS.format(
            direction=case("m.send_type", {0: "incoming", 1: "outgoing"}),
            contact=text("i.number"),
            inside=CLOCK.inside("m.msg_date", window),
        )
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("messages", "nullif(m.msg_date, 0)", CLOCK))
        yield from db.remarks()
