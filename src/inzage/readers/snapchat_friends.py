"""Friends of Snapchat on Android (``Friend`` in ``main.db``).

An observation is somebody whom the account added (``addedTimestamp`` above 0). Rows and no
acts: suggestions, the account itself, the service's own accounts, and those who only added
the account; all of them stand in the same table without that time.

``birthday`` holds a month and a day, no year: it gives no age, and is not read.

**Which device.** *Unknown*: the list belongs to the account, whichever device it was made on.

``addedTimestamp`` is in milliseconds. ``rows``: rows of ``Friend`` added inside the window. Has
met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``snapchat.py``, artefact facts 4.5, 4.14.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import contacts, covers
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    SELECT m.rowid, m.addedtimestamp, {contact}, NULL, 'unknown' FROM friend AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=("com.snapchat.android/databases/main.db",),
    elsewhere=("**/main.db",),
)
def snapchat_friends(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield those whom the account added inside the window."""
    with database(artefact) as db:
        db.need("friend", ("userid", "addedtimestamp"))
        query = _ROWS.format(contact=text("m.userid"), inside=CLOCK.inside("m.addedtimestamp", window))
        yield Opened((yield from contacts(CLOCK, db.rows(query))))
        yield from covers(db, ("friend", "nullif(m.addedtimestamp, 0)", CLOCK))
        yield from db.remarks()
