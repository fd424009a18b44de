"""Messages of Kik on iOS (``kik.sqlite``), since version 8 as far as described.

Read are time, kind, counterpart and chat; never ``ZBODY``. An observation is a message of
``ZTYPE`` 1 (received) or 2 (sent). Rows and no acts: group and status events (3, 4) and
drafts (``ZDRAFTMESSAGECHAT``).

In a group: the chat's counterpart is a group, as its address ends on ``groups.kik.com``;
that address (number, ``_g@groups.kik.com``) is ``untrusted_group``.
Which chat a message belongs to stands in a table whose name carries the model's numbers
(``Z_3MESSAGES``); in a version with other numbers, received group messages seem private.

**Which device.** *Unknown*: no column says it, and a restored backup looks the same.

``ZTIMESTAMP`` is in seconds since 2001. ``rows``: rows of ``ZKIKMESSAGE`` inside the window.
Cannot be seen: deleted messages; Kik keeps about a thousand. Met a real file (plaso, 60).

References: plaso ``ios_kik.py``, artefact facts 4.8.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import case, covers, messages, optional
from inzage.formats.kik import grouped
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.ztimestamp, 0)"
_USED = ("zdraftmessagechat",)
_KNOWN = names("""
    z_pk z_ent z_opt zflags zinternalid zstate zsystemstate ztype zchatextra zdraftmessagechat zlastmessagechat
    zlastmessageuser zuser zreceivedtimestamp ztimestamp zbody zstanzaid zrenderinstructionset
""")
_ROWS = """
    {members}
    SELECT m.z_pk, m.ztimestamp, CASE WHEN {draft} IS NULL THEN {direction} END, {contact}, {group}, 0, 'unknown'
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
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("AppGroup/*/kik.sqlite", "group.com.kik.chat/kik.sqlite", "cores/private/*/kik.sqlite"),
    elsewhere=("**/kik.sqlite",),
    met_real=True,
)
def kik_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        db.need("zkikmessage", ("z_pk", "ztimestamp", "ztype", "zuser"))
        db.need("zkikuser", ("z_pk", "zjid"))
        yield from db.compare("zkikmessage", _KNOWN, _USED)
        yield Opened((yield from messages(CLOCK, map(grouped, db.rows(_query(db, window))))))
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
        chat=_CHAT if told else "",
        inside=CLOCK.inside(_TIME, window),
    )
