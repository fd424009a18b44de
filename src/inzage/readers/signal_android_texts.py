"""What messages of Signal on Android said (``signal.db``), where it lies decrypted: behind the door of content.

The database is encrypted as a whole, with a key that the phone's hardware keeps: *encrypted* in
the coverage, as with ``signal_android``. Where a carrier holds it decrypted, the acts are those of
that reader; here they come with ``body``, and those without one do not come.

**Which device.** *Unknown*, as there. ``rows``: rows of ``message`` inside the window. Has met no
real file yet; the cases follow the facts.

References: https://github.com/signalapp/Signal-Android (MessageTypes.java), artefact facts 4.3.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers
from inzage.formats.message_texts import texts
from inzage.formats.sqlcipher import refuse_encrypted
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_KEYS, _GROUP_CHANGED, _GROUP_LEFT, _TIMER, _SESSION_ENDED = 0xFF00, 0x1_0000, 0x2_0000, 0x4_0000, 0x40_0000
_SPECIAL = 0xF_0000_0000
_SERVICE = _KEYS | _GROUP_CHANGED | _GROUP_LEFT | _TIMER | _SESSION_ENDED | _SPECIAL
_ROWS = """
    SELECT m._id, m.date_sent, CASE WHEN m.type & {service} = 0 THEN {direction} END,
           {contact}, {group}, {said}, 'unknown'
    FROM message AS m NOT INDEXED
         LEFT JOIN recipient AS f ON f._id = m.from_recipient_id LEFT JOIN recipient AS t ON t._id = m.to_recipient_id
         {thread}
    WHERE {inside}
"""
_THREAD = "LEFT JOIN thread AS h ON h._id = m.thread_id LEFT JOIN recipient AS g ON g._id = h.recipient_id"


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("org.thoughtcrime.securesms/databases/signal.db",),
    elsewhere=("**/signal.db",),
)
def signal_android_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window, or say that they are encrypted."""
    refuse_encrypted(artefact)
    with database(artefact) as db:
        db.need("message", ("_id", "date_sent", "from_recipient_id", "to_recipient_id", "type", "body"))
        db.need("recipient", ("_id", "e164", "aci"))
        yield Opened((yield from texts(db, CLOCK, db.rows(_query(db, window)))))
        yield from covers(db, ("message", "m.date_sent", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = db.has("recipient", "group_id") and db.has("thread", "recipient_id") and db.has("message", "thread_id")
    return _ROWS.format(
        service=_SERVICE,
        direction=case("m.type & 31", {20: "incoming", 23: "outgoing"}),
        contact=text(
            "CASE m.type & 31 WHEN 20 THEN coalesce(f.aci, f.e164) ELSE coalesce(t.aci, t.e164, m.to_recipient_id) END"
        ),
        group=text("g.group_id") if told else "0",
        said=text("m.body"),
        thread=_THREAD if told else "",
        inside=CLOCK.inside("m.date_sent", window),
    )
