"""Apps that a Google account acquired in Play (``library.db``), also those removed since.

Table ``ownership``: what each account may use; ``purchase_time`` in Unix milliseconds (free
apps too). ``doc_type`` 1 is an app; films, books and the like are not taken.

An act is an app that an account acquired, once per account however many libraries list it,
at the earliest moment. A row without a moment is left out. ``rows``: rows inside the window.

**On this device**: unknown; the list is the account's and says nothing of the device on
which the app was acquired, or whether it was ever installed here. Met one real file, of
Android 10 (116 rows, 111 dated).

References: artefact facts 5; ALEAPP ``installedappsLibrary.py``
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.programs import program_kind
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_APP = 1
_ROWS = """
    SELECT o.rowid, o.purchase_time, o.doc_type, {account}, {app} FROM ownership AS o NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("com.android.vending/databases/library.db",),
    elsewhere=("**/library.db",),
    met_real=True,
)
def android_play_library(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps acquired inside the window."""
    acquired: dict[tuple[object, str], datetime] = {}
    with database(artefact) as db:
        db.need("ownership", ("account", "doc_id", "doc_type", "purchase_time"))
        opened = 0
        inside = _CLOCK.inside("o.purchase_time", window)
        query = _ROWS.format(account=text("o.account"), app=text("o.doc_id"), inside=inside)
        for _, time, kind, account, app in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and kind == _APP and isinstance(app, str) and app:
                acquired[account, app] = min(at, acquired.get((account, app), at))
        for (_, app), at in acquired.items():
            yield Installation(at, program_kind(app), app, OnThisDevice.UNKNOWN)
        yield Opened(opened)
        yield from reach(db, "ownership", "purchase_time", _CLOCK)
        yield from db.remarks()
