"""Messages of WhatsApp on Android (``msgstore.db``), both schemas.

The old schema keeps all in ``messages`` (until about 2021), the new one in ``message`` with
``chat`` and ``jid``; while a phone migrates, both are there: the one that holds rows is read,
the new one first, and where the old one still holds others the reading is a lower bound.
Hidden numbers (``@lid``) are led back to the telephone's (``jid_map``).

Read are time, direction, kind, chat and sender; never ``data``, ``text_data`` or a name. An
observation is a message in a chat with a person or a group. Rows and no acts: system and
group events (7), calls (8, 90) and missed ones (10), messages that wait for their key (11),
kinds 36, 56, 99, 112, 116; in the old schema also ``status`` 6; status updates, broadcast
lists and channels. A message that was taken back (15, 64) was sent, and counts. A kind that
is not known counts as a message.

**Which device.** *Unknown*: up to four linked devices share one account, and the columns
read here do not say which one sent.

``timestamp`` is in milliseconds. ``rows``: rows of the table that is read, inside the window.

``untrusted_group`` is the group's whole address (``120363000000000001@g.us``, of older groups the
maker's number, ``-`` and a time before the ``@``); an invitation's link is another text for it.

Cannot be seen: deleted messages, reactions (``message_add_on``), encrypted backups
(``.crypt14``). Has met no real file yet; the cases follow the facts to the column.

References: IPED ``ExtractorAndroidNew.java`` and ``ExtractorAndroidOld.java``, ALEAPP
``WhatsApp.py``, artefact facts 4.1.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, messages_told, optional
from inzage.formats.sqlite import Database, database, text
from inzage.formats.together import Telling
from inzage.formats.whatsapp import between_people
from inzage.mandate import DataClass
from inzage.observations import Alike, Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_EVENTS = "7, 8, 10, 11, 36, 56, 90, 99, 112, 116"
_SENT = case("g.sent", {0: "incoming", 1: "outgoing"})
_JOINED = """
    LEFT JOIN chat AS c ON c._id = g.chat
    LEFT JOIN k AS ck ON ck.lid = c.jid_row_id LEFT JOIN jid AS cj ON cj._id = coalesce(ck.jid, c.jid_row_id)
    LEFT JOIN k AS sk ON sk.lid = g.sender LEFT JOIN jid AS sj ON sj._id = coalesce(sk.jid, g.sender)
"""
_LIDS = "SELECT lid_row_id AS lid, min(jid_row_id) AS jid FROM jid_map NOT INDEXED GROUP BY lid_row_id"
_NO_LIDS = "SELECT NULL AS lid, NULL AS jid WHERE 0"
_LEFT_BEHIND = """
    SELECT count(*) FROM messages AS m NOT INDEXED
    WHERE m.key_remote_jid <> '-1' AND m._id NOT IN (SELECT _id FROM message)
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.whatsapp/databases/msgstore.db", "com.whatsapp.w4b/databases/msgstore.db"),
    elsewhere=("**/msgstore.db",),
)
def whatsapp_android(artefact: Artefact, window: Window) -> Iterator[Observation | Alike | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        new = _is_new(db)
        telling = _new(db) if new else _old(db)
        yield Opened((yield from messages_told(db, artefact, window, telling, between_people)))
        if new and db.has("messages", "key_remote_jid") and db.one(_LEFT_BEHIND)[0]:
            db.doubt()
        yield from covers(db, ("message" if new else "messages", "nullif(m.timestamp, 0)", CLOCK))
        yield from db.remarks()


def _is_new(db: Database) -> bool:
    """Which of two schemas holds the messages? The old one only where the new one is empty or not there."""
    if not db.has("messages", "key_remote_jid"):
        return True
    return db.has("message", "chat_row_id") and bool(db.one("SELECT count(*) FROM message NOT INDEXED")[0])


def _new(db: Database) -> Telling:
    db.need("message", ("_id", "chat_row_id", "from_me", "timestamp", "message_type"))
    db.need("chat", ("_id", "jid_row_id"))
    db.need("jid", ("_id", "raw_string"))
    mapped = db.has("jid_map", "lid_row_id") and db.has("jid_map", "jid_row_id")
    act = f"coalesce(m.message_type, 0) NOT IN ({_EVENTS})"
    return Telling(
        number="m._id",
        time="m.timestamp",
        clock=CLOCK,
        rows="message AS m NOT INDEXED",
        keys={
            "chat": "m.chat_row_id",
            "sender": optional(db, "message", "sender_jid_row_id", "m"),
            "sent": "m.from_me",
            "act": act,
        },
        told=f"CASE WHEN g.act THEN {_SENT} END, {text('cj.raw_string')}, {text('sj.raw_string')}, 'unknown'",
        joined=_JOINED,
        numbered=(("message", "_id"), ("chat", "_id"), ("jid", "_id")),
        before=f"k AS MATERIALIZED ({_LIDS if mapped else _NO_LIDS})",
    )


def _old(db: Database) -> Telling:
    db.need("messages", ("_id", "key_remote_jid", "key_from_me", "timestamp"))
    kind, status = optional(db, "messages", "media_wa_type", "m"), optional(db, "messages", "status", "m")
    act = f"coalesce(CAST({kind} AS INTEGER), 0) NOT IN ({_EVENTS}) AND coalesce({status}, 0) <> 6"
    return Telling(
        number="m._id",
        time="m.timestamp",
        clock=CLOCK,
        rows="messages AS m NOT INDEXED",
        keys={
            "sent": "m.key_from_me",
            "act": act,
            "chat": text("m.key_remote_jid"),
            "sender": text(optional(db, "messages", "remote_resource", "m")),
        },
        told=f"CASE WHEN g.act THEN {_SENT} END, g.chat, g.sender, 'unknown'",
        joined="",
        numbered=(("messages", "_id"),),
    )
