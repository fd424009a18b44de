"""Calls of WhatsApp on iOS (``CallHistory.sqlite``).

An observation is a row of ``ZWACDCALLEVENT``: a call that was made, answered, missed or refused.
Who took part stands in ``ZWACDCALLEVENTPARTICIPANT``; the first is the counterpart.

**Direction**: received where the counterpart began it (``ZGROUPCALLCREATORUSERJIDSTRING``), made where
somebody else did, *unknown* where the file does not say. **Which device.** *Unknown*: linked
devices call with the same account, and the phone's own list holds these calls as well: add the
two and it counts twice.

``ZDATE`` is in seconds since 2001, ``ZDURATION`` in seconds. ``rows``: rows of ``ZWACDCALLEVENT``
inside the window. Has met no real file yet; the cases follow the facts to the column.

References: iLEAPP ``whatsApp.py``; artefact facts 4.1.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import calls, covers, optional
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.zdate, 0)"
_ROWS = """
    WITH p AS MATERIALIZED (
        SELECT z1participants AS id, min(zjidstring) AS who
        FROM zwacdcalleventparticipant NOT INDEXED GROUP BY z1participants
    )
    SELECT m.z_pk, m.zdate,
           CASE WHEN {creator} = p.who THEN 'incoming' WHEN {creator} <> p.who THEN 'outgoing' ELSE 'unknown' END,
           {contact}, m.zduration, 'unknown'
    FROM zwacdcallevent AS m NOT INDEXED LEFT JOIN p ON p.id = m.z1callevents
    WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="calls",
    at=(
        "AppGroup/*/CallHistory.sqlite",
        "group.net.whatsapp.WhatsApp.shared/CallHistory.sqlite",
        "group.net.whatsapp.WhatsAppSMB.shared/CallHistory.sqlite",
    ),
    elsewhere=("**/CallHistory.sqlite",),
)
def whatsapp_ios_calls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the calls of the window."""
    with database(artefact) as db:
        db.need("zwacdcallevent", ("z_pk", "zdate", "zduration", "z1callevents"))
        db.need("zwacdcalleventparticipant", ("zjidstring", "z1participants"))
        yield Opened((yield from calls(CLOCK, db.rows(_query(db, window)))))
        yield from covers(db, ("zwacdcallevent", _TIME, CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    return _ROWS.format(
        creator=optional(db, "zwacdcallevent", "zgroupcallcreatoruserjidstring", "m"),
        contact=text("p.who"),
        inside=CLOCK.inside(_TIME, window),
    )
