"""Messages of Signal on Windows, macOS and Linux (``sql/db.sqlite``), which are encrypted.

The database is encrypted as a whole; its key lies in the system's own key store. Without it
nothing can be said but that it is there: *encrypted* in the coverage. Where a carrier holds it
decrypted, it is read: an observation is a row of ``messages`` of ``type`` *incoming* or
*outgoing*; every other type (changed keys, group changes, calls) is a row and no act. Never
``body`` or ``json``.

**Which device.** *Unknown*: the program is linked to a phone and holds what was sent there.

``sent_at`` is in milliseconds. ``rows``: rows of ``messages`` inside the window. In a group: the
conversation says so; ``untrusted_group`` is its ``groupId`` (base64), the same for all
members, and empty where that column is not there. Has met no real file yet; the cases follow
the facts to the column.

References: https://github.com/signalapp/Signal-Desktop (ts/sql), DLEAPP ``signal*.py``,
artefact facts 4.3.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, messages, optional
from inzage.formats.sqlcipher import refuse_encrypted
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH c AS MATERIALIZED (
        SELECT id, min(type) AS kind, min(coalesce({service}, e164, id)) AS name,
               min({group}) AS place
        FROM conversations AS c NOT INDEXED GROUP BY id
    )
    SELECT m.rowid, m.sent_at, {direction}, {contact},
           CASE WHEN c.kind = 'group' THEN coalesce({place}, 1) END, 'unknown'
    FROM messages AS m NOT INDEXED LEFT JOIN c ON c.id = m.conversationid WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("Signal*/sql/db.sqlite",),
)
def signal_desktop(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window, or say that they are encrypted."""
    refuse_encrypted(artefact)
    with database(artefact) as db:
        db.need("messages", ("conversationid", "type", "sent_at"))
        db.need("conversations", ("id", "type", "e164"))
        yield Opened((yield from messages(CLOCK, db.rows(_query(db, window)))))
        yield from covers(db, ("messages", "m.sent_at", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    return _ROWS.format(
        service=optional(db, "conversations", "serviceid", "c"),
        group=optional(db, "conversations", "groupid", "c"),
        place=text("nullif(c.place, '')"),
        direction=case("m.type", {"incoming": "incoming", "outgoing": "outgoing"}),
        contact=text("coalesce(c.name, m.conversationid)"),
        inside=CLOCK.inside("m.sent_at", window),
    )
