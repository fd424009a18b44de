"""Messages of TextNow on Android (``textnow_data.db``).

Read are time, direction, kind and counterpart; never ``message_text``. An observation is a row of
``messages`` that was received (``message_direction`` 1) or sent (2). Rows and no acts: calls
(``message_type`` 100 and 102).

**Which device.** *Unknown*: the number is used on the web and on other devices as well.

``date`` is in milliseconds. ``rows``: rows of ``messages`` inside the window. In a group: the
counterpart is listed as one (``groups``), and its ``contact_value``, as stored, is ``untrusted_group``.
Has met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``textnow.py``; artefact facts 4.12.
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
    WITH g AS MATERIALIZED (SELECT contact_value AS id FROM "groups" NOT INDEXED)
    SELECT m.rowid, m.date, CASE WHEN coalesce(m.message_type, 0) NOT IN (100, 102) THEN {direction} END,
           {contact}, CASE WHEN m.contact_value IN (SELECT id FROM g) THEN {contact} END, 'unknown'
    FROM messages AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.enflick.android.TextNow/databases/textnow_data.db",),
    elsewhere=("**/textnow_data.db",),
)
def textnow_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        db.need("messages", ("contact_value", "date", "message_direction", "message_type"))
        db.need("groups", ("contact_value",))
        query = _ROWS.format(
            direction=case("m.message_direction", {1: "incoming", 2: "outgoing"}),
            contact=text("m.contact_value"),
            inside=CLOCK.inside("m.date", window),
        )
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("messages", "nullif(m.date, 0)", CLOCK))
        yield from db.remarks()
