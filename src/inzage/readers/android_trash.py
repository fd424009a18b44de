"""Pictures and files in the bin of an Android device (``.trashed-<moment>-<name>``), by their names alone.

Android 11 and later. Who bins a file in a gallery or file manager lets the system rename it: the
number is when it will be gone for good (Unix seconds), thirty days on. An act is a file put into
the bin, thirty days before that moment; where the phone could not clean up in time the system
moves it on by a week, so that the act can be as much older. ``rows``: 1 where it falls inside the
window. Nothing of the content is read; what is gone for good is not seen.

**On this device**: yes in the phone's own storage (``media/<user>``, ``emulated/<user>``); unknown on a
card, which goes from phone to phone. Has not yet met a real file.

References: https://android.googlesource.com/platform/packages/providers/MediaProvider/
(``FileUtils.java``: ``PATTERN_EXPIRES_FILE``, ``DEFAULT_DURATION_TRASHED``,
``DEFAULT_DURATION_EXTENDED``)
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.moments import Dated, unix_seconds
from inzage.mandate import DataClass
from inzage.observations import FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader

_NAME = re.compile(r"\.trashed-(\d{1,12})-(.+)", re.IGNORECASE | re.DOTALL | re.ASCII)
_OWN = re.compile(r"(^|/)(media|emulated)/\d+/")
_KEPT = timedelta(days=30)


@reader(opens=DataClass.FILES_TOUCHED, family="files_touched", at=(".trashed-*-*",))
def android_trash(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the file, if it was put into the bin inside the window."""
    told = _NAME.fullmatch(artefact.untrusted_path.rpartition("/")[2])
    if not told:
        raise refused(artefact)
    gone, dated = unix_seconds(int(told[1])), Dated(window)
    at = gone - _KEPT if gone else None
    if dated.inside(at):
        own = _OWN.search(artefact.untrusted_path.lower())
        yield FileTouched(at, told[2], OnThisDevice.YES if own else OnThisDevice.UNKNOWN)
    yield from dated.remarks()
