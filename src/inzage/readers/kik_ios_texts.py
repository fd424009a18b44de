"""What messages of Kik on iOS said (``kik.sqlite``): behind the door of content.

The acts are those of ``kik_ios``, which says what counts as a message and when it is one in a
group; here they come with ``ZBODY``, and those without one (pictures, stickers) do not come.

**Which device.** *Unknown*, as there. ``rows``: rows of ``ZKIKMESSAGE`` inside the window. Met a
real file (plaso).

References: plaso ``ios_kik.py``, artefact facts 4.8.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import case, covers, optional
from inzage.formats.kik import grouped
from inzage.formats.message_texts import circumstances, texts
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.ztimestamp, 0)"
_ROWS = """
    {members}
    SELECT m.z_pk, m.ztimestamp, CASE WHEN {draft} IS NULL THEN {direction} END,
           {contact}, {group}, 0, {said}, 'unknown'
    FROM zkikmessage AS m NOT INDEXED LEFT JOIN zkikuser AS u ON u.z_pk = m.zuser {chat}
    WHERE {inside}
"""
_MEMBERS = """
    WITH j AS MATERIALIZED (
        SELECT z_5messages AS message, min(z_3chat) AS chat FROM z_3messages NOT INDEXED GROUP BY z_5messages
    )
"""
_CHAT = """
    LEFT JOIN j ON j.message = m.z_pk LEFT JOIN zkikchat AS c ON c.z_pk = j.chat
    LEFT JOIN zkikuser AS g ON g.z_pk = c.zuser
"""


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("AppGroup/*/kik.sqlite", "group.com.kik.chat/kik.sqlite", "cores/private/*/kik.sqlite"),
    elsewhere=("**/kik.sqlite",),
    met_real=True,
)
def kik_ios_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        found = db.need("zkikmessage", ("z_pk", "ztimestamp", "ztype", "zuser", "zbody"))
        db.need("zkikuser", ("z_pk", "zjid"))
        yield from db.compare("zkikmessage", found, ("zdraftmessagechat",))
        yield Opened((yield from texts(db, CLOCK, map(circumstances(grouped), db.rows(_query(db, window))))))
        yield from covers(db, ("zkikmessage", _TIME, CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = db.has("z_3messages", "z_5messages") and db.has("z_3messages", "z_3chat") and db.has("zkikchat", "zuser")
    return _ROWS.format(
        members=_MEMBERS if told else "",
        draft=optional(db, "zkikmessage", "zdraftmessagechat", "m"),
        direction=case("m.ztype", {1: "incoming", 2: "outgoing"}),
        contact=text("u.zjid"),
        group=text("coalesce(g.zjid, u.zjid)" if told else "u.zjid"),
        said=text("m.zbody"),
        chat=_CHAT if told else "",
        inside=CLOCK.inside(_TIME, window),
    )
