"""What messages of Tinder on Android said (``tinder-3.db``): behind the door of content.

The acts are those of ``tinder_messages``, which says who sent them; here they come with ``text``,
and those without one do not come. Never ``raw_message_data``, nor what somebody wrote of themselves.

**Which device.** *Unknown*, as there. ``rows``: rows of ``message`` inside the window. Has met no real
file yet; the cases follow the facts to the column.

References: ALEAPP ``tinder.py``, artefact facts 4.12.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers
from inzage.formats.message_texts import texts
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH p AS MATERIALIZED (SELECT id, min(person_id) AS person FROM "match" NOT INDEXED GROUP BY id)
    SELECT m.rowid, m.sent_date,
           CASE p.person WHEN m.from_id THEN 'incoming' WHEN m.to_id THEN 'outgoing' ELSE 'unknown' END,
           {contact}, 0, {said}, 'unknown'
    FROM message AS m NOT INDEXED LEFT JOIN p ON p.id = m.match_id WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("com.tinder/databases/tinder-3.db",),
    elsewhere=("**/tinder-3.db",),
)
def tinder_messages_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        db.need("message", ("match_id", "from_id", "to_id", "sent_date", "text"))
        db.need("match", ("id", "person_id"))
        query = _ROWS.format(
            contact=text("coalesce(p.person, m.match_id)"),
            said=text("m.text"),
            inside=CLOCK.inside("m.sent_date", window),
        )
        yield Opened((yield from texts(db, CLOCK, db.rows(query))))
        yield from covers(db, ("message", "m.sent_date", CLOCK))
        yield from db.remarks()
