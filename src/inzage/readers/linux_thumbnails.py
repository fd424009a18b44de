"""Files that a file manager showed small, by the shared store of thumbnails of Linux desktops. Nothing is decoded.

One PNG per file and size in ``~/.cache/thumbnails`` (before 2013 ``~/.thumbnails``), by GNOME, KDE,
Xfce and others. Its first eight bytes are read, to see that it is one; not the picture, nor the
address and time of the file that it shows. ``untrusted_name`` is empty.

An act is a thumbnail. **When**: its own last change, when it was made: at the first showing of the
folder, or anew once the file had changed. Without that moment there is no act, and what is counted
is a lower bound. What could not be shown (``fail``) is none. A copied tree may carry the copy's
dates. A thumbnail outlives its file. ``rows``: 1 where the moment lies inside the window. The same
file can have one in each size: the counts of the sizes are not to be added up.

**On this device**: yes; it is made where it is looked at (the file itself may lie on a stick).
Has met no real file yet.

References: https://specifications.freedesktop.org/thumbnail-spec/; artefact facts 9
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import first_bytes, refused
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_MAGIC = b"\x89PNG\r\n\x1a\n"
_STORES = (".cache/thumbnails", ".thumbnails")
_SIZES = ("normal", "large", "x-large", "xx-large")


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="thumbnails",
    at=tuple(f"{store}/{size}/*.png" for store in _STORES for size in _SIZES),
)
def linux_thumbnails(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the thumbnail, if it was made inside the window."""
    first = first_bytes(artefact)
    if not first.startswith(_MAGIC):
        raise refused(artefact, Reason.TRUNCATED if _MAGIC.startswith(first) else Reason.DAMAGED)
    dated, at = Dated(window), last_seen(artefact)
    if dated.inside(at):
        yield FileTouched(at, "", OnThisDevice.YES)
    yield from dated.remarks()
    if at is None:
        yield Degraded()
