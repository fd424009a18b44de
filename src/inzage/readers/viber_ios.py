"""Messages of Viber on iOS (``com.viber/database/Contacts.data``).

Read are time, state, sender and conversation; never ``ZTEXT`` or a name. An observation is a row of
``ZVIBERMESSAGE``. Rows and no acts: those that stand for a call (``ZRECENT.ZCALLLOGMESSAGE``). Notices
in a conversation are not told apart in public, so they count with the messages: an upper bound.

**Direction**: by ``ZSTATE``: *received*, or *send* and *delivered*; of any other state *unknown*.
**Which device.** *Unknown*: computers share the account, and a restored backup looks the same.

``ZDATE`` is in seconds since 2001. ``rows``: rows of ``ZVIBERMESSAGE`` inside the window. In a group:
the conversation has no single counterpart (``ZINTERLOCUTOR``). What identifies the group is not
described in public, so ``untrusted_group`` is empty. Has met no real file yet; the cases follow the
facts to the column.

References: iLEAPP ``viber.py``, MVT ``viber.py`` (epoch); artefact facts 4.12.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import case, covers, messages
from inzage.formats.signature import what_is_wrong
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader
from inzage.result import Unreadable

CLOCK = Clock(COCOA)

_TIME = "nullif(m.zdate, 0)"
_STATES = {"received": "incoming", "send": "outgoing", "delivered": "outgoing"}
_ROWS = """
    WITH n AS MATERIALIZED (
        SELECT zmember AS member, min(zphone) AS phone FROM zphonenumber NOT INDEXED GROUP BY zmember
    ), r AS MATERIALIZED (SELECT zcalllogmessage AS id FROM zrecent NOT INDEXED WHERE zcalllogmessage IS NOT NULL)
    SELECT m.z_pk, m.zdate, CASE WHEN m.z_pk NOT IN (SELECT id FROM r) THEN {direction} END,
           {contact}, c.z_pk IS NOT NULL AND c.zinterlocutor IS NULL, 'unknown'
    FROM zvibermessage AS m NOT INDEXED LEFT JOIN zconversation AS c ON c.z_pk = m.zconversation
         LEFT JOIN n ON n.member = CASE m.zstate WHEN 'received' THEN coalesce(m.zphonenumindex, c.zinterlocutor)
                                                 ELSE c.zinterlocutor END
    WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.viber/database/Contacts.data",),
)
def viber_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        db.need("zvibermessage", ("z_pk", "zdate", "zstate", "zphonenumindex", "zconversation"))
        db.need("zconversation", ("z_pk", "zinterlocutor"))
        db.need("zphonenumber", ("zmember", "zphone"))
        db.need("zrecent", ("zcalllogmessage",))
        if not db.sound("zrecent"):  # what stands for a call would count as a message
            raise Unreadable(what_is_wrong(artefact))
        query = _ROWS.format(
            direction=case("m.zstate", _STATES, "unknown"),
            contact=text("n.phone"),
            inside=CLOCK.inside(_TIME, window),
        )
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("zvibermessage", _TIME, CLOCK))
        yield from db.remarks()
