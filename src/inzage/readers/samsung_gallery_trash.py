"""Pictures and videos in the bin of Samsung's gallery (``local.db``), before phones had one bin for all.

One UI 1 to about 3; table ``trash``, a row a file; ``__deleteTime`` in Unix milliseconds. An act is a file put
into the bin. ``rows``: rows inside the window. A file that was put back or is gone for good is no
longer in the table: no act here says nothing. The place where a picture was taken is not asked.

**On this device**: yes; the bin is the phone's own. Has not yet met a real file.

References: artefact facts 9, appendix B; ALEAPP ``galleryTrash.py``
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
_ROWS = "SELECT t.rowid, t.__deleteTime, {path} FROM trash AS t NOT INDEXED WHERE {inside}"


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=("com.sec.android.gallery3d/databases/local.db",),
)
def samsung_gallery_trash(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that were binned inside the window."""
    with database(artefact) as db:
        db.need("trash", ("__deletetime", "__originpath"))
        opened = 0
        query = _ROWS.format(path=text("t.__originPath"), inside=_CLOCK.inside("t.__deleteTime", window))
        for _, time, path in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(path, str) and path:
                yield FileTouched(at, path, OnThisDevice.YES)
            else:
                db.doubt()
        yield Opened(opened)
        yield from reach(db, "trash", "__deleteTime", _CLOCK)
        yield from db.remarks()
