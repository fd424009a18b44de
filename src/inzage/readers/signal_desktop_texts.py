"""What messages of Signal on a computer said (``sql/db.sqlite``), where it lies decrypted: behind the door of content.

The database is encrypted as a whole, and its key lies in the system's own key store: *encrypted*
in the coverage, as with ``signal_desktop``. Where a carrier holds it decrypted, the acts are those
of that reader; here they come with ``body``, and those without one do not come. Never ``json``.

**Which device.** *Unknown*, as there. ``rows``: rows of ``messages`` inside the window. Has met no
real file yet; the cases follow the facts to the column.

References: https://github.com/signalapp/Signal-Desktop (ts/sql), DLEAPP ``signal*.py``,
artefact facts 4.3.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, optional
from inzage.formats.message_texts import texts
from inzage.formats.sqlcipher import refuse_encrypted
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH c AS MATERIALIZED (
        SELECT id, min(type) AS kind, min(coalesce({service}, e164, id)) AS name
        FROM conversations AS c NOT INDEXED GROUP BY id
    )
    SELECT m.rowid, m.sent_at, {direction}, {contact}, coalesce(c.kind = 'group', 0), {said}, 'unknown'
    FROM messages AS m NOT INDEXED LEFT JOIN c ON c.id = m.conversationid WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("Signal*/sql/db.sqlite",),
)
def signal_desktop_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window, or say that they are encrypted."""
    refuse_encrypted(artefact)
    with database(artefact) as db:
        db.need("messages", ("conversationid", "type", "sent_at", "body"))
        db.need("conversations", ("id", "type", "e164"))
        yield Opened((yield from texts(db, CLOCK, db.rows(_query(db, window)))))
        yield from covers(db, ("messages", "m.sent_at", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    return _ROWS.format(
        service=optional(db, "conversations", "serviceid", "c"),
        direction=case("m.type", {"incoming": "incoming", "outgoing": "outgoing"}),
        contact=text("coalesce(c.name, m.conversationid)"),
        said=text("m.body"),
        inside=CLOCK.inside("m.sent_at", window),
    )
