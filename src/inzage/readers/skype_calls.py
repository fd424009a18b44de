"""Calls of Skype up to version 7 on Windows, macOS and Linux (``main.db``).

An observation is a row of ``Calls``. Who took part and how long stands in ``CallMembers``,
one row for each; the first member is the counterpart, the longest stay the duration.

**Which device.** *Unknown*: Skype copies its history between devices that are signed in.

``begin_timestamp`` is in Unix seconds. ``rows``: rows of ``Calls`` inside the window. Cannot be
seen: deleted calls, Skype 8. Met a real file (plaso, 1 call).

References: plaso ``skype.py``, https://forensics.wiki/skype/, artefact facts 4.11.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import calls, case, covers
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(SECONDS)

_ROWS = """
    {members}
    SELECT m.id, m.begin_timestamp, {direction}, {contact}, {seconds}, 'unknown'
    FROM calls AS m NOT INDEXED {joined} WHERE {inside}
"""
_MEMBERS = """
    WITH p AS MATERIALIZED (
        SELECT call_db_id, min(identity) AS identity, max(call_duration) AS seconds
        FROM callmembers NOT INDEXED GROUP BY call_db_id
    )
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="calls",
    at=("Skype/*/main.db", ".Skype/*/main.db"),
    elsewhere=("**/main.db",),
    met_real=True,
)
def skype_calls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the calls of the window."""
    with database(artefact) as db:
        db.need("calls", ("id", "begin_timestamp", "is_incoming"))
        yield Opened((yield from calls(CLOCK, db.rows(_query(db, window)))))
        yield from covers(db, ("calls", "m.begin_timestamp", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = all(db.has("callmembers", name) for name in ("call_db_id", "identity", "call_duration"))
    return _ROWS.format(
        members=_MEMBERS if told else "",
        direction=case("m.is_incoming", {0: "outgoing", 1: "incoming"}, "unknown"),
        contact=text("p.identity") if told else "NULL",
        seconds="p.seconds" if told else "0",
        joined="LEFT JOIN p ON p.call_db_id = m.id" if told else "",
        inside=CLOCK.inside("m.begin_timestamp", window),
    )
