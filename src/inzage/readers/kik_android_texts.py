"""What messages of Kik on Android said (``*kikDatabase.db``): behind the door of content.

The acts are those of ``kik_android``, which says what counts as a message; here they come with
``body``, and those without one (pictures, stickers, which lie in ``KIKContentTable``) do not come.

**Which device.** *Unknown*, as there. ``rows``: rows of ``messagesTable`` inside the window. Has met
no real file yet; the cases follow the facts to the column.

References: ALEAPP ``kik*.py``, artefact facts 4.8.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, optional
from inzage.formats.kik import grouped
from inzage.formats.message_texts import circumstances, texts
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    {groups}
    SELECT m.rowid, m.timestamp,
           CASE WHEN {system} IS NULL AND {status} IS NULL THEN {direction} END,
           {contact}, {contact}, {group}, {said}, 'unknown'
    FROM messagestable AS m NOT INDEXED {joined} WHERE {inside}
"""
_GROUPS = """
    WITH g AS MATERIALIZED (
        SELECT jid, max(is_group) AS is_group FROM kikcontactstable NOT INDEXED GROUP BY jid
    )
"""


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("kik.android/databases/*kikDatabase.db",),
    elsewhere=("**/*kikDatabase.db",),
)
def kik_android_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        db.need("messagestable", ("partner_jid", "was_me", "timestamp", "body"))
        yield Opened((yield from texts(db, CLOCK, map(circumstances(grouped), db.rows(_query(db, window))))))
        yield from covers(db, ("messagestable", "m.timestamp", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = db.has("kikcontactstable", "jid") and db.has("kikcontactstable", "is_group")
    return _ROWS.format(
        groups=_GROUPS if told else "",
        system=f"nullif({optional(db, 'messagestable', 'sys_msg', 'm')}, '')",
        status=f"nullif({optional(db, 'messagestable', 'stat_msg', 'm')}, '')",
        direction=case("m.was_me", {0: "incoming", 1: "outgoing"}),
        contact=text("m.partner_jid"),
        group="g.is_group = 1" if told else "0",
        said=text("m.body"),
        joined="LEFT JOIN g ON g.jid = m.partner_jid" if told else "",
        inside=CLOCK.inside("m.timestamp", window),
    )
