"""Pictures and videos that lie on a carrier, by name and first bytes: kind, size and date. Nothing is decoded.

Any folder, any system: what calls itself a picture or video by its ending is looked at,
and its first bytes decide (see ``formats.media``); a file that calls itself one and is none
is another file. In the folders of a camera (``DCIM``) it is damage.

An act is such a file, as far as it lies there: ``at`` is its last change, as the file
system or archive says; one without a date makes the reading a lower bound. A file cut
off behind its first bytes lies there all the same and counts. ``rows``: 1 where its date
falls inside the window. No more than 4 KiB is read.

None are pictures of the system and its programs, and the small copies that a system keeps
of pictures (see ``formats.media_places``). Not seen either: a picture under another ending or without one
(caches of browsers), inside archives or documents.

**On this device**: yes, it lies here, whoever made it; unknown in a folder that a
cloud service fills from other devices. Met real files (26 JPEG, 5 PNG, 2 WebP, 6 MP4).

References: DCF (JEITA CP-3461, folders of cameras); ``formats.media``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.dated_file import one_act
from inzage.formats.media_places import AT, ELSEWHERE, media_of
from inzage.mandate import DataClass
from inzage.observations import MediaItem, Observation, Remark
from inzage.readers import reader


@reader(opens=DataClass.MEDIA_DIGESTS, family="media", at=AT, elsewhere=ELSEWHERE, met_real=True, many=True)
def media_files(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the picture or video, if its last change falls inside the window."""
    media, here = media_of(artefact)
    yield from one_act(artefact, window, lambda at: MediaItem(at, media, artefact.size, artefact.digests, here))
