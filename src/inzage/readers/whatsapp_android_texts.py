"""What messages of WhatsApp on Android said (``msgstore.db``), both schemas: behind the door of content.

The acts are those of ``whatsapp_android``, which says what counts as a message; here they come
with their text, and those without one (a picture without words, one that was taken back) do
not come. New schema: ``text_data``, which also holds the words beneath a
picture or film. Old schema: ``data`` in a message of text (``media_wa_type`` 0), and
``media_caption`` in every other, where ``data`` holds a contact card or a place.

**Which device.** *Unknown*, as there. ``rows``: rows of the table that is read, inside the window.

Cannot be seen: what was quoted, polls, edits before the last, deleted messages, encrypted
backups. Has met no real file yet; the cases follow the facts to the column.

References: IPED ``ExtractorAndroidNew.java`` and ``ExtractorAndroidOld.java``, ALEAPP
``WhatsApp.py``, artefact facts 4.1.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, optional
from inzage.formats.message_texts import circumstances, texts
from inzage.formats.sqlite import Database, database, text
from inzage.formats.whatsapp import between_people
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_EVENTS = "7, 8, 10, 11, 36, 56, 90, 99, 112, 116"
_DIRECTIONS = {0: "incoming", 1: "outgoing"}
_NEW = """
    WITH k AS MATERIALIZED ({lids})
    SELECT m._id, m.timestamp, CASE WHEN coalesce(m.message_type, 0) NOT IN ({events}) THEN {direction} END,
           {chat}, {sender}, {said}, 'unknown'
    FROM message AS m NOT INDEXED LEFT JOIN chat AS c ON c._id = m.chat_row_id
         LEFT JOIN k AS ck ON ck.lid = c.jid_row_id LEFT JOIN jid AS cj ON cj._id = coalesce(ck.jid, c.jid_row_id)
         LEFT JOIN k AS sk ON sk.lid = {sender_id} LEFT JOIN jid AS sj ON sj._id = coalesce(sk.jid, {sender_id})
    WHERE {inside}
"""
_LIDS = "SELECT lid_row_id AS lid, min(jid_row_id) AS jid FROM jid_map NOT INDEXED GROUP BY lid_row_id"
_NO_LIDS = "SELECT NULL AS lid, NULL AS jid WHERE 0"
_OLD = """
    SELECT m._id, m.timestamp,
           CASE WHEN coalesce(CAST({kind} AS INTEGER), 0) NOT IN ({events}) AND coalesce({status}, 0) <> 6
           THEN {direction} END, {chat}, {sender}, {said}, 'unknown'
    FROM messages AS m NOT INDEXED WHERE {inside}
"""
_LEFT_BEHIND = """
    SELECT count(*) FROM messages AS m NOT INDEXED
    WHERE m.key_remote_jid <> '-1' AND m._id NOT IN (SELECT _id FROM message)
"""


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("com.whatsapp/databases/msgstore.db", "com.whatsapp.w4b/databases/msgstore.db"),
    elsewhere=("**/msgstore.db",),
)
def whatsapp_android_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        new = _is_new(db)
        rows = db.rows(_new(db, window) if new else _old(db, window))
        yield Opened((yield from texts(db, CLOCK, map(circumstances(between_people), rows))))
        if new and db.has("messages", "key_remote_jid") and db.one(_LEFT_BEHIND)[0]:
            db.doubt()
        yield from covers(db, ("message" if new else "messages", "nullif(m.timestamp, 0)", CLOCK))
        yield from db.remarks()


def _is_new(db: Database) -> bool:
    """Which of two schemas holds the messages? The old one only where the new one is empty or not there."""
    if not db.has("messages", "key_remote_jid"):
        return True
    return db.has("message", "chat_row_id") and bool(db.one("SELECT count(*) FROM message NOT INDEXED")[0])


def _new(db: Database, window: Window) -> str:
    db.need("message", ("_id", "chat_row_id", "from_me", "timestamp", "message_type", "text_data"))
    db.need("chat", ("_id", "jid_row_id"))
    db.need("jid", ("_id", "raw_string"))
    mapped = db.has("jid_map", "lid_row_id") and db.has("jid_map", "jid_row_id")
    return _NEW.format(
        lids=_LIDS if mapped else _NO_LIDS,
        events=_EVENTS,
        direction=case("m.from_me", _DIRECTIONS),
        chat=text("cj.raw_string"),
        sender=text("sj.raw_string"),
        sender_id=optional(db, "message", "sender_jid_row_id", "m"),
        said=text("m.text_data"),
        inside=CLOCK.inside("m.timestamp", window),
    )


def _old(db: Database, window: Window) -> str:
    db.need("messages", ("_id", "key_remote_jid", "key_from_me", "timestamp", "data"))
    kind = optional(db, "messages", "media_wa_type", "m")
    caption = optional(db, "messages", "media_caption", "m")
    return _OLD.format(
        kind=kind,
        status=optional(db, "messages", "status", "m"),
        events=_EVENTS,
        direction=case("m.key_from_me", _DIRECTIONS),
        chat=text("m.key_remote_jid"),
        sender=text(optional(db, "messages", "remote_resource", "m")),
        said=text(f"CASE WHEN coalesce(CAST({kind} AS INTEGER), 0) = 0 THEN m.data ELSE {caption} END"),
        inside=CLOCK.inside("m.timestamp", window),
    )
