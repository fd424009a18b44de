"""Where pictures and videos lie on a carrier, and what a file there is by its place and first bytes.

Not media of the person are those of the system and its programs, where the *place* says so (unless
somebody's own folder stands before it), and the small copies that a system keeps (thumbnails).

References: DCF (JEITA CP-3461, folders of cameras); ``formats.media``
"""

from inzage.artefact import Artefact
from inzage.formats.content import first_bytes, refused
from inzage.formats.media import media_kind
from inzage.observations import MediaKind, OnThisDevice
from inzage.result import Reason, Unreadable

ENDINGS = (
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
_SOME_PROGRAMS = (
    "/program files", "/windows/", "/usr/", "/var/lib/", "/system", "/product/", "/vendor/", "/apex/",
)  # fmt: skip
"""How all of them begin: a path with none of these is of no program, and most have none."""
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

AT = tuple(f"{place}.{ending}" for place in _CAMERA for ending in _TAKEN)
"""In the folders of a camera: what is none there is damaged."""

ELSEWHERE = tuple(f"**/*.{ending}" for ending in ENDINGS)


def media_of(artefact: Artefact) -> tuple[MediaKind, OnThisDevice]:
    """What a file is, and whether it lies here of itself; ``Unreadable`` where it is no media of the person."""
    place = f"/{artefact.untrusted_path.lower()}"
    if not artefact.sure and comes_with_a_program(artefact.untrusted_path):
        raise Unreadable(Reason.OTHER_KIND)
    media = media_kind(first_bytes(artefact, _ANY_SIZE))
    if media is None:
        raise refused(artefact)
    return media, OnThisDevice.UNKNOWN if any(folder in place for folder in _SYNCED) else OnThisDevice.YES


def comes_with_a_program(untrusted_path: str) -> bool:
    """Does the place say that this came with the system or a program, or is a small copy?"""
    place = f"/{untrusted_path.lower()}"
    if any(folder in place for folder in _THUMBNAILS) or _BUNDLE in place:
        return True
    if not any(folder in place for folder in _SOME_PROGRAMS):
        return False
    found = min((at for folder in _PROGRAMS if (at := place.find(f"/{folder}")) >= 0), default=-1)
    return found >= 0 and not any(-1 < place.find(own) < found for own in _OWN)
