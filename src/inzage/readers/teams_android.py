"""Messages of Microsoft Teams on Android (``SkypeTeams.db``).

Read are time and conversation; never ``content`` or a displayed name. An observation is a row of
``Message``. Which kind a row is, no public description says, so notices in a conversation are
counted with the messages: the count is an upper bound.

**Direction.** *Unknown*: the file names senders by what they are called, not the account.
**Which device.** *Unknown*: the server keeps all messages for every device of the account.

``arrivalTime`` is in milliseconds. ``rows``: rows of ``Message`` inside the window. In a group or
channel: the conversation's own identifier says it (see ``formats.teams``), and is
``untrusted_group``. Has met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``teams.py``; artefact facts 4.11.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, messages
from inzage.formats.sqlite import database, text
from inzage.formats.teams import placed
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    SELECT m.rowid, m.arrivaltime, 'unknown', {conversation}, {conversation}, 'unknown'
    FROM message AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.microsoft.teams/databases/SkypeTeams.db",),
    elsewhere=("**/SkypeTeams.db",),
)
def teams_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        db.need("message", ("arrivaltime", "conversationid"))
        query = _ROWS.format(conversation=text("m.conversationid"), inside=CLOCK.inside("m.arrivaltime", window))
        yield Opened((yield from messages(CLOCK, map(placed, db.rows(query)))))
        yield from covers(db, ("message", "nullif(m.arrivaltime, 0)", CLOCK))
        yield from db.remarks()
