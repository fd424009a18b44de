"""Calls of WhatsApp on Android (``call_log`` in ``msgstore.db``), since about 2019.

An observation is a row: a call that was made, answered or missed, with a person or a group;
``duration`` 0 where nobody answered. Hidden numbers (``@lid``) are led back to the telephone's.
A database from before the table yields nothing.

**Which device.** *Unknown*: linked devices call with the same account.

``timestamp`` is in milliseconds. ``rows``: rows of ``call_log`` inside the window. Has met no
real file yet; the cases follow the facts to the column.

References: ALEAPP ``WhatsApp.py``, artefact facts 4.1.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import calls, case, covers
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH k AS MATERIALIZED ({lids})
    SELECT m._id, m.timestamp, {direction}, {contact}, m.duration, 'unknown'
    FROM call_log AS m NOT INDEXED LEFT JOIN k ON k.lid = m.jid_row_id
         LEFT JOIN jid AS j ON j._id = coalesce(k.jid, m.jid_row_id)
    WHERE {inside}
"""
_LIDS = "SELECT lid_row_id AS lid, min(jid_row_id) AS jid FROM jid_map NOT INDEXED GROUP BY lid_row_id"
_NO_LIDS = "SELECT NULL AS lid, NULL AS jid WHERE 0"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="calls",
    at=("com.whatsapp/databases/msgstore.db", "com.whatsapp.w4b/databases/msgstore.db"),
    elsewhere=("**/msgstore.db",),
)
def whatsapp_android_calls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the calls of the window."""
    with database(artefact) as db:
        if db.has("messages", "key_remote_jid") and not db.has("call_log"):
            yield Opened(0)
        else:
            db.need("call_log", ("_id", "jid_row_id", "from_me", "timestamp", "duration"))
            db.need("jid", ("_id", "raw_string"))
            yield Opened((yield from calls(CLOCK, db.rows(_query(db, window)))))
            yield from covers(db, ("call_log", "nullif(m.timestamp, 0)", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    mapped = db.has("jid_map", "lid_row_id") and db.has("jid_map", "jid_row_id")
    return _ROWS.format(
        lids=_LIDS if mapped else _NO_LIDS,
        direction=case("m.from_me", {0: "incoming", 1: "outgoing"}, "unknown"),
        contact=text("j.raw_string"),
        inside=CLOCK.inside("m.timestamp", window),
    )
