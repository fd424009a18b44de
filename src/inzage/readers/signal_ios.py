"""Messages of Signal on iOS (``grdb/signal.sqlite``), which are encrypted.

The database is encrypted as a whole but for its first 32 bytes, with a key that the phone's key
chain keeps. Without it nothing can be said but that it is there: *encrypted* in the coverage.
Where a carrier holds it decrypted, it is read: an observation is a row of ``model_TSInteraction``
that was received (``recordType`` 19) or sent (21); every other type (calls, changed keys, group
changes, notices) is a row and no act. Never ``body``.

**Which device.** *Unknown*: linked devices share the account.

``timestamp`` is in milliseconds. ``rows``: rows of ``model_TSInteraction`` inside the window. In a
group: the thread names no single person; ``untrusted_group`` is the thread's ``uniqueId``, as stored
(of a group, ``g`` and its identifier in base64). Has met no real file yet; the cases follow the
facts to the column.

References: iLEAPP ``signalIOS.py``, https://github.com/signalapp/Signal-iOS (SDSRecordType);
artefact facts 4.3.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, messages
from inzage.formats.sqlcipher import refuse_encrypted
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH t AS MATERIALIZED (
        SELECT uniqueid AS id, min(coalesce(contactuuid, contactphonenumber)) AS who
        FROM model_tsthread NOT INDEXED GROUP BY uniqueid
    )
    SELECT m.id, m.timestamp, {direction}, {contact},
           CASE WHEN t.id IS NOT NULL AND t.who IS NULL THEN {group} END, 'unknown'
    FROM model_tsinteraction AS m NOT INDEXED LEFT JOIN t ON t.id = m.uniquethreadid
    WHERE {inside}
"""
_CONTACT = """
    CASE m.recordtype WHEN 19 THEN coalesce(m.authoruuid, m.authorphonenumber)
                      ELSE coalesce(t.who, m.uniquethreadid) END
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("AppGroup/*/grdb/signal.sqlite", "group.org.whispersystems.signal.group/grdb/signal.sqlite"),
    elsewhere=("**/signal.sqlite",),
)
def signal_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window, or say that they are encrypted."""
    refuse_encrypted(artefact, header=True)
    with database(artefact) as db:
        used = ("id", "timestamp", "recordtype", "uniquethreadid", "authoruuid", "authorphonenumber")
        db.need("model_tsinteraction", used)
        db.need("model_tsthread", ("uniqueid", "contactuuid", "contactphonenumber"))
        query = _ROWS.format(
            direction=case("m.recordtype", {19: "incoming", 21: "outgoing"}),
            contact=text(_CONTACT),
            group=text("m.uniquethreadid"),
            inside=CLOCK.inside("m.timestamp", window),
        )
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("model_tsinteraction", "nullif(m.timestamp, 0)", CLOCK))
        yield from db.remarks()
