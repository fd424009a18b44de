"""Calls of Viber on Android (``viber_data``).

An observation is a row of ``calls``: received (``type`` 1), made (2), or of another kind, whose
direction is then unknown. The phone's own address book in the same file is not read.

**Which device.** *Unknown*: computers share the account.

``date`` is in milliseconds, ``duration`` in seconds. ``rows``: rows of ``calls`` inside the window.
Has met no real file yet; the cases follow the facts to the column.

References: plaso ``android_viber_call.py``, ALEAPP ``Viber.py``; artefact facts 4.12.
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
    SELECT m._id, m.date, {direction}, {contact}, m.duration, 'unknown'
    FROM calls AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="calls",
    at=("com.viber.voip/databases/viber_data",),
    elsewhere=("**/viber_data",),
)
def viber_android_calls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the calls of the window."""
    with database(artefact) as db:
        db.need("calls", ("_id", "canonized_number", "date", "duration", "type"))
        query = _ROWS.format(
            direction=case("m.type", {1: "incoming", 2: "outgoing"}, "unknown"),
            contact=text("m.canonized_number"),
            inside=CLOCK.inside("m.date", window),
        )
        yield Opened((yield from calls(CLOCK, db.rows(query))))
        yield from covers(db, ("calls", "nullif(m.date, 0)", CLOCK))
        yield from db.remarks()
