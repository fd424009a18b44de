"""Messages of Tinder on Android (``tinder-3.db``).

Read are time, sender and receiver; never ``text`` or ``raw_message_data``. An observation is a
row of ``message``. It was received where the sender is the person of its match, and sent where
the receiver is; otherwise the direction is unknown. Notices of Tinder itself stand in another
table (``inbox_message``) and are not read.

**Which device.** *Unknown*: messages belong to the account, whichever device was used.

``sent_date`` is in milliseconds. ``rows``: rows of ``message`` inside the window. Has met no real
file yet; the cases follow the facts to the column.

References: ALEAPP ``tinder.py``, artefact facts 4.12.
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
    WITH p AS MATERIALIZED (SELECT id, min(person_id) AS person FROM "match" NOT INDEXED GROUP BY id)
    SELECT m.rowid, m.sent_date,
           CASE p.person WHEN m.from_id THEN 'incoming' WHEN m.to_id THEN 'outgoing' ELSE 'unknown' END,
           {contact}, 0, 'unknown'
    FROM message AS m NOT INDEXED LEFT JOIN p ON p.id = m.match_id WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.tinder/databases/tinder-3.db",),
    elsewhere=("**/tinder-3.db",),
)
def tinder_messages(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        db.need("message", ("match_id", "from_id", "to_id", "sent_date"))
        db.need("match", ("id", "person_id"))
        query = _ROWS.format(contact=text("coalesce(p.person, m.match_id)"), inside=CLOCK.inside("m.sent_date", window))
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("message", "m.sent_date", CLOCK))
        yield from db.remarks()
