"""Counterparts in Badoo and Bumble on Android (``ChatComDatabase``), with the age they declared.

An observation is somebody with whom messages were exchanged inside the window: a row of
``conversation_info``; ``at`` is the last of those messages, as the table has no time of its own.
``declared_age`` is ``age`` as the app stores it: what the other declared, no proof. Rows and no
acts: counterparts without a message. No text, picture or name is read.

**Which device.** *Unknown*: conversations belong to the account, whichever device was used.

``created_timestamp`` is in milliseconds. ``rows``: rows of ``conversation_info`` with a message inside
the window. Has met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``BadooChat.py``, ``bumble.py``; artefact facts 4.12, 4.14.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import contacts, covers
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH x AS MATERIALIZED (
        SELECT who, max(at) AS at FROM (
            SELECT sender_id AS who, created_timestamp AS at FROM message NOT INDEXED
            UNION ALL SELECT recipient_id, created_timestamp FROM message NOT INDEXED
        ) WHERE {inside} GROUP BY who
    )
    SELECT m.rowid, x.at, {contact}, m.age, 'unknown'
    FROM conversation_info AS m NOT INDEXED CROSS JOIN x ON x.who = m.encrypted_user_id
"""


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=("com.badoo.mobile/databases/ChatComDatabase", "com.bumble.app/databases/ChatComDatabase"),
    elsewhere=("**/ChatComDatabase",),
)
def badoo_contacts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield those with whom messages were exchanged inside the window."""
    with database(artefact) as db:
        db.need("conversation_info", ("age", "encrypted_user_id"))
        db.need("message", ("sender_id", "recipient_id", "created_timestamp"))
        query = _ROWS.format(contact=text("m.encrypted_user_id"), inside=CLOCK.inside("at", window))
        yield Opened((yield from contacts(CLOCK, db.rows(query))))
        yield from covers(db, ("message", "m.created_timestamp", CLOCK))
        yield from db.remarks()
