"""Messages of Telegram on Android (``cache4.db``): since version 8.7 in ``messages_v2``, before in ``messages``.

Read are dialog, date, direction and state of sending; never ``data``, the blob that holds the
message and changes its layout with every version. An observation is a message that was sent
or received. Rows and no acts: what is still being sent or could not be (``send_state`` 1, 2).

**More than was said.** Service events (somebody joined, a call, a screenshot) differ from
messages only inside the blob, so they are counted with them: the count is an upper bound.
The database is a cache: it holds what this device once fetched, not all that was said.

**Which device.** *Unknown*: Telegram keeps all messages on its servers for all devices.

``date`` is in Unix seconds. ``rows``: rows inside the window. In a group or channel: the
dialog's number is negative; ``untrusted_group`` is that number, as the program on Android
writes it (``-1234567890``; other programs put ``-100`` before a channel's). The public name
(``@name``) and an invitation stand only inside blobs and are not read: ``chats.name`` is a title.
Has met no real file yet; the cases follow the facts to the column.

References: https://github.com/DrKLO/Telegram (MessagesStorage.java), ALEAPP
``telegramAndroid.py``, artefact facts 4.2.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import case, covers, messages, optional
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(SECONDS)

_ROWS = """
    SELECT m.rowid, m.date, CASE WHEN coalesce({state}, 0) NOT IN (1, 2) THEN {direction} END,
           {contact}, CASE WHEN m.uid < 0 THEN {contact} END, 'unknown'
    FROM {table} AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("org.telegram.messenger*/files/cache4.db", "org.telegram.messenger*/files/account*/cache4.db"),
    elsewhere=("**/cache4.db",),
)
def telegram_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        table = "messages" if db.has("messages") and not db.has("messages_v2") else "messages_v2"
        db.need(table, ("mid", "uid", "date", "out"))
        yield Opened((yield from messages(CLOCK, db.rows(_query(db, table, window)))))
        yield from covers(db, (table, "m.date", CLOCK))
        yield from db.remarks()


def _query(db: Database, table: str, window: Window) -> str:
    return _ROWS.format(
        table=table,
        state=optional(db, table, "send_state", "m"),
        direction=case("m.out", {0: "incoming", 1: "outgoing"}),
        contact=text("m.uid"),
        inside=CLOCK.inside("m.date", window),
    )
