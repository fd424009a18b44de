"""Messages of Messenger (Facebook): ``msys_database_<account>`` on Android, ``lightspeed-userDatabases`` on iOS.

Both systems share one store. Read are time, sender and thread; never ``text`` or a name. An
observation is a row of ``messages`` (kept on the server as well) or ``client_messages`` (encrypted
between the devices, since 2023). Rows and no acts: notices (``is_admin_message``) and what was
not sent yet (its ``message_id`` is still its ``offline_threading_id``). ``client_messages`` has no
such marks, so that its first notice of encryption counts as a message.

**Direction**: sent where the sender is the account: the only one in ``_user_info``, otherwise the
number in the file's name. **Which device.** *Unknown*: all devices of the account share it.

Times are in milliseconds. ``rows``: rows of both tables inside the window. In a group: more
than two take part (``participants``), or somebody wrote who is neither the account nor the one
after whom the thread is numbered. ``untrusted_group`` is the thread's number (``thread_key``),
which stands in ``messenger.com/t/<number>`` too; of a thread in ``client_messages``, empty.

Facebook's own app keeps a copy of the same store, which is not read: it would count twice.
Older programs: ``messenger_threads``. Has met no real file yet; the cases follow the facts.

References: ALEAPP ``FacebookMessenger.py``, iLEAPP ``facebookMessenger.py``, HPI
``fbmessenger/android.py``; artefact facts 4.6.
"""

import re
from collections.abc import Generator, Iterator, Mapping

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, messages, optional
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Message, Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_NUMBER = re.compile(r"(?:^|_|-)([0-9]{5,20})(?:\.db)?$")
_OWNER = "SELECT min(facebook_user_id), count(DISTINCT facebook_user_id) FROM _user_info NOT INDEXED"
_SERVER = """
    WITH g AS MATERIALIZED (
        SELECT thread_key AS thread, count(DISTINCT sender_id) AS others FROM messages NOT INDEXED
        WHERE CAST(sender_id AS TEXT) <> :own AND sender_id <> thread_key GROUP BY thread_key
    ), p AS MATERIALIZED ({people})
    SELECT m.rowid, m.timestamp_ms,
           CASE WHEN coalesce({admin}, 0) = 0 AND coalesce(m.message_id <> {offline}, 1) THEN {direction} END,
           {contact},
           CASE WHEN g.others > (:own = '') OR p.people > 2 THEN {group} END, 'unknown'
    FROM messages AS m NOT INDEXED LEFT JOIN g ON g.thread = m.thread_key LEFT JOIN p ON p.thread = m.thread_key
    WHERE {inside}
"""
_PEOPLE = """
    SELECT thread_key AS thread, count(DISTINCT contact_id) AS people FROM participants NOT INDEXED GROUP BY thread_key
"""
_NOBODY = "SELECT NULL AS thread, 0 AS people WHERE 0"
_CLIENT = """
    WITH s AS MATERIALIZED ({known}), g AS MATERIALIZED (
        SELECT m.thread_pk AS thread, count(DISTINCT m.sender_contact_pk) AS others
        FROM client_messages AS m NOT INDEXED LEFT JOIN s ON s.client = m.sender_contact_pk
        WHERE CAST({sender} AS TEXT) <> :own GROUP BY m.thread_pk
    )
    SELECT m.pk, m.display_ts_ms, {direction}, {contact}, g.others > 1 + (:own = ''), 'unknown'
    FROM client_messages AS m NOT INDEXED LEFT JOIN s ON s.client = m.sender_contact_pk
         LEFT JOIN g ON g.thread = m.thread_pk
    WHERE {inside}
"""
_KNOWN = """
    SELECT client_contact_pk AS client, min(server_contact_id) AS who
    FROM fb_transport_contacts NOT INDEXED GROUP BY client_contact_pk
"""
_UNKNOWN = "SELECT NULL AS client, NULL AS who WHERE 0"
_SENDER = "coalesce(s.who, m.sender_contact_pk)"
_DIRECTION = "CASE WHEN :own = '' THEN 'unknown' WHEN CAST({sender} AS TEXT) = :own THEN 'outgoing' ELSE 'incoming' END"
_CONTACT = "CASE WHEN CAST({sender} AS TEXT) = :own THEN {thread} ELSE {sender} END"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.facebook.orca/databases/msys_database_" + "?" * 15, "lightspeed-userDatabases/*.db"),
    elsewhere=("com.facebook.orca/databases/msys_database_*",),
)
def messenger(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        if not db.has("client_messages"):
            db.need("messages", ("message_id", "sender_id", "thread_key", "timestamp_ms"))
        own = {"own": _account(db, artefact.untrusted_path)}
        times = []
        rows = 0
        if db.has("messages"):
            rows += yield from _server(db, window, own)
            times.append(("messages", "nullif(m.timestamp_ms, 0)", CLOCK))
        if db.has("client_messages"):
            rows += yield from _client(db, window, own)
            times.append(("client_messages", "nullif(m.display_ts_ms, 0)", CLOCK))
        yield Opened(rows)
        yield from covers(db, *times)
        yield from db.remarks()


def _server(db: Database, window: Window, own: Mapping[str, str]) -> Generator[Message, None, int]:
    db.need("messages", ("message_id", "sender_id", "thread_key", "timestamp_ms"))
    told = db.has("participants", "thread_key") and db.has("participants", "contact_id")
    query = _SERVER.format(
        people=_PEOPLE if told else _NOBODY,
        admin=optional(db, "messages", "is_admin_message", "m"),
        offline=optional(db, "messages", "offline_threading_id", "m"),
        direction=_DIRECTION.format(sender="m.sender_id"),
        contact=text(_CONTACT.format(sender="m.sender_id", thread="m.thread_key")),
        group=text("m.thread_key"),
        inside=CLOCK.inside("m.timestamp_ms", window),
    )
    return (yield from messages(CLOCK, db.rows(query, own)))


def _client(db: Database, window: Window, own: Mapping[str, str]) -> Generator[Message, None, int]:
    db.need("client_messages", ("pk", "thread_pk", "sender_contact_pk", "display_ts_ms"))
    told = db.has("fb_transport_contacts", "client_contact_pk") and db.has("fb_transport_contacts", "server_contact_id")
    query = _CLIENT.format(
        known=_KNOWN if told else _UNKNOWN,
        sender=_SENDER,
        direction=_DIRECTION.format(sender=_SENDER),
        contact=text(_CONTACT.format(sender=_SENDER, thread="m.thread_pk")),
        inside=CLOCK.inside("m.display_ts_ms", window),
    )
    return (yield from messages(CLOCK, db.rows(query, own)))


def _account(db: Database, untrusted_path: str) -> str:
    """The account's number, empty where neither the store nor the file's name says it."""
    if db.has("_user_info", "facebook_user_id"):
        number, several = db.one(_OWNER)[:2]
        if several == 1:
            return str(number)
    named = _NUMBER.search(untrusted_path.rsplit("/", 1)[-1])
    return named[1] if named else ""
