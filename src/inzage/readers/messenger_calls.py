"""Calls of Messenger (Facebook): ``call_log`` in ``msys_database_<account>`` and ``lightspeed-userDatabases``.

An observation is a row: a call that was made (``call_direction`` 1) or came in (2). A store from
before the table yields nothing. The counterpart is the thread: of a call between two people
the number of the other, of a group that of the group.

**Which device.** *Unknown*: all devices of the account share it.

``call_timestamp_ms`` is in milliseconds, ``call_duration`` in seconds. ``rows``: rows of
``call_log`` inside the window. Has met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``FacebookMessenger.py``; artefact facts 4.6.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import calls, case, covers
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    SELECT m.rowid, m.call_timestamp_ms, {direction}, {contact}, m.call_duration, 'unknown'
    FROM call_log AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="calls",
    at=("com.facebook.orca/databases/msys_database_" + "?" * 15, "lightspeed-userDatabases/*.db"),
    elsewhere=("com.facebook.orca/databases/msys_database_*",),
)
def messenger_calls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the calls of the window."""
    with database(artefact) as db:
        if not db.has("call_log") and (db.has("messages", "thread_key") or db.has("client_messages", "thread_pk")):
            yield Opened(0)
        else:
            db.need("call_log", ("call_timestamp_ms", "call_duration", "call_direction", "thread_key"))
            query = _ROWS.format(
                direction=case("m.call_direction", {1: "outgoing", 2: "incoming"}, "unknown"),
                contact=text("m.thread_key"),
                inside=CLOCK.inside("m.call_timestamp_ms", window),
            )
            yield Opened((yield from calls(CLOCK, db.rows(query))))
            yield from covers(db, ("call_log", "nullif(m.call_timestamp_ms, 0)", CLOCK))
        yield from db.remarks()
