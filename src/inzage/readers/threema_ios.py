"""Messages of Threema on iOS (``ThreemaData.sqlite``).

Read are time, direction, kind, sender and conversation; never ``ZTEXT``, ``ZCAPTION`` or a name. An
observation is a row of ``ZMESSAGE``. Rows and no acts: notices of the program, which the file's
own table of kinds (``Z_PRIMARYKEY``) calls ``SystemMessage``.

**Which device.** *Unknown*: linked devices share the identity.

``ZDATE`` is in seconds since 2001. ``rows``: rows of ``ZMESSAGE`` inside the window. In a group:
the conversation has a group's name (only whether it is empty is asked). What identifies the
group is not described in public, so ``untrusted_group`` is empty. Has met no real file yet; the
cases follow the facts to the column.

References: iLEAPP ``Threema.py``; artefact facts 4.12.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import case, covers, messages
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.zdate, 0)"
_ROWS = """
    WITH k AS MATERIALIZED (SELECT z_ent FROM z_primarykey NOT INDEXED WHERE z_name = 'SystemMessage')
    SELECT m.z_pk, m.zdate, CASE WHEN m.z_ent NOT IN (SELECT z_ent FROM k) THEN {direction} END,
           {contact}, c.zgroupname IS NOT NULL, 'unknown'
    FROM zmessage AS m NOT INDEXED LEFT JOIN zconversation AS c ON c.z_pk = m.zconversation
         LEFT JOIN zcontact AS s ON s.z_pk = m.zsender LEFT JOIN zcontact AS o ON o.z_pk = c.zcontact
    WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("AppGroup/*/ThreemaData.sqlite", "group.ch.threema/ThreemaData.sqlite"),
    elsewhere=("**/ThreemaData.sqlite",),
)
def threema_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        db.need("zmessage", ("z_pk", "z_ent", "zdate", "zisown", "zsender", "zconversation"))
        db.need("zconversation", ("z_pk", "zcontact", "zgroupname"))
        db.need("zcontact", ("z_pk", "zidentity"))
        db.need("z_primarykey", ("z_ent", "z_name"))
        query = _ROWS.format(
            direction=case("m.zisown", {0: "incoming", 1: "outgoing"}),
            contact=text("CASE m.zisown WHEN 0 THEN coalesce(s.zidentity, o.zidentity) ELSE o.zidentity END"),
            inside=CLOCK.inside(_TIME, window),
        )
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("zmessage", _TIME, CLOCK))
        yield from db.remarks()
