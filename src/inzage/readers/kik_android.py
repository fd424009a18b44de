"""Messages of Kik on Android (``*kikDatabase.db``).

Read are time, direction and counterpart; never ``body``. An observation is a row of
``messagesTable``. Rows and no acts: system and status messages, where the version has columns
that mark them (``sys_msg``, ``stat_msg``: only whether they are empty is asked).

**Which device.** *Unknown*: no column says it, and a restored backup looks the same.

``timestamp`` is in milliseconds. ``rows``: rows inside the window. In a group: ``KIKcontactsTable``
or the counterpart's own address (``…@groups.kik.com``) says that it is one, and that address is
``untrusted_group``. Kik keeps some hundreds of messages. Has met no real file yet;
the cases follow the facts to the column.

References: ALEAPP ``kik*.py``, artefact facts 4.8.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, messages, optional
from inzage.formats.kik import grouped
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    {groups}
    SELECT m.rowid, m.timestamp,
           CASE WHEN {system} IS NULL AND {status} IS NULL THEN {direction} END,
           {contact}, {contact}, {group}, 'unknown'
    FROM messagestable AS m NOT INDEXED {joined} WHERE {inside}
"""
_GROUPS = """
    WITH g AS MATERIALIZED (
        SELECT jid, max(is_group) AS is_group FROM kikcontactstable NOT INDEXED GROUP BY jid
    )
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("kik.android/databases/*kikDatabase.db",),
    elsewhere=("**/*kikDatabase.db",),
)
def kik_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        db.need("messagestable", ("partner_jid", "was_me", "timestamp"))
        yield Opened((yield from messages(CLOCK, map(grouped, db.rows(_query(db, window))))))
        yield from covers(db, ("messagestable", "m.timestamp", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = db.has("kikcontactstable", "jid") and db.has("kikcontactstable", "is_group")
    return _ROWS.format(
        groups=_GROUPS if told else "",
        system=f"nullif({optional(db, 'messagestable', 'sys_msg', 'm')}, '')",
        status=f"nullif({optional(db, 'messagestable', 'stat_msg', 'm')}, '')",
        direction=case("m.was_me", {0: "incoming", 1: "outgoing"}),
        contact=text("m.partner_jid"),
        group="g.is_group = 1" if told else "0",
        joined="LEFT JOIN g ON g.jid = m.partner_jid" if told else "",
        inside=CLOCK.inside("m.timestamp", window),
    )
