"""Messages of Microsoft Teams on iOS (``SkypeSpacesDogfood/*/Skype*.sqlite``).

Read are time, direction, sender and conversation; never ``ZCONTENT`` or a displayed name. An
observation is a row of ``ZSMESSAGE``. What the numbers in ``ZTS_MESSAGEBASETYPE`` mean, no public
description says, so notices in a conversation are counted with the messages: an upper bound.

**Direction**: ``ZTS_ISSENTBYME``. **Which device.** *Unknown*: the server keeps all messages for
every device of the account.

``ZARRIVALTIME`` is in seconds since 2001. ``rows``: rows of ``ZSMESSAGE`` inside the window. In a
group or channel: the conversation's own identifier says it (see ``formats.teams``), and is
``untrusted_group``. Has met no real file yet; the cases follow the facts to the column.

References: iLEAPP ``teams.py``; artefact facts 4.11.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import case, covers, messages
from inzage.formats.sqlite import database, text
from inzage.formats.teams import placed
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.zarrivaltime, 0)"
_ROWS = """
    SELECT m.z_pk, m.zarrivaltime, {direction}, {contact}, {conversation}, 'unknown'
    FROM zsmessage AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("SkypeSpacesDogfood/*/Skype*.sqlite",),
)
def teams_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        db.need("zsmessage", ("z_pk", "zarrivaltime", "zfrom", "zthreadid", "zts_issentbyme"))
        query = _ROWS.format(
            direction=case("m.zts_issentbyme", {0: "incoming", 1: "outgoing"}, "unknown"),
            contact=text("CASE m.zts_issentbyme WHEN 0 THEN m.zfrom ELSE m.zthreadid END"),
            conversation=text("m.zthreadid"),
            inside=CLOCK.inside(_TIME, window),
        )
        yield Opened((yield from messages(CLOCK, map(placed, db.rows(query)))))
        yield from covers(db, ("zsmessage", _TIME, CLOCK))
        yield from db.remarks()
