"""Files in the bin of a Samsung phone (``trash.db``): binned in a gallery, file manager or recorder.

One UI since about 2020; table ``trashes``, a row a file; ``date_deleted`` in Unix milliseconds. An act is a file
put into the bin. ``rows``: rows inside the window. A file that was put back or is gone for good is
no longer in the table: no act here says nothing.

**On this device**: yes; the bin is the phone's own. Has not yet met a real file.

References: artefact facts 9, appendix B; ALEAPP ``SamsungTrash.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import FileTouched, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_ROWS = "SELECT t._id, t.date_deleted, {path} FROM trashes AS t NOT INDEXED WHERE {inside}"


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=("com.samsung.android.providers.trash/databases/trash.db",),
    elsewhere=("**/trash.db",),
)
def samsung_trash(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that were binned inside the window."""
    with database(artefact) as db:
        db.need("trashes", ("_id", "date_deleted", "original_path"))
        opened = 0
        query = _ROWS.format(path=text("t.original_path"), inside=_CLOCK.inside("t.date_deleted", window))
        for _, time, path in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(path, str) and path:
                yield FileTouched(at, path, OnThisDevice.YES)
            else:
                db.doubt()
        yield Opened(opened)
        yield from reach(db, "trashes", "date_deleted", _CLOCK)
        yield from db.remarks()
