"""Pictures and videos that lie on a carrier, by name and first bytes: kind, size and date. Nothing is decoded.

Any folder, any system: what calls itself a picture or video by its ending is looked at,
and its first bytes decide (see ``formats.media``); a file that calls itself one and is none
is another file. In the folders of a camera (``DCIM``) it is damage.

An act is such a file, as far as it lies there: ``at`` is its last change, as the file
system or archive says; one without a date makes the reading a lower bound. A file cut
off behind its first bytes lies there all the same and counts. ``rows``: 1 where its date
falls inside the window. No more than 4 KiB is read.

None are pictures of the system and its programs, where the *place* says so (``_PROGRAMS``,
unless somebody's own folder stands before it), and the small copies that a system keeps
of pictures (thumbnails). Not seen either: a picture under another ending or without one
(caches of browsers), inside archives or documents.

**On this device**: yes, it lies here, whoever made it; unknown in a folder that a
cloud service fills from other devices. Met real files (26 JPEG, 5 PNG, 2 WebP, 6 MP4).

References: DCF (JEITA CP-3461, folders of cameras); ``formats.media``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import first_bytes, refused
from inzage.formats.dated_file import one_act
from inzage.formats.media import media_kind
from inzage.mandate import DataClass
from inzage.observations import MediaItem, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

_ENDINGS = (
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "heic", "heif", "avif", "bmp", "dib", "tif", "tiff", "dng",
    "mp4", "m4v", "mov", "qt", "3gp", "3g2", "mkv", "webm", "avi", "mpg", "mpeg", "vob", "mts", "m2ts", "wmv", "asf",
    "flv", "f4v",
)  # fmt: skip
_CAMERA = ("DCIM/????????/????????", "DCIM/Camera/IMG_*", "DCIM/Camera/PXL_*", "DCIM/Camera/VID_*", "DCIM/Camera/20*")
_TAKEN = ("jpg", "heic", "mp4", "mov")
_ANY_SIZE = 1 << 63

_PROGRAMS = (
    "program files/", "program files (x86)/", "program files (arm)/", "windows/winsxs/", "windows/system32/",
    "windows/syswow64/", "windows/systemapps/", "windows/systemresources/", "windows/web/", "windows/installer/",
    "windows/immersivecontrolpanel/", "windows/softwaredistribution/", "usr/share/", "usr/lib/", "usr/local/share/",
    "var/lib/", "system/library/", "system/app/", "system/priv-app/", "system/media/", "product/app/", "product/media/",
    "product/overlay/", "product/priv-app/", "vendor/app/", "vendor/overlay/", "apex/com.android.", "system_ce/",
)  # fmt: skip
_BUNDLE = ".app/contents/"
_THUMBNAILS = ("/.thumbnails/", "/.cache/thumbnails/")
_OWN = ("/users/", "/home/", "/documents and settings/", "/media/", "/dcim/", "/pictures/", "/documents/", "/desktop/")
_SYNCED = (
    "/onedrive",
    "/dropbox",
    "/google drive",
    "/my drive/",
    "/icloud",
    "/mobile documents/",
    "/megasync",
    "/mega/",
)


@reader(
    opens=DataClass.MEDIA_DIGESTS,
    family="media",
    at=tuple(f"{place}.{ending}" for place in _CAMERA for ending in _TAKEN),
    elsewhere=tuple(f"**/*.{ending}" for ending in _ENDINGS),
    met_real=True,
)
def media_files(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the picture or video, if its last change falls inside the window."""
    place = f"/{artefact.untrusted_path.lower()}"
    if not artefact.sure and _of_a_program(place):
        raise Unreadable(Reason.OTHER_KIND)
    media = media_kind(first_bytes(artefact, _ANY_SIZE))
    if media is None:
        raise refused(artefact)
    here = OnThisDevice.UNKNOWN if any(folder in place for folder in _SYNCED) else OnThisDevice.YES
    yield from one_act(artefact, window, lambda at: MediaItem(at, media, artefact.size, artefact.digests, here))


def _of_a_program(place: str) -> bool:
    """Does the place say that this came with the system or a program, or is a small copy?"""
    if any(folder in place for folder in _THUMBNAILS) or _BUNDLE in place:
        return True
    found = min((at for folder in _PROGRAMS if (at := place.find(f"/{folder}")) >= 0), default=-1)
    return found >= 0 and not any(-1 < place.find(own) < found for own in _OWN)
